//! The undecided edits on top of base: rewound, and made again on what base is now.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use model::op::{apply, inverse, revert};
use model::{AnyRow, Plan, Ref, Refusal};
use uuid::Uuid;

use super::{Replica, Touched};
use crate::effect::Effect;
use crate::record::Entry;

/// An edit on top of base.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub op_id: Uuid,
    /// What it changed here; or why it does not apply here just now: it stays, the server decides.
    pub result: Result<Box<Touched>, Refusal>,
}

/// The rows that changed, with what a person saw before.
#[derive(Clone, Debug, Default)]
pub(super) struct Before(BTreeMap<Ref, Option<AnyRow>>);

impl Before {
    pub(super) fn note(&mut self, plan: &Plan, at: Ref) {
        self.0.entry(at).or_insert_with(|| plan.any(at));
    }

    fn note_all(&mut self, touched: &Touched) {
        for (at, before) in &touched.before {
            self.0.entry(*at).or_insert_with(|| before.clone());
        }
    }

    /// The rows that look different now.
    pub(super) fn wake(self, plan: &Plan) -> Option<Effect> {
        let changed: Vec<_> = self
            .0
            .into_iter()
            .filter(|(at, before)| plan.any(*at) != *before)
            .collect();
        (!changed.is_empty()).then_some(Effect::Wake(changed))
    }
}

impl Replica {
    /// Whether base holds what an edit did.
    pub(super) fn covers(&self, entry: &Entry) -> bool {
        let cseq = entry.cseq(self.base.epoch);
        self.base.client == self.client && cseq.is_some_and(|cseq| cseq <= self.base.last_cseq)
    }

    /// The edits that belong on top of base, in order.
    pub(super) fn wanted(&self) -> impl Iterator<Item = &Entry> {
        let known = if self.unstored.is_empty() {
            Default::default()
        } else {
            self.known_ops()
        };
        let kept = self
            .entries
            .values()
            .filter(|it| !it.is_refused() && !self.covers(it));
        let new = self.unstored.iter();
        kept.chain(new.filter(move |entry| !known.contains(&entry.op_id)))
    }

    /// Takes the edits after the first `keep` off again.
    pub(super) fn rewind(&mut self, keep: usize, seen: &mut Before) {
        while self.shown.len() > keep {
            let Some(shown) = self.shown.pop() else { break };
            if let Ok(touched) = shown.result {
                for (at, _) in &touched.before {
                    seen.note(&self.plan, *at);
                }
                revert(&mut self.plan, &touched);
            }
        }
    }

    /// Makes what is shown be what is wanted; leaves alone what is right already.
    pub(super) fn replay(&mut self, seen: &mut Before) {
        let right = self.shown.iter().zip(self.wanted());
        let keep = right
            .take_while(|(shown, entry)| shown.op_id == entry.op_id)
            .count();
        // An import waits in megabytes: only what is made again is copied.
        let again: Vec<Entry> = self.wanted().skip(keep).cloned().collect();
        self.rewind(keep, seen);
        for entry in again {
            self.made_again += 1;
            let context = self.context(&entry);
            let result = apply(&mut self.plan, &entry.op, &context).map(Box::new);
            if let Ok(touched) = &result {
                seen.note_all(touched);
                let steps = self.undo.iter_mut().chain(&mut self.redo);
                if !touched.is_noop() {
                    for step in steps.filter(|step| step.op_id == entry.op_id) {
                        step.back = inverse(&entry.op, touched);
                    }
                }
            }
            self.shown.push(Shown {
                op_id: entry.op_id,
                result,
            });
        }
    }

    /// After the entries changed.
    pub(super) fn refresh(&mut self) -> Option<Effect> {
        let mut seen = Before::default();
        self.replay(&mut seen);
        seen.wake(&self.plan)
    }
}
