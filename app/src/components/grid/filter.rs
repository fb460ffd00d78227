//! Which tasks a person wants to see, and under which heads.

use std::collections::BTreeSet;

use model::{Assignee, Id, KeyResult, Objective, Person, Plan, StatusClass, Task};

/// What a task has to be to be listed. The default lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Somebody who works on it; the nil identity stands for nobody.
    pub person: Option<Id<Person>>,
    /// Key of its status.
    pub status: Option<String>,
    /// A Key Result that it serves; the nil identity stands for none.
    pub key_result: Option<Id<KeyResult>>,
    /// An Objective that it serves.
    pub objective: Option<Id<Objective>>,
    /// Only what is on the critical path.
    pub critical: bool,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// How many conditions it has.
    pub fn count(&self) -> usize {
        let parts = [
            self.person.is_some(),
            self.status.is_some(),
            self.key_result.is_some(),
            self.objective.is_some(),
            self.critical,
        ];
        parts.into_iter().filter(|part| *part).count()
    }

    /// Whether it lets a task through.
    pub fn fits(&self, plan: &Plan, task: &model::Row<Task>, critical: bool) -> bool {
        let served = || plan.serves(task.id);
        let key_result = |id: Id<KeyResult>| match id.uuid().is_nil() {
            true => served().is_empty(),
            false => served().iter().any(|it| it.key_result == id),
        };
        let objective = |id: Id<Objective>| served().iter().any(|it| it.objective == id);
        (!self.critical || critical)
            && self
                .status
                .as_ref()
                .is_none_or(|key| *key == status_key(plan, task))
            && self.person.is_none_or(|id| works_on(task, id))
            && self.key_result.is_none_or(key_result)
            && self.objective.is_none_or(objective)
    }
}

/// Whether somebody works on a task; the nil identity asks for tasks without anybody.
fn works_on(task: &Task, id: Id<Person>) -> bool {
    let mut people = people(task);
    match id.uuid().is_nil() {
        true => people.next().is_none(),
        false => people.any(|it| it == id),
    }
}

/// The people who work on a task, in their order.
pub fn people(task: &Task) -> impl Iterator<Item = Id<Person>> {
    task.assignments.iter().filter_map(|it| match it.who {
        Assignee::Person(id) => Some(id),
        Assignee::Resource(_) => None,
    })
}

/// The status that a task shows: an empty one is the first that is open.
pub fn status_key(plan: &Plan, task: &Task) -> String {
    if !task.status.is_empty() {
        return task.status.clone();
    }
    let open = |it: &model::Status| it.class == StatusClass::Open;
    let first = plan.statuses().into_iter().find(open);
    first.map(|it| it.key).unwrap_or_default()
}

/// Under which heads tasks stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The outline, without heads.
    #[default]
    Outline,
    /// The first person who works on it.
    Assignee,
    /// Its status.
    Status,
    /// The first Key Result that it serves.
    KeyResult,
    /// Whether it is critical.
    Critical,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Outline,
        Self::Assignee,
        Self::Status,
        Self::KeyResult,
        Self::Critical,
    ];

    /// What a menu says.
    pub fn word(self) -> &'static str {
        match self {
            Self::Outline => "Outline",
            Self::Assignee => "Who",
            Self::Status => "Status",
            Self::KeyResult => "Key Result",
            Self::Critical => "Critical path",
        }
    }

    /// Where a task's head stands among the others, and what it says.
    pub fn head(self, plan: &Plan, task: &model::Row<Task>, critical: bool) -> (usize, String) {
        let last = usize::MAX;
        match self {
            Self::Outline => (0, String::new()),
            Self::Critical if critical => (0, "On the critical path".to_owned()),
            Self::Critical => (1, "With slack, or not scheduled".to_owned()),
            Self::Status => {
                let key = status_key(plan, task);
                let all = plan.statuses();
                let at = all.iter().position(|it| it.key == key).unwrap_or(last);
                (at, all.get(at).map_or(key, |it| it.name.clone()))
            }
            Self::Assignee => {
                let first = people(task).find_map(|id| plan.get(id));
                first.map_or((last, "Nobody".to_owned()), |row| (0, row.name.clone()))
            }
            Self::KeyResult => {
                let first = plan.serves(task.id).into_iter().next();
                let row = first.and_then(|it| plan.get(it.key_result));
                let none = || (last, "Serves no Key Result".to_owned());
                row.map_or_else(none, |row| (0, row.title.clone()))
            }
        }
    }
}

/// The summaries that are folded so that only some levels show; level 1 is the top.
pub fn folded_to(plan: &Plan, project: Id<model::Project>, level: usize) -> BTreeSet<Id<Task>> {
    let tasks = plan.tasks(project);
    let deeper = tasks.iter().zip(tasks.iter().skip(1));
    deeper
        .filter(|((depth, _), (next, _))| next > depth && depth + 1 >= level)
        .map(|((_, row), _)| row.id)
        .collect()
}

/// How many levels the outline of a project has.
pub fn levels(plan: &Plan, project: Id<model::Project>) -> usize {
    let deepest = plan.tasks(project).into_iter().map(|(depth, _)| depth + 1);
    deepest.max().unwrap_or(0)
}
