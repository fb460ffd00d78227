//! All projects and workstreams: is the work going well, and what does each serve? A separate place
//! from the OKR dashboard.

use chart::icon::Icon;
use leptos::prelude::*;
use model::progress::words;
use model::{Id, Kind, Objective, Plan, Project, ProjectState};

use crate::components::avatar::Avatar;
use crate::components::empty_state::EmptyState;
use crate::components::icon::{icon, small_icon};
use crate::components::status_word::project_status_word;
use crate::components::trail::{Crumb, set_trail};
use crate::routes;
use crate::state::{Overlay, State};

/// The page.
#[component]
pub fn Projects() -> impl IntoView {
    let state = State::expect();
    set_trail(|| vec![Crumb::here("Projects".to_owned())]);
    let all = state.projects();
    let serving: RwSignal<Option<Id<Objective>>> = RwSignal::new(None);
    let finished = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        state.track_list(Kind::Link, None);
        let (serving, finished) = (serving.get(), finished.get());
        let all = all.get();
        state.plan(|plan| {
            let keep = |id: &Id<Project>| keep(plan, *id, serving, finished);
            all.iter().copied().filter(keep).collect::<Vec<_>>()
        })
    });
    let empty = Memo::new(move |_| all.with(Vec::is_empty));
    let count = move || words::count(all.with(Vec::len) as i64, "project", "projects");
    view! {
        <header class="page-head">
            <div><h1 class="page-title">"Projects"</h1><p class="page-meta">{count}{move || unserving(state)}</p></div>
            <div class="page-actions">
                <a class="button" href="/import">{icon(Icon::Import)}"Import a plan"</a>
                <button type="button" class="button button-solid"
                    on:click=move |_| state.open(Overlay::Project(None))>{icon(Icon::Plus)}"New project"</button>
            </div>
        </header>
        <Views/>
        {move || if empty.get() {
            view! {
                <EmptyState title="No projects yet" text="Bring a Microsoft Project plan in, or begin \
                    with a name and a lead. Each project says which Key Result it serves.">
                    <a class="button button-solid" href="/import">"Import a plan"</a>
                </EmptyState>
            }.into_any()
        } else {
            view! {
                <div class="project-tools"><Serving serving finished id="projects-serving"/></div>
                <Table shown/>
            }.into_any()
        }}
    }
    .into_any()
}

/// What passes the filters.
fn keep(plan: &Plan, id: Id<Project>, serving: Option<Id<Objective>>, finished: bool) -> bool {
    let over = |state| matches!(state, ProjectState::Done | ProjectState::Cancelled);
    let state = plan.get(id).map(|row| row.state).unwrap_or_default();
    let serves = |objective| goals(plan, id).iter().any(|it| it.1 == objective);
    (finished || !over(state)) && serving.is_none_or(serves)
}

/// The Key Results that a project or one of its tasks serves: title and Objective.
fn goals(plan: &Plan, id: Id<Project>) -> Vec<(String, Id<Objective>, Id<model::KeyResult>)> {
    let rows = plan.goals_of(id).into_iter().filter_map(|id| plan.live(id));
    rows.map(|row| (row.title.clone(), row.objective, row.id))
        .collect()
}

/// The views of all projects; each has an address.
#[component]
pub(super) fn Views() -> impl IntoView {
    let path = leptos_router::hooks::use_location().pathname;
    let link = move |to: &'static str, words: &'static str| {
        let here = move || {
            path.with(|path| path.trim_end_matches('/') == to)
                .then_some("page")
        };
        view! { <a href=to aria-current=here>{words}</a> }
    };
    view! {
        <nav class="tabs project-views" aria-label="Views of all projects">
            {link("/projects", "List")}{link("/projects/timeline", "Timeline")}{link("/projects/people", "People")}
        </nav>
    }
    .into_any()
}

/// ", 2 serve no Key Result".
fn unserving(state: State) -> String {
    state.track_list(Kind::Link, None);
    state.track_list(Kind::Project, None);
    let none = state.plan(|plan| {
        plan.projects()
            .iter()
            .filter(|row| goals(plan, row.id).is_empty())
            .count()
    });
    let all = state.plan(|plan| plan.projects().len());
    match none {
        _ if all == 0 => String::new(),
        0 => ", each serves a Key Result".to_owned(),
        1 => ", 1 serves no Key Result".to_owned(),
        n => format!(", {n} serve no Key Result"),
    }
}

