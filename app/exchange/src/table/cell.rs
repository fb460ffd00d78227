//! The predecessors of one task in one cell, written and read as Microsoft Project does: for those
//! who show tasks as a table of their own.

use std::collections::BTreeMap;

use model::{DependencyKind, Id, Lag, Plan, Task};

use super::link::{self, Manner};
use super::{Language, write};
use crate::msproject::Units;

/// One predecessor as written in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predecessor {
    /// What it names: the number of a row, or words when it has no such form.
    pub named: String,
    /// All of it, for a message.
    pub raw: String,
    /// Which ends it ties.
    pub kind: DependencyKind,
    /// How much time lies between.
    pub lag: Lag,
    /// It has the form of a number, perhaps with type and lag.
    pub formed: bool,
}

/// Reads "22FS+2h, 5SS-50%" in any of the languages whose words are known.
pub fn read_predecessors(text: &str, units: &Units) -> Vec<Predecessor> {
    let read = |(language, decimal)| {
        let manner = Manner {
            decimal,
            language,
            units,
        };
        link::list(text, &manner)
    };
    let all = [
        (Language::English, '.'),
        (Language::German, ','),
        (Language::French, ','),
        (Language::Spanish, ','),
    ];
    let formed = |list: &Vec<link::Written>| list.iter().all(|it| it.formed);
    let found = all.into_iter().map(read).find(formed);
    let found = found.unwrap_or_else(|| read(all[0]));
    let plain = |it: link::Written| Predecessor {
        named: it.named,
        raw: it.raw,
        kind: it.kind,
        lag: it.lag,
        formed: it.formed,
    };
    found.into_iter().map(plain).collect()
}

/// What a task waits for, by the numbers of the rows: "22FS+2 hrs,5SS-50%".
pub fn write_predecessors(
    plan: &Plan,
    id: Id<Task>,
    numbers: &BTreeMap<Id<Task>, usize>,
    units: &Units,
) -> String {
    write::before(plan, id, numbers, units)
}
