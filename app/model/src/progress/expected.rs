//! Where a Key Result should stand by a day: phased targets when they are set, else linear over
//! working days (SPEC 4).

use jiff::civil::Date;

use super::clock::{clock_in, span_share};
use super::fraction::bounded;
use super::{CycleClock, Fraction, at_value};
use crate::{Id, KeyResult, MetricType, Plan, Row};

/// The clock of the cycle that a Key Result belongs to.
pub fn clock_of(plan: &Plan, key_result: Id<KeyResult>, today: Date) -> Option<CycleClock> {
    let objective = plan.get(plan.get(key_result)?.objective)?;
    clock_in(plan, plan.get(objective.cycle?)?, today)
}

/// What is expected by today, 0 to 1; `None` without a cycle.
pub fn expected(plan: &Plan, key_result: Id<KeyResult>, today: Date) -> Option<Fraction> {
    let clock = clock_of(plan, key_result, today)?;
    Some(of(plan.get(key_result)?, &clock))
}

pub(crate) fn of(row: &Row<KeyResult>, clock: &CycleClock) -> Fraction {
    match row.metric {
        // Done or not done has no half way: nothing is expected until its day has passed.
        MetricType::Boolean if clock.today > due(row, clock) => Fraction::ONE,
        MetricType::Boolean => Fraction::ZERO,
        // A band is to be kept from the first day on.
        MetricType::Maintain => Fraction::ONE,
        _ => phased(row, clock).unwrap_or_else(|| clock.expected()),
    }
}

/// Where the tick is drawn: at what is expected, or at the day it is due for done or not done.
pub(crate) fn tick(row: &Row<KeyResult>, clock: &CycleClock) -> Fraction {
    match row.metric {
        MetricType::Boolean => clock.position(due(row, clock)),
        _ => of(row, clock),
    }
}

/// The day by which it should be reached.
pub(crate) fn due(row: &Row<KeyResult>, clock: &CycleClock) -> Date {
    row.due.unwrap_or(clock.finish)
}

/// Between two phased targets the expectation grows linearly over working days; before the first
/// it begins at the start value on the first day, after the last it runs to the target.
fn phased(row: &Row<KeyResult>, clock: &CycleClock) -> Option<Fraction> {
    if row.phased.is_empty() {
        return None;
    }
    let (start, target) = (row.start?, row.target?);
    if clock.today < clock.start {
        return Some(Fraction::ZERO);
    }
    let before = row.phased.range(..=clock.today).next_back();
    let after = row
        .phased
        .range(clock.today..)
        .find(|(day, _)| **day > clock.today);
    let (from, from_value) = match before {
        Some((day, value)) => (day.tomorrow().ok()?, *value),
        None => (clock.start, start),
    };
    let (to, to_value) = after.map_or((clock.finish, target), |(day, value)| (*day, *value));
    // On the day of a phased target, and after the cycle's end, that target stands as it is.
    let value = if to < from || clock.today < from {
        from_value
    } else {
        let share = span_share(clock.time.as_ref(), from, to, clock.today).0;
        let (from_value, to_value) = (bounded(from_value), bounded(to_value));
        from_value.checked_add((to_value - from_value).checked_mul(share)?)?
    };
    at_value(row, value).map(Fraction::clamped)
}
