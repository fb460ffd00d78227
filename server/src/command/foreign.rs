//! A plan from a file into an empty workspace in memory: what `convert` and `schedule` work on.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use exchange::msproject::{self, Context};
use exchange::{Problems, Report, archive};
use model::access::{Founding, founding};
use model::{Id, Op, Plan, Project, apply};
use uuid::Uuid;

use crate::clock;

/// What a file brought.
pub struct Foreign {
    /// Every row.
    pub plan: Plan,
    /// The project of the file; an archive may hold many.
    pub project: Option<Id<Project>>,
    /// What became of each class of field.
    pub report: Report,
    /// What to know about single rows.
    pub problems: Problems,
}

/// The kinds of file, by their ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Microsoft Project XML.
    Mspdi,
    /// Comma separated values.
    Csv,
    /// A workbook.
    Xlsx,
    /// Our own archive.
    Archive,
}

/// What a file is, by its ending.
pub fn kind(file: &Path) -> Result<Kind> {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    Ok(match ending.to_ascii_lowercase().as_str() {
        "xml" => Kind::Mspdi,
        "csv" | "tsv" | "txt" => Kind::Csv,
        "xlsx" => Kind::Xlsx,
        "json" | "jsonl" => Kind::Archive,
        _ => bail!(
            "{}: the ending does not say what it is. Known are .xml (Microsoft Project), .csv, \
             .xlsx and .json (archive).",
            file.display()
        ),
    })
}

/// Reads a file, bounded before it is in memory.
pub fn bytes(file: &Path) -> Result<Vec<u8>> {
    let cannot = || format!("{} cannot be read", file.display());
    let size = std::fs::metadata(file).with_context(cannot)?.len();
    if kind(file).is_ok_and(|kind| kind != Kind::Archive) && size > msproject::SIZE as u64 {
        let megabytes = size.div_ceil(1024 * 1024) as usize;
        return Err(msproject::Refused::TooLarge { megabytes }.into());
    }
    std::fs::read(file).with_context(cannot)
}

/// Imports a file into a workspace of its own.
pub fn open(file: &Path) -> Result<Foreign> {
    match kind(file)? {
        Kind::Archive if archive::is_archive(&bytes(file)?) => whole(file),
        Kind::Mspdi | Kind::Csv | Kind::Xlsx | Kind::Archive => plan_of(file),
    }
}

fn whole(file: &Path) -> Result<Foreign> {
    let text = String::from_utf8(bytes(file)?).context("The archive is not UTF-8 text")?;
    let archive = archive::read(&text)?;
    let projects: Vec<Id<Project>> = archive.plan.projects().iter().map(|it| it.id).collect();
    Ok(Foreign {
        project: match projects[..] {
            [only] => Some(only),
            _ => None,
        },
        plan: archive.plan,
        report: Report::default(),
        problems: Problems::default(),
    })
}

/// A plan of another program: XML, a table, or the rows of a feed.
fn plan_of(file: &Path) -> Result<Foreign> {
    let name = file.file_name().unwrap_or_default();
    let understood = exchange::read(&bytes(file)?, &name.to_string_lossy())?;
    let (mut plan, acting) = empty()?;
    let context = Context {
        file_name: name.to_string_lossy().into_owned(),
        read_at: acting.now,
        rank: plan.rank_after_projects(),
        ..Context::default()
    };
    let draft = msproject::plan(&understood, &context, &mut clock::new_id);
    for op in &draft.ops {
        take(&mut plan, op, &acting)?;
    }
    Ok(Foreign {
        plan,
        project: Some(draft.project),
        report: draft.report,
        problems: understood.problems,
    })
}

fn empty() -> Result<(Plan, model::Context)> {
    let begun = Founding {
        workspace: Id::new(Uuid::from_u128(1)),
        name: "Files".into(),
        owner: Id::new(Uuid::from_u128(2)),
        owner_name: "Nobody".into(),
        email: "nobody@example.org".into(),
        cycle: Id::new(Uuid::from_u128(3)),
        next_cycle: Id::new(Uuid::from_u128(4)),
        today: clock::today(),
    };
    let acting = model::Context {
        actor: begun.owner,
        now: clock::now(),
        today: begun.today,
    };
    let mut plan = Plan::default();
    take(&mut plan, &founding(&begun), &acting)?;
    Ok((plan, acting))
}

fn take(plan: &mut Plan, op: &Op, acting: &model::Context) -> Result<()> {
    apply(plan, op, acting)?;
    Ok(())
}
