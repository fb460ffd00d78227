//! A cell: a button that says the value, an input while it is edited. What was typed stays in the
//! input when it is not accepted.

use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use model::op::make;
use model::progress::words;
use model::schedule::Dates;
use model::{Id, Kind, Plan, StatusClass, Task};

use super::edit::{self, Choice};
use super::row::title;
use super::{Column, Outline};
use crate::format::initials;
use crate::state::State;

/// The cell.
#[component]
pub(super) fn Cell(id: Id<Task>, column: Column, summary: bool) -> impl IntoView {
    let outline = expect_context::<Outline>();
    let editing = Memo::new(move |_| {
        outline
            .editing
            .with(|it| it.as_ref().is_some_and(|it| it.0 == id && it.1 == column))
    });
    let inner = move || {
        if editing.get() && can_edit(column, summary) {
            view! { <Input id column/> }.into_any()
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

/// A summary's dates, effort and percent follow from what is below it.
fn can_edit(column: Column, summary: bool) -> bool {
    !summary || matches!(column, Column::Title | Column::Assignee)
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
        Column::Start | Column::Finish => state.dates(id),
        _ => Memo::new(|_| None),
    };
    let said = Memo::new(move |_| {
        state.track(id.at());
        if summary && column != Column::Title {
            state.track_number(outline.project.at());
        }
        let today = state.today();
        state.track_list(Kind::Person, None);
        let dates = dates.get();
        state.plan(|plan| text(plan, dates.as_ref(), id, column, summary, today))
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
                if can_edit(column, summary) { outline.edit(id, column, None); }
            }>{short}</button>
    }
    .into_any()
}

/// What a cell says.
fn text(
    plan: &Plan,
    dates: Option<&Dates>,
    id: Id<Task>,
    column: Column,
    summary: bool,
    today: model::Date,
) -> String {
    let Some(row) = plan.get(id) else {
        return String::new();
    };
    if summary && matches!(column, Column::Percent | Column::Status | Column::Estimate) {
        return edit::rolled(plan, id, column);
    }
    let day = |at: Option<model::DateTime>| {
        at.map_or_else(String::new, |at| words::date(at.date(), today))
    };
    match column {
        Column::Title => row.title.clone(),
        Column::Status => plan
            .statuses()
            .into_iter()
            .find(|it| {
                it.key == row.status || (row.status.is_empty() && it.class == StatusClass::Open)
            })
            .map(|it| it.name)
            .unwrap_or_default(),
        Column::Assignee => edit::names(plan, row),
        Column::Start => day(dates.map(|it| it.start)),
        Column::Finish => day(dates.map(|it| it.finish)),
        Column::Duration => edit::duration(plan, row),
        Column::Estimate => edit::effort(plan, row),
        Column::Percent if plan.status_class(row) == StatusClass::Done => "100 %".to_owned(),
        Column::Percent if row.milestone => String::new(),
        Column::Percent => format!("{} %", row.percent),
    }
}

/// The input while a cell is edited.
#[component]
fn Input(id: Id<Task>, column: Column) -> impl IntoView {
    let state = State::expect();
    let outline = expect_context::<Outline>();
    let seed = outline
        .editing
        .with_untracked(|it| it.as_ref().and_then(|it| it.2.clone()));
    let begun = seed.is_some();
    let value = seed.unwrap_or_else(|| {
        state.schedules(|plan, all| edit::raw(plan, all.dates(plan, id), id, column))
    });
    let label = format!(
        "{} of {}",
        column.word(),
        state.plan(|plan| title(&plan.get(id).cloned()))
    );
    let leave = move || {
        outline.editing.set(None);
        outline.go(id, column);
    };
    // True when the cell is done with: a refusal leaves what was typed where it is.
    let commit = move |typed: String| match edit::commit(state, id, column, &typed) {
        Ok(()) => {
            if outline
                .editing
                .with_untracked(|it| it.as_ref().is_some_and(|it| it.0 == id && it.1 == column))
            {
                outline.editing.set(None);
            }
            true
        }
        Err(why) => {
            state.warn(why);
            false
        }
    };
    if let Some(choices) = state.plan(|plan| edit::choices(plan, column)) {
        return view! { <Select id=Outline::cell_id(id, column) label value choices
        commit=Callback::new(move |typed| if commit(typed) { outline.go(id, column) })
        leave=Callback::new(move |()| leave())/> }
        .into_any();
    }
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            request_animation_frame(move || {
                drop(input.focus());
                if !begun {
                    input.select();
                }
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
                    outline.go(id, column);
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
    view! {
        <input class="outline-table-input" type=kind aria-label=label node_ref=node value=value.clone()
            prop:value=value autocomplete="off" on:keydown=key on:blur=move |_| { commit(typed()); }/>
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
            request_animation_frame(move || drop(select.focus()));
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

/// A task's tick by key.
pub(super) fn finish(state: State, id: Id<Task>) {
    let op = state.plan(|plan| make::finish_task(plan, id, !super::row::is_done(plan, id)));
    state.act(op);
}
