//! Which rows a table has: the outline without what is folded away or filtered out, or the tasks
//! under heads. Derived once for each change; only the rows in view are drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::{Id, Plan, Project, Row, Task};

use super::filter::{Filter, Group};

/// A task's row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// Which task.
    pub id: Id<Task>,
    /// How deep in the outline, from 0.
    pub depth: usize,
    /// Whether tasks stand below it.
    pub summary: bool,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// A head over the tasks that follow.
    Head {
        /// What it says.
        words: String,
        /// How many tasks follow.
        count: usize,
    },
    /// A task.
    Task(Line),
}

impl Entry {
    /// The task of a row, when it is one.
    pub fn line(&self) -> Option<&Line> {
        match self {
            Self::Head { .. } => None,
            Self::Task(line) => Some(line),
        }
    }
}

/// How a person wants to see the tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// What is folded away.
    pub folded: BTreeSet<Id<Task>>,
    /// What is let through.
    pub filter: Filter,
    /// Under which heads.
    pub group: Group,
}

/// The rows from top to bottom. `critical` says whether a task is on the critical path.
pub fn entries(
    plan: &Plan,
    project: Id<Project>,
    wish: &Wish,
    critical: &dyn Fn(Id<Task>) -> bool,
) -> Vec<Entry> {
    let tasks = plan.tasks(project);
    let fits = |row: &Row<Task>| wish.filter.fits(plan, row, critical(row.id));
    if wish.group != Group::Outline {
        return grouped(plan, &tasks, wish.group, critical, &fits);
    }
    let wanted = (!wish.filter.is_open()).then(|| {
        let found = tasks.iter().filter(|(_, row)| fits(row));
        found
            .flat_map(|(_, row)| plan.lineage(row.id).map(|row| row.id).collect::<Vec<_>>())
            .collect::<BTreeSet<_>>()
    });
    let mut hidden_below: Option<usize> = None;
    let mut out = Vec::with_capacity(tasks.len());
    for (at, (depth, row)) in tasks.iter().enumerate() {
        if hidden_below.is_some_and(|limit| *depth > limit) {
            continue;
        }
        hidden_below = wish.folded.contains(&row.id).then_some(*depth);
        if wanted
            .as_ref()
            .is_none_or(|wanted| wanted.contains(&row.id))
        {
            out.push(Entry::Task(Line {
                id: row.id,
                depth: *depth,
                summary: is_summary(&tasks, at),
            }));
        }
    }
    out
}

/// A row is a summary when the next one is deeper: the outline is listed from top to bottom.
fn is_summary(tasks: &[(usize, &Arc<Row<Task>>)], at: usize) -> bool {
    tasks
        .get(at + 1)
        .is_some_and(|(next, _)| *next > tasks[at].0)
}

/// The leaves under their heads, in the order of the outline.
fn grouped(
    plan: &Plan,
    tasks: &[(usize, &Arc<Row<Task>>)],
    group: Group,
    critical: &dyn Fn(Id<Task>) -> bool,
    fits: &dyn Fn(&Row<Task>) -> bool,
) -> Vec<Entry> {
    let mut heads: BTreeMap<(usize, String), Vec<Id<Task>>> = BTreeMap::new();
    for (at, (_, row)) in tasks.iter().enumerate() {
        if !is_summary(tasks, at) && fits(row) {
            let head = group.head(plan, row, critical(row.id));
            heads.entry(head).or_default().push(row.id);
        }
    }
    let mut out = Vec::new();
    for ((_, words), ids) in heads {
        let count = ids.len();
        out.push(Entry::Head { words, count });
        let line = |id| Line {
            id,
            depth: 0,
            summary: false,
        };
        out.extend(ids.into_iter().map(|id| Entry::Task(line(id))));
    }
    out
}

/// The tasks whose title holds some words, from top to bottom, folded away or not.
pub fn find(plan: &Plan, project: Id<Project>, words: &str) -> Vec<Id<Task>> {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return Vec::new();
    }
    let holds = |row: &Row<Task>| row.title.to_lowercase().contains(&words);
    let tasks = plan.tasks(project).into_iter();
    tasks
        .filter(|(_, row)| holds(row))
        .map(|(_, row)| row.id)
        .collect()
}
