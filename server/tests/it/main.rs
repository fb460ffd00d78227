//! The routes as a browser meets them, and the binary as an operating system does.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]
#![allow(
    clippy::disallowed_methods,
    reason = "a deadline for a process needs a clock"
)]

mod account;
mod assets;
mod backup;
mod binary;
mod embed;
mod files;
mod invitation;
mod kill;
mod sync;
mod world;
