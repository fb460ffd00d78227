//! Dates saved to compare with later, and what differs between any two of now, imported and saved.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::Schedules;
use crate::op::make;
use crate::{Baseline, BaselineName, Id, Op, Plan, Project, Row, Span, Task, Wait};

/// One state of a plan's dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// As the scheduler says today.
    Current,
    /// As the imported file stored them.
    Imported,
    /// As saved under a number.
    Baseline(u8),
}

/// Where a task stood in a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    /// When it starts.
    pub start: Option<DateTime>,
    /// When it finishes.
    pub finish: Option<DateTime>,
    /// What it waits for; `None` when the version did not record that.
    pub waits_for: Option<BTreeSet<Wait>>,
}

/// How a task differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only in the second.
    Added(Stand),
    /// Only in the first.
    Removed(Stand),
    /// Other dates.
    Moved {
        /// In the first.
        was: Stand,
        /// In the second.
        now: Stand,
    },
    /// The same dates, but it waits for other tasks.
    Relinked {
        /// In the first.
        was: Stand,
        /// In the second.
        now: Stand,
    },
}

/// A task that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which task; perhaps one in the trash.
    pub task: Id<Task>,
    /// How.
    pub change: Change,
}

/// The versions that a project can be compared in, today's first.
pub fn versions(plan: &Plan, project: Id<Project>) -> Vec<Version> {
    let mut out = Vec::from([Version::Current]);
    let tasks = plan.tasks(project);
    let rows = || tasks.iter().map(|(_, row)| row);
    if rows().any(|row| imported(row).is_some()) {
        out.push(Version::Imported);
    }
    let named = plan.get(project).map(|row| row.baselines.clone());
    let mut numbers: BTreeSet<u8> = named.unwrap_or_default().into_keys().collect();
    numbers.extend(rows().flat_map(|row| row.baselines.iter().map(|it| it.number)));
    out.extend(numbers.into_iter().map(Version::Baseline));
    out
}

/// The first number that no baseline of the project has.
pub fn free_number(plan: &Plan, project: Id<Project>) -> Option<u8> {
    let taken = versions(plan, project);
    (0..=u8::MAX).find(|number| !taken.contains(&Version::Baseline(*number)))
}

/// Saves the dates of today under a number and name: one group, so one undo.
pub fn save(
    plan: &Plan,
    schedules: &Schedules,
    project: Id<Project>,
    number: u8,
    name: BaselineName,
) -> Vec<Op> {
    let mut ops = Vec::new();
    for (_, row) in plan.tasks(project) {
        let mut saved = others(row, number);
        let stand = current(plan, schedules, row);
        if stand.start.is_some() || stand.finish.is_some() {
            let minutes = schedules.dates(plan, row.id).map(|it| it.duration_minutes);
            saved.push(Baseline {
                number,
                start: stand.start,
                finish: stand.finish,
                duration: minutes.map(|minutes| Span {
                    minutes,
                    ..row.duration.unwrap_or_default()
                }),
                work_minutes: row.estimate_minutes,
                waits_for: stand.waits_for,
            });
            saved.sort_by_key(|it| it.number);
        }
        if saved != row.baselines {
            ops.push(make::set(plan, row.id.at(), "baselines", json!(saved)));
        }
    }
    ops.extend(name_it(plan, project, number, Some(name)));
    ops
}

/// Forgets a baseline: one group.
pub fn forget(plan: &Plan, project: Id<Project>, number: u8) -> Vec<Op> {
    let rows = plan.tasks(project).into_iter().map(|(_, row)| row);
    let mut ops: Vec<Op> = rows
        .filter(|row| row.baselines.iter().any(|it| it.number == number))
        .map(|row| make::set(plan, row.id.at(), "baselines", json!(others(row, number))))
        .collect();
    ops.extend(name_it(plan, project, number, None));
    ops
}

/// Gives a saved baseline another name; when it was saved stays.
pub fn rename(plan: &Plan, project: Id<Project>, number: u8, to: &str) -> Option<Op> {
    let known = plan.get(project)?.baselines.get(&number).cloned();
    let named = BaselineName {
        name: to.trim().into(),
        ..known.unwrap_or_default()
    };
    name_it(plan, project, number, Some(named))
}

/// What a baseline is called: its name, else its number.
pub fn title(plan: &Plan, project: Id<Project>, number: u8) -> String {
    let row = plan.get(project);
    let name = row.and_then(|row| row.baselines.get(&number).map(|it| it.name.clone()));
    name.filter(|name| !name.trim().is_empty())
        .unwrap_or_else(|| match number {
            0 => "Baseline".to_string(),
            number => alloc::format!("Baseline {number}"),
        })
}

