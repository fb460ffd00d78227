//! `cargo xtask`: sets up what is missing, builds, tests and runs.

fn main() {}
