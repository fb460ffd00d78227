//! What a person does to dates, as operations: each answer is one group, so one undo. Typing or dragging
//! a start means "no earlier than"; a finish changes the duration; a pinned task takes what is typed.

use alloc::vec::Vec;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use serde_json::json;

use super::{Dates, Schedule, Schedules, work_time};
use crate::op::make;
use crate::{
    AnyRow, Constraint, ConstraintKind, Id, Op, Plan, Project, Ref, Row, Span, StatusClass, Task,
    TaskMode,
};

/// Why an edit of dates makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Senseless {
    /// It would end before it begins.
    #[error("It would finish before it starts. Move the start first.")]
    EndsFirst,
    /// There is no start to count from.
    #[error("Give it a start or a duration first.")]
    NoStart,
    /// No working time there.
    #[error("There is no working time between its start and that day.")]
    NoTime,
}

/// A start is typed; `None` lets the task start as soon as possible.
pub fn type_start(plan: &Plan, schedules: &Schedules, id: Id<Task>, day: Option<Date>) -> Vec<Op> {
    let Some(row) = plan.get(id) else {
        return Vec::new();
    };
    let first = |day: Date| work_time(plan, id).next_start(day.at(0, 0, 0, 0));
    match row.mode {
        TaskMode::Auto => Vec::from_iter(hold(plan, row, day.map(first))),
        TaskMode::Pinned => {
            let length = schedules.dates(plan, id).map(|it| it.duration_minutes);
            let start = day.map(|day| keep_time(row.start, day).unwrap_or_else(|| first(day)));
            let finish = start
                .zip(length)
                .map(|(at, length)| lasting(plan, row, at, length));
            let mut ops = set(plan, row, "start", json!(start));
            if finish.is_some() {
                ops.extend(set(plan, row, "finish", json!(finish)));
            }
            ops
        }
    }
}

/// A finish is typed: the task takes as long as there is working time up to the end of that day.
pub fn type_finish(
    plan: &Plan,
    schedules: &Schedules,
    id: Id<Task>,
    day: Option<Date>,
) -> Result<Vec<Op>, Senseless> {
    let Some(row) = plan.get(id) else {
        return Ok(Vec::new());
    };
    let Some(day) = day else {
        return Ok(match row.mode {
            TaskMode::Auto => set(plan, row, "duration", json!(null)),
            TaskMode::Pinned => set(plan, row, "finish", json!(null)),
        });
    };
    let time = work_time(plan, id);
    let end = day.tomorrow().map_or(DateTime::MAX, |it| it.at(0, 0, 0, 0));
    let to = time.previous_finish(end);
    let start = schedules.dates(plan, id).map(|it| it.start);
    if start.is_some_and(|start| day < start.date()) {
        return Err(Senseless::EndsFirst);
    }
    let start = start.or((row.mode == TaskMode::Auto).then_some(to));
    let minutes = start.map_or(0, |start| time.between(start, to));
    match row.mode {
        TaskMode::Pinned => {
            let to = keep_time(row.finish, day).unwrap_or(to);
            Ok(set(plan, row, "finish", json!(to)))
        }
        TaskMode::Auto if start == Some(to) => Err(Senseless::NoStart),
        TaskMode::Auto if minutes <= 0 => Err(Senseless::NoTime),
        TaskMode::Auto => Ok(set(plan, row, "duration", json!(length(row, minutes)))),
    }
}

/// Moves tasks by days, as dragging their bars does. Nothing changes its row.
pub fn move_by(plan: &Plan, schedules: &Schedules, tasks: &[Id<Task>], days: i32) -> Vec<Op> {
    let moved = tasks.iter().flat_map(|id| {
        let at = schedules.dates(plan, *id).map(|it| it.start.date());
        let day = at.and_then(|day| day.checked_add(days.days()).ok());
        day.map_or_else(Vec::new, |day| type_start(plan, schedules, *id, Some(day)))
    });
    moved.collect()
}

