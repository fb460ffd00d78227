//! Questions about a plan. Every answer holds live rows only, in the order people see.

use alloc::collections::BTreeSet;
use alloc::sync::Arc;
use alloc::vec::Vec;
use jiff::civil::Date;

use super::{DEEPEST, Plan, Record};
use crate::{
    AnyRow, CheckIn, Circle, Cycle, CycleState, Dependency, Id, KeyResult, Link, LinkTarget,
    Objective, Person, Project, Rank, Row, Status, StatusClass, Task, Team, Workspace,
};

type One<'a, T> = &'a Arc<Row<T>>;

impl Plan {
    /// Whether a row is neither in the trash nor below something that is. What it hangs below may be
    /// hidden from this copy: that does not make it trashed.
    pub fn is_live(&self, row: &AnyRow) -> bool {
        !row.head().trashed
            && match row {
                AnyRow::Objective(row) => row.cycle.is_none_or(|id| self.stands(id)),
                AnyRow::KeyResult(row) => self.stands(row.objective),
                AnyRow::CheckIn(row) => self.stands(row.key_result),
                AnyRow::Link(row) => {
                    self.stands(row.key_result)
                        && match row.target {
                            LinkTarget::Project(id) => self.stands(id),
                            LinkTarget::Task(id) => self.task_stands(id),
                        }
                }
                AnyRow::Task(row) => self.task_stands(row.id),
                AnyRow::Dependency(row) => {
                    self.task_stands(row.predecessor) && self.task_stands(row.successor)
                }
                AnyRow::Resource(row) => self.stands(row.project),
                AnyRow::Import(row) => self.stands(row.project),
                AnyRow::Calendar(row) => row.project.is_none_or(|id| self.stands(id)),
                AnyRow::Notice(row) => {
                    row.at.kind != crate::Kind::Notice
                        && self.any(row.at).is_some_and(|row| self.is_live(&row))
                }
                AnyRow::Workspace(_)
                | AnyRow::Person(_)
                | AnyRow::Team(_)
                | AnyRow::Circle(_)
                | AnyRow::Cycle(_)
                | AnyRow::Project(_) => true,
            }
    }

    pub(super) fn stands<T: Record>(&self, id: Id<T>) -> bool {
        self.get(id)
            .is_none_or(|row| self.is_live(&T::wrap(row.clone())))
    }

    pub(super) fn task_stands(&self, id: Id<Task>) -> bool {
        let mut project = None;
        for row in self.lineage(id) {
            if row.head.trashed {
                return false;
            }
            project = Some(row.project);
        }
        project.is_none_or(|id| self.stands(id))
    }

