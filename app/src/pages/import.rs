//! Bringing a plan in: choose a file, look at what was understood, import it, read the report. The
//! file is read in the browser, offline too; nothing leaves the device before "Import".

mod again;
mod columns;
mod kept;
mod moves;
mod people;
mod preview;
mod report;
mod run;
mod source;

use std::sync::Arc;

use chart::icon::Icon;
use leptos::ev::DragEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::icon::icon;
use crate::components::trail::{Crumb, set_trail};
use crate::host::{Picked, Trouble};
use crate::state::State;
pub use kept::{ImportReport, of as imports_of};
pub use moves::{MoveTable, WouldMove};
pub use people::People;
use preview::Preview;
use report::Done;
pub use report::Fidelity;
use source::{Found, Read, Source};

/// Where an import stands.
#[derive(Clone, Default)]
enum Step {
    /// No file yet, with what was wrong with the last one.
    #[default]
    File,
    /// Being read.
    Reading(String),
    /// Understood, waiting for a yes.
    Preview(Arc<Read>),
    /// In the workspace.
    Done(Arc<Found>),
}

/// The page.
#[component]
pub fn Import() -> impl IntoView {
    let state = State::expect();
    set_trail(|| vec![Crumb::here("Import".to_owned())]);
    let step = RwSignal::new(Step::default());
    let wrong: RwSignal<Option<String>> = RwSignal::new(None);
    let take = Callback::new(
        move |answer: Result<Option<Picked>, Trouble>| match answer {
            Ok(Some(file)) => read(state, file, step, wrong),
            Ok(None) => {}
            Err(trouble) => wrong.set(Some(trouble.to_string())),
        },
    );
    let number = move || {
        step.with(|step| match step {
            Step::File | Step::Reading(_) => 0,
            Step::Preview(_) => 1,
            Step::Done(_) => 2,
        })
    };
    let mark = move |at: usize| move || (number() == at).then_some("step");
    view! {
        <header class="page-head"><div>
            <h1 class="page-title">"Import"</h1>
            <p class="page-meta">"Microsoft Project, spreadsheets, Project Online, Jira, Asana. Works offline."</p>
        </div></header>
        <ol class="import-steps">
            <li aria-current=mark(0)>"File"</li>
            <li aria-current=mark(1)>"Preview"</li>
            <li aria-current=mark(2)>"Report"</li>
        </ol>
        <div role="alert">
            {move || wrong.get().map(|why| view! {
                <div class="advice" data-level="stop">
                    {icon(Icon::Stop)}<p class="advice-title">"Nothing was imported."</p><p>{why}</p>
                </div>
            })}
        </div>
        {move || match step.get() {
            Step::File => view! { <Choose take/> }.into_any(),
            Step::Reading(name) => view! { <p role="status">{format!("Reading {name} \u{2026}")}</p> }.into_any(),
            Step::Preview(of) => view! { <Preview of step=Callback::new(move |to| step.set(to))
                change=Callback::new(move |source| again(state, source, step, wrong))/> }.into_any(),
            Step::Done(of) => view! { <Done of step=Callback::new(move |to| step.set(to))/> }.into_any(),
        }}
    }
    .into_any()
}

/// Reads the file after the page had time to say so.
fn read(state: State, file: Picked, step: RwSignal<Step>, wrong: RwSignal<Option<String>>) {
    wrong.set(None);
    step.set(Step::Reading(file.name.clone()));
    let next = move || match Source::open(file) {
        Ok(source) => match source.understand(state) {
            // A table without names can be mended by saying which column holds them.
            of if of.source.table.is_some() || of.found.is_ok() => {
                step.set(Step::Preview(Arc::new(of)));
            }
            of => refuse(of.found.err().unwrap_or_default(), step, wrong),
        },
        Err(why) => refuse(why, step, wrong),
    };
    state.host().after(30, Box::new(next));
}

fn refuse(why: String, step: RwSignal<Step>, wrong: RwSignal<Option<String>>) {
    wrong.set(Some(why));
    step.set(Step::File);
}

/// The same file, read or meant otherwise.
fn again(
    state: State,
    source: Result<Source, String>,
    step: RwSignal<Step>,
    wrong: RwSignal<Option<String>>,
) {
    match source {
        Ok(source) => {
            wrong.set(None);
            step.set(Step::Preview(Arc::new(source.understand(state))));
        }
        Err(why) => wrong.set(Some(why)),
    }
}

/// What may be chosen.
const ACCEPTED: &str = ".xml,.csv,.tsv,.txt,.xlsx,.json,text/xml,application/xml,text/csv";

/// A place to drop a file, and a button.
#[component]
fn Choose(take: Callback<Result<Option<Picked>, Trouble>>) -> impl IntoView {
    let state = State::expect();
    let over = RwSignal::new(false);
    let pick = move |_| {
        let picked = state.host().pick_file(ACCEPTED);
        spawn_local(async move { take.run(picked.await) });
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let file = state.host().dropped_file(event);
        spawn_local(async move { take.run(file.await) });
    };
    view! {
        <div class="drop-zone" data-over=move || over.get().to_string()
            on:dragover=move |event: DragEvent| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false) on:drop=dropped>
            {icon(Icon::Import)}
            <p>"Drop a plan here, or choose it."</p>
            <button type="button" class="button button-solid" on:click=pick>"Choose a file"</button>
            <p class="form-field-hint">
                "From Microsoft Project: File, Save As, XML Format. Or CSV, XLSX, and the JSON of Project Online. Up to \
                 50 MB. You see what was understood before anything is imported."
            </p>
        </div>
    }
    .into_any()
}
