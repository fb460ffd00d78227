//! From values to places: where a number falls between two others, and which round numbers an
//! axis names.

use alloc::vec::Vec;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::fixed::FULL;

/// Where `value` falls on the way from `from` to `to`, in basis points, held inside.
/// Works in both directions; between equal ends everything is at the start.
#[must_use]
pub fn position(value: Decimal, from: Decimal, to: Decimal) -> u16 {
    let share = to
        .checked_sub(from)
        .zip(value.checked_sub(from))
        .and_then(|(whole, part)| part.checked_div(whole));
    let Some(share) = share else { return 0 };
    let share = share.clamp(Decimal::ZERO, Decimal::ONE);
    let points = (share * Decimal::from(FULL)).round();
    points.to_u16().unwrap_or(0).min(FULL)
}

/// The same for whole numbers, such as days of a cycle.
#[must_use]
pub fn position_of_day(day: i64, first: i64, last: i64) -> u16 {
    position(
        Decimal::from(day),
        Decimal::from(first),
        Decimal::from(last),
    )
}

/// Round numbers between `low` and `high` (both inside), about `wanted` of them, ascending.
/// Steps are 1, 2 or 5 times a power of ten.
#[must_use]
pub fn ticks(low: Decimal, high: Decimal, wanted: u8) -> Vec<Decimal> {
    let (low, high) = if low <= high {
        (low, high)
    } else {
        (high, low)
    };
    let Some(step) = step(low, high, wanted.max(1)) else {
        return Vec::from([low]);
    };
    let mut ticks = Vec::new();
    let mut at = low
        .checked_div(step)
        .map_or(low, |count| count.ceil() * step);
    while at <= high && ticks.len() < usize::from(wanted) * 3 {
        ticks.push(at.normalize());
        let Some(next) = at.checked_add(step) else {
            break;
        };
        at = next;
    }
    ticks
}

fn step(low: Decimal, high: Decimal, wanted: u8) -> Option<Decimal> {
    let raw = high.checked_sub(low)?.checked_div(Decimal::from(wanted))?;
    if raw <= Decimal::ZERO {
        return None;
    }
    let ten = Decimal::TEN;
    let mut power = Decimal::ONE;
    while power > raw && power.scale() < 20 {
        power = power.checked_div(ten)?;
    }
    while power.checked_mul(ten)? <= raw {
        power = power.checked_mul(ten)?;
    }
    let factors = [Decimal::ONE, Decimal::TWO, Decimal::from(5), ten];
    factors
        .into_iter()
        .filter_map(|factor| power.checked_mul(factor))
        .find(|step| *step >= raw)
}
