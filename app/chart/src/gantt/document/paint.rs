//! The time line of a picture: header, days off, bars, arrows and marks.

use alloc::format;
use alloc::string::String;

use super::{Document, EDGE, Row, TITLE};
use crate::card::LIGHT;
use crate::gantt::place::{self, Shape, size};
use crate::gantt::{Civil, DAY, End, header, tie};
use crate::svg::Svg;

/// The strokes of what is planned and not done.
pub(super) fn hatch(svg: &mut Svg, id: &str) {
    svg.open("defs", &[]);
    svg.open(
        "pattern",
        &[
            ("id", &id),
            ("width", &4),
            ("height", &4),
            ("patternUnits", &"userSpaceOnUse"),
            ("patternTransform", &"rotate(45)"),
        ],
    );
    svg.leaf(
        "rect",
        &[("width", &4), ("height", &4), ("fill", &LIGHT.panel)],
    );
    svg.leaf(
        "rect",
        &[("width", &1), ("height", &4), ("fill", &LIGHT.work_soft)],
    );
    svg.close();
    svg.close();
}

fn path(svg: &mut Svg, d: &str, stroke: &str, fill: &str, width: &str) {
    if !d.is_empty() {
        svg.leaf(
            "path",
            &[
                ("d", &d),
                ("stroke", &stroke),
                ("fill", &fill),
                ("stroke-width", &width),
            ],
        );
    }
}

impl Document {
    /// The time line beside some rows, cut off at its edges.
    pub(super) fn chart(&self, svg: &mut Svg, rows: (usize, usize), hatch: &str) {
        let count = i64::try_from(rows.1 - rows.0).unwrap_or(0);
        let (width, height) = (self.time(), size::HEAD + count * size::ROW);
        svg.open(
            "svg",
            &[
                ("x", &(EDGE + self.left())),
                ("y", &(EDGE + TITLE)),
                ("width", &width),
                ("height", &height),
            ],
        );
        self.across(svg, width, height);
        let up = size::HEAD - i64::try_from(rows.0).unwrap_or(0) * size::ROW;
        svg.open("g", &[("transform", &format!("translate(0 {up})"))]);
        self.lines(svg, rows);
        for (row, at) in self.rows[rows.0..rows.1].iter().zip(rows.0 as i64..) {
            let number = u32::try_from(at).unwrap_or(u32::MAX);
            let label = tie::label_at(&self.ties, number, |row| self.end(row));
            self.bar(svg, row, (at * size::ROW, label), hatch);
        }
        svg.close();
        svg.close();
        let x = EDGE + self.left();
        let edge = format!("M{x}.5 {}v{height}", EDGE + TITLE);
        path(svg, &edge, LIGHT.control, "none", "1");
        let under = format!(
            "M{EDGE} {}.5H{}",
            EDGE + TITLE + size::HEAD - 1,
            self.width() - EDGE
        );
        path(svg, &under, LIGHT.control, "none", "1");
    }

    fn across(&self, svg: &mut Svg, width: i64, height: i64) {
        let below = height - size::HEAD;
        let mut off = String::new();
        for (x, wide) in self.work.off(self.scale, 0, width) {
            off.push_str(&format!("M{x} {}h{wide}v{below}h-{wide}z", size::HEAD));
        }
        path(svg, &off, "none", LIGHT.quiet_soft, "0");
        let (upper, lower) = header::units(self.scale);
        for (unit, y, weight) in [(upper, 16, 600), (lower, 36, 400)] {
            for tick in header::ticks(self.scale, unit, 0, width) {
                // The first begins before the picture does; what is left of it may be too little.
                let room = tick.x + tick.width;
                if tick.x < 0 && room < 8 * i64::try_from(tick.words.len()).unwrap_or(0) {
                    continue;
                }
                svg.text(
                    "text",
                    &[
                        ("x", &(tick.x.max(0) + 4)),
                        ("y", &y),
                        ("font-size", &11),
                        ("font-weight", &weight),
                        ("fill", &LIGHT.text_2),
                    ],
                    &tick.words,
                );
            }
        }
        let noon = |day: i64| place::point(self.scale, day * DAY + DAY / 2);
        if let Some(x) = self.today.map(noon) {
            let line = format!("M{x}.5 {}V{height}", size::HEAD);
            path(svg, &line, LIGHT.text, "none", "1.5");
            pill(svg, x, &self.today_words(), true);
        }
        if let Some(day) = self.cycle_end {
            let x = self.scale.x((day + 1) * DAY);
            svg.leaf(
                "path",
                &[
                    ("d", &format!("M{x}.5 {}V{height}", size::HEAD)),
                    ("stroke", &LIGHT.text_2),
                    ("stroke-dasharray", &"5 4"),
                    ("fill", &"none"),
                ],
            );
            pill(svg, x, &self.cycle_ends, false);
        }
    }

