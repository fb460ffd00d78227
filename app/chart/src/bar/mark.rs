//! Each reading as a shape: solid, hatched, dashed, dotted, an arrow or a band.

use super::frame::Frame;
use super::{Mark, ProgressPair, capital};
use crate::StatusLook;
use crate::fixed::{FULL, Percent, Px, bounded};
use crate::svg::Svg;

/// The upper bar.
pub(super) fn outcome(svg: &mut Svg, pair: &ProgressPair, frame: &Frame) {
    let (top, height, radius) = (frame.outcome_top, frame.outcome_height, frame.radius);
    match pair.outcome.mark {
        Mark::Pending | Mark::Absent => outline(svg, "progress-pair-pending", top, height, radius),
        Mark::NotMeasured => {
            track(svg, top, height, radius);
            outline(svg, "progress-pair-blank", top, height, radius);
        }
        Mark::Filled(at) => {
            track(svg, top, height, radius);
            let stale = pair.status == StatusLook::Stale;
            if stale {
                stale_bar(svg, at, top, height, radius);
            } else {
                solid(svg, at, top, height, radius);
            }
            missing(svg, pair, at, frame);
        }
        Mark::Beyond => {
            track(svg, top, height, radius);
            solid(svg, FULL, top, height, radius);
            arrow(
                svg,
                "progress-pair-outcome",
                Percent(FULL),
                frame,
                "M2 -4 10 0 2 4z",
            );
        }
        Mark::Away => {
            track(svg, top, height, radius);
            arrow(
                svg,
                "progress-pair-away",
                Percent(0),
                frame,
                "M-2 -4-10 0-2 4z",
            );
            missing(svg, pair, 0, frame);
        }
        Mark::Band { from, to, now } => {
            track(svg, top, height, radius);
            band(svg, (from, to, now), frame);
        }
    }
}

/// The lower bar.
pub(super) fn work(svg: &mut Svg, pair: &ProgressPair, frame: &Frame) {
    let (top, height, radius) = (frame.work_top, frame.work_height, frame.radius);
    match pair.work.mark {
        Mark::Absent | Mark::Pending => outline(svg, "progress-pair-none", top, height, radius),
        Mark::NotMeasured => {
            track(svg, top, height, radius);
            outline(svg, "progress-pair-blank", top, height, radius);
        }
        Mark::Filled(at) => {
            track(svg, top, height, radius);
            hatched(svg, at, top, height, radius);
        }
        Mark::Beyond => hatched(svg, FULL, top, height, radius),
        Mark::Away => track(svg, top, height, radius),
        Mark::Band { now, .. } => {
            track(svg, top, height, radius);
            hatched(svg, now, top, height, radius);
        }
    }
}

/// The line that measures how far the two are apart.
pub(super) fn gap(svg: &mut Svg, pair: &ProgressPair, middle: Px) {
    let ends = pair.outcome.mark.end().zip(pair.work.mark.end());
    let Some((a, b)) = ends.filter(|_| pair.apart.is_some()) else {
        return;
    };
    let (from, to) = (a.min(b), a.max(b));
    let class = "progress-pair-gap";
    let (left, right) = (Percent(from), Percent(to));
    let cap = Px::whole(5);
    let (up, down) = (middle.minus(cap), middle.plus(cap));
    svg.leaf(
        "line",
        &[
            ("class", &class),
            ("x1", &left),
            ("x2", &right),
            ("y1", &middle),
            ("y2", &middle),
        ],
    );
    for x in [left, right] {
        svg.leaf(
            "line",
            &[
                ("class", &class),
                ("x1", &x),
                ("x2", &x),
                ("y1", &up),
                ("y2", &down),
            ],
        );
    }
    let baseline = middle.plus(Px::whole(4));
    // The words stand after the line, before it when there is no room, and below in between.
    let (x, dx, y, anchor) = match (from, to) {
        (_, ..=7_800) => (right, Px::whole(8), baseline, "start"),
        (2_200.., _) => (left, Px::whole(-8), baseline, "end"),
        _ => (Percent(5_000), Px(0), middle.plus(Px::whole(36)), "middle"),
    };
    svg.text(
        "text",
        &[
            ("class", &"progress-pair-text progress-pair-text-strong"),
            ("x", &x),
            ("dx", &dx),
            ("y", &y),
            ("text-anchor", &anchor),
        ],
        &capital(&pair.words.apart),
    );
}

