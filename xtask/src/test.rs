//! Everything that must hold before a change lands, cheapest first.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::tool::{self, say};
use crate::{bundle, parity, wasm};

type Step = (&'static str, fn(&Path) -> Result<()>);

const STEPS: &[Step] = &[
    ("format", |root| cargo(root, &["fmt", "--all", "--check"])),
    ("clippy", |root| {
        cargo(
            root,
            &[
                "clippy",
                "--locked",
                "--all-targets",
                "--features",
                "app/ssr",
                "--",
                "-D",
                "warnings",
            ],
        )
    }),
    ("native", |root| {
        cargo(root, &["test", "--locked", "--features", "app/ssr"])
    }),
    ("docs", |root| {
        tool::run(
            tool::cargo()
                .args([
                    "doc",
                    "--locked",
                    "--no-deps",
                    "--quiet",
                    "--features",
                    "app/ssr",
                ])
                .env("RUSTDOCFLAGS", "-D warnings")
                .current_dir(root),
        )
    }),
    ("wasm", parity::check),
    ("browser", browser),
];

/// Runs the steps, or those whose name contains `only`; stops at the first that fails.
#[allow(clippy::print_stdout, reason = "this is a command line")]
pub fn all(root: &Path, only: Option<&str>) -> Result<()> {
    let mut passed = 0;
    for (name, step) in STEPS {
        if only.is_some_and(|only| !name.contains(only)) {
            continue;
        }
        say(&format!("== {name}"));
        let clock = now();
        if let Err(error) = step(root) {
            println!("steps: {passed} passed, 1 failed");
            return Err(error.context(format!("the step \u{201c}{name}\u{201d} failed")));
        }
        say(&format!(
            "== {name} passed in {} s",
            clock.elapsed().as_secs()
        ));
        passed += 1;
    }
    println!("steps: {passed} passed, 0 failed");
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "a build tool reads the clock")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<()> {
    tool::run(tool::cargo().args(arguments).current_dir(root))
}

/// Playwright in Chromium against the release binary with its bundle inside.
fn browser(root: &Path) -> Result<()> {
    if tool::which("npm").is_none() {
        tool::apt_install(&["nodejs", "npm"])?;
    }
    wasm::node_packages(root)?;
    let binary = bundle::binary(root)?;
    let chromium = chromium(root)?;
    tool::run(
        Command::new("npx")
            .args(["playwright", "test"])
            .env("THROUGHLINE", binary)
            .env("CHROMIUM", chromium)
            .current_dir(root.join("end2end")),
    )
}

/// A Chromium, from wherever it can be had.
fn chromium(root: &Path) -> Result<PathBuf> {
    let find = || {
        tool::env("CHROMIUM")
            .map(PathBuf::from)
            .or_else(|| {
                ["chromium", "chromium-browser", "google-chrome"]
                    .into_iter()
                    .find_map(tool::which)
            })
            .filter(|path| path.exists())
    };
    if let Some(path) = find() {
        return Ok(path);
    }
    if let Err(error) = tool::apt_install(&["chromium"]) {
        say(&format!("{error}; asking Playwright for one"));
        tool::run(
            Command::new("npx")
                .args(["playwright", "install", "chromium"])
                .current_dir(root.join("end2end")),
        )?;
        let script = "console.log(require('playwright-core').chromium.executablePath())";
        let path = tool::output(
            Command::new("node")
                .args(["-e", script])
                .current_dir(root.join("end2end")),
        );
        return path
            .map(PathBuf::from)
            .context("Playwright brought no Chromium");
    }
    match find() {
        Some(path) => Ok(path),
        None => bail!("Chromium was installed but is not on the PATH; set CHROMIUM to its path"),
    }
}
