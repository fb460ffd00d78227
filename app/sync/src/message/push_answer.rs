//! What the server decided about a push.

use alloc::string::String;
use alloc::vec::Vec;
use model::{Id, Person, Ref, Refusal};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::Epoch;

/// The answer to a push. Another epoch than the one sent: nothing was looked at, pull first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PushAnswer {
    /// The life of the log.
    pub epoch: Epoch,
    /// The number of the last change.
    pub head: u64,
    /// The last number of this client that is decided: the next one to send is one more.
    pub last_cseq: u64,
    /// One for each operation that was decided. Those after a gap in the numbers have none.
    pub verdicts: Vec<Decided>,
}

/// The verdict on one operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// The operation.
    pub op_id: Uuid,
    /// Its number.
    pub cseq: u64,
    /// What became of it.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// What became of an operation. Everything but `quarantined` and `number_taken` is final.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Done.
    Ok {
        /// The number of the change.
        seq: u64,
    },
    /// Done, and it replaced values that its author had not seen: the later arrival wins.
    Conflict {
        /// The number of the change.
        seq: u64,
        /// The values that gave way.
        replaced: Vec<Overwritten>,
    },
    /// Done; long text was merged by words with somebody else's.
    Merged {
        /// The number of the change.
        seq: u64,
        /// Values of other fields of the same operation that gave way.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        replaced: Vec<Overwritten>,
    },
    /// Nothing to do: somebody had done the same already.
    Noop,
    /// Not done, and never will be as it is.
    Refused {
        /// Why.
        why: Refusal,
        /// The same as a sentence.
        message: String,
    },
    /// This server is older than the client: it keeps the operation and decides when it is updated.
    Quarantined,
    /// The number belongs to another operation of this client: number it anew after `last_cseq`.
    NumberTaken,
}

impl Verdict {
    /// Done, or nothing was to be done: what is offered again when a backup is restored.
    pub fn is_accepted(&self) -> bool {
        matches!(
            self,
            Self::Ok { .. } | Self::Conflict { .. } | Self::Merged { .. } | Self::Noop
        )
    }
    /// Whether it will never change.
    pub fn is_final(&self) -> bool {
        !matches!(self, Self::Quarantined | Self::NumberTaken)
    }
    /// The values that gave way.
    pub fn replaced(&self) -> &[Overwritten] {
        match self {
            Self::Conflict { replaced, .. } | Self::Merged { replaced, .. } => replaced,
            _ => &[],
        }
    }
}

/// A value that gave way to a later arrival.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overwritten {
    /// In which row.
    pub at: Ref,
    /// Which field; `place` after a move, `audience` after a change of audience.
    pub field: String,
    /// What stood there.
    #[serde(default)]
    pub was: Value,
    /// What the author had seen.
    #[serde(default)]
    pub expected: Value,
    /// What stands there now.
    #[serde(default)]
    pub now: Value,
    /// Whose value gave way. They are told too, when they may see the row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Person>>,
}

impl From<&model::op::Replaced> for Overwritten {
    fn from(it: &model::op::Replaced) -> Self {
        Self {
            at: it.at,
            field: it.field.clone(),
            was: it.was.clone(),
            expected: it.expected.clone(),
            now: it.now.clone(),
            by: None,
        }
    }
}
