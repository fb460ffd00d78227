//! Where the outcome will be at the cycle's end at this pace (SPEC 4): the median of the slopes
//! between any two check-ins (Theil-Sen), projected from the last one. Exact decimals throughout.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::clock::days_between;
use super::fraction::{bounded, divided};
use super::health::day_of;
use super::words::value;
use super::{Fraction, at_value, clock_of};
use crate::{Id, KeyResult, MetricType, Plan, Row};

/// A forecast of the outcome at the cycle's end.
#[derive(Clone, Debug, PartialEq)]
pub enum Forecast {
    /// Only measured numbers have a pace; a backlog has no end.
    None,
    /// Fewer than three points.
    TooFewCheckIns,
    /// At this pace.
    Pace(Pace),
}

/// The pace and where it leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    /// The last day of the cycle.
    pub at: Date,
    /// The value then.
    pub value: Decimal,
    /// Its share of the gap, not clamped.
    pub share: Fraction,
    /// The values at the 25th and 75th percentile of the slopes, the worse first.
    pub range: (Decimal, Decimal),
    /// "32 days at this pace by 31 Dec: 65 %."
    pub sentence: String,
}

/// The outcome forecast of a Key Result.
pub fn forecast(plan: &Plan, id: Id<KeyResult>, today: Date) -> Forecast {
    let Some(row) = plan.get(id) else {
        return Forecast::None;
    };
    let measured = matches!(
        row.metric,
        MetricType::Number | MetricType::Percentage | MetricType::Currency
    );
    let Some(clock) = clock_of(plan, id, today).filter(|_| measured) else {
        return Forecast::None;
    };
    let points = points(plan, row, clock.start);
    let Some(((last_day, last), true)) = points.last().map(|last| (*last, points.len() >= 3))
    else {
        return Forecast::TooFewCheckIns;
    };
    let mut slopes = slopes(&points);
    slopes.sort();
    let left = Decimal::from(days_between(last_day, clock.finish).max(0));
    let ends = |quarters: u32| {
        let slope = quantile(&slopes, quarters)?;
        bounded(last)
            .checked_add(slope.checked_mul(left)?)
            .map(rounded)
    };
    let (Some(low), Some(value), Some(high)) = (ends(1), ends(2), ends(3)) else {
        return Forecast::TooFewCheckIns;
    };
    let Some(share) = at_value(row, value) else {
        return Forecast::None;
    };
    let falls = row.target < row.start;
    let range = if falls { (high, low) } else { (low, high) };
    let sentence = sentence(row, value, share, clock.finish, today);
    Forecast::Pace(Pace {
        at: clock.finish,
        value,
        share,
        range,
        sentence,
    })
}

/// One value a day, the later record winning; the start counts as a check-in on the first day.
fn points(plan: &Plan, row: &Row<KeyResult>, first: Date) -> Vec<(Date, Decimal)> {
    let mut points = BTreeMap::new();
    if let Some(start) = row.start {
        points.insert(first, start);
    }
    for it in plan.check_ins(row.id) {
        if let Some(value) = it.value {
            points.insert(day_of(it), value);
        }
    }
    points.into_iter().collect()
}

/// The slope a day between any two points. Of very many points the last 200 count.
fn slopes(points: &[(Date, Decimal)]) -> Vec<Decimal> {
    let points = points
        .get(points.len().saturating_sub(200)..)
        .unwrap_or(points);
    let mut slopes = Vec::new();
    for (index, (day, value)) in points.iter().enumerate() {
        for (later, other) in points.iter().skip(index + 1) {
            let days = Decimal::from(days_between(*day, *later));
            slopes.extend(divided(bounded(*other) - bounded(*value), days));
        }
    }
    slopes
}

/// The quantile at so many quarters of a sorted list, between its neighbours where it falls between.
fn quantile(sorted: &[Decimal], quarters: u32) -> Option<Decimal> {
    let steps = sorted.len().checked_sub(1)? * quarters as usize;
    let (index, rest) = (steps / 4, steps % 4);
    let low = *sorted.get(index)?;
    let high = *sorted.get(index + 1).unwrap_or(&low);
    let part = (high - low).checked_mul(Decimal::new(25 * rest as i64, 2))?;
    low.checked_add(part)
}

/// A forecast is no exacter than this.
fn rounded(value: Decimal) -> Decimal {
    value
        .round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero)
        .normalize()
}

fn sentence(
    row: &Row<KeyResult>,
    at: Decimal,
    share: Fraction,
    finish: Date,
    today: Date,
) -> String {
    let shown = at.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    format!(
        "{} at this pace by {}: {}.",
        value(row, shown),
        super::words::date(finish, today),
        share.clamped().percent_text()
    )
}
