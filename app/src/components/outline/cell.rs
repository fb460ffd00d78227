//! A cell: a button that says the value, an input while it is edited.

use leptos::prelude::*;
use model::{Id, Task};

use super::row::title;
use super::{Column, Outline};
use crate::components::grid::input::CellInput;
use crate::components::grid::said;
use crate::format::initials;
use crate::state::State;

/// The cell.
#[component]
pub(super) fn Cell(id: Id<Task>, column: Column, summary: bool) -> impl IntoView {
    let outline = expect_context::<Outline>();
    let editing = Memo::new(move |_| {
        outline
            .grid
            .editing
            .with(|it| it.as_ref().is_some_and(|it| it.0 == id && it.1 == column))
    });
    let inner = move || {
        if editing.get() && column.can_edit(summary) {
            let dom_id = Outline::cell_id(id, column);
            view! { <CellInput grid=outline.grid id column dom_id/> }.into_any()
        } else {
            view! { <Value id column summary/> }.into_any()
        }
    };
    match column {
        Column::Title => inner.into_any(),
        Column::Start | Column::Finish => {
            view! { <td role="gridcell" class="outline-table-date">{inner}</td> }.into_any()
        }
        _ => view! { <td role="gridcell">{inner}</td> }.into_any(),
    }
}

#[component]
fn Value(id: Id<Task>, column: Column, summary: bool) -> impl IntoView {
    let state = State::expect();
    let outline = expect_context::<Outline>();
    // Both follow the row itself: a memo that is only tracked, never read, would not wake.
    let name = Memo::new(move |_| {
        state.track(id.at());
        state.plan(|plan| title(&plan.get(id).cloned()))
    });
    let dates = match column {
        Column::Start | Column::Finish | Column::Slack => state.dates(id),
        _ => Memo::new(|_| None),
    };
    let said = Memo::new(move |_| {
        state.track(id.at());
        if summary && column != Column::Title {
            state.track_number(outline.project.at());
        }
        said::track(state, outline.project, column);
        dates.track();
        let today = state.today();
        let numbers = column.is_numbered().then(|| outline.grid.numbers.get());
        state.schedules(|plan, all| {
            let numbers = numbers.as_deref();
            said::said((plan, all), numbers, id, column, today)
        })
    });
    let label = move || {
        (column != Column::Title).then(|| {
            let said = said.get();
            let said = if said.is_empty() {
                "none".to_owned()
            } else {
                said
            };
            format!("{} of {}: {said}", column.word(), name.get())
        })
    };
    let tab = move || {
        let active = outline.active.get();
        let first = || {
            outline
                .lines
                .with(|lines| lines.first().map(|line| line.id))
        };
        let here = active == Some((id, column));
        let start = active.is_none() && column == Column::Title && first() == Some(id);
        if here || start { "0" } else { "-1" }
    };
    let class = match column {
        Column::Title => "outline-table-cell outline-table-title",
        _ => "outline-table-cell",
    };
    let short = move || match column {
        Column::Assignee => said.with(|names| {
            names
                .split(", ")
                .map(initials)
                .collect::<Vec<_>>()
                .join(" ")
        }),
        _ => said.get(),
    };
    view! {
        <button type="button" class=class id=Outline::cell_id(id, column) tabindex=tab
            aria-label=label title=move || said.get()
            on:focus=move |_| outline.active.set(Some((id, column)))
            on:click=move |_| {
                if column.can_edit(summary) { outline.edit(id, column, None); }
            }>{short}</button>
    }
    .into_any()
}
