//! Copying to and pasting from the clipboard, as spreadsheets do.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{ClipboardEvent, HtmlElement};

use super::command::settle;
use super::paste::{self, Target};
use super::select::Selection;
use super::state::Grid;
use super::{Group, tsv};
use crate::state::State;

/// Whether the event belongs to a field that is being written in.
fn in_field(event: &ClipboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|it| it.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|it| matches!(it.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// Puts the chosen cells on the clipboard; where rows are meant, with all columns that are shown.
pub fn on_copy(state: State, grid: Grid, whole: bool, event: &ClipboardEvent) {
    let rows = grid.rows();
    let columns = match whole {
        true => grid.shown.with_untracked(|shown| shown.list().to_vec()),
        false => grid.columns(),
    };
    if in_field(event) || rows.is_empty() {
        return;
    }
    let cells = state.schedules(|plan, all| paste::table((plan, all), &rows, &columns));
    let Some(data) = event.clipboard_data() else {
        return;
    };
    if data.set_data("text/plain", &tsv::write(&cells)).is_ok() {
        event.prevent_default();
        let count = (rows.len() * columns.len()) as i64;
        let words = model::progress::words::count(count, "cell", "cells");
        state.say(format!("Copied {words}."));
    }
}

/// Writes the clipboard's table from the focused cell on.
pub fn on_paste(state: State, grid: Grid, event: &ClipboardEvent) {
    if in_field(event) {
        return;
    }
    let text = event
        .clipboard_data()
        .and_then(|data| data.get_data("text/plain").ok());
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        event.prevent_default();
        paste_text(state, grid, &text);
    }
}

/// The same from a text.
pub fn paste_text(state: State, grid: Grid, text: &str) {
    let table = tsv::read(text);
    let Some(target) = target(grid, &table) else {
        state.say("Choose the cell to paste at first.");
        return;
    };
    let context = state.context();
    let host = state.host();
    let outcome = state.schedules(|plan, all| {
        paste::paste((plan, all), &context, &table, &target, &mut || {
            host.new_id()
        })
    });
    settle(state, grid, outcome, "Pasted");
}

/// Where it goes: one cell into everything chosen, a table from the first chosen cell on.
fn target(grid: Grid, table: &[Vec<String>]) -> Option<Target> {
    let single = matches!(table, [row] if row.len() == 1);
    let rows = grid.rows();
    let first = *rows.first()?;
    let columns = grid.columns();
    let alone = grid.selection.with_untracked(Selection::is_empty);
    if single && !alone {
        return Some(Target {
            project: grid.project,
            rows,
            columns,
            grows: false,
        });
    }
    let columns = grid.shown.with_untracked(|shown| match columns.first() {
        Some(first) => shown.from(*first),
        None => shown.list().to_vec(),
    });
    let ids = grid.ids();
    let at = ids.iter().position(|id| *id == first)?;
    let whole = grid.group.get_untracked() == Group::Outline
        && grid.filter.with_untracked(super::Filter::is_open);
    let (rows, columns) = match single {
        true => (vec![first], columns.into_iter().take(1).collect()),
        false => (ids[at..].to_vec(), columns),
    };
    Some(Target {
        project: grid.project,
        rows,
        columns,
        grows: whole && !single,
    })
}
