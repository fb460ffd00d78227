//! How numbers, days and counts are put into words, so that a sentence reads the same wherever it is
//! computed.

use alloc::format;
use alloc::string::{String, ToString};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::clock::days_between;
use crate::{KeyResult, MetricType};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// "2 Nov"; "8 Jan 2027" when the year is not this one.
pub fn date(day: Date, today: Date) -> String {
    let month = MONTHS
        .get(usize::from(day.month().unsigned_abs()) - 1)
        .copied()
        .unwrap_or("");
    if day.year() == today.year() {
        format!("{} {month}", day.day())
    } else {
        format!("{} {month} {}", day.day(), day.year())
    }
}

/// "today", "yesterday", "3 days ago"; "in 2 days" for what is dated ahead.
pub fn ago(day: Date, today: Date) -> String {
    match days_between(day, today) {
        0 => "today".into(),
        1 => "yesterday".into(),
        -1 => "tomorrow".into(),
        n if n < 0 => format!("in {} days", -n),
        n => format!("{n} days ago"),
    }
}

/// "1 day", "3 days".
pub fn count(n: i64, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {many}")
    }
}

/// A small number as a word at the head of a sentence: "Seven".
pub(crate) fn capital(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |word| (*word).into())
}

/// A decimal without needless zeros, with a true minus: "11.2", "−0.7".
pub fn number(value: Decimal) -> String {
    let text = value.normalize().to_string();
    match text.strip_prefix('-') {
        Some(rest) => format!("\u{2212}{rest}"),
        None => text,
    }
}

/// A value of a Key Result with its unit: "41 days", "39.1 %", "€39", "done".
pub fn value(of: &KeyResult, value: Decimal) -> String {
    let number = number(value);
    match of.metric {
        MetricType::Boolean if value >= Decimal::ONE => "done".into(),
        MetricType::Boolean => "not yet".into(),
        MetricType::Percentage => format!("{number} %"),
        MetricType::Currency => match of.unit.as_str() {
            "" => number,
            "EUR" => format!("\u{20ac}{number}"),
            "USD" => format!("${number}"),
            "GBP" => format!("\u{a3}{number}"),
            code => format!("{number} {code}"),
        },
        _ if of.unit.is_empty() => number,
        _ if of.unit == "%" => format!("{number} %"),
        _ => format!("{number} {}", of.unit),
    }
}

/// "a, b and c".
pub(crate) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