/// Lets the last day be another, as dragging the end of a bar does.
pub fn resize(
    plan: &Plan,
    schedules: &Schedules,
    id: Id<Task>,
    days: i32,
) -> Result<Vec<Op>, Senseless> {
    let at = schedules.dates(plan, id).map(|it| it.finish.date());
    let day = at.and_then(|day| day.checked_add(days.days()).ok());
    day.map_or(Err(Senseless::NoStart), |day| {
        type_finish(plan, schedules, id, Some(day))
    })
}

/// Lets the first day be another and the last stay, as dragging the front of a bar does.
pub fn resize_start(
    plan: &Plan,
    schedules: &Schedules,
    id: Id<Task>,
    days: i32,
) -> Result<Vec<Op>, Senseless> {
    let (Some(row), Some(dates)) = (plan.get(id), schedules.dates(plan, id)) else {
        return Err(Senseless::NoStart);
    };
    let day = dates.start.date().checked_add(days.days());
    let day = day.map_err(|_| Senseless::NoStart)?;
    let time = work_time(plan, id);
    let minutes = time.between(time.next_start(day.at(0, 0, 0, 0)), dates.finish);
    if minutes <= 0 {
        return Err(Senseless::EndsFirst);
    }
    let mut ops = type_start(plan, schedules, id, Some(day));
    match row.mode {
        TaskMode::Auto => ops.extend(set(plan, row, "duration", json!(length(row, minutes)))),
        // What is pinned keeps its finish: only the start was taken.
        TaskMode::Pinned => {
            ops.retain(|op| !matches!(op, Op::Set { field, .. } if field == "finish"))
        }
    }
    Ok(ops)
}

/// How much of a task is done.
pub fn percent(plan: &Plan, id: Id<Task>, percent: u8) -> Vec<Op> {
    plan.get(id).map_or_else(Vec::new, |row| {
        set(plan, row, "percent", json!(percent.min(100)))
    })
}

/// Keeps a task at the dates shown, whatever happens around it.
pub fn pin(plan: &Plan, schedules: &Schedules, id: Id<Task>) -> Vec<Op> {
    let Some(row) = plan.get(id) else {
        return Vec::new();
    };
    let mut ops = set(plan, row, "mode", json!(TaskMode::Pinned));
    if let Some(dates) = schedules.dates(plan, id) {
        ops.extend(set(plan, row, "start", json!(dates.start)));
        ops.extend(set(plan, row, "finish", json!(dates.finish)));
    }
    ops
}

/// Lets the scheduler decide again.
pub fn unpin(plan: &Plan, id: Id<Task>) -> Vec<Op> {
    plan.get(id).map_or_else(Vec::new, |row| {
        set(plan, row, "mode", json!(TaskMode::Auto))
    })
}

/// Hands an imported project to the scheduler: what was automatic in the file becomes so here.
pub fn reschedule(plan: &Plan, project: Id<Project>) -> Vec<Op> {
    let tasks = plan.tasks(project).into_iter().map(|(_, row)| row);
    let kept = |row: &Row<Task>| row.kept.contains_key("Manual") || row.uid.is_none();
    tasks
        .filter(|row| row.mode == TaskMode::Pinned && !kept(row))
        .flat_map(|row| {
            let mut ops = set(plan, row, "mode", json!(TaskMode::Auto));
            ops.extend(begun(plan, row));
            ops
        })
        .collect()
}

/// A copy of the plan to which operations have been made, without asking whether they are allowed:
/// fields set, rows new or gone. What a preview looks at.
pub fn planned(plan: &Plan, ops: &[Op]) -> Plan {
    let mut after = plan.clone();
    make(&mut after, ops);
    after
}

/// The rows that operations touch, each with what stands there now.
pub(super) fn touched(plan: &Plan, ops: &[Op]) -> Vec<(Ref, Option<AnyRow>)> {
    let mut out = Vec::new();
    for op in ops {
        let at = match op {
            Op::Set { at, .. } | Op::Trash { at } => *at,
            Op::Create { id, entity, .. } => Ref {
                kind: entity.kind(),
                id: *id,
            },
            Op::Group { ops } => {
                out.extend(touched(plan, ops));
                continue;
            }
            _ => continue,
        };
        out.push((at, plan.any(at)));
    }
    out
}

