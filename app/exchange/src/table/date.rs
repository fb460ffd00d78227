//! Dates and times as people and programs write them.

use jiff::civil::{Date, DateTime, Time};
use model::Decimal;

use super::{DateOrder, DateSystem};
use crate::msproject::moment as iso;

/// A moment, and what had to be guessed about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub at: DateTime,
    pub timed: bool,
    pub note: Option<String>,
}

impl Moment {
    fn day(date: Date, time: Option<Time>) -> Self {
        let at = date.to_datetime(time.unwrap_or_default());
        Self {
            at,
            timed: time.is_some(),
            note: None,
        }
    }
}

/// Three numbers of a date in the order written, when that is all it is made of.
pub(crate) fn numbers(text: &str) -> Option<([u32; 3], char)> {
    let (date, _) = split_time(text)?;
    let date = date
        .split_whitespace()
        .find(|word| word.contains(['.', '/', '-']))?;
    let date = date.trim_end_matches('.');
    let sign = date.chars().find(|letter| !letter.is_ascii_digit())?;
    let mut parts = date.split(sign);
    let mut next = || {
        let part = parts.next()?;
        (part.len() <= 4 && part.bytes().all(|it| it.is_ascii_digit())).then_some(())?;
        part.parse::<u32>().ok()
    };
    let numbers = [next()?, next()?, next()?];
    (parts.next().is_none() && matches!(sign, '.' | '/' | '-')).then_some((numbers, sign))
}

/// Reads a date with or without a time.
pub(crate) fn moment(text: &str, order: DateOrder) -> Option<Moment> {
    let text = text.trim();
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    if let Some(found) = iso(text) {
        let note = found.zoned.then(|| "its time zone was left out".to_owned());
        return Some(Moment {
            at: found.at,
            timed: !found.date_only,
            note,
        });
    }
    if let Some(millis) = text
        .strip_prefix("/Date(")
        .and_then(|it| it.strip_suffix(")/"))
    {
        let millis: i64 = millis.parse().ok()?;
        let span = jiff::Span::new().try_milliseconds(millis).ok()?;
        let at = DateTime::constant(1970, 1, 1, 0, 0, 0, 0)
            .checked_add(span)
            .ok()?;
        return Some(Moment {
            at,
            timed: true,
            note: None,
        });
    }
    if text.bytes().all(|it| it.is_ascii_digit() || it == b'.') && text.matches('.').count() < 2 {
        return serial(text);
    }
    let (date, time) = split_time(text)?;
    let parts = parts(&date);
    let month = parts
        .iter()
        .enumerate()
        .find_map(|(at, part)| Some((at, month(part)?)));
    // "Mar" is March, or Tuesday in French before a date of three numbers.
    if let Some((at, month)) = month
        && let Some(found) = named(&parts, at, month, time)
    {
        return Some(found);
    }
    let ([first, second, third], _) = numbers(text)?;
    let build = |order| {
        let (year, month, day) = match order {
            DateOrder::Year => (first, second, third),
            DateOrder::Day => (third, second, first),
            DateOrder::Month => (third, first, second),
        };
        date_of(year, month, day)
    };
    if first > 31 {
        return build(DateOrder::Year).map(|date| Moment::day(date, time));
    }
    let order = if order == DateOrder::Year {
        DateOrder::Day
    } else {
        order
    };
    if let Some(date) = build(order) {
        return Some(Moment::day(date, time));
    }
    let other = if order == DateOrder::Day {
        DateOrder::Month
    } else {
        DateOrder::Day
    };
    let note = format!("read as {}, because it is no date otherwise", other.word());
    build(other).map(|date| Moment {
        note: Some(note),
        ..Moment::day(date, time)
    })
}

fn serial(text: &str) -> Option<Moment> {
    let days = Decimal::from_str_exact(text).ok()?;
    if days < Decimal::from(20_000) || days > Decimal::from(80_000) {
        return None;
    }
    let at = DateSystem::From1900.moment(days)?;
    let note = Some(format!(
        "the number {text} was taken as an Excel date: {}",
        at.date()
    ));
    Some(Moment {
        at,
        timed: !days.fract().is_zero(),
        note,
    })
}

