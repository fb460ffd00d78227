//! What runs through many rows: header, days off, marks, arrows, baselines, slack, deadlines.

use super::*;

/// The end of an arrow at a row.
pub(super) fn end(sheet: &Sheet, scale: Scale, row: u32) -> Option<tie::End> {
    let bar = &sheet.lines.get(row as usize)?.bar;
    Some(tie::End {
        row: i64::from(row),
        bar: bar.stretch(scale)?,
        flat: bar.shape == Shape::Task,
    })
}

/// Pixels that the words of the upper row need.
const WORDS: i64 = 112;

impl Stage {
    /// The words of what begins left of the view move along with its edge.
    pub(super) fn keep_words(&mut self) {
        let left = self.window.x;
        for tick in &mut self.ticks {
            let Some((x, width)) = tick.place else {
                continue;
            };
            let lead = (left - x).clamp(0, (width - WORDS).max(0));
            if lead != tick.lead {
                tick.lead = lead;
                style(&tick.at, "text-indent", &format!("{lead}px"));
            }
        }
    }

    /// The header, the days off and the marks that run through all rows.
    pub(super) fn across(&mut self, sheet: &Sheet, scale: Scale, from: i64, to: i64) {
        let (upper, lower) = header::units(scale);
        let upper = header::ticks(scale, upper, from, to);
        let lower = header::ticks(scale, lower, from, to);
        let all = upper
            .iter()
            .map(|tick| ("gantt-tick gantt-tick-upper", tick));
        let all = all.chain(lower.iter().map(|tick| ("gantt-tick", tick)));
        let mut used = 0;
        for (number, (class, tick)) in all.enumerate() {
            if self.ticks.len() == number {
                let (at, words) = words(class, "", &self.strip);
                self.ticks.push(Tick {
                    at,
                    words,
                    place: None,
                    lead: 0,
                });
            }
            let it = &mut self.ticks[number];
            it.place = (class != "gantt-tick").then_some((tick.x, tick.width));
            if it.lead != 0 {
                it.lead = 0;
                style(&it.at, "text-indent", "0px");
            }
            it.at.set_class_name(class);
            it.words.set_data(&tick.words);
            style(&it.at, "width", &format!("{}px", tick.width));
            shift(&it.at, tick.x, 0);
            used = number + 1;
        }
        for unused in self.ticks.drain(used..) {
            unused.at.remove();
        }
        let mut path = String::new();
        for (x, width) in sheet.work.off(scale, from, to) {
            path.push_str(&format!("M{x} 0h{width}v4000h-{width}z"));
        }
        attribute(&self.paths[0], "d", &path);
        let noon = |day: i64| day * chart::gantt::DAY + chart::gantt::DAY / 2;
        let today = sheet.today.map(|day| place::point(scale, noon(day)));
        let end = sheet
            .cycle_end
            .map(|day| scale.x((day + 1) * chart::gantt::DAY));
        let day = sheet.today.map(|day| {
            let date = chart::gantt::Civil::of_day(day);
            format!("Today {} {}", date.day, date.month_short())
        });
        let words = [day, sheet.cycle_end.map(|_| sheet.cycle_ends.clone())];
        for (number, x) in [today, end].into_iter().enumerate() {
            let ((pill, text), mark) = (&self.pills[number], &self.marks[number]);
            mark.set_hidden(x.is_none());
            pill.set_hidden(x.is_none());
            shift(mark, x.unwrap_or(0), 0);
            shift(pill, x.unwrap_or(0), 0);
            text.set_data(words[number].as_deref().unwrap_or_default());
        }
    }

    /// Arrows, baselines, slack and deadlines of the rows in view.
    pub(super) fn lines(
        &self,
        sheet: &Sheet,
        scale: Scale,
        rows: (usize, usize),
        from: i64,
        to: i64,
    ) {
        let mut d: [String; 9] = Default::default();
        let seen = sheet.lines.get(rows.0..rows.1).unwrap_or_default();
        for (line, row) in seen.iter().zip(rows.0 as i64..) {
            let (bar, top) = (&line.bar, row * size::ROW);
            if let Some(was) = bar.baseline.map(|dates| place::stretch(scale, dates)) {
                let y = top + size::BASELINE_TOP;
                d[0].push_str(&format!("M{} {y}h{}", was.x, was.width));
            }
            // Not dashed: the dashes of some tasks with a year of slack take longer than a frame.
            if let Some(slack) = bar.slack(scale) {
                let begin = (slack.x + tie::past_label(&line.label)).min(slack.end());
                let (x, y, end) = (begin.max(from), top + size::MIDDLE, slack.end());
                if x < end.min(to) {
                    d[1].push_str(&format!("M{x} {y}.5H{}M{end}.5 {}v7", end.min(to), y - 3));
                }
            }
            if let Some(x) = bar.deadline(scale) {
                d[2].push_str(&format!(
                    "M{x} {}l-4 -6h8z",
                    top + size::BAR_TOP + size::BAR
                ));
            }
            d[8].push_str(&format!("M{from} {}.5H{to}", top + size::ROW - 1));
            if bar.dates.is_none() && line.head.is_none() {
                let y = top + size::MIDDLE;
                d[7].push_str(&format!("M{} {y}h24", from + 8));
            }
        }
        let end = |row: u32| end(sheet, scale, row);
        sheet.ties.each(rows.0, rows.1, |_, it| {
            let Some((a, b)) = end(it.from).zip(end(it.to)) else {
                return;
            };
            let (low, high) = (a.bar.x.min(b.bar.x), a.bar.end().max(b.bar.end()));
            if high + 32 < from || low - 32 > to {
                return;
            }
            let way = tie::way(it.kind, a, b);
            let at = if it.critical { 5 } else { 3 };
            way.line_into(&mut d[at]);
            way.head_into(&mut d[at + 1]);
        });
        for (path, d) in self.paths.iter().skip(1).zip(&d) {
            attribute(path, "d", d);
        }
    }
}
