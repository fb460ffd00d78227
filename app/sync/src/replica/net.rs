//! Talking to the server: one push and one pull at a time, by the leading tab alone.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use jiff::Timestamp;

use super::base::Staging;
use super::{Replica, Write};
use crate::effect::{Effect, Timer};
use crate::message::{
    Epoch, Live, Offer, Offered, PUSH_BYTES, PUSH_OPS, Pull, PullAnswer, Push, PushAnswer, SCHEMA,
    Verdict,
};
use crate::record::{Entry, Record, Sent, number_key};

/// Why no answer came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No connection, a timeout, a 5xx, an answer cut short: what happened is not known.
    #[error("The server cannot be reached.")]
    Unreachable,
    /// 401: the session ended.
    #[error("You are signed out.")]
    SignedOut,
    /// 413: the push was too large.
    #[error("The message was too large.")]
    TooLarge,
    /// Any other answer that is not the one asked for.
    #[error("{message}")]
    Refused {
        /// The word for programs.
        code: String,
        /// The sentence.
        message: String,
    },
}

/// Milliseconds between polls.
const POLL: u64 = 30_000;
/// The longest wait before trying again.
const SLOWEST: u64 = 30_000;
/// How long accepted edits are kept, in seconds.
const KEEP: i64 = 14 * 24 * 60 * 60;

#[derive(Clone, Debug, Default)]
pub(super) struct Net {
    push: Option<u64>,
    pub pull: Option<u64>,
    pub staging: Option<Staging>,
    pub want_pull: bool,
    /// A base write is under way.
    pub storing: bool,
    /// The write that gives numbers, under way: nothing is sent before it is durable.
    pub numbering: Option<u64>,
    failures: u32,
    /// Waiting before the next try.
    waiting: bool,
    pub offline: bool,
    pub signed_out: bool,
    pub disk_failed: bool,
    pub stopped: Option<String>,
    /// The last number that the server said to have decided, in this epoch.
    pub floor: Option<u64>,
    /// Waiting operations of a newer version that were asked about since the start.
    pub asked: BTreeSet<u64>,
    /// Operations in one push, when the server said that more is too large.
    most: Option<usize>,
    check: bool,
    /// The epoch that the server no longer lives in.
    stale: Option<Epoch>,
}

impl Net {
    pub(super) fn unreachable(&self) -> bool {
        self.offline || self.failures > 0
    }
}

impl Replica {
    /// This tab leads from now on, with this term. Reads everything again first: another led before.
    pub fn lead(&mut self, term: u64) -> Vec<Effect> {
        self.term = Some(term);
        self.net = Net {
            offline: self.net.offline,
            ..Net::default()
        };
        self.writes
            .retain(|_, write| !matches!(write, Write::Base { .. }));
        Vec::from([self.ask_load()])
    }

    /// Another tab leads (or nobody): stop talking to the server.
    pub fn follow(&mut self) -> Vec<Effect> {
        self.term = None;
        self.writes
            .retain(|_, write| !matches!(write, Write::Base { .. }));
        self.net = Net {
            offline: self.net.offline,
            ..Net::default()
        };
        Vec::from([Effect::Status])
    }

    /// A `StoreBase` with this term was turned away because a newer term stands in base.
    pub fn deposed(&mut self, term: u64) -> Vec<Effect> {
        // It may come late, when this tab leads again with a newer term.
        if self.term == Some(term) {
            self.follow()
        } else {
            Vec::new()
        }
    }

    /// Whether this tab leads.
    pub fn leads(&self) -> bool {
        self.term.is_some()
    }

    /// The browser says that there is a network: try now.
    pub fn online(&mut self) -> Vec<Effect> {
        self.net.offline = false;
        self.net.waiting = false;
        self.net.failures = 0;
        self.net.want_pull = true;
        let mut effects = Vec::from([Effect::Status]);
        effects.extend(self.pump());
        effects
    }

    /// The browser says that there is none.
    pub fn offline(&mut self) -> Vec<Effect> {
        self.net.offline = true;
        self.net.waiting = true;
        // Browsers are sometimes wrong about it: look now and then.
        let wait = Effect::Wait {
            timer: Timer::Retry,
            millis: SLOWEST,
        };
        Vec::from([wait, Effect::Status])
    }

    /// Somebody signed in again.
    pub fn signed_in(&mut self) -> Vec<Effect> {
        self.net.signed_out = false;
        self.online()
    }

    /// The live stream says how far the server is.
    pub fn live(&mut self, live: Live) -> Vec<Effect> {
        let news = live.epoch != self.base.epoch || live.head > self.base.head;
        self.net.want_pull |= news;
        if self.net.waiting && self.term.is_some() {
            // It speaks, so it is there.
            return self.online();
        }
        self.pump()
    }

    /// A timer went off.
    pub fn timer(&mut self, timer: Timer) -> Vec<Effect> {
        match timer {
            Timer::Poll => self.net.want_pull = true,
            Timer::Retry => self.net.waiting = false,
            Timer::Store => return self.store_again(),
        }
        self.pump()
    }

