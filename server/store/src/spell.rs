//! How identities, kinds, roles, scopes and moments are spelled in a database.

use std::str::FromStr;

use jiff::Timestamp;
use model::{Kind, Ref};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;

use crate::StoreError;

/// The word of a plain enum, as its JSON spells it.
pub(crate) fn word<T: Serialize>(choice: T) -> String {
    match serde_json::to_value(choice) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The way back from `word`.
pub(crate) fn read_word<T: DeserializeOwned>(place: &str, word: &str) -> Result<T, StoreError> {
    serde_json::from_value(Value::from(word)).map_err(|e| StoreError::unreadable(place, e))
}

/// Anything with a spelling of its own.
pub(crate) fn read<T: FromStr<Err: std::fmt::Display>>(
    place: &str,
    text: &str,
) -> Result<T, StoreError> {
    text.parse()
        .map_err(|e| StoreError::unreadable(place, format!("\u{201c}{text}\u{201d}: {e}")))
}

/// A reference from its two columns.
pub(crate) fn read_ref(place: &str, kind: &str, id: &str) -> Result<Ref, StoreError> {
    Ok(Ref {
        kind: read_word::<Kind>(place, kind)?,
        id: read::<Uuid>(place, id)?,
    })
}

/// A moment in a fixed width, so that text order is time order.
pub(crate) fn moment(at: Timestamp) -> String {
    format!("{at:.6}")
}
