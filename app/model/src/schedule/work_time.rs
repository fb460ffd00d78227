//! A resolved calendar: which minutes are worked.

use alloc::vec::Vec;
use jiff::civil::{Date, DateTime};

use crate::{Id, Plan, Project, Task};

/// Which minutes are worked. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct WorkTime;

impl WorkTime {
    /// Monday to Friday, 8 to 12 and 13 to 17.
    pub fn standard() -> Self {
        Self
    }
    /// The first moment from here at which work can happen.
    pub fn next_start(&self, at: DateTime) -> DateTime {
        at
    }
    /// The last moment up to here at which work can end.
    pub fn previous_finish(&self, at: DateTime) -> DateTime {
        at
    }
    /// The moment after this many working minutes; back in time when negative.
    pub fn add(&self, at: DateTime, minutes: i64) -> DateTime {
        let _ = minutes;
        at
    }
    /// Working minutes between two moments; negative when they are the other way round.
    pub fn between(&self, from: DateTime, to: DateTime) -> i64 {
        let _ = (from, to);
        0
    }
    /// Whether the minute that begins here is worked.
    pub fn is_working(&self, at: DateTime) -> bool {
        let _ = at;
        true
    }
    /// Working minutes of a day.
    pub fn minutes_on(&self, day: Date) -> i64 {
        let _ = day;
        480
    }
    /// The days without work in a range, both ends included.
    pub fn days_off(&self, from: Date, to: Date) -> Vec<Date> {
        let _ = (from, to);
        Vec::new()
    }
}

/// When a task can be worked on: its calendar, its people's, or the project's.
pub fn work_time(plan: &Plan, task: Id<Task>) -> WorkTime {
    let _ = (plan, task);
    WorkTime
}

/// When work happens in a project.
pub fn work_time_of_project(plan: &Plan, project: Id<Project>) -> WorkTime {
    let _ = (plan, project);
    WorkTime
}
