//! What a person sees, on both ends.

pub mod host;
