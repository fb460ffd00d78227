//! A button that puts text on the clipboard and says so.

use chart::icon::Icon;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::icon::small_icon;
use crate::state::State;

/// Copies a text; a refusal of the device is said.
pub fn copy(state: State, text: String) {
    let copied = state.host().copy(text);
    spawn_local(async move {
        match copied.await {
            Ok(()) => state.say("Copied."),
            Err(trouble) => state.warn(trouble.to_string()),
        }
    });
}

/// The button.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let state = State::expect();
    view! {
        <button type="button" class="button button-small" on:click=move |_| copy(state, text.clone())>
            {small_icon(Icon::Copy)}"Copy"
        </button>
    }
    .into_any()
}
