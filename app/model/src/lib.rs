//! What the words mean.
