//! `cargo xtask`: sets up what is missing, builds both wasm crates, tests and runs. It says what it does.

mod bundle;
mod css;
mod parity;
mod run;
mod site;
mod test;
mod tool;
mod wasm;

use clap::{Parser, Subcommand};
use wasm::Care;

#[derive(Parser)]
#[command(about = "Builds, tests and runs Throughline")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds everything as a release and serves it at http://127.0.0.1:3000.
    Serve {
        /// Start with the demo workspace in a throw-away file.
        #[arg(long)]
        demo: bool,
        /// Further flags for `throughline serve`, after `--`.
        #[arg(last = true)]
        rest: Vec<String>,
    },
    /// Format, lint, native tests, docs, the scheduler in wasm, browser tests.
    Test {
        /// Only the steps whose name contains this word.
        #[arg(long)]
        only: Option<String>,
    },
    /// Builds the browser bundle into target/site.
    Bundle {
        /// For working on it: built fast, larger and slower, nothing compressed.
        #[arg(long)]
        quick: bool,
    },
    /// Builds the release binary with the bundle inside: target/release/throughline.
    Build,
    /// Runs the benchmarks.
    Bench {
        /// Only the scheduler, natively and in wasm.
        #[arg(long)]
        schedule: bool,
    },
}

fn main() -> anyhow::Result<()> {
    let root = tool::root();
    match Cli::parse().command {
        Command::Serve { demo, rest } => {
            let binary = bundle::binary(&root)?;
            run::serve(&binary, demo, &rest)
        }
        Command::Test { only } => test::all(&root, only.as_deref()),
        Command::Bundle { quick } => {
            let care = if quick { Care::Quick } else { Care::Release };
            bundle::site(&root, care).map(drop)
        }
        Command::Build => {
            let binary = bundle::binary(&root)?;
            tool::say(&format!("built {}", binary.display()));
            Ok(())
        }
        Command::Bench { schedule } => {
            if !schedule {
                run::bench(&root)?;
            }
            parity::time(&root)
        }
    }
}
