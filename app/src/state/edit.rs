//! Operations as components make them: from what stands here to what was chosen.

use model::op::Place;
use model::{Entity, Id, Op, Rank, Ref};
use serde::Serialize;
use serde_json::Value;

use super::State;

impl State {
    /// A field of a row takes another value. `None` when the row is gone or nothing would change.
    pub fn set_op(self, at: Ref, field: &str, to: impl Serialize) -> Option<Op> {
        let to = serde_json::to_value(to).ok()?;
        let from = self
            .plan(|plan| plan.any(at))
            .and_then(|row| row.get(field))?;
        (from != to).then(|| Op::Set {
            at,
            field: field.to_owned(),
            from,
            to,
        })
    }

    /// Sets one field at once; a refusal becomes a notice. True unless refused.
    pub fn set(self, at: Ref, field: &str, to: impl Serialize) -> bool {
        self.set_op(at, field, to).is_none_or(|op| self.act(op))
    }

    /// Sets the fields of a row that differ from these, together. `None` when nothing differs.
    pub fn set_all(self, at: Ref, fields: &[(&str, Value)]) -> Option<Op> {
        let ops: Vec<Op> = fields
            .iter()
            .filter_map(|(field, to)| self.set_op(at, field, to))
            .collect();
        group(ops)
    }

    /// A new row with a new identity.
    pub fn create<T>(self, body: impl Into<Entity>) -> (Id<T>, Op) {
        let id = self.host().new_id();
        (
            Id::new(id),
            Op::Create {
                id,
                entity: body.into(),
                audience: None,
            },
        )
    }

    /// Another place in the same list.
    pub fn move_op(self, at: Ref, from: (Option<uuid::Uuid>, Rank), to: Rank) -> Op {
        let (parent, rank) = from;
        Op::Move {
            at,
            from: Place { parent, rank },
            to: Place { parent, rank: to },
        }
    }
}

/// Several operations as one: all or nothing, one undo.
pub fn group(mut ops: Vec<Op>) -> Option<Op> {
    match ops.len() {
        0 => None,
        1 => ops.pop(),
        _ => Some(Op::Group { ops }),
    }
}
