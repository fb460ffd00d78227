//! The head of a project: name, lead, the word its lead reports, its dates, and what can be done.

use chart::icon::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::op::make;
use model::progress::words;
use model::schedule::edit;
use model::{Id, LinkTarget, Project, ProjectForm, ProjectStatus};

use crate::components::avatar::Avatar;
use crate::components::export;
use crate::components::icon::icon;
use crate::components::menu::{Menu, MenuItem};
use crate::components::status_word::project_status_word;
use crate::pages::import::imports_of;
use crate::routes;
use crate::state::{Overlay, Picking, State};

/// The head.
#[component]
pub(super) fn ProjectHead(id: Id<Project>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let work = state.project_work(id);
    let title = move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| row.title.clone())
                .unwrap_or_default()
        })
    };
    let lead = Signal::derive(move || row.with(|row| row.as_ref().and_then(|row| row.lead)));
    let meta = move || {
        let today = state.today();
        row.with(|row| {
            let row = row.as_ref()?;
            let mut parts = vec![state.name_of(row.lead), row.form.word().to_owned()];
            parts.extend(
                row.start
                    .map(|at| format!("from {}", words::date(at.date(), today))),
            );
            parts.extend(
                row.target_finish
                    .map(|day| format!("to {}", words::date(day, today))),
            );
            parts.extend(
                work.get()
                    .map(|share| format!("{} of its work done", share.percent_text())),
            );
            parts.retain(|part| !part.is_empty());
            Some(parts.join(" \u{b7} "))
        })
    };
    let status = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.status)));
    let label = Signal::derive(move || format!("Actions for {}", title()));
    let navigate = use_navigate();
    let go = Callback::new(move |to: String| navigate(&to, Default::default()));
    view! {
        <header class="page-head project-head">
            <div>
                <h1 class="page-title">{title}</h1>
                <p class="page-meta"><Avatar person=lead small=true/>" "{meta}</p>
            </div>
            <div class="page-actions">
                {move || status.get().map(project_status_word)}
                <StatusChoice id/>
                <button type="button" class="button"
                    on:click=move |_| state.open(Overlay::Link(Picking::GoalsFor(LinkTarget::Project(id))))>
                    {icon(Icon::Link)}"Link to a Key Result"
                </button>
                <Menu id="project-menu" label class="row-menu"
                    items=Callback::new(move |()| items(state, id, go))/>
            </div>
        </header>
    }
    .into_any()
}

/// The word that the lead reports. It is about the work, not the outcome.
#[component]
fn StatusChoice(id: Id<Project>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let option = move |status: ProjectStatus| {
        let chosen = move || row.with(|row| row.as_ref().is_some_and(|row| row.status == status));
        let key = serde_json::to_value(status).ok();
        let key = key
            .and_then(|it| it.as_str().map(str::to_owned))
            .unwrap_or_default();
        view! { <option value=key selected=chosen>{status.word()}</option> }
    };
    view! {
        <label class="visually-hidden" for="project-status">"Status that the lead reports"</label>
        <select class="input input-small" id="project-status"
            on:change=move |event| { state.set(id.at(), "status", event_target_value(&event)); }>
            {ProjectStatus::ALL.iter().copied().map(option).collect_view()}
        </select>
    }
    .into_any()
}

fn items(state: State, id: Id<Project>, go: Callback<String>) -> Vec<MenuItem> {
    let form = state
        .plan(|plan| plan.get(id).map(|row| row.form))
        .unwrap_or_default();
    let (words, to) = match form {
        ProjectForm::Project => ("Make it a workstream", ProjectForm::Workstream),
        ProjectForm::Workstream => ("Make it a project", ProjectForm::Project),
    };
    let trash = move || {
        let done = "The project is in the trash, with its tasks.";
        state.act_and_say(make::trash(id.at()), done);
    };
    let reschedule = state.plan(|plan| !edit::reschedule(plan, id).is_empty());
    let reschedule = reschedule.then(|| {
        MenuItem::new("Reschedule\u{2026}", Icon::Clock, move || {
            state.open(Overlay::Reschedule(id))
        })
    });
    let mut items = vec![
        MenuItem::new("Edit", Icon::Edit, move || {
            state.open(Overlay::Project(Some(id)))
        }),
        MenuItem::new(words, Icon::Project, move || {
            state.set(id.at(), "form", to);
        }),
        MenuItem::new("Move to trash", Icon::Trash, trash).danger(),
    ];
    let baseline = MenuItem::new("Save a baseline\u{2026}", Icon::Clock, move || {
        state.open(Overlay::Baseline(id, None))
    });
    items.splice(1..1, reschedule.into_iter().chain([baseline]));
    let before_trash = items.len() - 1;
    items.splice(before_trash..before_trash, export::items(state, id));
    if !imports_of(state, id).is_empty() {
        let open = move || go.run(routes::import_report(id));
        items.insert(
            before_trash,
            MenuItem::new("Import report", Icon::Info, open),
        );
    }
    items
}
