//! When work happens. Dates are derived from the rows by every copy in the same way; nobody writes
//! them back. Working minutes, both passes, slack, what decides each start. No clock and no floats.

pub mod baseline;
mod calendar;
pub mod comparison;
pub mod edit;
mod follow;
mod forecast;
mod kept;
pub mod load;
mod minute;
mod network;
mod pass;
pub mod preview;
pub mod reason;
mod recurrence;
pub mod takeover;
pub mod words;
mod work_time;

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use jiff::civil::DateTime;

use crate::{Calendar, Dependency, Id, Plan, Project, Row, Task};
use kept::Kept;
use network::{Network, Node};
use pass::{Found, Why};

pub use calendar::{default_calendar, named_days, work_time, work_time_of, work_time_of_project};
pub use follow::Schedules;
pub use forecast::{KeyResultPath, WorkForecast, chain, key_result_path, work_forecast};
pub use work_time::WorkTime;

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

impl Problem {
    /// The task whose dates it is about, where it is about one.
    fn task(&self) -> Option<Id<Task>> {
        match self {
            Self::CycleBroken { .. } | Self::NeverWorks { .. } => None,
            Self::MissedDeadline { task }
            | Self::ConstraintConflict { task, .. }
            | Self::PinnedTooEarly { task, .. }
            | Self::TooFar { task } => Some(*task),
        }
    }
}

/// The dates of a project from nothing.
pub fn schedule(plan: &Plan, project: Id<Project>) -> Schedule {
    schedule_with_limit(plan, project, 0)
}

/// The same, with tasks of up to so much slack called critical.
pub fn schedule_with_limit(plan: &Plan, project: Id<Project>, limit_minutes: i64) -> Schedule {
    match plan.live(project) {
        Some(row) => Kept::new(plan, row, limit_minutes).0,
        None => Schedule {
            project,
            start: DateTime::default(),
            finish: DateTime::default(),
            tasks: BTreeMap::new(),
            problems: Vec::new(),
        },
    }
}

/// Working minutes of a day, as the project or the workspace states them.
fn day_minutes(plan: &Plan, row: &Row<Project>) -> i64 {
    match row.minutes_per_day {
        0 => plan
            .workspace()
            .map(|it| i64::from(it.settings.minutes_per_day))
            .filter(|minutes| *minutes > 0)
            .unwrap_or(480),
        minutes => i64::from(minutes),
    }
}

/// The day on which a project without any date of its own was made.
fn created(row: &Row<Project>) -> i64 {
    let at = jiff::tz::TimeZone::UTC.to_datetime(row.head.created_at);
    minute::day_of(at.date()) * minute::DAY
}

fn dates(network: &Network, node: &Node, found: &Found, time: &WorkTime, limit: i64) -> Dates {
    let between = |from: i64, to: i64| match node.elapsed && !node.summary {
        true => to - from,
        false => time.work_at(to) - time.work_at(from),
    };
    let done = node.finished && !node.summary;
    Dates {
        start: minute::moment_of(found.start),
        finish: minute::moment_of(found.finish),
        late_start: minute::moment_of(found.late_start),
        late_finish: minute::moment_of(found.late_finish),
        duration_minutes: between(found.start, found.finish),
        total_slack_minutes: if done { 0 } else { found.slack },
        free_slack_minutes: if done { 0 } else { found.free },
        critical: !done && found.slack <= limit,
        driver: found.driver.driver(network),
    }
}

/// What a person should know about a task's dates.
fn notice(
    network: &Network,
    node: &Node,
    found: &Found,
    time: &WorkTime,
    problems: &mut Vec<Problem>,
) {
    let task = node.id;
    if let Some(deadline) = node.deadline {
        let late = match node.elapsed && !node.summary {
            true => found.finish > deadline,
            false => time.work_at(found.finish) > time.work_at(deadline),
        };
        if late {
            problems.push(Problem::MissedDeadline { task });
        }
    }
    if let Some(why) = found.conflict {
        let dependency = match why.driver(network) {
            Driver::Dependency(id) => Some(id),
            _ => None,
        };
        problems.push(match found.driver {
            Why::Pinned => Problem::PinnedTooEarly { task, dependency },
            _ => Problem::ConstraintConflict { task, dependency },
        });
    }
    if found.finish >= minute::LAST || found.start <= minute::FIRST {
        problems.push(Problem::TooFar { task });
    }
}