/// Words and numbers of a date, without the names of weekdays.
fn parts(date: &str) -> Vec<String> {
    let between = |letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | '/' | '-');
    let small = date.to_lowercase();
    let words = small.split(between).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn named(parts: &[String], at: usize, month: u32, time: Option<Time>) -> Option<Moment> {
    let others = parts.iter().enumerate().filter(|(index, _)| *index != at);
    let number = |(_, part): (usize, &String)| {
        let digits = part.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        digits
            .parse::<u32>()
            .ok()
            .map(|number| (number, digits.len()))
    };
    let numbers: Vec<_> = others.filter_map(number).collect();
    let [a, b] = *numbers.as_slice() else {
        return None;
    };
    let (year, day) = if a.1 == 4 { (a.0, b.0) } else { (b.0, a.0) };
    date_of(year, month, day).map(|date| Moment::day(date, time))
}

fn date_of(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = match year {
        0..=69 => year + 2000,
        70..=99 => year + 1900,
        year => year,
    };
    let (year, month, day) = (
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    );
    Date::new(year, month, day)
        .ok()
        .filter(|date| (1900..=2200).contains(&date.year()))
}

/// The date and the time of day, if there is one.
fn split_time(text: &str) -> Option<(String, Option<Time>)> {
    let mut date = String::new();
    let (mut time, mut half) = (None, None);
    let joined = text.replace(['\u{a0}', '\u{202f}'], " ");
    for word in joined.split_whitespace() {
        let small = word.to_lowercase();
        let (clock, suffix) = match small.find(|it: char| it.is_alphabetic()) {
            Some(at) if small.contains(':') => small.split_at(at),
            _ => (small.as_str(), ""),
        };
        if clock.contains(':') {
            let mut numbers = clock.split(':').map(|it| it.parse::<i8>());
            let (hour, minute) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
            let second = numbers.next().unwrap_or(Ok(0)).ok()?;
            time = Some((hour, minute, second));
            half = half.or_else(|| half_of(suffix));
        } else if time.is_some() && half_of(&small).is_some() {
            half = half_of(&small);
        } else if !matches!(small.as_str(), "uhr" | "h") {
            date.push_str(word);
            date.push(' ');
        }
    }
    let Some((hour, minute, second)) = time else {
        return Some((date, None));
    };
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Some((date, Some(Time::new(hour, minute, second, 0).ok()?)))
}

/// Whether a word means the second half of the day.
fn half_of(word: &str) -> Option<bool> {
    match word.replace('.', "").as_str() {
        "am" => Some(false),
        "pm" => Some(true),
        _ => None,
    }
}

/// The month that a word names in four languages.
fn month(word: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &[
            "jan", "jän", "janv", "ene", "january", "januar", "jänner", "janvier", "enero",
        ],
        &[
            "feb", "fév", "févr", "february", "februar", "février", "febrero",
        ],
        &["mar", "mär", "mrz", "mars", "march", "märz", "marzo"],
        &["apr", "avr", "abr", "april", "avril", "abril"],
        &["may", "mai", "mayo"],
        &["jun", "juin", "june", "juni", "junio"],
        &["jul", "juil", "july", "juli", "juillet", "julio"],
        &["aug", "août", "ago", "august", "agosto"],
        &["sep", "sept", "september", "septembre", "septiembre"],
        &["oct", "okt", "october", "oktober", "octobre", "octubre"],
        &["nov", "november", "novembre", "noviembre"],
        &[
            "dec",
            "dez",
            "déc",
            "dic",
            "december",
            "dezember",
            "décembre",
            "diciembre",
        ],
    ];
    let at = NAMES.iter().position(|names| names.contains(&word))?;
    Some(at as u32 + 1)
}
