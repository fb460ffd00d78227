//! Single values as MSPDI writes them: numbers, flags, dates, durations, units, names.

use model::{Date, DateTime, Decimal, Span, TimeUnit};

/// Longest duration or lag that is believed, in minutes: 300 years.
pub(crate) const LONGEST_MINUTES: i64 = 300 * 366 * 24 * 60;

pub(crate) fn int(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

pub(crate) fn flag(text: &str) -> bool {
    matches!(text.trim(), "1" | "true" | "True" | "-1")
}

pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let value = Decimal::from_str_exact(text)
        .or_else(|_| Decimal::from_scientific(text))
        .ok()?;
    (value.abs() < Decimal::from(1_000_000_000_000_i64)).then_some(value.normalize())
}

/// A moment as written, and what had to be done to read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub at: DateTime,
    /// No time of day was given.
    pub date_only: bool,
    /// A zone was dropped.
    pub zoned: bool,
}

/// Reads "2026-03-02T08:00:00", and forgives zones, fractions and missing times.
pub(crate) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let (date, rest) = text.as_bytes().split_at_checked(10)?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *date else {
        return None;
    };
    let year = pair(y1, y2)? * 100 + pair(y3, y4)?;
    let (month, day) = (pair(m1, m2)? as i8, pair(d1, d2)? as i8);
    let date = Date::new(year, month, day).ok()?;
    let [separator, h1, h2, b':', n1, n2, rest @ ..] = rest else {
        let at = date.at(0, 0, 0, 0);
        return rest.is_empty().then_some(Moment {
            at,
            date_only: true,
            zoned: false,
        });
    };
    if !matches!(separator, b'T' | b' ') {
        return None;
    }
    let (hour, minute) = (pair(*h1, *h2)? as i8, pair(*n1, *n2)? as i8);
    let (second, rest) = match rest {
        [b':', s1, s2, rest @ ..] => (pair(*s1, *s2)? as i8, rest),
        rest => (0, rest),
    };
    let zone = match rest {
        [b'.', digits @ ..] => digits.trim_ascii_start_digits(),
        rest => rest,
    };
    if !matches!(zone, [] | [b'Z' | b'z'] | [b'+' | b'-', ..]) {
        return None;
    }
    let at = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    Some(Moment {
        at,
        date_only: false,
        zoned: !zone.is_empty(),
    })
}

trait Digits {
    fn trim_ascii_start_digits(&self) -> &Self;
}
impl Digits for [u8] {
    fn trim_ascii_start_digits(&self) -> &[u8] {
        let end = self
            .iter()
            .position(|byte| !byte.is_ascii_digit())
            .unwrap_or(self.len());
        &self[end..]
    }
}

fn pair(tens: u8, ones: u8) -> Option<i16> {
    (tens.is_ascii_digit() && ones.is_ascii_digit())
        .then(|| i16::from(tens - b'0') * 10 + i16::from(ones - b'0'))
}

/// Minutes of the day of "08:00:00".
pub(crate) fn time(text: &str) -> Option<u16> {
    let text = text.trim().as_bytes();
    let text = if text.len() > 11 { &text[11..] } else { text };
    let [h1, h2, b':', m1, m2, ..] = *text else {
        return None;
    };
    let (hour, minute) = (pair(h1, h2)?, pair(m1, m2)?);
    (hour < 24 && minute < 60).then_some((hour * 60 + minute) as u16)
}

/// An ISO duration, before anybody said how long a day is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Length {
    pub seconds: Decimal,
    pub days: Decimal,
    pub weeks: Decimal,
    pub months: Decimal,
}

impl Length {
    /// Whether it is written as Microsoft Project writes it: hours, minutes and seconds only.
    pub fn is_usual(&self) -> bool {
        self.days.is_zero() && self.weeks.is_zero() && self.months.is_zero()
    }
}

/// Reads "PT16H0M0S", "P2D", "PT7.5H".
pub(crate) fn length(text: &str) -> Option<Length> {
    let text = text.trim().strip_prefix('P')?;
    let mut length = Length::default();
    let mut rest = text;
    let mut in_time = false;
    let mut parts = 0;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            in_time = true;
            rest = after;
            continue;
        }
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
        let number = number(&rest[..end])?;
        let (slot, factor) = match (rest.as_bytes()[end], in_time) {
            (b'H', true) => (&mut length.seconds, 3600),
            (b'M', true) => (&mut length.seconds, 60),
            (b'S', true) => (&mut length.seconds, 1),
            (b'D', false) => (&mut length.days, 1),
            (b'W', false) => (&mut length.weeks, 1),
            (b'M', false) => (&mut length.months, 1),
            (b'Y', false) => (&mut length.months, 12),
            _ => return None,
        };
        *slot = slot.checked_add(number.checked_mul(Decimal::from(factor))?)?;
        rest = &rest[end + 1..];
        parts += 1;
    }
    (parts > 0).then_some(length)
}

fn number(text: &str) -> Option<Decimal> {
    match text.len() {
        0 | 13.. if !text.contains('.') => None,
        1..=9 if !text.contains('.') => text.parse::<u32>().ok().map(Decimal::from),
        _ => decimal(text),
    }
}

/// How many working minutes a day, a week and a month of the project have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Units {
    /// Working minutes in a day.
    pub minutes_per_day: u32,
    /// Working minutes in a week.
    pub minutes_per_week: u32,
    /// Working days in a month.
    pub days_per_month: u32,
}

impl Default for Units {
    fn default() -> Self {
        Self {
            minutes_per_day: 480,
            minutes_per_week: 2400,
            days_per_month: 20,
        }
    }
}

