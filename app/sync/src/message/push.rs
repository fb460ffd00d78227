//! What a client offers.

use alloc::vec::Vec;
use jiff::{Timestamp, civil::Date};
use model::Op;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use uuid::Uuid;

use super::Epoch;

/// Operations of one client, in the order of their numbers, without a gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Push {
    /// The life of the log that the numbers belong to.
    pub epoch: Epoch,
    /// The device: one outbox has one identity.
    pub client: Uuid,
    /// What the client's version knows (`SCHEMA`).
    pub schema: u32,
    /// At most `PUSH_OPS` of them and `PUSH_BYTES` in all.
    pub ops: Vec<Offer>,
}

/// One operation on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// Its identity for ever: the same operation offered again is the same.
    pub op_id: Uuid,
    /// Its number on this client: 1, 2, 3 without a gap.
    pub cseq: u64,
    /// When it was made, by the client's clock: shown, never decided with.
    pub at: Timestamp,
    /// The day where its author was; the day of `at` in UTC when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<Date>,
    /// What to change.
    pub op: Offered,
}

/// An operation, or what a newer version calls one.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "the small variant is the rare one"
)]
pub enum Offered {
    /// One of the closed list that this version knows.
    Known(Op),
    /// JSON that this version cannot read: kept as it is.
    Unknown(Value),
}

impl Offered {
    /// The operation, when this version knows it.
    pub fn known(&self) -> Option<&Op> {
        match self {
            Self::Known(op) => Some(op),
            Self::Unknown(_) => None,
        }
    }
    /// The operation as JSON.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Known(op) => serde_json::to_value(op).unwrap_or_default(),
            Self::Unknown(value) => value.clone(),
        }
    }
}

impl Serialize for Offered {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(op) => op.serialize(to),
            Self::Unknown(value) => value.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for Offered {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        Ok(Op::deserialize(&value).map_or_else(|_| Self::Unknown(value), Self::Known))
    }
}
