//! The audience of each row: its own, or that of what it hangs below.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use crate::{
    AnyRow, Audience, Id, KeyResult, LinkTarget, Objective, Person, Plan, Project, Ref, Role, Task,
};

/// Nobody: what a row has whose owner is not here, so that a fault hides instead of showing.
const NOBODY: Audience = Audience::Person(Id::new(uuid::Uuid::nil()));

/// The audience of a row, and a second one when it needs both (a link between two confidential ends).
pub fn scopes(plan: &Plan, at: Ref) -> (Audience, Option<Audience>) {
    plan.any(at)
        .map_or((NOBODY, None), |row| row_scopes(plan, &row))
}

/// The same for a row that need not be in the plan (what it hangs below must be).
pub fn row_scopes(plan: &Plan, row: &AnyRow) -> (Audience, Option<Audience>) {
    let one = match row {
        AnyRow::Workspace(_) | AnyRow::Person(_) | AnyRow::Team(_) | AnyRow::Cycle(_) => {
            Audience::Workspace
        }
        AnyRow::Circle(row) => Audience::Circle(row.id),
        AnyRow::Objective(row) => own(row.head.audience),
        AnyRow::Project(row) => own(row.head.audience),
        AnyRow::KeyResult(row) => match own(row.head.audience) {
            Audience::Workspace => objective(plan, row.objective),
            narrower => narrower,
        },
        AnyRow::CheckIn(row) => key_result(plan, row.key_result),
        AnyRow::Task(row) => project(plan, row.project),
        AnyRow::Dependency(row) => task(plan, row.successor),
        AnyRow::Resource(row) => project(plan, row.project),
        AnyRow::Import(row) => project(plan, row.project),
        AnyRow::Calendar(row) => match row.project {
            Some(id) => project(plan, id),
            None => Audience::Workspace,
        },
        AnyRow::Notice(row) => {
            // The person alone, while they may see what it is about. Of a link between two
            // confidential ends the first counts: there is no scope for three.
            let person = Audience::Person(row.person);
            let about = match row.at.kind {
                crate::Kind::Notice => NOBODY,
                _ => scopes(plan, row.at).0,
            };
            return match about == person {
                true => (person, None),
                false => (about.min(person), Some(about.max(person))),
            };
        }
        AnyRow::Link(row) => {
            let goal = key_result(plan, row.key_result);
            let work = match row.target {
                LinkTarget::Project(id) => project(plan, id),
                LinkTarget::Task(id) => task(plan, id),
            };
            return match (goal, work) {
                (Audience::Workspace, only) | (only, Audience::Workspace) => (only, None),
                (one, other) if one == other => (one, None),
                (one, other) => (one.min(other), Some(one.max(other))),
            };
        }
    };
    (one, None)
}

fn own(audience: Option<Audience>) -> Audience {
    audience.unwrap_or_default()
}

fn objective(plan: &Plan, id: Id<Objective>) -> Audience {
    plan.get(id).map_or(NOBODY, |row| own(row.head.audience))
}

fn key_result(plan: &Plan, id: Id<KeyResult>) -> Audience {
    plan.get(id).map_or(NOBODY, |row| {
        row_scopes(plan, &AnyRow::KeyResult(row.clone())).0
    })
}

fn project(plan: &Plan, id: Id<Project>) -> Audience {
    plan.get(id).map_or(NOBODY, |row| own(row.head.audience))
}

fn task(plan: &Plan, id: Id<Task>) -> Audience {
    plan.get(id)
        .map_or(NOBODY, |row| project(plan, row.project))
}

/// The single audience of something that others point at (never a link).
pub fn referenced_scope(plan: &Plan, at: Ref) -> Audience {
    scopes(plan, at).0
}

