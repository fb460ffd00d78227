//! Other people's files.
