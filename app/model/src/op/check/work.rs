//! Projects, tasks, dependencies, resources and calendars.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::reference::title;
use super::{bad, ensure, value};
use crate::plan::DEEPEST;
use crate::{
    AnyRow, Calendar, ConstraintKind, Day, Dependency, Hours, Id, Lag, Plan, Project, Recurrence,
    Refusal, Resource, Row, Task,
};

pub(super) fn project(row: &Row<Project>) -> Result<(), Refusal> {
    value::name("title", &row.title)?;
    value::rank(&row.rank)?;
    if let Some(percent) = row.reported_percent {
        value::positive("reported_percent", percent)?;
        let share = percent <= rust_decimal::Decimal::ONE_HUNDRED;
        ensure(
            share,
            "reported_percent",
            "A reported percentage is between 0 and 100.",
        )?;
    }
    value::moments("start", [row.start])?;
    row.target_finish
        .map_or(Ok(()), |day| value::day("target_finish", day))?;
    let day = row.minutes_per_day <= 1440;
    ensure(
        day,
        "minutes_per_day",
        "A working day has at most 1,440 minutes.",
    )?;
    let week = row.minutes_per_week <= 10_080;
    ensure(
        week,
        "minutes_per_week",
        "A working week has at most 10,080 minutes.",
    )?;
    ensure(
        row.days_per_month <= 31,
        "days_per_month",
        "A month has at most 31 days.",
    )
}

pub(super) fn resource(row: &Row<Resource>) -> Result<(), Refusal> {
    value::positive("max_units_percent", row.max_units_percent)
}

pub(super) fn task(plan: &Plan, before: Option<&AnyRow>, row: &Row<Task>) -> Result<(), Refusal> {
    value::rank(&row.rank)?;
    ensure(
        row.percent <= 100,
        "percent",
        "Percent complete is between 0 and 100.",
    )?;
    let priority = row.priority.is_none_or(|it| it <= 1000);
    ensure(priority, "priority", "Priority is between 0 and 1,000.")?;
    value::minutes("estimate_minutes", [row.estimate_minutes])?;
    value::minutes("duration", [row.duration.map(|span| span.minutes)])?;
    value::signed_minutes("leveling_delay_minutes", row.leveling_delay_minutes)?;
    value::moments("start", [row.start])?;
    value::moments("finish", [row.finish])?;
    value::moments("deadline", [row.deadline])?;
    value::moments("actual_start", [row.actual_start])?;
    value::moments("actual_finish", [row.actual_finish])?;
    value::moments("constraint", [row.constraint.at])?;
    let free = matches!(
        row.constraint.kind,
        ConstraintKind::AsSoonAsPossible | ConstraintKind::AsLateAsPossible
    );
    let dated = free || row.constraint.at.is_some();
    ensure(dated, "constraint", "This constraint needs a date.")?;
    assignments(row)?;
    baselines(row)?;
    let was = match before {
        Some(AnyRow::Task(was)) => Some(was),
        _ => None,
    };
    if was.is_none_or(|was| was.status != row.status) {
        let known = row.status.is_empty() || plan.statuses().iter().any(|it| it.key == row.status);
        ensure(
            known,
            "status",
            "This status is not in use here any more. Choose another one.",
        )?;
    }
    if was.is_none_or(|was| was.parent != row.parent) {
        outline(plan, row)
    } else {
        Ok(())
    }
}

fn assignments(row: &Row<Task>) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for assignment in &row.assignments {
        value::positive("assignments", assignment.units_percent)?;
        value::minutes("assignments", [assignment.work_minutes])?;
        let why = "Somebody is assigned to this task twice.";
        ensure(seen.insert(assignment.who), "assignments", why)?;
    }
    Ok(())
}

fn baselines(row: &Row<Task>) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for baseline in &row.baselines {
        let why = "A task has two baselines of the same number.";
        ensure(seen.insert(baseline.number), "baselines", why)?;
        value::moments("baselines", [baseline.start, baseline.finish])?;
        let span = baseline.duration.map(|span| span.minutes);
        value::minutes("baselines", [span, baseline.work_minutes])?;
    }
    Ok(())
}

