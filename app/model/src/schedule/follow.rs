//! The schedules of all projects, kept step by step as rows change: what a change cannot reach is
//! not looked at. A project that it reaches is scheduled anew and compared.

use alloc::collections::{BTreeMap, BTreeSet};

use super::{Dates, Schedule, schedule};
use crate::{AnyRow, Id, Plan, Project, Ref, Row, Task};

/// The schedules of all projects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schedules {
    projects: BTreeMap<Id<Project>, Schedule>,
}

/// Which projects a change reaches.
#[derive(Default)]
struct Reach {
    projects: BTreeSet<Id<Project>>,
    everything: bool,
}

impl Schedules {
    /// All schedules from nothing.
    pub fn new(plan: &Plan) -> Self {
        let projects = plan.projects().into_iter();
        Self {
            projects: projects
                .map(|row| (row.id, schedule(plan, row.id)))
                .collect(),
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
            reach.projects.extend(self.projects.keys());
            reach
                .projects
                .extend(plan.projects().iter().map(|row| row.id));
        }
        let mut changed = BTreeSet::new();
        for project in reach.projects {
            self.again(plan, project, &mut changed);
        }
        changed
    }

    /// Schedules one project anew.
    fn again(&mut self, plan: &Plan, project: Id<Project>, changed: &mut BTreeSet<Id<Task>>) {
        let now = plan.live(project).map(|_| schedule(plan, project));
        let was = match now {
            Some(now) => self.projects.insert(project, now),
            None => self.projects.remove(&project),
        };
        let nothing = BTreeMap::new();
        let was = was.as_ref().map_or(&nothing, |it| &it.tasks);
        let now = self.projects.get(&project).map_or(&nothing, |it| &it.tasks);
        differing(was, now, changed);
    }

    /// These, with another schedule of one project: what a preview compares with.
    #[must_use]
    pub fn with(&self, schedule: Schedule) -> Self {
        let mut projects = self.projects.clone();
        projects.insert(schedule.project, schedule);
        Self { projects }
    }

    /// The schedule of a project.
    pub fn project(&self, id: Id<Project>) -> Option<&Schedule> {
        self.projects.get(&id)
    }

    /// The schedules of all projects.
    pub fn projects(&self) -> impl Iterator<Item = &Schedule> {
        self.projects.values()
    }

    /// The dates of a task; `None` when it has none.
    pub fn dates(&self, plan: &Plan, id: Id<Task>) -> Option<&Dates> {
        self.projects.get(&plan.get(id)?.project)?.tasks.get(&id)
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
    fn mark(&mut self, plan: &Plan, before: Option<&AnyRow>, after: Option<&AnyRow>) {
        match (before, after) {
            (Some(AnyRow::Task(one)), Some(AnyRow::Task(other))) if same_task(plan, one, other) => {
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
            AnyRow::Task(row) => {
                self.projects.insert(row.project);
            }
            AnyRow::Dependency(row) => {
                let ends = [row.predecessor, row.successor];
                let tasks = ends.iter().filter_map(|id| plan.get(*id));
                self.projects.extend(tasks.map(|row| row.project));
            }
            AnyRow::Project(row) => {
                self.projects.insert(row.id);
            }
            AnyRow::Resource(row) => {
                self.projects.insert(row.project);
            }
            // A calendar may be the base of one in another project, and the statuses are everywhere.
            AnyRow::Calendar(_) | AnyRow::Workspace(_) => self.everything = true,
            _ => {}
        }
    }
}
