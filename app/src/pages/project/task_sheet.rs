//! Everything about one task: notes, dates it must keep, what it waits for, what it serves.

use chart::icon::Icon;
use leptos::html;
use leptos::prelude::*;
use model::op::make;
use model::{Dependency, DependencyKind, Id, Kind, Lag, LinkTarget, Task};

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
                <Notes id/>
                <Flags id/>
                <Goals id/>
                <Waits id/>
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
    let deadline = move || {
        row.with(|row| row.as_ref()?.deadline.map(|at| at.date().to_string()))
            .unwrap_or_default()
    };
    let set_deadline = move |event| {
        let day = event_target_value(&event).parse::<model::Date>().ok();
        state.set(id.at(), "deadline", day.map(|day| day.at(17, 0, 0, 0)));
    };
    view! {
        <div class="form-row">
            <div class="form-field">
                <label class="form-field-label" for="task-deadline">"Deadline"</label>
                <input class="input" type="date" id="task-deadline" prop:value=deadline on:change=set_deadline/>
            </div>
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

/// What it waits for; another can be added from the tasks of its project.
#[component]
fn Waits(id: Id<Task>) -> impl IntoView {
    let state = State::expect();
    let waits = Memo::new(move |_| {
        state.track_list(Kind::Dependency, Some(id.uuid()));
        state.plan(|plan| {
            let name = |id| {
                plan.get(id)
                    .map(|row: &std::sync::Arc<model::Row<Task>>| row.title.clone())
            };
            let row = |it: &std::sync::Arc<model::Row<Dependency>>| {
                let lag = match it.lag {
                    Lag::Span(span) if span.minutes == 0 => String::new(),
                    Lag::Span(span) => {
                        format!(" {}", model::duration::Measure::default().write(span))
                    }
                    Lag::Percent { percent, .. } => format!(" {percent} %"),
                };
                (
                    it.id,
                    format!(
                        "{} ({}{lag})",
                        name(it.predecessor).unwrap_or_default(),
                        it.kind.word()
                    ),
                )
            };
            plan.dependencies_into(id)
                .into_iter()
                .map(row)
                .collect::<Vec<_>>()
        })
    });
    let others = move || {
        state.plan(|plan| {
            let project = plan.get(id).map(|row| row.project).unwrap_or_default();
            let tasks = plan.tasks(project).into_iter().map(|(_, row)| row);
            tasks
                .filter(|row| row.id != id)
                .take(500)
                .map(|row| (row.id.to_string(), row.title.clone()))
                .collect::<Vec<_>>()
        })
    };
    let chosen = RwSignal::new(String::new());
    let add = move |_| {
        let Ok(predecessor) = chosen.get_untracked().parse() else {
            return;
        };
        let kind = DependencyKind::FinishToStart;
        let body = Dependency {
            predecessor,
            successor: id,
            kind,
            ..Dependency::default()
        };
        let (_, op): (Id<Dependency>, _) = state.create(body);
        if state.act(op) {
            chosen.set(String::new());
        }
    };
    let item = move |(dependency, words): (Id<Dependency>, String)| {
        let label = format!("Do not wait for {words}");
        view! {
            <li>{words}" "<button type="button" class="button button-plain button-small button-icon" aria-label=label
                on:click=move |_| { state.act(make::trash(dependency.at())); }>{icon(Icon::Close)}</button></li>
        }
    };
    view! {
        <fieldset class="fieldset">
            <legend class="form-field-label">"Waits for"</legend>
            <ul class="plain-list">{move || waits.get().into_iter().map(item).collect_view()}</ul>
            <div class="form-row">
                <label class="visually-hidden" for="task-waits">"Another task"</label>
                <select class="input form-field-grow" id="task-waits" prop:value=chosen
                    on:change=move |event| chosen.set(event_target_value(&event))>
                    <option value="">"Choose a task"</option>
                    {others().into_iter().map(|(id, title)| view! { <option value=id>{title}</option> }).collect_view()}
                </select>
                <button type="button" class="button" on:click=add>"Add"</button>
            </div>
        </fieldset>
    }
    .into_any()
}
