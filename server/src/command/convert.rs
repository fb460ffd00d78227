//! `throughline convert`: a plan from one format to another, without a database.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use exchange::table::{Options, Written};
use exchange::{Report, archive, msproject, table};
use model::schedule::schedule;

use super::foreign::{self, Foreign, Kind};
use super::say;

/// Imports a file and exports it again; the formats are those of the endings.
pub fn convert(from: &Path, to: &Path, report: bool) -> Result<()> {
    let kind = foreign::kind(to)?;
    let foreign = foreign::open(from)?;
    let Written {
        bytes,
        report: lost,
    } = written(&foreign, kind)?;
    let mut file =
        std::fs::File::create(to).with_context(|| format!("{} cannot be written", to.display()))?;
    file.write_all(&bytes)
        .and_then(|()| file.sync_all())
        .with_context(|| format!("{} cannot be written", to.display()))?;
    if report {
        tell(&foreign.report)?;
        tell(&lost)?;
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

/// The bytes to write, and what the format has no place for.
fn written(foreign: &Foreign, kind: Kind) -> Result<Written> {
    let plain = |text: String| Written {
        bytes: text.into_bytes(),
        report: Report::default(),
    };
    if kind == Kind::Archive {
        let mut text = String::new();
        for line in archive::write(&foreign.plan) {
            text.push_str(&line);
            text.push('\n');
        }
        return Ok(plain(text));
    }
    let why = "The archive holds several projects or none. Import it and export one of them.";
    let project = foreign.project.context(why)?;
    let (plan, dates) = (&foreign.plan, schedule(&foreign.plan, project));
    let written = match kind {
        Kind::Mspdi => msproject::write(plan, Some(&dates), project).map(plain),
        Kind::Xlsx => table::write_xlsx(plan, Some(&dates), project),
        Kind::Csv | Kind::Archive => {
            table::write_csv(plan, Some(&dates), project, &Options::default())
        }
    };
    written.context("The project is not there any more.")
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
