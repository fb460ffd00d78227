//! What became of each field of a file, and where to go from there.

use std::sync::Arc;

use chart::icon::Icon;
use exchange::report::{Entry, Report, Treatment};
use leptos::prelude::*;
use model::LinkTarget;

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
            <p>"The dates are those of the file. Which Key Result does it serve?"</p>
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

/// One line a class of field: kept, mapped, approximated or dropped, and why.
#[component]
pub fn Fidelity(report: Report) -> impl IntoView {
    let count = |treatment| report.count(treatment);
    let words = format!(
        "Fidelity: {} kept, {} mapped, {} approximated, {} dropped",
        count(Treatment::Kept),
        count(Treatment::Mapped),
        count(Treatment::Approximated),
        count(Treatment::Dropped),
    );
    let open = count(Treatment::Approximated) + count(Treatment::Dropped) > 0;
    view! {
        <details class="panel" open=open>
            <summary>{words}</summary>
            <table class="data-table">
                <thead><tr><th scope="col">"Field"</th><th scope="col" class="number">"Values"</th>
                    <th scope="col">"What became of it"</th><th scope="col">"Why"</th></tr></thead>
                <tbody>{report.entries.into_iter().map(line).collect_view()}</tbody>
            </table>
        </details>
    }
    .into_any()
}

fn line(entry: Entry) -> impl IntoView {
    let (fate, shape) = match entry.treatment {
        Treatment::Kept => ("kept", Icon::Check),
        Treatment::Mapped => ("mapped", Icon::Info),
        Treatment::Approximated => ("approximated", Icon::Warn),
        Treatment::Dropped => ("dropped", Icon::Stop),
    };
    let examples = entry.examples.join(", ");
    view! {
        <tr data-fate=fate>
            <th scope="row">{entry.field}</th>
            <td class="number">{entry.count}</td>
            <td><span class="import-preview-fate" data-fate=fate>{icon(shape)}{entry.treatment.word()}</span></td>
            <td>{entry.reason}
                {(!examples.is_empty()).then(|| view! { <span class="data-table-sub">{examples}</span> })}</td>
        </tr>
    }
    .into_any()
}
