//! The schedules of all projects, kept step by step as rows change: what a change cannot reach is
//! not looked at. Edits that leave the outline and the links as they are compute only what they reach;
//! after others their project is scheduled anew and compared.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;

use super::kept::{Edit, Kept};
use super::{Dates, Schedule};
use crate::{AnyRow, Dependency, Id, Plan, Project, Ref, Row, Task};

/// The schedules of all projects. Copies share what neither changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schedules {
    projects: BTreeMap<Id<Project>, Arc<One>>,
}

#[derive(Clone, Debug)]
struct One {
    schedule: Schedule,
    kept: Option<Kept>,
}

/// What it was computed with stays out of it.
impl PartialEq for One {
    fn eq(&self, other: &Self) -> bool {
        self.schedule == other.schedule
    }
}

/// What a change reaches.
#[derive(Default)]
struct Reach {
    projects: BTreeMap<Id<Project>, Edit>,
    everything: bool,
}

fn one(plan: &Plan, row: &Row<Project>) -> Arc<One> {
    let (schedule, kept) = Kept::new(plan, row, 0);
    Arc::new(One {
        schedule,
        kept: Some(kept),
    })
}

impl Schedules {
    /// All schedules from nothing.
    pub fn new(plan: &Plan) -> Self {
        let projects = plan.projects().into_iter();
        Self {
            projects: projects.map(|row| (row.id, one(plan, row))).collect(),
        }
    }

    /// Follows rows that changed: each with what stood there before. Says whose dates changed.
    pub fn follow_rows(
        &mut self,
        plan: &Plan,
        before: &[(Ref, Option<AnyRow>)],
    ) -> BTreeSet<Id<Task>> {
        let mut reach = Reach::default();
        for (at, before) in before {
            reach.mark(plan, before.as_ref(), plan.any(*at).as_ref());
        }
        if reach.everything {
            let known = self.projects.keys().copied();
            let all: BTreeSet<_> = known
                .chain(plan.projects().iter().map(|it| it.id))
                .collect();
            all.into_iter().for_each(|project| reach.whole(project));
        }
        let mut changed = BTreeSet::new();
        for (project, edit) in reach.projects {
            if !self.renew(plan, project, &edit, &mut changed) {
                self.again(plan, project, &mut changed);
            }
        }
        changed
    }

    /// Computes what an edit reaches; false when that is everything.
    fn renew(
        &mut self,
        plan: &Plan,
        project: Id<Project>,
        edit: &Edit,
        changed: &mut BTreeSet<Id<Task>>,
    ) -> bool {
        let Some(one) = self.projects.get_mut(&project).filter(|_| !edit.whole) else {
            return false;
        };
        let one = Arc::make_mut(one);
        let Some(kept) = &mut one.kept else {
            return false;
        };
        kept.renew(plan, &mut one.schedule, edit, changed)
    }

    /// Schedules one project anew.
    fn again(&mut self, plan: &Plan, project: Id<Project>, changed: &mut BTreeSet<Id<Task>>) {
        let was = match plan.live(project) {
            Some(row) => self.projects.insert(project, one(plan, row)),
            None => self.projects.remove(&project),
        };
        let nothing = BTreeMap::new();
        let was = was.as_ref().map_or(&nothing, |it| &it.schedule.tasks);
        let now = self.projects.get(&project);
        let now = now.map_or(&nothing, |it| &it.schedule.tasks);
        differing(was, now, changed);
    }

    /// These, with another schedule of one project: what a preview compares with.
    #[must_use]
    pub fn with(&self, schedule: Schedule) -> Self {
        let mut projects = self.projects.clone();
        let (project, kept) = (schedule.project, None);
        projects.insert(project, Arc::new(One { schedule, kept }));
        Self { projects }
    }

    /// The schedule of a project.
    pub fn project(&self, id: Id<Project>) -> Option<&Schedule> {
        self.projects.get(&id).map(|it| &it.schedule)
    }

    /// The schedules of all projects.
    pub fn projects(&self) -> impl Iterator<Item = &Schedule> {
        self.projects.values().map(|it| &it.schedule)
    }

    /// How many steps the last computation of a project's dates took, each one task forwards or
    /// backwards: a measure without a clock.
    pub fn steps(&self, id: Id<Project>) -> usize {
        let kept = self.projects.get(&id).and_then(|it| it.kept.as_ref());
        kept.map_or(0, |it| it.steps)
    }

    /// The dates of a task; `None` when it has none.
    pub fn dates(&self, plan: &Plan, id: Id<Task>) -> Option<&Dates> {
        self.project(plan.get(id)?.project)?.tasks.get(&id)
    }
}

