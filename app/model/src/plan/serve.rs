//! Which goals a piece of work serves, and which work serves a goal.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::Plan;
use crate::{Id, KeyResult, LinkTarget, Objective, Project, Task};

/// How work comes to serve a Key Result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// The work itself is linked.
    Direct,
    /// A summary above it is linked.
    Ancestor(Id<Task>),
    /// Its project is linked.
    Project,
}

/// One goal that a piece of work serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Served {
    /// The Key Result.
    pub key_result: Id<KeyResult>,
    /// The Objective above it.
    pub objective: Id<Objective>,
    /// How.
    pub via: Via,
}

impl Plan {
    /// The Key Results that a task serves, each once, the most direct way first.
    pub fn serves(&self, task: Id<Task>) -> Vec<Served> {
        let Some(row) = self.live(task) else {
            return Vec::new();
        };
        let mut found = BTreeMap::new();
        let mut out = Vec::new();
        let mut collect = |target: LinkTarget, via: Via| {
            for link in self.links_to(target) {
                let Some(goal) = self.live(link.key_result) else {
                    continue;
                };
                if found.insert(goal.id, ()).is_none() {
                    out.push(Served {
                        key_result: goal.id,
                        objective: goal.objective,
                        via,
                    });
                }
            }
        };
        for above in self.lineage(task) {
            let via = if above.id == task {
                Via::Direct
            } else {
                Via::Ancestor(above.id)
            };
            collect(LinkTarget::Task(above.id), via);
        }
        collect(LinkTarget::Project(row.project), Via::Project);
        out
    }

    /// The Key Results that a project serves as a whole.
    pub fn project_serves(&self, project: Id<Project>) -> Vec<Served> {
        let links = self.links_to(LinkTarget::Project(project)).into_iter();
        let goals = links.filter_map(|link| self.live(link.key_result));
        goals
            .map(|goal| Served {
                key_result: goal.id,
                objective: goal.objective,
                via: Via::Direct,
            })
            .collect()
    }

    /// The Key Results that a project as a whole or one of its tasks is linked to, each once, those of
    /// the whole first.
    pub fn goals_of(&self, project: Id<Project>) -> Vec<Id<KeyResult>> {
        let whole = self.project_serves(project).into_iter();
        let mut found: Vec<Id<KeyResult>> = whole.map(|it| it.key_result).collect();
        for (_, row) in self.tasks(project) {
            for link in self.links_to(LinkTarget::Task(row.id)) {
                let is_new = !found.contains(&link.key_result);
                if is_new && self.live(link.key_result).is_some() {
                    found.push(link.key_result);
                }
            }
        }
        found
    }

    /// The projects and tasks that are linked to a Key Result of an Objective.
    pub fn serving(&self, objective: Id<Objective>) -> BTreeSet<LinkTarget> {
        let goals = self.key_results(objective).into_iter();
        goals
            .flat_map(|goal| self.links_of(goal.id))
            .map(|link| link.target)
            .collect()
    }
}
