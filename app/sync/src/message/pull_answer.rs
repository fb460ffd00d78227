//! What changed since.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::{Epoch, RowMessage, RowState, RowText};
use crate::Scope;

/// One page, all from one moment. Another epoch than asked for: rebuild from nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PullAnswer {
    /// The life of the log.
    pub epoch: Epoch,
    /// The number of the last change at this moment.
    pub head: u64,
    /// The last number of this client that is decided at this moment: what has a smaller number is
    /// in these rows.
    pub last_cseq: u64,
    /// Ask again from where this page ends, and show nothing before the last page is here.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub more: bool,
    /// Every scope that changed, those that were taken away too.
    pub scopes: Vec<ScopeAnswer>,
    /// Checksums of whole scopes at `head`, when they were asked for and this is the last page.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sums: BTreeMap<Scope, Sum>,
}

/// What became of one scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScopeAnswer {
    /// Which.
    pub scope: Scope,
    /// How to take the rows.
    pub state: ScopeState,
    /// Up to which change the scope is complete with this page: the next `have`.
    #[serde(default)]
    pub up_to: u64,
    /// Rows in the order of their changes.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "known_rows"
    )]
    pub rows: Vec<RowMessage>,
}

/// Leaves out rows of kinds that a newer version added.
fn known_rows<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<RowMessage>, D::Error> {
    struct Known(Option<RowMessage>);
    impl<'de> Deserialize<'de> for Known {
        fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            #[derive(Deserialize)]
            struct Any {
                kind: alloc::string::String,
                id: uuid::Uuid,
                seq: u64,
                #[serde(default)]
                state: RowState,
                #[serde(default)]
                row: RowText,
            }
            let Any {
                kind,
                id,
                seq,
                state,
                row,
            } = Any::deserialize(from)?;
            let kind = model::Kind::deserialize(kind.as_str().into_deserializer());
            let kind: Result<_, serde::de::value::Error> = kind;
            Ok(Self(kind.ok().map(|kind| RowMessage {
                kind,
                id,
                seq,
                state,
                row,
            })))
        }
    }
    use serde::de::IntoDeserializer;
    let rows = Vec::<Known>::deserialize(from)?;
    Ok(rows.into_iter().filter_map(|row| row.0).collect())
}

/// How to take the rows of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScopeState {
    /// Access is gone: forget everything of it, and that it was there.
    Purge,
    /// Forget what is here of it, then put these.
    Full,
    /// These changed.
    Rows,
}

/// A checksum of the rows of a scope: the wrapping sum of FNV-1a over `kind:id:seq` of each live
/// row. Written as 16 hexadecimal digits, since JSON's numbers are not wide enough everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum(pub u64);

impl Sum {
    /// Counts a live row in.
    pub fn add(&mut self, at: model::Ref, seq: u64) {
        let kind = serde_json::to_value(at.kind).unwrap_or_default();
        let text = alloc::format!("{}:{}:{seq}", kind.as_str().unwrap_or_default(), at.id);
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in text.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self.0 = self.0.wrapping_add(hash);
    }
}

impl Serialize for Sum {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{:016x}", self.0))
    }
}

impl<'de> Deserialize<'de> for Sum {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = alloc::string::String::deserialize(from)?;
        u64::from_str_radix(&text, 16)
            .map(Self)
            .map_err(serde::de::Error::custom)
    }
}
