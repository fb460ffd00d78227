//! How copies agree.
