//! Values of a task as a person reads them, for looking at what an import would overwrite.

use model::duration::Measure;
use model::{Assignee, Plan, Task};
use serde_json::Value;

/// What a person calls a field.
pub(super) fn name(field: &str) -> &'static str {
    match field {
        "title" => "Title",
        "notes" => "Notes",
        "milestone" => "Milestone",
        "percent" => "Percent complete",
        "estimate_minutes" => "Effort",
        "duration" => "Duration",
        "start" => "Start",
        "finish" => "Finish",
        "constraint" => "Constraint",
        "deadline" => "Deadline",
        "calendar" => "Calendar",
        "ignores_resource_calendars" => "Ignores people's calendars",
        "assignments" => "Assigned",
        "actual_start" => "Actual start",
        "actual_finish" => "Actual finish",
        "inactive" => "Inactive",
        "priority" => "Priority",
        "leveling_delay_minutes" => "Levelling delay",
        "baselines" => "Baselines",
        "custom" => "Custom fields",
        _ => "Other",
    }
}

/// A field of a task in words; empty when there is nothing.
pub(super) fn value(plan: &Plan, measure: Measure, task: &Task, field: &str) -> String {
    let moment = |at: Option<model::DateTime>| {
        at.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string())
            .unwrap_or_default()
    };
    match field {
        "duration" => task
            .duration
            .map(|it| measure.write(it))
            .unwrap_or_default(),
        "start" => moment(task.start),
        "finish" => moment(task.finish),
        "deadline" => moment(task.deadline),
        "actual_start" => moment(task.actual_start),
        "actual_finish" => moment(task.actual_finish),
        "percent" => format!("{} %", task.percent),
        "constraint" => {
            let word = task.constraint.kind.word();
            format!("{word} {}", moment(task.constraint.at))
                .trim_end()
                .into()
        }
        "calendar" => {
            let calendar = task.calendar.and_then(|id| plan.get(id));
            calendar.map(|row| row.name.clone()).unwrap_or_default()
        }
        "assignments" => assignments(plan, task),
        "baselines" => format!("{} saved", task.baselines.len()),
        "custom" => {
            let all = task
                .custom
                .iter()
                .map(|(key, text)| format!("{key}: {text}"));
            all.collect::<Vec<_>>().join("; ")
        }
        field => match task.get(field) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text,
            Some(Value::Bool(yes)) => String::from(if yes { "yes" } else { "no" }),
            Some(other) => other.to_string(),
        },
    }
}

fn assignments(plan: &Plan, task: &Task) -> String {
    let name = |who: Assignee| match who {
        Assignee::Person(id) => plan.get(id).map(|row| row.name.clone()),
        Assignee::Resource(id) => plan.get(id).map(|row| row.name.clone()),
    };
    let one = |it: &model::Assignment| {
        let who = name(it.who).unwrap_or_else(|| "someone new".into());
        format!("{who} {} %", it.units_percent.normalize())
    };
    let all: Vec<String> = task.assignments.iter().map(one).collect();
    all.join(", ")
}
