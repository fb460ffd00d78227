//! The contract of a store, run over each of them, and what only a file can do.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod contract;
mod file;
mod world;
