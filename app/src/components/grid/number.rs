//! The numbers of tasks in their outline: row 22 of all, 2.1.3 by its place. Computed in one walk and
//! only when somebody asks.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use model::{Id, Plan, Project, Task};

/// The numbers of one project's tasks, folded away or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    rows: Vec<Id<Task>>,
    places: Vec<String>,
    of: BTreeMap<Id<Task>, usize>,
}

impl Numbers {
    /// Numbers a project's outline.
    pub fn new(plan: &Plan, project: Id<Project>) -> Self {
        let tasks = plan.tasks(project);
        let mut numbers = Self::default();
        // How many there have been at each depth since the last row above it.
        let mut counts: Vec<u32> = Vec::new();
        for (at, (depth, row)) in tasks.iter().enumerate() {
            counts.resize(depth + 1, 0);
            counts[*depth] += 1;
            let parts: Vec<String> = counts.iter().map(u32::to_string).collect();
            numbers.places.push(parts.join("."));
            numbers.rows.push(row.id);
            numbers.of.insert(row.id, at + 1);
        }
        numbers
    }

    /// The number of each task's row, from 1.
    pub fn rows(&self) -> &BTreeMap<Id<Task>, usize> {
        &self.of
    }

    /// The task of a row's number.
    pub fn task(&self, row: usize) -> Option<Id<Task>> {
        self.rows.get(row.checked_sub(1)?).copied()
    }

    /// Its place by levels: 2.1.3.
    pub fn place(&self, id: Id<Task>) -> &str {
        let row = self.of.get(&id);
        row.map_or("", |row| self.places[row - 1].as_str())
    }
}

/// Numbers that are counted when they are first asked for.
#[derive(Clone, Debug, Default)]
pub struct Counted(OnceCell<Numbers>);

impl Counted {
    /// The numbers of the project of a task.
    pub fn of(&self, plan: &Plan, task: Id<Task>) -> &Numbers {
        self.0.get_or_init(|| {
            let project = plan.get(task).map(|row| row.project);
            project.map_or_else(Numbers::default, |project| Numbers::new(plan, project))
        })
    }
}
