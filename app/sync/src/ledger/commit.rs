//! What the server machine hands to its store: everything of it in one transaction, or nothing.

use alloc::string::String;
use alloc::vec::Vec;
use jiff::{Timestamp, civil::Date};
use model::{Audience, Id, Person, Ref};
use serde_json::Value;
use uuid::Uuid;

use crate::Scope;
use crate::message::{Push, PushAnswer, RowState, RowText, Verdict};

/// A push with who sent it.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// Whose session it came with.
    pub person: Id<Person>,
    /// What came.
    pub push: Push,
}

/// A decided batch. Store all of it in one durable transaction, then call `Ledger::committed` and
/// send the answers; when the transaction fails call `Ledger::failed` and answer nobody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Commit {
    /// Where the head was.
    pub from: u64,
    /// Where it is afterwards; equal to `from` when nothing changed.
    pub head: u64,
    /// Rows as they are now; each replaces the one with the same scope, kind and identity.
    pub rows: Vec<RowWrite>,
    /// Accepted operations that changed something.
    pub log: Vec<LogEntry>,
    /// The verdict of every operation decided here, refused ones too; replaces an earlier one.
    pub outcomes: Vec<Outcome>,
    /// How far each client came.
    pub clients: Vec<ClientWrite>,
    /// Who wrote which fields last; each replaces the one of the same row and field.
    pub authors: Vec<AuthorWrite>,
    /// Audiences that people gained.
    pub granted: Vec<Grant>,
    /// Audiences that people lost.
    pub revoked: Vec<Grant>,
    /// Operations that a newer version made: kept whole.
    pub quarantined: Vec<Waiting>,
    /// Operations that waited and are decided now: leave the quarantine.
    pub released: Vec<Uuid>,
    /// One answer for each arrival, in their order. To be sent once this is durable.
    pub answers: Vec<Result<PushAnswer, Rejection>>,
}

impl Commit {
    /// Nothing to store: the answers can go out at once (call `committed` all the same).
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
            && self.log.is_empty()
            && self.outcomes.is_empty()
            && self.clients.is_empty()
            && self.authors.is_empty()
            && self.granted.is_empty()
            && self.revoked.is_empty()
            && self.quarantined.is_empty()
            && self.released.is_empty()
    }
}

/// A row in a scope: what is written, and what a range of the store answers.
#[derive(Clone, Debug, PartialEq)]
pub struct RowWrite {
    /// Where it lies: key, together with `at`.
    pub scope: Scope,
    /// Which row.
    pub at: Ref,
    /// The change that wrote it.
    pub seq: u64,
    /// Here, or gone elsewhere.
    pub state: RowState,
    /// Head and body; empty when it is not here.
    pub text: RowText,
}

/// An accepted operation.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// Its number among all changes.
    pub seq: u64,
    /// Its identity.
    pub op_id: Uuid,
    /// The client it came from.
    pub client: Uuid,
    /// Its number there.
    pub cseq: u64,
    /// Who made it.
    pub person: Id<Person>,
    /// When it was made, by its author's clock.
    pub at: Timestamp,
    /// When it came.
    pub received_at: Timestamp,
    /// The operation.
    pub op: Value,
    /// The rows that it changed.
    pub touched: Vec<Ref>,
}

/// What was answered to an operation; also what the caller looks up for `Ledger::admit`.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The operation.
    pub op_id: Uuid,
    /// The client it came from first.
    pub client: Uuid,
    /// Its number there.
    pub cseq: u64,
    /// The head after it.
    pub seq: u64,
    /// The verdict.
    pub verdict: Verdict,
}

/// How far a client came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientWrite {
    /// The client.
    pub client: Uuid,
    /// Whose it is.
    pub person: Id<Person>,
    /// The last number that is decided.
    pub last_cseq: u64,
}

/// Who wrote a field last, when it was not the one who made the row: their value may give way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorWrite {
    /// In which row.
    pub at: Ref,
    /// Which field, or `place`, or `audience`.
    pub field: String,
    /// Who.
    pub person: Id<Person>,
}

/// Somebody belongs to an audience, or does no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Who.
    pub person: Id<Person>,
    /// What.
    pub audience: Audience,
    /// Since which change.
    pub since: u64,
}

/// An operation of a newer version, kept until this server is updated.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Its identity.
    pub op_id: Uuid,
    /// The client it came from.
    pub client: Uuid,
    /// Its number there.
    pub cseq: u64,
    /// Who made it.
    pub person: Id<Person>,
    /// When it was made.
    pub at: Timestamp,
    /// The day where its author was.
    pub today: Date,
    /// The operation as it came.
    pub op: Value,
    /// What could not be read.
    pub why: String,
    /// When it came.
    pub received_at: Timestamp,
}

/// Why a push was not looked at. Nothing of it is decided; sending it again is harmless.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The client's identity belongs to somebody else.
    #[error("This device's name is in use by another person. Reload to get a new one.")]
    ClientTaken,
    /// More operations than one push may have.
    #[error("A push may have at most {limit} operations. Send it in parts.")]
    TooManyOps {
        /// How many.
        limit: usize,
    },
}

impl Rejection {
    /// The word for programs, as HTTP errors carry it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ClientTaken => "client_taken",
            Self::TooManyOps { .. } => "too_many_ops",
        }
    }
}
