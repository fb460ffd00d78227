//! The outline of a project: its tasks as a table in which everything can be done by keyboard. Only
//! the rows in view are in the document, so that ten thousand tasks scroll like forty.

mod cell;
mod key;
mod new_row;
mod row;

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;
use model::{Id, Objective, Project, Task};

use crate::components::focus;
use crate::components::grid::find::FindBar;
use crate::components::grid::preview::PastePreview;
use crate::components::grid::tools::GridTools;
pub(crate) use crate::components::grid::{Column, Line};
use crate::components::grid::{Entry, Grid, Place, Spot, clip};
use crate::state::State;
use new_row::NewRow;
use row::TaskRow;

/// Rows drawn before and after those in view.
const SPARE: usize = 12;
/// A row's height until one can be measured.
const ROW_PIXELS: i32 = 37;

/// What the rows of one outline share.
#[derive(Clone, Copy)]
pub(crate) struct Outline {
    pub(crate) project: Id<Project>,
    pub(crate) grid: Grid,
    pub(crate) lines: Memo<Vec<Line>>,
    pub(crate) folded: RwSignal<BTreeSet<Id<Task>>>,
    pub(crate) active: RwSignal<Option<(Id<Task>, Column)>>,
    pub(crate) opened: RwSignal<Option<Id<Task>>>,
}

impl Outline {
    fn new(grid: Grid, opened: RwSignal<Option<Id<Task>>>) -> Self {
        Self {
            project: grid.project,
            grid,
            lines: grid.lines,
            folded: grid.folded,
            active: grid.active,
            opened,
        }
    }

    /// The id of a cell on the page.
    pub(crate) fn cell_id(id: Id<Task>, column: Column) -> String {
        format!(
            "task-{id}-{}",
            column.word().to_lowercase().replace(' ', "")
        )
    }

    /// Goes to a cell.
    pub(crate) fn go(self, id: Id<Task>, column: Column) {
        self.grid.go.run((id, column));
    }

    /// Opens a cell for editing, with what was typed already.
    pub(crate) fn edit(self, id: Id<Task>, column: Column, seed: Option<String>) {
        self.grid.edit(id, column, seed);
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

/// The element that scrolls, and what of it is in view.
#[derive(Clone, Copy)]
struct Scroller {
    node: NodeRef<html::Div>,
    seen: RwSignal<(i32, i32, i32)>,
    grid: StoredValue<Option<Grid>>,
}

impl Scroller {
    fn new() -> Self {
        Self {
            node: NodeRef::new(),
            seen: RwSignal::new((0, 900, ROW_PIXELS)),
            grid: StoredValue::new(None),
        }
    }

    fn look(self) {
        if let Some(node) = self.node.get_untracked() {
            let row = node.query_selector("tr[data-level]").ok().flatten();
            let pixels = row.map_or(ROW_PIXELS, |row| row.client_height().max(24));
            let now = (node.scroll_top(), node.client_height().max(200), pixels);
            if self.seen.get_untracked() != now {
                self.seen.set(now);
            }
        }
    }

    /// Brings a row into view when it is not; a row out of view is not in the document.
    fn to(self, id: Id<Task>) {
        let (top, height, row) = self.seen.get_untracked();
        let place = self.grid.get_value().and_then(|grid| {
            let holds = |entry: &Entry| entry.line().is_some_and(|line| line.id == id);
            grid.entries
                .with_untracked(|all| all.iter().position(holds))
        });
        let (Some(at), Some(node)) = (place, self.node.get_untracked()) else {
            return;
        };
        let y = i32::try_from(at).unwrap_or(i32::MAX / 64) * row;
        // The head and a row of room stay above, two rows below.
        if y < top || y + 3 * row > top + height {
            node.set_scroll_top((y - height / 3).max(0));
            self.look();
        }
    }
}

/// Makes the table's state, and the callbacks that go to a cell.
fn outline(
    state: State,
    project: Id<Project>,
    serving: RwSignal<Option<Id<Objective>>>,
    opened: RwSignal<Option<Id<Task>>>,
) -> (Outline, Scroller) {
    let scroller = Scroller::new();
    let active = StoredValue::new(None::<RwSignal<Option<Spot>>>);
    let scroll = Callback::new(move |id| scroller.to(id));
    let go = Callback::new(move |(id, column): Spot| {
        if let Some(active) = active.get_value() {
            active.set(Some((id, column)));
        }
        scroller.to(id);
        focus::to_id_soon(Outline::cell_id(id, column));
    });
    let grid = Grid::new(state, (project, Place::Outline), scroll, go);
    active.set_value(Some(grid.active));
    scroller.grid.set_value(Some(grid));
    Effect::new(move |_| {
        let objective = serving.get();
        if grid.filter.with_untracked(|it| it.objective != objective) {
            grid.filter.update(|it| it.objective = objective);
        }
    });
    (Outline::new(grid, opened), scroller)
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
    let (outline, scroller) = outline(state, project, serving, opened);
    provide_context(outline);
    let grid = outline.grid;
    Effect::new(move |_| {
        grid.entries.track();
        request_animation_frame(move || scroller.look());
    });
    let view = Memo::new(move |_| {
        let (top, height, row) = scroller.seen.get();
        window(top, height, row, grid.entries.with(Vec::len))
    });
    let shown = move || {
        let Window { from, to, .. } = view.get();
        grid.entries
            .with(|all| all.get(from..to).map(<[Entry]>::to_vec).unwrap_or_default())
    };
    let before = move || view.with(|it| it.from as i32 * it.row);
    let after = move || {
        let count = grid.entries.with(Vec::len);
        view.with(|it| count.saturating_sub(it.to) as i32 * it.row)
    };
    let count = move || (grid.entries.with(Vec::len) + 1).to_string();
    view! {
        <GridTools grid/>
        <FindBar grid/>
        <div class="outline-table-scroll outline-table-window" node_ref=scroller.node
            on:scroll=move |_| scroller.look()
            on:copy=move |event| clip::on_copy(state, grid, false, &event)
            on:paste=move |event| clip::on_paste(state, grid, &event)>
            <table class="outline-table" role="treegrid" aria-label="Tasks" aria-rowcount=count
                aria-multiselectable="true">
                <Head grid/>
                <tbody>
                    <Gap pixels=Signal::derive(before)/>
                    <For each=shown key=|entry| entry.clone() let:entry><EntryRow entry/></For>
                    <Gap pixels=Signal::derive(after)/>
                    <NewRow/>
                </tbody>
            </table>
        </div>
        <PastePreview grid/>
    }
    .into_any()
}

/// A task, or a head over some.
#[component]
fn EntryRow(entry: Entry) -> impl IntoView {
    match entry {
        Entry::Task(line) => view! { <TaskRow line/> }.into_any(),
        Entry::Head { words, count } => view! {
            <tr role="row" class="outline-table-head">
                <th scope="rowgroup" role="rowheader" colspan="14">
                    {words}" "<span class="muted">{count}</span>
                </th>
            </tr>
        }
        .into_any(),
    }
}

#[component]
fn Head(grid: Grid) -> impl IntoView {
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
                {move || grid.shown.with(|it| it.list().iter().copied().map(head).collect_view())}
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
                    <td colspan="14" style:height=height></td>
                </tr>
            }
        })
    }
}
