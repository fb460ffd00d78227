//! What the keyboard does to what is chosen: the same keys in every table of tasks.

use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use model::op::make::{self, MoveHow};
use model::{Id, Op, Plan, Rank, StatusClass, Task};

use super::column::Column;
use super::paste::{self, Outcome};
use super::select::{Selection, Spot};
use super::state::{Grid, Pending};
use crate::state::State;
use crate::state::edit::group;

/// A key on a row, outside its inputs. True when it was known here.
pub fn on_key(state: State, grid: Grid, event: &KeyboardEvent) -> bool {
    let Some(spot) = grid.active.get_untracked() else {
        return false;
    };
    let control = event.ctrl_key() || event.meta_key();
    let key = event.key();
    match (control, event.shift_key(), event.alt_key(), key.as_str()) {
        (true, false, false, "a" | "A") => {
            let ids = grid.ids();
            grid.selection.set(Selection::all(&ids));
        }
        (true, false, false, "d" | "D") => fill_down(state, grid, spot),
        (true, false, false, "f" | "F") | (false, false, false, "/") => {
            grid.finding.set(Some(String::new()));
        }
        (_, true, false, "ArrowDown") => extend(grid, spot, 1, 0, control),
        (_, true, false, "ArrowUp") => extend(grid, spot, -1, 0, control),
        (false, true, false, "ArrowRight") => extend(grid, spot, 0, 1, false),
        (false, true, false, "ArrowLeft") => extend(grid, spot, 0, -1, false),
        (false, true, false, " ") => {
            grid.selection
                .update(|it| *it = it.toggle(Some(spot), spot.0));
        }
        (false, false, false, "Escape") if !grid.selection.with_untracked(Selection::is_empty) => {
            grid.selection.set(Selection::default());
        }
        _ => return false,
    }
    true
}

/// Grows what is chosen by one row or column, or to the end.
fn extend(grid: Grid, from: Spot, down: isize, right: isize, far: bool) {
    let ids = grid.ids();
    let Some(at) = ids.iter().position(|id| *id == from.0) else {
        return;
    };
    let row = match (far, down) {
        (true, 1..) => ids.last(),
        (true, _) => ids.first(),
        (false, _) => at.checked_add_signed(down).and_then(|at| ids.get(at)),
    };
    let column = match right {
        0 => Some(from.1),
        by => grid.shown.with_untracked(|shown| shown.beside(from.1, by)),
    };
    if let (Some(row), Some(column)) = (row, column) {
        let to = (*row, column);
        grid.selection.update(|it| *it = it.extend(&ids, from, to));
        grid.go.run(to);
    }
}

/// A press of the pointer on a cell: alone, with Shift, or with Ctrl. True when it chose rows, and
/// so is no press on what is below.
pub fn on_press(grid: Grid, spot: Spot, shift: bool, control: bool) -> bool {
    let focused = grid.active.get_untracked();
    if control {
        grid.selection.update(|it| *it = it.toggle(focused, spot.0));
    } else if shift {
        let ids = grid.ids();
        let from = focused.unwrap_or(spot);
        grid.selection
            .update(|it| *it = it.extend(&ids, from, spot));
    } else {
        if !grid.selection.with_untracked(Selection::is_empty) {
            grid.selection.set(Selection::default());
        }
        return false;
    }
    grid.active.set(Some(spot));
    true
}

/// The first row's values go into the others; with one row, the row above gives them.
fn fill_down(state: State, grid: Grid, spot: Spot) {
    let mut rows = grid.rows();
    let mut columns = grid.columns();
    if rows.len() == 1 {
        let ids = grid.ids();
        let at = ids.iter().position(|id| *id == rows[0]).unwrap_or(0);
        let Some(above) = at.checked_sub(1) else {
            state.say("There is no row above to fill from.");
            return;
        };
        rows.insert(0, ids[above]);
    } else if columns.contains(&Column::Title) && columns.len() > 1 {
        // Whole rows are chosen to act on them; only the focused cell's value is meant.
        columns = vec![spot.1];
    }
    let context = state.context();
    let host = state.host();
    let outcome = state.schedules(|plan, all| {
        let mut new_id = || host.new_id();
        paste::fill((plan, all), &context, &rows, &columns, &mut new_id)
    });
    settle(state, grid, outcome, "Filled");
}

/// Makes it when nothing is refused, and asks otherwise.
pub fn settle(state: State, grid: Grid, outcome: Outcome, word: &'static str) {
    if outcome.ops.is_empty() && outcome.refused.is_empty() {
        state.say("Nothing would change: the cells say so already.");
    } else if outcome.refused.is_empty() {
        carry_out(state, grid, outcome, word);
    } else {
        grid.pending.set(Some(Pending { outcome, word }));
    }
}

/// Makes it, as one edit to undo.
pub fn carry_out(state: State, grid: Grid, outcome: Outcome, word: &'static str) {
    let said = sentence(&outcome, word);
    let first = outcome.added.first().copied();
    if state.act_together(paste::parts(outcome.ops), said)
        && let Some(first) = first
    {
        grid.go.run((first, Column::Title));
    }
}

/// What was done, counted.
pub fn sentence(outcome: &Outcome, word: &str) -> String {
    use model::progress::words::count;
    let cells = outcome.changed as i64;
    let rows = outcome.added.len() as i64;
    let changed = count(cells, "cell", "cells");
    let added = format!("{} added", count(rows, "task", "tasks"));
    match (cells, rows) {
        (0, 1..) => format!("{word}: {added}."),
        (_, 1..) => format!("{word}: {changed}, {added}."),
        _ => format!("{word}: {changed}."),
    }
}