/// What differs between two versions, in the order of the outline; what is in the trash at the end.
pub fn compare(
    plan: &Plan,
    schedules: &Schedules,
    project: Id<Project>,
    versions: (Version, Version),
) -> Vec<Difference> {
    let differences = stands(plan, schedules, project, versions)
        .into_iter()
        .filter_map(|(row, (was, now))| {
            let change = change(was, now)?;
            Some(Difference {
                task: row.id,
                change,
            })
        });
    differences.collect()
}

/// Where a task stood in each of two versions; `None` where it was none of its tasks.
pub(super) type Both = (Option<Stand>, Option<Stand>);

/// Where every task of a project, also one in the trash, stood in two versions.
pub(super) fn stands<'a>(
    plan: &'a Plan,
    schedules: &Schedules,
    project: Id<Project>,
    (from, to): (Version, Version),
) -> Vec<(&'a Arc<Row<Task>>, Both)> {
    let mut order: Vec<_> = plan
        .tasks(project)
        .into_iter()
        .map(|(_, row)| row)
        .collect();
    let live: BTreeSet<Id<Task>> = order.iter().map(|row| row.id).collect();
    let gone = plan.all::<Task>();
    order.extend(gone.filter(|row| row.project == project && !live.contains(&row.id)));
    let stand = |version, row: &Row<Task>| match version {
        Version::Current if !live.contains(&row.id) => None,
        Version::Current => Some(current(plan, schedules, row)),
        Version::Imported => imported(row),
        Version::Baseline(number) if !live.contains(&row.id) => {
            // What was in the trash already when it was saved is none of its tasks.
            let name = plan.get(project).and_then(|it| it.baselines.get(&number));
            let saved_at = name.and_then(|it| it.saved_at);
            let was_there = saved_at.is_none_or(|at| row.head.changed_at >= at);
            saved(row, number).filter(|_| was_there)
        }
        Version::Baseline(number) => saved(row, number),
    };
    // Without any date it stands nowhere, whichever version says so.
    let dated = |it: &Stand| it.start.is_some() || it.finish.is_some();
    let stand = |version, row: &Row<Task>| stand(version, row).filter(dated);
    let both = order
        .into_iter()
        .map(|row| (row, (stand(from, row), stand(to, row))));
    both.collect()
}

pub(super) fn change(was: Option<Stand>, now: Option<Stand>) -> Option<Change> {
    match (was, now) {
        (None, None) => None,
        (None, Some(now)) => Some(Change::Added(now)),
        (Some(was), None) => Some(Change::Removed(was)),
        (Some(was), Some(now)) => {
            let moved = (was.start, was.finish) != (now.start, now.finish);
            let linked = was.waits_for.as_ref().zip(now.waits_for.as_ref());
            if moved {
                Some(Change::Moved { was, now })
            } else if linked.is_some_and(|(was, now)| was != now) {
                Some(Change::Relinked { was, now })
            } else {
                None
            }
        }
    }
}

fn current(plan: &Plan, schedules: &Schedules, row: &Row<Task>) -> Stand {
    let dates = schedules.dates(plan, row.id);
    let waits = plan.dependencies_into(row.id).into_iter();
    Stand {
        start: dates.map(|it| it.start),
        finish: dates.map(|it| it.finish),
        waits_for: Some(waits.map(|it| Wait::of(it)).collect()),
    }
}

/// What the file said: a task keeps that in its stored dates until somebody pins it elsewhere.
fn imported(row: &Row<Task>) -> Option<Stand> {
    let stored = row.uid.is_some() && (row.start.is_some() || row.finish.is_some());
    stored.then(|| Stand {
        start: row.start,
        finish: row.finish,
        waits_for: None,
    })
}

fn saved(row: &Row<Task>, number: u8) -> Option<Stand> {
    let found = row.baselines.iter().find(|it| it.number == number)?;
    Some(Stand {
        start: found.start,
        finish: found.finish,
        waits_for: found.waits_for.clone(),
    })
}

fn others(row: &Row<Task>, number: u8) -> Vec<Baseline> {
    let kept = row.baselines.iter().filter(|it| it.number != number);
    kept.cloned().collect()
}

fn name_it(
    plan: &Plan,
    project: Id<Project>,
    number: u8,
    name: Option<BaselineName>,
) -> Option<Op> {
    let mut names: BTreeMap<u8, BaselineName> = plan.get(project)?.baselines.clone();
    match name {
        Some(name) => names.insert(number, name),
        None => names.remove(&number),
    };
    (names != plan.get(project)?.baselines).then(|| {
        let to = serde_json::to_value(&names).unwrap_or(Value::Null);
        make::set(plan, project.at(), "baselines", to)
    })
}

/// A name with the moment of saving.
pub fn name(text: &str, saved_at: Timestamp) -> BaselineName {
    BaselineName {
        name: text.trim().into(),
        saved_at: Some(saved_at),
    }
}
