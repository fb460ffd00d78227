//! The days that an exception names.

use alloc::vec::Vec;

use super::minute::{date_of, day_of, weekday};
use crate::{Exception, Recurrence};

/// Days of one calendar that are looked at one by one; no real calendar names as many.
pub(super) const MOST_DAYS: usize = 250_000;

/// The days that an exception names, in order, at most `limit`.
pub(super) fn days(exception: &Exception, limit: usize) -> Vec<i64> {
    let (from, to) = (day_of(exception.from), day_of(exception.to));
    let most = match exception.occurrences {
        0 => limit,
        some => limit.min(some as usize),
    };
    let inside = |day: &i64| (from..=to).contains(day);
    match &exception.recurrence {
        Recurrence::Daily => (from..=to).take(most).collect(),
        Recurrence::EveryDays { every } => {
            let step = usize::from(*every).max(1);
            (from..=to).step_by(step).take(most).collect()
        }
        Recurrence::Weekly { every, days } => {
            let first = from - weekday(from) as i64;
            let weeks = (first..=to).step_by(usize::from(*every).max(1) * 7);
            let mut on: Vec<i64> = days.iter().map(|day| i64::from(*day % 7)).collect();
            on.sort_unstable();
            on.dedup();
            let each = weeks.flat_map(|week| on.iter().map(move |day| week + day));
            each.filter(inside).take(most).collect()
        }
        Recurrence::MonthlyDay { every, day } => months(from, to, *every)
            .map(|(year, month)| on_day(year, month, *day))
            .filter(inside)
            .take(most)
            .collect(),
        Recurrence::MonthlyWeekday {
            every,
            nth: which,
            weekday,
        } => months(from, to, *every)
            .map(|(year, month)| nth(year, month, *which, *weekday))
            .filter(inside)
            .take(most)
            .collect(),
        Recurrence::YearlyDay { month, day } => years(from, to)
            .map(|year| on_day(year, *month, *day))
            .filter(inside)
            .take(most)
            .collect(),
        Recurrence::YearlyWeekday {
            month,
            nth: which,
            weekday,
        } => years(from, to)
            .map(|year| nth(year, *month, *which, *weekday))
            .filter(inside)
            .take(most)
            .collect(),
    }
}

fn years(from: i64, to: i64) -> impl Iterator<Item = i64> {
    i64::from(date_of(from).year())..=i64::from(date_of(to).year())
}

fn months(from: i64, to: i64, every: u16) -> impl Iterator<Item = (i64, u8)> {
    let index = |day: i64| {
        let date = date_of(day);
        i64::from(date.year()) * 12 + i64::from(date.month()) - 1
    };
    (index(from)..=index(to))
        .step_by(usize::from(every).max(1))
        .map(|at| (at.div_euclid(12), at.rem_euclid(12) as u8 + 1))
}

fn first_of(year: i64, month: u8) -> jiff::civil::Date {
    let year = year.clamp(1, 9990) as i16;
    jiff::civil::Date::new(year, month.clamp(1, 12) as i8, 1).unwrap_or_default()
}

/// A day of a month; its last one when it is shorter.
fn on_day(year: i64, month: u8, day: u8) -> i64 {
    let first = first_of(year, month);
    let last = i64::from(first.days_in_month());
    day_of(first) + i64::from(day).clamp(1, last) - 1
}

/// The nth day of a kind in a month, 5 = the last.
fn nth(year: i64, month: u8, which: u8, kind: u8) -> i64 {
    let date = first_of(year, month);
    let first = day_of(date);
    let fits = |day: &i64| match (kind, weekday(*day)) {
        (7, _) => true,
        (8, on) => (1..=5).contains(&on),
        (9, on) => on == 0 || on == 6,
        (kind, on) => usize::from(kind) == on,
    };
    let mut days = (first..first + i64::from(date.days_in_month())).filter(fits);
    let found = match which {
        5 => days.next_back(),
        which => days.nth(usize::from(which.clamp(1, 4)) - 1),
    };
    found.unwrap_or(first)
}
