//! The schedules of all projects, kept step by step as rows change.

use alloc::collections::{BTreeMap, BTreeSet};

use super::{Dates, Schedule, schedule};
use crate::{AnyRow, Id, Plan, Project, Ref, Task};

/// The schedules of all projects.
#[derive(Clone, Debug, Default)]
pub struct Schedules {
    projects: BTreeMap<Id<Project>, Schedule>,
}

impl Schedules {
    /// All schedules from nothing.
    pub fn new(plan: &Plan) -> Self {
        let projects = plan.projects().into_iter();
        Self {
            projects: projects.map(|row| (row.id, schedule(plan, row.id))).collect(),
        }
    }

    /// Follows rows that changed: each with what stood there before. Says whose dates changed.
    pub fn follow_rows(
        &mut self,
        plan: &Plan,
        before: &[(Ref, Option<AnyRow>)],
    ) -> BTreeSet<Id<Task>> {
        if before.is_empty() {
            return BTreeSet::new();
        }
        let was = core::mem::replace(self, Self::new(plan));
        let mut changed = BTreeSet::new();
        let ids = was.projects.values().chain(self.projects.values());
        for id in ids.flat_map(|it| it.tasks.keys()) {
            if was.dates(plan, *id) != self.dates(plan, *id) {
                changed.insert(*id);
            }
        }
        changed
    }

    /// The schedule of a project.
    pub fn project(&self, id: Id<Project>) -> Option<&Schedule> {
        self.projects.get(&id)
    }

    /// The dates of a task; `None` when it has none.
    pub fn dates(&self, plan: &Plan, id: Id<Task>) -> Option<&Dates> {
        self.projects.get(&plan.get(id)?.project)?.tasks.get(&id)
    }
}
