//! A project as a Gantt chart: its scheduled tasks in time, and what hands do to them.

mod hand;
mod picture;

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::{Id, Kind, Project, Ref, Task};

use crate::components::gantt::{Gantt, GanttView};
use crate::state::State;

/// The chart of a project.
#[component]
pub(super) fn ProjectGantt(id: Id<Project>, opened: RwSignal<Option<Id<Task>>>) -> impl IntoView {
    let state = State::expect();
    let view = GanttView::default().with_hands(hand::hands(state, id, opened));
    let folded: RwSignal<BTreeSet<Ref>> = RwSignal::new(BTreeSet::new());
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
            state.schedules(|plan, all| picture::sheet(plan, all, id, folded, today))
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
    view! { <Gantt view label fold/><Keys/> }.into_any()
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
