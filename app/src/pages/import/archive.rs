//! The archive of a whole workspace: what is here already, what would be made, and bringing it in.

use std::sync::Arc;

use chart::icon::Icon;
use exchange::archive::{self, Brought};
use exchange::pace::Pace;
use leptos::prelude::*;
use model::progress::words::count;
use model::{Id, Kind, Op, Plan, Project};

use super::Step;
use super::preview::Going;
use super::run::{Job, Run, start};
use super::source::half;
use crate::components::icon::icon;
use crate::host::Picked;
use crate::state::State;
use crate::state::slices::Slices;

/// Rows that cannot be made and are named; the rest is counted.
const NAMED: usize = 200;

/// An archive that was read, and what bringing it in does.
pub(super) struct Whole {
    name: String,
    brought: Brought,
}

impl Job for Whole {
    fn ops(&self) -> &[Op] {
        &self.brought.ops
    }
    fn project(&self) -> Option<Id<Project>> {
        None
    }
}

/// Reads it a slice at a time. Nothing is brought in.
pub(super) async fn read(
    state: State,
    file: Picked,
    slices: &Slices,
    share: RwSignal<Option<(usize, usize)>>,
) -> Result<Whole, String> {
    let text = String::from_utf8(file.bytes).map_err(|_| "The archive is not UTF-8 text.")?;
    let reading = |done: usize, all: usize| half(slices, share, done, 2 * all);
    let read = archive::read_in_turns(&text, &Pace::new(&reading)).await;
    let read = read.map_err(|why| why.to_string())?;
    let (plan, acting) = (state.plan(Plan::clone), state.context());
    let trying = |done: usize, all: usize| half(slices, share, all + done, 2 * all);
    let brought = archive::bring(&read, &plan, &acting, &Pace::new(&trying)).await;
    Ok(Whole {
        name: file.name,
        brought,
    })
}

/// What would be made.
#[component]
pub(super) fn ArchivePreview(of: Arc<Whole>, step: Callback<Step>) -> impl IntoView {
    let state = State::expect();
    let run = RwSignal::new(Run::Waiting);
    let running = move || matches!(run.get(), Run::Going { .. });
    let nothing = of.brought.created() == 0;
    let bring = {
        let of = of.clone();
        move |_| {
            let done = of.clone();
            let finish = Callback::new(move |()| step.run(Step::Brought(done.clone())));
            start(state, of.clone(), None, run, finish);
        }
    };
    let cancel = move |_| match running() {
        true => run.set(Run::Cancelled),
        false => step.run(Step::File),
    };
    view! {
        <div class="import-preview">
            <WhatIsIn brought=of.brought.clone() name=of.name.clone()/>
        </div>
        <footer class="import-foot">
            <button type="button" class="button button-solid" disabled=move || nothing || running() on:click=bring>
                "Bring in"
            </button>
            <button type="button" class="button" on:click=cancel>
                {move || if running() { "Cancel" } else { "Another file" }}
            </button>
            <Going run/>
        </footer>
    }
    .into_any()
}

/// What an archive holds, kind by kind.
#[component]
pub fn WhatIsIn(
    /// What bringing it in does.
    brought: Brought,
    /// The file's name.
    name: String,
) -> impl IntoView {
    let whose = match brought.own {
        true => format!("{name} is an archive of this workspace."),
        false => format!(
            "{name} is the archive of the workspace \u{201c}{}\u{201d}.",
            brought.workspace
        ),
    };
    let row = |(kind, new, here): (Kind, usize, usize)| {
        view! {
            <tr><th scope="row">{plural(kind)}</th><td class="number">{new}</td><td class="number">{here}</td></tr>
        }
    };
    let refused = brought.refused.len();
    let trashed = brought.trashed;
    let line = |(what, why): (String, String)| view! { <li><b>{what}":"</b>" "{why}</li> };
    view! {
        <div class="advice" data-level="info">
            {icon(Icon::Info)}<p class="advice-title">{whose}</p>
            <p>"What is missing here is made; what is here stays as it is, so nothing is overwritten or made twice. \
                People who are not here become placeholders that you can invite. What comes in is recorded as made \
                by you, now. To restore a workspace with its people and history into an empty server, use \
                \u{201c}throughline import\u{201d} there."</p>
        </div>
        <table class="data-table import-kinds">
            <thead><tr><th scope="col">"What"</th><th scope="col" class="number">"Would be made"</th>
                <th scope="col" class="number">"Here already"</th></tr></thead>
            <tbody>{brought.kinds.into_iter().map(row).collect_view()}</tbody>
        </table>
        {(trashed > 0).then(|| view! {
            <p class="page-meta">{format!("{} of its trash stay behind.", count(trashed as i64, "row", "rows"))}</p>
        })}
        {(refused > 0).then(|| view! {
            <details class="panel" open=true>
                <summary>{format!("{} cannot come in", count(refused as i64, "row", "rows"))}</summary>
                <ul class="plain-list">{brought.refused.into_iter().take(NAMED).map(line).collect_view()}</ul>
            </details>
        })}
    }
    .into_any()
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Workspace => "Workspace",
        Kind::Person => "People",
        Kind::Team => "Teams",
        Kind::Circle => "Circles",
        Kind::Cycle => "Cycles",
        Kind::Objective => "Objectives",
        Kind::KeyResult => "Key Results",
        Kind::CheckIn => "Check-ins",
        Kind::Calendar => "Calendars",
        Kind::Project => "Projects",
        Kind::Resource => "Resources",
        Kind::Task => "Tasks",
        Kind::Dependency => "Dependencies",
        Kind::Link => "Links to Key Results",
        Kind::Import => "Import reports",
        Kind::Notice => "Notices",
    }
}

/// The archive is in.
#[component]
pub(super) fn ArchiveDone(of: Arc<Whole>, step: Callback<Step>) -> impl IntoView {
    let words = format!(
        "{} from {} came in.",
        count(of.brought.created() as i64, "row", "rows"),
        of.name
    );
    view! {
        <div class="advice" data-level="info" role="status">
            {icon(Icon::Check)}<p class="advice-title">{words}</p>
        </div>
        <div class="button-row">
            <a class="button button-solid" href="/okrs">"Open the OKRs"</a>
            <a class="button" href="/projects">"Open the projects"</a>
            <button type="button" class="button" on:click=move |_| step.run(Step::File)>"Import another"</button>
        </div>
    }
    .into_any()
}