/// Which projects are shown: those that serve an Objective, and those that ended.
#[component]
pub(super) fn Serving(
    serving: RwSignal<Option<Id<Objective>>>,
    finished: RwSignal<bool>,
    id: &'static str,
) -> impl IntoView {
    let state = State::expect();
    let current = state.current_cycle();
    let objectives = Memo::new(move |_| {
        state.track_list(Kind::Objective, None);
        state.plan(|plan| {
            let of = |cycle| {
                plan.objectives(cycle)
                    .into_iter()
                    .map(|row| (row.id, row.title.clone()))
            };
            let cycles = plan.cycles();
            let running = cycles
                .iter()
                .map(|row| row.id)
                .filter(|id| Some(*id) != current.get());
            let first = current
                .get()
                .map(|id| of(Some(id)).collect::<Vec<_>>())
                .unwrap_or_default();
            first
                .into_iter()
                .chain(running.flat_map(|id| of(Some(id))))
                .collect::<Vec<_>>()
        })
    });
    let option = |(id, title): (Id<Objective>, String)| view! { <option value=id.to_string()>{title}</option> };
    view! {
            <label class="visually-hidden" for=id>"Only projects that serve"</label>
            <select class="input input-small project-filter" id=id
                on:change=move |event| serving.set(event_target_value(&event).parse().ok())>
                <option value="">"All Objectives"</option>
                {move || objectives.get().into_iter().map(option).collect_view()}
            </select>
            <label class="check">
                <input type="checkbox" prop:checked=finished
                    on:change=move |event| finished.set(event_target_checked(&event))/>
                "Also done and cancelled"
            </label>
    }
    .into_any()
}

#[component]
fn Table(shown: Memo<Vec<Id<Project>>>) -> impl IntoView {
    view! {
        <div class="data-table-scroll" tabindex="0" role="region" aria-label="Projects">
            <table class="data-table projects-table">
                <thead>
                    <tr>
                        <th scope="col">"Project"</th><th scope="col">"Status"</th>
                        <th scope="col">"Work"</th><th scope="col">"To"</th>
                        <th scope="col">"Serves"</th><th scope="col">"Lead"</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || shown.get() key=|id| *id let:id><ProjectRow id/></For>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn ProjectRow(id: Id<Project>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let work = state.project_work(id);
    let title = move || row.with(|row| row.as_ref().map(|row| row.title.clone()));
    let sub = move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| format!("{}, {}", row.form.word(), row.state.word().to_lowercase()))
        })
    };
    let status = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.status)));
    let finish = move || {
        let today = state.today();
        row.with(|row| {
            row.as_ref()?
                .target_finish
                .map(|day| words::date(day, today))
        })
    };
    let lead = Signal::derive(move || row.with(|row| row.as_ref().and_then(|row| row.lead)));
    let percent = move || {
        work.get()
            .map_or_else(|| "no tasks".to_owned(), |it| it.percent_text())
    };
    let bar = move || chart::bar::work_bar(work.get().map(crate::picture::place));
    let serves = Memo::new(move |_| {
        state.track_list(Kind::Link, None);
        state.plan(|plan| goals(plan, id))
    });
    view! {
        <tr>
            <th scope="row">
                <a class="data-table-name" href=routes::project(id)>{title}</a>
                <span class="data-table-sub">{sub}</span>
            </th>
            <td>{move || status.get().map(project_status_word)}</td>
            <td class="data-table-bar"><span class="data-table-drawing" inner_html=bar></span><span>{percent}</span></td>
            <td>{finish}</td>
            <td>{move || serves_view(serves.get())}</td>
            <td><Avatar person=lead/></td>
        </tr>
    }
    .into_any()
}

/// Three by name, the rest as a number.
fn serves_view(goals: Vec<(String, Id<Objective>, Id<model::KeyResult>)>) -> AnyView {
    if goals.is_empty() {
        return view! { <span class="chip chip-gap">{small_icon(Icon::Gap)}"Serves no Key Result"</span> }
            .into_any();
    }
    let more = goals.len().saturating_sub(2);
    let item = |(title, _, id): (String, _, Id<model::KeyResult>)| {
        view! { <li><a href=routes::key_result(id)>{title}</a></li> }
    };
    view! {
        <ul class="project-serves">
            {goals.into_iter().take(2).map(item).collect_view()}
            {(more > 0).then(|| view! { <li>{format!("and {more} more")}</li> })}
        </ul>
    }
    .into_any()
}
