//! What a device keeps, as plain records of text: *base* is a copy of what the server said and can
//! be fetched again; *mine* is what a person wrote and may exist nowhere else.

use alloc::format;
use alloc::string::{String, ToString};
use jiff::{Timestamp, civil::Date};
use model::{Kind, Op, Ref};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Scope;
use crate::message::{Epoch, RowText, Verdict};

/// A kind of record. New ones may be added at the end; none is ever renamed or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// Base: a row, by `kind:id`.
    Row,
    /// Base: how far this copy is, one record called `state`.
    Base,
    /// Mine: edits without a final verdict, by key.
    Outbox,
    /// Mine: accepted edits, for 14 days: a restored backup may have lost them.
    Settled,
    /// Mine: edits that need the person.
    Attention,
    /// Mine: what was being typed.
    Draft,
}

/// One record to write, or to forget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where.
    pub shelf: Shelf,
    /// Under which key.
    pub key: String,
    /// JSON text; `None` forgets it.
    pub value: Option<String>,
}

impl Record {
    pub(crate) fn put(shelf: Shelf, key: String, value: &impl Serialize) -> Self {
        // The types that come here have string keys and no fallible writers.
        Self {
            shelf,
            key,
            value: Some(serde_json::to_string(value).unwrap_or_default()),
        }
    }
    pub(crate) fn forget(shelf: Shelf, key: String) -> Self {
        Self {
            shelf,
            key,
            value: None,
        }
    }
    /// Forgets an edit wherever it stands: a tab that led before may have written it late.
    pub(crate) fn forget_edit(key: u64) -> impl Iterator<Item = Self> {
        let shelves = [Shelf::Outbox, Shelf::Settled, Shelf::Attention];
        shelves
            .into_iter()
            .map(move |shelf| Self::forget(shelf, number_key(key)))
    }
    pub(crate) fn read<'a, T: Deserialize<'a>>(&'a self) -> Option<T> {
        self.value
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok())
    }
}

/// The name of the record that holds `BaseState`.
pub const STATE: &str = "state";

/// A number as a key that sorts like the number.
pub fn number_key(number: u64) -> String {
    format!("{number:020}")
}

/// The key of a row: `kind:id`.
pub fn row_key(at: Ref) -> String {
    let kind = serde_json::to_value(at.kind).unwrap_or_default();
    format!("{}:{}", kind.as_str().unwrap_or_default(), at.id)
}

/// The way back.
pub fn row_at(key: &str) -> Option<Ref> {
    let (kind, id) = key.split_once(':')?;
    let kind: Kind = serde_json::from_value(kind.to_string().into()).ok()?;
    Some(Ref {
        kind,
        id: id.parse().ok()?,
    })
}

/// How far a copy is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct BaseState {
    pub epoch: Epoch,
    /// Whose `last_cseq` it is.
    pub client: Uuid,
    pub have: alloc::collections::BTreeMap<Scope, u64>,
    pub last_cseq: u64,
    pub head: u64,
    /// What the version that wrote the rows knew: a newer one fetches them again, because the older
    /// one left out what it did not know.
    pub schema: u32,
    /// The leader that wrote it.
    #[serde(default)]
    pub term: u64,
}

/// A row of base as it is kept.
#[derive(Serialize, Deserialize)]
pub(crate) struct BaseRow {
    pub scope: Scope,
    pub seq: u64,
    pub row: RowText,
}

/// One edit of this device, from the moment it is made until 14 days after it was accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place among the edits of this device; given by the store when it is first written.
    #[serde(default)]
    pub key: u64,
    /// Its identity for ever.
    pub op_id: Uuid,
    /// When it was made.
    pub at: Timestamp,
    /// The day where its author was.
    pub today: Date,
    /// What it changes.
    pub op: Op,
    /// Its number to the server, with the epoch that the number and the verdict belong to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Sent>,
    /// What the server decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// When it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Timestamp>,
    /// The person has seen that values gave way.
    #[serde(default)]
    pub told: bool,
}

/// The number of an edit, valid in one epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The life of the log.
    pub epoch: Epoch,
    /// 1, 2, 3 without a gap.
    pub cseq: u64,
}

impl Entry {
    /// The record of this entry under a key: what `Effect::Append` asks the store to write once it
    /// has given the key.
    pub fn record(&self, key: u64) -> Record {
        let entry = Self {
            key,
            ..self.clone()
        };
        Record::put(entry.shelf(), number_key(key), &entry)
    }

    pub(crate) fn shelf(&self) -> Shelf {
        match &self.verdict {
            None => Shelf::Outbox,
            Some(verdict) if !verdict.is_final() => Shelf::Outbox,
            Some(_) if self.needs_attention() => Shelf::Attention,
            Some(_) => Shelf::Settled,
        }
    }

    /// Refused, or values gave way and the person has not seen it.
    pub fn needs_attention(&self) -> bool {
        match &self.verdict {
            Some(Verdict::Refused { .. }) => true,
            Some(verdict) => !self.told && !verdict.replaced().is_empty(),
            None => false,
        }
    }

    pub(crate) fn is_refused(&self) -> bool {
        matches!(self.verdict, Some(Verdict::Refused { .. }))
    }

    /// Its number in this epoch, if it has one.
    pub(crate) fn cseq(&self, epoch: Epoch) -> Option<u64> {
        self.sent
            .filter(|sent| sent.epoch == epoch)
            .map(|sent| sent.cseq)
    }

    /// Whether another state of this entry, heard of late, is older: it is decided, the other is
    /// not, and no new epoch has opened it again.
    pub(crate) fn outlives(&self, other: &Self) -> bool {
        let decided = |it: &Self| it.verdict.as_ref().is_some_and(Verdict::is_final);
        let epoch = |it: &Self| it.sent.map(|sent| sent.epoch);
        let same = other.sent.is_none() || epoch(self) == epoch(other);
        self.op_id == other.op_id && decided(self) && !decided(other) && same
    }

    /// Whether the server of this epoch has decided it. What another life of the log accepted is
    /// open again; what was refused stays refused until the person tries again.
    pub(crate) fn is_decided(&self, epoch: Epoch) -> bool {
        self.is_refused()
            || (self.cseq(epoch).is_some() && self.verdict.as_ref().is_some_and(Verdict::is_final))
    }
}
