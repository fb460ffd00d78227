//! A row as it travels and as it is stored.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use model::{AnyRow, Kind, Ref};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use uuid::Uuid;

/// One row in one scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowMessage {
    /// What it is.
    pub kind: Kind,
    /// Which one.
    pub id: Uuid,
    /// The change that it comes from.
    pub seq: u64,
    /// Whether it is here.
    #[serde(default)]
    pub state: RowState,
    /// `{"head": {...}, "body": {...}}`; left out when it is not here.
    #[serde(default, skip_serializing_if = "RowText::is_empty")]
    pub row: RowText,
}

impl RowMessage {
    /// Its kind and identity.
    pub fn at(&self) -> Ref {
        Ref {
            kind: self.kind,
            id: self.id,
        }
    }
}

/// Whether a row is in a scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// It is here.
    #[default]
    Live,
    /// It went to another scope. To a client the same as deleted.
    Left,
    /// It is gone for good.
    Deleted,
}

/// The JSON text of a row, carried without being read: a store keeps it, a server passes it on.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowText(pub String);

impl RowText {
    /// The text of a row.
    pub fn of(row: &AnyRow) -> Self {
        Self(row.to_json().to_string())
    }
    /// Reads it.
    pub fn read(&self, at: Ref) -> Result<AnyRow, serde_json::Error> {
        AnyRow::from_json_text(at, &self.0)
    }
    /// A row that is not here has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for RowText {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let raw: &RawValue = serde_json::from_str(if self.0.is_empty() { "null" } else { &self.0 })
            .map_err(serde::ser::Error::custom)?;
        raw.serialize(to)
    }
}

impl<'de> Deserialize<'de> for RowText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(from)?;
        let text = raw.get();
        Ok(Self(if text == "null" {
            String::new()
        } else {
            text.to_string()
        }))
    }
}
