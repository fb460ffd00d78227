//! What an MSPDI file says, in our own words: plain data, indexes instead of foreign numbers.

use std::collections::BTreeMap;

use model::{
    Baseline, Calendar, Constraint, Date, DateTime, Decimal, DependencyKind, Lag, ResourceKind,
    Span,
};

use super::value::{Length, Units};
use super::xml::Kept;
use crate::problem::Severity;

/// One file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    /// Its settings.
    pub project: Project,
    /// Tasks in row order; parents stand before their children.
    pub tasks: Vec<Task>,
    /// Links between them.
    pub links: Vec<Link>,
    /// Calendars in file order.
    pub calendars: Vec<CalendarRow>,
    /// People and resources with a name.
    pub resources: Vec<Resource>,
    /// Who works on what.
    pub assignments: Vec<Assignment>,
    /// Custom fields that tasks have, by key ("Text1").
    pub fields: BTreeMap<String, CustomField>,
    /// Blank rows that were left out.
    pub blank_rows: u32,
    /// Rows of resources, with those that have no name.
    pub resource_rows: u32,
    /// Rows of assignments, with those to nobody.
    pub assignment_rows: u32,
}

/// The settings of the project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// Its title: `Title`, or the name of row 0, or the file's name.
    pub title: String,
    /// Notes of row 0.
    pub notes: String,
    /// Its GUID, or the file's name.
    pub foreign_id: String,
    /// Its start.
    pub start: Option<DateTime>,
    /// Its finish as stored.
    pub finish: Option<DateTime>,
    /// How long its days, weeks and months are.
    pub units: Units,
    /// Its calendar, as an index.
    pub calendar: Option<usize>,
    /// Scheduled from the finish date.
    pub from_finish: bool,
    /// Elements of the project's own row; `None` when the file has no such row.
    pub row: Option<Kept>,
    /// Resources without a name: UID, UID of the calendar.
    pub unnamed: Vec<(i64, Option<i64>)>,
    /// Everything else, as text.
    pub kept: Kept,
    pub(crate) raw: RawProject,
}

/// Settings before they were understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RawProject {
    pub name: String,
    pub title: String,
    pub guid: String,
    pub calendar_uid: Option<i64>,
    pub from_start: Option<bool>,
    pub minutes_per_day: Option<i64>,
    pub minutes_per_week: Option<i64>,
    pub days_per_month: Option<i64>,
    pub start_time: Option<u16>,
    pub finish_time: Option<u16>,
    pub duration_format: Option<i64>,
    pub finish: String,
}

/// One task.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Task {
    /// Its UID; a free one when the file gave none that can be used.
    pub uid: i64,
    /// Its row in the file, from 1, without the project's own.
    pub row: u32,
    /// Its identity elsewhere.
    pub guid: String,
    /// Its name.
    pub name: String,
    /// Long text.
    pub notes: String,
    /// Outline level, from 1.
    pub level: u32,
    /// The summary above it, as an index.
    pub parent: Option<usize>,
    /// It has tasks below it.
    pub summary: bool,
    /// Marked as a milestone.
    pub milestone: bool,
    /// Dates set by hand.
    pub manual: bool,
    /// Not left out of the plan.
    pub active: bool,
    /// Start as stored.
    pub start: Option<DateTime>,
    /// Finish as stored.
    pub finish: Option<DateTime>,
    /// Duration with its unit.
    pub duration: Option<Span>,
    /// Planned work.
    pub work_minutes: Option<i64>,
    /// Percent complete.
    pub percent: u8,
    /// Held to a date.
    pub constraint: Constraint,
    /// Should be finished by.
    pub deadline: Option<DateTime>,
    /// When it really started.
    pub actual_start: Option<DateTime>,
    /// When it really finished.
    pub actual_finish: Option<DateTime>,
    /// A calendar of its own, as an index.
    pub calendar: Option<usize>,
    /// Ignores the calendars of people.
    pub ignores_resource_calendars: bool,
    /// 0 to 1000; 500 is usual.
    pub priority: Option<u16>,
    /// Levelling delay in elapsed minutes.
    pub leveling_delay_minutes: i64,
    /// Saved dates.
    pub baselines: Vec<Baseline>,
    /// Custom field values by key.
    pub custom: BTreeMap<String, CustomValue>,
    /// Everything else, as text.
    pub kept: Kept,
    pub(crate) raw: RawTask,
}

