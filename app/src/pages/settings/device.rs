//! This device: light or dark, single letters, unsent edits, signing out.

use leptos::prelude::*;

use super::Group;
use crate::components::focus::LETTERS;
use crate::components::sign_out::export_unsent;
use crate::host::Theme;
use crate::state::{Overlay, State};

#[component]
pub(super) fn Device() -> impl IntoView {
    let state = State::expect();
    let option = move |theme: Theme, words: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (state.theme() == theme).to_string()
                on:click=move |_| state.set_theme(theme)>{words}</button>
        }
    };
    let letters = RwSignal::new(state.host().remembered(LETTERS).as_deref() != Some("off"));
    let switch = move |event| {
        let on = event_target_checked(&event);
        letters.set(on);
        state
            .host()
            .remember(LETTERS, Some(if on { "on" } else { "off" }));
    };
    view! {
        <Group id="device" title="This device" text="Kept here, not for the whole workspace.">
            <div class="form">
                <div class="segment" role="group" aria-label="Theme">
                    {option(Theme::Auto, "As the system")}
                    {option(Theme::Light, "Light")}
                    {option(Theme::Dark, "Dark")}
                </div>
                <label class="check">
                    <input type="checkbox" checked=letters.get_untracked() prop:checked=letters on:change=switch/>
                    "Single letters act outside fields"
                </label>
                <p class="button-row">
                    <button type="button" class="button" on:click=move |_| export_unsent(state)>
                        "Export unsent edits"
                    </button>
                    <button type="button" class="button" on:click=move |_| state.open(Overlay::Keys)>"Keys"</button>
                    <button type="button" class="button" on:click=move |_| state.open(Overlay::SignOut)>
                        "Sign out"
                    </button>
                </p>
            </div>
        </Group>
    }
    .into_any()
}
