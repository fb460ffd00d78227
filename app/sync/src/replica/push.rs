//! Sending edits: their numbers first, then the edits, then what became of them.

use alloc::vec::Vec;
use jiff::Timestamp;

use super::{Failure, Replica};
use crate::effect::Effect;
use crate::message::{Offer, Offered, PUSH_BYTES, PUSH_OPS, Push, PushAnswer, SCHEMA, Verdict};
use crate::record::{Entry, Record, Sent, number_key};

impl Replica {
    /// Edits that the server has to decide, those with a number first.
    fn unsent(&self) -> Vec<u64> {
        let epoch = self.base.epoch;
        let open = |entry: &&Entry| {
            let asked = self.net.asked.contains(&entry.key);
            let waits = entry.cseq(epoch).is_some() && entry.verdict == Some(Verdict::Quarantined);
            !(entry.is_decided(epoch) || waits && asked)
        };
        let mut keys: Vec<_> = self.entries.values().filter(open).collect();
        keys.sort_by_key(|entry| (entry.cseq(epoch).unwrap_or(u64::MAX), entry.key));
        keys.into_iter().map(|entry| entry.key).collect()
    }

    /// The number after which the next one comes: what the server said last, if it said it in this
    /// epoch, and the numbers that are on their way.
    fn last_number(&self) -> u64 {
        let epoch = self.base.epoch;
        let known = self.net.floor;
        let counts = |entry: &&Entry| known.is_none() || !entry.is_decided(epoch);
        let numbered = self
            .entries
            .values()
            .filter(counts)
            .filter_map(|entry| entry.cseq(epoch));
        let decided = if self.base.client == self.client {
            self.base.last_cseq
        } else {
            0
        };
        numbered.max().unwrap_or(0).max(known.unwrap_or(decided))
    }

    pub(super) fn push(&mut self) -> Vec<Effect> {
        let epoch = self.base.epoch;
        let mut records = Vec::new();
        let mut ops = Vec::new();
        let mut bytes = 0;
        let mut next = self.last_number();
        for key in self
            .unsent()
            .into_iter()
            .take(self.net.most.unwrap_or(PUSH_OPS))
        {
            let Some(entry) = self.entries.get_mut(&key) else {
                continue;
            };
            let text = serde_json::to_string(&entry.op).map_or(0, |text| text.len());
            // What surrounds an operation in the message takes less than this.
            bytes += text + 256;
            if bytes > PUSH_BYTES - 1024 && !ops.is_empty() {
                break;
            }
            let cseq = match entry.cseq(epoch) {
                Some(cseq) => cseq,
                None => {
                    next += 1;
                    let was = entry.shelf();
                    let sent = Some(Sent { epoch, cseq: next });
                    (entry.sent, entry.verdict, entry.decided_at) = (sent, None, None);
                    let put = entry.record(key);
                    let moved = (put.shelf != was).then(|| Record::forget(was, number_key(key)));
                    records.push(put);
                    records.extend(moved);
                    next
                }
            };
            let (at, today) = (entry.at, Some(entry.today));
            let op = Offered::Known(entry.op.clone());
            ops.push(Offer {
                op_id: entry.op_id,
                cseq,
                at,
                today,
                op,
            });
        }
        if !records.is_empty() {
            // The numbers first: a number must never be given twice because a tab died.
            let store = self.store(records);
            if let Effect::Store { token, .. } = &store {
                self.net.numbering = Some(*token);
            }
            return Vec::from([store, Effect::Status]);
        }
        if ops.is_empty() {
            return Vec::new();
        }
        self.tokens += 1;
        self.net.push = Some(self.tokens);
        let push = Push {
            epoch,
            client: self.client,
            schema: SCHEMA,
            ops,
        };
        Vec::from([Effect::Push {
            token: self.tokens,
            push,
        }])
    }

    /// The answer to a push, or none.
    pub fn push_answered(
        &mut self,
        token: u64,
        answer: Result<PushAnswer, Failure>,
        now: Timestamp,
    ) -> Vec<Effect> {
        if self.net.push != Some(token) {
            return Vec::new();
        }
        self.net.push = None;
        let answer = match answer {
            Ok(answer) => answer,
            Err(failure) => return self.failed(failure),
        };
        let mut effects = self.reached();
        if answer.epoch != self.base.epoch {
            // Nothing can be sent before base belongs to the other life of the log.
            self.net.stale = Some(self.base.epoch);
            self.net.want_pull = true;
            effects.extend(self.pump());
            return effects;
        }
        let records = self.judge(&answer, now);
        if !records.is_empty() {
            effects.push(self.store(records));
        }
        self.net.want_pull |=
            answer.head > self.base.head || answer.last_cseq > self.base.last_cseq;
        effects.extend(self.refresh());
        effects.extend([Effect::Status, Effect::Tray]);
        effects.extend(self.pump());
        effects
    }

    fn judge(&mut self, answer: &PushAnswer, now: Timestamp) -> Vec<Record> {
        let epoch = answer.epoch;
        self.net.floor = Some(answer.last_cseq);
        let mut records = Vec::new();
        let mut taken = false;
        for decided in &answer.verdicts {
            // One edit may stand under two keys when a write was repeated: both get the verdict.
            let same = self
                .entries
                .values()
                .filter(|entry| entry.op_id == decided.op_id);
            let keys: Vec<u64> = same.map(|entry| entry.key).collect();
            for key in keys {
                match &decided.verdict {
                    Verdict::NumberTaken => taken = true,
                    verdict => {
                        if *verdict == Verdict::Quarantined {
                            self.net.asked.insert(key);
                        }
                        records.extend(self.rewrite(key, |entry| {
                            entry.sent = Some(Sent {
                                epoch,
                                cseq: decided.cseq,
                            });
                            entry.verdict = Some(verdict.clone());
                            entry.decided_at = Some(now);
                        }));
                    }
                }
            }
            if matches!(decided.verdict, Verdict::Refused { .. }) {
                self.undo.retain(|step| step.op_id != decided.op_id);
                self.redo.retain(|step| step.op_id != decided.op_id);
            }
        }
        let first = self
            .unsent()
            .first()
            .and_then(|key| self.entries[key].cseq(epoch));
        let gap =
            answer.verdicts.is_empty() && first.is_some_and(|cseq| cseq > answer.last_cseq + 1);
        if taken || gap {
            // Numbers that do not follow the server's: those edits get new ones.
            for key in self.unsent() {
                records.extend(self.rewrite(key, |entry| entry.sent = None));
            }
        }
        records
    }
}