pub(super) fn track(svg: &mut Svg, top: Px, height: Px, radius: Px) {
    let class = "progress-pair-track";
    rect(svg, class, Percent(FULL), top, height, radius);
}

/// Work is hatched; the pattern is named in an attribute, so that it is looked up in the page.
pub(super) fn hatched(svg: &mut Svg, at: u16, top: Px, height: Px, radius: Px) {
    svg.leaf(
        "rect",
        &[
            ("class", &"progress-pair-work"),
            ("fill", &"url(#hatch)"),
            ("y", &top),
            ("width", &Percent(at)),
            ("height", &height),
            ("rx", &radius),
        ],
    );
}

fn solid(svg: &mut Svg, at: u16, top: Px, height: Px, radius: Px) {
    rect(
        svg,
        "progress-pair-outcome",
        Percent(at),
        top,
        height,
        radius,
    );
}

fn stale_bar(svg: &mut Svg, at: u16, top: Px, height: Px, radius: Px) {
    rect(svg, "progress-pair-stale", Percent(at), top, height, radius);
}

/// An outline over the whole bar, drawn on its inner half so that it keeps the bar's height.
fn outline(svg: &mut Svg, class: &str, top: Px, height: Px, radius: Px) {
    let inset = Px(50);
    let (top, height) = (top.plus(inset), height.minus(Px(100)));
    rect(svg, class, Percent(FULL), top, height, radius);
}

fn rect(svg: &mut Svg, class: &str, width: Percent, top: Px, height: Px, radius: Px) {
    svg.leaf(
        "rect",
        &[
            ("class", &class),
            ("y", &top),
            ("width", &width),
            ("height", &height),
            ("rx", &radius),
        ],
    );
}

/// From where the outcome is to where it should be, dashed, only when it is a problem.
fn missing(svg: &mut Svg, pair: &ProgressPair, at: u16, frame: &Frame) {
    let (at, expected) = (bounded(at), pair.expected.map_or(0, bounded));
    if !pair.status.shows_missing() || expected <= at {
        return;
    }
    let inset = Px(75);
    svg.leaf(
        "rect",
        &[
            ("class", &"progress-pair-missing"),
            ("x", &Percent(at)),
            ("y", &frame.outcome_top.plus(inset)),
            ("width", &Percent(expected - at)),
            ("height", &frame.outcome_height.minus(Px(150))),
        ],
    );
}

/// An arrow beside the bar, at its middle: past the end, or before the start.
fn arrow(svg: &mut Svg, class: &str, at: Percent, frame: &Frame, path: &str) {
    let middle = frame.outcome_top.plus(Px(frame.outcome_height.0 / 2));
    svg.open(
        "svg",
        &[("x", &at), ("y", &middle), ("overflow", &"visible")],
    );
    svg.leaf("path", &[("class", &class), ("d", &path)]);
    svg.close();
}

fn band(svg: &mut Svg, (from, to, now): (u16, u16, u16), frame: &Frame) {
    let (from, to) = (bounded(from.min(to)), bounded(from.max(to)));
    let out = Px(150);
    let (top, height) = (
        frame.outcome_top.minus(out),
        frame.outcome_height.plus(Px(300)),
    );
    svg.leaf(
        "rect",
        &[
            ("class", &"progress-pair-band"),
            ("x", &Percent(from)),
            ("y", &top),
            ("width", &Percent(to - from)),
            ("height", &height),
            ("rx", &frame.radius),
        ],
    );
    let middle = frame.outcome_top.plus(Px(frame.outcome_height.0 / 2));
    let dot = Px(450);
    svg.leaf(
        "circle",
        &[
            ("class", &"progress-pair-now"),
            ("cx", &Percent(now)),
            ("cy", &middle),
            ("r", &dot),
        ],
    );
}
