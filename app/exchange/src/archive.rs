//! The archive of a whole workspace: one JSON object a line. The first says what it is, the last
//! how many rows stood between, so that a file that was cut is known; rows are as they travel.

mod bring;

use std::collections::BTreeSet;

use model::{AnyRow, Kind, Plan, Ref};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::pace::{self, Pace};
pub use bring::{Brought, bring};

/// What the first line calls it.
pub const FORMAT: &str = "throughline-archive";
/// The version that is written; older ones are read.
pub const VERSION: u32 = 2;

/// Why an archive is not read. Nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Something else.
    #[error("This is not an archive of a Throughline workspace.")]
    NotArchive,
    /// Written by a later version.
    #[error(
        "The archive has version {version}, and this program reads up to {VERSION}. Update it first."
    )]
    Newer {
        /// Its version.
        version: u32,
    },
    /// A line that cannot be understood.
    #[error("Line {line} of the archive cannot be read: {why}.")]
    Line {
        /// Which, from 1.
        line: usize,
        /// Why.
        why: String,
    },
    /// The end is missing.
    #[error("The archive is not complete: {found} rows are there, its end is not.")]
    Truncated {
        /// How many rows there are.
        found: usize,
    },
    /// Rows are missing in the middle.
    #[error("The archive names {named} rows and holds {found}.")]
    Count {
        /// How many it should have.
        named: usize,
        /// How many it has.
        found: usize,
    },
}

#[derive(Serialize, Deserialize)]
struct Head {
    format: String,
    version: u32,
    #[serde(default)]
    workspace: Uuid,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Row { kind: Kind, id: Uuid, row: Value },
    End { end: usize },
}

/// A workspace that was read.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// The workspace's identity.
    pub workspace: Uuid,
    /// Every row, trashed ones too.
    pub plan: Plan,
    /// How many rows there are.
    pub rows: usize,
}

/// Whether bytes begin as an archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(300)];
    String::from_utf8_lossy(start).contains(FORMAT)
}

/// Every row of a workspace, line by line.
pub fn write(plan: &Plan) -> impl Iterator<Item = String> + '_ {
    let workspace = plan.workspace().map(|row| row.id.uuid());
    let head = Head {
        format: FORMAT.into(),
        version: VERSION,
        workspace: workspace.unwrap_or_default(),
    };
    let first = json!(head).to_string();
    let rows = plan.every().map(|row| {
        let at = row.at();
        json!({ "kind": at.kind, "id": at.id, "row": row.to_json() }).to_string()
    });
    let count = plan.every().count();
    let last = json!({ "end": count }).to_string();
    core::iter::once(first)
        .chain(rows)
        .chain(core::iter::once(last))
}

/// Reads an archive whole, or says why not.
pub fn read(text: &str) -> Result<Archive, Refused> {
    pace::at_once(read_in_turns(text, &Pace::at_once()))
}

/// The same in slices.
pub async fn read_in_turns(text: &str, pace: &Pace<'_>) -> Result<Archive, Refused> {
    let mut lines = (1_usize..)
        .zip(text.lines())
        .filter(|(_, it)| !it.trim().is_empty());
    let (_, first) = lines.next().ok_or(Refused::NotArchive)?;
    let head: Head = serde_json::from_str(first).map_err(|_| Refused::NotArchive)?;
    if head.format != FORMAT {
        return Err(Refused::NotArchive);
    }
    if head.version > VERSION {
        let version = head.version;
        return Err(Refused::Newer { version });
    }
    let mut out = Archive {
        workspace: head.workspace,
        ..Archive::default()
    };
    let mut seen = BTreeSet::new();
    let mut ended = None;
    let (mut read, all) = (0, text.len());
    for (line, text) in lines {
        read += text.len() + 1;
        if line.is_multiple_of(pace::ROWS) {
            pace.turn(read, all).await;
        }
        let wrong = |why: String| Refused::Line { line, why };
        let parsed = serde_json::from_str(text).map_err(|error| wrong(error.to_string()))?;
        match (parsed, ended) {
            (_, Some(_)) => return Err(wrong("it stands after the end".into())),
            (Line::End { end }, None) => ended = Some(end),
            (Line::Row { kind, id, row }, None) => {
                let at = Ref { kind, id };
                if !seen.insert(at) {
                    return Err(wrong("its row is there twice".into()));
                }
                let row = AnyRow::from_json(at, row).map_err(|error| wrong(error.to_string()))?;
                out.plan.put(row);
            }
        }
    }
    out.rows = seen.len();
    match ended {
        Some(named) if named != out.rows => Err(Refused::Count {
            named,
            found: out.rows,
        }),
        // The first version had no last line.
        None if head.version > 1 => Err(Refused::Truncated { found: out.rows }),
        _ => Ok(out),
    }
}
