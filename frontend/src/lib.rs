//! The browser end: window, storage, fetch.
