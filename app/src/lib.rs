//! What a person sees, on both ends.
#![recursion_limit = "256"] // Views are types; a page nests deeper than the default allows.

pub mod components;
pub mod format;
pub mod host;
pub mod pages;
pub mod picture;
pub mod routes;
pub mod shell;
pub mod state;

pub use shell::App;
