//! What the keyboard and the menu of a row do.

use chart::icon::Icon;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{KeyboardEvent, MouseEvent};
use model::op::make::MoveHow;
use model::{Id, LinkTarget, Task};

use super::{Column, Outline};
use crate::components::focus;
use crate::components::grid::command;
use crate::components::menu::MenuItem;
use crate::state::{Overlay, Picking, State};

/// A key on a row, outside its inputs.
pub(super) fn on_key(state: State, outline: Outline, id: Id<Task>, event: &KeyboardEvent) {
    if focus::in_field(event) {
        return;
    }
    if command::on_key(state, outline.grid, event) {
        event.prevent_default();
        event.stop_propagation();
        return;
    }
    if event.ctrl_key() || event.meta_key() {
        return;
    }
    let column = outline
        .active
        .get_untracked()
        .map_or(Column::Title, |it| it.1);
    let key = event.key();
    let did = if event.alt_key() {
        match key.as_str() {
            "ArrowRight" => command::shift_here(state, outline.grid, id, MoveHow::Indent),
            "ArrowLeft" => command::shift_here(state, outline.grid, id, MoveHow::Outdent),
            "ArrowUp" => command::shift_here(state, outline.grid, id, MoveHow::Up),
            "ArrowDown" => command::shift_here(state, outline.grid, id, MoveHow::Down),
            _ => false,
        }
    } else {
        plain(state, outline, id, column, &key)
    };
    if did {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn plain(state: State, outline: Outline, id: Id<Task>, column: Column, key: &str) -> bool {
    match key {
        "ArrowDown" => step(outline, id, column, 1),
        "ArrowUp" => step(outline, id, column, -1),
        "ArrowRight" | "ArrowLeft" => beside(outline, id, column, key == "ArrowRight"),
        "Home" => outline.go(id, Column::Title),
        "End" => outline.go(id, last_column(outline)),
        "Enter" | "F2" => outline.edit(id, column, None),
        " " => command::finish(state, outline.grid, id),
        "Delete" | "Backspace" => command::trash(state, outline.grid),
        "Insert" => command::insert(state, outline.grid, id),
        "+" => fold(outline, id, false),
        "-" => fold(outline, id, true),
        typed if typed.chars().count() == 1 && column == Column::Title => {
            outline.edit(id, column, Some(typed.to_owned()));
        }
        _ => return false,
    }
    true
}

fn step(outline: Outline, id: Id<Task>, column: Column, by: isize) {
    let next = outline.lines.with_untracked(|lines| {
        let at = lines.iter().position(|line| line.id == id)?;
        lines.get(at.checked_add_signed(by)?).map(|line| line.id)
    });
    match next {
        Some(next) => outline.go(next, column),
        None if by > 0 => focus::to_id("task-new"),
        None => {}
    }
}

fn beside(outline: Outline, id: Id<Task>, column: Column, right: bool) {
    let by = if right { 1 } else { -1 };
    let next = outline
        .grid
        .shown
        .with_untracked(|it| it.beside(column, by));
    if let Some(next) = next {
        outline.go(id, next);
    } else if !right {
        fold(outline, id, true);
    }
}

fn fold(outline: Outline, id: Id<Task>, away: bool) {
    outline.folded.update(|folded| {
        if away {
            folded.insert(id);
        } else {
            folded.remove(&id);
        }
    });
}

fn last_column(outline: Outline) -> Column {
    let last = outline
        .grid
        .shown
        .with_untracked(|it| it.list().last().copied());
    last.unwrap_or(Column::Title)
}

/// A press with Shift or Ctrl chooses rows and does not open the cell below it.
pub(super) fn on_click(outline: Outline, id: Id<Task>, event: &MouseEvent) {
    let (shift, control) = (event.shift_key(), event.ctrl_key() || event.meta_key());
    let column = column_at(event).unwrap_or(Column::Title);
    if command::on_press(outline.grid, (id, column), shift, control) {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// The column of the cell under a press, from the name of the cell.
fn column_at(event: &MouseEvent) -> Option<Column> {
    let target: leptos::web_sys::Element = event.target()?.dyn_into().ok()?;
    let cell = target.closest("[id^='task-']").ok()??;
    Column::of_word(cell.id().rsplit('-').next()?)
}

/// The menu of a row: the same by pointer and touch.
pub(super) fn items(state: State, outline: Outline, id: Id<Task>) -> Vec<MenuItem> {
    let moved = move |how| {
        move || {
            command::shift_here(state, outline.grid, id, how);
        }
    };
    let milestone = state.plan(|plan| plan.get(id).is_some_and(|row| row.milestone));
    let mark = if milestone {
        "Make it a task"
    } else {
        "Make it a milestone"
    };
    vec![
        MenuItem::new("Open", Icon::Eye, move || outline.opened.set(Some(id))),
        MenuItem::new("Rename", Icon::Edit, move || {
            outline.edit(id, Column::Title, None)
        })
        .key("F2"),
        MenuItem::new("Link to a Key Result", Icon::Link, move || {
            state.open(Overlay::Link(Picking::GoalsFor(LinkTarget::Task(id))));
        }),
        MenuItem::new(mark, Icon::Milestone, move || {
            state.set(id.at(), "milestone", !milestone);
        }),
        MenuItem::new("Add a task after it", Icon::Plus, move || {
            command::insert(state, outline.grid, id)
        })
        .key("Insert"),
        MenuItem::new("Indent", Icon::Indent, moved(MoveHow::Indent)).key("Alt \u{2192}"),
        MenuItem::new("Outdent", Icon::Outdent, moved(MoveHow::Outdent)).key("Alt \u{2190}"),
        MenuItem::new("Move up", Icon::Up, moved(MoveHow::Up)).key("Alt \u{2191}"),
        MenuItem::new("Move down", Icon::Down, moved(MoveHow::Down)).key("Alt \u{2193}"),
        MenuItem::new("Move to trash", Icon::Trash, move || {
            outline.active.set(Some((id, Column::Title)));
            command::trash(state, outline.grid);
        })
        .key("Del")
        .danger(),
    ]
}
