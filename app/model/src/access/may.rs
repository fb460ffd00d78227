//! What each role may change.

use alloc::format;
use alloc::string::String;

use super::scope::{sees, sees_row};
use crate::{
    AnyRow, Audience, Context, Entity, Id, Kind, Op, Person, Plan, Ref, Refusal, Role, Row,
    Workspace,
};

/// Whether the actor's role allows a change, and whether they can see what it is about. In a group,
/// parts about rows that an earlier part makes are judged when they are applied.
pub fn may(plan: &Plan, context: &Context, op: &Op) -> Result<(), Refusal> {
    let Op::Group { ops } = op else {
        return may_one(plan, context, op);
    };
    for op in ops {
        match may(plan, context, op) {
            Ok(()) | Err(Refusal::NotFound { .. }) => {}
            refused => return refused,
        }
    }
    Ok(())
}

fn no(why: &str) -> Result<(), Refusal> {
    Err(Refusal::NotAllowed {
        why: String::from(why),
    })
}

/// One change that is not a group.
pub(crate) fn may_one(plan: &Plan, context: &Context, op: &Op) -> Result<(), Refusal> {
    if let Op::Create { id, entity, .. } = op
        && is_founding(plan, context, *id, entity)
    {
        return Ok(());
    }
    let actor = actor(plan, context.actor)?;
    let (at, field) = match op {
        Op::Create {
            entity, audience, ..
        } => {
            return may_create(plan, actor, entity, *audience);
        }
        Op::Group { .. } => return Ok(()),
        Op::Set { at, field, .. } | Op::Add { at, field, .. } | Op::Remove { at, field, .. } => {
            (*at, field.as_str())
        }
        Op::Move { at, .. }
        | Op::Trash { at }
        | Op::Restore { at }
        | Op::SetAudience { at, .. } => (*at, ""),
    };
    let row = visible(plan, actor.id, at)?;
    match op {
        Op::Trash { .. } => may_trash(actor, &row),
        Op::Restore { .. } => may_restore(actor, &row),
        Op::SetAudience { to, .. } => may_set_audience(plan, actor, &row, *to),
        _ => may_edit(actor, &row, field),
    }
}

/// An empty plan takes a workspace; a workspace without people takes its first owner, by their own hand.
fn is_founding(plan: &Plan, context: &Context, id: uuid::Uuid, entity: &Entity) -> bool {
    match entity {
        Entity::Workspace(_) => plan.every().next().is_none(),
        Entity::Person(person) => {
            plan.all::<Workspace>().next().is_some()
                && plan.all::<Person>().next().is_none()
                && id == context.actor.uuid()
                && person.role == Role::Owner
        }
        _ => false,
    }
}

fn actor(plan: &Plan, id: Id<Person>) -> Result<&Row<Person>, Refusal> {
    let row = plan.get(id).filter(|row| {
        !row.deactivated && !row.placeholder && !row.head.trashed && row.role != Role::Guest
    });
    row.map(|row| &**row).ok_or_else(|| Refusal::NotAllowed {
        why: "Guests look and do not change. Ask an admin to make you a member.".into(),
    })
}

/// The row, if the person may see it. Hidden and absent answer the same.
fn visible(plan: &Plan, person: Id<Person>, at: Ref) -> Result<AnyRow, Refusal> {
    plan.any(at)
        .filter(|row| sees_row(plan, person, row))
        .ok_or(Refusal::NotFound { kind: at.kind })
}

fn is_admin(actor: &Row<Person>) -> bool {
    actor.role >= Role::Admin
}

/// Whether somebody answers for a row: made it, owns it or leads it.
fn is_theirs(actor: &Row<Person>, row: &AnyRow) -> bool {
    let answers = match row {
        AnyRow::Objective(row) => row.owner,
        AnyRow::KeyResult(row) => row.owner,
        AnyRow::Project(row) => row.lead,
        _ => None,
    };
    row.head().created_by == actor.id || answers == Some(actor.id)
}

