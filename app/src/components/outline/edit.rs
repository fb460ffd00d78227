//! From what is typed in a cell to an operation, and from the row to what an input begins with.

use jiff::civil::Date;
use model::duration::Measure;
use model::schedule::{self, Dates};
use model::{
    Assignee, Assignment, DateTime, Decimal, Id, Op, Plan, Row, Span, StatusClass, Task, TimeUnit,
};
use serde_json::json;

use super::Column;
use crate::state::State;
use crate::state::edit::group;

/// A value and its word.
pub(super) type Choice = (String, String);

/// The units of a task's project, else of the workspace.
pub(crate) fn measure(plan: &Plan, task: &Task) -> Measure {
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
pub(super) fn names(plan: &Plan, task: &Task) -> String {
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
pub(super) fn effort(plan: &Plan, task: &Task) -> String {
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
pub(super) fn duration(plan: &Plan, task: &Task) -> String {
    let shown = task.duration.filter(|_| !task.milestone);
    shown.map_or_else(String::new, |span| measure(plan, task).write(span))
}

/// What follows from the tasks below a summary.
pub(super) fn rolled(plan: &Plan, id: Id<Task>, column: Column) -> String {
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
pub(super) fn raw(plan: &Plan, dates: Option<&Dates>, id: Id<Task>, column: Column) -> String {
    let Some(row) = plan.get(id) else {
        return String::new();
    };
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
    }
}

/// What there is to choose; `None` for cells that are typed.
pub(super) fn choices(plan: &Plan, column: Column) -> Option<Vec<Choice>> {
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
pub(super) fn commit(
    state: State,
    id: Id<Task>,
    column: Column,
    typed: &str,
) -> Result<(), String> {
    let Some(row) = state.plan(|plan| plan.get(id).cloned()) else {
        return Ok(());
    };
    let op = match column {
        Column::Title => state.set_op(id.at(), "title", typed.trim()),
        Column::Status => state.set_op(id.at(), "status", typed),
        Column::Assignee => assign(state, &row, typed),
        Column::Start => start(state, &row, typed)?,
        Column::Finish => finish(state, &row, typed)?,
        Column::Duration => lasting(state, &row, typed)?,
        Column::Estimate => estimate(state, &row, typed)?,
        Column::Percent => percent(state, &row, typed)?,
    };
    op.map_or(Ok(()), |op| state.dispatch(op))
        .map_err(|refusal| refusal.to_string())
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

fn day(typed: &str) -> Result<Option<Date>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let wrong = |_| "That is not a day. Write it as 2026-11-02.".to_owned();
    typed.trim().parse().map(Some).map_err(wrong)
}

fn start(state: State, row: &Row<Task>, typed: &str) -> Result<Option<Op>, String> {
    let day = day(typed)?;
    Ok(group(state.schedules(|plan, all| {
        schedule::edit::type_start(plan, all, row.id, day)
    })))
}

fn finish(state: State, row: &Row<Task>, typed: &str) -> Result<Option<Op>, String> {
    let day = day(typed)?;
    let ops = state.schedules(|plan, all| schedule::edit::type_finish(plan, all, row.id, day));
    ops.map(group).map_err(|why| why.to_string())
}

fn estimate(state: State, row: &Row<Task>, typed: &str) -> Result<Option<Op>, String> {
    if typed.trim().is_empty() {
        return Ok(state.set_op(row.id.at(), "estimate_minutes", json!(null)));
    }
    let span = state.plan(|plan| measure(plan, row)).read(typed);
    let span = span.ok_or("That is not an amount of work. Write 4h, 3d or 2w.")?;
    Ok(state.set_op(row.id.at(), "estimate_minutes", json!(span.minutes)))
}

fn percent(state: State, row: &Row<Task>, typed: &str) -> Result<Option<Op>, String> {
    let number = typed.trim().trim_end_matches('%').trim();
    let number = number.parse::<u8>().ok().filter(|it| *it <= 100);
    let number = number.ok_or("Percent complete is a whole number from 0 to 100.")?;
    Ok(state.set_op(row.id.at(), "percent", json!(number)))
}

fn lasting(state: State, row: &Row<Task>, typed: &str) -> Result<Option<Op>, String> {
    if typed.trim().is_empty() {
        return Ok(state.set_op(row.id.at(), "duration", json!(null)));
    }
    let span = state.plan(|plan| measure(plan, row)).read(typed);
    let span = span.ok_or("That is not a length of time. Write 4h, 3d or 2w.")?;
    Ok(state.set_op(row.id.at(), "duration", json!(span)))
}
