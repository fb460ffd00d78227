//! The outline of a project: its tasks as a table in which everything can be done by keyboard. Only
//! the rows in view are in the document, so that ten thousand tasks scroll like forty.

mod cell;
mod edit;
mod key;
mod lines;
mod new_row;
mod row;

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;
use model::{Id, Kind, Objective, Project, Task};

use crate::components::focus;
use crate::state::State;
use lines::Line;
use new_row::NewRow;
use row::TaskRow;

/// Rows drawn before and after those in view.
const SPARE: usize = 12;
/// A row's height until one can be measured.
const ROW_PIXELS: i32 = 37;

/// What can be edited in a row, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    Title,
    Status,
    Assignee,
    Start,
    Finish,
    Estimate,
    Percent,
}

impl Column {
    const ALL: [Self; 7] = [
        Self::Title,
        Self::Status,
        Self::Assignee,
        Self::Start,
        Self::Finish,
        Self::Estimate,
        Self::Percent,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Title => "Task",
            Self::Status => "Status",
            Self::Assignee => "Who",
            Self::Start => "Start",
            Self::Finish => "Finish",
            Self::Estimate => "Effort",
            Self::Percent => "Done",
        }
    }
}

/// The cell that is being edited, and what was typed first.
pub(crate) type Editing = (Id<Task>, Column, Option<String>);

/// What the rows of one outline share.
#[derive(Clone, Copy)]
pub(crate) struct Outline {
    pub(crate) project: Id<Project>,
    pub(crate) lines: Memo<Vec<Line>>,
    pub(crate) folded: RwSignal<BTreeSet<Id<Task>>>,
    pub(crate) active: RwSignal<Option<(Id<Task>, Column)>>,
    pub(crate) editing: RwSignal<Option<Editing>>,
    pub(crate) opened: RwSignal<Option<Id<Task>>>,
}

impl Outline {
    fn new(
        state: State,
        project: Id<Project>,
        serving: RwSignal<Option<Id<Objective>>>,
        opened: RwSignal<Option<Id<Task>>>,
    ) -> Self {
        let folded = RwSignal::new(BTreeSet::new());
        let lines = Memo::new(move |_| {
            state.track_list(Kind::Task, Some(project.uuid()));
            let serving = serving.get();
            if serving.is_some() {
                state.track_list(Kind::Link, None);
            }
            folded.with(|folded| state.plan(|plan| lines::of(plan, project, folded, serving)))
        });
        Self {
            project,
            lines,
            folded,
            active: RwSignal::new(None),
            editing: RwSignal::new(None),
            opened,
        }
    }

    /// The id of a cell on the page.
    pub(crate) fn cell_id(id: Id<Task>, column: Column) -> String {
        format!("task-{id}-{}", column.word().to_lowercase())
    }

    /// Goes to a cell.
    pub(crate) fn go(self, id: Id<Task>, column: Column) {
        self.active.set(Some((id, column)));
        focus::to_id_soon(Self::cell_id(id, column));
    }

    /// Opens a cell for editing, with what was typed already.
    pub(crate) fn edit(self, id: Id<Task>, column: Column, seed: Option<String>) {
        self.active.set(Some((id, column)));
        self.editing.set(Some((id, column, seed)));
    }
}

/// The part of the list that is in the document.
#[derive(Clone, Copy, PartialEq)]
struct Window {
    from: usize,
    to: usize,
    row: i32,
}

fn window(top: i32, height: i32, row: i32, count: usize) -> Window {
    let row = row.max(1);
    let first = usize::try_from(top / row).unwrap_or(0);
    let shown = usize::try_from(height / row).unwrap_or(0) + 1;
    let from = first.saturating_sub(SPARE).min(count);
    Window {
        from,
        to: (first + shown + SPARE).min(count),
        row,
    }
}

/// The table.
#[component]
pub fn OutlineTable(
    /// Whose tasks.
    project: Id<Project>,
    /// Only what serves this Objective.
    serving: RwSignal<Option<Id<Objective>>>,
    /// The task whose sheet is open.
    opened: RwSignal<Option<Id<Task>>>,
) -> impl IntoView {
    let state = State::expect();
    let outline = Outline::new(state, project, serving, opened);
    provide_context(outline);
    let node = NodeRef::<html::Div>::new();
    let seen = RwSignal::new((0, 900, ROW_PIXELS));
    let look = move || {
        if let Some(node) = node.get_untracked() {
            let row = node.query_selector("tr[data-level]").ok().flatten();
            let pixels = row.map_or(ROW_PIXELS, |row| row.client_height().max(24));
            seen.set((node.scroll_top(), node.client_height().max(200), pixels));
        }
    };
    Effect::new(move |_| {
        outline.lines.track();
        request_animation_frame(look);
    });
    let view = Memo::new(move |_| {
        let (top, height, row) = seen.get();
        window(top, height, row, outline.lines.with(Vec::len))
    });
    let shown = move || {
        let Window { from, to, .. } = view.get();
        outline.lines.with(|lines| {
            lines
                .get(from..to)
                .map(<[Line]>::to_vec)
                .unwrap_or_default()
        })
    };
    let before = move || view.with(|it| it.from as i32 * it.row);
    let after = move || {
        let count = outline.lines.with(Vec::len);
        view.with(|it| count.saturating_sub(it.to) as i32 * it.row)
    };
    let count = move || (outline.lines.with(Vec::len) + 1).to_string();
    view! {
        <div class="outline-table-scroll outline-table-window" node_ref=node on:scroll=move |_| look()>
            <table class="outline-table" role="treegrid" aria-label="Tasks" aria-rowcount=count>
                <Head/>
                <tbody>
                    <Gap pixels=Signal::derive(before)/>
                    <For each=shown key=|line| line.clone() let:line>
                        <TaskRow line/>
                    </For>
                    <Gap pixels=Signal::derive(after)/>
                    <NewRow/>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Head() -> impl IntoView {
    let head = |column: Column| {
        let class = if column == Column::Title {
            "outline-table-name"
        } else {
            ""
        };
        view! { <th scope="col" role="columnheader" class=class>{column.word()}</th> }
    };
    view! {
        <thead>
            <tr role="row">
                {Column::ALL.into_iter().map(head).collect_view()}
                <th scope="col" role="columnheader"><span class="visually-hidden">"Actions"</span></th>
            </tr>
        </thead>
    }
    .into_any()
}

/// The room that rows out of view would take.
#[component]
fn Gap(pixels: Signal<i32>) -> impl IntoView {
    let needed = Memo::new(move |_| pixels.get() > 0);
    move || {
        needed.get().then(|| {
            let height = move || format!("{}px", pixels.get());
            view! {
                <tr class="outline-table-gap" aria-hidden="true">
                    <td colspan="8" style:height=height></td>
                </tr>
            }
        })
    }
}
