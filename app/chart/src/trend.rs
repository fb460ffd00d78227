//! The history of a Key Result: check-ins against the plan, and where this pace ends. The page
//! shows one shape on wide screens and another on narrow ones, so that its words keep their size.

mod spark;

use alloc::string::String;
use alloc::vec::Vec;

use crate::fixed::{FULL, Px, bounded};
use crate::svg::Svg;
use crate::text::{Face, wrap};

pub use spark::spark;

/// A place on the chart in basis points: `x` from the cycle's first day to its last, `y` from the
/// bottom of the axis to its top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Time.
    pub x: u16,
    /// Value.
    pub y: u16,
}

/// A line of an axis with its words: "40", "Nov".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where it stands along its axis.
    pub at: u16,
    /// What it says.
    pub words: String,
}

/// A point with words beside it: "41 now", "32 at this pace, 65 %".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub at: Point,
    /// What.
    pub words: String,
}

/// All that the chart needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// The name of the picture.
    pub title: String,
    /// The same in sentences, for those who cannot see it.
    pub description: String,
    /// Lines across, with values.
    pub values: Vec<Tick>,
    /// Where months or weeks begin.
    pub dates: Vec<Tick>,
    /// The plan, from the start to the target.
    pub plan: Vec<Point>,
    /// "plan".
    pub plan_words: String,
    /// The outline of the tolerance around the plan.
    pub band: Vec<Point>,
    /// The check-ins in order; the words are for pointing at them: "29 Oct: 41".
    pub check_ins: Vec<Label>,
    /// "41 now", at the last check-in.
    pub now: Option<String>,
    /// Where today is, and "Today, 2 Nov".
    pub today: Option<Tick>,
    /// Where this pace ends: from the last check-in to this point.
    pub forecast: Option<Label>,
    /// The target at the end of the cycle.
    pub target: Option<Label>,
}

/// Which proportions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 560 by 250, shown from 720 px of screen up.
    Wide,
    /// 358 by 240, shown below.
    Narrow,
}

/// The drawing area.
struct Plot {
    width: Px,
    height: Px,
    left: Px,
    right: Px,
    top: Px,
    bottom: Px,
    class: &'static str,
}

impl Shape {
    const fn plot(self) -> Plot {
        let (width, height, left, right, class) = match self {
            Self::Wide => (560, 250, 40, 474, "trend trend-wide"),
            Self::Narrow => (358, 240, 34, 274, "trend trend-narrow"),
        };
        Plot {
            width: Px::whole(width),
            height: Px::whole(height),
            left: Px::whole(left),
            right: Px::whole(right),
            top: Px::whole(30),
            bottom: Px::whole(height - 36),
            class,
        }
    }
}

impl Plot {
    fn x(&self, at: u16) -> Px {
        self.left.plus(self.right.minus(self.left).part(at))
    }

    fn y(&self, at: u16) -> Px {
        self.bottom.minus(self.bottom.minus(self.top).part(at))
    }
}

const AXIS: Face = Face {
    size: 11,
    strong: false,
};

/// The drawing; `style/components/trend.css` gives it its colours.
#[must_use]
pub fn trend(trend: &Trend, shape: Shape) -> String {
    let plot = shape.plot();
    let mut svg = Svg::new();
    let view = alloc::format!("0 0 {} {}", plot.width, plot.height);
    let class = plot.class;
    let name = alloc::format!("{}. {}", trend.title, trend.description);
    svg.open(
        "svg",
        &[
            ("class", &class),
            ("viewBox", &view),
            ("role", &"img"),
            ("aria-label", &name),
        ],
    );
    axes(&mut svg, trend, &plot);
    path(&mut svg, "trend-band", &trend.band, &plot, true);
    path(&mut svg, "trend-plan", &trend.plan, &plot, false);
    today(&mut svg, trend, &plot);
    forecast(&mut svg, trend, &plot);
    check_ins(&mut svg, trend, &plot);
    ends(&mut svg, trend, &plot);
    svg.finish()
}

fn axes(svg: &mut Svg, trend: &Trend, plot: &Plot) {
    for tick in &trend.values {
        let y = plot.y(tick.at);
        let (left, right) = (plot.left, plot.right);
        svg.leaf(
            "line",
            &[
                ("class", &"trend-grid"),
                ("x1", &left),
                ("x2", &right),
                ("y1", &y),
                ("y2", &y),
            ],
        );
        let (x, y) = (left.minus(Px::whole(8)), y.plus(Px::whole(4)));
        let end = "end";
        let class = "trend-axis";
        svg.text(
            "text",
            &[
                ("class", &class),
                ("x", &x),
                ("y", &y),
                ("text-anchor", &end),
            ],
            &tick.words,
        );
    }
    let y = plot.height.minus(Px::whole(10));
    for tick in &trend.dates {
        let x = plot.x(tick.at);
        svg.text(
            "text",
            &[("class", &"trend-axis"), ("x", &x), ("y", &y)],
            &tick.words,
        );
    }
}

fn path(svg: &mut Svg, class: &str, points: &[Point], plot: &Plot, closed: bool) {
    if points.len() < 2 {
        return;
    }
    let mut data = String::new();
    for (place, point) in points.iter().enumerate() {
        let letter = if place == 0 { 'M' } else { 'L' };
        data += &alloc::format!("{letter}{} {}", plot.x(point.x), plot.y(point.y));
    }
    if closed {
        data.push('Z');
    }
    svg.leaf("path", &[("class", &class), ("d", &data)]);
}

