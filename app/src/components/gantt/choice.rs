//! Which lines are chosen, and the one that keys act on.

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;
use model::{Id, Kind, Ref, Task};

use super::cells::HERE;
use super::{GanttView, NARROW};
use crate::components::grid::{Column, Selection};

/// The task that a line stands for.
pub(super) fn task(at: Ref) -> Option<Id<Task>> {
    (at.kind == Kind::Task).then(|| Id::new(at.id))
}

impl GanttView {
    pub(super) fn title(self, at: Ref) -> String {
        let sheet = self.sheet();
        let line = sheet.lines.iter().find(|line| line.at == at);
        line.map_or_else(String::new, |line| line.title.clone())
    }

    /// The number of a line that is no head.
    pub(super) fn row_of(self, at: Ref) -> Option<usize> {
        let sheet = self.sheet();
        let is_it = |line: &super::Line| line.at == at && line.head.is_none();
        sheet.lines.iter().position(is_it)
    }

    /// Makes a row the active one: alone, with those chosen before, or with all between.
    pub(super) fn choose(self, at: Ref, also: bool, through: bool) {
        let was = self.active.get_untracked();
        let sheet = self.sheet();
        let row = |at: Ref| self.row_of(at);
        if row(at).is_none() {
            return;
        }
        self.chosen.update(
            |chosen| match (also, through, was.and_then(row).zip(row(at))) {
                (_, true, Some((a, b))) => {
                    let between = &sheet.lines[a.min(b)..=a.max(b)];
                    let lines = between.iter().filter(|line| line.head.is_none());
                    chosen.extend(lines.map(|line| line.at));
                }
                (true, ..) if chosen.contains(&at) => drop(chosen.remove(&at)),
                (true, ..) => drop(chosen.insert(at)),
                // Taking hold of one of several keeps them together.
                _ if chosen.contains(&at) && chosen.len() > 1 && self.pressing.get_value() => {}
                _ => *chosen = BTreeSet::from([at]),
            },
        );
        self.active.set(Some(at));
        self.tell_grid(at);
    }

    /// The table chooses the same rows.
    fn tell_grid(self, at: Ref) {
        let Some((grid, id)) = self.grid.get_value().zip(task(at)) else {
            return;
        };
        let column = match self.cells.get_untracked() {
            true => grid.active.get_untracked().map(|it| it.1),
            false => None,
        };
        grid.active.set(Some((id, column.unwrap_or(Column::Title))));
        let rows = self.chosen.with_untracked(|chosen| match chosen.len() {
            0 | 1 => BTreeSet::new(),
            _ => chosen.iter().copied().filter_map(task).collect(),
        });
        let differs = grid.selection.with_untracked(|it| *it.rows() != rows);
        if differs || grid.selection.with_untracked(|it| it.block().is_some()) {
            grid.selection.set(Selection::whole(rows));
        }
    }

    /// The id of what keys act on: a row, or a cell of it.
    pub(super) fn here(self) -> Option<String> {
        self.track();
        let row = self.row_of(self.active.get()?)?;
        Some(match self.cells.get() {
            true => HERE.to_owned(),
            false => format!("gantt-row-{row}"),
        })
    }

    /// Opens the active line.
    pub(super) fn open(self) {
        if let Some((hands, at)) = self.hands.get_value().zip(self.active.get_untracked()) {
            (hands.open)(at);
        }
    }

    /// Looks whether there is room for more than names.
    pub(super) fn fit(self, scroll: NodeRef<html::Div>) {
        let wide = scroll.get_untracked().map_or(0, |it| it.client_width());
        let narrow = (1..NARROW).contains(&wide);
        if narrow != self.narrow.get_untracked() {
            self.narrow.set(narrow);
        }
    }
}
