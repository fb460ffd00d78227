//! What became of each field of a file, and where to go from there.

use std::sync::Arc;

use chart::icon::Icon;
use exchange::report::{Entry, Report, Treatment};
use leptos::prelude::*;
use model::LinkTarget;
use model::progress::words;

use super::Step;
use super::source::Found;
use crate::components::icon::icon;
use crate::routes;
use crate::state::{Overlay, Picking, State};

/// The import is in.
#[component]
pub(super) fn Done(of: Arc<Found>, step: Callback<Step>) -> impl IntoView {
    let state = State::expect();
    let project = of.draft.project;
    let row = state.row(project);
    let title = move || row.with(|row| row.as_ref().map(|row| row.title.clone()));
    let link = move |_| {
        state.open(Overlay::Link(Picking::GoalsFor(LinkTarget::Project(
            project,
        ))))
    };
    view! {
        <div class="advice" data-level="info" role="status">
            {icon(Icon::Check)}
            <p class="advice-title">
                "\u{201c}"{title}{match of.draft.again {
                    Some(_) => format!("\u{201d} is up to date with {}.", of.name),
                    None => format!("\u{201d} is in, with {} tasks from {}.", of.draft.counts.tasks, of.name),
                }}
            </p>
            <p>"The dates are those of the file. The report below stays with the project: "
                <a href=routes::import_report(project)>"Import report"</a>". Which Key Result does it serve?"</p>
        </div>
        <div class="button-row">
            <a class="button button-solid" href=routes::project(project)>"Open the project"</a>
            <button type="button" class="button" on:click=link>{icon(Icon::Link)}"Link to a Key Result"</button>
            <button type="button" class="button" on:click=move |_| step.run(Step::File)>"Import another"</button>
        </div>
        <div class="import-preview"><Fidelity report=of.draft.report.clone()/></div>
    }
    .into_any()
}

/// What became of a field: its words, its class, and which entries it is.
type Fate = (&'static str, &'static str, fn(&Entry) -> bool);

/// What became of fields, the worst last: an exact reading comes first because it is what one trusts.
const FATES: [Fate; 5] = [
    ("Read exactly", "kept", |it| {
        it.treatment == Treatment::Kept && !it.is_carried()
    }),
    ("Read, in another form", "mapped", |it| {
        it.treatment == Treatment::Mapped
    }),
    ("Approximated", "approximated", |it| {
        it.treatment == Treatment::Approximated
    }),
    ("Kept, not understood here", "carried", Entry::is_carried),
    ("Left out", "dropped", |it| {
        it.treatment == Treatment::Dropped
    }),
];

/// What became of each class of field, and why: what was lost is open, the rest folded.
#[component]
pub fn Fidelity(
    /// What an import reported.
    report: Report,
    /// Whether what was lost is open from the start.
    #[prop(default = true)]
    open: bool,
) -> impl IntoView {
    if report.entries.is_empty() {
        return ().into_any();
    }
    let mut parts = Vec::new();
    let mut totals = Vec::new();
    for (words, fate, is) in FATES {
        let of = report.entries.iter().filter(|it| is(it));
        let entries: Vec<Entry> = of.cloned().collect();
        let values: u64 = entries.iter().map(|it| u64::from(it.count)).sum();
        totals.push(view! { <div><dt>{words}</dt><dd>{entries.len()}</dd></div> });
        if !entries.is_empty() {
            parts.push(part(words, fate, entries, values, open));
        }
    }
    view! {
        <dl class="import-preview-totals import-fates" aria-label="Kinds of fields by what became of them">{totals}</dl>
        {parts}
    }
    .into_any()
}

fn part(
    words: &'static str,
    fate: &'static str,
    entries: Vec<Entry>,
    values: u64,
    open: bool,
) -> AnyView {
    let shape = match fate {
        "kept" => Icon::Check,
        "approximated" => Icon::Warn,
        "dropped" => Icon::Stop,
        _ => Icon::Info,
    };
    let open = open && matches!(fate, "approximated" | "dropped");
    let fields = words::count(entries.len() as i64, "kind of field", "kinds of fields");
    let values = words::count(values as i64, "value", "values");
    view! {
        <details class="panel" open=open>
            <summary><span class="import-preview-fate" data-fate=fate>{icon(shape)}{words}</span>
                " "<span class="panel-note">{format!("{fields}, {values}")}</span></summary>
            <div class="data-table-scroll" tabindex="0" role="region" aria-label=words>
                <table class="data-table">
                    <thead><tr><th scope="col">"Field"</th><th scope="col" class="number">"Values"</th>
                        <th scope="col">"Why, and where"</th></tr></thead>
                    <tbody>{entries.into_iter().map(|it| line(fate, it)).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

fn line(fate: &'static str, entry: Entry) -> impl IntoView {
    let example = |it: String| view! { <span class="data-table-sub">{it}</span> };
    view! {
        <tr data-fate=fate>
            <th scope="row">{entry.field}</th>
            <td class="number">{entry.count}</td>
            <td>{entry.reason}{entry.examples.into_iter().map(example).collect_view()}</td>
        </tr>
    }
    .into_any()
}