    /// Asks the server to compare checksums with the next pull: now and then, to find what was lost.
    pub fn check(&mut self) -> Vec<Effect> {
        self.net.check = true;
        self.net.want_pull = true;
        self.pump()
    }

    /// Sends what there is to send.
    pub(super) fn pump(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let net = &self.net;
        let silent = self.term.is_none() || !self.loaded || self.loading.is_some();
        if silent || net.waiting || net.signed_out {
            return effects;
        }
        if net.pull.is_none() && !net.storing && (net.want_pull || net.staging.is_some()) {
            effects.push(self.pull());
        }
        let epoch = self.base.epoch;
        let known = !epoch.0.is_nil() && self.net.stale != Some(epoch);
        if self.net.push.is_none() && self.net.numbering.is_none() && known {
            effects.extend(self.push());
        }
        effects
    }

    fn pull(&mut self) -> Effect {
        let (epoch, have) = match &self.net.staging {
            Some(staging) => (staging.epoch, staging.have.clone()),
            None => (self.base.epoch, self.have()),
        };
        self.tokens += 1;
        self.net.pull = Some(self.tokens);
        self.net.want_pull = false;
        let check = self.net.check && self.net.staging.is_none();
        let pull = Pull {
            epoch,
            client: self.client,
            have,
            check,
            limit: None,
        };
        Effect::Pull {
            token: self.tokens,
            pull,
        }
    }

    /// Edits that the server has to decide, those with a number first.
    fn unsent(&self) -> Vec<u64> {
        let epoch = self.base.epoch;
        let open = |entry: &&Entry| {
            let asked = self.net.asked.contains(&entry.key);
            let waits = entry.cseq(epoch).is_some() && entry.verdict == Some(Verdict::Quarantined);
            !entry.is_decided(epoch) && !(waits && asked)
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

    fn push(&mut self) -> Vec<Effect> {
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
                    if put.shelf != was {
                        records.push(Record::forget(was, number_key(key)));
                    }
                    records.push(put);
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

    /// The answer to a pull, or none.
    pub fn pull_answered(
        &mut self,
        token: u64,
        answer: Result<PullAnswer, Failure>,
        now: Timestamp,
    ) -> Vec<Effect> {
        if self.net.pull != Some(token) {
            return Vec::new();
        }
        self.net.pull = None;
        let answer = match answer {
            Ok(answer) => answer,
            Err(failure) => {
                self.net.want_pull = true;
                return self.failed(failure);
            }
        };
        let mut effects = self.reached();
        if !answer.sums.is_empty() {
            self.net.check = false;
        }
        effects.extend(self.stage(answer));
        effects.extend(self.prune(now));
        effects.push(Effect::Wait {
            timer: Timer::Poll,
            millis: POLL,
        });
        effects.extend(self.pump());
        effects
    }

    /// Forgets accepted edits that no restored backup can have lost any more.
    fn prune(&mut self, now: Timestamp) -> Option<Effect> {
        let oldest = now.as_second() - KEEP;
        let old = |entry: &&Entry| {
            let decided = entry.decided_at.is_some_and(|at| at.as_second() < oldest);
            decided
                && entry.is_decided(self.base.epoch)
                && self.covers(entry)
                && !entry.needs_attention()
        };
        let keys: Vec<u64> = self
            .entries
            .values()
            .filter(old)
            .map(|entry| entry.key)
            .collect();
        if keys.is_empty() {
            return None;
        }
        let forget = |key: u64| {
            let shelf = self.entries.remove(&key).map(|entry| entry.shelf())?;
            Some(Record::forget(shelf, number_key(key)))
        };
        let records = keys.into_iter().filter_map(forget).collect();
        Some(self.store(records))
    }

    fn reached(&mut self) -> Vec<Effect> {
        let changed = self.net.failures > 0 || self.net.offline || self.net.stopped.is_some();
        self.net.failures = 0;
        self.net.offline = false;
        self.net.stopped = None;
        if changed {
            Vec::from([Effect::Status])
        } else {
            Vec::new()
        }
    }

    fn failed(&mut self, failure: Failure) -> Vec<Effect> {
        match failure {
            Failure::Unreachable => {}
            Failure::SignedOut => {
                self.net.signed_out = true;
                return Vec::from([Effect::SignIn, Effect::Status]);
            }
            Failure::TooLarge => {
                self.net.most = Some((self.net.most.unwrap_or(PUSH_OPS) / 2).max(1));
            }
            Failure::Refused { message, .. } => self.net.stopped = Some(message),
        }
        self.back_off()
    }

    pub(super) fn back_off(&mut self) -> Vec<Effect> {
        let millis = (1_000_u64 << self.net.failures.min(5)).min(SLOWEST);
        self.net.failures = self.net.failures.saturating_add(1);
        self.net.waiting = true;
        let wait = Effect::Wait {
            timer: Timer::Retry,
            millis,
        };
        Vec::from([wait, Effect::Status])
    }
}
