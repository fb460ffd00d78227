//! What this device keeps. *Base* is a copy of what the server said and can be fetched again; *mine* is
//! what a person wrote and exists nowhere else until the server has it. Values are JSON text.
//!
//! A row is one record of text under its own key. Measured with 10,000 rows of 600 bytes in Chromium:
//! reading all of them takes 280 ms, and 70 ms as a hundred chunks. But an edit by anybody would then
//! read and rewrite a chunk of 60 KB, and two writers would have to agree on it; rows change all day,
//! and all of them are read once a tab.

mod indexed_db;
mod memory;

use sync::record::{Entry, Record, Shelf};
use uuid::Uuid;

pub use indexed_db::IndexedDb;
pub use memory::Memory;

/// Every shelf of the replica. Records of a shelf that is added later are read by later builds only.
pub const SHELVES: [Shelf; 6] = [
    Shelf::Row,
    Shelf::Base,
    Shelf::Outbox,
    Shelf::Settled,
    Shelf::Attention,
    Shelf::Draft,
];

/// The name of a shelf in the database; never changed, since older builds have the same one open.
pub const fn name(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Row => "row",
        Shelf::Base => "base",
        Shelf::Outbox => "outbox",
        Shelf::Settled => "settled",
        Shelf::Attention => "attention",
        Shelf::Draft => "draft",
    }
}

/// The shelf that is ours alone: who this device is to the server, and the next key of an edit. It is
/// *mine* too.
pub const IDENTITY: &str = "identity";

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

/// Key of the leader's term, beside the state of base.
pub const TERM: &str = "term";
/// Key of the next edit's key in `IDENTITY`.
pub const NEXT: &str = "next";
/// Key of this device's identity in `IDENTITY`.
pub const CLIENT: &str = "client";

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

    /// Every record of every shelf, from one moment.
    pub async fn load(&self) -> Result<Vec<Record>, Fault> {
        match self {
            Self::Device(device) => device.load().await,
            Self::Memory(memory) => Ok(memory.load()),
        }
    }

    /// Writes to *mine*: when this returns `Ok`, the disk has it.
    pub async fn keep(&self, records: &[Record]) -> Result<(), Fault> {
        match self {
            Self::Device(device) => device.keep(records).await,
            Self::Memory(memory) => {
                memory.write(records);
                Ok(())
            }
        }
    }

    /// Gives keys to new edits and writes them durably, in one transaction: no two tabs give the same
    /// key. The keys, in order.
    pub async fn append(&self, entries: &[Entry]) -> Result<Vec<u64>, Fault> {
        match self {
            Self::Device(device) => device.append(entries).await,
            Self::Memory(memory) => Ok(memory.append(entries)),
        }
    }

    /// Writes to *base* as the leader of `term`; `fresh` empties it first.
    pub async fn follow(&self, term: u64, fresh: bool, records: &[Record]) -> Result<(), Fault> {
        match self {
            Self::Device(device) => device.follow(term, fresh, records).await,
            Self::Memory(memory) => memory.follow(term, fresh, records),
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
