//! `throughline convert`: a plan from one format to another, without a database.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use exchange::{Report, archive, msproject};
use model::schedule::schedule;

use super::foreign::{self, Foreign, Kind};
use super::say;

/// Imports a file and exports it again; the formats are those of the endings.
pub fn convert(from: &Path, to: &Path, report: bool) -> Result<()> {
    let kind = foreign::kind(to)?;
    let foreign = foreign::open(from)?;
    let text = written(&foreign, kind)?;
    let mut file =
        std::fs::File::create(to).with_context(|| format!("{} cannot be written", to.display()))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .with_context(|| format!("{} cannot be written", to.display()))?;
    if report {
        tell(&foreign.report)?;
        let problems = &foreign.problems;
        for problem in &problems.list {
            say(&format!("{}: {}", problem.about, problem.why))?;
        }
        if problems.more > 0 {
            say(&format!("and {} more remarks", problems.more))?;
        }
    }
    Ok(())
}

fn written(foreign: &Foreign, kind: Kind) -> Result<String> {
    let project = || {
        let why = "The archive holds several projects or none. Import it and export one of them.";
        foreign.project.context(why)
    };
    match kind {
        Kind::Mspdi => {
            let project = project()?;
            let dates = schedule(&foreign.plan, project);
            msproject::write(&foreign.plan, Some(&dates), project).context("the project is gone")
        }
        Kind::Archive => {
            let mut text = String::new();
            for line in archive::write(&foreign.plan) {
                text.push_str(&line);
                text.push('\n');
            }
            Ok(text)
        }
        Kind::Csv | Kind::Xlsx => {
            bail!("Tables are not written from the command line yet. Export them in the app.")
        }
    }
}

/// The fidelity report, what was lost first.
pub fn tell(report: &Report) -> Result<()> {
    for entry in &report.entries {
        let word = entry.treatment.word();
        let reason = match entry.reason.as_str() {
            "" => String::new(),
            reason => format!(": {reason}"),
        };
        say(&format!("{word} {} ({}){reason}", entry.field, entry.count))?;
    }
    Ok(())
}
