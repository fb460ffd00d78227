//! Telling those whose values gave way. The author of the edit learns it from the verdict; whoever
//! wrote the value that was replaced gets a notice, a row that they alone see, with the same change.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use model::op::{Touched, apply};
use model::{Context, Entity, Id, Notice, Op, Person, Ref, Refusal, access};
use uuid::Uuid;

use super::decide::Batch;
use crate::message::Overwritten;

/// Who wrote a field last. Fields that are not here are as the one who made the row left them.
pub(super) type Authors = BTreeMap<(Ref, String), Id<Person>>;

impl Batch<'_> {
    /// The values that an operation replaced, with whose they were. Before `sign`.
    pub(super) fn replaced(&self, touched: &Touched) -> Vec<Overwritten> {
        let with_author = |it| {
            let mut gone = Overwritten::from(it);
            gone.by = self.author(gone.at, &gone.field);
            gone
        };
        touched.replaced.iter().map(with_author).collect()
    }

    fn author(&self, at: Ref, field: &str) -> Option<Id<Person>> {
        let known = self.ledger.authors.get(&(at, field.to_string()));
        known.copied().or_else(|| self.maker(at))
    }

    fn maker(&self, at: Ref) -> Option<Id<Person>> {
        let made = self.ledger.plan.any(at).map(|row| row.head().created_by);
        made.filter(|person| !person.uuid().is_nil())
    }

    /// Notes who wrote what an operation changed.
    pub(super) fn sign(&mut self, person: Id<Person>, touched: &Touched) {
        // What takes an operation back names exactly the fields that it changed.
        for op in &touched.undo {
            let (at, field) = match op {
                Op::Set { at, field, .. } => (*at, field.clone()),
                Op::Move { at, .. } => (*at, "place".to_string()),
                Op::SetAudience { at, .. } => (*at, "audience".to_string()),
                _ => continue,
            };
            if self.author(at, &field) == Some(person) {
                continue;
            }
            let key = (at, field);
            let before = self.ledger.authors.insert(key.clone(), person);
            if let Some(staged) = &mut self.ledger.staged {
                staged.authors.push((key.clone(), before));
            }
            self.signed.insert(key);
        }
    }

    /// Makes the notices of an operation, as a part of its change.
    pub(super) fn tell(&mut self, context: &Context, op_id: Uuid, replaced: &[Overwritten]) {
        for (index, gone) in replaced.iter().enumerate() {
            let plan = &self.ledger.plan;
            let sees = |person: &Id<Person>| {
                let row = plan.any(gone.at);
                row.is_some_and(|row| access::sees_row(plan, *person, &row))
            };
            let told = gone.by.filter(|by| *by != context.actor);
            let Some(person) = told.filter(sees) else {
                continue;
            };
            let notice = Notice {
                person,
                at: gone.at,
                field: gone.field.clone(),
                was: gone.was.clone(),
                ..Notice::default()
            };
            let op = Op::Create {
                id: identity(op_id, index),
                entity: notice.into(),
                audience: None,
            };
            // A notice that cannot be made must not stand in the way of the edit itself.
            if let Ok(made) = apply(&mut self.ledger.plan, &op, context) {
                self.follow(made);
            }
        }
    }
}

/// The same edit makes the same notices, also when it is offered again to a restored backup.
fn identity(op_id: Uuid, index: usize) -> Uuid {
    const SALT: u128 = 0x6e6f_7469_6365_0000_0000_0000_0000_0000;
    Uuid::from_u128(op_id.as_u128() ^ SALT ^ (index as u128 + 1))
}

/// Notices are made here and nowhere else: a false one would have people put back what never was.
pub(super) fn forged(op: &Op) -> Option<Refusal> {
    match op {
        Op::Create {
            entity: Entity::Notice(_),
            ..
        } => Some(Refusal::NotAllowed {
            why: "Only the server tells people that a value of theirs gave way.".into(),
        }),
        Op::Group { ops } => ops.iter().find_map(forged),
        _ => None,
    }
}
