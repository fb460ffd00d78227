//! The fidelity report: what became of each class of field of a foreign file. Shared by every
//! format and stored with its import for good.

use serde::{Deserialize, Serialize};

/// What became of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// As it stood in the file.
    Kept,
    /// Kept in another form that says the same.
    Mapped,
    /// Kept as well as we can; something of it is lost.
    Approximated,
    /// Not taken over.
    Dropped,
}

impl Treatment {
    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kept => "Kept",
            Self::Mapped => "Mapped",
            Self::Approximated => "Approximated",
            Self::Dropped => "Dropped",
        }
    }
}

/// One class of field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// "task: Start", "link: lag".
    pub field: String,
    /// What became of it.
    pub treatment: Treatment,
    /// How many values the file held.
    pub count: u32,
    /// Why, as a sentence; empty when it was simply kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// A few of those that it happened to: "row 3 \u{201c}Draft\u{201d}".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
}

/// The whole report, what was lost first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// One a class of field.
    pub entries: Vec<Entry>,
}

/// Why something is kept that nobody here reads.
pub(crate) const CARRIED: &str =
    "kept with its row for the way back to Microsoft Project; not shown here";

impl Entry {
    /// Whether it was kept without being understood: it only goes back with an export.
    pub fn is_carried(&self) -> bool {
        self.treatment == Treatment::Kept && self.reason == CARRIED
    }
}

impl Report {
    /// How many classes had that treatment.
    pub fn count(&self, treatment: Treatment) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.treatment == treatment)
            .count()
    }

    /// Adds an entry; one of the same field, treatment and reason grows instead.
    pub fn add(&mut self, entry: Entry) {
        let same = |it: &&mut Entry| {
            it.field == entry.field && it.treatment == entry.treatment && it.reason == entry.reason
        };
        match self.entries.iter_mut().find(same) {
            Some(found) => {
                found.count = found.count.saturating_add(entry.count);
                let room = EXAMPLES.saturating_sub(found.examples.len());
                found.examples.extend(entry.examples.into_iter().take(room));
            }
            None => self.entries.push(entry),
        }
    }

    /// What was lost first, then by name.
    pub fn sort(&mut self) {
        self.entries.sort_by(|a, b| {
            b.treatment
                .cmp(&a.treatment)
                .then_with(|| a.field.cmp(&b.field))
        });
    }
}

/// How many examples an entry names.
pub const EXAMPLES: usize = 5;
