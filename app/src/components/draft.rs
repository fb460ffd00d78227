//! Typed text outlives a closed dialog and a reload: kept on the device until it is saved.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::state::State;

/// What was typed under this key and not saved yet.
pub fn kept<T: DeserializeOwned>(state: State, key: &str) -> Option<T> {
    let text = state.host().remembered(&format!("draft:{key}"))?;
    serde_json::from_str(&text).ok()
}

/// Keeps what the closure reads, from its first change on.
pub fn keep<T: Serialize + 'static>(
    state: State,
    key: impl Into<String>,
    read: impl Fn() -> T + 'static,
) {
    let key = format!("draft:{}", key.into());
    Effect::new(move |begun: Option<()>| {
        let text = serde_json::to_string(&read()).unwrap_or_default();
        if begun.is_some() {
            state.host().remember(&key, Some(&text));
        }
    });
}

/// It was saved, or let go.
pub fn forget(state: State, key: &str) {
    state.host().remember(&format!("draft:{key}"), None);
}
