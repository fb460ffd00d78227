//! What the client's machine asks of its driver.

use alloc::vec::Vec;
use model::{AnyRow, Ref};
use uuid::Uuid;

use crate::message::{Pull, Push};
use crate::record::{Entry, Record};

/// One thing to do. Do them in order; those with a token report back with it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Give each entry the next key (counted by the store, in one transaction with the write, so
    /// that no two tabs give the same) and write `entry.record(key)`, durably. Then `appended`,
    /// and tell the other tabs the records (`changed`). On failure `store_failed`.
    Append {
        /// For `appended`.
        token: u64,
        /// New edits in order.
        entries: Vec<Entry>,
    },
    /// Write these records of *mine* in one transaction, durably. Then `stored`, and tell the other
    /// tabs. On failure `store_failed`.
    Store {
        /// For `stored`.
        token: u64,
        /// What to write and forget.
        records: Vec<Record>,
    },
    /// Write these records of *base* in one transaction that also checks that `term` is still the
    /// newest. Then `stored`, and tell the other tabs. On failure `store_failed`; when another
    /// term is newer, `deposed` instead.
    StoreBase {
        /// For `stored`.
        token: u64,
        /// The fence.
        term: u64,
        /// Forget every record of base first.
        fresh: bool,
        /// What to write and forget.
        records: Vec<Record>,
    },
    /// Read every record of every shelf in one transaction and call `load`. What other tabs tell
    /// meanwhile goes to `changed` as ever.
    Load {
        /// For `load`.
        token: u64,
    },
    /// POST to `/api/v1/push`, then `push_answered`.
    Push {
        /// For `push_answered`.
        token: u64,
        /// The message.
        push: Push,
    },
    /// POST to `/api/v1/pull`, then `pull_answered`.
    Pull {
        /// For `pull_answered`.
        token: u64,
        /// The message.
        pull: Pull,
    },
    /// Call `timer` after this time; replaces a running timer of the same name.
    Wait {
        /// Which.
        timer: Timer,
        /// How long.
        millis: u64,
    },
    /// These rows changed in the plan; each with what stood there before.
    Wake(Vec<(Ref, Option<AnyRow>)>),
    /// The whole plan is another.
    WakeAll,
    /// These edits are safe on this device: only now may the person be told so.
    Safe(Vec<Uuid>),
    /// `Replica::status` changed.
    Status,
    /// The outbox or what needs attention changed.
    Tray,
    /// The session ended: sign in again, then `signed_in`. Nothing is lost meanwhile.
    SignIn,
}

/// A timer of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timer {
    /// Ask the server even if it said nothing.
    Poll,
    /// Try again after a failure. The driver may add a random part.
    Retry,
    /// Try to write again.
    Store,
}
