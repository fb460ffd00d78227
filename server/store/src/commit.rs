//! What goes into a store in one transaction, and what comes out of it.

use jiff::Timestamp;
use model::{Audience, Ref};
use serde_json::Value;
use uuid::Uuid;

/// A group of decisions, written together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Commit {
    /// Where the head was when this was decided.
    pub from: u64,
    /// Where it is afterwards.
    pub head: u64,
    /// Accepted operations.
    pub log: Vec<Entry>,
    /// What was answered, to refused operations too.
    pub outcomes: Vec<Outcome>,
    /// Rows as they are now; each replaces the one with its scopes and identity.
    pub rows: Vec<Stored>,
    /// How far each device came.
    pub devices: Vec<Device>,
    /// Scopes that people gained.
    pub granted: Vec<Grant>,
    /// Scopes that people lost.
    pub revoked: Vec<(Uuid, Audience)>,
    /// Operations that could not be read.
    pub quarantined: Vec<Quarantined>,
}

/// One accepted operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its place in the order of all changes.
    pub seq: u64,
    /// Its place within that number.
    pub idx: u32,
    /// Its identity, made by its author.
    pub op_id: Uuid,
    /// The device it came from.
    pub client: Uuid,
    /// Its number on that device.
    pub cseq: u64,
    /// Who.
    pub person: Uuid,
    /// The operation as it arrived.
    pub body: Value,
    /// When.
    pub received_at: Timestamp,
    /// The rows that it touched.
    pub touched: Vec<Ref>,
}

/// The answer to one operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Which.
    pub op_id: Uuid,
    /// The device it came from.
    pub client: Uuid,
    /// Its number on that device.
    pub cseq: u64,
    /// The head after it.
    pub seq: u64,
    /// The verdict, as it was sent.
    pub verdict: Value,
}

/// Whether a row is in its scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is here.
    Live,
    /// It went to another scope; its body is empty.
    Left,
    /// It is gone for good; its body is empty.
    Deleted,
}

/// A row where it lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// Which row.
    pub at: Ref,
    /// Its scope.
    pub scope: Audience,
    /// The second scope of a link between two confidential things.
    pub scope2: Option<Audience>,
    /// When it changed last.
    pub seq: u64,
    /// Here or gone.
    pub state: State,
    /// Head and body as JSON text; empty when it left.
    pub body: String,
}

/// How far a device came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The device.
    pub client: Uuid,
    /// Whose it is.
    pub person: Uuid,
    /// The number of the last operation that was answered for good.
    pub last_cseq: u64,
}

/// Somebody holds a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Who.
    pub person: Uuid,
    /// What.
    pub scope: Audience,
    /// Since which change.
    pub since: u64,
}

/// An operation that this version cannot read, kept whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Quarantined {
    /// Its identity.
    pub op_id: Uuid,
    /// The device it came from.
    pub client: Uuid,
    /// Its number there.
    pub cseq: u64,
    /// Who.
    pub person: Uuid,
    /// As it came.
    pub body: Value,
    /// What the reader said.
    pub why: String,
    /// When.
    pub received_at: Timestamp,
}

/// A workspace in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Which.
    pub id: Uuid,
    /// Its epoch.
    pub epoch: String,
    /// The number of its last change.
    pub head: u64,
}

/// A workspace whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// Its epoch.
    pub epoch: String,
    /// The number of its last change.
    pub head: u64,
    /// Every row, those that left a scope too.
    pub rows: Vec<Stored>,
    /// Every device.
    pub devices: Vec<Device>,
    /// Who holds what.
    pub grants: Vec<Grant>,
}

/// What a pull asks of one scope, or of one pair of scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The scope.
    pub scope: Audience,
    /// The second scope, for the rows that need both.
    pub scope2: Option<Audience>,
    /// Rows newer than this.
    pub after: u64,
}

/// What a pull finds, all from one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The epoch.
    pub epoch: String,
    /// The head.
    pub head: u64,
    /// The rows, by scopes as asked, then by seq.
    pub rows: Vec<Stored>,
}
