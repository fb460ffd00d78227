//! One calendar of the file: week, exceptions in both forms, recurring ones, work weeks.

use model::{Date, Day, Exception, Hours, Recurrence, WorkWeek};

use super::file::CalendarRow;
use super::value::{self, flag, int, moment};
use super::xml::{Kept, Source};
use super::{NAME_LENGTH, Refused, field, parse};
use crate::problem::{About, Problems, Severity};

/// Longest list of exceptions of one calendar that is believed to be meant.
const LONGEST_LIST: usize = 5_000;

/// The hours that Microsoft Project takes when a working day states none.
pub(crate) fn usual_hours() -> Vec<Hours> {
    vec![
        Hours { from: 480, to: 720 },
        Hours {
            from: 780,
            to: 1020,
        },
    ]
}

/// Monday to Friday, eight hours.
pub(crate) fn usual_week() -> [Day; 7] {
    std::array::from_fn(|day| match day {
        1..=5 => Day::Work(usual_hours()),
        _ => Day::Off,
    })
}

/// Reads one calendar.
pub(crate) fn read(
    source: &mut Source<'_>,
    problems: &mut Problems,
) -> Result<CalendarRow, Refused> {
    let mut it = CalendarRow {
        uid: -1,
        ..CalendarRow::default()
    };
    let mut old = Vec::new();
    let mut new = None;
    let mut notes = Vec::new();
    let mut kept = Kept::new();
    while let Some(name) = source.child(&field::CALENDAR, &mut kept)? {
        match name {
            "WeekDays" => parse::list(source, "WeekDay", |source| {
                week_day(days(source)?, &mut it.calendar.week, &mut old);
                Ok(())
            })?,
            "Exceptions" => {
                let list: &mut Vec<Exception> = new.get_or_insert_default();
                parse::list(source, "Exception", |source| {
                    let days = days(source)?;
                    match exception(days) {
                        Ok(exception) if list.len() < LONGEST_LIST => list.push(exception),
                        Ok(_) => {}
                        Err(why) => notes.push(why),
                    }
                    Ok(())
                })?;
            }
            "WorkWeeks" => parse::list(source, "WorkWeek", |source| {
                match work_week(days(source)?) {
                    Ok(week) => it.calendar.work_weeks.push(week),
                    Err(why) => notes.push(why),
                }
                Ok(())
            })?,
            name => {
                let text = source.text()?;
                match name {
                    "UID" => it.uid = int(&text).unwrap_or(-1),
                    "Name" => it.calendar.name = value::line(text.trim(), NAME_LENGTH).0,
                    "IsBaseCalendar" => it.is_base = flag(&text),
                    "BaseCalendarUID" => it.base_uid = int(&text).filter(|uid| *uid >= 0),
                    _ => {}
                }
            }
        }
    }
    // Project 2007 and later write each exception in both forms: the newer one counts.
    it.calendar.exceptions = new.filter(|list| !list.is_empty()).unwrap_or(old);
    it.calendar.uid = Some(it.uid);
    for why in notes {
        let about = About::Calendar {
            uid: it.uid,
            name: it.calendar.name.clone(),
        };
        problems.push(Severity::Dropped, about, why);
    }
    Ok(it)
}

/// What a `WeekDay`, `Exception` or `WorkWeek` holds.
#[derive(Default)]
struct Days {
    name: String,
    day_type: Option<i64>,
    working: Option<bool>,
    hours: Vec<Hours>,
    bad_hours: bool,
    from: Option<Date>,
    to: Option<Date>,
    kind: Option<i64>,
    occurrences: u32,
    period: u16,
    week_days: i64,
    month_item: i64,
    month_position: i64,
    month: i64,
    month_day: i64,
    inner: Vec<Days>,
}

fn days(source: &mut Source<'_>) -> Result<Days, Refused> {
    let mut it = Days {
        period: 1,
        ..Days::default()
    };
    let mut kept = Kept::new();
    while let Some(name) = source.child(&field::DAYS, &mut kept)? {
        match name {
            // The schema puts days directly below a work week, Microsoft Project into a list.
            "WeekDay" => it.inner.push(single(source)?),
            "WeekDays" => parse::list(source, "WeekDay", |source| {
                let day = single(source)?;
                it.inner.push(day);
                Ok(())
            })?,
            "TimePeriod" | "WorkingTimes" => times(source, &mut it)?,
            name => scalar(&mut it, name, &source.text()?),
        }
    }
    Ok(it)
}

/// A day of a work week; it holds no days itself.
fn single(source: &mut Source<'_>) -> Result<Days, Refused> {
    let mut it = Days {
        period: 1,
        ..Days::default()
    };
    let mut kept = Kept::new();
    while let Some(name) = source.child(&field::DAYS, &mut kept)? {
        match name {
            "WeekDay" | "WeekDays" => source.skip()?,
            "TimePeriod" | "WorkingTimes" => times(source, &mut it)?,
            name => scalar(&mut it, name, &source.text()?),
        }
    }
    Ok(it)
}

fn scalar(it: &mut Days, name: &str, text: &str) {
    let number = || int(text).unwrap_or(0);
    match name {
        "Name" => it.name = value::line(text.trim(), 500).0,
        "DayType" => it.day_type = int(text),
        "DayWorking" => it.working = Some(flag(text)),
        "Type" => it.kind = int(text),
        "Occurrences" => it.occurrences = u32::try_from(number()).unwrap_or(0),
        "Period" => it.period = u16::try_from(number().max(1)).unwrap_or(1),
        "DaysOfWeek" => it.week_days = number(),
        "MonthItem" => it.month_item = number(),
        "MonthPosition" => it.month_position = number(),
        "Month" => it.month = number(),
        "MonthDay" => it.month_day = number(),
        _ => {}
    }
}

