//! The dates of a task as a cell shows them, and what typing one does.

use jiff::civil::{Date, DateTime, time};
use model::op::make;
use model::{Op, Plan, Row, Span, Task};
use serde_json::json;

/// The day on which a task starts.
pub fn start(_plan: &Plan, row: &Row<Task>) -> Option<Date> {
    row.start.map(DateTime::date)
}

/// The day on which it finishes.
pub fn finish(_plan: &Plan, row: &Row<Task>) -> Option<Date> {
    row.finish.map(DateTime::date)
}

/// Another first day, or none.
pub fn type_start(plan: &Plan, row: &Row<Task>, day: Option<Date>) -> Result<Vec<Op>, String> {
    let to = day.map(|day| day.to_datetime(row.start.map_or(time(8, 0, 0, 0), DateTime::time)));
    Ok(vec![make::set(plan, row.id.at(), "start", json!(to))])
}

/// Another last day, or none.
pub fn type_finish(plan: &Plan, row: &Row<Task>, day: Option<Date>) -> Result<Vec<Op>, String> {
    let to = day.map(|day| day.to_datetime(row.finish.map_or(time(17, 0, 0, 0), DateTime::time)));
    if let (Some(start), Some(finish)) = (row.start, to)
        && finish < start
    {
        return Err("It would finish before it starts. Move the start first.".to_owned());
    }
    Ok(vec![make::set(plan, row.id.at(), "finish", json!(to))])
}

/// Another duration, or none.
pub fn type_duration(plan: &Plan, row: &Row<Task>, span: Option<Span>) -> Result<Vec<Op>, String> {
    Ok(vec![make::set(plan, row.id.at(), "duration", json!(span))])
}

/// Whether a task is on the critical path.
pub fn is_critical(_state: crate::state::State, _id: model::Id<Task>) -> bool {
    false
}
