//! Around the time line of a picture: title, columns, rows, what the marks mean.

use alloc::format;
use alloc::string::String;

use super::{Document, EDGE, FOOT, TITLE};
use crate::card::LIGHT;
use crate::fixed::Px;
use crate::gantt::place::{Shape, size};
use crate::svg::Svg;
use crate::text::{Face, wrap};

pub(super) fn ground(svg: &mut Svg, width: i64, height: i64) {
    svg.leaf(
        "rect",
        &[
            ("width", &width),
            ("height", &height),
            ("fill", &LIGHT.panel),
        ],
    );
}

/// The text in one line of so many pixels, with an ellipsis where it does not fit.
fn short(text: &str, room: i64, strong: bool) -> String {
    let room = Px::whole(i32::try_from(room).unwrap_or(0));
    let face = Face { size: 12, strong };
    wrap(text, room, face, 1)
        .into_iter()
        .next()
        .unwrap_or_default()
}

fn words(svg: &mut Svg, (x, y): (i64, i64), (px, weight): (i64, i64), end: bool, text: &str) {
    let anchor = if end { "end" } else { "start" };
    svg.text(
        "text",
        &[
            ("x", &x),
            ("y", &y),
            ("font-size", &px),
            ("font-weight", &weight),
            ("text-anchor", &anchor),
            ("fill", &LIGHT.text),
        ],
        text,
    );
}

impl Document {
    pub(super) fn head(&self, svg: &mut Svg, number: usize, rows: (usize, usize)) {
        let y = EDGE + 14;
        words(svg, (EDGE, y), (16, 600), false, &self.title);
        let note = match rows == (0, self.rows.len()) {
            true => self.note.clone(),
            false => format!("{}, page {}", self.note, number + 1),
        };
        words(svg, (self.width() - EDGE, y), (12, 400), true, &note);
    }

    /// The columns of some rows.
    pub(super) fn sheet(&self, svg: &mut Svg, (from, to): (usize, usize)) {
        let top = EDGE + TITLE;
        let mut x = EDGE;
        for (at, column) in self.columns.iter().enumerate() {
            let end = at > 0 && !column.words;
            let place = if end { x + column.width - 12 } else { x + 4 };
            words(
                svg,
                (place, top + size::HEAD - 8),
                (12, 500),
                end,
                &column.head,
            );
            x += column.width;
        }
        for (row, at) in self.rows[from..to].iter().zip(0_i64..) {
            let y = top + size::HEAD + at * size::ROW;
            let line = format!("M{EDGE} {}.5H{}", y + size::ROW - 1, self.width() - EDGE);
            svg.leaf(
                "path",
                &[("d", &line), ("stroke", &LIGHT.line), ("fill", &"none")],
            );
            let weight = if row.head || row.bar.shape == Shape::Summary {
                600
            } else {
                400
            };
            let mut x = EDGE;
            for (number, (column, text)) in self.columns.iter().zip(&row.cells).enumerate() {
                let indent = if number == 0 {
                    4 + 14 * i64::from(row.depth)
                } else {
                    0
                };
                let end = number > 0 && !column.words;
                let place = match (number, end) {
                    (0, _) => x + indent,
                    (_, true) => x + column.width - 12,
                    (_, false) => x + 4,
                };
                let edge = if end { 0 } else { 8 };
                let text = short(text, column.width - indent - edge, weight == 600);
                words(svg, (place, y + 20), (12, weight), end, &text);
                x += column.width;
            }
        }
    }

    /// What the marks mean.
    pub(super) fn foot(&self, svg: &mut Svg, height: i64) {
        let y = height - EDGE - FOOT / 2 + 6;
        let mut x = EDGE;
        let marks = [
            (
                "h20v8h-20z",
                LIGHT.work,
                "Task, filled as far as it is done",
            ),
            (
                "h20v8h-20z",
                LIGHT.outcome,
                "Critical: a slip moves the end",
            ),
            ("v3h20v-3z", LIGHT.work_soft, "Baseline"),
            ("m0 3h19v-3h1v8h-1v-4h-19z", LIGHT.work_soft, "Slack"),
            ("m6 8l4 -7l4 7z", LIGHT.warn, "Deadline"),
            (
                "h20v8h-20zM{x}m4 1v6h15v-6z",
                LIGHT.work,
                "Pinned: it does not move by itself",
            ),
        ];
        for (shape, color, text) in marks {
            // The hole of the last one is drawn from the same corner.
            let shape = shape.replace("M{x}", &format!("M{x} {}", y - 8));
            svg.leaf(
                "path",
                &[
                    ("d", &format!("M{x} {}{shape}", y - 8)),
                    ("fill", &color),
                    ("fill-rule", &"evenodd"),
                ],
            );
            words(svg, (x + 26, y), (11, 400), false, text);
            x += 46 + 6 * i64::try_from(text.len()).unwrap_or(0);
        }
    }
}
