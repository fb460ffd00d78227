//! Where a cycle stands on a day: day n of m, week n of m, working day n of m.

use alloc::format;
use alloc::string::String;

use jiff::civil::{Date, Weekday};

use super::Fraction;
use super::words::count;
use crate::schedule::{WorkTime, default_calendar, work_time_of};
use crate::{Cycle, Plan};

/// Whether a day lies before, in or after a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Before its first day.
    Before,
    /// Between first and last day, both included.
    Running,
    /// After its last day.
    After,
}

/// Where a cycle stands on a day. All counts start at 1 on the first day and stop at the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CycleClock {
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub finish: Date,
    /// The day it is asked for.
    pub today: Date,
    /// Before, in or after it.
    pub phase: Phase,
    /// Day of the cycle; 0 before it.
    pub day: i32,
    /// Days in all.
    pub days: i32,
    /// Week of the cycle; 0 before it.
    pub week: i32,
    /// Weeks in all: the nearest whole number, the last takes the odd days.
    pub weeks: i32,
    /// Working days gone, today included (the current working day counts as done).
    pub working_day: i32,
    /// Working days in all.
    pub working_days: i32,
    /// Days after today until the last, 0 when over.
    pub days_left: i32,
    /// "week 5 of 13", "starts in 3 days", "ended 2 days ago".
    pub label: String,
    /// When the workspace works; `None` is Monday to Friday.
    pub time: Option<WorkTime>,
}

/// The clock of a cycle by the workspace's calendar; `None` while it has no dates.
pub fn clock_in(plan: &Plan, cycle: &Cycle, today: Date) -> Option<CycleClock> {
    let time = default_calendar(plan).and_then(|id| work_time_of(plan, id));
    clock(cycle, today, time)
}

/// The clock of a cycle that is worked Monday to Friday; `None` while it has no dates.
pub fn cycle_clock(cycle: &Cycle, today: Date) -> Option<CycleClock> {
    clock(cycle, today, None)
}

fn clock(cycle: &Cycle, today: Date, time: Option<WorkTime>) -> Option<CycleClock> {
    let (start, finish) = (cycle.start?, cycle.finish?);
    if finish < start {
        return None;
    }
    let days = days_between(start, finish) + 1;
    let weeks = ((days + 3) / 7).max(1);
    let phase = match () {
        () if today < start => Phase::Before,
        () if today > finish => Phase::After,
        () => Phase::Running,
    };
    let day = (days_between(start, today) + 1).clamp(0, days);
    let week = if day == 0 {
        0
    } else {
        ((day - 1) / 7 + 1).min(weeks)
    };
    let label = match phase {
        Phase::Before => {
            format!(
                "starts in {}",
                count(i64::from(days_between(today, start)), "day", "days")
            )
        }
        Phase::Running => format!("week {week} of {weeks}"),
        Phase::After => {
            format!(
                "ended {} ago",
                count(i64::from(days_between(finish, today)), "day", "days")
            )
        }
    };
    Some(CycleClock {
        start,
        finish,
        today,
        phase,
        day,
        days,
        week,
        weeks,
        working_day: worked(time.as_ref(), start, today.min(finish)),
        working_days: worked(time.as_ref(), start, finish),
        days_left: days_between(today, finish).max(0),
        label,
        time,
    })
}

impl CycleClock {
    /// The share of the cycle that lies behind: days before today, of all days.
    pub fn gone(&self) -> Fraction {
        let behind = match self.phase {
            Phase::After => self.days,
            Phase::Before | Phase::Running => (self.day - 1).max(0),
        };
        Fraction::of(i128::from(behind), i128::from(self.days)).unwrap_or_default()
    }

    /// Linear expectation: working days gone of all. A cycle without working days counts days.
    pub fn expected(&self) -> Fraction {
        self.position(self.today)
    }

    /// Where a day lies on the axis from 0 to 1, by working days, that day counted as done.
    pub fn position(&self, day: Date) -> Fraction {
        span_share(self.time.as_ref(), self.start, self.finish, day)
    }

    /// "Day 33 of 92".
    pub fn day_label(&self) -> String {
        format!("Day {} of {}", self.day, self.days)
    }
}

/// The share of the working days from `start` to `finish` (both included) that are done on `day`.
pub(crate) fn span_share(
    time: Option<&WorkTime>,
    start: Date,
    finish: Date,
    day: Date,
) -> Fraction {
    if day < start {
        return Fraction::ZERO;
    }
    let end = day.min(finish);
    let share = match worked(time, start, finish) {
        0 => Fraction::of(
            i128::from(days_between(start, end) + 1),
            i128::from(days_between(start, finish) + 1),
        ),
        all => Fraction::of(i128::from(worked(time, start, end)), i128::from(all)),
    };
    share.unwrap_or(Fraction::ONE).clamped()
}

/// Days from `from` to `to`; negative when `to` is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    // Between two dates jiff counts in days, and any two dates are fewer days apart than fit.
    (to - from).get_days()
}

/// The days from `from` to `to`, both included, on which work happens.
fn worked(time: Option<&WorkTime>, from: Date, to: Date) -> i32 {
    match time {
        None => working_days(from, to),
        Some(_) if to < from => 0,
        Some(time) => days_between(from, to) + 1 - time.days_off(from, to).len() as i32,
    }
}

/// Mondays to Fridays from `from` to `to`, both included.
pub(crate) fn working_days(from: Date, to: Date) -> i32 {
    if to < from {
        return 0;
    }
    let first = i32::from(from.weekday().since(Weekday::Monday));
    let before = |day: i32| day / 7 * 5 + (day % 7).min(5);
    before(first + days_between(from, to) + 1) - before(first)
}
