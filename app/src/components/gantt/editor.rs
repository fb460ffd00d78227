//! The input over the cell that is being edited. It scrolls with the rows.

use chart::gantt::size;
use leptos::prelude::*;
use model::{Id, Task};

use super::GanttView;
use super::cells::HERE;
use super::sheet::GanttColumn;
use crate::components::focus;
use crate::components::grid::input::CellInput;
use crate::components::grid::{Column, Entry, Grid, Spot, new_task};

/// The input, while a cell is edited.
#[component]
pub(super) fn Editor(view: GanttView) -> impl IntoView {
    view.grid.get_value().map(|grid| {
        move || {
            let (id, column, _) = grid.editing.get()?;
            Some(view! { <Field view grid id column/> })
        }
    })
}

#[component]
fn Field(view: GanttView, grid: Grid, id: Id<Task>, column: Column) -> impl IntoView {
    let row = Memo::new(move |_| {
        let is_it = |entry: &Entry| entry.line().is_some_and(|line| line.id == id);
        grid.entries.with(|all| all.iter().position(is_it))
    });
    let top = move || {
        let row = row.get().and_then(|row| i64::try_from(row).ok());
        format!("{}px", row.unwrap_or(0) * size::ROW)
    };
    let columns = Memo::new(move |_| view.seen_columns());
    // The columns between the names and this one.
    let left = move || {
        columns.with(|all| {
            let before = all.iter().take_while(|it| it.column() != column);
            let between = before.filter(|it| !it.is_name());
            let x: i64 = between.map(|it| it.width()).sum();
            let named = all.iter().any(|it| it.is_name() && it.column() == column);
            match named {
                true => "0px".to_owned(),
                false => format!("calc(var(--gantt-name) + {x}px)"),
            }
        })
    };
    let width = move || {
        columns.with(|all| {
            let mut own = all.iter().filter(|it| it.column() == column);
            match own.next().filter(|it: &&GanttColumn| !it.is_name()) {
                Some(it) => format!("{}px", it.width()),
                None => "var(--gantt-name)".to_owned(),
            }
        })
    };
    // After the last title one goes on with the next task.
    let entered = Callback::new(move |(id, column): Spot| {
        let last = grid.ids().last() == Some(&id);
        match last && column == Column::Title {
            true => focus::to_id_soon(new_task::ID),
            false => grid.go.run((id, column)),
        }
    });
    let class = match column {
        Column::Start | Column::Finish => "gantt-edit gantt-edit-date",
        Column::Title => "gantt-edit gantt-edit-name",
        _ => "gantt-edit",
    };
    view! {
        <div class=class role="row" style:top=top style:left=left style:width=width>
            <div role="gridcell"><CellInput grid id column dom_id=format!("{HERE}-input") entered/></div>
        </div>
    }
    .into_any()
}
