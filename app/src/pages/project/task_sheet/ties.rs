//! What a task waits for and what waits for it: type and lag of each, added, changed and removed.

use std::sync::Arc;

use chart::icon::Icon;
use leptos::prelude::*;
use model::duration::Measure;
use model::op::make;
use model::schedule::reason::{lag_text, read_lag};
use model::{Dependency, DependencyKind, Id, Kind, Plan, Row, Task};

use super::schedule::{Refused, make_it};
use crate::components::icon::icon;
use crate::components::key_result_form::key;
use crate::state::State;

/// How many tasks are offered; more are found by typing.
const OFFERED: usize = 500;

/// Which side of a task.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// What it waits for.
    Before,
    /// What waits for it.
    After,
}

impl Side {
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Before => ("Waits for", "task-waits", "It waits for nothing."),
            Self::After => ("Holds up", "task-holds", "Nothing waits for it."),
        }
    }

    fn rows(self, plan: &Plan, id: Id<Task>) -> Vec<Arc<Row<Dependency>>> {
        let rows = match self {
            Self::Before => plan.dependencies_into(id),
            Self::After => plan.dependencies_from(id),
        };
        rows.into_iter().cloned().collect()
    }

    fn other(self, row: &Dependency) -> Id<Task> {
        match self {
            Self::Before => row.predecessor,
            Self::After => row.successor,
        }
    }
}

/// The words of a type of dependency.
fn kind_words(kind: DependencyKind) -> &'static str {
    match kind {
        DependencyKind::FinishToStart => "FS, finish to start",
        DependencyKind::StartToStart => "SS, start to start",
        DependencyKind::FinishToFinish => "FF, finish to finish",
        DependencyKind::StartToFinish => "SF, start to finish",
    }
}

/// One side of a task.
#[component]
pub(super) fn Ties(id: Id<Task>, side: Side) -> impl IntoView {
    let state = State::expect();
    let told = RwSignal::new(None);
    let (title, at, none) = side.words();
    let rows = Memo::new(move |_| {
        state.track_list(Kind::Dependency, Some(id.uuid()));
        state.track_list(Kind::Dependency, None);
        state.plan(|plan| {
            side.rows(plan, id)
                .iter()
                .map(|row| row.id)
                .collect::<Vec<_>>()
        })
    });
    let empty = move || {
        rows.with(Vec::is_empty)
            .then(|| view! { <p class="form-field-hint">{none}</p> })
    };
    view! {
        <fieldset class="fieldset">
            <legend class="form-field-label">{title}</legend>
            <Refused told/>
            {empty}
            <ul class="task-ties">
                <For each=move || rows.get() key=|id| *id let:tie><Tie tie side told/></For>
            </ul>
            <Add id side told at/>
        </fieldset>
    }
    .into_any()
}

/// One dependency.
#[component]
fn Tie(tie: Id<Dependency>, side: Side, told: RwSignal<Option<String>>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(tie);
    let name = Memo::new(move |_| {
        let other = row.with(|row| row.as_ref().map(|row| side.other(row)))?;
        state.track(other.at());
        state.plan(|plan| plan.get(other).map(|row| row.title.clone()))
    });
    let named = move |what: &str| format!("{what} {}", name.get().unwrap_or_default());
    let kind = move || row.with(|row| row.as_ref().map(|row| row.kind));
    let lag = move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| lag_text(row.lag))
                .unwrap_or_default()
        })
    };
    let choose = move |event| {
        let to = event_target_value(&event);
        make_it(
            state,
            told,
            state.set_op(tie.at(), "kind", to).into_iter().collect(),
        );
    };
    let wait = move |event| {
        let typed = event_target_value(&event);
        match read_lag(&typed, Measure::default()) {
            Some(lag) => {
                let op = state.set_op(tie.at(), "lag", lag);
                make_it(state, told, op.into_iter().collect());
            }
            None => told.set(Some(format!(
                "\u{201c}{typed}\u{201d} is no lag. Write 2d, \u{2212}1d for a lead, 1ed for an elapsed day, or 50%."
            ))),
        }
    };
    let option = move |it: DependencyKind| {
        view! { <option value=key(&it) selected=move || kind() == Some(it)>{kind_words(it)}</option> }
    };
    view! {
        <li class="task-tie">
            <span class="task-tie-name">{move || name.get()}</span>
            <select class="input input-small" aria-label=move || named("How it is tied to") on:change=choose>
                {DependencyKind::ALL.iter().copied().map(option).collect_view()}
            </select>
            <input class="input input-small" size="6" placeholder="no lag" autocomplete="off"
                aria-label=move || named("Lag of the tie to") prop:value=lag on:change=wait/>
            <button type="button" class="button button-plain button-small button-icon"
                aria-label=move || named("Remove the tie to")
                on:click=move |_| make_it(state, told, vec![make::trash(tie.at())])>{icon(Icon::Close)}</button>
        </li>
    }
    .into_any()
}

/// The task that goes by this title in the project; the first of several.
fn titled(plan: &Plan, id: Id<Task>, title: &str) -> Option<Id<Task>> {
    let project = plan.get(id)?.project;
    let tasks = plan.tasks(project).into_iter().map(|(_, row)| row);
    let mut found = tasks.filter(|row| row.id != id && row.title == title);
    found.next().map(|row| row.id)
}

/// Another task, by its title.
#[component]
fn Add(
    id: Id<Task>,
    side: Side,
    told: RwSignal<Option<String>>,
    at: &'static str,
) -> impl IntoView {
    let state = State::expect();
    let typed = RwSignal::new(String::new());
    let list = format!("{at}-list");
    let offered = move || {
        state.plan(|plan| {
            let project = plan.get(id).map(|row| row.project).unwrap_or_default();
            let tasks = plan.tasks(project).into_iter().map(|(_, row)| row);
            let found = tasks.filter(|row| row.id != id).take(OFFERED);
            found
                .map(|row| view! { <option value=row.title.clone()></option> })
                .collect_view()
        })
    };
    let add = move || {
        let title = typed.get_untracked();
        if title.trim().is_empty() {
            told.set(Some("Type the title of a task first.".to_owned()));
            return;
        }
        let Some(other) = state.plan(|plan| titled(plan, id, title.trim())) else {
            told.set(Some(format!(
                "There is no task \u{201c}{}\u{201d} in this project.",
                title.trim()
            )));
            return;
        };
        let (predecessor, successor) = match side {
            Side::Before => (other, id),
            Side::After => (id, other),
        };
        let body = Dependency {
            predecessor,
            successor,
            ..Dependency::default()
        };
        let (_, op): (Id<Dependency>, _) = state.create(body);
        make_it(state, told, vec![op]);
        if told.with_untracked(Option::is_none) {
            typed.set(String::new());
        }
    };
    let label = match side {
        Side::Before => "Another task that it waits for",
        Side::After => "Another task that waits for it",
    };
    view! {
        <div class="form-row">
            <label class="visually-hidden" for=at>{label}</label>
            <input class="input form-field-grow" id=at list=list.clone() placeholder="Title of a task"
                autocomplete="off" prop:value=typed on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=move |event| if event.key() == "Enter" { event.prevent_default(); add(); }/>
            <datalist id=list>{offered()}</datalist>
            <button type="button" class="button" aria-label=format!("Add {}", label.to_lowercase())
                on:click=move |_| add()>"Add"</button>
        </div>
    }
    .into_any()
}
