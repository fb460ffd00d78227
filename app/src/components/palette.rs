//! The command palette: what to do first, then where to go. It reads the plan on this device, so it
//! works offline.

mod entry;

use chart::icon::Icon;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::components::focus;
use crate::components::icon::icon;
use crate::state::State;
use entry::{Act, Entry, entries};

/// The palette.
#[component]
pub fn Palette() -> impl IntoView {
    let state = State::expect();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
            && dialog.show_modal().is_err()
        {
            dialog.set_open(true);
        }
    });
    let search = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let found = Memo::new(move |_| entries(state, &search.get()));
    let navigate = StoredValue::new(use_navigate());
    let run = Callback::new(move |at: usize| {
        let Some(entry) = found.with(|all| all.get(at).cloned()) else {
            return;
        };
        match entry.act {
            Act::Go(address) => {
                state.close();
                navigate.with_value(|go| go(&address, Default::default()));
            }
            Act::Open(overlay) => state.open(overlay),
            Act::Do(act) => {
                state.close();
                act(state);
            }
        }
    });
    let key = move |event: KeyboardEvent| {
        let count = found.with(Vec::len).max(1);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => at.update(|at| *at = (*at + count - 1) % count),
            "Enter" => run.run(at.get_untracked()),
            _ => return,
        }
        event.prevent_default();
        focus::show(&format!("palette-{}", at.get_untracked()));
    };
    view! {
        <dialog class="command-palette" node_ref=node aria-label="Search or do"
            on:close=move |_| state.close()>
            <div class="command-palette-field">
                {icon(Icon::Search)}
                <input class="command-palette-input" role="combobox" aria-expanded="true"
                    aria-controls="palette-list" aria-label="Search or do" autocomplete="off"
                    aria-activedescendant=move || {
                        found.with(|all| !all.is_empty()).then(|| format!("palette-{}", at.get()))
                    }
                    placeholder="Search or do" autofocus=true on:keydown=key
                    on:input=move |event| { search.set(event_target_value(&event)); at.set(0); }/>
            </div>
            <div class="command-palette-list" role="listbox" id="palette-list" aria-label="Results">
                {move || found.with(|all| list(all, at, run))}
            </div>
            {move || found.with(Vec::is_empty).then(|| view! {
                <p class="command-palette-empty">
                    {move || format!("Nothing here is called \u{201c}{}\u{201d}.", search.get().trim())}
                </p>
            })}
        </dialog>
    }
    .into_any()
}

fn list(all: &[Entry], at: RwSignal<usize>, run: Callback<usize>) -> impl IntoView + use<> {
    let mut group = "";
    let rows = all.iter().enumerate().map(|(here, entry)| {
        let head = (entry.group != group).then(|| {
            group = entry.group;
            view! { <p class="command-palette-group" role="presentation">{entry.group}</p> }
        });
        let (words, hint) = (entry.words.clone(), entry.hint.clone());
        view! {
            {head}
            <div class="command-palette-item" role="option" id=format!("palette-{here}")
                aria-selected=move || (at.get() == here).to_string()
                on:click=move |_| run.run(here)>
                {icon(entry.icon)}{words}<span class="command-palette-hint">{hint}</span>
            </div>
        }
    });
    rows.collect_view()
}
