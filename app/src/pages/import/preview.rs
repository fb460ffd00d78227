//! What was understood, before anything happens.

use std::sync::Arc;

use chart::icon::Icon;
use exchange::msproject::{Key, PreviewRow};
use exchange::problem::Problem;
use leptos::prelude::*;
use model::progress::words;
use model::{Id, Person};

use super::Step;
use super::again::{Changes, Into};
use super::columns::Columns;
use super::moves::Moves;
use super::people::People;
use super::report::Fidelity;
use super::run::{Run, start};
use super::source::{Found, Read, Source};
use crate::components::icon::icon;
use crate::state::State;

/// Rows of the tree that are shown; the rest is counted.
const SHOWN: usize = 400;

/// The preview: how a table was read, what was understood, and why nothing was.
#[component]
pub(super) fn Preview(
    of: Arc<Read>,
    step: Callback<Step>,
    change: Callback<Result<Source, String>>,
) -> impl IntoView {
    let columns = view! { <Columns source=of.source.clone() change/> };
    let source = of.source.clone();
    let into = Callback::new(move |target| {
        let next = Source {
            into: Some(target),
            ..source.clone()
        };
        change.run(Ok(next));
    });
    let source = of.source.clone();
    let who = Callback::new(move |(key, person)| {
        change.run(Ok(source.clone().matched(key, person)));
    });
    match &of.found {
        Ok(found) => view! { {columns}<Understood of=found.clone() step into who/> }.into_any(),
        Err(why) => view! {
            {columns}
            <div class="advice" data-level="stop" role="alert">
                {icon(Icon::Stop)}<p class="advice-title">"Not understood yet."</p><p>{why.clone()}</p>
            </div>
            <footer class="import-foot">
                <button type="button" class="button" on:click=move |_| step.run(Step::File)>"Another file"</button>
            </footer>
        }
        .into_any(),
    }
}

/// What was understood and its two answers.
#[component]
fn Understood(
    of: Arc<Found>,
    step: Callback<Step>,
    into: Callback<super::source::Target>,
    who: Callback<(Key, Option<Id<Person>>)>,
) -> impl IntoView {
    let state = State::expect();
    let run = RwSignal::new(Run::Waiting);
    let title = RwSignal::new(of.draft.title.clone());
    let project = of.draft.project;
    let import = {
        let of = of.clone();
        move |_| {
            let done = of.clone();
            let finish = Callback::new(move |()| step.run(Step::Done(done.clone())));
            let named = of.draft.again.is_none().then(|| title.get_untracked());
            start(state, of.clone(), named, run, finish);
        }
    };
    let running = move || matches!(run.get(), Run::Going { .. });
    let cancel = move |_| {
        if running() {
            run.set(Run::Cancelled);
        } else {
            step.run(Step::File);
        }
    };
    let report = of.draft.report.clone();
    let again = of.draft.again.is_some();
    view! {
        <div class="import-preview">
            <Into of=of.clone() take=into/>
            {of.draft.again.is_none().then(|| view! {
                <div class="form-field">
                    <label class="form-field-label" for="import-title">"Name of the project"</label>
                    <input class="input" id="import-title" prop:value=title value=title.get_untracked()
                        on:input=move |event| title.set(event_target_value(&event))/>
                </div>
            })}
            <Totals of=of.clone()/>
            <Changes of=of.clone()/>
            <Problems list=of.understood.problems.list.clone() more=of.understood.problems.more/>
            <Tree of=of.clone()/>
            <Moves of=of.clone()/>
            <People list=of.draft.people.clone() take=who/>
            <Fidelity report/>
        </div>
        <footer class="import-foot" data-project=project.to_string()>
            <button type="button" class="button button-solid" disabled=running on:click=import>
                {if again { "Update" } else { "Import" }}
            </button>
            <button type="button" class="button" on:click=cancel>
                {move || if running() { "Cancel" } else { "Another file" }}
            </button>
            <Going run/>
        </footer>
    }
    .into_any()
}

/// How far it is, or why it stopped.
#[component]
pub(super) fn Going(run: RwSignal<Run>) -> impl IntoView {
    view! {
        <div role="status">
            {move || match run.get() {
                Run::Waiting => ().into_any(),
                Run::Going { done, all } => view! {
                    <label>"Importing "<progress max=all.to_string() value=done.to_string()></progress></label>
                }.into_any(),
                Run::Cancelled => view! { <p>"Cancelled. What had come in was taken back."</p> }.into_any(),
                Run::Refused(why) => view! { <p class="form-field-error">{why}</p> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Totals(of: Arc<Found>) -> impl IntoView {
    let counts = of.draft.counts;
    let total = |words: &'static str, count: usize| {
        (count > 0).then(|| view! { <div><dt>{words}</dt><dd>{count}</dd></div> })
    };
    view! {
        <dl class="import-preview-totals" aria-label="What was understood">
            {total("Tasks", counts.tasks)}
            {total("Summaries", counts.summaries)}
            {total("Milestones", counts.milestones)}
            {total("Dependencies", counts.links)}
            {total("People and resources", counts.resources)}
            {total("Assignments", counts.assignments)}
            {total("Calendars", counts.calendars)}
            {total("Custom fields", counts.fields)}
        </dl>
    }
    .into_any()
}

/// What a person should know, row by row.
#[component]
pub(super) fn Problems(list: Vec<Problem>, more: u32) -> impl IntoView {
    if list.is_empty() {
        return view! { <p class="page-meta">"Nothing in the file needs your attention."</p> }
            .into_any();
    }
    let count = words::count(
        list.len() as i64 + i64::from(more),
        "thing to know",
        "things to know",
    );
    let item =
        |problem: Problem| view! { <li><b>{problem.about.to_string()}":"</b>" "{problem.why}</li> };
    let shown = list.into_iter().take(50).map(item).collect_view();
    view! {
        <details class="panel" open=true><summary>{count}</summary><ul class="plain-list">{shown}</ul></details>
    }
    .into_any()
}

#[component]
fn Tree(of: Arc<Found>) -> impl IntoView {
    let rows = &of.draft.rows;
    let state = State::expect();
    let today = state.today();
    let more = rows.len().saturating_sub(SHOWN);
    let day = move |at: Option<model::DateTime>| at.map(|at| words::date(at.date(), today));
    let row = move |row: PreviewRow| {
        let kind = match (row.summary, row.milestone) {
            (true, _) => "summary",
            (_, true) => "milestone",
            _ => "task",
        };
        let level = (row.depth + 1).min(9).to_string();
        view! {
            <tr data-level=level data-kind=kind>
                <th scope="row" class="outline-table-name"><span class="outline-table-outline">
                    <span class="outline-table-title">{row.name}</span></span></th>
                <td>{day(row.start)}</td><td>{day(row.finish)}</td><td>{format!("{} %", row.percent)}</td>
            </tr>
        }
    };
    view! {
        <div class="import-preview-outline" tabindex="0" role="region" aria-label="The tasks of the file">
            <table class="outline-table">
                <thead><tr><th scope="col" class="outline-table-name">"Task"</th><th scope="col">"Start"</th>
                    <th scope="col">"Finish"</th><th scope="col">"Done"</th></tr></thead>
                <tbody>{rows.iter().take(SHOWN).cloned().map(row).collect_view()}</tbody>
            </table>
            {(more > 0).then(|| view! { <p class="page-meta">{format!("and {more} more")}</p> })}
        </div>
    }
    .into_any()
}