/// A task in its place: not below itself, not too deep, not below what it waits for.
fn outline(plan: &Plan, row: &Row<Task>) -> Result<(), Refusal> {
    let Some(parent) = row.parent else {
        return Ok(());
    };
    let above: Vec<_> = plan.lineage(parent).collect();
    if row.id == parent || above.iter().any(|it| it.id == row.id) {
        let below = above
            .iter()
            .take_while(|it| it.id != row.id)
            .map(|it| it.title.clone());
        let mut names = Vec::from([row.title.clone()]);
        names.extend(below);
        names.push(row.title.clone());
        return Err(Refusal::CycleFound { names });
    }
    let (height, own) = subtree(plan, row);
    if above.len() + height > DEEPEST {
        return Err(Refusal::TooLong {
            what: "This outline".into(),
            limit: "1,000 levels".into(),
        });
    }
    let summaries: BTreeSet<Id<Task>> = above.iter().map(|it| it.id).collect();
    for id in own {
        let waits = plan
            .dependencies_into(id)
            .into_iter()
            .map(|it| it.predecessor);
        let leads = plan
            .dependencies_from(id)
            .into_iter()
            .map(|it| it.successor);
        if let Some(summary) = waits.chain(leads).find(|other| summaries.contains(other)) {
            return Err(tied(plan, id, summary));
        }
    }
    Ok(())
}

/// A task and a summary above it cannot wait for each other: the summary ends when its tasks do.
fn tied(plan: &Plan, task: Id<Task>, summary: Id<Task>) -> Refusal {
    let why = format!(
        "\u{201c}{}\u{201d} cannot be below \u{201c}{}\u{201d} and depend on it as well. \
         Remove the dependency first, or leave it beside it.",
        title(plan, task),
        title(plan, summary)
    );
    bad("place", &why)
}

/// How many levels a task and what is below it take, and all of them; trashed ones too.
fn subtree(plan: &Plan, row: &Row<Task>) -> (usize, Vec<Id<Task>>) {
    let mut all = Vec::from([row.id]);
    let mut level = Vec::from([row.id]);
    let mut height = 0;
    while !level.is_empty() && height <= DEEPEST {
        height += 1;
        let below = |id: &Id<Task>| plan.index.tasks.get(&(row.project, Some(*id)));
        level = level
            .iter()
            .filter_map(below)
            .flatten()
            .map(|(_, id)| *id)
            .collect();
        all.extend(&level);
    }
    (height, all)
}

pub(super) fn dependency(
    plan: &Plan,
    before: Option<&AnyRow>,
    row: &Row<Dependency>,
) -> Result<(), Refusal> {
    match row.lag {
        Lag::Span(span) => value::signed_minutes("lag", span.minutes)?,
        Lag::Percent { percent, .. } => value::amount("lag", percent)?,
    }
    if before.is_none() {
        dependency_fits(plan, row)
    } else {
        Ok(())
    }
}

/// A dependency among the others: the only one between its ends, and closing no circle.
pub(super) fn dependency_fits(plan: &Plan, row: &Row<Dependency>) -> Result<(), Refusal> {
    let (from, to) = (row.predecessor, row.successor);
    if from == to {
        return Err(Refusal::CycleFound {
            names: [title(plan, from), title(plan, to)].into(),
        });
    }
    let others = plan
        .dependencies_from(from)
        .into_iter()
        .filter(|it| it.id != row.id);
    let twice = others.into_iter().any(|it| it.successor == to);
    ensure(
        !twice,
        "successor",
        "These two tasks depend on each other already.",
    )?;
    let below = |one: Id<Task>, other: Id<Task>| plan.lineage(one).any(|it| it.id == other);
    if below(from, to) {
        return Err(tied(plan, from, to));
    }
    if below(to, from) {
        return Err(tied(plan, to, from));
    }
    match path(plan, to, from) {
        Some(back) => {
            let names = core::iter::once(from)
                .chain(back)
                .map(|id| title(plan, id))
                .collect();
            Err(Refusal::CycleFound { names })
        }
        None => Ok(()),
    }
}

/// The way from one task to another along dependencies, both included. Searched from both ends at
/// once: the end with little behind it answers soon, as when a file's links arrive in its order.
fn path(plan: &Plan, from: Id<Task>, to: Id<Task>) -> Option<Vec<Id<Task>>> {
    let mut ahead = BTreeSet::from([from]);
    let mut behind = BTreeSet::from([to]);
    let (mut front, mut back) = (Vec::from([from]), Vec::from([to]));
    while let (Some(next), Some(last)) = (front.pop(), back.pop()) {
        for dependency in plan.dependencies_from(next) {
            if behind.contains(&dependency.successor) {
                return along(plan, from, to);
            }
            if ahead.insert(dependency.successor) {
                front.push(dependency.successor);
            }
        }
        for dependency in plan.dependencies_into(last) {
            if ahead.contains(&dependency.predecessor) {
                return along(plan, from, to);
            }
            if behind.insert(dependency.predecessor) {
                back.push(dependency.predecessor);
            }
        }
    }
    None
}

