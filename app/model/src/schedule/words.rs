//! Working hours and what repeats, as people type and read them: "08:00-12:00, 13:00-17:00",
//! "the last Friday of December".

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::{Day, Hours, Recurrence};

const DAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const NTH: [&str; 5] = ["first", "second", "third", "fourth", "last"];

/// Why typed hours are none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadHours {
    /// Not two times of a day.
    #[error("\u{201c}{0}\u{201d} is no working time. Write 08:00-12:00, 13:00-17:00.")]
    NotHours(String),
    /// It ends before it begins.
    #[error("{0} ends before it begins.")]
    Backwards(String),
    /// Two overlap.
    #[error("{0} overlaps with the hours before it.")]
    Overlap(String),
}

/// The name of a day of the week; 0 is Sunday, 7 any day, 8 a weekday, 9 a weekend day.
pub fn day_name(day: u8) -> &'static str {
    match day {
        7 => "day",
        8 => "weekday",
        9 => "weekend day",
        day => DAYS[usize::from(day % 7)],
    }
}

/// The name of a month, 1 to 12.
pub fn month_name(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12) - 1)]
}

/// "first" to "fourth" for 1 to 4, "last" for 5.
pub fn nth_name(nth: u8) -> &'static str {
    NTH[usize::from(nth.clamp(1, 5) - 1)]
}

fn minute(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let digits = |it: &str| (1..=2).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
    let (hour, minute): (u16, u16) = match digits(hour) && digits(minute) {
        true => (hour.parse().ok()?, minute.parse().ok()?),
        false => return None,
    };
    let at = hour * 60 + minute;
    (minute < 60 && at <= 1440).then_some(at)
}

/// Reads working hours; nothing typed is no work.
pub fn read_hours(text: &str) -> Result<Vec<Hours>, BadHours> {
    let mut out: Vec<Hours> = Vec::new();
    for part in text
        .split([',', ';'])
        .map(str::trim)
        .filter(|it| !it.is_empty())
    {
        let ends = part.split_once(['-', '\u{2013}', '\u{2212}']);
        let ends = ends.and_then(|(from, to)| Some((minute(from)?, minute(to)?)));
        let (from, to) = ends.ok_or_else(|| BadHours::NotHours(part.to_string()))?;
        if to <= from {
            return Err(BadHours::Backwards(part.to_string()));
        }
        if out.last().is_some_and(|before| before.to > from) {
            return Err(BadHours::Overlap(part.to_string()));
        }
        out.push(Hours { from, to });
    }
    Ok(out)
}

/// Writes working hours as they are read.
pub fn hours_text(hours: &[Hours]) -> String {
    let clock = |at: u16| format!("{:02}:{:02}", at / 60, at % 60);
    let each = hours
        .iter()
        .map(|it| format!("{}\u{2013}{}", clock(it.from), clock(it.to)));
    each.collect::<Vec<_>>().join(", ")
}

/// A day of a week in words.
pub fn day_text(day: &Day) -> String {
    match day {
        Day::Inherit => "As the base calendar".to_string(),
        Day::Off => "No work".to_string(),
        Day::Work(hours) if hours.is_empty() => "No work".to_string(),
        Day::Work(hours) => hours_text(hours),
    }
}

fn every(count: u16, one: &str) -> String {
    match count {
        0 | 1 => format!("every {one}"),
        count => format!("every {count} {one}s"),
    }
}

/// How something repeats; empty when it does not.
pub fn recurrence_text(recurrence: &Recurrence) -> String {
    match recurrence {
        Recurrence::Daily => String::new(),
        Recurrence::EveryDays { every: count } => every(*count, "day"),
        Recurrence::Weekly { every: count, days } => {
            let names: Vec<&str> = days.iter().map(|day| day_name(*day % 7)).collect();
            format!("{} on {}", every(*count, "week"), names.join(", "))
        }
        Recurrence::MonthlyDay { every: count, day } => {
            format!("{} on day {day}", every(*count, "month"))
        }
        Recurrence::MonthlyWeekday {
            every: count,
            nth,
            weekday,
        } => format!(
            "{} on the {} {}",
            every(*count, "month"),
            nth_name(*nth),
            day_name(*weekday)
        ),
        Recurrence::YearlyDay { month, day } => format!("every {day} {}", month_name(*month)),
        Recurrence::YearlyWeekday {
            month,
            nth,
            weekday,
        } => format!(
            "every {} {} of {}",
            nth_name(*nth),
            day_name(*weekday),
            month_name(*month)
        ),
    }
}
