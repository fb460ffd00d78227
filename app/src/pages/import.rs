//! Bringing a plan in: choose a file, look at what was understood, import it, read the report. The
//! file is read in the browser, offline too; nothing leaves the device before "Import".

mod again;
mod archive;
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

use crate::components::focus;
use crate::components::icon::icon;
use crate::components::trail::{Crumb, set_trail};
use crate::host::{Picked, Trouble};
use crate::state::State;
use crate::state::slices::{Slices, while_wanted};
pub use archive::WhatIsIn;
use archive::{ArchiveDone, ArchivePreview, Whole};
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
    /// A whole workspace, understood.
    Archive(Arc<Whole>),
    /// A whole workspace, brought in.
    Brought(Arc<Whole>),
}

/// What the page works with.
#[derive(Clone, Copy)]
struct Desk {
    state: State,
    step: RwSignal<Step>,
    wrong: RwSignal<Option<String>>,
    /// How much of the file is read, of how much; nothing while nothing is read.
    share: RwSignal<Option<(usize, usize)>>,
    /// Counts the readings: an earlier one is dropped.
    turn: StoredValue<u32>,
}

impl Desk {
    fn take(self, answer: Result<Option<Picked>, Trouble>) {
        match answer {
            Ok(Some(file)) => self.read(file),
            Ok(None) => {}
            Err(trouble) => self.wrong.set(Some(trouble.to_string())),
        }
    }

    /// Reads the file a slice at a time.
    fn read(self, file: Picked) {
        self.step.set(Step::Reading(file.name.clone()));
        self.work(async move |slices: &Slices| {
            slices.pause().await;
            if exchange::archive::is_archive(&file.bytes) {
                let whole = archive::read(self.state, file, slices, self.share).await?;
                return Ok(Step::Archive(Arc::new(whole)));
            }
            let source = Source::open(file)?;
            slices.pause().await;
            let of = source.understand(self.state, slices, self.share).await;
            // A table without names can be mended by saying which column holds them.
            match of.found {
                Err(why) if of.source.table.is_none() => Err(why),
                _ => Ok(Step::Preview(Arc::new(of))),
            }
        });
    }

    /// The same file, read or meant otherwise.
    fn again(self, source: Result<Source, String>) {
        match source {
            Ok(source) => self.work(async move |slices: &Slices| {
                let read = source.understand(self.state, slices, self.share).await;
                Ok(Step::Preview(Arc::new(read)))
            }),
            Err(why) => self.wrong.set(Some(why)),
        }
    }

    /// Works while nobody began something else, and shows what came of it.
    fn work(self, work: impl AsyncFnOnce(&Slices) -> Result<Step, String> + 'static) {
        self.wrong.set(None);
        self.stop();
        let turn = self.turn.get_value();
        spawn_local(async move {
            let slices = Slices::new(self.state);
            let wanted = || self.turn.try_get_value() == Some(turn);
            let Some(next) = while_wanted(wanted, work(&slices)).await else {
                return;
            };
            self.share.set(None);
            // What has the focus is made anew below: it has it again, by its name.
            let focused = focus::held().map(|it| it.id()).filter(|id| !id.is_empty());
            match next {
                Ok(next) => self.step.set(next),
                Err(why) => {
                    self.wrong.set(Some(why));
                    self.step.set(Step::File);
                }
            }
            if let Some(id) = focused {
                focus::to_id_if_lost(id);
            }
        });
    }

    /// Drops what is under way.
    fn stop(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.share.set(None);
    }

    fn cancel(self) {
        self.stop();
        self.step.set(Step::File);
    }
}

/// The page.
#[component]
pub fn Import() -> impl IntoView {
    let state = State::expect();
    set_trail(|| vec![Crumb::here("Import".to_owned())]);
    let desk = Desk {
        state,
        step: RwSignal::new(Step::default()),
        wrong: RwSignal::new(None),
        share: RwSignal::new(None),
        turn: StoredValue::new(0),
    };
    let (step, wrong) = (desk.step, desk.wrong);
    let take = Callback::new(move |answer| desk.take(answer));
    let number = move || {
        step.with(|step| match step {
            Step::File | Step::Reading(_) => 0,
            Step::Preview(_) | Step::Archive(_) => 1,
            Step::Done(_) | Step::Brought(_) => 2,
        })
    };
    let mark = move |at: usize| move || (number() == at).then_some("step");
    let to = Callback::new(move |to| step.set(to));
    let change = Callback::new(move |source| desk.again(source));
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
            Step::Reading(name) => view! { <Reading name share=desk.share
                cancel=Callback::new(move |()| desk.cancel())/> }.into_any(),
            Step::Preview(of) => view! { <Preview of step=to change/> }.into_any(),
            Step::Done(of) => view! { <Done of step=to/> }.into_any(),
            Step::Archive(of) => view! { <ArchivePreview of step=to/> }.into_any(),
            Step::Brought(of) => view! { <ArchiveDone of step=to/> }.into_any(),
        }}
    }
    .into_any()
}

/// How far reading is, and a way out of it.
#[component]
fn Reading(
    name: String,
    share: RwSignal<Option<(usize, usize)>>,
    cancel: Callback<()>,
) -> impl IntoView {
    let done = move || share.get().map_or(0, |(done, _)| done).to_string();
    let all = move || share.get().map_or(1, |(_, all)| all.max(1)).to_string();
    view! {
        <div class="import-reading" role="status">
            <label>{format!("Reading {name} ")}<progress max=all value=done></progress></label>
            <button type="button" class="button" on:click=move |_| cancel.run(())>"Cancel"</button>
        </div>
    }
    .into_any()
}

/// What may be chosen.
const ACCEPTED: &str = ".xml,.csv,.tsv,.txt,.xlsx,.json,.jsonl,text/xml,application/xml,text/csv";

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
                "From Microsoft Project: File, Save As, XML Format. Or CSV, XLSX, the JSON of Project Online, and the \
                 archive of a whole workspace. Up to 50 MB. You see what was understood before anything is imported."
            </p>
        </div>
    }
    .into_any()
}
