//! `throughline schedule`: the dates of a plan, computed from nothing or as the file holds them.

use std::path::Path;

use anyhow::{Context, Result};
use model::schedule::{Dates, schedule};
use model::{DateTime, Id, Plan, Project, Row, Task, TaskMode};
use serde_json::{Value, json};

use super::{foreign, say};

/// Prints one line a task.
pub fn run(file: &Path, as_json: bool, stored: bool) -> Result<()> {
    let mut foreign = foreign::open(file)?;
    let one = "The archive holds several projects or none: the dates of one are printed.";
    let project = foreign.project.context(one)?;
    if !stored {
        forget(&mut foreign.plan, project);
    }
    let plan = &foreign.plan;
    let computed = schedule(plan, project);
    let tasks = plan.tasks(project);
    if !as_json {
        say(&format!(
            "{:>6}  {:16}  {:16}  {:>8}  {:8}  title",
            "uid", "start", "finish", "slack", "critical"
        ))?;
    }
    let mut rows = Vec::with_capacity(tasks.len());
    for (depth, row) in tasks {
        let dates = computed.tasks.get(&row.id);
        if as_json {
            rows.push(line(row, dates, stored));
        } else {
            say(&table(row, depth, dates, stored))?;
        }
    }
    if as_json {
        let rows: Vec<String> = rows.iter().map(Value::to_string).collect();
        say(&format!("[\n{}\n]", rows.join(",\n")))?;
    }
    Ok(())
}

/// Automatic tasks forget the dates that the file stored; those set by hand keep theirs.
fn forget(plan: &mut Plan, project: Id<Project>) {
    let automatic: Vec<_> = plan
        .tasks(project)
        .into_iter()
        .map(|(_, row)| row.clone())
        .filter(|row| !row.kept.contains_key("Manual"))
        .collect();
    for mut row in automatic {
        let task = std::sync::Arc::make_mut(&mut row);
        task.body.mode = TaskMode::Auto;
        (task.body.start, task.body.finish) = (None, None);
        plan.put(model::AnyRow::Task(row));
    }
}

fn minute(at: Option<DateTime>) -> Option<String> {
    at.map(|at| at.strftime("%Y-%m-%dT%H:%M").to_string())
}

/// Start and finish, stored or computed.
fn ends(row: &Row<Task>, dates: Option<&Dates>, stored: bool) -> [Option<String>; 2] {
    match stored {
        true => [minute(row.start), minute(row.finish)],
        false => [
            minute(dates.map(|it| it.start)),
            minute(dates.map(|it| it.finish)),
        ],
    }
}

fn line(row: &Row<Task>, dates: Option<&Dates>, stored: bool) -> Value {
    let [start, finish] = ends(row, dates, stored);
    if stored {
        return json!({ "uid": row.uid, "start": start, "finish": finish });
    }
    json!({
        "uid": row.uid,
        "start": start,
        "finish": finish,
        "late_start": minute(dates.map(|it| it.late_start)),
        "late_finish": minute(dates.map(|it| it.late_finish)),
        "total_slack_minutes": dates.map(|it| it.total_slack_minutes),
        "free_slack_minutes": dates.map(|it| it.free_slack_minutes),
        "critical": dates.is_some_and(|it| it.critical),
    })
}

fn table(row: &Row<Task>, depth: usize, dates: Option<&Dates>, stored: bool) -> String {
    let [start, finish] = ends(row, dates, stored).map(Option::unwrap_or_default);
    let uid = row.uid.map(|uid| uid.to_string()).unwrap_or_default();
    let slack = dates.map(|it| it.total_slack_minutes.to_string());
    let critical = if dates.is_some_and(|it| it.critical) {
        "yes"
    } else {
        ""
    };
    let title = &row.title;
    let indent = "  ".repeat(depth.min(40));
    let slack = slack.filter(|_| !stored).unwrap_or_default();
    format!("{uid:>6}  {start:16}  {finish:16}  {slack:>8}  {critical:8}  {indent}{title}")
}
