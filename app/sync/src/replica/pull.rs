//! Asking what changed, and what can be forgotten once it is known.

use alloc::vec::Vec;
use jiff::Timestamp;

use super::{Failure, Replica};
use crate::effect::{Effect, Timer};
use crate::message::{Pull, PullAnswer};
use crate::record::{Entry, Record};

/// Milliseconds between polls.
const POLL: u64 = 30_000;
/// How long accepted edits are kept, in seconds.
const KEEP: i64 = 14 * 24 * 60 * 60;

impl Replica {
    pub(super) fn pull(&mut self) -> Effect {
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
        for key in &keys {
            self.entries.remove(key);
        }
        let records = keys.into_iter().flat_map(Record::forget_edit).collect();
        Some(self.store(records))
    }
}