    fn today_words(&self) -> String {
        self.today.map_or_else(String::new, |day| {
            let date = Civil::of_day(day);
            format!("Today {} {}", date.day, date.month_short())
        })
    }

    /// Baselines, slack and arrows.
    fn lines(&self, svg: &mut Svg, rows: (usize, usize)) {
        let [
            mut saved,
            mut slack,
            mut plain,
            mut heads,
            mut critical,
            mut critical_heads,
            mut unscheduled,
        ] = [const { String::new() }; 7];
        for (row, at) in self.rows[rows.0..rows.1].iter().zip(rows.0 as i64..) {
            let top = at * size::ROW;
            if let Some(was) = row
                .bar
                .baseline
                .map(|dates| place::stretch(self.scale, dates))
            {
                saved.push_str(&format!(
                    "M{} {}h{}",
                    was.x,
                    top + size::BASELINE_TOP,
                    was.width
                ));
            }
            if let Some(it) = row.bar.slack(self.scale) {
                let y = top + size::MIDDLE;
                let end = it.x + it.width;
                let x = (it.x + tie::past_label(&row.label)).min(end);
                slack.push_str(&format!("M{x} {y}.5H{end}M{end}.5 {}v7", y - 3));
            }
            if row.bar.dates.is_none() && !row.head {
                unscheduled.push_str(&format!("M8 {}h24", top + size::MIDDLE));
            }
        }
        self.ties.each(rows.0, rows.1, |_, it| {
            if let Some((a, b)) = self.end(it.from).zip(self.end(it.to)) {
                let way = tie::way(it.kind, a, b);
                let (line, head) = match it.critical {
                    true => (&mut critical, &mut critical_heads),
                    false => (&mut plain, &mut heads),
                };
                way.line_into(line);
                way.head_into(head);
            }
        });
        path(svg, &saved, LIGHT.work_soft, "none", "3");
        path(svg, &slack, LIGHT.work_soft, "none", "1");
        if !unscheduled.is_empty() {
            svg.leaf(
                "path",
                &[
                    ("d", &unscheduled),
                    ("stroke", &LIGHT.control),
                    ("stroke-width", &2),
                    ("stroke-dasharray", &"3 3"),
                    ("fill", &"none"),
                ],
            );
        }
        path(svg, &plain, LIGHT.control, "none", "1");
        path(svg, &heads, "none", LIGHT.control, "0");
        path(svg, &critical, LIGHT.outcome, "none", "1.5");
        path(svg, &critical_heads, "none", LIGHT.outcome, "0");
    }

    fn end(&self, row: u32) -> Option<End> {
        let bar = &self.rows.get(row as usize)?.bar;
        Some(End {
            row: i64::from(row),
            bar: bar.stretch(self.scale)?,
            flat: bar.shape == Shape::Task,
        })
    }

