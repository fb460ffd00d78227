//! The dates of a task as a cell shows them, and what typing one does: both are the scheduler's.

use jiff::civil::{Date, DateTime};
use model::op::make;
use model::schedule::{Schedules, edit};
use model::{Id, Op, Plan, Row, Span, Task};
use serde_json::json;

use crate::state::State;

/// The day on which a task starts.
pub fn start(plan: &Plan, schedules: &Schedules, id: Id<Task>) -> Option<Date> {
    let dates = schedules.dates(plan, id);
    dates.map(|it| it.start).map(DateTime::date)
}

/// The day on which it finishes.
pub fn finish(plan: &Plan, schedules: &Schedules, id: Id<Task>) -> Option<Date> {
    let dates = schedules.dates(plan, id);
    dates.map(|it| it.finish).map(DateTime::date)
}

/// Another first day, or none.
pub fn type_start(plan: &Plan, all: &Schedules, id: Id<Task>, day: Option<Date>) -> Vec<Op> {
    edit::type_start(plan, all, id, day)
}

/// Another last day, or none.
pub fn type_finish(
    plan: &Plan,
    all: &Schedules,
    id: Id<Task>,
    day: Option<Date>,
) -> Result<Vec<Op>, String> {
    edit::type_finish(plan, all, id, day).map_err(|why| why.to_string())
}

/// Another duration, or none.
pub fn type_duration(plan: &Plan, row: &Row<Task>, span: Option<Span>) -> Vec<Op> {
    vec![make::set(plan, row.id.at(), "duration", json!(span))]
}

/// Whether a task is on the critical path.
pub fn is_critical(state: State, id: Id<Task>) -> bool {
    state.schedules(|plan, all| all.dates(plan, id).is_some_and(|it| it.critical))
}
