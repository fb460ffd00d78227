//! Where your changes are: saved, on their way, on this device, or not accepted.

use chart::icon::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::components::icon::small_icon;
use crate::format::clock;
use crate::host::SyncStatus;
use crate::state::State;

/// What the chip says of the copies: the value of `data-sync`, the words, the shape.
fn reading(state: State, sync: &SyncStatus) -> (&'static str, String, Icon) {
    if sync.offline_since.is_some() {
        let words = match sync.waiting {
            0 => "Offline".to_owned(),
            n => format!("Offline, {n} on this device"),
        };
        return ("offline", words, Icon::Offline);
    }
    if sync.signed_out {
        let words = match sync.waiting {
            0 => "Signed out".to_owned(),
            n => format!("Signed out, {n} on this device"),
        };
        return ("offline", words, Icon::Device);
    }
    if sync.starting {
        return ("starting", "Starting".to_owned(), Icon::Device);
    }
    if sync.waiting > 0 {
        return ("saving", format!("Saving {}", sync.waiting), Icon::Device);
    }
    let at = sync
        .synced_at
        .map(|at| clock(state.host().local(at)))
        .unwrap_or_default();
    (
        "saved",
        format!("All changes saved {at}").trim_end().to_owned(),
        Icon::Saved,
    )
}

/// The chip, and a second one when something needs attention.
#[component]
pub fn SyncChip() -> impl IntoView {
    let state = State::expect();
    let navigate = StoredValue::new(use_navigate());
    let go = move || navigate.with_value(|go| go("/#device", Default::default()));
    let attention = move || {
        let n = state.sync().attention;
        (n > 0).then(|| {
            let words = if n == 1 { "1 needs attention".to_owned() } else { format!("{n} need attention") };
            view! {
                <button type="button" class="sync-chip" data-sync="attention" on:click=move |_| go()>
                    {small_icon(Icon::Warn)}{words}
                </button>
            }
        })
    };
    let now = Memo::new(move |_| {
        let (kind, words, shape) = reading(state, &state.sync());
        (kind, words, shape)
    });
    view! {
        {attention}
        <button type="button" class="sync-chip" data-sync=move || now.get().0
            on:click=move |_| { state.host().sync_now(); go(); }>
            {move || small_icon(now.get().2)}
            <span class="sync-chip-word" role="status">{move || now.get().1}</span>
        </button>
    }
    .into_any()
}