/// What can only be understood when the whole file is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RawTask {
    pub uid: Option<i64>,
    pub bad_uid: Option<String>,
    pub has_id: bool,
    pub null: bool,
    pub level: Option<i64>,
    pub outline_number: String,
    pub duration: Option<Result<Length, String>>,
    pub format: Option<i64>,
    pub estimated: bool,
    pub constraint_type: Option<i64>,
    pub constraint_date: Option<DateTime>,
    pub calendar_uid: Option<i64>,
    pub links: Vec<RawLink>,
    pub date_only: Vec<Slot>,
    pub baseline_lengths: Vec<(usize, Length, Option<i64>)>,
    pub custom: Vec<RawCustom>,
    /// What to tell about it, once its number is known.
    pub notes: Vec<(Severity, String)>,
}

/// Which date lacks a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Start,
    Finish,
    ConstraintDate,
    Deadline,
    ActualStart,
    ActualFinish,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RawLink {
    pub from: Option<i64>,
    pub kind: Option<i64>,
    pub lag: Option<Result<i64, String>>,
    pub format: Option<i64>,
    pub cross: bool,
    pub cross_name: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RawCustom {
    pub field: i64,
    pub value: String,
    pub format: Option<i64>,
}

/// A link between two tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Index of the task that leads.
    pub from: usize,
    /// Index of the task that waits.
    pub to: usize,
    /// Which ends are tied.
    pub kind: DependencyKind,
    /// Time between them.
    pub lag: Lag,
}

/// A calendar with its place among the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CalendarRow {
    /// UID in the file.
    pub uid: i64,
    /// Others may be derived from it.
    pub is_base: bool,
    /// The calendar below it, as an index.
    pub base: Option<usize>,
    /// Week, exceptions and work weeks, as the model has them.
    pub calendar: Calendar,
    pub(crate) base_uid: Option<i64>,
}

/// A person, machine, material or cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resource {
    /// UID in the file.
    pub uid: i64,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Work, material or cost.
    pub kind: ResourceKind,
    /// Stands for a role, not for someone.
    pub generic: bool,
    /// Units available; 1 is one full time.
    pub max_units: Option<Decimal>,
    /// A calendar of its own, as an index.
    pub calendar: Option<usize>,
    /// Custom field values, by key.
    pub custom: BTreeMap<String, String>,
    /// Everything else, as text.
    pub kept: Kept,
    pub(crate) calendar_uid: Option<i64>,
    pub(crate) null: bool,
}

/// Who works on what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignment {
    /// UID in the file.
    pub uid: i64,
    /// Index of the task.
    pub task: usize,
    /// Index of the resource.
    pub resource: usize,
    /// 1 is full time; for material, how much.
    pub units: Decimal,
    /// Planned work.
    pub work_minutes: Option<i64>,
    /// Everything else, as text.
    pub kept: Kept,
    pub(crate) raw: RawAssignment,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RawAssignment {
    pub task_uid: Option<i64>,
    pub resource_uid: Option<i64>,
    pub work: Option<Length>,
    pub start: Option<DateTime>,
    pub finish: Option<DateTime>,
    /// Days with planned work, from the day-by-day values.
    pub worked: Vec<(Date, Date)>,
}

/// A custom field of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomField {
    /// "Risk score", or the key when the file gives none.
    pub alias: String,
    /// The file defines it.
    pub defined: bool,
}

/// The value of a custom field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomValue {
    /// Text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A moment.
    Moment(DateTime),
    /// Money, in whole units of the currency.
    Cost(Decimal),
    /// A duration.
    Duration(Span),
}