/// Every audience that a person belongs to. Somebody who may not sign in any more holds none.
pub fn holds(plan: &Plan, person: Id<Person>) -> BTreeSet<Audience> {
    let mut held = BTreeSet::new();
    let Some(row) = plan.get(person) else {
        return held;
    };
    if row.deactivated || row.placeholder || row.head.trashed {
        return held;
    }
    held.insert(Audience::Person(person));
    if row.role != Role::Guest {
        held.insert(Audience::Workspace);
    }
    let circles = plan
        .all::<crate::Circle>()
        .filter(|circle| circle.members.contains(&person));
    held.extend(circles.map(|circle| Audience::Circle(circle.id)));
    held
}

/// Whether a person belongs to an audience, without listing all of theirs.
pub fn sees(plan: &Plan, person: Id<Person>, audience: Audience) -> bool {
    let Some(row) = plan.get(person) else {
        return false;
    };
    !row.deactivated
        && !row.placeholder
        && !row.head.trashed
        && match audience {
            Audience::Workspace => row.role != Role::Guest,
            Audience::Circle(id) => plan.get(id).is_some_and(|it| it.members.contains(&person)),
            Audience::Person(id) => id == person,
        }
}

/// Whether a person may see a row: both audiences of a link.
pub fn sees_row(plan: &Plan, person: Id<Person>, row: &AnyRow) -> bool {
    let (one, other) = row_scopes(plan, row);
    sees(plan, person, one) && other.is_none_or(|other| sees(plan, person, other))
}

/// Everything whose audience follows that of a row, trashed rows too; not the row itself.
pub fn below(plan: &Plan, at: Ref) -> Vec<Ref> {
    let mut out = Vec::new();
    match at.kind {
        crate::Kind::Objective => {
            for (_, id) in plan
                .index
                .key_results
                .get(&Id::new(at.id))
                .into_iter()
                .flatten()
            {
                out.push(id.at());
                below_key_result(plan, *id, &mut out);
            }
        }
        crate::Kind::KeyResult => below_key_result(plan, Id::new(at.id), &mut out),
        crate::Kind::Project => below_project(plan, Id::new(at.id), &mut out),
        crate::Kind::Task => below_task(plan, Id::new(at.id), &mut out),
        _ => {}
    }
    let about = |at: &Ref| plan.index.notices.get(at).into_iter().flatten();
    let told: Vec<Ref> = core::iter::once(&at)
        .chain(&out)
        .flat_map(about)
        .map(|id| id.at())
        .collect();
    out.extend(told);
    out.sort();
    out.dedup();
    out
}

fn below_key_result(plan: &Plan, id: Id<KeyResult>, out: &mut Vec<Ref>) {
    out.extend(
        plan.index
            .check_ins
            .get(&id)
            .into_iter()
            .flatten()
            .map(|(_, _, id)| id.at()),
    );
    out.extend(
        plan.index
            .links_of
            .get(&id)
            .into_iter()
            .flatten()
            .map(|id| id.at()),
    );
}

fn below_task(plan: &Plan, id: Id<Task>, out: &mut Vec<Ref>) {
    out.extend(
        plan.index
            .into
            .get(&id)
            .into_iter()
            .flatten()
            .map(|id| id.at()),
    );
    out.extend(
        plan.index
            .from
            .get(&id)
            .into_iter()
            .flatten()
            .map(|id| id.at()),
    );
    let links = plan.index.links_to.get(&LinkTarget::Task(id));
    out.extend(links.into_iter().flatten().map(|id| id.at()));
}

fn below_project(plan: &Plan, id: Id<Project>, out: &mut Vec<Ref>) {
    let last = Some(Id::new(uuid::Uuid::max()));
    for (_, id) in plan
        .index
        .tasks
        .range((id, None)..=(id, last))
        .flat_map(|(_, tasks)| tasks)
    {
        out.push(id.at());
        below_task(plan, *id, out);
    }
    out.extend(
        plan.index
            .belongings
            .get(&id)
            .into_iter()
            .flatten()
            .copied(),
    );
    let links = plan.index.links_to.get(&LinkTarget::Project(id));
    out.extend(links.into_iter().flatten().map(|id| id.at()));
}
