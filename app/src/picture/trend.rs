//! The history of a Key Result as a picture: check-ins against the plan, and where this pace ends.

use chart::scale::{position, position_of_day, ticks};
use chart::trend::{Label, Point, Tick, Trend};
use jiff::civil::Date;
use model::progress::{CycleClock, Forecast, clock_of, forecast, words};
use model::{Decimal, Id, KeyResult, MetricType, Plan, Row};

/// The axes: from days to the right, from values upwards.
struct Axes<'a> {
    clock: &'a CycleClock,
    low: Decimal,
    high: Decimal,
}

impl Axes<'_> {
    fn x(&self, day: Date) -> u16 {
        position_of_day(
            days(self.clock.start, day),
            0,
            days(self.clock.start, self.clock.finish),
        )
    }
    fn y(&self, value: Decimal) -> u16 {
        position(value, self.low, self.high)
    }
    fn at(&self, day: Date, value: Decimal) -> Point {
        Point {
            x: self.x(day),
            y: self.y(value),
        }
    }
}

fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The picture; `None` where there is nothing to draw: no numbers, no dates.
pub fn trend(plan: &Plan, id: Id<KeyResult>, today: Date) -> Option<Trend> {
    let row = plan.get(id)?;
    let clock = clock_of(plan, id, today)?;
    let measured = !matches!(row.metric, MetricType::Boolean | MetricType::Milestone);
    let (start, target) = ends(row).filter(|_| measured)?;
    let check_ins: Vec<(Date, Decimal)> = plan
        .check_ins(id)
        .iter()
        .filter_map(|it| Some((it.on?, it.value?)))
        .collect();
    let pace = match forecast(plan, id, today) {
        Forecast::Pace(pace) => Some(pace),
        Forecast::None | Forecast::TooFewCheckIns => None,
    };
    let ahead = pace.as_ref().map(|pace| pace.value);
    let all = check_ins
        .iter()
        .map(|it| it.1)
        .chain([start, target])
        .chain(ahead);
    let (low, high) = all.fold((start, start), |(low, high), it| {
        (low.min(it), high.max(it))
    });
    let marks = ticks(low, high, 5);
    let low = marks.first().copied().unwrap_or(low).min(low);
    let high = marks.last().copied().unwrap_or(high).max(high);
    let axes = Axes {
        clock: &clock,
        low,
        high,
    };
    let value = |value: Decimal| Tick {
        at: axes.y(value),
        words: words::number(value),
    };
    let check_in = |(on, value): &(Date, Decimal)| Label {
        at: axes.at(*on, *value),
        words: format!("{}: {}", words::date(*on, today), words::value(row, *value)),
    };
    let gap = plan
        .workspace()
        .map_or(10, |it| it.settings.on_track_gap_points);
    let (line, band) = plan_line(row, &axes, (start, target), gap);
    Some(Trend {
        title: format!("History of {}", row.title),
        description: description(row, &check_ins, today),
        values: marks.into_iter().map(value).collect(),
        dates: months(&axes),
        plan: line,
        plan_words: "plan".into(),
        band,
        check_ins: check_ins.iter().map(check_in).collect(),
        now: check_ins
            .last()
            .map(|(_, value)| format!("{} now", words::number(*value))),
        today: super::today(&clock).map(|_| Tick {
            at: axes.x(today),
            words: format!("Today, {}", words::date(today, today)),
        }),
        forecast: pace.map(|pace| Label {
            at: axes.at(pace.at, pace.value),
            words: format!(
                "{} at this pace, {}",
                words::number(pace.value.round_dp(1)),
                pace.share.clamped().percent_text()
            ),
        }),
        target: Some(Label {
            at: axes.at(clock.finish, target),
            words: format!("{} target", words::number(target)),
        }),
    })
}

/// Where it began and where it should end; a band is drawn to its nearer edge.
fn ends(row: &Row<KeyResult>) -> Option<(Decimal, Decimal)> {
    match row.metric {
        MetricType::Maintain => {
            let band = row.band?;
            let low = band.low.or(band.high)?;
            Some((band.high.unwrap_or(low), low))
        }
        _ => Some((row.start?, row.target?)),
    }
}

/// The plan from start to target, through phased targets, and the outline of the tolerance behind it.
fn plan_line(
    row: &Row<KeyResult>,
    axes: &Axes<'_>,
    (start, target): (Decimal, Decimal),
    gap: u8,
) -> (Vec<Point>, Vec<Point>) {
    let mut line = vec![(axes.clock.start, start)];
    line.extend(row.phased.iter().map(|(day, value)| (*day, *value)));
    line.push((axes.clock.finish, target));
    let behind = (target - start) * Decimal::new(i64::from(gap), 2);
    let back = |value: Decimal| {
        if behind.is_sign_negative() {
            (value - behind).min(start)
        } else {
            (value - behind).max(start)
        }
    };
    let points: Vec<Point> = line
        .iter()
        .map(|(day, value)| axes.at(*day, *value))
        .collect();
    let mut band = points.clone();
    band.extend(
        line.iter()
            .rev()
            .map(|(day, value)| axes.at(*day, back(*value))),
    );
    (points, band)
}

/// Where each month begins, and the first day.
fn months(axes: &Axes<'_>) -> Vec<Tick> {
    let tick = |day: Date| {
        let words = words::date(day, day);
        let month = words.split(' ').nth(1).unwrap_or_default().to_owned();
        Tick {
            at: axes.x(day),
            words: month,
        }
    };
    let mut all = vec![tick(axes.clock.start)];
    let mut day = axes.clock.start.last_of_month();
    while let Ok(first) = day.tomorrow() {
        if first > axes.clock.finish {
            break;
        }
        all.push(tick(first));
        day = first.last_of_month();
    }
    all
}

fn description(row: &Row<KeyResult>, check_ins: &[(Date, Decimal)], today: Date) -> String {
    let said = match check_ins {
        [] => "No check-in yet".to_owned(),
        [.., (on, value)] => format!(
            "{}, the last on {}: {}",
            words::count(check_ins.len() as i64, "check-in", "check-ins"),
            words::date(*on, today),
            words::value(row, *value)
        ),
    };
    match row.target {
        Some(target) => format!("{said}. Target {}.", words::value(row, target)),
        None => format!("{said}."),
    }
}
