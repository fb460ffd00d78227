//! The find bar: words, how many tasks hold them, and the way from one to the next.

use chart::icon::Icon;
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use model::Kind;

use super::state::Grid;
use super::view;
use crate::components::focus;
use crate::components::icon::icon;
use crate::state::State;

/// The bar, while something is looked for.
#[component]
pub fn FindBar(
    /// The table.
    grid: Grid,
) -> impl IntoView {
    let open = Memo::new(move |_| grid.finding.with(Option::is_some));
    move || open.get().then(|| view! { <Bar grid/> })
}

#[component]
fn Bar(grid: Grid) -> impl IntoView {
    let state = State::expect();
    let node = NodeRef::<html::Input>::new();
    let at = RwSignal::new(0_usize);
    let found = Memo::new(move |_| {
        state.track_list(Kind::Task, Some(grid.project.uuid()));
        let words = grid.finding.get().unwrap_or_default();
        state.plan(|plan| view::find(plan, grid.project, &words))
    });
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            focus::on_made(&input, |_| {});
        }
    });
    let close = move || {
        let here = found.with_untracked(|all| all.get(at.get_untracked()).copied());
        grid.finding.set(None);
        match here.or_else(|| grid.active.get_untracked().map(|it| it.0)) {
            Some(id) => grid.reveal(state, id),
            None => focus::to_id("main"),
        }
    };
    let step = move |by: usize| {
        let count = found.with_untracked(Vec::len);
        if count > 0 {
            at.update(|it| *it = (*it + by) % count);
        }
    };
    // Marks where it is without taking the focus from the field.
    let mark = Memo::new(move |_| found.with(|all| all.get(at.get()).copied()));
    Effect::new(move |_| {
        if let Some(id) = mark.get() {
            grid.mark(state, id);
        }
    });
    let key = move |event: KeyboardEvent| {
        event.stop_propagation();
        match (event.key().as_str(), event.shift_key()) {
            ("Escape", _) => close(),
            ("Enter", true) => step(found.with_untracked(Vec::len).saturating_sub(1)),
            ("Enter", false) => step(1),
            _ => return,
        }
        event.prevent_default();
    };
    let words = move || {
        let typed = grid
            .finding
            .with(|it| it.as_ref().is_none_or(|it| it.trim().is_empty()));
        match (typed, found.with(Vec::len)) {
            (true, _) => String::new(),
            (false, 0) => "No task".to_owned(),
            (false, count) => format!("{} of {count}", at.get().min(count - 1) + 1),
        }
    };
    let typed = move |event| {
        at.set(0);
        grid.finding.set(Some(event_target_value(&event)));
    };
    view! {
        <search class="grid-find">
            <label class="visually-hidden" for="grid-find">"Find a task"</label>
            <input class="input input-small" id="grid-find" type="search" autocomplete="off"
                placeholder="Find a task" node_ref=node on:input=typed on:keydown=key/>
            <span class="grid-find-count" role="status">{words}</span>
            <button type="button" class="button button-plain button-small button-icon"
                aria-label="Previous" on:click=move |_| step(found.with_untracked(Vec::len).saturating_sub(1))>
                {icon(Icon::Up)}</button>
            <button type="button" class="button button-plain button-small button-icon"
                aria-label="Next" on:click=move |_| step(1)>{icon(Icon::Down)}</button>
            <button type="button" class="button button-plain button-small button-icon"
                aria-label="Close find" on:click=move |_| close()>{icon(Icon::Close)}</button>
        </search>
    }
    .into_any()
}
