//! The cells left of the bars. Keys act on rows until one steps into a cell with the right arrow;
//! from then on they do what they do in every table of tasks, until one steps out again.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use model::op::make::MoveHow;
use model::{LinkTarget, Ref};

use super::choice::task;
use super::{Fold, GanttView};
use crate::components::focus;
use crate::components::grid::{Column, Grid, Spot, command, new_task};
use crate::state::{Overlay, Picking, State};

/// The id of the table on the page.
pub(super) const GRID: &str = "gantt-grid";
/// The id of the cell that keys act on.
pub(super) const HERE: &str = "gantt-cell-here";

impl GanttView {
    /// Its rows are those of a table whose cells can be worked in.
    #[must_use]
    pub fn with_grid(self, grid: Grid) -> Self {
        self.grid.set_value(Some(grid));
        Effect::new(move |_| {
            let rows = grid.selection.with(|it| it.rows().clone());
            let active = grid.active.get().map(|it| it.0.at());
            let chosen: BTreeSet<Ref> = match rows.is_empty() {
                true => active.into_iter().collect(),
                false => rows.into_iter().map(|id| id.at()).collect(),
            };
            if self.chosen.with_untracked(|it| *it != chosen) {
                self.chosen.set(chosen);
            }
            if active.is_some() && self.active.get_untracked() != active {
                self.active.set(active);
            }
        });
        Effect::new(move |_| {
            if let Some((id, ..)) = grid.editing.get() {
                self.cells.set(true);
                self.bring_soon(grid, id.at());
            }
        });
        self
    }

    /// Brings a row into view once the table is drawn as it is now.
    pub fn bring_soon(self, grid: Grid, at: Ref) {
        if !cfg!(target_arch = "wasm32") {
            return;
        }
        request_animation_frame(move || {
            let is_it = |entry: &crate::components::grid::Entry| {
                entry.line().is_some_and(|line| line.id.at() == at)
            };
            let row = grid
                .entries
                .with_untracked(|all| all.iter().position(is_it));
            if let Some(row) = row {
                self.bring(row);
            }
        });
    }

    /// Goes to a cell; to its row where keys act on rows.
    pub fn go_to(self, grid: Grid, spot: Spot) {
        grid.active.set(Some(spot));
        self.bring_soon(grid, spot.0.at());
        // At once: the next key may come before the next picture.
        focus::to_id(GRID);
    }

    /// Keys act on a cell from now on.
    fn step_in(self, grid: Grid, spot: Spot) -> bool {
        grid.active.set(Some(spot));
        self.cells.set(true);
        true
    }

    /// Keys act on rows again.
    fn step_out(self) -> bool {
        self.cells.set(false);
        if let Some(at) = self.active.get_untracked() {
            self.choose(at, false, false);
        }
        true
    }
}

/// What a key does in a table of tasks; false leaves it to the rows and bars.
pub(super) fn on_key(state: State, view: GanttView, grid: Grid, event: &KeyboardEvent) -> bool {
    let key = event.key();
    let control = event.ctrl_key() || event.meta_key();
    let plain = !control && !event.alt_key() && !event.shift_key();
    let inside = view.cells.get_untracked();
    let Some(spot) = grid.active.get_untracked() else {
        return unbegun(grid, &key, control, plain);
    };
    let (id, column) = spot;
    if event.alt_key() {
        let how = match key.as_str() {
            "ArrowRight" => MoveHow::Indent,
            "ArrowLeft" => MoveHow::Outdent,
            "ArrowUp" => MoveHow::Up,
            "ArrowDown" => MoveHow::Down,
            _ => return false,
        };
        return !control && !event.shift_key() && command::shift_here(state, grid, id, how);
    }
    match key.as_str() {
        "Insert" if plain => command::insert(state, grid, id),
        "F2" if plain => return change(state, view, grid, spot, None),
        "Delete" if plain && view.tie.get_untracked().is_none() => command::trash(state, grid),
        "ArrowDown" if plain && view.tying.get_untracked().is_none() && is_last(grid, spot) => {
            focus::to_id(new_task::ID);
        }
        "a" | "A" | "f" | "F" if control => return command::on_key(state, grid, event),
        "/" if plain => return command::on_key(state, grid, event),
        "n" if plain && !inside && focus::letters_act(state, event) => focus::to_id(new_task::ID),
        "ArrowRight" if plain && !inside => return enter(view, grid, spot),
        "d" | "D" if control && !inside => {
            state.say("Go to a cell first, with the right arrow: its value fills those below.");
        }
        _ if !inside => return false,
        _ if command::on_key(state, grid, event) => {}
        "Home" | "End" if control => return false,
        "Enter" if control => view.open(),
        _ if !plain => return false,
        "ArrowRight" | "ArrowLeft" => beside(view, grid, spot, key == "ArrowRight"),
        "Home" => view.go_to(grid, (id, Column::Title)),
        "End" => {
            let last = grid.shown.with_untracked(|it| it.list().last().copied());
            view.go_to(grid, (id, last.unwrap_or(Column::Title)));
        }
        "Escape" => return view.step_out(),
        " " => command::finish(state, grid, id),
        "Enter" => return change(state, view, grid, spot, None),
        // What is typed replaces what stands there.
        typed if typed.chars().count() == 1 && column.is_typed() => {
            return change(state, view, grid, spot, Some(typed.to_owned()));
        }
        typed => return typed.chars().count() == 1,
    }
    true
}

/// Before any row is active.
fn unbegun(grid: Grid, key: &str, control: bool, plain: bool) -> bool {
    match key {
        "f" | "F" if control => grid.finding.set(Some(String::new())),
        "/" if plain => grid.finding.set(Some(String::new())),
        "Insert" | "n" if plain => focus::to_id(new_task::ID),
        _ => return false,
    }
    true
}

fn is_last(grid: Grid, spot: Spot) -> bool {
    grid.lines
        .with_untracked(|lines| lines.last().is_some_and(|line| line.id == spot.0))
}

/// From a row into its first cell; a summary that is folded is unfolded first.
fn enter(view: GanttView, grid: Grid, spot: Spot) -> bool {
    let sheet = view.sheet();
    let row = view.active.get_untracked().and_then(|at| view.row_of(at));
    let folded = row.is_some_and(|row| sheet.lines[row].fold == Fold::Closed);
    !folded && view.step_in(grid, (spot.0, Column::Title))
}

fn beside(view: GanttView, grid: Grid, (id, column): Spot, right: bool) {
    let by = if right { 1 } else { -1 };
    match grid.shown.with_untracked(|it| it.beside(column, by)) {
        Some(next) => {
            view.choose(id.at(), false, false);
            view.go_to(grid, (id, next));
        }
        None if !right => drop(view.step_out()),
        None => {}
    }
}

/// Opens a cell for editing; what is not edited here is opened where it is.
pub(super) fn change(
    state: State,
    view: GanttView,
    grid: Grid,
    (id, column): Spot,
    seed: Option<String>,
) -> bool {
    let summary = state.plan(|plan| plan.is_summary(id));
    if column == Column::KeyResults {
        state.open(Overlay::Link(Picking::GoalsFor(LinkTarget::Task(id))));
    } else if column.can_edit(summary) {
        grid.edit(id, column, seed);
    } else if column.is_derived() || view.active.get_untracked().and_then(task) != Some(id) {
        view.open();
    } else {
        state.say("This follows from the tasks below it.");
    }
    true
}
