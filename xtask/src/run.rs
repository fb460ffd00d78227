//! Running what was built.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::tool::{self, say};

/// Serves the app until it is stopped.
pub fn serve(binary: &Path, demo: bool, rest: &[String]) -> Result<()> {
    let mut command = Command::new(binary);
    command.arg("serve");
    if demo {
        command.arg("--demo");
    }
    say("open http://127.0.0.1:3000 (Ctrl+C stops)");
    tool::run(command.args(rest))
}

/// Runs the benchmarks of every room that has one.
pub fn bench(root: &Path) -> Result<()> {
    tool::run(
        tool::cargo()
            .args(["bench", "--locked", "--benches"])
            .current_dir(root),
    )
}
