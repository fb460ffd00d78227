//! The weeks over the bars, and today's hairline that runs from them through every row.

use alloc::string::String;
use alloc::vec::Vec;

use crate::fixed::{Percent, Px, bounded};
use crate::svg::Svg;

/// Where a week lies seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Over.
    Past,
    /// Running.
    Now,
    /// To come.
    Ahead,
}

/// One week at its true width, in basis points of the cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Where it begins.
    pub from: u16,
    /// Where it ends.
    pub to: u16,
    /// Seen from today.
    pub when: When,
}

/// The ruler and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruler {
    /// The weeks in order.
    pub weeks: Vec<Week>,
    /// Where today stands; none before and after the cycle.
    pub today: Option<u16>,
    /// "0 %".
    pub start: String,
    /// "100 %".
    pub end: String,
    /// "Expected by today 35 %".
    pub words: String,
}

/// The drawing, 40 px high; the cell says the same in words, so it is silent.
#[must_use]
pub fn week_ruler(ruler: &Ruler) -> String {
    let mut svg = Svg::new();
    svg.open(
        "svg",
        &[
            ("class", &"week-ruler"),
            ("height", &40),
            ("aria-hidden", &"true"),
        ],
    );
    for week in &ruler.weeks {
        let (from, to) = (bounded(week.from), bounded(week.to));
        // Half a point between the weeks, so that one can count them.
        let width = to.saturating_sub(from).saturating_sub(50);
        let when = match week.when {
            When::Past => "past",
            When::Now => "now",
            When::Ahead => "ahead",
        };
        svg.leaf(
            "rect",
            &[
                ("class", &"week-ruler-week"),
                ("data-when", &when),
                ("x", &Percent(from)),
                ("y", &26),
                ("width", &Percent(width)),
                ("height", &5),
            ],
        );
    }
    words(&mut svg, ruler);
    svg.finish()
}

fn words(svg: &mut Svg, ruler: &Ruler) {
    let (class, end) = (
        "week-ruler-text week-ruler-end",
        Percent(crate::fixed::FULL),
    );
    let today = ruler.today.map(bounded);
    // An end is left out where the words of today need its room.
    if today.is_none_or(|today| today > 3_200) {
        svg.text(
            "text",
            &[("class", &class), ("x", &0), ("y", &18)],
            &ruler.start,
        );
    }
    if today.is_none_or(|today| today < 6_500) {
        let anchor = "end";
        svg.text(
            "text",
            &[
                ("class", &class),
                ("x", &end),
                ("y", &18),
                ("text-anchor", &anchor),
            ],
            &ruler.end,
        );
    }
    let Some(today) = today else { return };
    let anchor = match today {
        0..=2_500 => "start",
        2_501..=7_499 => "middle",
        _ => "end",
    };
    let at = Percent(today);
    let class = "week-ruler-text week-ruler-text-now";
    svg.text(
        "text",
        &[
            ("class", &class),
            ("x", &at),
            ("y", &18),
            ("text-anchor", &anchor),
        ],
        &ruler.words,
    );
    svg.leaf(
        "line",
        &[
            ("class", &"week-ruler-today"),
            ("x1", &at),
            ("x2", &at),
            ("y1", &23),
            ("y2", &40),
        ],
    );
}

/// Today's hairline alone, for the rows between the bars, such as an Objective's.
#[must_use]
pub fn today_thread(today: u16, height: u16) -> String {
    let mut svg = Svg::new();
    let height = Px::whole(i32::from(height));
    svg.open(
        "svg",
        &[
            ("class", &"progress-pair"),
            ("height", &height),
            ("aria-hidden", &"true"),
        ],
    );
    let at = Percent(today);
    svg.leaf(
        "line",
        &[
            ("class", &"progress-pair-today"),
            ("x1", &at),
            ("x2", &at),
            ("y1", &0),
            ("y2", &height),
        ],
    );
    svg.finish()
}
