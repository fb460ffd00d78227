//! One task: title with what it serves, then its cells. Each wakes by itself.

use std::sync::Arc;

use chart::icon::Icon;
use leptos::prelude::*;
use model::op::make;
use model::{Id, Kind, Plan, Row, StatusClass, Task};

use super::cell::Cell;
use super::key::{items, on_click, on_key};
use super::{Column, Line, Outline};
use crate::components::grid::Selection;
use crate::components::icon::{icon, small_icon};
use crate::components::menu::Menu;
use crate::routes;
use crate::state::State;

/// The row.
#[component]
pub(crate) fn TaskRow(line: Line) -> impl IntoView {
    let state = State::expect();
    let outline = expect_context::<Outline>();
    let Line { id, depth, summary } = line;
    let row = state.row(id);
    let kind = move || match (
        summary,
        row.with(|it| it.as_ref().is_some_and(|it| it.milestone)),
    ) {
        (true, _) => "summary",
        (_, true) => "milestone",
        _ => "task",
    };
    let done = Memo::new(move |_| {
        state.track(id.at());
        state.plan(|plan| is_done(plan, id))
    });
    let open = move || !outline.folded.with(|folded| folded.contains(&id));
    let selected = move || {
        let chosen = outline.grid.is_chosen(id);
        let alone = outline.grid.selection.with(Selection::is_empty);
        let here = outline.active.with(|it| it.is_some_and(|(at, _)| at == id));
        (chosen || (alone && here)).to_string()
    };
    let label = Signal::derive(move || format!("Actions for {}", title(&row.get())));
    let cells = move || {
        let columns = outline.grid.shown.with(|it| it.list().to_vec());
        let cell = |column: Column| view! { <Cell id column summary/> };
        columns.into_iter().skip(1).map(cell).collect_view()
    };
    view! {
        <tr role="row" prop:ariaLevel=(depth + 1).to_string() data-level=(depth + 1).min(9).to_string()
            data-kind=kind data-done=move || done.get().to_string() aria-selected=selected
            aria-expanded=move || summary.then(|| open().to_string())
            on:keydown=move |event| on_key(state, outline, id, &event)
            on:click:capture=move |event| on_click(outline, id, &event)>
            <th scope="row" role="rowheader" class="outline-table-name">
                <span class="outline-table-outline">
                    <Fold id summary row/>
                    <Mark id summary row done/>
                    <Cell id column=Column::Title summary/>
                    <Serves id/>
                </span>
            </th>
            {cells}
            <td role="gridcell" class="outline-table-more">
                <Menu id=format!("task-menu-{id}") label class="row-menu"
                    items=Callback::new(move |()| items(state, outline, id))/>
            </td>
        </tr>
    }
    .into_any()
}

/// The title, also of a row that just left.
pub(super) fn title(row: &Option<Arc<Row<Task>>>) -> String {
    row.as_ref()
        .map(|row| row.title.clone())
        .unwrap_or_default()
}

pub(super) fn is_done(plan: &Plan, id: Id<Task>) -> bool {
    let status = |task: &Task| plan.status_class(task) == StatusClass::Done;
    plan.get(id).is_some_and(|row| status(row))
}

/// Folds a summary away.
#[component]
fn Fold(id: Id<Task>, summary: bool, row: Memo<Option<Arc<Row<Task>>>>) -> impl IntoView {
    let outline = expect_context::<Outline>();
    if !summary {
        return view! { <span class="outline-table-fold"></span> }.into_any();
    }
    let label = move || {
        let open = !outline.folded.with(|folded| folded.contains(&id));
        format!(
            "{} {}",
            if open { "Fold" } else { "Unfold" },
            title(&row.get())
        )
    };
    view! {
        <button type="button" class="outline-table-fold" tabindex="-1" aria-label=label
            on:click=move |_| toggle(outline, id)>{icon(Icon::Right)}</button>
    }
    .into_any()
}

/// Folds or unfolds.
pub(super) fn toggle(outline: Outline, id: Id<Task>) {
    outline.folded.update(|folded| {
        if !folded.remove(&id) {
            folded.insert(id);
        }
    });
}

/// The tick of a task, the diamond of a milestone; a summary has neither.
#[component]
fn Mark(
    id: Id<Task>,
    summary: bool,
    row: Memo<Option<Arc<Row<Task>>>>,
    done: Memo<bool>,
) -> impl IntoView {
    let state = State::expect();
    if summary {
        return ().into_any();
    }
    let milestone = move || row.with(|row| row.as_ref().is_some_and(|row| row.milestone));
    let tick = move |event| {
        let to = event_target_checked(&event);
        state.act(state.plan(|plan| make::finish_task(plan, id, to)));
    };
    view! {
        <input type="checkbox" class="outline-table-done" tabindex="-1" prop:checked=done
            aria-label=move || format!("Done: {}", title(&row.get())) on:change=tick/>
        {move || milestone().then(|| view! {
            {small_icon(Icon::Milestone)}<span class="visually-hidden">"Milestone: "</span>
        })}
    }
    .into_any()
}

/// The Key Results and Objectives that it serves, or that it serves none.
#[component]
fn Serves(id: Id<Task>) -> impl IntoView {
    let state = State::expect();
    let served = Memo::new(move |_| {
        state.track_list(Kind::Link, None);
        state.track(id.at());
        state.plan(|plan| {
            let served = plan.serves(id).into_iter();
            served
                .map(|it| {
                    let name = plan.get(it.key_result).map(|row| row.title.clone());
                    let above = plan.get(it.objective).map(|row| row.title.clone());
                    (
                        it.key_result,
                        name.unwrap_or_default(),
                        above.unwrap_or_default(),
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    move || {
        let served = served.get();
        let Some((first, name, above)) = served.first().cloned() else {
            return view! {
                <span class="outline-table-serves">
                    <span class="chip chip-gap" title="Serves no Key Result">
                        {small_icon(Icon::Gap)}
                        <span class="visually-hidden">"Serves no Key Result"</span>
                    </span>
                </span>
            }
            .into_any();
        };
        let all = served
            .iter()
            .map(|(_, name, _)| name.as_str())
            .collect::<Vec<_>>()
            .join("; ");
        let more = served.len() - 1;
        view! {
            <span class="outline-table-serves">
                <a class="chip outline-table-goal" tabindex="-1" href=routes::key_result(first)
                    title=format!("{above}: {all}")>
                    {small_icon(Icon::Okr)}<span class="outline-table-goal-name">{name}</span>
                    {(more > 0).then(|| format!("+{more}"))}
                    <span class="visually-hidden">{format!(", Objective {above}")}</span>
                </a>
            </span>
        }
        .into_any()
    }
}
