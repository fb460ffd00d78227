//! Everything about one task: notes, dates it must keep, what it waits for, what it serves.

mod schedule;
mod ties;
mod why;

use chart::icon::Icon;
use leptos::html;
use leptos::prelude::*;
use model::{Id, Kind, LinkTarget, Task};

use schedule::When;
use ties::{Side, Ties};

use crate::components::icon::icon;
use crate::routes;
use crate::state::{Overlay, Picking, State};

/// The sheet.
#[component]
pub(super) fn TaskSheet(id: Id<Task>, opened: RwSignal<Option<Id<Task>>>) -> impl IntoView {
    let state = State::expect();
    let node = NodeRef::<html::Dialog>::new();
    let row = state.row(id);
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
            && dialog.show_modal().is_err()
        {
            dialog.set_open(true);
        }
    });
    let title = move || row.with(|row| row.as_ref().map(|row| row.title.clone()));
    let close = move |_| opened.set(None);
    view! {
        <dialog class="dialog sheet" node_ref=node aria-labelledby="task-sheet-title"
            on:close=move |_| opened.set(None)>
            <header class="dialog-head">
                <div><p class="eyebrow">"Task"</p><h2 class="dialog-title" id="task-sheet-title">{title}</h2></div>
                <button type="button" class="dialog-close" aria-label="Close" on:click=close>{icon(Icon::Close)}</button>
            </header>
            <div class="dialog-body form">
                <When id/>
                <Ties id side=Side::Before/>
                <Ties id side=Side::After/>
                <Flags id/>
                <Goals id/>
                <Notes id/>
            </div>
        </dialog>
    }
    .into_any()
}

#[component]
fn Notes(id: Id<Task>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let notes = move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| row.notes.clone())
                .unwrap_or_default()
        })
    };
    view! {
        <div class="form-field">
            <label class="form-field-label" for="task-notes">"Notes"</label>
            <textarea class="input" id="task-notes" rows="4" prop:value=notes
                on:change=move |event| { state.set(id.at(), "notes", event_target_value(&event)); }></textarea>
        </div>
    }
    .into_any()
}

#[component]
fn Flags(id: Id<Task>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let milestone = move || row.with(|row| row.as_ref().is_some_and(|row| row.milestone));
    view! {
        <div>
            <label class="check">
                <input type="checkbox" prop:checked=milestone
                    on:change=move |event| { state.set(id.at(), "milestone", event_target_checked(&event)); }/>
                "Milestone"
            </label>
        </div>
    }
    .into_any()
}

/// What it serves, directly or through what is above it.
#[component]
fn Goals(id: Id<Task>) -> impl IntoView {
    let state = State::expect();
    let served = Memo::new(move |_| {
        state.track_list(Kind::Link, None);
        state.plan(|plan| {
            let row = |it: model::plan::Served| {
                let goal = plan.get(it.key_result)?.title.clone();
                let above = plan.get(it.objective).map(|row| row.title.clone())?;
                Some((it.key_result, goal, above))
            };
            plan.serves(id)
                .into_iter()
                .filter_map(row)
                .collect::<Vec<_>>()
        })
    });
    let item = |(id, goal, above): (Id<model::KeyResult>, String, String)| {
        view! { <li><a href=routes::key_result(id)>{goal}</a><span class="data-table-sub">{above}</span></li> }
    };
    view! {
        <fieldset class="fieldset">
            <legend class="form-field-label">"Serves"</legend>
            {move || if served.with(Vec::is_empty) {
                view! { <p class="form-field-hint">"No Key Result yet."</p> }.into_any()
            } else {
                view! { <ul class="plain-list">{served.get().into_iter().map(item).collect_view()}</ul> }.into_any()
            }}
            <button type="button" class="button button-small"
                on:click=move |_| state.open(Overlay::Link(Picking::GoalsFor(LinkTarget::Task(id))))>
                {icon(Icon::Link)}"Link to a Key Result"
            </button>
        </fieldset>
    }
    .into_any()
}
