//! What a row points at: it must be there, not in the trash, and visible to all who see the row.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::ensure;
use crate::op::Context;
use crate::{
    AnyRow, Assignee, Audience, Id, Kind, LinkTarget, Objective, Plan, Project, Ref, Refusal, Task,
    access,
};

type Pointer = (&'static str, Ref);

/// Everything that a row points at, with the field that does.
fn pointers(row: &AnyRow) -> Vec<Pointer> {
    fn put<T: crate::plan::Record>(out: &mut Vec<Pointer>, field: &'static str, id: Id<T>) {
        out.push((field, id.at()));
    }
    let mut out = Vec::new();
    match row {
        AnyRow::Workspace(_) | AnyRow::Person(_) | AnyRow::Cycle(_) => {}
        AnyRow::Team(row) => row
            .members
            .iter()
            .for_each(|id| put(&mut out, "members", *id)),
        AnyRow::Circle(row) => row
            .members
            .iter()
            .for_each(|id| put(&mut out, "members", *id)),
        AnyRow::Objective(row) => {
            row.cycle.iter().for_each(|id| put(&mut out, "cycle", *id));
            row.owner.iter().for_each(|id| put(&mut out, "owner", *id));
            row.teams.iter().for_each(|id| put(&mut out, "teams", *id));
            row.contributes_to
                .iter()
                .for_each(|id| put(&mut out, "contributes_to", *id));
            row.supports
                .iter()
                .for_each(|id| put(&mut out, "supports", *id));
        }
        AnyRow::KeyResult(row) => {
            put(&mut out, "objective", row.objective);
            row.owner.iter().for_each(|id| put(&mut out, "owner", *id));
            row.carried_from
                .iter()
                .for_each(|id| put(&mut out, "carried_from", *id));
            let tasks = row.steps.iter().filter_map(|step| step.task);
            tasks.for_each(|id| put(&mut out, "steps", id));
        }
        AnyRow::CheckIn(row) => {
            put(&mut out, "key_result", row.key_result);
            row.corrects
                .iter()
                .for_each(|id| put(&mut out, "corrects", *id));
        }
        AnyRow::Link(row) => {
            put(&mut out, "key_result", row.key_result);
            match row.target {
                LinkTarget::Project(id) => put(&mut out, "target", id),
                LinkTarget::Task(id) => put(&mut out, "target", id),
            }
        }
        AnyRow::Calendar(row) => {
            row.project
                .iter()
                .for_each(|id| put(&mut out, "project", *id));
            row.person
                .iter()
                .for_each(|id| put(&mut out, "person", *id));
            row.base.iter().for_each(|id| put(&mut out, "base", *id));
        }
        AnyRow::Project(row) => {
            row.lead.iter().for_each(|id| put(&mut out, "lead", *id));
            row.calendar
                .iter()
                .for_each(|id| put(&mut out, "calendar", *id));
        }
        AnyRow::Resource(row) => {
            put(&mut out, "project", row.project);
            row.calendar
                .iter()
                .for_each(|id| put(&mut out, "calendar", *id));
        }
        AnyRow::Task(row) => {
            put(&mut out, "project", row.project);
            row.parent
                .iter()
                .for_each(|id| put(&mut out, "parent", *id));
            row.calendar
                .iter()
                .for_each(|id| put(&mut out, "calendar", *id));
            for assignment in &row.assignments {
                match assignment.who {
                    Assignee::Person(id) => put(&mut out, "assignments", id),
                    Assignee::Resource(id) => put(&mut out, "assignments", id),
                }
            }
        }
        AnyRow::Dependency(row) => {
            put(&mut out, "predecessor", row.predecessor);
            put(&mut out, "successor", row.successor);
        }
        AnyRow::Import(row) => put(&mut out, "project", row.project),
        // It is about a value that was there, and is made by nobody's hand.
        AnyRow::Notice(_) => {}
    }
    out
}

/// Checks what a change newly points at.
pub(super) fn all(
    plan: &Plan,
    context: &Context,
    before: Option<&AnyRow>,
    after: &AnyRow,
) -> Result<(), Refusal> {
    let pointed = pointers(after);
    let known: BTreeSet<Pointer> = before
        .map(pointers)
        .unwrap_or_default()
        .into_iter()
        .collect();
    for (field, at) in pointed
        .into_iter()
        .filter(|pointer| !known.contains(pointer))
    {
        present(plan, context, field, at)?;
        same_project(plan, after, field, at)?;
        // A link has the audiences of both its ends; everything else shows what it points at.
        if after.at().kind != Kind::Link {
            not_showing(plan, after, field, at)?;
        }
    }
    Ok(())
}

/// Absent, deleted and hidden answer the same.
fn present(plan: &Plan, context: &Context, field: &str, at: Ref) -> Result<(), Refusal> {
    let found = plan
        .any(at)
        .filter(|row| plan.is_live(row))
        .is_some_and(|row| {
            // Whoever founds a workspace is not in it yet.
            access::sees_row(plan, context.actor, &row)
        });
    if found {
        return Ok(());
    }
    let why = match at.kind {
        Kind::Person => "This person is not here any more. Choose somebody else.",
        Kind::Team => "This team is not here any more. Choose another one.",
        Kind::Cycle => "This cycle is not here any more. Choose another one.",
        Kind::Objective => "This Objective is not here any more. It may have been deleted.",
        Kind::KeyResult => "This Key Result is not here any more. It may have been deleted.",
        Kind::CheckIn => "The check-in to correct is not here any more.",
        Kind::Project => "This project is not here any more. It may have been deleted.",
        Kind::Task => "This task is not here any more. It may have been deleted.",
        Kind::Calendar => "This calendar is not here any more. Choose another one.",
        Kind::Resource => "This resource is not here any more. Choose another one.",
        _ => "What this points at is not here any more. It may have been deleted.",
    };
    Err(Refusal::Missing {
        field: field.into(),
        why: why.into(),
    })
}

fn project_of(plan: &Plan, row: &AnyRow) -> Option<Id<Project>> {
    match row {
        AnyRow::Task(row) => Some(row.project),
        AnyRow::Resource(row) => Some(row.project),
        AnyRow::Calendar(row) => row.project,
        AnyRow::Dependency(row) => plan.get(row.successor).map(|row| row.project),
        AnyRow::Project(row) => Some(row.id),
        _ => None,
    }
}

/// Inside a project, tasks, resources and calendars of other projects cannot be used.
fn same_project(plan: &Plan, row: &AnyRow, field: &str, at: Ref) -> Result<(), Refusal> {
    if !matches!(at.kind, Kind::Task | Kind::Resource | Kind::Calendar) {
        return Ok(());
    }
    let Some(home) = project_of(plan, row) else {
        return Ok(());
    };
    let other = plan.any(at).and_then(|row| project_of(plan, &row));
    let same = other.is_none_or(|other| other == home);
    ensure(same, field, "This belongs to another project.")
}

/// A row never names something that some of its readers may not see.
fn not_showing(plan: &Plan, row: &AnyRow, field: &str, at: Ref) -> Result<(), Refusal> {
    let there = access::referenced_scope(plan, at);
    if there == Audience::Workspace {
        return Ok(());
    }
    let own = match row {
        // Its own row is about to say who sees it; what it hangs below must be there to ask.
        AnyRow::Circle(_) => return Ok(()),
        row => access::row_scopes(plan, row).0,
    };
    let why = "That is confidential: others who see this would see it too. Give both the same \
               audience first.";
    ensure(own == there, field, why)
}

/// After a change of audience: nothing that the actor sees may go on naming what others lost, nor
/// may what is below be seen by others.
pub(crate) fn audience(plan: &Plan, context: &Context, at: Ref) -> Result<(), Refusal> {
    let now: BTreeSet<Ref> = access::below(plan, at).into_iter().chain([at]).collect();
    let why = "Something else that more people see refers to this. Take that reference away first.";
    for referrer in referrers(plan, &now) {
        let seen = access::sees_row(plan, context.actor, &referrer);
        let own = access::row_scopes(plan, &referrer).0;
        for (_, to) in pointers(&referrer)
            .into_iter()
            .filter(|(_, to)| now.contains(to))
        {
            let there = access::referenced_scope(plan, to);
            let fits = there == Audience::Workspace || there == own || !seen;
            ensure(fits, "audience", why)?;
        }
    }
    outward(plan, &now)?;
    let Some(AnyRow::Objective(row)) = plan.any(at) else {
        return Ok(());
    };
    let own = row.head.audience.unwrap_or_default();
    for (_, id) in plan.index.key_results.get(&row.id).into_iter().flatten() {
        let below = plan
            .get(*id)
            .and_then(|row| row.head.audience)
            .unwrap_or_default();
        let fits = own == Audience::Workspace || below == Audience::Workspace || below == own;
        let why = "A Key Result of it is confidential to another group. Change that first.";
        ensure(fits, "audience", why)?;
    }
    Ok(())
}

/// What becomes visible to more people must not name what they may not see.
fn outward(plan: &Plan, rows: &BTreeSet<Ref>) -> Result<(), Refusal> {
    let why = "This refers to something that is confidential. Take that reference away first.";
    for at in rows
        .iter()
        .filter(|at| matches!(at.kind, Kind::Objective | Kind::KeyResult))
    {
        let Some(row) = plan.any(*at) else { continue };
        let own = access::row_scopes(plan, &row).0;
        for (_, to) in pointers(&row)
            .into_iter()
            .filter(|(field, _)| *field != "objective")
        {
            let there = access::referenced_scope(plan, to);
            let fits = there == Audience::Workspace || there == own || plan.any(to).is_none();
            ensure(fits, "audience", why)?;
        }
    }
    Ok(())
}

/// Goals outside a set of rows that point into it.
fn referrers(plan: &Plan, rows: &BTreeSet<Ref>) -> Vec<AnyRow> {
    let objectives = plan.all::<Objective>().cloned().map(AnyRow::Objective);
    let goals = plan
        .all::<crate::KeyResult>()
        .cloned()
        .map(AnyRow::KeyResult);
    let outside = objectives
        .chain(goals)
        .filter(|row| !rows.contains(&row.at()));
    outside
        .filter(|row| pointers(row).iter().any(|(_, to)| rows.contains(to)))
        .collect()
}

/// The task that something hangs below, for messages.
pub(super) fn title(plan: &Plan, id: Id<Task>) -> alloc::string::String {
    plan.get(id)
        .map(|row| row.title.clone())
        .unwrap_or_default()
}
