//! Bringing a plan in: choose a file, look at what was understood, import it, read the report. The
//! file is read in the browser, offline too; nothing leaves the device before "Import".

mod preview;
mod report;
mod run;

use std::sync::Arc;

use chart::icon::Icon;
use exchange::msproject::{self, Context, Draft, Known, Understood};
use leptos::ev::DragEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::icon::icon;
use crate::components::trail::{Crumb, set_trail};
use crate::host::{Picked, Trouble};
use crate::state::State;
use preview::Preview;
use report::Done;
pub use report::Fidelity;

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
    Done(Arc<Read>),
}

/// A file that was understood.
pub(crate) struct Read {
    name: String,
    understood: Understood,
    draft: Draft,
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
            <p class="page-meta">"Microsoft Project plans, saved as XML. Works offline."</p>
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
            Step::Preview(of) => view! { <Preview of step=Callback::new(move |to| step.set(to))/> }.into_any(),
            Step::Done(of) => view! { <Done of/> }.into_any(),
        }}
    }
    .into_any()
}

/// Reads the file after the page had time to say so.
fn read(state: State, file: Picked, step: RwSignal<Step>, wrong: RwSignal<Option<String>>) {
    wrong.set(None);
    step.set(Step::Reading(file.name.clone()));
    let host = state.host();
    host.after(
        30,
        Box::new(move || match msproject::read(&file.bytes) {
            Ok(understood) => {
                let draft = draft(state, &file.name, &understood);
                step.set(Step::Preview(Arc::new(Read {
                    name: file.name,
                    understood,
                    draft,
                })));
            }
            Err(refused) => {
                wrong.set(Some(refused.to_string()));
                step.set(Step::File);
            }
        }),
    );
}

fn draft(state: State, name: &str, understood: &Understood) -> Draft {
    let host = state.host();
    let at = state.context();
    let context = state.plan(|plan| Context {
        file_name: name.to_owned(),
        read_at: at.now,
        people: plan
            .persons()
            .into_iter()
            .map(|row| Known {
                id: row.id,
                name: row.name.clone(),
                email: row.email.clone(),
            })
            .collect(),
        statuses: plan.statuses(),
        rank: plan.rank_after_projects(),
        lead: Some(at.actor),
        audience: None,
    });
    msproject::plan(understood, &context, &mut || host.new_id())
}

/// A place to drop a file, and a button.
#[component]
fn Choose(take: Callback<Result<Option<Picked>, Trouble>>) -> impl IntoView {
    let state = State::expect();
    let over = RwSignal::new(false);
    let pick = move |_| {
        let picked = state.host().pick_file(".xml,text/xml,application/xml");
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
                "In Microsoft Project: File, Save As, XML Format. Up to 50 MB. You see what was understood before anything is imported."
            </p>
        </div>
    }
    .into_any()
}
