//! The line of the check-ins alone, for lists.

use alloc::string::String;

use super::Point;
use crate::fixed::{Percent, Px};
use crate::svg::Svg;

/// The line alone, 24 px high, for lists; it says nothing that the numbers beside it do not.
#[must_use]
pub fn spark(points: &[Point]) -> String {
    let mut svg = Svg::new();
    svg.open(
        "svg",
        &[
            ("class", &"spark"),
            ("height", &24),
            ("aria-hidden", &"true"),
        ],
    );
    let (top, room) = (Px::whole(4), Px::whole(16));
    let y = |point: &Point| top.plus(room.minus(room.part(point.y)));
    for pair in points.windows(2) {
        let [from, to] = pair else { continue };
        svg.leaf(
            "line",
            &[
                ("class", &"spark-line"),
                ("x1", &Percent(from.x)),
                ("x2", &Percent(to.x)),
                ("y1", &y(from)),
                ("y2", &y(to)),
            ],
        );
    }
    if let Some(last) = points.last() {
        let (x, y) = (Percent(last.x), y(last));
        svg.leaf(
            "circle",
            &[
                ("class", &"spark-dot"),
                ("cx", &x),
                ("cy", &y),
                ("r", &"2.5"),
            ],
        );
    }
    svg.finish()
}
