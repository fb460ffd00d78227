//! Tasks, milestones, dependencies and what is assigned to them.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use jiff::civil::DateTime;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Calendar, Person, Project, choice};
use crate::fields::entity;
use crate::{Id, Rank};

choice! {
    /// The unit in which a person typed or a file stored a duration or lag.
    TimeUnit {
        /// Working days.
        #[default]
        Day = "d",
        /// Minutes.
        Minute = "min",
        /// Hours.
        Hour = "h",
        /// Working weeks.
        Week = "w",
        /// Working months.
        Month = "mo",
    }
}

/// A length of time: exact in minutes, with the unit it is shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Working minutes, or clock minutes when `elapsed`.
    pub minutes: i64,
    /// The unit on screen.
    #[serde(default)]
    pub unit: TimeUnit,
    /// Runs through nights and weekends.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub elapsed: bool,
    /// Shown with a question mark: nobody has confirmed it.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub estimated: bool,
}

choice! {
    /// The eight ways to hold a task to a date.
    ConstraintKind {
        /// As soon as possible.
        #[default]
        AsSoonAsPossible = "As soon as possible",
        /// As late as possible.
        AsLateAsPossible = "As late as possible",
        /// Must start on.
        MustStartOn = "Must start on",
        /// Must finish on.
        MustFinishOn = "Must finish on",
        /// Start no earlier than.
        StartNoEarlierThan = "Start no earlier than",
        /// Start no later than.
        StartNoLaterThan = "Start no later than",
        /// Finish no earlier than.
        FinishNoEarlierThan = "Finish no earlier than",
        /// Finish no later than.
        FinishNoLaterThan = "Finish no later than",
    }
}

/// A constraint with its date (no date for the first two kinds).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraint {
    /// Which.
    pub kind: ConstraintKind,
    /// The moment it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime>,
}

/// Who or what works on a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Assignee {
    /// Someone.
    Person(Id<Person>),
    /// A machine, a material, a cost.
    Resource(Id<Resource>),
}

/// One assignment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    /// Who.
    pub who: Assignee,
    /// Share of their time in percent.
    pub units_percent: Decimal,
    /// Planned work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_minutes: Option<i64>,
    /// What else an import knew, kept for the way back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kept: BTreeMap<String, String>,
}

/// What a task waited for when a baseline was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Wait {
    /// The task that leads.
    pub task: Id<Task>,
    /// Which ends are tied.
    pub kind: DependencyKind,
    /// Time between them: minutes, or hundredths of a percent of the predecessor's duration.
    #[serde(default)]
    pub lag: i64,
}

impl Wait {
    /// A dependency as a baseline records it.
    pub fn of(row: &Dependency) -> Self {
        let hundred = Decimal::ONE_HUNDRED;
        let lag = match row.lag {
            Lag::Span(span) => span.minutes,
            Lag::Percent { percent, .. } => percent
                .checked_mul(hundred)
                .and_then(|it| i64::try_from(it.trunc()).ok())
                .unwrap_or_default(),
        };
        Self {
            task: row.predecessor,
            kind: row.kind,
            lag,
        }
    }
}

/// Dates saved to compare with later. Numbers 0 to 10 are those of Microsoft Project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// Which baseline.
    pub number: u8,
    /// Start then.
    #[serde(default)]
    pub start: Option<DateTime>,
    /// Finish then.
    #[serde(default)]
    pub finish: Option<DateTime>,
    /// Duration then.
    #[serde(default)]
    pub duration: Option<Span>,
    /// Work then.
    #[serde(default)]
    pub work_minutes: Option<i64>,
    /// What it waited for then; `None` when that was not recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<BTreeSet<Wait>>,
}

choice! {
    /// Who decides a task's dates.
    TaskMode {
        /// The scheduler.
        #[default]
        Auto = "Scheduled",
        /// The person or file that set them.
        Pinned = "Pinned",
    }
}

entity! {
    /// A piece of work, a summary of others, or a milestone.
    Task {
        /// The project that it belongs to.
        project: Id<Project>,
        /// The summary above it.
        parent: Option<Id<Task>>,
        /// Order among its siblings.
        rank: Rank,
        /// What is to be done.
        title: String,
        /// Long text.
        notes: String,
        /// Key of a status of the workspace; empty is its first.
        status: String,
        /// Marks a point, weighs 1 by milestones and 0 by duration.
        milestone: bool,
        /// Percent complete, 0 to 100. A task whose status is done counts as 100.
        percent: u8,
        /// Estimated effort.
        estimate_minutes: Option<i64>,
        /// How long it takes.
        duration: Option<Span>,
        /// When it starts; local time without a zone.
        start: Option<DateTime>,
        /// When it finishes.
        finish: Option<DateTime>,
        /// Scheduled or pinned.
        mode: TaskMode,
        /// Held to a date.
        constraint: Constraint,
        /// Should be finished by.
        deadline: Option<DateTime>,
        /// A calendar of its own.
        calendar: Option<Id<Calendar>>,
        /// Ignores the calendars of those who work on it.
        ignores_resource_calendars: bool,
        /// Who works on it.
        assignments: Vec<Assignment>,
        /// When it really started.
        actual_start: Option<DateTime>,
        /// When it really finished.
        actual_finish: Option<DateTime>,
        /// Left out of schedule and numbers without being deleted.
        inactive: bool,
        /// 0 to 1000.
        priority: Option<u16>,
        /// Levelling delay in elapsed minutes.
        leveling_delay_minutes: i64,
        /// Saved dates.
        baselines: Vec<Baseline>,
        /// Custom field values: key -> value as written.
        custom: BTreeMap<String, String>,
        /// UID of the imported task.
        uid: Option<i64>,
        /// What else an import knew, kept for the way back.
        kept: BTreeMap<String, String>,
    }
}

choice! {
    /// Which ends a dependency ties.
    DependencyKind {
        /// Finish to start.
        #[default]
        FinishToStart = "FS",
        /// Start to start.
        StartToStart = "SS",
        /// Finish to finish.
        FinishToFinish = "FF",
        /// Start to finish.
        StartToFinish = "SF",
    }
}

/// Time between the two ends; negative is a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Lag {
    /// A length of time.
    Span(Span),
    /// A share of the predecessor's duration.
    Percent {
        /// In percent; may be negative.
        percent: Decimal,
        /// Of elapsed time.
        #[serde(default)]
        elapsed: bool,
    },
}

impl Default for Lag {
    fn default() -> Self {
        Self::Span(Span::default())
    }
}

entity! {
    /// One task waits for another.
    Dependency {
        /// The task that leads.
        predecessor: Id<Task>,
        /// The task that waits.
        successor: Id<Task>,
        /// Which ends are tied.
        kind: DependencyKind,
        /// Time between them.
        lag: Lag,
    }
}

choice! {
    /// What a resource is when it is not a person.
    ResourceKind {
        /// Works, like a machine or a room.
        #[default]
        Work = "Work",
        /// Is used up.
        Material = "Material",
        /// Costs.
        Cost = "Cost",
    }
}

entity! {
    /// Something other than a person that a project uses.
    Resource {
        /// The project whose import brought it.
        project: Id<Project>,
        /// Its name.
        name: String,
        /// What it is.
        kind: ResourceKind,
        /// Units available, in percent.
        max_units_percent: Decimal,
        /// Its calendar.
        calendar: Option<Id<Calendar>>,
        /// UID in the imported file.
        uid: Option<i64>,
        /// What else an import knew.
        kept: BTreeMap<String, String>,
    }
}
