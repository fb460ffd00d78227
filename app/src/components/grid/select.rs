//! Which rows and columns of a table are chosen: a block that grows from where it began, or rows
//! taken one by one.

use std::collections::BTreeSet;

use model::{Id, Task};

use super::column::{Column, Shown};

/// A cell.
pub type Spot = (Id<Task>, Column);

/// What is chosen. Empty: only the cell with the focus counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    anchor: Option<Spot>,
    rows: BTreeSet<Id<Task>>,
    /// First and last column of a block; `None` means whole rows.
    block: Option<(Column, Column)>,
}

impl Selection {
    /// Whether nothing but the focused cell is chosen.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows are chosen.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether a row is chosen.
    pub fn holds(&self, id: Id<Task>) -> bool {
        self.rows.contains(&id)
    }

    /// Whether a cell is inside a chosen block.
    pub fn holds_cell(&self, (id, column): Spot) -> bool {
        let inside = |(first, last): (Column, Column)| (first..=last).contains(&column);
        self.holds(id) && self.block.is_none_or(inside)
    }

    /// Every row, whole.
    pub fn all(lines: &[Id<Task>]) -> Self {
        Self {
            anchor: None,
            rows: lines.iter().copied().collect(),
            block: None,
        }
    }

    /// Some rows, whole.
    pub fn whole(rows: BTreeSet<Id<Task>>) -> Self {
        Self {
            rows,
            ..Self::default()
        }
    }

    /// The chosen rows.
    pub fn rows(&self) -> &BTreeSet<Id<Task>> {
        &self.rows
    }

    /// First and last column of a block; `None` when rows are chosen whole.
    pub fn block(&self) -> Option<(Column, Column)> {
        self.block
    }

    /// A block from where the choosing began (`from`, when it begins now) to a cell.
    #[must_use]
    pub fn extend(&self, lines: &[Id<Task>], from: Spot, to: Spot) -> Self {
        let anchor = self.anchor.unwrap_or(from);
        let place = |id| lines.iter().position(|it| *it == id);
        let (Some(one), Some(other)) = (place(anchor.0), place(to.0)) else {
            return Self::default();
        };
        let (first, last) = (one.min(other), one.max(other));
        Self {
            anchor: Some(anchor),
            rows: lines[first..=last].iter().copied().collect(),
            block: Some((anchor.1.min(to.1), anchor.1.max(to.1))),
        }
    }

    /// Takes a whole row in or out; the row with the focus joins the first one that is taken.
    #[must_use]
    pub fn toggle(&self, focused: Option<Spot>, id: Id<Task>) -> Self {
        let mut rows = self.rows.clone();
        if rows.is_empty() {
            rows.extend(focused.map(|spot| spot.0).filter(|it| *it != id));
        }
        if !rows.remove(&id) {
            rows.insert(id);
        }
        Self {
            anchor: Some((id, Column::Title)),
            rows,
            block: None,
        }
    }

    /// Without rows that are not listed any more.
    #[must_use]
    pub fn among(&self, lines: &BTreeSet<Id<Task>>) -> Self {
        let rows: BTreeSet<_> = self.rows.intersection(lines).copied().collect();
        if rows.is_empty() {
            return Self::default();
        }
        Self {
            rows,
            ..self.clone()
        }
    }

    /// The chosen rows from top to bottom; with nothing chosen, the focused one.
    pub fn in_order(&self, lines: &[Id<Task>], focused: Option<Spot>) -> Vec<Id<Task>> {
        if self.rows.is_empty() {
            return focused.map(|spot| spot.0).into_iter().collect();
        }
        lines.iter().copied().filter(|id| self.holds(*id)).collect()
    }

    /// The chosen columns: a block's, the focused one with nothing chosen, else all.
    pub fn columns(&self, shown: &Shown, focused: Option<Spot>) -> Vec<Column> {
        match (self.rows.is_empty(), self.block, focused) {
            (true, _, Some((_, column))) => vec![column],
            (false, Some((first, last)), _) => shown.between(first, last),
            _ => shown.list().to_vec(),
        }
    }
}