fn today(svg: &mut Svg, trend: &Trend, plot: &Plot) {
    let Some(today) = &trend.today else { return };
    let x = plot.x(today.at);
    let (top, bottom) = (Px::whole(8), plot.bottom.plus(Px::whole(12)));
    svg.leaf(
        "line",
        &[
            ("class", &"trend-today"),
            ("x1", &x),
            ("x2", &x),
            ("y1", &top),
            ("y2", &bottom),
        ],
    );
    let (x, anchor) = if bounded(today.at) > 7_000 {
        (x.minus(Px::whole(6)), "end")
    } else {
        (x.plus(Px::whole(6)), "start")
    };
    let class = "trend-label trend-label-strong";
    svg.text(
        "text",
        &[
            ("class", &class),
            ("x", &x),
            ("y", &Px::whole(18)),
            ("text-anchor", &anchor),
        ],
        &today.words,
    );
}

fn forecast(svg: &mut Svg, trend: &Trend, plot: &Plot) {
    let from = trend.check_ins.last().map(|last| last.at);
    if let Some((from, forecast)) = from.zip(trend.forecast.as_ref()) {
        path(svg, "trend-forecast", &[from, forecast.at], plot, false);
    }
}

fn check_ins(svg: &mut Svg, trend: &Trend, plot: &Plot) {
    let points: Vec<Point> = trend.check_ins.iter().map(|label| label.at).collect();
    path(svg, "trend-line", &points, plot, false);
    for label in &trend.check_ins {
        let (x, y) = (plot.x(label.at.x), plot.y(label.at.y));
        svg.open(
            "circle",
            &[
                ("class", &"trend-dot"),
                ("cx", &x),
                ("cy", &y),
                ("r", &"3.5"),
            ],
        );
        svg.text("title", &[], &label.words);
        svg.close();
    }
    let Some((last, now)) = trend.check_ins.last().zip(trend.now.as_ref()) else {
        return;
    };
    // Above the dot, unless the line comes down from there or the top is near.
    let before = trend.check_ins.iter().rev().nth(1);
    let falling = before.is_some_and(|before| before.at.y > last.at.y);
    let y = plot.y(last.at.y);
    let above = y.minus(Px::whole(11));
    let y = if above < plot.top.plus(Px::whole(4)) {
        y.plus(Px::whole(20))
    } else {
        above
    };
    let shift = if falling { Px::whole(4) } else { Px(0) };
    let class = "trend-label trend-label-outcome";
    let x = plot.x(last.at.x).plus(shift);
    let anchor = if bounded(last.at.x) > 8_500 {
        "end"
    } else {
        "middle"
    };
    svg.text(
        "text",
        &[
            ("class", &class),
            ("x", &x),
            ("y", &y),
            ("text-anchor", &anchor),
        ],
        now,
    );
}

/// The words at the right edge: the target, and where this pace ends; moved apart when they meet.
fn ends(svg: &mut Svg, trend: &Trend, plot: &Plot) {
    let x = plot.right.plus(Px::whole(8));
    let room = plot.width.minus(x);
    let mut labels: Vec<(Px, &str, Vec<String>)> = Vec::new();
    for (label, class) in [
        (&trend.target, "trend-label trend-label-strong"),
        (&trend.forecast, "trend-label"),
    ] {
        if let Some(label) = label {
            labels.push((plot.y(label.at.y), class, wrap(&label.words, room, AXIS, 3)));
        }
    }
    labels.sort_by_key(|(y, ..)| *y);
    let tall = |lines: &[String]| Px::whole(14 * i32::try_from(lines.len()).unwrap_or(3) + 2);
    let mut starts: Vec<Px> = Vec::new();
    let mut free = Px::whole(4);
    for (at, _, lines) in &labels {
        let start = at.minus(Px(tall(lines).0 / 2)).max(free);
        free = start.plus(tall(lines));
        starts.push(start);
    }
    // Downwards they kept clear of each other; upwards they keep clear of the bottom.
    let mut floor = plot.height;
    for (start, (_, _, lines)) in starts.iter_mut().zip(&labels).rev() {
        *start = (*start).min(floor.minus(tall(lines)));
        floor = *start;
    }
    for (start, (_, class, lines)) in starts.into_iter().zip(labels) {
        for (mut y, line) in (1..).map(|n| start.plus(Px::whole(14 * n - 2))).zip(lines) {
            y = y.max(Px(0));
            svg.text("text", &[("class", &class), ("x", &x), ("y", &y)], &line);
        }
    }
    plan_words(svg, trend, plot);
}

fn plan_words(svg: &mut Svg, trend: &Trend, plot: &Plot) {
    let (Some(from), Some(to)) = (trend.plan.first(), trend.plan.last()) else {
        return;
    };
    // Two thirds along the plan, on the side away from the band's middle.
    let third = trend
        .plan
        .iter()
        .rev()
        .find(|point| point.x <= 6_700)
        .unwrap_or(from);
    let span = i32::from(bounded(to.x)) - i32::from(bounded(third.x));
    let rise = i32::from(bounded(to.y)) - i32::from(bounded(third.y));
    let along = 6_700 - i32::from(bounded(third.x));
    let y = i32::from(bounded(third.y)) + rise * along / span.max(1);
    let y = plot.y(u16::try_from(y.clamp(0, i32::from(FULL))).unwrap_or(0));
    let rising = to.y > from.y;
    let y = if rising {
        y.plus(Px::whole(16))
    } else {
        y.plus(Px::whole(14))
    };
    let anchor = if rising { "start" } else { "end" };
    let x = plot.x(6_700);
    svg.text(
        "text",
        &[
            ("class", &"trend-label"),
            ("x", &x),
            ("y", &y),
            ("text-anchor", &anchor),
        ],
        &trend.plan_words,
    );
}
