//! The browser end: window, storage, fetch.

pub mod device;
pub mod engine;
pub mod file;
pub mod journal;
pub mod tabs;
pub mod transport;
