//! What a cell shows to a person: days as 2 Nov, people by name, a summary's share as done of all.

use model::progress::words;
use model::schedule::Schedules;
use model::{Date, DateTime, Id, Kind, Plan, Project, StatusClass, Task};

use super::cell;
use super::column::Column;
use super::edit;
use super::filter::status_key;
use super::number::Numbers;
use super::waits;
use crate::state::State;

/// What a cell says; `numbers` are those of the project where the column needs them.
pub fn said(
    (plan, all): (&Plan, &Schedules),
    numbers: Option<&Numbers>,
    id: Id<Task>,
    column: Column,
    today: Date,
) -> String {
    let Some(row) = plan.get(id) else {
        return String::new();
    };
    let rolled = matches!(column, Column::Percent | Column::Status | Column::Estimate);
    if rolled && plan.is_summary(id) {
        return edit::rolled(plan, id, column);
    }
    let dates = || all.dates(plan, id);
    let day =
        |at: Option<DateTime>| at.map_or_else(String::new, |at| words::date(at.date(), today));
    match column {
        Column::Title => row.title.clone(),
        Column::Wbs => numbers.map_or("", |it| it.place(id)).to_owned(),
        Column::Status => {
            let key = status_key(plan, row);
            let named = plan.statuses().into_iter().find(|it| it.key == key);
            named.map_or(key, |it| it.name)
        }
        Column::Assignee => edit::names(plan, row),
        Column::Start => day(dates().map(|it| it.start)),
        Column::Finish => day(dates().map(|it| it.finish)),
        Column::Duration => edit::duration(plan, row),
        Column::Estimate => edit::effort(plan, row),
        Column::Predecessors => numbers.map_or_else(String::new, |it| waits::text(plan, it, id)),
        Column::KeyResults => cell::key_results(plan, id),
        Column::Slack => cell::slack(plan, all, id),
        Column::Percent if plan.status_class(row) == StatusClass::Done => "100 %".to_owned(),
        Column::Percent if row.milestone => String::new(),
        Column::Percent => format!("{} %", row.percent),
    }
}

/// Follows what the cells of a column depend on beyond the row itself.
pub fn track(state: State, project: Id<Project>, column: Column) {
    match column {
        Column::Assignee => state.track_list(Kind::Person, None),
        Column::Predecessors => {
            state.track_list(Kind::Dependency, None);
            state.track_list(Kind::Task, Some(project.uuid()));
        }
        Column::Wbs => state.track_list(Kind::Task, Some(project.uuid())),
        Column::KeyResults => {
            state.track_list(Kind::Link, None);
            state.track_list(Kind::KeyResult, None);
        }
        _ => {}
    }
}
