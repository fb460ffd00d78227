//! What a person should know about a file before it is imported: each with a place and a reason.

use core::fmt;
use serde::{Deserialize, Serialize};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Kept, but worth knowing.
    Kept,
    /// Kept with a change.
    Mapped,
    /// Left out.
    Dropped,
}

/// What a problem is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum About {
    /// The file as a whole.
    File,
    /// The project's own settings.
    Project,
    /// A task, or all of them when nothing is named.
    Task {
        /// Its UID in the file.
        uid: Option<i64>,
        /// Its row, from 1.
        row: Option<u32>,
        /// Its name.
        name: String,
    },
    /// A link between two tasks, by UID.
    Link {
        /// The task that leads.
        from: i64,
        /// The task that waits.
        to: i64,
        /// The row of the task that waits, from 1.
        row: Option<u32>,
    },
    /// A calendar.
    Calendar {
        /// Its UID.
        uid: i64,
        /// Its name.
        name: String,
    },
    /// A person or another resource.
    Resource {
        /// Its UID.
        uid: i64,
        /// Its name.
        name: String,
    },
    /// An assignment by UID.
    Assignment {
        /// Its UID.
        uid: i64,
    },
    /// An element or a custom field by name.
    Field {
        /// Its name.
        name: String,
    },
}

impl About {
    /// The row that it stands in, for showing it there.
    pub fn row(&self) -> Option<u32> {
        match self {
            Self::Task { row, .. } | Self::Link { row, .. } => *row,
            _ => None,
        }
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("file"),
            Self::Project => f.write_str("project"),
            Self::Task {
                uid: None,
                row: None,
                ..
            } => f.write_str("all tasks"),
            Self::Task { uid, row, name } => {
                match (row, uid) {
                    (Some(row), _) => write!(f, "row {row}")?,
                    (None, Some(uid)) => write!(f, "task {uid}")?,
                    (None, None) => f.write_str("task")?,
                }
                if name.is_empty() {
                    Ok(())
                } else {
                    write!(f, " \u{201c}{name}\u{201d}")
                }
            }
            Self::Link { from, to, .. } => write!(f, "link {from} \u{2192} {to}"),
            Self::Calendar { uid, name } => write!(f, "calendar {uid} \u{201c}{name}\u{201d}"),
            Self::Resource { uid, name } => write!(f, "resource {uid} \u{201c}{name}\u{201d}"),
            Self::Assignment { uid } => write!(f, "assignment {uid}"),
            Self::Field { name } => write!(f, "{name}"),
        }
    }
}

/// One thing to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub about: About,
    /// The reason, as a sentence.
    pub why: String,
}

/// The problems of one file, in the order found; a hostile file cannot make it grow without end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    /// The first ones.
    pub list: Vec<Problem>,
    /// How many more there were.
    pub more: u32,
}

/// How many problems are named one by one.
pub const NAMED: usize = 5_000;

impl Problems {
    /// Adds one.
    pub fn push(&mut self, severity: Severity, about: About, why: impl Into<String>) {
        if self.list.len() < NAMED {
            self.list.push(Problem {
                severity,
                about,
                why: why.into(),
            });
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// How many there are in all.
    pub fn count(&self) -> usize {
        self.list.len() + self.more as usize
    }
}
