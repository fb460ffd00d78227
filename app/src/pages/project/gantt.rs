//! A project as a Gantt chart: its scheduled tasks in time, and what hands do to them.

pub(super) mod bench;
mod hand;
mod picture;
mod saved;

use leptos::prelude::*;
use model::progress::words;
use model::schedule::baseline;
use model::{Id, Kind, Project, Ref, Task};

use crate::components::gantt::{Gantt, GanttColumn, GanttView, Says};
use crate::components::grid::find::FindBar;
use crate::components::grid::new_task::NewTask;
use crate::components::grid::number::Counted;
use crate::components::grid::preview::PastePreview;
use crate::components::grid::{Column, Grid, Place, Spot, cell};
use crate::state::State;
pub(in crate::pages) use picture::minutes;

/// The chart of a project.
#[component]
pub(super) fn ProjectGantt(id: Id<Project>, opened: RwSignal<Option<Id<Task>>>) -> impl IntoView {
    let state = State::expect();
    let (view, grid) = table(state, id, opened);
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
        let looks = (state.today(), view.baseline.get());
        let mut sheet = grid.entries.with(|entries| {
            let rows = (entries.as_slice(), &grid.folded.get());
            state.schedules(|plan, all| picture::sheet(plan, all, id, rows, looks))
        });
        sheet.says = says(state);
        view.show(sheet);
    });
    let fold = Callback::new(move |at: Ref| {
        let at = Id::new(at.id);
        grid.folded.update(|folded| {
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
    view! {
        <FindBar grid/>
        <Gantt view label fold/>
        <div class="gantt-new"><NewTask grid/></div>
        <Foot id view/>
        <Keys/>
        <PastePreview grid/>
    }
    .into_any()
}

/// The chart, and the table left of its bars.
fn table(state: State, id: Id<Project>, opened: RwSignal<Option<Id<Task>>>) -> (GanttView, Grid) {
    let both: StoredValue<Option<(GanttView, Grid)>> = StoredValue::new(None);
    let scroll = Callback::new(move |id: Id<Task>| {
        if let Some((view, grid)) = both.get_value() {
            view.bring_soon(grid, id.at());
        }
    });
    let go = Callback::new(move |spot: Spot| {
        if let Some((view, grid)) = both.get_value() {
            view.go_to(grid, spot);
        }
    });
    let grid = Grid::new(state, (id, Place::Chart), scroll, go);
    let view = GanttView::default()
        .with_hands(hand::hands(state, id, opened))
        .with_grid(grid);
    both.set_value(Some((view, grid)));
    Effect::new(move |_| {
        let columns = grid.shown.with(|shown| {
            let columns = shown.list().iter().copied();
            columns.map(GanttColumn::of).collect::<Vec<_>>()
        });
        if view.columns.get_untracked() != columns {
            view.columns.set(columns);
        }
    });
    (view, grid)
}

/// How cells are read; the rows are numbered once, when the first of them says a number.
fn says(state: State) -> Says {
    let numbers = Counted::default();
    Says::new(move |at, column| {
        let id: Id<Task> = Id::new(at.id);
        state.schedules(|plan, all| match column {
            _ if at.kind != Kind::Task => String::new(),
            // Where a summary stands is said by its bar and its percent.
            Column::Status if plan.is_summary(id) => String::new(),
            column => cell::text((plan, all), &numbers, id, column),
        })
    })
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
        ("\u{2192}", "into cells"),
        ("Shift \u{2190} \u{2192}", "move a day"),
        ("Ctrl Shift \u{2190} \u{2192}", "longer, shorter"),
        ("+ -", "done"),
        ("L", "link to another"),
        ("D", "next dependency"),
        ("Alt \u{2190} \u{2192}", "outline"),
        ("Enter", "open"),
        ("[ ]", "zoom"),
    ];
    let item = |(key, words)| view! { <span><kbd>{key}</kbd>" "{words}</span> };
    view! { <p class="outline-keys" aria-label="Keys of the chart">{keys.map(item).collect_view()}</p> }
        .into_any()
}
