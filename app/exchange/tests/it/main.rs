//! What foreign files mean, on files of our own and, where it is at hand, on the shared corpus.
#![allow(
    clippy::disallowed_methods,
    reason = "tests with a time limit read the clock"
)]

mod again;
mod archive;
mod big;
mod corpus;
mod draft;
mod fixture;
mod hostile;
mod probe;
mod round_trip;
mod schedule;
mod shared;
mod table;
mod table_own;