/// The way itself, once it is known that there is one.
fn along(plan: &Plan, from: Id<Task>, to: Id<Task>) -> Option<Vec<Id<Task>>> {
    let mut came = BTreeMap::from([(from, from)]);
    let mut open = alloc::collections::VecDeque::from([from]);
    while let Some(next) = open.pop_front() {
        if next == to {
            let mut way = Vec::from([to]);
            while let Some(before) = way.last().filter(|id| **id != from) {
                way.push(came[before]);
            }
            way.reverse();
            return Some(way);
        }
        for dependency in plan.dependencies_from(next) {
            came.entry(dependency.successor).or_insert_with(|| {
                open.push_back(dependency.successor);
                next
            });
        }
    }
    None
}

/// A task that came back with what is below it: its dependencies may close a circle with those that
/// were drawn meanwhile, or stand twice.
pub(super) fn restored(plan: &Plan, id: Id<Task>) -> Result<(), Refusal> {
    let below = plan.tasks_below(id).into_iter().map(|(_, row)| row.id);
    for task in below.chain([id]) {
        for dependency in plan.dependencies_from(task) {
            dependency_fits(plan, dependency)?;
        }
    }
    Ok(())
}

pub(super) fn calendar(plan: &Plan, row: &Row<Calendar>) -> Result<(), Refusal> {
    value::name("name", &row.name)?;
    let work_days = row.work_weeks.iter().flat_map(|week| &week.days);
    for day in row.week.iter().chain(work_days) {
        if let Day::Work(list) = day {
            hours(list)?;
        }
    }
    let ranges = row.work_weeks.iter().map(|it| (it.from, it.to));
    let ranges: Vec<_> = ranges
        .chain(row.exceptions.iter().map(|it| (it.from, it.to)))
        .collect();
    for (from, to) in ranges {
        value::day("exceptions", from)?;
        value::day("exceptions", to)?;
        ensure(
            from <= to,
            "exceptions",
            "A period cannot end before it begins.",
        )?;
    }
    for exception in &row.exceptions {
        hours(&exception.hours)?;
        let fits = recurs(&exception.recurrence);
        ensure(fits, "exceptions", "This is not how days can repeat.")?;
    }
    let mut names: Vec<String> = Vec::from([row.name.clone()]);
    let mut base = row.base;
    while let Some(next) = base.and_then(|id| plan.get(id)) {
        names.push(next.name.clone());
        if next.id == row.id || names.len() > DEEPEST {
            return Err(Refusal::CycleFound { names });
        }
        base = next.base;
    }
    let own = row.base != Some(row.id);
    ensure(own, "base", "A calendar cannot be based on itself.")
}

fn hours(list: &[Hours]) -> Result<(), Refusal> {
    let apart = list.windows(2).all(|pair| pair[0].to <= pair[1].from);
    let each = list.iter().all(|it| it.from < it.to && it.to <= 1440);
    let why = "Working hours are in order, do not overlap and end by midnight.";
    ensure(apart && each, "week", why)
}

fn recurs(recurrence: &Recurrence) -> bool {
    let month = |it: u8| (1..=12).contains(&it);
    let nth = |nth: u8, weekday: u8| (1..=5).contains(&nth) && weekday <= 9;
    match recurrence {
        Recurrence::Daily => true,
        Recurrence::EveryDays { every } => *every > 0,
        Recurrence::Weekly { every, days } => *every > 0 && days.iter().all(|it| *it <= 6),
        Recurrence::MonthlyDay { every, day } => *every > 0 && (1..=31).contains(day),
        Recurrence::MonthlyWeekday {
            every,
            nth: which,
            weekday,
        } => *every > 0 && nth(*which, *weekday),
        Recurrence::YearlyDay { month: of, day } => month(*of) && (1..=31).contains(day),
        Recurrence::YearlyWeekday {
            month: of,
            nth: which,
            weekday,
        } => month(*of) && nth(*which, *weekday),
    }
}
