//! Integration tests of this package, one file a subject.

mod duo;
mod ledger;
mod protocol;
mod replica;
mod simulation;
