//! The fields that a column can mean, and the words by which headers name them.

mod abroad;
mod english;
mod preset;

use abroad::{FRENCH, GERMAN, SPANISH};
use english::ENGLISH;
use preset::{ASANA, JIRA, ONLINE_PROJECTS, ONLINE_TASKS};

use super::mapping::{Language, Preset};

/// What a column means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The number of the row in the other program; predecessors name it.
    Id,
    /// The number that stays with a task for good.
    Uid,
    /// The identity in the other program, as text.
    Guid,
    /// Not left out of the plan.
    Active,
    /// Scheduled by the program or by hand.
    Mode,
    /// The name.
    Name,
    /// How long it takes.
    Duration,
    /// The duration is a guess.
    Estimated,
    /// When it starts.
    Start,
    /// When it finishes.
    Finish,
    /// What it waits for. Several columns may hold some.
    Predecessors,
    /// What waits for it. Several columns may hold some.
    Successors,
    /// Outline level, from 1.
    Level,
    /// Outline number: 2.1.3.
    OutlineNumber,
    /// The task above it, by number, identity or name.
    Parent,
    /// How much is done.
    PercentComplete,
    /// Planned effort.
    Work,
    /// Who works on it. Several columns may hold some.
    Resources,
    /// The address of who works on it.
    Email,
    /// Long text.
    Notes,
    /// A word for how far it is.
    Status,
    /// Marks a point in time.
    Milestone,
    /// How it is held to a date.
    ConstraintType,
    /// The date that it is held to.
    ConstraintDate,
    /// Should be finished by.
    Deadline,
    /// When it really started.
    ActualStart,
    /// When it really finished.
    ActualFinish,
    /// 0 to 1000.
    Priority,
    /// The project that the row belongs to.
    Project,
    /// The row is the project itself.
    ProjectRow,
    /// A custom field; the text is its key, "Text1".
    Custom(String),
}

/// Every field but custom ones, with its key, in the order of a list to choose from.
pub const FIELDS: [(Field, &str, &str); 30] = [
    (Field::Name, "name", "Name"),
    (Field::Id, "id", "ID"),
    (Field::Uid, "uid", "Unique ID"),
    (Field::Start, "start", "Start"),
    (Field::Finish, "finish", "Finish"),
    (Field::Duration, "duration", "Duration"),
    (Field::Estimated, "estimated", "Estimated"),
    (Field::Predecessors, "predecessors", "Predecessors"),
    (Field::Successors, "successors", "Successors"),
    (Field::Level, "level", "Outline level"),
    (Field::OutlineNumber, "outline_number", "Outline number"),
    (Field::Parent, "parent", "Parent"),
    (Field::PercentComplete, "percent_complete", "% complete"),
    (Field::Status, "status", "Status"),
    (Field::Resources, "resources", "Assigned to"),
    (Field::Email, "email", "E-mail of who is assigned"),
    (Field::Work, "work", "Effort"),
    (Field::Notes, "notes", "Notes"),
    (Field::Milestone, "milestone", "Milestone"),
    (Field::Mode, "mode", "Task mode"),
    (Field::Active, "active", "Active"),
    (Field::ConstraintType, "constraint_type", "Constraint type"),
    (Field::ConstraintDate, "constraint_date", "Constraint date"),
    (Field::Deadline, "deadline", "Deadline"),
    (Field::ActualStart, "actual_start", "Actual start"),
    (Field::ActualFinish, "actual_finish", "Actual finish"),
    (Field::Priority, "priority", "Priority"),
    (Field::Guid, "guid", "Identity elsewhere"),
    (Field::Project, "project", "Project"),
    (Field::ProjectRow, "project_row", "Is the project itself"),
];

impl Field {
    /// A short key that never changes.
    pub fn key(&self) -> &str {
        match (self, self.entry()) {
            (Self::Custom(key), _) => key,
            (_, Some((_, key, _))) => key,
            (_, None) => "",
        }
    }

    /// The words on screen.
    pub fn word(&self) -> &str {
        match (self, self.entry()) {
            (Self::Custom(key), _) => key,
            (_, Some((_, _, word))) => word,
            (_, None) => "",
        }
    }

    /// The field of a key: one of [`FIELDS`], or a custom one like "Text1".
    pub fn of_key(key: &str) -> Option<Self> {
        let found = FIELDS.iter().find(|(_, it, _)| *it == key);
        let custom = || is_custom(key).then(|| Self::Custom(key.to_owned()));
        found.map(|(field, ..)| field.clone()).or_else(custom)
    }

    fn entry(&self) -> Option<&'static (Field, &'static str, &'static str)> {
        FIELDS.iter().find(|(field, ..)| field == self)
    }

    /// Whether several columns may hold parts of it.
    pub fn is_list(&self) -> bool {
        matches!(
            self,
            Self::Predecessors | Self::Successors | Self::Resources
        )
    }
}

/// Custom fields as Microsoft Project numbers them.
const CUSTOM: [(&str, u8); 9] = [
    ("Text", 30),
    ("Number", 20),
    ("Flag", 20),
    ("Date", 10),
    ("Cost", 10),
    ("Start", 10),
    ("Finish", 10),
    ("Duration", 10),
    ("OutlineCode", 10),
];

/// "Text1" to "Text30", "Number1" and so on.
pub(crate) fn is_custom(key: &str) -> bool {
    let number = |name: &str| key.strip_prefix(name)?.parse::<u8>().ok();
    let fits = |(name, most): &(&str, u8)| number(name).is_some_and(|it| it > 0 && it <= *most);
    !key.contains('+') && CUSTOM.iter().any(fits)
}

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static [(Field, &'static [&'static str])] {
    match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
    }
}

/// The headers of a layout that has its own.
pub(crate) fn headers(preset: Preset) -> &'static [(Field, &'static [&'static str])] {
    match preset {
        Preset::Plain | Preset::MsProject => &[],
        Preset::ProjectOnlineTasks => ONLINE_TASKS,
        Preset::ProjectOnlineProjects => ONLINE_PROJECTS,
        Preset::Jira => JIRA,
        Preset::Asana => ASANA,
    }
}

/// A header as it is compared: small letters, single spaces, no colon or star at its end.
pub(crate) fn plain(header: &str) -> String {
    let header = header.trim().trim_end_matches([':', '*']).to_lowercase();
    let mut out = String::with_capacity(header.len());
    for word in header.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The field that a plain header names in a table of words; earlier words are better (0 is best).
pub(crate) fn find(
    words: &'static [(Field, &'static [&'static str])],
    plain: &str,
) -> Option<(&'static Field, usize)> {
    words.iter().find_map(|(field, names)| {
        let at = names.iter().position(|name| *name == plain)?;
        Some((field, at))
    })
}

/// The custom field that a header names: "Text1", or as we write it "Text1 (Risk)".
pub(crate) fn custom(header: &str) -> Option<(String, String)> {
    let header = header.trim();
    let (key, alias) = match header.split_once(" (") {
        Some((key, rest)) => (key, rest.strip_suffix(')')?),
        None => (header, ""),
    };
    is_custom(key).then(|| (key.to_owned(), alias.to_owned()))
}