fn may_create(
    plan: &Plan,
    actor: &Row<Person>,
    entity: &Entity,
    audience: Option<Audience>,
) -> Result<(), Refusal> {
    if audience.is_some_and(|audience| !sees(plan, actor.id, audience)) {
        return no("You can only make something visible to a group that you belong to.");
    }
    match entity {
        Entity::Workspace(_) => no("There is one workspace here, and it exists already."),
        Entity::Person(person) if person.role == Role::Owner && actor.role != Role::Owner => {
            no("Only an owner can make somebody an owner.")
        }
        Entity::Person(person)
            if is_admin(actor) || (person.placeholder && person.role == Role::Guest) =>
        {
            Ok(())
        }
        Entity::Person(_) => no("An admin can invite people."),
        Entity::Team(_) if !is_admin(actor) => no("An admin can make teams."),
        Entity::Circle(circle) if !circle.members.contains(&actor.id) => {
            no("You have to belong to a Circle that you make.")
        }
        _ => Ok(()),
    }
}

fn may_edit(actor: &Row<Person>, row: &AnyRow, field: &str) -> Result<(), Refusal> {
    match row {
        AnyRow::Workspace(_) if field == "name" && actor.role != Role::Owner => {
            no("An owner can rename the workspace.")
        }
        AnyRow::Workspace(_) if !is_admin(actor) => no("An admin can change the settings."),
        AnyRow::Person(person) => may_edit_person(actor, person, field),
        AnyRow::Team(_) if !is_admin(actor) => no("An admin can change teams."),
        AnyRow::Cycle(_) if !is_admin(actor) => no("An admin can change a cycle."),
        AnyRow::Import(_) => no("What an import reported stays as it was."),
        AnyRow::Notice(_) => no("What you were told stays as it was."),
        _ => Ok(()),
    }
}

fn may_edit_person(actor: &Row<Person>, row: &Row<Person>, field: &str) -> Result<(), Refusal> {
    let is_self = actor.id == row.id;
    match field {
        "role" | "deactivated" | "placeholder" if !is_admin(actor) => {
            no("An admin can change what people may do.")
        }
        _ if row.role == Role::Owner && !is_self && actor.role != Role::Owner => {
            no("Only an owner can change another owner.")
        }
        _ if is_self || is_admin(actor) => Ok(()),
        _ => Err(Refusal::NotAllowed {
            why: format!("{} or an admin can change this.", row.name),
        }),
    }
}

fn may_trash(actor: &Row<Person>, row: &AnyRow) -> Result<(), Refusal> {
    match row {
        AnyRow::Workspace(_) => no("A workspace cannot be deleted from inside."),
        AnyRow::Person(person) if !person.placeholder => {
            no("People stay named in history. An admin can deactivate them instead.")
        }
        AnyRow::Person(_) | AnyRow::Team(_) | AnyRow::Cycle(_) | AnyRow::CheckIn(_)
            if !is_admin(actor) && !is_theirs(actor, row) =>
        {
            no("Whoever made this, or an admin, can delete it.")
        }
        AnyRow::Objective(_) | AnyRow::KeyResult(_) | AnyRow::Project(_)
            if !is_admin(actor) && !is_theirs(actor, row) =>
        {
            no("Whoever made or owns this, or an admin, can delete it.")
        }
        _ => Ok(()),
    }
}

fn may_restore(actor: &Row<Person>, row: &AnyRow) -> Result<(), Refusal> {
    let own = row.head().changed_by == actor.id || is_theirs(actor, row) || is_admin(actor);
    if own {
        Ok(())
    } else {
        no("Whoever deleted this, or an admin, can restore it.")
    }
}

fn may_set_audience(
    plan: &Plan,
    actor: &Row<Person>,
    row: &AnyRow,
    to: Option<Audience>,
) -> Result<(), Refusal> {
    if !matches!(
        row.at().kind,
        Kind::Objective | Kind::KeyResult | Kind::Project
    ) {
        return no("This is seen by whoever sees what it belongs to.");
    }
    if !is_admin(actor) && !is_theirs(actor, row) {
        return no("Whoever made or owns this, or an admin, can change who sees it.");
    }
    if to.is_some_and(|audience| !sees(plan, actor.id, audience)) {
        return no("You can only make something visible to a group that you belong to.");
    }
    Ok(())
}