/// Moves all chosen rows in the outline, in an order in which each finds its new neighbours.
pub fn shift(state: State, grid: Grid, how: MoveHow) -> bool {
    let rows = grid.rows();
    let context = state.context();
    let ops = state.plan(|plan| {
        shifted(plan, &rows, how, |plan, op| {
            model::apply(plan, op, &context).is_ok()
        })
    });
    match group(ops) {
        Some(op) => state.act(op),
        None => false,
    }
}

/// Moves a task, or all that are chosen, in the outline and keeps the focus on it.
pub fn shift_here(state: State, grid: Grid, id: Id<Task>, how: MoveHow) -> bool {
    let column = grid.active.get_untracked().map_or(Column::Title, |it| it.1);
    grid.active.set(Some((id, Column::Title)));
    if shift(state, grid, how) {
        grid.go.run((id, Column::Title));
    } else {
        grid.active.set(Some((id, column)));
    }
    true
}

/// A task beside this one, right after it, ready to be named.
pub fn insert(state: State, grid: Grid, id: Id<Task>) {
    let Some(row) = state.plan(|plan| plan.get(id).cloned()) else {
        return;
    };
    let rank = state.plan(|plan| {
        let siblings = plan.children(row.project, row.parent);
        let after = siblings.iter().position(|it| it.id == id).map(|at| at + 1);
        let next: Option<&Rank> = after.and_then(|at| siblings.get(at)).map(|it| &it.rank);
        model::rank::between(Some(&row.rank), next)
    });
    let task = Task {
        project: row.project,
        parent: row.parent,
        rank,
        title: "New task".to_owned(),
        ..Task::default()
    };
    let (made, op): (Id<Task>, Op) = state.create(task);
    if state.act(op) {
        grid.edit(made, Column::Title, None);
    }
}

/// The moves of rows of an outline. Rows below a chosen one go with it.
pub fn shifted(
    plan: &Plan,
    rows: &[Id<Task>],
    how: MoveHow,
    mut make: impl FnMut(&mut Plan, &Op) -> bool,
) -> Vec<Op> {
    if let [row] = rows {
        return make::move_task(plan, *row, how).into_iter().collect();
    }
    let mut copy = plan.clone();
    let carried = |id: &Id<Task>| {
        plan.lineage(*id)
            .skip(1)
            .any(|above| rows.contains(&above.id))
    };
    let mut tops: Vec<Id<Task>> = rows.iter().copied().filter(|id| !carried(id)).collect();
    if matches!(how, MoveHow::Outdent | MoveHow::Down) {
        tops.reverse();
    }
    let mut ops = Vec::new();
    for id in tops {
        if let Some(op) = make::move_task(&copy, id, how)
            && make(&mut copy, &op)
        {
            ops.push(op);
        }
    }
    ops
}

/// Ticks a row off, or all rows when it is among those chosen; opens them again when all are done.
/// Summaries follow by themselves.
pub fn finish(state: State, grid: Grid, id: Id<Task>) {
    let rows = match grid.selection.with_untracked(|it| it.holds(id)) {
        true => grid.rows(),
        false => vec![id],
    };
    let op = state.plan(|plan| {
        let leaves: Vec<_> = rows.iter().filter(|id| !plan.is_summary(**id)).collect();
        let is_done = |id: &&&Id<Task>| {
            let row = plan.get(***id);
            row.is_some_and(|row| plan.status_class(row) == StatusClass::Done)
        };
        let open: Vec<_> = leaves.iter().filter(|id| !is_done(id)).collect();
        let to = !open.is_empty();
        let ids = if to { open } else { leaves.iter().collect() };
        group(
            ids.into_iter()
                .map(|id| make::finish_task(plan, **id, to))
                .collect(),
        )
    });
    if let Some(op) = op {
        state.act(op);
    }
}

/// Puts all chosen rows in the trash, and goes to the row after them.
pub fn trash(state: State, grid: Grid) {
    let rows = grid.rows();
    let ids = grid.ids();
    let (ops, gone) = state.plan(|plan| {
        let carried = |id: &Id<Task>| plan.lineage(*id).skip(1).any(|it| rows.contains(&it.id));
        let tops: Vec<_> = rows.iter().filter(|id| !carried(id)).collect();
        let below = |id: &Id<Task>| plan.lineage(*id).any(|it| rows.contains(&it.id));
        let gone: Vec<_> = ids.iter().copied().filter(below).collect();
        (
            tops.into_iter()
                .map(|id| make::trash(id.at()))
                .collect::<Vec<_>>(),
            gone,
        )
    });
    let title = match rows[..] {
        [id] => {
            let title = state.plan(|plan| plan.get(id).map(|row| row.title.clone()));
            format!(
                "\u{201c}{}\u{201d} is in the trash.",
                title.unwrap_or_default()
            )
        }
        _ => format!("{} tasks are in the trash.", rows.len()),
    };
    let last = ids.iter().rposition(|id| gone.contains(id)).unwrap_or(0);
    let stays = |id: &&Id<Task>| !gone.contains(id);
    let next = ids[last..]
        .iter()
        .find(stays)
        .or(ids[..last].iter().rfind(stays))
        .copied();
    if group(ops).is_some_and(|op| state.act_and_say(op, title)) {
        grid.selection.set(Selection::default());
        if let Some(next) = next {
            grid.go.run((next, Column::Title));
        }
    }
}