/// The same, step by step on a copy that is there already.
pub fn make(after: &mut Plan, ops: &[Op]) {
    for op in ops {
        match op {
            Op::Set { at, field, to, .. } => {
                if let Some(mut row) = after.any(*at)
                    && row.set(field, to).is_ok()
                {
                    after.put(row);
                }
            }
            Op::Create { id, entity, .. } => {
                after.put(entity.clone().into_row(*id, crate::Head::default()));
            }
            Op::Trash { at } => {
                after.remove(*at);
            }
            Op::Group { ops } => make(after, ops),
            _ => {}
        }
    }
}

/// A task that moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which.
    pub task: Id<Task>,
    /// Its dates before; `None` when it had none.
    pub was: Option<Dates>,
    /// Its dates after.
    pub now: Option<Dates>,
}

/// What other dates a changed plan has, in the order of the outline: what a drag shows while it lasts
/// and Reschedule before it happens. `after` is a copy of the plan to which the edit has been made.
pub fn moved(plan: &Plan, schedules: &Schedules, after: &Plan, project: Id<Project>) -> Vec<Moved> {
    let then = super::schedule(after, project);
    differing(plan, schedules, after, &then)
}

/// The tasks to which another schedule of their project gives other dates.
pub(super) fn differing(
    plan: &Plan,
    schedules: &Schedules,
    after: &Plan,
    then: &Schedule,
) -> Vec<Moved> {
    let when = |it: &Dates| (it.start, it.finish);
    let now = schedules.project(then.project);
    let tasks = after.tasks(then.project).into_iter().map(|(_, row)| row.id);
    let was = |task: Id<Task>| {
        let here = now.and_then(|now| now.tasks.get(&task));
        here.or_else(|| schedules.dates(plan, task))
    };
    let differs = |task: &Id<Task>| was(*task).map(when) != then.tasks.get(task).map(when);
    let moved = tasks.filter(differs).map(|task| Moved {
        task,
        was: was(task).cloned(),
        now: then.tasks.get(&task).cloned(),
    });
    moved.collect()
}

/// What has begun keeps its start when the scheduler takes over, and what is done both.
fn begun(plan: &Plan, row: &Row<Task>) -> Vec<Op> {
    let done = row.percent >= 100 || plan.status_class(row) == StatusClass::Done;
    let mut ops = Vec::new();
    if row.percent > 0 && row.actual_start.is_none() && row.start.is_some() {
        ops.extend(set(plan, row, "actual_start", json!(row.start)));
    }
    if done && row.actual_finish.is_none() && row.finish.is_some() {
        ops.extend(set(plan, row, "actual_finish", json!(row.finish)));
    }
    ops
}

fn hold(plan: &Plan, row: &Row<Task>, at: Option<DateTime>) -> Option<Op> {
    let to = match at {
        Some(at) => Constraint {
            kind: ConstraintKind::StartNoEarlierThan,
            at: Some(at),
        },
        None => Constraint::default(),
    };
    set(plan, row, "constraint", json!(to)).pop()
}

fn keep_time(was: Option<DateTime>, day: Date) -> Option<DateTime> {
    was.map(|was| day.to_datetime(was.time()))
}

fn lasting(plan: &Plan, row: &Row<Task>, start: DateTime, minutes: i64) -> DateTime {
    if row.duration.is_some_and(|span| span.elapsed) {
        return start.checked_add(minutes.minutes()).unwrap_or(start);
    }
    work_time(plan, row.id).add(start, minutes)
}

fn length(row: &Row<Task>, minutes: i64) -> Span {
    Span {
        minutes,
        elapsed: false,
        estimated: false,
        ..row.duration.unwrap_or_default()
    }
}

/// Nothing when the value stands there already.
fn set(plan: &Plan, row: &Row<Task>, field: &str, to: serde_json::Value) -> Vec<Op> {
    let op = make::set(plan, row.id.at(), field, to);
    match &op {
        Op::Set { from, to, .. } if from == to => Vec::new(),
        _ => Vec::from([op]),
    }
}
