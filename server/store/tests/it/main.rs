//! The contract of a store, run over each of them, and what only a file can do.

mod contract;
mod file;
mod world;