    fn bar(&self, svg: &mut Svg, row: &Row, (top, label): (i64, i64), hatch: &str) {
        let bar = &row.bar;
        if let Some(x) = bar.deadline(self.scale) {
            let mark = format!("M{x} {}l-4 -6h8z", top + size::BAR_TOP + size::BAR);
            path(svg, &mark, "none", LIGHT.warn, "0");
        }
        let Some(at) = bar.stretch(self.scale) else {
            return;
        };
        let ink = if bar.critical {
            LIGHT.outcome
        } else {
            LIGHT.work
        };
        match bar.shape {
            Shape::Summary => {
                let (x, end, y) = (at.x, at.end(), top + size::SUMMARY_TOP);
                let d = format!("M{x} {y}H{end}v9l-5 -5H{}l-5 5z", x + 5);
                path(svg, &d, "none", LIGHT.text_2, "0");
            }
            Shape::Milestone => {
                let (x, y, r) = (at.x + size::STONE, top + size::MIDDLE, size::STONE - 1);
                let d = format!("M{x} {}l{r} {r}l-{r} {r}l-{r} -{r}z", y - r);
                path(svg, &d, "none", ink, "0");
            }
            Shape::Task => task(svg, (at.x, top + size::BAR_TOP, at.width), row, ink, hatch),
        }
        if bar.shape != Shape::Summary && !row.label.is_empty() {
            let x = at.end() + label;
            let wide = 7 * i64::try_from(row.label.chars().count()).unwrap_or(0);
            svg.leaf(
                "rect",
                &[
                    ("x", &(x - 2)),
                    ("y", &(top + 8)),
                    ("width", &(wide + 4)),
                    ("height", &14),
                    ("fill", &LIGHT.panel),
                    ("opacity", &"0.88"),
                ],
            );
            svg.text(
                "text",
                &[
                    ("x", &x),
                    ("y", &(top + 19)),
                    ("font-size", &11),
                    ("fill", &LIGHT.text_2),
                ],
                &row.label,
            );
        }
    }
}

/// What a line that runs through all rows means, over the header's lower row.
fn pill(svg: &mut Svg, x: i64, words: &str, today: bool) {
    if words.is_empty() {
        return;
    }
    let wide = 6 * i64::try_from(words.chars().count()).unwrap_or(0) + 12;
    let (fill, ink) = match today {
        true => (LIGHT.text, LIGHT.panel),
        false => (LIGHT.panel, LIGHT.text),
    };
    let left = (x - wide / 2).max(0);
    svg.leaf(
        "rect",
        &[
            ("x", &left),
            ("y", &(size::HEAD - 20)),
            ("width", &wide),
            ("height", &17),
            ("rx", &3),
            ("fill", &fill),
            ("stroke", &LIGHT.text),
        ],
    );
    svg.text(
        "text",
        &[
            ("x", &(left + wide / 2)),
            ("y", &(size::HEAD - 8)),
            ("font-size", &11),
            ("font-weight", &500),
            ("text-anchor", &"middle"),
            ("fill", &ink),
        ],
        words,
    );
}

fn task(svg: &mut Svg, (x, y, width): (i64, i64, i64), row: &Row, ink: &str, hatch: &str) {
    let bar = &row.bar;
    let fill = match bar.critical {
        true => LIGHT.outcome_soft.into(),
        false => format!("url(#{hatch})"),
    };
    let opacity = if bar.inactive { "0.5" } else { "1" };
    svg.leaf(
        "rect",
        &[
            ("x", &x),
            ("y", &y),
            ("width", &width),
            ("height", &size::BAR),
            ("rx", &2),
            ("fill", &fill),
            ("stroke", &ink),
            ("opacity", &opacity),
        ],
    );
    let done = bar.done_width(width);
    let edge = if bar.pinned { 4 } else { 0 };
    for wide in [done, edge].into_iter().filter(|wide| *wide > 0) {
        svg.leaf(
            "rect",
            &[
                ("x", &x),
                ("y", &y),
                ("width", &wide),
                ("height", &size::BAR),
                ("rx", &2),
                ("fill", &ink),
                ("opacity", &opacity),
            ],
        );
    }
}
