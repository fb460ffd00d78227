//! Integration tests of this package, one file a subject.

mod protocol;
mod simulation;
