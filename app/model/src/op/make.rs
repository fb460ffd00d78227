//! Operations as a person's gestures make them: reading what is there now, so that the operation
//! carries the value that it replaces.

use alloc::vec::Vec;
use serde_json::Value;
use uuid::Uuid;

use super::place::place_of;
use super::{Op, Place};
use crate::{
    AnyRow, Audience, Cycle, Entity, Id, KeyResult, Objective, Plan, Project, Rank, Ref,
    StatusClass, Task, rank,
};

/// A new row with the audience of what it hangs below.
pub fn create(id: Uuid, entity: impl Into<Entity>) -> Op {
    Op::Create {
        id,
        entity: entity.into(),
        audience: None,
    }
}

/// A field takes another value.
pub fn set(plan: &Plan, at: Ref, field: &str, to: impl Into<Value>) -> Op {
    let from = plan
        .any(at)
        .and_then(|row| row.get(field))
        .unwrap_or_default();
    Op::Set {
        at,
        field: field.into(),
        from,
        to: to.into(),
    }
}

/// Another audience.
pub fn set_audience(plan: &Plan, at: Ref, to: Option<Audience>) -> Op {
    Op::SetAudience {
        at,
        from: plan.any(at).and_then(|row| row.head().audience),
        to,
    }
}

/// Into the trash.
pub fn trash(at: Ref) -> Op {
    Op::Trash { at }
}

/// A task becomes done, or is opened again: the first status of the class.
pub fn finish_task(plan: &Plan, id: Id<Task>, done: bool) -> Op {
    let class = if done {
        StatusClass::Done
    } else {
        StatusClass::Open
    };
    set_task_class(plan, id, class)
}

/// A task gets the first status of a class.
pub fn set_task_class(plan: &Plan, id: Id<Task>, class: StatusClass) -> Op {
    let key = plan
        .statuses()
        .into_iter()
        .find(|it| it.class == class)
        .map(|it| it.key);
    set(plan, id.at(), "status", key.unwrap_or_default())
}

/// How a task moves in its outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveHow {
    /// Below the task before it.
    Indent,
    /// Beside its summary, right after it.
    Outdent,
    /// Before the sibling before it.
    Up,
    /// After the sibling after it.
    Down,
    /// Below a summary (`None`: top of the project), after one of its children (`None`: first).
    To {
        /// The summary.
        parent: Option<Id<Task>>,
        /// The child that comes before it.
        after: Option<Id<Task>>,
    },
}

/// Moves a task; `None` when there is no such move (indenting the first, outdenting the top).
pub fn move_task(plan: &Plan, id: Id<Task>, how: MoveHow) -> Option<Op> {
    let row = plan.live(id)?;
    let siblings: Vec<Id<Task>> = plan
        .each_child(row.project, row.parent)
        .map(|row| row.id)
        .collect();
    let at = siblings.iter().position(|it| *it == id)?;
    let last_of = |parent| {
        plan.each_child(row.project, parent)
            .next_back()
            .map(|row| row.id)
    };
    let (parent, after) = match how {
        MoveHow::Indent => {
            let parent = *siblings.get(at.checked_sub(1)?)?;
            (Some(parent), last_of(Some(parent)))
        }
        MoveHow::Outdent => (plan.get(row.parent?)?.parent, row.parent),
        MoveHow::Up => (
            row.parent,
            at.checked_sub(1)?.checked_sub(1).map(|it| siblings[it]),
        ),
        MoveHow::Down => (row.parent, Some(*siblings.get(at + 1)?)),
        MoveHow::To { parent, after } => (parent, after),
    };
    let children = plan
        .each_child(row.project, parent)
        .map(|it| (it.id.at(), it.rank.clone()));
    place(
        plan,
        id.at(),
        parent.map(Id::uuid),
        children.collect(),
        after.map(Id::at),
    )
}

/// Moves a Key Result below an Objective, after another one (`None`: first).
pub fn move_key_result(
    plan: &Plan,
    id: Id<KeyResult>,
    objective: Id<Objective>,
    after: Option<Id<KeyResult>>,
) -> Option<Op> {
    let all = plan.key_results(objective).into_iter();
    let siblings = all.map(|it| (it.id.at(), it.rank.clone())).collect();
    place(
        plan,
        id.at(),
        Some(objective.uuid()),
        siblings,
        after.map(Id::at),
    )
}

/// Moves an Objective after another one of its cycle (`None`: first).
pub fn move_objective(plan: &Plan, id: Id<Objective>, after: Option<Id<Objective>>) -> Option<Op> {
    let cycle: Option<Id<Cycle>> = plan.live(id)?.cycle;
    let all = plan.objectives(cycle).into_iter();
    let siblings = all.map(|it| (it.id.at(), it.rank.clone())).collect();
    place(plan, id.at(), None, siblings, after.map(Id::at))
}

/// Moves a project after another one (`None`: first).
pub fn move_project(plan: &Plan, id: Id<Project>, after: Option<Id<Project>>) -> Option<Op> {
    let all = plan.projects().into_iter();
    let siblings = all.map(|it| (it.id.at(), it.rank.clone())).collect();
    place(plan, id.at(), None, siblings, after.map(Id::at))
}

/// Ranks longer than this are spread anew with their siblings.
const LONG: usize = 48;

/// The move to a place among siblings. Where ranks leave no room, the siblings are spread anew.
fn place(
    plan: &Plan,
    at: Ref,
    parent: Option<Uuid>,
    mut siblings: Vec<(Ref, Rank)>,
    after: Option<Ref>,
) -> Option<Op> {
    let from = place_of(&plan.any(at)?).ok()?;
    siblings.retain(|(sibling, _)| *sibling != at);
    let index = match after {
        Some(after) => siblings.iter().position(|(sibling, _)| *sibling == after)? + 1,
        None => 0,
    };
    let low = index.checked_sub(1).map(|index| &siblings[index].1);
    let high = siblings.get(index).map(|it| &it.1);
    let new = rank::between(low, high);
    let fits = low.is_none_or(|low| *low < new) && high.is_none_or(|high| new < *high);
    if fits && new.0.len() <= LONG {
        return Some(Op::Move {
            at,
            from,
            to: Place { parent, rank: new },
        });
    }
    siblings.insert(index, (at, new));
    let ranks = rank::spread(siblings.len());
    let moves = siblings
        .into_iter()
        .zip(ranks)
        .filter_map(|((sibling, _), rank)| {
            let from = place_of(&plan.any(sibling)?).ok()?;
            Some(Op::Move {
                at: sibling,
                from,
                to: Place { parent, rank },
            })
        });
    Some(Op::Group {
        ops: moves.collect(),
    })
}

/// Everything that a new row of some kinds still needs: its place after the others.
pub fn last(plan: &Plan, entity: impl Into<Entity>) -> Entity {
    let mut entity = entity.into();
    match &mut entity {
        Entity::Task(it) => it.rank = plan.rank_after_tasks(it.project, it.parent),
        Entity::KeyResult(it) => it.rank = plan.rank_after_key_results(it.objective),
        Entity::Objective(it) => it.rank = plan.rank_after_objectives(it.cycle),
        Entity::Project(it) => it.rank = plan.rank_after_projects(),
        _ => {}
    }
    entity
}

/// Whether a row of this kind can be moved.
pub fn can_move(row: &AnyRow) -> bool {
    place_of(row).is_ok()
}
