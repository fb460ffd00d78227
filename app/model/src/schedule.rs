//! When work happens. Dates are derived from the rows by every copy in the same way; nobody writes
//! them back. Working minutes, both passes, slack, what decides each start. No clock and no floats.

mod forecast;
mod follow;
mod work_time;

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use jiff::civil::DateTime;

use crate::{Calendar, Dependency, Id, Plan, Project, Task};

pub use follow::Schedules;
pub use forecast::{KeyResultPath, key_result_path};
pub use work_time::{WorkTime, work_time, work_time_of_project};

/// The dates of one task. Minutes are working minutes on the task's calendar, or clock minutes when
/// its duration is elapsed time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    /// When it starts.
    pub start: DateTime,
    /// When it finishes.
    pub finish: DateTime,
    /// The latest start that delays neither the project nor a deadline.
    pub late_start: DateTime,
    /// The latest finish that delays neither the project nor a deadline.
    pub late_finish: DateTime,
    /// From start to finish.
    pub duration_minutes: i64,
    /// How far it can slip before the project or a deadline does; negative when it is too late.
    pub total_slack_minutes: i64,
    /// How far it can slip before anything that waits for it does.
    pub free_slack_minutes: i64,
    /// No slack left, and not finished.
    pub critical: bool,
    /// What decides the start.
    pub driver: Driver,
}

/// What decides a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Driver {
    /// Nothing but the start of the project.
    ProjectStart,
    /// A dependency, its own or one of a summary above it.
    Dependency(Id<Dependency>),
    /// Its constraint, or that of a summary above it.
    Constraint,
    /// As late as possible: what comes after it.
    AsLateAsPossible,
    /// Somebody pinned it.
    Pinned,
    /// It really started then.
    Started,
    /// The tasks below it.
    Children,
}

/// The dates of one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Which project.
    pub project: Id<Project>,
    /// The moment from which tasks are scheduled.
    pub start: DateTime,
    /// When the last task finishes; the start when nothing is scheduled.
    pub finish: DateTime,
    /// The dates of each scheduled task. A task that is not in here has no dates.
    pub tasks: BTreeMap<Id<Task>, Dates>,
    /// What a person should know, in order of identity.
    pub problems: Vec<Problem>,
}

/// Something about a schedule that a person should know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Tasks wait for each other in a circle: this dependency was left out.
    CycleBroken {
        /// The dependency that was left out.
        dependency: Id<Dependency>,
        /// The tasks of the circle, in order.
        tasks: Vec<Id<Task>>,
    },
    /// A calendar without any working time: the standard week was used.
    NeverWorks {
        /// Which.
        calendar: Id<Calendar>,
    },
    /// A task finishes after its deadline.
    MissedDeadline {
        /// Which.
        task: Id<Task>,
    },
    /// A constraint holds a task where its dependencies do not allow it.
    ConstraintConflict {
        /// Which task.
        task: Id<Task>,
        /// What it should wait for.
        dependency: Option<Id<Dependency>>,
    },
    /// A pinned task starts before its dependencies allow.
    PinnedTooEarly {
        /// Which task.
        task: Id<Task>,
        /// What it should wait for.
        dependency: Option<Id<Dependency>>,
    },
    /// The dates of a task are beyond what calendars cover, and were cut there.
    TooFar {
        /// Which.
        task: Id<Task>,
    },
}

/// The dates of a project from nothing.
pub fn schedule(plan: &Plan, project: Id<Project>) -> Schedule {
    let row = plan.live(project);
    let start = row.and_then(|row| row.start).unwrap_or_default();
    Schedule {
        project,
        start,
        finish: start,
        tasks: BTreeMap::new(),
        problems: Vec::new(),
    }
}