    /// A task and the summaries above it, nearest first; trashed ones too. Ends by itself even in
    /// rows that are being put one after the other and loop for a moment.
    pub fn lineage(&self, id: Id<Task>) -> impl Iterator<Item = One<'_, Task>> {
        core::iter::successors(self.get(id), |row| {
            row.parent.and_then(|parent| self.get(parent))
        })
        .take(DEEPEST + 2)
    }

    /// The one workspace row.
    pub fn workspace(&self) -> Option<One<'_, Workspace>> {
        self.all::<Workspace>().next()
    }

    /// People, by name.
    pub fn persons(&self) -> Vec<One<'_, Person>> {
        self.sorted(|row: &Row<Person>| row.name.clone())
    }

    /// Teams, by name.
    pub fn teams(&self) -> Vec<One<'_, Team>> {
        self.sorted(|row: &Row<Team>| row.name.clone())
    }

    /// Circles, by name.
    pub fn circles(&self) -> Vec<One<'_, Circle>> {
        self.sorted(|row: &Row<Circle>| row.name.clone())
    }

    /// Cycles, earliest first.
    pub fn cycles(&self) -> Vec<One<'_, Cycle>> {
        self.sorted(|row: &Row<Cycle>| (row.start, row.finish))
    }

    fn sorted<T: Record, K: Ord>(&self, key: impl Fn(&Row<T>) -> K) -> Vec<One<'_, T>> {
        let mut rows: Vec<_> = self
            .all::<T>()
            .filter(|row| self.is_live(&T::wrap((*row).clone())))
            .collect();
        rows.sort_by_cached_key(|row| (key(row), row.id));
        rows
    }

    /// The cycle that a day falls in: an active one first, then the one that began last.
    pub fn cycle_at(&self, day: Date) -> Option<One<'_, Cycle>> {
        let holds = |row: &&Arc<Row<Cycle>>| {
            row.start.is_some_and(|start| start <= day)
                && row.finish.is_some_and(|finish| day <= finish)
        };
        self.cycles()
            .into_iter()
            .filter(holds)
            .max_by_key(|row| (row.state == CycleState::Active, row.start))
    }

    /// The Objectives of a cycle; `None` is the backlog.
    pub fn objectives(&self, cycle: Option<Id<Cycle>>) -> Vec<One<'_, Objective>> {
        if cycle.is_some_and(|id| !self.stands(id)) {
            return Vec::new();
        }
        self.untrashed(
            self.index
                .objectives
                .get(&cycle)
                .into_iter()
                .flatten()
                .map(|at| at.1),
        )
    }

    /// The Key Results of an Objective.
    pub fn key_results(&self, objective: Id<Objective>) -> Vec<One<'_, KeyResult>> {
        if !self.stands(objective) {
            return Vec::new();
        }
        self.untrashed(
            self.index
                .key_results
                .get(&objective)
                .into_iter()
                .flatten()
                .map(|at| at.1),
        )
    }

    /// The check-ins of a Key Result by day, then by when they were recorded, without corrected ones.
    pub fn check_ins(&self, key_result: Id<KeyResult>) -> Vec<One<'_, CheckIn>> {
        if !self.stands(key_result) {
            return Vec::new();
        }
        let ids = self
            .index
            .check_ins
            .get(&key_result)
            .into_iter()
            .flatten()
            .map(|at| at.2);
        self.untrashed(ids.filter(|id| !self.is_corrected(*id)))
    }

    /// Whether another check-in replaces this one.
    pub fn is_corrected(&self, id: Id<CheckIn>) -> bool {
        let mut corrections = self.index.corrections.get(&id).into_iter().flatten();
        corrections.any(|by| self.get(*by).is_some_and(|row| !row.head.trashed))
    }

    /// Links from a Key Result to work.
    pub fn links_of(&self, key_result: Id<KeyResult>) -> Vec<One<'_, Link>> {
        self.alive(
            self.index
                .links_of
                .get(&key_result)
                .into_iter()
                .flatten()
                .copied(),
        )
    }

    /// Links from goals to this project or task itself.
    pub fn links_to(&self, target: LinkTarget) -> Vec<One<'_, Link>> {
        self.alive(
            self.index
                .links_to
                .get(&target)
                .into_iter()
                .flatten()
                .copied(),
        )
    }

    /// Projects, in order.
    pub fn projects(&self) -> Vec<One<'_, Project>> {
        self.untrashed(self.index.projects.iter().map(|at| at.1))
    }

    /// The tasks directly below a summary, or at the top of a project.
    pub fn children(&self, project: Id<Project>, parent: Option<Id<Task>>) -> Vec<One<'_, Task>> {
        let hidden =
            !self.stands(project) || parent.is_some_and(|parent| !self.task_stands(parent));
        if hidden {
            Vec::new()
        } else {
            self.each_child(project, parent).collect()
        }
    }

    /// The same without asking whether what is above is live, and without a list.
    pub fn each_child(
        &self,
        project: Id<Project>,
        parent: Option<Id<Task>>,
    ) -> impl DoubleEndedIterator<Item = One<'_, Task>> {
        let ids = self
            .index
            .tasks
            .get(&(project, parent))
            .into_iter()
            .flatten();
        ids.filter_map(|(_, id)| self.get(*id))
            .filter(|row| !row.head.trashed)
    }

    /// Whether a task has live tasks below it.
    pub fn is_summary(&self, task: Id<Task>) -> bool {
        self.get(task)
            .is_some_and(|row| self.each_child(row.project, Some(task)).next().is_some())
    }

    /// The tasks that somebody works on, by project and place.
    pub fn tasks_of(&self, person: Id<Person>) -> Vec<One<'_, Task>> {
        self.alive(
            self.index
                .assigned
                .get(&person)
                .into_iter()
                .flatten()
                .copied(),
        )
    }

    /// What a task waits for.
    pub fn dependencies_into(&self, task: Id<Task>) -> Vec<One<'_, Dependency>> {
        self.alive(self.index.into.get(&task).into_iter().flatten().copied())
    }

    /// What waits for a task.
    pub fn dependencies_from(&self, task: Id<Task>) -> Vec<One<'_, Dependency>> {
        self.alive(self.index.from.get(&task).into_iter().flatten().copied())
    }

    /// Objectives that contribute to or support this one.
    pub fn supporters(&self, objective: Id<Objective>) -> Vec<One<'_, Objective>> {
        self.alive(
            self.index
                .supporters
                .get(&objective)
                .into_iter()
                .flatten()
                .copied(),
        )
    }

    /// Key Results with a step that this task reaches.
    pub fn stepped_by(&self, task: Id<Task>) -> Vec<One<'_, KeyResult>> {
        self.alive(self.index.steps.get(&task).into_iter().flatten().copied())
    }

    fn untrashed<T: Record>(&self, ids: impl Iterator<Item = Id<T>>) -> Vec<One<'_, T>> {
        ids.filter_map(|id| self.get(id))
            .filter(|row| !row.head.trashed)
            .collect()
    }

    fn alive<T: Record>(&self, ids: impl Iterator<Item = Id<T>>) -> Vec<One<'_, T>> {
        ids.filter_map(|id| self.live(id)).collect()
    }

    /// The statuses that a task may have, in order.
    pub fn statuses(&self) -> Vec<Status> {
        match self.workspace() {
            Some(workspace) if !workspace.statuses.is_empty() => workspace.statuses.clone(),
            _ => Status::defaults(),
        }
    }

    /// What a task's status means. A key that nobody knows counts as open.
    pub fn status_class(&self, task: &Task) -> StatusClass {
        match self.workspace() {
            Some(workspace) if !workspace.statuses.is_empty() => {
                let mut known = workspace.statuses.iter();
                let found = known.find(|it| task.status.is_empty() || it.key == task.status);
                found.map(|it| it.class).unwrap_or_default()
            }
            _ => Status::default_class(&task.status),
        }
    }

    /// The rank after the last of some siblings: where new rows go.
    pub fn rank_after_tasks(&self, project: Id<Project>, parent: Option<Id<Task>>) -> Rank {
        let last = self
            .index
            .tasks
            .get(&(project, parent))
            .and_then(BTreeSet::last);
        crate::rank::between(last.map(|at| &at.0), None)
    }

    /// The rank after the last Key Result of an Objective.
    pub fn rank_after_key_results(&self, objective: Id<Objective>) -> Rank {
        let last = self
            .index
            .key_results
            .get(&objective)
            .and_then(BTreeSet::last);
        crate::rank::between(last.map(|at| &at.0), None)
    }

    /// The rank after the last Objective of a cycle.
    pub fn rank_after_objectives(&self, cycle: Option<Id<Cycle>>) -> Rank {
        let last = self.index.objectives.get(&cycle).and_then(BTreeSet::last);
        crate::rank::between(last.map(|at| &at.0), None)
    }

    /// The rank after the last project.
    pub fn rank_after_projects(&self) -> Rank {
        crate::rank::between(self.index.projects.last().map(|at| &at.0), None)
    }
}
