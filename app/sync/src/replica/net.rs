//! When to talk to the server: one push and one pull at a time, by the leading tab alone.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use super::base::Staging;
use super::{Replica, Write};
use crate::effect::{Effect, Timer};
use crate::message::{Epoch, Live, PUSH_OPS};

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

/// The longest wait before trying again.
const SLOWEST: u64 = 30_000;

#[derive(Clone, Debug, Default)]
pub(super) struct Net {
    pub push: Option<u64>,
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
    pub most: Option<usize>,
    pub check: bool,
    /// The epoch that the server no longer lives in.
    pub stale: Option<Epoch>,
}

impl Net {
    pub(super) fn unreachable(&self) -> bool {
        self.offline || self.failures > 0
    }
}

impl Replica {
    /// This tab leads from now on, with this term. Reads everything again first: another led
    /// before.
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

    /// Asks the server to compare checksums with the next pull: now and then, to find what was
    /// lost.
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

    pub(super) fn reached(&mut self) -> Vec<Effect> {
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

    pub(super) fn failed(&mut self, failure: Failure) -> Vec<Effect> {
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
