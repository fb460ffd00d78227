//! The routes as a browser meets them, and the binary as an operating system does.

mod account;
mod assets;
mod backup;
mod binary;
mod embed;
mod invitation;
mod kill;
mod sync;
mod world;
