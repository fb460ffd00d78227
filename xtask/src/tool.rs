//! Finding and running other programs, and saying so.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(Path::to_path_buf).unwrap_or(here)
}

/// Where cargo puts what it builds.
pub fn target(root: &Path) -> PathBuf {
    match env("CARGO_TARGET_DIR") {
        Some(dir) => root.join(dir),
        None => root.join("target"),
    }
}

/// One line to the person who waits.
#[allow(clippy::print_stdout, reason = "this is a command line")]
pub fn say(what: &str) {
    println!("xtask: {what}");
}

/// An environment variable, when it is set and not empty.
#[allow(
    clippy::disallowed_methods,
    reason = "a build tool reads its environment"
)]
pub fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The path of a program, when it can be found.
pub fn which(name: &str) -> Option<PathBuf> {
    let path = env("PATH")?;
    std::env::split_paths(&path)
        .map(|dir| dir.join(name))
        .find(|file| file.is_file())
}

/// The cargo that runs us.
pub fn cargo() -> Command {
    Command::new(env("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command, inheriting the terminal; an error when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = show(command);
    let status = command
        .status()
        .with_context(|| format!("could not start {shown}"))?;
    if !status.success() {
        bail!("{shown} failed ({status})");
    }
    Ok(())
}

/// What a command prints, trimmed; `None` when it cannot run or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Installs Debian packages, when this is a Debian and we may.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    if which("apt-get").is_none() {
        bail!("please install: {}", packages.join(", "));
    }
    say(&format!("installing with apt-get: {}", packages.join(" ")));
    let apt = |arguments: &[&str]| {
        let mut command = if output(Command::new("id").arg("-u")).as_deref() == Some("0") {
            Command::new("apt-get")
        } else {
            let mut sudo = Command::new("sudo");
            sudo.arg("apt-get");
            sudo
        };
        command
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdout(Stdio::null());
        command
    };
    // A stale list is no reason to stop: the install itself will say what is missing.
    let _ = apt(&["update"]).status();
    let mut install = apt(&["install", "-y", "--no-install-recommends"]);
    run(install.args(packages))
}

fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
