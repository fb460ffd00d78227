//! What this device keeps. *Base* is a copy of what the server said and can be fetched again; *mine* is
//! what a person wrote and exists nowhere else until the server has it. Values are JSON text.
//!
//! A row is one record of text under its own key. Chunks of rows would load a little faster, but an edit
//! would then rewrite a whole chunk; one `getAll` of 10,000 short texts is fast enough (see the README
//! of the numbers in `end2end`), because a text needs no structured clone of an object.

mod indexed_db;
mod memory;

use uuid::Uuid;

pub use indexed_db::IndexedDb;
pub use memory::Memory;

/// A kind of record. New ones may be added at the end; none is ever renamed or taken away, because a
/// tab of an older build may have the same database open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// Base: a row by kind and identity.
    Row,
    /// Base: how far this copy is (`state`), and the leader's term (`term`).
    Base,
    /// Mine: edits the server has not acknowledged, by number.
    Outbox,
    /// Mine: edits it did acknowledge, for a while: a restored backup may have lost them.
    Settled,
    /// Mine: edits that need the person.
    Attention,
    /// Mine: what was being typed.
    Draft,
    /// Mine: who this device is to the server, and the next number.
    Identity,
}

impl Shelf {
    /// Every shelf.
    pub const ALL: [Self; 7] = [
        Self::Row,
        Self::Base,
        Self::Outbox,
        Self::Settled,
        Self::Attention,
        Self::Draft,
        Self::Identity,
    ];

    /// Its name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Base => "base",
            Self::Outbox => "outbox",
            Self::Settled => "settled",
            Self::Attention => "attention",
            Self::Draft => "draft",
            Self::Identity => "identity",
        }
    }
}

/// One record to write, or to forget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub shelf: Shelf,
    /// Under which key.
    pub key: String,
    /// What; `None` forgets it.
    pub value: Option<String>,
}

impl Change {
    /// Writes a record.
    pub fn put(shelf: Shelf, key: impl Into<String>, value: String) -> Self {
        Self { shelf, key: key.into(), value: Some(value) }
    }

    /// Forgets a record.
    pub fn forget(shelf: Shelf, key: impl Into<String>) -> Self {
        Self { shelf, key: key.into(), value: None }
    }
}

/// Why the device did not keep something, as a sentence to show.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No room.
    #[error(
        "This device has no room left for Throughline, so your last edits are only in this tab. \
         Keep it open until they are sent, free some space, or export the unsent edits."
    )]
    Full,
    /// A later leader took over: this tab must not write base any more.
    #[error("Another tab has taken over.")]
    Fenced,
    /// Private window, storage forbidden, storage broken.
    #[error("This browser does not let Throughline keep anything on this device ({0}).")]
    Unavailable(String),
}

/// Key of the leader's term in `Shelf::Base`.
pub const TERM: &str = "term";
/// Key of the next operation number in `Shelf::Identity`.
pub const NEXT: &str = "next";
/// Key of this device's identity in `Shelf::Identity`.
pub const CLIENT: &str = "client";

/// A number as a key that sorts like the number.
pub fn number_key(number: u64) -> String {
    format!("{number:020}")
}

/// Where records go.
pub enum Journal {
    /// The device's own storage.
    Device(IndexedDb),
    /// This tab only: the browser allows nothing else.
    Memory(Memory),
}

impl Journal {
    /// Opens the storage of one person in one workspace. When the browser refuses, the journal is kept
    /// in memory and the sentence says so.
    pub async fn open(name: &str) -> (Self, Option<Fault>) {
        match IndexedDb::open(name).await {
            Ok(device) => (Self::Device(device), None),
            Err(fault) => (Self::Memory(Memory::default()), Some(fault)),
        }
    }

    /// Whether what is written survives the tab.
    pub fn lasts(&self) -> bool {
        matches!(self, Self::Device(_))
    }

    /// Every record of some shelves, by key, from one moment.
    pub async fn read(&self, shelves: &[Shelf]) -> Result<Vec<Vec<(String, String)>>, Fault> {
        match self {
            Self::Device(device) => device.read(shelves).await,
            Self::Memory(memory) => Ok(memory.read(shelves)),
        }
    }

    /// Some records of one shelf; those that are not there are left out.
    pub async fn some(
        &self,
        shelf: Shelf,
        keys: &[String],
    ) -> Result<Vec<(String, String)>, Fault> {
        match self {
            Self::Device(device) => device.some(shelf, keys).await,
            Self::Memory(memory) => Ok(memory.some(shelf, keys)),
        }
    }

    /// Writes to *mine*: when this returns `Ok`, the disk has it.
    pub async fn keep(&self, changes: &[Change]) -> Result<(), Fault> {
        match self {
            Self::Device(device) => device.keep(changes).await,
            Self::Memory(memory) => {
                memory.write(changes);
                Ok(())
            }
        }
    }

    /// Gives numbers to new edits and writes them, in one transaction: no two tabs give the same number.
    /// `text` makes the record when the number is known. The numbers, in order.
    pub async fn append(
        &self,
        count: u64,
        text: &dyn Fn(u64, u64) -> String,
    ) -> Result<Vec<u64>, Fault> {
        match self {
            Self::Device(device) => device.append(count, text).await,
            Self::Memory(memory) => Ok(memory.append(count, text)),
        }
    }

    /// Writes to *base* as the leader of `term`; `fresh` empties the rows first.
    pub async fn follow(&self, term: u64, fresh: bool, changes: &[Change]) -> Result<(), Fault> {
        match self {
            Self::Device(device) => device.follow(term, fresh, changes).await,
            Self::Memory(memory) => memory.follow(term, fresh, changes),
        }
    }

    /// Becomes the leader: the term from now on.
    pub async fn take_term(&self) -> Result<u64, Fault> {
        match self {
            Self::Device(device) => device.take_term().await,
            Self::Memory(memory) => Ok(memory.take_term()),
        }
    }

    /// Who this device is; `fresh` when it is nobody yet.
    pub async fn client(&self, fresh: Uuid) -> Result<Uuid, Fault> {
        match self {
            Self::Device(device) => device.client(fresh).await,
            Self::Memory(memory) => Ok(memory.client(fresh)),
        }
    }
}
