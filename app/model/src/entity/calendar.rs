//! Calendars: when work can happen.

use alloc::string::String;
use alloc::vec::Vec;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Person, Project};
use crate::Id;
use crate::fields::entity;

/// Working hours as minutes of the day: `from` inclusive, `to` exclusive; up to 1440.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// First minute.
    pub from: u16,
    /// Minute after the last.
    pub to: u16,
}

/// How a day of the week works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Day {
    /// As the base calendar says (a base calendar without one: does not work).
    #[default]
    Inherit,
    /// No work.
    Off,
    /// Work during these hours, in order.
    Work(Vec<Hours>),
}

/// How an exception or work week repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Recurrence {
    /// Every day of the range.
    #[default]
    Daily,
    /// Every `every` days.
    EveryDays {
        /// Interval.
        every: u16,
    },
    /// Every `every` weeks on these days (0 = Sunday).
    Weekly {
        /// Interval.
        every: u16,
        /// Days, 0 = Sunday to 6 = Saturday.
        days: Vec<u8>,
    },
    /// Every `every` months on a day of the month.
    MonthlyDay {
        /// Interval.
        every: u16,
        /// 1 to 31.
        day: u8,
    },
    /// Every `every` months on the nth (5 = last) weekday.
    MonthlyWeekday {
        /// Interval.
        every: u16,
        /// 1 to 4, 5 = last.
        nth: u8,
        /// 0 = Sunday; 7 = any day, 8 = weekday, 9 = weekend day.
        weekday: u8,
    },
    /// Every year on a day.
    YearlyDay {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// Every year on the nth (5 = last) weekday of a month.
    YearlyWeekday {
        /// 1 to 12.
        month: u8,
        /// 1 to 4, 5 = last.
        nth: u8,
        /// 0 = Sunday; 7 = any day, 8 = weekday, 9 = weekend day.
        weekday: u8,
    },
}

/// Days that differ from the week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// "Christmas".
    #[serde(default)]
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day, inclusive.
    pub to: Date,
    /// How it repeats within the range.
    #[serde(default)]
    pub recurrence: Recurrence,
    /// At most this many times; 0 = as the range says.
    #[serde(default)]
    pub occurrences: u32,
    /// Hours worked on those days; empty = none.
    #[serde(default)]
    pub hours: Vec<Hours>,
}

/// A period with another week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkWeek {
    /// "Summer hours".
    #[serde(default)]
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day, inclusive.
    pub to: Date,
    /// Sunday to Saturday.
    pub days: [Day; 7],
}

entity! {
    /// Working time of a workspace, project, task or person.
    Calendar {
        /// Its name.
        name: String,
        /// The project whose import brought it; `None` is the workspace's.
        project: Option<Id<Project>>,
        /// The person whose hours these are.
        person: Option<Id<Person>>,
        /// The calendar that fills what this one leaves open.
        base: Option<Id<Calendar>>,
        /// Sunday to Saturday.
        week: [Day; 7],
        /// Days that differ.
        exceptions: Vec<Exception>,
        /// Periods that differ.
        work_weeks: Vec<WorkWeek>,
        /// UID in the imported file.
        uid: Option<i64>,
    }
}
