//! The line at the end of an outline: type a title, Enter adds it, the next one can follow at once.

use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use model::op::make;
use model::{Id, Task};

use super::{Column, Outline};
use crate::state::State;

/// The line.
#[component]
pub(super) fn NewRow() -> impl IntoView {
    let state = State::expect();
    let outline = expect_context::<Outline>();
    let typed = RwSignal::new(String::new());
    let add = move || {
        let title = typed.get_untracked().trim().to_owned();
        if title.is_empty() {
            return;
        }
        let task = Task {
            project: outline.project,
            title,
            ..Task::default()
        };
        let entity = state.plan(|plan| make::last(plan, task));
        let (_, op): (Id<Task>, _) = state.create(entity);
        if state.act(op) {
            typed.set(String::new());
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
                let last = outline
                    .lines
                    .with_untracked(|lines| lines.last().map(|line| line.id));
                if let Some(last) = last {
                    event.prevent_default();
                    outline.go(last, Column::Title);
                }
            }
            _ => {}
        }
    };
    view! {
        <tr class="outline-table-new" role="row">
            <td colspan="10" role="gridcell">
                <input class="outline-table-input" id="task-new" aria-label="Add a task"
                    placeholder="Add a task" autocomplete="off" prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                    on:keydown=key on:blur=move |_| add()/>
            </td>
        </tr>
    }
    .into_any()
}