/// The keys under which two sorted maps differ, in one walk over both.
fn differing(
    was: &BTreeMap<Id<Task>, Dates>,
    now: &BTreeMap<Id<Task>, Dates>,
    changed: &mut BTreeSet<Id<Task>>,
) {
    let (mut was, mut now) = (was.iter().peekable(), now.iter().peekable());
    loop {
        match (was.peek(), now.peek()) {
            (None, None) => return,
            (Some((id, _)), None) => {
                changed.insert(**id);
                was.next();
            }
            (None, Some((id, _))) => {
                changed.insert(**id);
                now.next();
            }
            (Some(one), Some(other)) => {
                let (first, differs) = (one.0.min(other.0), one != other);
                if differs {
                    changed.insert(*first);
                }
                let (skip_was, skip_now) = (one.0 == first, other.0 == first);
                if skip_was {
                    was.next();
                }
                if skip_now {
                    now.next();
                }
            }
        }
    }
}

/// Whether a task stands where it stood.
fn same_place(one: &Row<Task>, other: &Row<Task>) -> bool {
    let place = |row: &Row<Task>| (row.project, row.parent, row.head.trashed);
    place(one) == place(other)
}

/// Whether a link ties the same tasks.
fn same_ends(one: &Row<Dependency>, other: &Row<Dependency>) -> bool {
    let ends = |row: &Row<Dependency>| (row.predecessor, row.successor, row.head.trashed);
    ends(one) == ends(other)
}

/// Whether two states of a task mean the same to the scheduler.
fn same_task(plan: &Plan, one: &Row<Task>, other: &Row<Task>) -> bool {
    let class = |row: &Row<Task>| plan.status_class(row);
    let place = |row: &Row<Task>| (row.project, row.parent, row.head.trashed, row.inactive);
    let length = |row: &Row<Task>| (row.duration, row.milestone, row.leveling_delay_minutes);
    let held = |row: &Row<Task>| (row.mode, row.constraint, row.deadline, row.percent >= 100);
    let done = |row: &Row<Task>| (row.actual_start, row.actual_finish, class(row));
    let pinned = |row: &Row<Task>| match row.mode {
        crate::TaskMode::Pinned => (row.start, row.finish),
        crate::TaskMode::Auto => (None, None),
    };
    let who = |row: &Row<Task>| -> alloc::vec::Vec<crate::Assignee> {
        row.assignments.iter().map(|it| it.who).collect()
    };
    let when = |row: &Row<Task>| (row.calendar, row.ignores_resource_calendars);
    place(one) == place(other)
        && length(one) == length(other)
        && held(one) == held(other)
        && done(one) == done(other)
        && pinned(one) == pinned(other)
        && when(one) == when(other)
        && who(one) == who(other)
}

impl Reach {
    fn edit(&mut self, project: Id<Project>) -> &mut Edit {
        self.projects.entry(project).or_default()
    }

    fn whole(&mut self, project: Id<Project>) {
        self.edit(project).whole = true;
    }

    fn mark(&mut self, plan: &Plan, before: Option<&AnyRow>, after: Option<&AnyRow>) {
        match (before, after) {
            (Some(AnyRow::Task(one)), Some(AnyRow::Task(other))) if same_task(plan, one, other) => {
            }
            (Some(AnyRow::Task(one)), Some(AnyRow::Task(other))) if same_place(one, other) => {
                self.edit(one.project).tasks.insert(one.id);
            }
            (Some(AnyRow::Dependency(one)), Some(AnyRow::Dependency(other)))
                if same_ends(one, other) =>
            {
                if let Some(row) = plan.get(one.successor) {
                    self.edit(row.project).links.insert(one.id);
                }
            }
            (Some(AnyRow::Project(one)), Some(AnyRow::Project(other)))
                if (
                    one.start,
                    one.calendar,
                    one.minutes_per_day,
                    one.head.trashed,
                ) == (
                    other.start,
                    other.calendar,
                    other.minutes_per_day,
                    other.head.trashed,
                ) => {}
            (Some(AnyRow::Workspace(one)), Some(AnyRow::Workspace(other)))
                if one.statuses == other.statuses
                    && one.settings.minutes_per_day == other.settings.minutes_per_day
                    && one.settings.calendar == other.settings.calendar => {}
            _ => {
                for row in before.into_iter().chain(after) {
                    self.touch(plan, row);
                }
            }
        }
    }

    fn touch(&mut self, plan: &Plan, row: &AnyRow) {
        match row {
            AnyRow::Task(row) => self.whole(row.project),
            AnyRow::Dependency(row) => {
                let ends = [row.predecessor, row.successor];
                let tasks = ends.iter().filter_map(|id| plan.get(*id));
                tasks.for_each(|row| self.whole(row.project));
            }
            AnyRow::Project(row) => self.whole(row.id),
            AnyRow::Resource(row) => self.whole(row.project),
            // A calendar may be the base of one in another project, and the statuses are everywhere.
            AnyRow::Calendar(_) | AnyRow::Workspace(_) => self.everything = true,
            _ => {}
        }
    }
}
