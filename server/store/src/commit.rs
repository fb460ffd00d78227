//! What goes into a store in one transaction is what `sync` decided; here is what comes out of it.

pub use sync::ledger::{
    AuthorWrite, ClientWrite, Commit, Grant, LogEntry, Outcome, Range, RowWrite, Waiting,
};
use sync::message::Epoch;
use uuid::Uuid;

/// A workspace in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Which.
    pub id: Uuid,
    /// Its epoch.
    pub epoch: Epoch,
    /// The number of its last change.
    pub head: u64,
}

/// A workspace whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// Its epoch.
    pub epoch: Epoch,
    /// The number of its last change.
    pub head: u64,
    /// Every row, those that left a scope too.
    pub rows: Vec<RowWrite>,
    /// Every client.
    pub clients: Vec<ClientWrite>,
    /// Who belongs to which audience.
    pub grants: Vec<Grant>,
    /// Operations that wait for a newer version, in the order in which they came.
    pub waiting: Vec<Waiting>,
    /// Who wrote which fields last.
    pub authors: Vec<AuthorWrite>,
}

/// What a pull finds, all from one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The epoch.
    pub epoch: Epoch,
    /// The head.
    pub head: u64,
    /// The rows, by scope as asked, then in the order of their changes.
    pub rows: Vec<RowWrite>,
}
