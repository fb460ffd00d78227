//! Integration tests of this package, one file a subject.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "tests say what they mean by failing"
)]

mod calendar;
mod fake;
mod format;
mod grid;
mod import;
mod overlay;
mod page;
mod wake;
