//! The browser end: window, storage, fetch.

pub mod backoff;
pub mod device;
pub mod file;
pub mod journal;
pub mod tabs;
pub mod transport;
