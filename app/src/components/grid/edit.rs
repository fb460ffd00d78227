//! From what is typed or chosen in a cell to an edit, and from the row to what an input begins with.

use model::duration::Measure;
use model::schedule::Schedules;
use model::{
    Assignee, Assignment, DateTime, Decimal, Id, Op, Plan, Row, Span, StatusClass, Task, TimeUnit,
};
use serde_json::json;

use super::cell::{self, Pen};
use super::column::Column;
use super::number::Counted;
use super::waits;
use crate::state::State;
use crate::state::edit::group;

/// A value and its word.
pub type Choice = (String, String);

/// The units of a task's project, else of the workspace.
pub fn measure(plan: &Plan, task: &Task) -> Measure {
    let plain = Measure::default();
    let own = plan.get(task.project);
    let pick = |own: u32, other: u32| if own > 0 { own } else { other };
    let day = plan.workspace().map_or(plain.minutes_per_day, |it| {
        it.settings.minutes_per_day.into()
    });
    let day = pick(own.map_or(0, |it| it.minutes_per_day), day);
    Measure {
        minutes_per_day: day,
        minutes_per_week: pick(
            own.map_or(0, |it| it.minutes_per_week),
            day.saturating_mul(5),
        ),
        days_per_month: pick(own.map_or(0, |it| it.days_per_month), plain.days_per_month),
    }
}

/// The names of those who work on it.
pub fn names(plan: &Plan, task: &Task) -> String {
    let name = |it: &Assignment| match it.who {
        Assignee::Person(id) => plan.get(id).map(|row| row.name.clone()),
        Assignee::Resource(id) => plan.get(id).map(|row| row.name.clone()),
    };
    task.assignments
        .iter()
        .filter_map(name)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The estimated effort, in hours or in days when it is whole days.
pub fn effort(plan: &Plan, task: &Task) -> String {
    let Some(minutes) = task.estimate_minutes.filter(|_| !task.milestone) else {
        return String::new();
    };
    let measure = measure(plan, task);
    let whole = minutes % i64::from(measure.minutes_per_day.max(1)) == 0;
    let unit = if whole { TimeUnit::Day } else { TimeUnit::Hour };
    measure.write(Span {
        minutes,
        unit,
        ..Span::default()
    })
}

/// How long it takes, in the unit that was typed.
pub fn duration(plan: &Plan, task: &Task) -> String {
    let shown = task.duration.filter(|_| !task.milestone);
    shown.map_or_else(String::new, |span| measure(plan, task).write(span))
}

/// What follows from the tasks below a summary.
pub fn rolled(plan: &Plan, id: Id<Task>, column: Column) -> String {
    let below = plan.tasks_below(id);
    let leaves = || {
        below
            .iter()
            .map(|it| &it.1)
            .filter(|row| !plan.is_summary(row.id))
    };
    match column {
        Column::Percent => {
            let counted =
                || leaves().filter(|row| plan.status_class(row) != StatusClass::Cancelled);
            let done = counted()
                .filter(|row| plan.status_class(row) == StatusClass::Done)
                .count();
            format!("{done} of {}", counted().count())
        }
        _ => String::new(),
    }
}

/// What an input begins with.
pub fn raw(plan: &Plan, all: &Schedules, id: Id<Task>, column: Column) -> String {
    let Some(row) = plan.get(id) else {
        return String::new();
    };
    let dates = all.dates(plan, id);
    let day = |at: Option<DateTime>| at.map_or_else(String::new, |at| at.date().to_string());
    match column {
        Column::Title => row.title.clone(),
        Column::Status => row.status.clone(),
        Column::Assignee => row
            .assignments
            .iter()
            .find_map(|it| match it.who {
                Assignee::Person(id) => Some(id.to_string()),
                Assignee::Resource(_) => None,
            })
            .unwrap_or_default(),
        Column::Start => day(dates.map(|it| it.start)),
        Column::Finish => day(dates.map(|it| it.finish)),
        Column::Duration => duration(plan, row),
        Column::Estimate => effort(plan, row),
        Column::Percent => row.percent.to_string(),
        Column::Predecessors => waits::text(plan, Counted::default().of(plan, id), id),
        Column::Wbs | Column::KeyResults | Column::Slack => String::new(),
    }
}

/// What there is to choose; `None` for cells that are typed.
pub fn choices(plan: &Plan, column: Column) -> Option<Vec<Choice>> {
    match column {
        Column::Status => Some(
            plan.statuses()
                .into_iter()
                .map(|it| (it.key, it.name))
                .collect(),
        ),
        Column::Assignee => {
            let nobody = (String::new(), "Nobody".to_owned());
            let person = plan
                .persons()
                .into_iter()
                .map(|it| (it.id.to_string(), it.name.clone()));
            Some([nobody].into_iter().chain(person).collect())
        }
        _ => None,
    }
}

/// Makes the edit. The error is a sentence; nothing is changed then.
pub fn commit(state: State, id: Id<Task>, column: Column, typed: &str) -> Result<(), String> {
    let Some(row) = state.plan(|plan| plan.get(id).cloned()) else {
        return Ok(());
    };
    let op = match column {
        Column::Title => state.set_op(id.at(), "title", typed.trim()),
        Column::Status => state.set_op(id.at(), "status", typed),
        Column::Assignee => assign(state, &row, typed),
        _ => written(state, id, column, typed)?,
    };
    op.map_or(Ok(()), |op| state.dispatch(op))
        .map_err(|refusal| refusal.to_string())
}

/// What a text in a cell means, as one edit; none when the cell says so already.
fn written(state: State, id: Id<Task>, column: Column, typed: &str) -> Result<Option<Op>, String> {
    let host = state.host();
    let numbers = Counted::default();
    let mut pen = Pen {
        today: state.context().today,
        numbers: &numbers,
        new_id: &mut || host.new_id(),
    };
    let ops = state.schedules(|plan, all| cell::write((plan, all), id, column, typed, &mut pen))?;
    Ok(group(ops))
}

/// The chosen person takes the place of the first one; the others stay.
fn assign(state: State, row: &Row<Task>, typed: &str) -> Option<Op> {
    let is_person = |it: &Assignment| matches!(it.who, Assignee::Person(_));
    let mut all = row.assignments.clone();
    let at = all.iter().position(is_person);
    match (typed.parse().ok(), at) {
        (Some(person), Some(at)) => all[at].who = Assignee::Person(person),
        (Some(person), None) => all.push(Assignment {
            who: Assignee::Person(person),
            units_percent: Decimal::ONE_HUNDRED,
            work_minutes: None,
            kept: Default::default(),
        }),
        (None, Some(at)) => {
            all.remove(at);
        }
        (None, None) => {}
    }
    state.set_op(row.id.at(), "assignments", json!(all))
}
