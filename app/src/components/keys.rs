//! The keys, and on a phone the places that the bottom bar has no room for.

use chart::icon::Icon;
use leptos::prelude::*;

use crate::components::dialog::Dialog;
use crate::components::icon::icon;
use crate::state::{Overlay, State};

const KEYS: &[(&str, &[(&str, &str)])] = &[
    (
        "Everywhere",
        &[
            ("Ctrl K", "Search or do"),
            ("?", "These keys"),
            ("G then H, O, P", "Home, OKRs, Projects"),
            ("G then I, S", "Import, Settings"),
            ("Ctrl Z", "Undo"),
            ("Ctrl Shift Z", "Redo"),
            ("Esc", "Close"),
        ],
    ),
    (
        "On an Objective or Key Result",
        &[
            ("J K or \u{2193} \u{2191}", "Next, previous"),
            ("Enter", "Open"),
            ("C", "Check in"),
            ("E", "Edit"),
            ("N", "New Key Result here"),
            ("L", "Link work"),
            ("W", "Why this number?"),
            ("Alt \u{2191} \u{2193}", "Move up, down"),
            ("Delete", "Put in the trash"),
        ],
    ),
    (
        "In a task list",
        &[
            ("Enter", "New task below"),
            ("Tab, Shift Tab", "Indent, outdent"),
            ("Alt \u{2191} \u{2193}", "Move up, down"),
            ("Space", "Done or open"),
        ],
    ),
];

/// The keys.
#[component]
pub fn Keys() -> impl IntoView {
    let group = |(title, keys): &'static (&'static str, &'static [(&str, &str)])| {
        let row = |(key, words): &'static (&'static str, &'static str)| {
            view! { <dt><kbd>{*key}</kbd></dt><dd>{*words}</dd> }
        };
        view! {
            <section>
                <h3 class="eyebrow">{*title}</h3>
                <dl class="fact-list">{keys.iter().map(row).collect_view()}</dl>
            </section>
        }
    };
    view! {
        <Dialog title="Keys">
            <div class="dialog-body" tabindex="0">
                {KEYS.iter().map(group).collect_view()}
                <p class="form-field-hint">"Single letters act outside fields only. They can be \
                    switched off under Settings."</p>
            </div>
        </Dialog>
    }
    .into_any()
}

/// The other places of a phone.
#[component]
pub fn MorePlaces() -> impl IntoView {
    let state = State::expect();
    let place = move |href: &'static str, shape: Icon, words: &'static str| {
        view! { <a class="menu-item" href=href on:click=move |_| state.close()>{icon(shape)}{words}</a> }
    };
    view! {
        <Dialog title="More">
            <nav class="dialog-body" aria-label="More places">
                {place("/import", Icon::Import, "Import")}
                {place("/share", Icon::Share, "Share")}
                {place("/settings", Icon::Setting, "Settings")}
                <button type="button" class="menu-item" on:click=move |_| state.undo()>
                    {icon(Icon::Undo)}"Undo"
                </button>
                <button type="button" class="menu-item" on:click=move |_| state.open(Overlay::SignOut)>
                    {icon(Icon::Leave)}"Sign out"
                </button>
            </nav>
        </Dialog>
    }
    .into_any()
}
