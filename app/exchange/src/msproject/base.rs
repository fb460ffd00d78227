//! What a task was when it was last imported, as a short print of each field: enough to tell what
//! was changed here since, and what the file changed.

use std::fmt::Write;

use model::Task;
use serde_json::Value;

/// Where a task keeps its print.
pub(crate) const KEY: &str = "Imported";
/// Where it keeps what it waited for in the file.
pub(crate) const LINKS: &str = "Predecessors";

/// The fields that a file can change, in the order of the print.
pub(crate) const FIELDS: &[&str] = &[
    "title",
    "notes",
    "milestone",
    "percent",
    "estimate_minutes",
    "duration",
    "start",
    "finish",
    "constraint",
    "deadline",
    "calendar",
    "ignores_resource_calendars",
    "assignments",
    "actual_start",
    "actual_finish",
    "inactive",
    "priority",
    "leveling_delay_minutes",
    "baselines",
    "custom",
];

/// The summary above and the sibling before, by UID: where a task stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stood {
    pub parent: Option<i64>,
    pub before: Option<i64>,
}

/// Slots after those of the fields.
const PARENT: usize = FIELDS.len();
const BEFORE: usize = PARENT + 1;
/// Digits of one slot: 36 bits.
const DIGITS: usize = 6;
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";

/// A print that was read or made: one slot a field, empty for the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Print {
    slots: Vec<String>,
}

impl Print {
    /// The print of a task as it stands.
    pub fn of(task: &Task, stood: Stood) -> Self {
        let fields = FIELDS
            .iter()
            .map(|field| slot(task.get(field).unwrap_or_default()));
        let place =
            [stood.parent, stood.before].map(|uid| slot(uid.map_or(Value::Null, Value::from)));
        Self {
            slots: fields.chain(place).collect(),
        }
    }

    /// The print that the last import left; `None` when there was none.
    pub fn kept(task: &Task) -> Option<Self> {
        let mut rest = task.kept.get(KEY)?.as_str();
        let mut slots = Vec::with_capacity(BEFORE + 1);
        while let Some(first) = rest.chars().next() {
            let (one, after) = match first {
                '.' => ("", &rest[1..]),
                _ => rest.split_at_checked(DIGITS)?,
            };
            slots.push(one.to_owned());
            rest = after;
        }
        Some(Self { slots })
    }

    /// As one short text.
    pub fn written(&self) -> String {
        let mut out = String::with_capacity(64);
        for slot in &self.slots {
            // Writing to a text cannot fail.
            let _ = out.write_str(if slot.is_empty() { "." } else { slot });
        }
        out
    }

    /// This print with the place of another.
    pub fn standing_as(mut self, other: &Self) -> Self {
        for index in [PARENT, BEFORE] {
            if let (Some(own), Some(place)) = (self.slots.get_mut(index), other.at(index)) {
                place.clone_into(own);
            }
        }
        self
    }

    fn at(&self, index: usize) -> Option<&str> {
        self.slots.get(index).map(String::as_str)
    }

    /// Whether a field is the same in both.
    pub fn same(&self, other: &Self, field: &str) -> bool {
        let index = FIELDS.iter().position(|it| *it == field);
        index.is_some_and(|index| self.at(index) == other.at(index))
    }

    /// Whether both stood below the same summary.
    pub fn same_parent(&self, other: &Self) -> bool {
        self.at(PARENT) == other.at(PARENT)
    }

    /// Whether both stood after the same sibling.
    pub fn same_before(&self, other: &Self) -> bool {
        self.at(BEFORE) == other.at(BEFORE)
    }
}

fn slot(value: Value) -> String {
    let usual = match &value {
        Value::Null | Value::Bool(false) => true,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(true) => false,
    };
    if usual {
        return String::new();
    }
    // FNV-1a: the same in every build, and nobody gains from a collision but the own plan's owner.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in value.to_string().bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let mut folded = hash ^ (hash >> 32);
    (0..DIGITS)
        .map(|_| {
            let digit = ALPHABET[(folded % 64) as usize];
            folded /= 64;
            char::from(digit)
        })
        .collect()
}
