//! What each command does. Results go to the standard output, everything else to the error output.

mod archive;
mod convert;
mod foreign;
mod import;
mod schedule;
mod serve;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use store::{Sqlite, examine, sqlite};

use crate::cli::{Cli, Command};
use crate::{found, telemetry};

/// Does what was asked; a failure is a sentence and the exit code 1.
pub async fn run(cli: Cli) -> ExitCode {
    telemetry::start(cli.log, &cli.level);
    let done = match cli.command {
        Command::Serve(serve) => serve::serve(&serve).await,
        Command::Import { file, project, db } => import::import(&file, project, &db.db).await,
        Command::Convert { from, to, report } => convert::convert(&from, &to, report),
        Command::Schedule { file, json, stored } => schedule::run(&file, json, stored),
        Command::Export { out, db } => archive::export(&out, &db.db).await,
        Command::Backup { file, db } => backup(&db.db, &file).await,
        Command::Restore { file, db } => restore(&file, &db.db).await,
        Command::Check { db } => check(&db.db).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // When even the error output is closed there is nobody left to tell.
            let _ = writeln!(std::io::stderr(), "throughline: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whoever reads the output has read enough: `throughline schedule plan.xml | head`.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain();
    causes.any(|it| {
        let io = it.downcast_ref::<std::io::Error>();
        io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

/// Says something on the standard output.
fn say(line: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{line}").context("the standard output is closed")
}

async fn backup(db: &Path, file: &Path) -> Result<()> {
    sqlite::backup(db, file).await?;
    let bytes = std::fs::metadata(file)?.len();
    say(&format!(
        "Copied {} to {} ({bytes} bytes).",
        db.display(),
        file.display()
    ))
}

async fn restore(file: &Path, db: &Path) -> Result<()> {
    let restored = sqlite::restore(file, db, found::new_epoch()).await?;
    if let Some(aside) = restored.set_aside {
        say(&format!("What stood there is now {}.", aside.display()))?;
    }
    say(&format!(
        "Restored {}. Devices rebuild their copies and offer their recent edits again.",
        db.display()
    ))
}

async fn check(db: &Path) -> Result<()> {
    let store = Sqlite::open_existing(db).await?;
    let mut problems = store.integrity().await?;
    let report = examine(&store).await?;
    problems.extend(report.problems);
    store.close().await;
    for problem in &problems {
        say(problem)?;
    }
    if problems.is_empty() {
        let (rows, operations) = (report.rows, report.operations);
        return say(&format!(
            "All is well: {rows} rows, {operations} operations."
        ));
    }
    anyhow::bail!("{} problems found in {}", problems.len(), db.display())
}
