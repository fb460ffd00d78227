//! The outline of a project, from top to bottom.

use alloc::collections::BTreeSet;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::{DEEPEST, Plan, Record};
use crate::{Id, Numbers, Project, Rank, Row, Task};

type One<'a, T> = &'a Arc<Row<T>>;

/// From so many tasks on their outline is made in one walk.
const MANY: usize = 512;

impl Plan {
    /// The outline of a project from top to bottom, each task with its depth (0 = top).
    pub fn tasks(&self, project: Id<Project>) -> Vec<(usize, One<'_, Task>)> {
        match (self.stands(project), self.is_large(project)) {
            (false, _) => Vec::new(),
            (true, true) => self.large_outline(project),
            (true, false) => self.outline(project, None, 0),
        }
    }

    /// Whether one walk over all tasks is quicker than finding each of a project's.
    fn is_large(&self, project: Id<Project>) -> bool {
        let last = (project, Some(Id::new(uuid::Uuid::max())));
        let own = self.index.tasks.range((project, None)..=last);
        let count: usize = own.map(|it| it.1.len()).sum();
        count >= MANY && count * 4 >= Task::table(&self.tables).len()
    }

    /// The outline of a project that has many tasks: all rows are read once and found by number.
    fn large_outline(&self, project: Id<Project>) -> Vec<(usize, One<'_, Task>)> {
        let all = self.all::<Task>();
        let rows: Vec<One<'_, Task>> = all.filter(|row| row.project == project).collect();
        let numbers = Numbers::new(rows.iter().map(|row| row.id).collect());
        let mut below = alloc::vec![None; rows.len()];
        let mut top = None;
        let last = (project, Some(Id::new(uuid::Uuid::max())));
        for ((_, parent), children) in self.index.tasks.range((project, None)..=last) {
            match parent {
                None => top = Some(children),
                Some(parent) => {
                    if let Some(number) = numbers.find(*parent) {
                        below[number as usize] = Some(children);
                    }
                }
            }
        }
        let mut out = Vec::with_capacity(rows.len());
        let mut open: Vec<(usize, u32)> = Vec::new();
        let enter = |open: &mut Vec<(usize, u32)>, depth, children: &BTreeSet<(Rank, Id<Task>)>| {
            let found = children.iter().rev().filter_map(|it| numbers.find(it.1));
            open.extend(found.map(|number| (depth, number)));
        };
        if let Some(children) = top {
            enter(&mut open, 0, children);
        }
        while let Some((depth, number)) = open.pop() {
            let row = rows[number as usize];
            if row.head.trashed {
                continue;
            }
            out.push((depth, row));
            // A depth beyond the limit can only be a loop in rows that are still arriving.
            if let Some(children) = below[number as usize].filter(|_| depth <= DEEPEST + 1) {
                enter(&mut open, depth + 1, children);
            }
        }
        out
    }

    /// What is below a task from top to bottom, each with its depth below it (0 = directly).
    pub fn tasks_below(&self, task: Id<Task>) -> Vec<(usize, One<'_, Task>)> {
        match self.get(task) {
            Some(row) if self.task_stands(task) => self.outline(row.project, Some(task), 0),
            _ => Vec::new(),
        }
    }

    fn outline(
        &self,
        project: Id<Project>,
        parent: Option<Id<Task>>,
        depth: usize,
    ) -> Vec<(usize, One<'_, Task>)> {
        let mut out = Vec::new();
        let mut open: Vec<_> = self
            .each_child(project, parent)
            .rev()
            .map(|row| (depth, row))
            .collect();
        while let Some((depth, row)) = open.pop() {
            out.push((depth, row));
            // A depth beyond the limit can only be a loop in rows that are still arriving.
            if depth <= DEEPEST + 1 {
                let below = self.each_child(project, Some(row.id)).rev();
                open.extend(below.map(|row| (depth + 1, row)));
            }
        }
        out
    }
}
