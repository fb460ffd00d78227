//! What this person was told: values of theirs that gave way to edits of others. Each is a row, so
//! it comes to every device, works offline, and is gone everywhere once they took note of it.

use alloc::string::String;
use alloc::vec::Vec;
use jiff::Timestamp;
use model::op::place_of;
use model::plan::Record;
use model::{Id, Notice, Op, Person, Ref, Refusal, Row};
use serde_json::Value;
use uuid::Uuid;

use super::attention::back;
use super::{Now, Replica};
use crate::effect::Effect;
use crate::message::Overwritten;

/// A value of this person's that gave way.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The notice, for the decisions.
    pub id: Id<Notice>,
    /// In which row.
    pub at: Ref,
    /// Which field, or `place`, or `audience`.
    pub field: String,
    /// This person's value.
    pub was: Value,
    /// What stands there now.
    pub now: Value,
    /// Who replaced it.
    pub by: Id<Person>,
    /// When the server learnt of it.
    pub when: Timestamp,
}

impl Replica {
    /// The values of this person's that gave way, oldest first.
    pub fn told(&self) -> Vec<Told> {
        let mut told: Vec<Told> = self
            .open_notices()
            .map(|row| Told {
                id: row.id,
                at: row.at,
                field: row.field.clone(),
                was: row.was.clone(),
                now: self.stands_at(row.at, &row.field),
                by: row.head.created_by,
                when: row.head.created_at,
            })
            .collect();
        told.sort_by_key(|it| (it.when, it.id));
        told
    }

    /// Those that the person has not taken note of. What is in the trash waits until it is back.
    pub(super) fn open_notices(&self) -> impl Iterator<Item = &Row<Notice>> {
        let mine = self.plan.all::<Notice>().map(|row| &**row);
        mine.filter(|row| row.person == self.person && self.is_open(row))
    }

    fn is_open(&self, row: &Row<Notice>) -> bool {
        !row.head.trashed
            && row.at.kind != Notice::KIND
            && self
                .plan
                .any(row.at)
                .is_some_and(|row| self.plan.is_live(&row))
    }

    fn stands_at(&self, at: Ref, field: &str) -> Value {
        let Some(row) = self.plan.any(at) else {
            return Value::Null;
        };
        let stands = match field {
            "place" => place_of(&row)
                .ok()
                .and_then(|it| serde_json::to_value(it).ok()),
            "audience" => serde_json::to_value(row.head().audience).ok(),
            field => row.get(field),
        };
        stands.unwrap_or_default()
    }

    /// The person has seen it: gone on every device of theirs.
    pub fn note(&mut self, id: Id<Notice>, op_id: Uuid, now: Now) -> Result<Vec<Effect>, Refusal> {
        self.dispatch(op_id, Op::Trash { at: id.at() }, now)
    }

    /// Puts this person's value back in place of what stands there now, and takes note.
    pub fn put_mine_back(
        &mut self,
        id: Id<Notice>,
        op_id: Uuid,
        now: Now,
    ) -> Result<Vec<Effect>, Refusal> {
        let Some(told) = self.told().into_iter().find(|it| it.id == id) else {
            return Ok(Vec::new());
        };
        let gone = Overwritten {
            at: told.at,
            field: told.field,
            was: told.was,
            expected: Value::Null,
            now: told.now,
            by: None,
        };
        let mut ops: Vec<Op> = back(&gone).iter().map(|op| self.on_now(op)).collect();
        ops.push(Op::Trash { at: id.at() });
        self.dispatch(op_id, Op::Group { ops }, now)
    }
}
