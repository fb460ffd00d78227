//! What needs the person: refused edits, and values that gave way. Nothing here is dropped by
//! itself.

use alloc::string::String;
use alloc::vec::Vec;
use jiff::Timestamp;
use model::op::place_of;
use model::{Op, Ref, Refusal};
use serde_json::Value;
use uuid::Uuid;

use super::{Now, Replica};
use crate::effect::Effect;
use crate::message::{Overwritten, Verdict};
use crate::record::{Entry, Record};

/// One item of *Needs attention*.
#[derive(Clone, Debug, PartialEq)]
pub struct Attention {
    /// Its key, for the decisions.
    pub key: u64,
    /// What you did.
    pub op: Op,
    /// When.
    pub at: Timestamp,
    /// What stands against it.
    pub concern: Concern,
    /// What is there now, of every field that the edit names.
    pub now: Vec<(Ref, String, Value)>,
}

/// Why it needs the person.
#[derive(Clone, Debug, PartialEq)]
pub enum Concern {
    /// The server refused it.
    Refused {
        /// Why.
        why: Refusal,
        /// The same as a sentence.
        message: String,
    },
    /// It was done, and it replaced values that you had not seen.
    Replaced(Vec<Overwritten>),
}

impl Replica {
    /// What needs the person, oldest first.
    pub fn attention(&self) -> Vec<Attention> {
        let items = self
            .entries
            .values()
            .filter(|entry| entry.needs_attention());
        items.filter_map(|entry| self.item(entry)).collect()
    }

    fn item(&self, entry: &Entry) -> Option<Attention> {
        let concern = match entry.verdict.as_ref()? {
            Verdict::Refused { why, message } => Concern::Refused {
                why: why.clone(),
                message: message.clone(),
            },
            verdict => Concern::Replaced(verdict.replaced().to_vec()),
        };
        let mut now = Vec::new();
        self.standing(&entry.op, &mut now);
        let (op, at) = (entry.op.clone(), entry.at);
        Some(Attention {
            key: entry.key,
            op,
            at,
            concern,
            now,
        })
    }

    fn standing(&self, op: &Op, into: &mut Vec<(Ref, String, Value)>) {
        match op {
            Op::Set { at, field, .. }
            | Op::Add { at, field, .. }
            | Op::Remove { at, field, .. } => {
                let value = self.plan.any(*at).and_then(|row| row.get(field));
                into.extend(value.map(|value| (*at, field.clone(), value)));
            }
            Op::Group { ops } => ops.iter().for_each(|op| self.standing(op, into)),
            _ => {}
        }
    }

    /// The same edit again, on what stands now. Refused at once when it still does not apply: the
    /// item stays.
    pub fn retry(&mut self, key: u64, op_id: Uuid, now: Now) -> Result<Vec<Effect>, Refusal> {
        let Some(entry) = self.entries.get(&key).filter(|entry| entry.is_refused()) else {
            return Ok(Vec::new());
        };
        let op = self.on_now(&entry.op);
        let mut effects = self.dispatch(op_id, op, now)?;
        effects.extend(self.discard(key));
        Ok(effects)
    }

    /// An operation whose `from` is what stands now: its author has seen it in the tray.
    pub(super) fn on_now(&self, op: &Op) -> Op {
        match op {
            Op::Move { at, from, to } => {
                let stands = self.plan.any(*at).and_then(|row| place_of(&row).ok());
                let (at, to) = (*at, to.clone());
                let from = stands.unwrap_or_else(|| from.clone());
                Op::Move { at, from, to }
            }
            Op::SetAudience { at, from, to } => {
                let stands = self.plan.any(*at).map(|row| row.head().audience);
                let (at, to) = (*at, *to);
                let from = stands.unwrap_or(*from);
                Op::SetAudience { at, from, to }
            }
            Op::Set {
                at,
                field,
                from,
                to,
            } => {
                let stands = self.plan.any(*at).and_then(|row| row.get(field));
                let from = stands.unwrap_or_else(|| from.clone());
                Op::Set {
                    at: *at,
                    field: field.clone(),
                    from,
                    to: to.clone(),
                }
            }
            Op::Group { ops } => Op::Group {
                ops: ops.iter().map(|op| self.on_now(op)).collect(),
            },
            other => other.clone(),
        }
    }

    /// Lets a refused edit go, or takes note of replaced values. The person decides; nothing else
    /// does.
    pub fn discard(&mut self, key: u64) -> Vec<Effect> {
        let Some(entry) = self.entries.get(&key).filter(|it| it.needs_attention()) else {
            return Vec::new();
        };
        let records = if entry.is_refused() {
            self.entries.remove(&key);
            Record::forget_edit(key).collect()
        } else {
            self.rewrite(key, |entry| entry.told = true)
        };
        Vec::from([self.store(records), Effect::Status, Effect::Tray])
    }

    /// Puts the replaced values back, as a new edit, and takes note.
    pub fn put_back(&mut self, key: u64, op_id: Uuid, now: Now) -> Result<Vec<Effect>, Refusal> {
        let Some(entry) = self.entries.get(&key).filter(|it| it.needs_attention()) else {
            return Ok(Vec::new());
        };
        let replaced = entry
            .verdict
            .as_ref()
            .map(Verdict::replaced)
            .unwrap_or_default();
        let mut ops: Vec<Op> = replaced
            .iter()
            .filter_map(back)
            .map(|op| self.on_now(&op))
            .collect();
        let op = match ops.len() {
            0 => return Ok(Vec::new()),
            1 => ops.remove(0),
            _ => Op::Group { ops },
        };
        let mut effects = self.dispatch(op_id, op, now)?;
        effects.extend(self.discard(key));
        Ok(effects)
    }

    /// Takes a refused edit out to be edited: the caller opens it for typing and discards the item
    /// when the edit was made anew.
    pub fn edit(&self, key: u64) -> Option<&Op> {
        self.entries.get(&key).map(|entry| &entry.op)
    }

    /// The edit as text, for the clipboard.
    pub fn copy(&self, key: u64) -> Option<String> {
        let entry = self.entries.get(&key)?;
        serde_json::to_string_pretty(&entry.op).ok()
    }
}

/// What puts a replaced value back.
pub(super) fn back(it: &Overwritten) -> Option<Op> {
    let (at, from, to) = (it.at, it.now.clone(), it.was.clone());
    match it.field.as_str() {
        "place" => Some(Op::Move {
            at,
            from: serde_json::from_value(from).ok()?,
            to: serde_json::from_value(to).ok()?,
        }),
        "audience" => Some(Op::SetAudience {
            at,
            from: serde_json::from_value(from).ok()?,
            to: serde_json::from_value(to).ok()?,
        }),
        field => Some(Op::Set {
            at,
            field: field.into(),
            from,
            to,
        }),
    }
}
