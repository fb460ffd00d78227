//! The input of a cell while it is edited, the same in every table of tasks. What was typed stays in
//! it when it is not accepted.

use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use model::{Id, Task};

use super::column::Column;
use super::edit::{self, Choice};
use super::select::Spot;
use super::state::Grid;
use crate::components::focus;
use crate::state::State;

/// The input.
#[component]
pub fn CellInput(
    /// The table.
    grid: Grid,
    /// Which task.
    id: Id<Task>,
    /// Which column.
    column: Column,
    /// Its id on the page, where it is one of several.
    #[prop(into)]
    dom_id: String,
    /// Where one goes after Enter; back to the cell when nothing else is said.
    #[prop(optional, into)]
    entered: Option<Callback<Spot>>,
) -> impl IntoView {
    let state = State::expect();
    let is_here = move |it: &Option<super::state::Editing>| {
        it.as_ref().is_some_and(|it| it.0 == id && it.1 == column)
    };
    let seed = grid
        .editing
        .with_untracked(|it| it.as_ref().and_then(|it| it.2.clone()));
    let begun = seed.is_some();
    let value =
        seed.unwrap_or_else(|| state.schedules(|plan, all| edit::raw(plan, all, id, column)));
    let title = state.plan(|plan| plan.get(id).map(|row| row.title.clone()));
    let label = format!("{} of {}", column.word(), title.unwrap_or_default());
    let leave = move || {
        grid.editing.set(None);
        grid.go.run((id, column));
    };
    // True when the cell is done with: a refusal leaves what was typed where it is.
    let commit = move |typed: String| match edit::commit(state, id, column, &typed) {
        Ok(()) => {
            if grid.editing.with_untracked(is_here) {
                grid.editing.set(None);
            }
            true
        }
        Err(why) => {
            state.warn(why);
            false
        }
    };
    let entered = entered.unwrap_or(grid.go);
    if let Some(choices) = state.plan(|plan| edit::choices(plan, column)) {
        return view! { <Select id=dom_id label value choices
        commit=Callback::new(move |typed| if commit(typed) { grid.go.run((id, column)) })
        leave=Callback::new(move |()| leave())/> }
        .into_any();
    }
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            let field = input.clone();
            focus::on_made(&input, move |_| match begun {
                // What is typed next goes behind what began it.
                true => {
                    let end = u32::try_from(field.value().encode_utf16().count()).unwrap_or(0);
                    drop(field.set_selection_range(end, end));
                }
                false => field.select(),
            });
        }
    });
    let typed = move || {
        node.get_untracked()
            .map(|it| it.value())
            .unwrap_or_default()
    };
    let key = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                if commit(typed()) {
                    entered.run((id, column));
                }
            }
            "Escape" => leave(),
            _ => {}
        }
    };
    let kind = if matches!(column, Column::Start | Column::Finish) {
        "date"
    } else {
        "text"
    };
    let blur = move |_| {
        if grid.editing.with_untracked(is_here) {
            commit(typed());
        }
    };
    view! {
        <input class="outline-table-input" type=kind aria-label=label node_ref=node value=value.clone()
            prop:value=value autocomplete="off" on:keydown=key on:blur=blur/>
    }
    .into_any()
}

#[component]
fn Select(
    id: String,
    label: String,
    value: String,
    choices: Vec<Choice>,
    commit: Callback<String>,
    leave: Callback<()>,
) -> impl IntoView {
    let node = NodeRef::<html::Select>::new();
    Effect::new(move |_| {
        if let Some(select) = node.get() {
            focus::on_made(&select, |_| {});
        }
    });
    let key = move |event: KeyboardEvent| {
        event.stop_propagation();
        if matches!(event.key().as_str(), "Escape" | "Enter") {
            event.prevent_default();
            leave.run(());
        }
    };
    let option = |(key, words): Choice| {
        let selected = key == value;
        view! { <option value=key selected=selected>{words}</option> }
    };
    view! {
        <select class="outline-table-input" id=id aria-label=label node_ref=node on:keydown=key
            on:change=move |event| commit.run(event_target_value(&event))
            on:blur=move |_| leave.run(())>
            {choices.into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}
