//! What is in view: rows and moments.

use super::place::size;

/// The part of the chart in view, in pixels of the chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Left edge.
    pub x: i64,
    /// Top edge.
    pub y: i64,
    /// Width.
    pub width: i64,
    /// Height.
    pub height: i64,
}

impl Window {
    /// The rows that touch it, of so many: first, and the one after the last.
    #[must_use]
    pub fn rows(self, count: usize) -> (usize, usize) {
        let first = usize::try_from(self.y / size::ROW).unwrap_or(0);
        let last = usize::try_from((self.y + self.height - 1) / size::ROW + 1).unwrap_or(0);
        (first.min(count), last.min(count))
    }

    /// Whether a stretch from `from` to `to` touches it, with some room around.
    #[must_use]
    pub fn sees(self, from: i64, to: i64, room: i64) -> bool {
        from < self.x + self.width + room && to > self.x - room
    }
}
