//! What hangs below what, kept in step with the rows so that no question scans a table.

use alloc::collections::{BTreeMap, BTreeSet};
use jiff::{Timestamp, civil::Date};

use crate::{
    AnyRow, Assignee, CheckIn, Cycle, Dependency, Id, KeyResult, Link, LinkTarget, Notice,
    Objective, Person, Project, Rank, Ref, Task,
};

/// Several values under one key, in order.
pub(crate) type Many<K, V> = BTreeMap<K, BTreeSet<V>>;

/// What the children of a summary, or of the top of a project, are kept under.
pub(crate) type Siblings = (Id<Project>, Option<Id<Task>>);

/// Every index. Trashed rows are in here too: whoever asks filters them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Index {
    pub objectives: Many<Option<Id<Cycle>>, (Rank, Id<Objective>)>,
    pub key_results: Many<Id<Objective>, (Rank, Id<KeyResult>)>,
    pub check_ins: Many<Id<KeyResult>, (Option<Date>, Timestamp, Id<CheckIn>)>,
    pub corrections: Many<Id<CheckIn>, Id<CheckIn>>,
    pub links_of: Many<Id<KeyResult>, Id<Link>>,
    pub links_to: Many<LinkTarget, Id<Link>>,
    pub projects: BTreeSet<(Rank, Id<Project>)>,
    pub tasks: Many<Siblings, (Rank, Id<Task>)>,
    pub assigned: Many<Id<Person>, Id<Task>>,
    pub into: Many<Id<Task>, Id<Dependency>>,
    pub from: Many<Id<Task>, Id<Dependency>>,
    /// Resources, calendars and imports of a project.
    pub belongings: Many<Id<Project>, Ref>,
    /// Objectives that contribute to or support one.
    pub supporters: Many<Id<Objective>, Id<Objective>>,
    /// Key Results with a step that a task reaches.
    pub steps: Many<Id<Task>, Id<KeyResult>>,
    /// What people were told about a row.
    pub notices: Many<Ref, Id<Notice>>,
}

fn keep<K: Ord, V: Ord>(map: &mut Many<K, V>, key: K, value: V, present: bool) {
    if present {
        map.entry(key).or_default().insert(value);
    } else if let Some(values) = map.get_mut(&key) {
        values.remove(&value);
        if values.is_empty() {
            map.remove(&key);
        }
    }
}

/// Whether two states of a row stand in the same places of every index.
pub(crate) fn alike(one: &AnyRow, other: &AnyRow) -> bool {
    match (one, other) {
        (AnyRow::Task(one), AnyRow::Task(other)) => {
            let place = |row: &crate::Row<Task>| (row.project, row.parent);
            place(one) == place(other)
                && one.rank == other.rank
                && one.assignments == other.assignments
        }
        (AnyRow::Dependency(one), AnyRow::Dependency(other)) => {
            (one.predecessor, one.successor) == (other.predecessor, other.successor)
        }
        _ => false,
    }
}

impl Index {
    /// Takes a row in (`present`) or out.
    pub fn keep(&mut self, row: &AnyRow, present: bool) {
        match row {
            AnyRow::Objective(row) => {
                keep(
                    &mut self.objectives,
                    row.cycle,
                    (row.rank.clone(), row.id),
                    present,
                );
                for above in row.contributes_to.iter().chain(&row.supports) {
                    keep(&mut self.supporters, *above, row.id, present);
                }
            }
            AnyRow::KeyResult(row) => {
                keep(
                    &mut self.key_results,
                    row.objective,
                    (row.rank.clone(), row.id),
                    present,
                );
                for task in row.steps.iter().filter_map(|step| step.task) {
                    keep(&mut self.steps, task, row.id, present);
                }
            }
            AnyRow::CheckIn(row) => {
                let order = (row.on, row.head.created_at, row.id);
                keep(&mut self.check_ins, row.key_result, order, present);
                if let Some(corrected) = row.corrects {
                    keep(&mut self.corrections, corrected, row.id, present);
                }
            }
            AnyRow::Link(row) => {
                keep(&mut self.links_of, row.key_result, row.id, present);
                keep(&mut self.links_to, row.target, row.id, present);
            }
            AnyRow::Project(row) if present => {
                self.projects.insert((row.rank.clone(), row.id));
            }
            AnyRow::Project(row) => {
                self.projects.remove(&(row.rank.clone(), row.id));
            }
            AnyRow::Task(row) => {
                let siblings = (row.project, row.parent);
                keep(
                    &mut self.tasks,
                    siblings,
                    (row.rank.clone(), row.id),
                    present,
                );
                for assignment in &row.assignments {
                    if let Assignee::Person(person) = assignment.who {
                        keep(&mut self.assigned, person, row.id, present);
                    }
                }
            }
            AnyRow::Dependency(row) => {
                keep(&mut self.from, row.predecessor, row.id, present);
                keep(&mut self.into, row.successor, row.id, present);
            }
            AnyRow::Resource(row) => {
                keep(&mut self.belongings, row.project, row.id.at(), present);
            }
            AnyRow::Import(row) => {
                keep(&mut self.belongings, row.project, row.id.at(), present);
            }
            AnyRow::Calendar(row) => {
                if let Some(project) = row.project {
                    keep(&mut self.belongings, project, row.id.at(), present);
                }
            }
            AnyRow::Notice(row) => keep(&mut self.notices, row.at, row.id, present),
            AnyRow::Workspace(_)
            | AnyRow::Person(_)
            | AnyRow::Team(_)
            | AnyRow::Circle(_)
            | AnyRow::Cycle(_) => {}
        }
    }
}
