//! The field after the last task: type a title, Enter adds it, the next one can follow at once.

use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use model::op::make;
use model::{Id, Task};

use super::column::Column;
use super::state::Grid;
use crate::state::State;

/// Its id on the page.
pub const ID: &str = "task-new";

/// The field.
#[component]
pub fn NewTask(
    /// The table.
    grid: Grid,
    /// What to do with the task that was added.
    #[prop(optional, into)]
    added: Option<Callback<Id<Task>>>,
) -> impl IntoView {
    let state = State::expect();
    let typed = RwSignal::new(String::new());
    let add = move || {
        let title = typed.get_untracked().trim().to_owned();
        if title.is_empty() {
            return;
        }
        let task = Task {
            project: grid.project,
            title,
            ..Task::default()
        };
        let entity = state.plan(|plan| make::last(plan, task));
        let (made, op): (Id<Task>, _) = state.create(entity);
        if state.act(op) {
            typed.set(String::new());
            if let Some(added) = added {
                added.run(made);
            }
        }
    };
    let key = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                add();
            }
            "ArrowUp" => {
                if let Some(last) = grid.ids().last() {
                    event.prevent_default();
                    grid.go.run((*last, Column::Title));
                }
            }
            _ => {}
        }
    };
    view! {
        <input class="outline-table-input" id=ID aria-label="Add a task" placeholder="Add a task"
            autocomplete="off" prop:value=typed on:input=move |event| typed.set(event_target_value(&event))
            on:keydown=key on:blur=move |_| add()/>
    }
    .into_any()
}
