//! The two rows of the time header: which moments are named, and how.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::day::{Civil, DAY, day_of, weekday, weekday_word};
use super::scale::Scale;

/// A named stretch of the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Left end in pixels.
    pub x: i64,
    /// Width in pixels.
    pub width: i64,
    /// What it says.
    pub words: String,
}

/// A unit that the axis counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// So many hours.
    Hours(i64),
    /// Days.
    Day,
    /// Weeks from Monday.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
    /// Ten years.
    Decade,
}

/// The units of the upper and the lower row.
#[must_use]
pub fn units(scale: Scale) -> (Unit, Unit) {
    match (scale.day_pixels(), scale.pixels(100 * DAY)) {
        (600.., _) => (Unit::Day, Unit::Hours(1)),
        (400.., _) => (Unit::Day, Unit::Hours(2)),
        (200.., _) => (Unit::Day, Unit::Hours(4)),
        (100.., _) => (Unit::Day, Unit::Hours(12)),
        (16.., _) => (Unit::Month, Unit::Day),
        (3.., _) => (Unit::Month, Unit::Week),
        (_, 100..) => (Unit::Year, Unit::Month),
        (_, 50..) => (Unit::Year, Unit::Quarter),
        _ => (Unit::Decade, Unit::Year),
    }
}

/// The ticks of one row that touch the pixels from `from` to `to`.
#[must_use]
pub fn ticks(scale: Scale, unit: Unit, from: i64, to: i64) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let mut at = floor(unit, scale.moment(from));
    let mut x = scale.x(at);
    while x < to {
        let next = after(unit, at);
        let end = scale.x(next);
        ticks.push(Tick {
            x,
            width: end - x,
            words: words(unit, at, end - x),
        });
        (at, x) = (next, end);
    }
    ticks
}

fn first_of(year: i64, month: i64) -> i64 {
    let (year, month) = (
        year + (month - 1).div_euclid(12),
        (month - 1).rem_euclid(12),
    );
    let month = u8::try_from(month + 1).unwrap_or(1);
    Civil {
        year,
        month,
        day: 1,
    }
    .day_number()
        * DAY
}

/// The beginning of the unit that holds a moment.
#[must_use]
pub fn floor(unit: Unit, moment: i64) -> i64 {
    let day = day_of(moment);
    let date = Civil::of_day(day);
    match unit {
        Unit::Hours(hours) => {
            let hours = hours.clamp(1, 24) * 60;
            day * DAY + (moment - day * DAY) / hours * hours
        }
        Unit::Day => day * DAY,
        Unit::Week => (day - (weekday(day) as i64 + 6) % 7) * DAY,
        Unit::Month => first_of(date.year, i64::from(date.month)),
        Unit::Quarter => first_of(date.year, i64::from(date.quarter()) * 3 - 2),
        Unit::Year => first_of(date.year, 1),
        Unit::Decade => first_of(date.year.div_euclid(10) * 10, 1),
    }
}

fn after(unit: Unit, at: i64) -> i64 {
    let date = Civil::of_day(day_of(at));
    let month = i64::from(date.month);
    match unit {
        Unit::Hours(hours) => at + hours.clamp(1, 24) * 60,
        Unit::Day => at + DAY,
        Unit::Week => at + 7 * DAY,
        Unit::Month => first_of(date.year, month + 1),
        Unit::Quarter => first_of(date.year, month + 3),
        Unit::Year => first_of(date.year + 1, 1),
        Unit::Decade => first_of(date.year + 10, 1),
    }
}

fn words(unit: Unit, at: i64, width: i64) -> String {
    let day = day_of(at);
    let date = Civil::of_day(day);
    match unit {
        Unit::Hours(_) => format!("{:02}", at.rem_euclid(DAY) / 60),
        Unit::Day if width >= 100 => {
            let month = date.month_word();
            format!("{} {} {month} {}", weekday_word(day), date.day, date.year)
        }
        Unit::Day if width >= 56 => format!("{} {}", weekday_word(day), date.day),
        Unit::Day | Unit::Week => date.day.to_string(),
        Unit::Month if width >= 110 => format!("{} {}", date.month_word(), date.year),
        Unit::Month if width >= 72 => date.month_word().into(),
        Unit::Month if width >= 30 => date.month_short().into(),
        Unit::Month => date.month_word()[..1].into(),
        Unit::Quarter => format!("Q{}", date.quarter()),
        Unit::Year => date.year.to_string(),
        Unit::Decade => format!("{}s", date.year),
    }
}
