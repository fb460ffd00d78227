//! What a person sees, on both ends.
