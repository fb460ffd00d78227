//! MSPDI, the XML of Microsoft Project: bytes to what was understood, and from there to operations.
//! Nothing is opened, fetched or expanded; the same bytes give the same answer everywhere.

mod base;
mod calendar;
mod custom;
mod cycle;
mod fidelity;
mod field;
mod file;
mod hours;
mod link;
mod outline;
mod parse;
mod plan;
mod settle;
mod staff;
mod task;
mod value;
mod write;
mod xml;

use std::collections::BTreeMap;

pub(crate) use fidelity::values;
pub use file::{
    Assignment, CalendarRow, CustomField, CustomValue, File, Link, Project, Resource, Task,
};
pub use plan::{
    Again, Context, Counts, Draft, How, Key, Known, Matched, Named, Overwrite, PreviewRow, again,
    again_in_turns, earlier, plan, plan_in_turns,
};
pub use value::Units;
pub(crate) use value::{LONGEST_MINUTES, line, lines, moment};
pub use write::{When, write, write_with};

use crate::pace::{self, Pace};
use crate::problem::{About, Problems, Severity};
use crate::report::Report;
use crate::text::{self, NotText};

/// Largest file that is read, in bytes.
pub const SIZE: usize = 50 * 1024 * 1024;
/// Deepest nesting of elements.
pub const DEPTH: usize = 1_000;
/// Deepest outline of tasks.
pub const LEVELS: usize = 1_000;
/// Longest name, in bytes.
pub const NAME_LENGTH: usize = 2_000;
/// Longest notes, in bytes.
pub const NOTES_LENGTH: usize = 20_000;

/// Why a file is not imported. Nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No bytes.
    #[error("The file is empty.")]
    Empty,
    /// Too many bytes.
    #[error(
        "The file has {megabytes} MB; up to 50 MB are read. Save it without baselines or split it."
    )]
    TooLarge {
        /// How large it is.
        megabytes: usize,
    },
    /// A binary plan.
    #[error(
        "This is a binary .mpp file of Microsoft Project. Open it there and choose \
         File > Save As > XML Format, then import the .xml file."
    )]
    Binary,
    /// A compressed archive.
    #[error("This is a compressed archive, not XML. Unpack it and import the .xml file in it.")]
    Compressed,
    /// Bytes that are not text.
    #[error("The file cannot be read as text: {0}.")]
    NotText(#[from] NotText),
    /// Something else.
    #[error("This is not an XML file of Microsoft Project.")]
    NotXml,
    /// Another kind of XML.
    #[error(
        "This XML file holds \u{201c}{root}\u{201d}, not a \
         \u{201c}Project\u{201d} of Microsoft Project."
    )]
    NotProject {
        /// Its root element.
        root: String,
    },
    /// Another kind of project.
    #[error(
        "This is a \u{201c}Project\u{201d} of another program ({namespace}), not of \
         Microsoft Project."
    )]
    OtherProject {
        /// Its namespace.
        namespace: String,
    },
    /// A document type.
    #[error(
        "The file has a document type, which Microsoft Project never writes. It is not opened."
    )]
    DocType,
    /// Entities.
    #[error(
        "The file declares or uses entities of its own (line {line}). They are never expanded."
    )]
    Entity {
        /// Where.
        line: usize,
    },
    /// Ends too early.
    #[error("The file is not complete: it ends in line {line}, before the project is closed.")]
    Truncated {
        /// Where.
        line: usize,
    },
    /// Not well-formed.
    #[error("The file is not valid XML in line {line}: {why}.")]
    Malformed {
        /// Where.
        line: usize,
        /// What the reader says.
        why: String,
    },
    /// Nested too deep.
    #[error("Elements are nested more than 1,000 deep in line {line}.")]
    TooDeep {
        /// Where.
        line: usize,
    },
    /// More tasks than any plan has.
    #[error("The file has more than 100,000 tasks. Split the plan and import its parts.")]
    TooManyTasks,
    /// The outline is too deep.
    #[error("The outline is more than 1,000 levels deep at row {row}.")]
    OutlineTooDeep {
        /// Where.
        row: u32,
    },
}

/// A file that was read: what it says, and what a person should know about it.
#[derive(Clone, Debug, Default)]
pub struct Understood {
    /// What it says.
    pub file: File,
    /// What to know, in row order where it has one.
    pub problems: Problems,
    counts: Vec<Vec<u32>>,
    unknown: BTreeMap<(&'static str, String), u32>,
    /// The format and the report of a file that came from another reader.
    told: Option<(&'static str, Report)>,
}

impl Understood {
    /// What another reader made of its format.
    pub(crate) fn told(
        file: File,
        problems: Problems,
        format: &'static str,
        report: Report,
    ) -> Self {
        Self {
            file,
            problems,
            told: Some((format, report)),
            ..Self::default()
        }
    }

    /// The format that the file came in: "MSPDI", "CSV", "XLSX" or "JSON".
    pub fn format(&self) -> &'static str {
        self.told.as_ref().map_or("MSPDI", |(format, _)| format)
    }

    /// What became of each class of field.
    pub fn report(&self) -> Report {
        if let Some((_, report)) = &self.told {
            return report.clone();
        }
        fidelity::report(self)
    }
}

/// Reads an MSPDI file. Linear in its size; nothing is kept of a file that is refused.
pub fn read(bytes: &[u8]) -> Result<Understood, Refused> {
    pace::at_once(read_in_turns(bytes, &Pace::at_once()))
}

/// The same in slices.
pub async fn read_in_turns(bytes: &[u8], pace: &Pace<'_>) -> Result<Understood, Refused> {
    match bytes {
        [] => return Err(Refused::Empty),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(Refused::Binary),
        [b'P', b'K', 3, 4, ..] | [0x1F, 0x8B, ..] => return Err(Refused::Compressed),
        bytes if bytes.len() > SIZE => {
            return Err(Refused::TooLarge {
                megabytes: bytes.len().div_ceil(1024 * 1024),
            });
        }
        _ => {}
    }
    let text = text::xml(bytes)?;
    let mut problems = Problems::default();
    if text.taken_as_windows_1252 {
        let why = "It says ISO-8859-1 but holds what only windows-1252 has; read as windows-1252, \
                   as browsers do.";
        problems.push(Severity::Mapped, About::File, why);
    }
    let mut source = xml::Source::open(&text.text)?;
    pace.turn(0, 1).await;
    let mut file = parse::project(&mut source, &mut problems, pace).await?;
    source.close()?;
    settle::file(&mut file, &mut problems, pace).await?;
    Ok(Understood {
        file,
        problems,
        counts: source.counts,
        unknown: source.unknown,
        told: None,
    })
}

/// The links that close circles, with the sentence that names them.
pub(crate) fn closing(tasks: &[Task], links: &[Link]) -> Vec<(usize, String)> {
    let found = cycle::closing(tasks, links).into_iter();
    found.map(|it| (it.link, it.names)).collect()
}

/// Working minutes between two moments in the usual week.
pub(crate) fn working(start: model::DateTime, finish: model::DateTime) -> Option<i64> {
    hours::between(&[], None, start, finish)
}