/// `TimePeriod` and `WorkingTimes`, down to the times in them.
fn times(source: &mut Source<'_>, it: &mut Days) -> Result<(), Refused> {
    let mut kept = Kept::new();
    while let Some(name) = source.child(&field::TIMES, &mut kept)? {
        match name {
            "FromDate" => it.from = moment(&source.text()?).map(|it| it.at.date()),
            "ToDate" => it.to = moment(&source.text()?).map(|it| it.at.date()),
            "WorkingTime" => {
                let (mut from, mut to) = (None, None);
                while let Some(name) = source.child(&field::TIMES, &mut kept)? {
                    let text = source.text()?;
                    match name {
                        "FromTime" => from = value::time(&text),
                        "ToTime" => to = value::time(&text),
                        _ => {}
                    }
                }
                shift(it, from, to);
            }
            _ => source.skip()?,
        }
    }
    Ok(())
}

/// 00:00 as an end is midnight, so 00:00 to 00:00 is the whole day.
fn shift(it: &mut Days, from: Option<u16>, to: Option<u16>) {
    let (Some(from), Some(to)) = (from, to) else {
        return;
    };
    let to = if to == 0 { 1440 } else { to };
    if from < to && it.hours.len() < 48 {
        it.hours.push(Hours { from, to });
    } else {
        it.bad_hours = true;
    }
}

/// Hours in order, joined where they overlap.
fn tidy(mut hours: Vec<Hours>) -> Vec<Hours> {
    hours.sort_by_key(|it| (it.from, it.to));
    let mut out: Vec<Hours> = Vec::with_capacity(hours.len());
    for next in hours {
        match out.last_mut() {
            Some(last) if next.from < last.to => last.to = last.to.max(next.to),
            _ => out.push(next),
        }
    }
    out
}

fn week_day(days: Days, week: &mut [Day; 7], old: &mut Vec<Exception>) {
    match days.day_type {
        Some(kind @ 1..=7) => {
            week[kind as usize - 1] = match days.working {
                Some(false) => Day::Off,
                _ if days.hours.is_empty() => Day::Work(usual_hours()),
                _ => Day::Work(tidy(days.hours)),
            };
        }
        Some(0) if old.len() < LONGEST_LIST => {
            if let Ok(exception) = exception(Days {
                kind: Some(1),
                ..days
            }) {
                old.push(exception);
            }
        }
        _ => {}
    }
}

fn exception(days: Days) -> Result<Exception, String> {
    let named = |why: &str| format!("The exception \u{201c}{}\u{201d} {why}", days.name);
    let (Some(from), Some(to)) = (days.from, days.to) else {
        return Err(named("has no days."));
    };
    if from > to || !believed(from) || !believed(to) {
        return Err(named(
            "ends before it begins, or lies outside 1900 to 2200.",
        ));
    }
    if days.bad_hours {
        return Err(named("has hours that end before they begin."));
    }
    let Some(recurrence) = recurrence(&days) else {
        return Err(named("repeats in a way that is not read here."));
    };
    let hours = match days.working {
        Some(true) if days.hours.is_empty() => usual_hours(),
        Some(true) => tidy(days.hours),
        _ => Vec::new(),
    };
    // The range ends the repetition; the count matters only where the file was entered by count.
    let occurrences = match recurrence {
        Recurrence::Daily => 0,
        _ => days.occurrences,
    };
    Ok(Exception {
        name: days.name,
        from,
        to,
        recurrence,
        occurrences,
        hours,
    })
}

/// Whether a day lies in the years that a plan can talk about.
pub(crate) fn believed(day: Date) -> bool {
    (1900..=2200).contains(&day.year())
}

fn recurrence(days: &Days) -> Option<Recurrence> {
    let every = days.period;
    let nth = (days.month_position.clamp(0, 4) + 1) as u8;
    let weekday = match days.month_item {
        0 => 7,
        1 => 8,
        2 => 9,
        item @ 3..=9 => (item - 3) as u8,
        _ => return None,
    };
    let month = u8::try_from(days.month + 1)
        .ok()
        .filter(|month| (1..=12).contains(month));
    let day = u8::try_from(days.month_day)
        .ok()
        .filter(|day| (1..=31).contains(day));
    Some(match days.kind {
        None | Some(0 | 1) if every <= 1 => Recurrence::Daily,
        None | Some(0 | 1 | 7) => Recurrence::EveryDays { every },
        Some(2) => Recurrence::YearlyDay {
            month: month?,
            day: day?,
        },
        Some(3) => Recurrence::YearlyWeekday {
            month: month?,
            nth,
            weekday,
        },
        Some(4) => Recurrence::MonthlyDay { every, day: day? },
        Some(5) => Recurrence::MonthlyWeekday {
            every,
            nth,
            weekday,
        },
        Some(6) => {
            let on = (0..7)
                .filter(|day| days.week_days >> day & 1 == 1)
                .collect();
            Recurrence::Weekly { every, days: on }
        }
        _ => return None,
    })
}

fn work_week(days: Days) -> Result<WorkWeek, String> {
    let named = |why: &str| format!("The work week \u{201c}{}\u{201d} {why}", days.name);
    let (Some(from), Some(to)) = (days.from, days.to) else {
        return Err(named("has no days."));
    };
    if from > to || !believed(from) || !believed(to) {
        return Err(named(
            "ends before it begins, or lies outside 1900 to 2200.",
        ));
    }
    let mut week = WorkWeek {
        name: days.name.clone(),
        from,
        to,
        ..WorkWeek::default()
    };
    for day in days.inner {
        week_day(day, &mut week.days, &mut Vec::new());
    }
    Ok(week)
}
