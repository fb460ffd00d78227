//! The command line of Throughline.

fn main() {}
