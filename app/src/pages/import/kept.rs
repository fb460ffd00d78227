//! What became of each field of the files that made a project: kept with it for good, on every device.

use exchange::problem::Problem;
use exchange::report::Report;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::progress::words;
use model::{Id, Import, Kind, Project, Row};
use serde_json::Value;

use super::preview::Problems;
use super::report::Fidelity;
use crate::components::empty_state::EmptyState;
use crate::components::trail::{Crumb, set_trail};
use crate::routes;
use crate::state::State;

/// The imports of a project, the last one first.
pub fn of(state: State, project: Id<Project>) -> Vec<Row<Import>> {
    state.plan(|plan| {
        let own = plan.all::<Import>();
        let own = own.filter(|row| row.project == project && !row.head.trashed);
        let mut list: Vec<Row<Import>> = own.map(|row| (**row).clone()).collect();
        list.sort_by_key(|row| core::cmp::Reverse((row.read_at, row.id)));
        list
    })
}

/// The page.
#[component]
pub fn ImportReport() -> impl IntoView {
    let state = State::expect();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| {
            let id = params.get("id");
            id.and_then(|id| id.parse::<Id<Project>>().ok())
        })
    });
    let title = Memo::new(move |_| {
        let row = id.get().and_then(|id| state.row(id).get());
        row.map(|row| row.title.clone()).unwrap_or_default()
    });
    set_trail(move || {
        let project = id.get().map(routes::project).unwrap_or_default();
        vec![
            Crumb::to("Projects", "/projects"),
            Crumb::to(title.get(), project),
            Crumb::here("Import report"),
        ]
    });
    let list = move || {
        let id = id.get()?;
        state.track_list(Kind::Import, Some(id.uuid()));
        Some(of(state, id)).filter(|list| !list.is_empty())
    };
    view! {
        <header class="page-head"><div>
            <h1 class="page-title">"Import report"</h1>
            <p class="page-meta">{title}</p>
        </div></header>
        {move || match list() {
            Some(list) => list.into_iter().enumerate().map(|(at, row)| one(state, at, row))
                .collect_view().into_any(),
            None => view! {
                <EmptyState title="Nothing was imported into this project" text="A report is kept here when a \
                    plan comes in from Microsoft Project or a spreadsheet."><a class="button"
                    href=routes::IMPORT>"Import a plan"</a></EmptyState>
            }
            .into_any(),
        }}
    }
    .into_any()
}

/// One import: what it was, what became of it, row by row where it has one.
fn one(state: State, at: usize, row: Row<Import>) -> impl IntoView {
    let report: Report = serde_json::from_value(row.report.clone()).unwrap_or_default();
    let by = state.name_of(Some(row.head.created_by));
    let when = words::date(state.host().local(row.read_at).date(), state.today());
    let by = if by.is_empty() {
        by
    } else {
        format!(" by {by}")
    };
    let words = format!("{}, read on {when}{by}", row.format);
    let problems = row.kept.get("problems");
    let named = problems.and_then(|it| it.get("named")).cloned();
    let named: Vec<Problem> = serde_json::from_value(named.unwrap_or_default()).unwrap_or_default();
    let all = problems
        .and_then(|it| it.get("count"))
        .and_then(Value::as_u64);
    let more = all.unwrap_or(0).saturating_sub(named.len() as u64);
    let id = format!("import-{at}");
    let label = id.clone();
    view! {
        <section class="import-kept" aria-labelledby=label>
            <h2 class="panel-title" id=id>{row.file.clone()}</h2>
            <p class="page-meta">{words}</p>
            <div class="import-preview">
                <Fidelity report open=at == 0/>
                <Problems list=named more=more as u32/>
            </div>
        </section>
    }
    .into_any()
}