impl Units {
    /// Minutes in one of a unit.
    pub fn minutes(&self, unit: TimeUnit, elapsed: bool) -> i64 {
        match (unit, elapsed) {
            (TimeUnit::Minute, _) => 1,
            (TimeUnit::Hour, _) => 60,
            (TimeUnit::Day, true) => 1_440,
            (TimeUnit::Week, true) => 10_080,
            (TimeUnit::Month, true) => 43_200,
            (TimeUnit::Day, false) => i64::from(self.minutes_per_day),
            (TimeUnit::Week, false) => i64::from(self.minutes_per_week),
            (TimeUnit::Month, false) => {
                i64::from(self.minutes_per_day) * i64::from(self.days_per_month)
            }
        }
    }

    /// The value that a person sees: 450 minutes are 1 where a day has 450.
    pub fn shown(&self, span: &Span) -> Decimal {
        let of = Decimal::from(self.minutes(span.unit, span.elapsed).max(1));
        (Decimal::from(span.minutes) / of).round_dp(2).normalize()
    }

    /// The same for the model.
    pub(crate) fn measure(&self) -> model::duration::Measure {
        model::duration::Measure {
            minutes_per_day: self.minutes_per_day,
            minutes_per_week: self.minutes_per_week,
            days_per_month: self.days_per_month,
        }
    }

    /// A duration in words that lose nothing: in its own unit where that takes two decimals at
    /// most, otherwise in minutes.
    pub(crate) fn exact(&self, span: &Span) -> String {
        let span = Span {
            estimated: false,
            ..*span
        };
        let text = self.measure().write(span);
        match self.measure().read(&text) {
            Some(back) if back.minutes == span.minutes => text,
            _ => self.measure().write(Span {
                unit: TimeUnit::Minute,
                ..span
            }),
        }
    }

    /// Whole minutes of a duration; `None` when out of range.
    pub(crate) fn of(&self, length: &Length) -> Option<i64> {
        let part =
            |count: Decimal, unit| count.checked_mul(Decimal::from(self.minutes(unit, false)));
        let minutes = (length.seconds / Decimal::from(60))
            .checked_add(part(length.days, TimeUnit::Day)?)?
            .checked_add(part(length.weeks, TimeUnit::Week)?)?
            .checked_add(part(length.months, TimeUnit::Month)?)?;
        let minutes = i64::try_from(minutes.trunc()).ok()?;
        (minutes <= LONGEST_MINUTES).then_some(minutes)
    }
}

/// What a `DurationFormat` or `LagFormat` number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Format {
    pub unit: TimeUnit,
    pub elapsed: bool,
    pub estimated: bool,
    pub percent: bool,
}

/// Formats above 32 mean estimated; 21 and 53 mean none of their own.
pub(crate) fn format(number: i64) -> Option<Format> {
    let (number, estimated) = if number > 32 {
        (number - 32, true)
    } else {
        (number, false)
    };
    let unit = match number {
        3 | 4 => TimeUnit::Minute,
        5 | 6 => TimeUnit::Hour,
        7 | 8 => TimeUnit::Day,
        9 | 10 => TimeUnit::Week,
        11 | 12 => TimeUnit::Month,
        19 | 20 => TimeUnit::Day,
        _ => return None,
    };
    let percent = matches!(number, 19 | 20);
    Some(Format {
        unit,
        elapsed: number % 2 == 0,
        estimated,
        percent,
    })
}

/// The number of a span's unit: the way back of `format`.
pub(crate) fn format_number(span: &Span) -> i64 {
    let unit = match span.unit {
        TimeUnit::Minute => 3,
        TimeUnit::Hour => 5,
        TimeUnit::Day => 7,
        TimeUnit::Week => 9,
        TimeUnit::Month => 11,
    };
    let estimated = if span.estimated { 32 } else { 0 };
    unit + i64::from(span.elapsed) + estimated
}

/// Whether a letter may not stand in an XML document, or is a control character nobody sees.
fn is_forbidden(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t' | '\r')
        || matches!(letter, '\u{FFFE}' | '\u{FFFF}')
}

/// What had to be done to a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cleaned {
    pub removed: bool,
    pub joined: bool,
    pub shortened: bool,
}

/// A name on one line: line breaks and tabs become single spaces.
pub(crate) fn line(text: &str, limit: usize) -> (String, Cleaned) {
    let (text, mut cleaned) = lines(text, limit);
    if !text.contains(['\n', '\t', '\r']) {
        return (text, cleaned);
    }
    cleaned.joined = true;
    let mut out = String::with_capacity(text.len());
    for part in text
        .split(['\n', '\t', '\r'])
        .filter(|part| !part.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    (out, cleaned)
}

/// Long text: forbidden characters removed, cut to so many bytes.
pub(crate) fn lines(text: &str, limit: usize) -> (String, Cleaned) {
    let mut cleaned = Cleaned {
        shortened: text.len() > limit,
        ..Cleaned::default()
    };
    let text = super::xml::cut(text, limit);
    if text.chars().any(is_forbidden) {
        cleaned.removed = true;
        return (
            text.chars()
                .filter(|letter| !is_forbidden(*letter))
                .collect(),
            cleaned,
        );
    }
    (text.to_owned(), cleaned)
}

impl Units {
    /// Minutes with the unit that a format number names; days when it names none.
    pub(crate) fn span(&self, minutes: i64, number: Option<i64>, estimated: bool) -> Span {
        let format = number.and_then(format).filter(|format| !format.percent);
        let unknown_estimated = number.is_some_and(|number| number > 32);
        Span {
            minutes,
            unit: format.map(|format| format.unit).unwrap_or_default(),
            elapsed: format.is_some_and(|format| format.elapsed),
            estimated: estimated || unknown_estimated,
        }
    }
}
