//! A project as a Gantt chart: its scheduled tasks in time, and what hands do to them.

pub(super) mod bench;
mod hand;
mod picture;
mod saved;

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::progress::words;
use model::schedule::baseline;
use model::{Id, Kind, Project, Ref, Task};

use crate::components::gantt::{Gantt, GanttView};
use crate::state::State;
pub(in crate::pages) use picture::minutes;

/// The chart of a project.
#[component]
pub(super) fn ProjectGantt(id: Id<Project>, opened: RwSignal<Option<Id<Task>>>) -> impl IntoView {
    let state = State::expect();
    let view = GanttView::default().with_hands(hand::hands(state, id, opened));
    let folded: RwSignal<BTreeSet<Ref>> = RwSignal::new(BTreeSet::new());
    saved::follow(state, id, view);
    Effect::new(move |_| {
        for kind in [Kind::Dependency, Kind::Calendar, Kind::Link] {
            state.track_list(kind, None);
        }
        state.track_list(Kind::Task, Some(id.uuid()));
        state.track_number(id.at());
        state.track(id.at());
        // The project's number follows its tasks only once somebody has asked for it.
        state.project_work(id).track();
        let today = state.today();
        let sheet = folded.with(|folded| {
            let looks = (today, view.baseline.get());
            state.schedules(|plan, all| picture::sheet(plan, all, id, folded, looks))
        });
        view.show(sheet);
    });
    let fold = Callback::new(move |at| {
        folded.update(|folded| {
            if !folded.remove(&at) {
                folded.insert(at);
            }
        });
    });
    let label = Signal::derive(move || {
        state
            .row(id)
            .get()
            .map_or_else(String::new, |row| format!("Tasks of {} in time", row.title))
    });
    view! { <Gantt view label fold/><Foot id view/><Keys/> }.into_any()
}

/// How many tasks there are and when the last of them finishes.
#[component]
fn Foot(id: Id<Project>, view: GanttView) -> impl IntoView {
    let state = State::expect();
    let today = untrack(|| state.today());
    let words = move || {
        view.track();
        state.schedules(|plan, all| {
            let finish = all.project(id).map(|it| it.finish.date())?;
            let tasks = plan.tasks(id).into_iter().map(|it| it.1);
            let saved = tasks.clone().filter_map(|row| {
                let drawn = view.baseline.get();
                let drawn = row.baselines.iter().find(|it| Some(it.number) == drawn);
                drawn.and_then(|it| it.finish)
            });
            let saved = saved.max().map(|at| words::date(at.date(), today));
            let leaves = tasks.filter(|row| !plan.is_summary(row.id));
            let (stones, tasks): (Vec<_>, Vec<_>) = leaves.partition(|row| row.milestone);
            let named = view
                .baseline
                .get()
                .map(|number| baseline::title(plan, id, number));
            let named = named.unwrap_or_default();
            let saved = saved.map_or_else(String::new, |it| {
                format!(", by \u{201c}{named}\u{201d} {it}")
            });
            Some(format!(
                "{}, {}. Finish {}{saved}.",
                words::count(tasks.len() as i64, "task", "tasks"),
                words::count(stones.len() as i64, "milestone", "milestones"),
                words::date(finish, today)
            ))
        })
    };
    view! { <p class="page-meta gantt-sum">{words}</p> }.into_any()
}

/// The keys of the chart, for those who look for them.
#[component]
fn Keys() -> impl IntoView {
    let keys = [
        ("Shift \u{2190} \u{2192}", "move a day"),
        ("Ctrl Shift \u{2190} \u{2192}", "longer, shorter"),
        ("+ -", "done"),
        ("L", "link to another"),
        ("D", "next dependency"),
        ("Enter", "open"),
        ("[ ]", "zoom"),
    ];
    let item = |(key, words)| view! { <span><kbd>{key}</kbd>" "{words}</span> };
    view! { <p class="outline-keys" aria-label="Keys of the chart">{keys.map(item).collect_view()}</p> }
        .into_any()
}
