//! How wide the left side is: its columns, and where a person put the line between tasks and time.

use super::sheet::GanttColumn;

/// The least that tasks and time keep.
const LEAST: i64 = 120;
/// What time keeps when nobody moved the line.
const TIME: i64 = 320;
/// The least that a name keeps before the columns are scrolled.
const NAME: i64 = 220;

/// Widths in pixels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Widths {
    /// Of the left side.
    pub left: i64,
    /// Of the names.
    pub name: i64,
    /// Of all columns together; more than the left side when they have to be scrolled.
    pub all: i64,
    /// The most that the left side can have.
    pub most: i64,
}

impl Widths {
    /// From the columns, where the line was put, and the width of both sides together.
    pub fn new(columns: &[GanttColumn], split: Option<i64>, wide: i64) -> Self {
        let natural: i64 = columns.iter().map(|column| column.width()).sum();
        let name = columns.iter().find(|column| column.is_name());
        let name = name.map_or(0, |column| column.width());
        let rest = natural - name;
        // Before it is laid out it has no width of its own.
        let (most, usual) = match wide {
            ..=0 => (natural, natural),
            wide => ((wide - LEAST).max(LEAST), (wide - TIME).max(NAME)),
        };
        let left = split.unwrap_or(natural.min(usual)).clamp(LEAST, most);
        let name = (left - rest).max(name.min(NAME));
        Self {
            left,
            name,
            all: name + rest,
            most,
        }
    }

    /// The least that the left side can have.
    pub fn least() -> i64 {
        LEAST
    }

    /// Whether the columns have to be scrolled.
    pub fn scrolls(&self) -> bool {
        self.all > self.left
    }

    /// Where a column begins and how wide it is.
    pub fn place(&self, columns: &[GanttColumn], number: usize) -> (i64, i64) {
        let width = |column: &GanttColumn| match column.is_name() {
            true => self.name,
            false => column.width(),
        };
        let before = columns.iter().take(number).map(width).sum();
        (before, columns.get(number).map_or(0, width))
    }
}
