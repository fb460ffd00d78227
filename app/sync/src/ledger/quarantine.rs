//! What a newer version sends: kept whole, and decided when this one is updated.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use model::Op;
use serde_json::Value;
use uuid::Uuid;

use super::decide::{Batch, Origin};
use super::{Waiting, day};
use crate::message::{Offer, Offered, Verdict};

impl Batch<'_> {
    /// Why an operation has to wait for a newer server, if it has to.
    pub(super) fn unreadable(&self, from: Origin, offer: &Offer) -> Option<String> {
        if from.schema > self.ledger.schema {
            match &offer.op {
                Offered::Unknown(_) => return Some("an operation of a newer version".into()),
                Offered::Known(op) => {
                    if let Some(field) = unknown_field(op) {
                        return Some(format!("a field of a newer version: {field}"));
                    }
                }
            }
        }
        // What was made after a waiting operation, on the same things, waits behind it.
        let mut waiting = self
            .ledger
            .waiting
            .values()
            .filter(|it| it.client == from.client);
        if self.ledger.waiting.is_empty() {
            return None;
        }
        let named = names(&offer.op.to_json());
        waiting
            .any(|it| it.op_id != offer.op_id && !names(&it.op).is_disjoint(&named))
            .then(|| "it builds on an operation that waits".into())
    }

    pub(super) fn wait(&mut self, from: Origin, offer: &Offer, why: String) -> Verdict {
        let waiting = Waiting {
            op_id: offer.op_id,
            client: from.client,
            cseq: offer.cseq,
            person: from.person,
            at: offer.at,
            today: day(offer.at, offer.today),
            op: offer.op.to_json(),
            why,
            received_at: self.now,
        };
        self.ledger.waiting.insert(offer.op_id, waiting.clone());
        if let Some(staged) = &mut self.ledger.staged {
            staged.waited.push(offer.op_id);
        }
        self.commit.quarantined.push(waiting);
        Verdict::Quarantined
    }

    pub(super) fn reconsider(&mut self) {
        let mut waiting: Vec<Waiting> = self.ledger.waiting.values().cloned().collect();
        waiting.sort_by_key(|it| (it.received_at, it.client, it.cseq));
        for it in waiting {
            let op: Offered = match serde_json::from_value(it.op.clone()) {
                Ok(op) => Offered::Known(op),
                Err(_) => continue,
            };
            let (at, today) = (it.at, Some(it.today));
            let offer = Offer {
                op_id: it.op_id,
                cseq: it.cseq,
                at,
                today,
                op,
            };
            let from = Origin {
                person: it.person,
                client: it.client,
                schema: self.ledger.schema.saturating_add(1),
            };
            if self.unreadable(from, &offer).is_some() {
                continue;
            }
            self.ledger.waiting.remove(&it.op_id);
            self.decide(from, &offer);
            self.commit.released.push(it.op_id);
            if let Some(staged) = &mut self.ledger.staged {
                staged.released.push(it);
            }
        }
    }
}

/// A field that this version does not know; older rows keep such fields, operations cannot name
/// them.
fn unknown_field(op: &Op) -> Option<&str> {
    match op {
        Op::Set { at, field, .. } | Op::Add { at, field, .. } | Op::Remove { at, field, .. } => {
            let known = at.kind.fields().contains(&field.as_str());
            (!known).then_some(field.as_str())
        }
        Op::Group { ops } => ops.iter().find_map(unknown_field),
        _ => None,
    }
}

/// Every identity that an operation names.
fn names(op: &Value) -> BTreeSet<Uuid> {
    let mut found = BTreeSet::new();
    let mut open = Vec::from([op]);
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => found.extend(Uuid::parse_str(text).ok()),
            Value::Array(items) => open.extend(items),
            Value::Object(fields) => open.extend(fields.values()),
            _ => {}
        }
    }
    found
}
