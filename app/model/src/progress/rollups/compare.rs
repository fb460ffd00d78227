//! Which numbers differ, and what hangs below a task.

use super::*;

pub(super) fn subtree(plan: &Plan, project: Id<Project>, top: Id<Task>) -> Vec<Id<Task>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::from([top]);
    let mut open = Vec::from([top]);
    while let Some(id) = open.pop() {
        for row in plan.each_child(project, Some(id)) {
            if seen.insert(row.id) {
                found.push(row.id);
                open.push(row.id);
            }
        }
    }
    found
}

pub(super) fn replace<T: crate::plan::Record, V: PartialEq>(
    map: &mut BTreeMap<Id<T>, V>,
    id: Id<T>,
    now: Option<V>,
    changed: &mut BTreeSet<Ref>,
) {
    if map.get(&id) == now.as_ref() {
        return;
    }
    changed.insert(id.at());
    match now {
        Some(now) => map.insert(id, now),
        None => map.remove(&id),
    };
}

pub(super) fn compare<T: crate::plan::Record, V: PartialEq>(
    old: &BTreeMap<Id<T>, V>,
    new: &BTreeMap<Id<T>, V>,
    changed: &mut BTreeSet<Ref>,
) {
    let keys = old.keys().chain(new.keys());
    changed.extend(
        keys.filter(|id| old.get(*id) != new.get(*id))
            .map(|id| id.at()),
    );
}
