//! A project: what it serves (to read only), how it stands, and its outline. There is no check-in
//! form here: goals are reviewed elsewhere, in another rhythm.

mod compare;
mod gantt;
mod head;
mod strip;
mod task_sheet;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{Id, Kind, Objective, Project, Task};

use crate::components::empty_state::EmptyState;
use crate::components::outline::OutlineTable;
use crate::components::trail::{Crumb, set_trail};
use crate::state::State;
use compare::Compare;
use gantt::ProjectGantt;
pub use gantt::bench::{GanttBench, GanttBenchPage, Given, Grip};
pub(in crate::pages) use gantt::minutes;
use head::ProjectHead;
use strip::Strip;
use task_sheet::TaskSheet;

/// The page.
#[component]
pub fn ProjectPage() -> impl IntoView {
    let state = State::expect();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| {
            params
                .get("id")
                .and_then(|id| id.parse::<Id<Project>>().ok())
        })
    });
    let found = Memo::new(move |_| id.get().filter(|id| state.row(*id).get().is_some()));
    set_trail(move || {
        let name = found
            .get()
            .and_then(|id| state.row(id).get())
            .map(|row| row.title.clone());
        vec![
            Crumb::to("Projects", "/projects"),
            Crumb::here(name.unwrap_or_default()),
        ]
    });
    move || {
        match found.get() {
        Some(id) => view! { <Found id/> }.into_any(),
        None => view! {
            <h1 class="page-title">"Project"</h1>
            <EmptyState title="This project is not here" text="It may be in the trash, or this device \
                has not heard of it yet."><a class="button" href="/projects">"All projects"</a></EmptyState>
        }
        .into_any(),
    }
    }
}

#[component]
fn Found(id: Id<Project>) -> impl IntoView {
    let serving = RwSignal::new(None);
    let query = use_query_map();
    let named = query.with_untracked(|query| query.get("task").and_then(|id| id.parse().ok()));
    let opened: RwSignal<Option<Id<Task>>> = RwSignal::new(named);
    let look = Memo::new(move |_| Look::of(query.with(|query| query.get("view")).as_deref()));
    view! {
        <ProjectHead id/>
        <Strip id/>
        <Views id look/>
        {move || match look.get() {
            Look::List => view! { <Tools id serving/><OutlineTable project=id serving opened/><Keys/> }.into_any(),
            Look::Gantt => view! { <ProjectGantt id opened/> }.into_any(),
            Look::Compare => view! { <Compare id/> }.into_any(),
        }}
        {move || opened.get().map(|task| view! { <TaskSheet id=task opened/> })}
    }
    .into_any()
}

/// How one looks at a project.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    List,
    Gantt,
    Compare,
}

impl Look {
    fn of(name: Option<&str>) -> Self {
        match name {
            Some("gantt") => Self::Gantt,
            Some("compare") => Self::Compare,
            _ => Self::List,
        }
    }
}

/// The views of one project; each has an address.
#[component]
fn Views(id: Id<Project>, look: Memo<Look>) -> impl IntoView {
    let list = crate::routes::project(id);
    let chart = format!("{list}?view=gantt");
    let compare = format!("{list}?view=compare");
    let here = move |it: Look| (look.get() == it).then_some("page");
    view! {
        <nav class="tabs project-views" aria-label="Project views">
            <a href=list aria-current=move || here(Look::List)>"List"</a>
            <a href=chart aria-current=move || here(Look::Gantt)>"Gantt"</a>
            <a href=compare aria-current=move || here(Look::Compare)>"Compare"</a>
        </nav>
    }
    .into_any()
}

/// How many tasks there are, and only those that serve an Objective.
#[component]
fn Tools(id: Id<Project>, serving: RwSignal<Option<Id<Objective>>>) -> impl IntoView {
    let state = State::expect();
    let counts = Memo::new(move |_| {
        state.track_list(Kind::Task, Some(id.uuid()));
        state.plan(|plan| {
            let leaves = plan
                .tasks(id)
                .into_iter()
                .filter(|(_, row)| !plan.is_summary(row.id));
            let (stones, tasks): (Vec<_>, Vec<_>) = leaves.partition(|(_, row)| row.milestone);
            (tasks.len(), stones.len())
        })
    });
    let words = move || {
        let (tasks, stones) = counts.get();
        let task = model::progress::words::count(tasks as i64, "task", "tasks");
        let stone = model::progress::words::count(stones as i64, "milestone", "milestones");
        format!("{task}, {stone}")
    };
    let objectives = Memo::new(move |_| {
        state.track_list(Kind::Link, None);
        state.track_list(Kind::Objective, None);
        state.plan(|plan| {
            let mut found: Vec<(Id<Objective>, String)> = Vec::new();
            let tasks = plan.tasks(id);
            let served = tasks.iter().flat_map(|(_, row)| plan.serves(row.id));
            for it in served.chain(plan.project_serves(id)) {
                if !found.iter().any(|(known, _)| *known == it.objective)
                    && let Some(row) = plan.get(it.objective)
                {
                    found.push((row.id, row.title.clone()));
                }
            }
            found
        })
    });
    let option = |(id, title): (Id<Objective>, String)| view! { <option value=id.to_string()>{title}</option> };
    view! {
        <div class="project-tools">
            <p class="page-meta">{words}</p>
            <label class="visually-hidden" for="serving">"Only tasks that serve"</label>
            <select class="input input-small project-filter" id="serving"
                on:change=move |event| serving.set(event_target_value(&event).parse().ok())>
                <option value="">"All tasks"</option>
                {move || objectives.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// The keys of the outline, for those who look for them.
#[component]
fn Keys() -> impl IntoView {
    let keys = [
        ("\u{2191} \u{2193} \u{2190} \u{2192}", "go"),
        ("Enter", "edit"),
        ("Space", "done"),
        ("Insert", "add after"),
        ("Alt \u{2192} \u{2190}", "indent, outdent"),
        ("Alt \u{2191} \u{2193}", "reorder"),
        ("Del", "trash"),
    ];
    let item = |(key, words)| view! { <span><kbd>{key}</kbd>" "{words}</span> };
    view! { <p class="outline-keys" aria-label="Keys of the task list">{keys.map(item).collect_view()}</p> }.into_any()
}
