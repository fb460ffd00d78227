//! What a person sees, on both ends.

pub mod components;
pub mod format;
pub mod host;
pub mod pages;
pub mod picture;
pub mod routes;
pub mod shell;
pub mod state;

pub use shell::App;
