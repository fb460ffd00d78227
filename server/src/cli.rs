//! The commands, their flags and the environment variables that stand for them.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::config::Config;
use crate::telemetry::Format;

const EXAMPLES: &str = "Examples:
  throughline serve                            serve on http://127.0.0.1:3000, data in throughline.db
  throughline serve --demo                     look around in a throw-away workspace
  throughline serve --listen 0.0.0.0:8080 --db /var/lib/throughline/company.db \\
                    --base-url https://goals.example.org --trust-proxy
  throughline backup 2026-11-23.db             copy the database, also while the server runs
  throughline restore 2026-11-23.db            put a copy back (stop the server first)
  throughline check                            verify the database and say what is wrong
  throughline import plan.xml --project Move   add a Microsoft Project XML plan
  throughline export company.jsonl             everything in the workspace, one row a line
  throughline import company.jsonl             the way back, into a database without a workspace
  throughline convert plan.xml new.xml --report  from one format to another, and what became of it
  throughline schedule plan.xml --json         the dates of a plan, computed from nothing";

/// Connects OKRs to project work: one server, one binary, one file.
#[derive(Debug, Parser)]
#[command(name = "throughline", version, about, after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What to write about: error, warn, info, debug, or a list of targets and levels.
    #[arg(
        long = "log-level",
        env = "THROUGHLINE_LOG_LEVEL",
        default_value = "info",
        global = true
    )]
    pub level: String,
    /// How log lines look.
    #[arg(
        long,
        env = "THROUGHLINE_LOG",
        value_enum,
        default_value = "text",
        global = true
    )]
    pub log: Format,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
#[allow(
    missing_docs,
    reason = "a comment on a flattened group would become the command's own help"
)]
pub enum Command {
    /// Serves the app until it is stopped (Ctrl+C or SIGTERM).
    Serve(Serve),
    /// Adds a project from a Microsoft Project XML file (MSPDI), in the name of the first owner; an
    /// archive (.jsonl) goes into a database without a workspace.
    Import {
        /// The file.
        file: PathBuf,
        /// The project's name; the one in the file otherwise.
        #[arg(long)]
        project: Option<String>,
        #[command(flatten)]
        db: Db,
    },
    /// Turns a plan into another format, by the endings (.xml, .csv, .xlsx, .json); no database.
    Convert {
        /// What to read.
        from: PathBuf,
        /// What to write.
        to: PathBuf,
        /// Say what became of each field.
        #[arg(long)]
        report: bool,
    },
    /// Prints the dates of a plan, scheduled from nothing; no database.
    Schedule {
        /// The plan.
        file: PathBuf,
        /// As JSON, one object a task.
        #[arg(long)]
        json: bool,
        /// The dates that the file holds instead.
        #[arg(long)]
        stored: bool,
    },
    /// Writes every row of the workspace, one JSON object a line.
    Export {
        /// Where to; `-` is the standard output.
        out: PathBuf,
        #[command(flatten)]
        db: Db,
    },
    /// Copies the database, whole and of one moment; the server may be running.
    Backup {
        /// The new file.
        file: PathBuf,
        #[command(flatten)]
        db: Db,
    },
    /// Puts a backup in the place of the database. What stood there is set aside.
    Restore {
        /// The backup.
        file: PathBuf,
        #[command(flatten)]
        db: Db,
    },
    /// Verifies the database: its file, rows, scopes, log and devices.
    Check {
        #[command(flatten)]
        db: Db,
    },
}

/// Which database.
#[derive(Debug, Args)]
pub struct Db {
    /// The database file.
    #[arg(
        long,
        env = "THROUGHLINE_DB",
        default_value = "throughline.db",
        value_name = "FILE"
    )]
    pub db: PathBuf,
}

/// How to serve.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen.
    #[arg(
        long,
        env = "THROUGHLINE_LISTEN",
        default_value = "127.0.0.1:3000",
        value_name = "ADDRESS"
    )]
    pub listen: SocketAddr,
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a comment here would become the command's own help"
    )]
    pub db: Db,
    /// Start with the demo workspace in a throw-away file; `--db` is not touched.
    #[arg(long, env = "THROUGHLINE_DEMO")]
    pub demo: bool,
    /// The address that people use, when it is not the one listened on. https:// marks cookies.
    #[arg(long, env = "THROUGHLINE_BASE_URL", value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// A proxy of yours stands in front: believe its X-Forwarded-For.
    #[arg(long, env = "THROUGHLINE_TRUST_PROXY")]
    pub trust_proxy: bool,
    /// Serve the browser bundle from this folder instead of the one in the binary.
    #[arg(long, env = "THROUGHLINE_SITE_DIR", value_name = "FOLDER")]
    pub site: Option<PathBuf>,
    /// Show the page `/bench/gantt`, on which the chart is measured. It holds nobody's data.
    #[arg(long, hide = true)]
    pub bench: bool,
}

impl Serve {
    /// The same for the server.
    pub fn config(&self) -> Config {
        Config {
            demo: self.demo,
            base_url: self.base_url.clone(),
            trust_proxy: self.trust_proxy,
            site: self.site.clone(),
            bench: self.bench,
        }
    }
}

fn base_url(text: &str) -> Result<String, String> {
    let url = text.trim_end_matches('/');
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    match rest {
        Some(host) if !host.is_empty() && !host.contains('/') => Ok(url.to_owned()),
        _ => Err("it looks like https://goals.example.org, without a path".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cli, base_url};
    use clap::CommandFactory;

    #[test]
    fn the_commands_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_base_url_has_no_path() {
        assert_eq!(
            base_url("https://a.example/").as_deref(),
            Ok("https://a.example")
        );
        for odd in ["a.example", "https://", "https://a.example/goals"] {
            assert!(base_url(odd).is_err(), "{odd}");
        }
    }
}
