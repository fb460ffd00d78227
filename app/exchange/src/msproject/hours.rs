//! Working time of a calendar, as far as reading needs it: how long between two stored dates, and
//! which days are free. Scheduling has its own and better one.

use model::{Date, DateTime, Day, Exception, Hours, Recurrence};

use super::file::CalendarRow;

/// Days that are looked at; beyond, the answer is "unknown".
const DAYS: usize = 20_000;

/// The hours of a day: exceptions of this calendar, then its week, then the calendar below it.
pub(crate) fn of(calendars: &[CalendarRow], calendar: Option<usize>, day: Date) -> Vec<Hours> {
    let mut next = calendar;
    for _ in 0..=calendars.len().min(100) {
        let Some(row) = next.and_then(|index| calendars.get(index)) else {
            break;
        };
        let calendar = &row.calendar;
        if let Some(exception) = calendar.exceptions.iter().find(|it| covers(it, day)) {
            return exception.hours.clone();
        }
        let weekday = day.weekday().to_sunday_zero_offset() as usize;
        let in_range = |from, to| from <= day && day <= to;
        let week = calendar
            .work_weeks
            .iter()
            .find(|it| in_range(it.from, it.to));
        let by_week = week
            .map(|week| &week.days[weekday])
            .filter(|day| **day != Day::Inherit);
        match by_week.unwrap_or(&calendar.week[weekday]) {
            Day::Off => return Vec::new(),
            Day::Work(hours) => return hours.clone(),
            Day::Inherit if row.base.is_none() => return Vec::new(),
            Day::Inherit => next = row.base,
        }
    }
    match super::calendar::usual_week()[day.weekday().to_sunday_zero_offset() as usize].clone() {
        Day::Work(hours) => hours,
        _ => Vec::new(),
    }
}

fn covers(exception: &Exception, day: Date) -> bool {
    exception.from <= day && day <= exception.to && exception.recurrence == Recurrence::Daily
}

/// Working minutes between two moments; `None` when they are too far apart.
pub(crate) fn between(
    calendars: &[CalendarRow],
    calendar: Option<usize>,
    start: DateTime,
    finish: DateTime,
) -> Option<i64> {
    let mut minutes = 0;
    let mut day = start.date();
    for _ in 0..DAYS {
        if day > finish.date() {
            return Some(minutes);
        }
        for hours in of(calendars, calendar, day) {
            let first = if day == start.date() {
                minute(start)
            } else {
                0
            };
            let last = if day == finish.date() {
                minute(finish)
            } else {
                1440
            };
            let from = i64::from(hours.from).max(first);
            let to = i64::from(hours.to).min(last);
            minutes += (to - from).max(0);
        }
        day = day.tomorrow().ok()?;
    }
    None
}

fn minute(at: DateTime) -> i64 {
    i64::from(at.hour()) * 60 + i64::from(at.minute())
}

/// Working days strictly between two days; at most `most` of them.
pub(crate) fn free_days(
    calendars: &[CalendarRow],
    calendar: Option<usize>,
    after: Date,
    before: Date,
    most: usize,
) -> Vec<Date> {
    let mut out = Vec::new();
    let mut day = after;
    for _ in 0..DAYS {
        match day.tomorrow() {
            Ok(next) if next < before && out.len() < most => day = next,
            _ => break,
        }
        if !of(calendars, calendar, day).is_empty() {
            out.push(day);
        }
    }
    out
}
