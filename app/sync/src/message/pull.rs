//! What a client asks for.

use alloc::collections::BTreeMap;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Epoch;
use crate::Scope;

/// Asks for everything that changed since. A first pull has nothing and gets everything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pull {
    /// The life of the log that `have` belongs to; the nil UUID when there is nothing yet.
    pub epoch: Epoch,
    /// The device, for `last_cseq`.
    pub client: Uuid,
    /// Up to which change each scope is here.
    pub have: BTreeMap<Scope, u64>,
    /// Wishes a checksum of each scope with the last page.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub check: bool,
    /// How many rows a page should have; the server may send fewer or, to not split a change, more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}
