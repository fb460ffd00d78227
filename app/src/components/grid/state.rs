//! What the parts of one table of tasks share: what is shown, chosen, folded and looked for.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use model::{Id, Kind, Project, Task};

use super::column::{Column, Shown};
use super::dated;
use super::filter::{Filter, Group};
use super::number::Numbers;
use super::paste::Outcome;
use super::select::{Selection, Spot};
use super::view::{Entry, Line, Wish, entries};
use crate::state::State;

/// Which table it is: each keeps its own columns on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list of a project.
    Outline,
    /// Left of the bars of a chart.
    Chart,
}

impl Place {
    /// The preference that keeps its columns.
    fn preference(self) -> &'static str {
        match self {
            Self::Outline => "grid-columns",
            Self::Chart => "gantt-columns",
        }
    }

    /// The columns at first.
    fn columns(self) -> Shown {
        match self {
            Self::Outline => Shown::default(),
            Self::Chart => Shown::beside_bars(),
        }
    }
}

/// The cell that is being edited, and what was typed first.
pub type Editing = (Id<Task>, Column, Option<String>);

/// A paste that waits for a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// What it would do.
    pub outcome: Outcome,
    /// What to call it.
    pub word: &'static str,
}

/// The handle that every part holds; copying it copies pointers.
#[derive(Clone, Copy)]
pub struct Grid {
    /// Whose tasks.
    pub project: Id<Project>,
    /// Which table.
    place: Place,
    /// The summaries that are folded.
    pub folded: RwSignal<BTreeSet<Id<Task>>>,
    /// What is let through.
    pub filter: RwSignal<Filter>,
    /// Under which heads.
    pub group: RwSignal<Group>,
    /// The columns that are shown.
    pub shown: RwSignal<Shown>,
    /// The cell with the focus.
    pub active: RwSignal<Option<Spot>>,
    /// What is chosen beyond it.
    pub selection: RwSignal<Selection>,
    /// The rows, heads among them.
    pub entries: Memo<Vec<Entry>>,
    /// The rows that are tasks.
    pub lines: Memo<Vec<Line>>,
    /// The cell that is being edited.
    pub editing: RwSignal<Option<Editing>>,
    /// The numbers of the rows, for the columns that say them.
    pub numbers: Memo<Arc<Numbers>>,
    /// What is looked for, while the find bar is open.
    pub finding: RwSignal<Option<String>>,
    /// A paste that waits for a decision.
    pub pending: RwSignal<Option<Pending>>,
    /// How the table that shows it goes to a cell.
    pub go: Callback<Spot>,
    /// How it scrolls to a row without going there.
    pub scroll: Callback<Id<Task>>,
}

impl Grid {
    /// The state of a table. `scroll` brings a row into view, `go` also puts the focus on a cell.
    pub fn new(
        state: State,
        (project, place): (Id<Project>, Place),
        scroll: Callback<Id<Task>>,
        go: Callback<Spot>,
    ) -> Self {
        let folded = RwSignal::new(BTreeSet::new());
        let filter = RwSignal::new(Filter::default());
        let group = RwSignal::new(Group::default());
        let kept = state.host().remembered(place.preference());
        let shown = kept.and_then(|text| Shown::known(&text));
        let shown = shown.unwrap_or_else(|| place.columns());
        let numbers = Memo::new(move |_| {
            state.track_list(Kind::Task, Some(project.uuid()));
            Arc::new(state.plan(|plan| Numbers::new(plan, project)))
        });
        let entries = Memo::new(move |_| {
            let wish = Wish {
                folded: folded.get(),
                filter: filter.get(),
                group: group.get(),
            };
            track(state, project, &wish);
            let critical = |id| dated::is_critical(state, id);
            state.plan(|plan| entries(plan, project, &wish, &critical))
        });
        let lines: Memo<Vec<Line>> = Memo::new(move |_| {
            entries.with(|all| all.iter().filter_map(|it| it.line().cloned()).collect())
        });
        let selection = RwSignal::new(Selection::default());
        Effect::new(move |_| {
            let listed = lines.with(|lines| lines.iter().map(|it| it.id).collect());
            if !selection.with_untracked(Selection::is_empty) {
                selection.update(|it| *it = it.among(&listed));
            }
        });
        Self {
            project,
            place,
            folded,
            filter,
            group,
            shown: RwSignal::new(shown),
            active: RwSignal::new(None),
            selection,
            entries,
            lines,
            editing: RwSignal::new(None),
            numbers,
            finding: RwSignal::new(None),
            pending: RwSignal::new(None),
            go,
            scroll,
        }
    }

    /// The tasks of the rows, from top to bottom; not followed.
    pub fn ids(self) -> Vec<Id<Task>> {
        self.lines
            .with_untracked(|lines| lines.iter().map(|it| it.id).collect())
    }

    /// The chosen rows, else the one with the focus; not followed.
    pub fn rows(self) -> Vec<Id<Task>> {
        let focused = self.active.get_untracked();
        let ids = self.ids();
        self.selection
            .with_untracked(|it| it.in_order(&ids, focused))
    }

    /// The chosen columns, else the one with the focus; not followed.
    pub fn columns(self) -> Vec<Column> {
        let focused = self.active.get_untracked();
        self.shown.with_untracked(|shown| {
            self.selection
                .with_untracked(|it| it.columns(shown, focused))
        })
    }

    /// Whether a row is chosen; followed.
    pub fn is_chosen(self, id: Id<Task>) -> bool {
        self.selection.with(|it| it.holds(id))
    }

    /// Shows a column or puts it away, here and next time.
    pub fn show(self, state: State, column: Column, shown: bool) {
        self.shown.update(|it| *it = it.with(column, shown));
        let kept = self.shown.with_untracked(Shown::write);
        let preference = self.place.preference();
        state.host().remember(preference, Some(&kept));
    }

    /// Opens a cell for editing, with what was typed already.
    pub fn edit(self, id: Id<Task>, column: Column, seed: Option<String>) {
        self.active.set(Some((id, column)));
        self.editing.set(Some((id, column, seed)));
    }

    /// Unfolds what is above a task and scrolls to it; the focus stays where it is.
    pub fn mark(self, state: State, id: Id<Task>) {
        self.unfold(state, id);
        self.active.set(Some((id, Column::Title)));
        self.scroll.run(id);
    }

    fn unfold(self, state: State, id: Id<Task>) {
        let above: Vec<Id<Task>> =
            state.plan(|plan| plan.lineage(id).skip(1).map(|it| it.id).collect());
        if self
            .folded
            .with_untracked(|folded| above.iter().any(|it| folded.contains(it)))
        {
            self.folded
                .update(|folded| folded.retain(|it| !above.contains(it)));
        }
    }

    /// Unfolds what is above a task and goes to it.
    pub fn reveal(self, state: State, id: Id<Task>) {
        self.unfold(state, id);
        self.go.run((id, Column::Title));
    }
}

/// Follows what the rows depend on, and no more.
fn track(state: State, project: Id<Project>, wish: &Wish) {
    state.track_list(Kind::Task, Some(project.uuid()));
    let Wish { filter, group, .. } = wish;
    if !filter.is_open() || *group != Group::Outline {
        state.track_number(project.at());
    }
    let served = filter.key_result.is_some() || filter.objective.is_some();
    if served || *group == Group::KeyResult {
        state.track_list(Kind::Link, None);
    }
}
