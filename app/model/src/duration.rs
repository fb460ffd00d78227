//! Lengths of time as people type and read them: "3d", "2 w", "90 min", "1.5 ed". Minutes are exact.

use alloc::format;
use alloc::string::String;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::{Span, TimeUnit};

/// Working minutes behind the larger units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Working minutes in a day.
    pub minutes_per_day: u32,
    /// Working minutes in a week.
    pub minutes_per_week: u32,
    /// Working days in a month.
    pub days_per_month: u32,
}

impl Default for Measure {
    fn default() -> Self {
        Self {
            minutes_per_day: 480,
            minutes_per_week: 2400,
            days_per_month: 20,
        }
    }
}

impl Measure {
    fn minutes(self, unit: TimeUnit, elapsed: bool) -> u32 {
        match (unit, elapsed) {
            (TimeUnit::Minute, _) => 1,
            (TimeUnit::Hour, _) => 60,
            (TimeUnit::Day, true) => 1440,
            (TimeUnit::Week, true) => 7 * 1440,
            (TimeUnit::Month, true) => 30 * 1440,
            (TimeUnit::Day, false) => self.minutes_per_day,
            (TimeUnit::Week, false) => self.minutes_per_week,
            (TimeUnit::Month, false) => self.minutes_per_day.saturating_mul(self.days_per_month),
        }
    }

    /// Reads what a person typed; a number alone is in days. `None` when it is no length of time.
    pub fn read(self, text: &str) -> Option<Span> {
        let text = text.trim().to_lowercase();
        let estimated = text.ends_with('?');
        let text = text.trim_end_matches('?').trim();
        let split = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
        let (number, word) = text.split_at(split);
        let number = Decimal::from_str_exact(number.trim().replace(',', ".").as_str()).ok()?;
        let (unit, elapsed) = unit(word.trim())?;
        let factor = Decimal::from(self.minutes(unit, elapsed));
        let minutes = number.checked_mul(factor)?.round().to_i64()?;
        (0..=10_000_000).contains(&minutes).then_some(Span {
            minutes,
            unit,
            elapsed,
            estimated,
        })
    }

    /// Writes it in its own unit, with at most two decimals.
    pub fn write(self, span: Span) -> String {
        let factor = Decimal::from(self.minutes(span.unit, span.elapsed).max(1));
        let number = (Decimal::from(span.minutes) / factor)
            .round_dp(2)
            .normalize();
        let elapsed = if span.elapsed { "e" } else { "" };
        let mark = if span.estimated { "?" } else { "" };
        format!("{} {elapsed}{}{mark}", number, span.unit.word())
    }
}

fn unit(word: &str) -> Option<(TimeUnit, bool)> {
    let plain = |word: &str| match word {
        "" | "d" | "day" | "days" => Some(TimeUnit::Day),
        "m" | "min" | "mins" | "minute" | "minutes" => Some(TimeUnit::Minute),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(TimeUnit::Hour),
        "w" | "wk" | "wks" | "week" | "weeks" => Some(TimeUnit::Week),
        "mo" | "mon" | "month" | "months" => Some(TimeUnit::Month),
        _ => None,
    };
    match plain(word) {
        Some(unit) => Some((unit, false)),
        None => plain(word.strip_prefix('e')?).map(|unit| (unit, true)),
    }
}
