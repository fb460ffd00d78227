//! The pointer on the rows left of the bars: it folds, chooses, and opens cells for editing.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, MouseEvent};
use model::Ref;

use super::choice::task;
use super::{Fold, GanttView, Line, cells};
use crate::components::grid::{Column, command};

/// Pixels before a name in which its fold is.
const FOLD: f64 = 26.0;

/// What is under the pointer.
struct Found {
    line: Line,
    /// The number of the column.
    column: Option<usize>,
    /// It is the mark by which a summary is folded.
    fold: bool,
    /// It is the mark by which a line is opened.
    open: bool,
}

fn find(view: GanttView, event: &MouseEvent) -> Option<Found> {
    let target: HtmlElement = event.target()?.dyn_into().ok()?;
    let near = |class: &str| -> Option<HtmlElement> {
        target.closest(class).ok().flatten()?.dyn_into().ok()
    };
    if near(".gantt-edit").is_some() {
        return None;
    }
    let number = |it: &HtmlElement, name| it.get_attribute(name)?.parse::<usize>().ok();
    let row = number(&near(".gantt-row")?, "aria-rowindex")?;
    let line = view.sheet().lines.get(row.checked_sub(2)?)?.clone();
    let cell = near(".gantt-cell");
    let fold = near(".gantt-name").is_some_and(|name| {
        let indent = 28.0 + f64::from(line.depth.min(12)) * 18.0;
        let x = f64::from(event.client_x()) - name.get_bounding_client_rect().left();
        (indent - FOLD..indent).contains(&x)
    });
    Some(Found {
        fold: fold && line.fold != Fold::None,
        column: cell.and_then(|cell| number(&cell, "data-column")),
        open: near(".gantt-open").is_some(),
        line,
    })
}

/// A press on a row.
pub(super) fn on_click(view: GanttView, event: &MouseEvent, fold: Callback<Ref>) {
    let Some(found) = find(view, event).filter(|it| it.line.head.is_none()) else {
        return;
    };
    let at = found.line.at;
    let (shift, control) = (event.shift_key(), event.ctrl_key() || event.meta_key());
    if found.open {
        view.choose(at, false, false);
        return view.open();
    }
    let table = view
        .grid
        .get_value()
        .zip(view.state.get_value())
        .zip(task(at));
    let Some(((grid, state), id)) = table else {
        view.choose(at, control, shift);
        if found.line.fold != Fold::None {
            fold.run(at);
        }
        return;
    };
    if found.fold {
        view.choose(at, false, false);
        return fold.run(at);
    }
    let columns = untrack(|| view.seen_columns());
    let column = found.column.and_then(|number| columns.get(number));
    let spot = (id, column.map_or(Column::Title, |it| it.column()));
    if command::on_press(grid, spot, shift, control) {
        view.cells.set(true);
        return;
    }
    let again = view.cells.get_untracked() && grid.active.get_untracked() == Some(spot);
    view.cells.set(true);
    view.choose(at, false, false);
    grid.active.set(Some(spot));
    if again {
        cells::change(state, view, grid, spot, None);
    }
}

/// Two presses open a line; where there are cells, the second press has begun to edit one.
pub(super) fn on_double(view: GanttView, event: &MouseEvent) {
    let found = find(view, event).filter(|it| it.line.head.is_none() && !it.fold && !it.open);
    if found.is_some() && view.grid.get_value().is_none() {
        view.open();
    }
}
