//! The whole chart as a picture that needs nothing else: a file to send, or pages to print. It is
//! light, as paper is, and has no style sheet: a page with a strict policy can hold it too.

mod paint;
mod table;

use alloc::string::String;
use alloc::vec::Vec;

use super::place::{Bar, size};
use super::scale::Scale;
use super::{DAY, Ties, Work};
use crate::svg::Svg;

/// A column left of the time line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its width in pixels.
    pub width: i64,
    /// Whether it holds words, which stand at the left; numbers and days stand at the right.
    pub words: bool,
}

/// A line of the chart.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// How deep it stands, from 0.
    pub depth: u8,
    /// What stands in each column; the first is its name.
    pub cells: Vec<String>,
    /// Its place in time.
    pub bar: Bar,
    /// What stands right of the bar.
    pub label: String,
    /// A head over the rows that follow.
    pub head: bool,
}

/// Everything that the picture shows.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What stands at the end of the title's line: the day it was made.
    pub note: String,
    /// The columns, the name first.
    pub columns: Vec<Column>,
    /// The lines, from top to bottom.
    pub rows: Vec<Row>,
    /// The arrows between them.
    pub ties: Ties,
    /// When work happens.
    pub work: Work,
    /// Today's day, counted from 1 January 1970.
    pub today: Option<i64>,
    /// The last day of the cycle.
    pub cycle_end: Option<i64>,
    /// What the mark at its end says.
    pub cycle_ends: String,
    /// Zoom and left edge.
    pub scale: Scale,
}

/// Pixels around everything.
const EDGE: i64 = 16;
/// From the top edge to the header of the chart.
const TITLE: i64 = 36;
/// Below the last row: what the marks mean.
const FOOT: i64 = 32;
/// Right of the last bar: room for its label.
const AFTER: i64 = 180;

impl Document {
    /// First moment and the one after the last that anything stands at.
    #[must_use]
    pub fn span(&self) -> Option<(i64, i64)> {
        let bars = self.rows.iter().map(|row| &row.bar);
        let ends = bars.flat_map(|bar| [bar.dates, bar.baseline]).flatten();
        ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// The same, with the time line beginning where the first bar does and far enough away for the
    /// picture to be no wider than this.
    #[must_use]
    pub fn no_wider(mut self, most: i64) -> Self {
        let start = self.span().map_or(0, |span| span.0);
        let origin = (start.div_euclid(DAY) - 3) * DAY;
        self.scale = Scale::at_step(origin, self.scale.step());
        while self.width() > most && self.scale.step() > 0 {
            self.scale = Scale::at_step(origin, self.scale.step() - 1);
        }
        self
    }

    /// Its width in pixels.
    #[must_use]
    pub fn width(&self) -> i64 {
        2 * EDGE + self.left() + self.time()
    }

    /// Its height in pixels with so many rows.
    #[must_use]
    pub fn height(&self, rows: usize) -> i64 {
        let rows = i64::try_from(rows).unwrap_or(i64::MAX / size::ROW / 2);
        2 * EDGE + TITLE + size::HEAD + rows * size::ROW + FOOT
    }

    fn left(&self) -> i64 {
        self.columns.iter().map(|column| column.width).sum()
    }

    fn time(&self) -> i64 {
        self.span().map_or(0, |span| self.scale.x(span.1)).max(320) + AFTER
    }

    /// All of it.
    #[must_use]
    pub fn svg(&self) -> String {
        self.page((0, self.rows.len()), 0)
    }

    /// The same on pages of so much height for their width, in percent; each has the header.
    #[must_use]
    pub fn pages(&self, percent: i64) -> Vec<String> {
        let room = self.width() * percent / 100 - self.height(0);
        let most = usize::try_from(room / size::ROW).unwrap_or(0).max(4);
        let starts = (0..self.rows.len().max(1)).step_by(most);
        let page = |(number, from): (usize, usize)| {
            self.page((from, (from + most).min(self.rows.len())), number)
        };
        starts.enumerate().map(page).collect()
    }

    fn page(&self, rows: (usize, usize), number: usize) -> String {
        let (width, height) = (self.width(), self.height(rows.1 - rows.0));
        let hatch = alloc::format!("gantt-hatch-{number}");
        let mut svg = Svg::new();
        svg.open(
            "svg",
            &[
                ("xmlns", &"http://www.w3.org/2000/svg"),
                ("width", &width),
                ("height", &height),
                ("viewBox", &alloc::format!("0 0 {width} {height}")),
                ("font-family", &"'Hanken Grotesk', system-ui, sans-serif"),
                ("role", &"img"),
                ("aria-label", &self.title),
            ],
        );
        svg.text("title", &[], &self.title);
        paint::hatch(&mut svg, &hatch);
        table::ground(&mut svg, width, height);
        self.head(&mut svg, number, rows);
        self.sheet(&mut svg, rows);
        self.chart(&mut svg, rows, &hatch);
        self.foot(&mut svg, height);
        svg.finish()
    }
}
