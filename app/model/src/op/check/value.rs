//! Bounds of single values: lengths, characters, amounts, days.

use alloc::format;
use alloc::string::String;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{bad, ensure, is_long_text};
use crate::{AnyRow, Refusal};

/// Letters in a title or name.
const LONGEST_TITLE: usize = 500;
/// Letters in a long text.
const LONGEST_TEXT: usize = 20_000;
/// Values in one field, however nested.
const MOST_VALUES: usize = 50_000;
/// The largest amount: 10^18.
const LARGEST: Decimal = Decimal::from_parts(0xA764_0000, 0x0DE0_B6B3, 0, false, 0);
/// Minutes in 300 years: no duration, lag or work is longer.
const LONGEST_MINUTES: i64 = 300 * 366 * 24 * 60;

/// Every string that a change writes: how long, and without control characters.
pub(super) fn strings(before: Option<&AnyRow>, after: &AnyRow) -> Result<(), Refusal> {
    let kind = after.at().kind;
    for field in after.differing(before) {
        let mut left = MOST_VALUES;
        if field == "extra" {
            for (key, value) in after.extra() {
                string(field, key, false)?;
                inside(field, value, true, &mut left)?;
            }
            continue;
        }
        // What an import kept is XML and reports of other programs: bounded by the message.
        // A value that gave way was in a row already.
        let foreign = matches!(field, "report" | "kept");
        if kind == crate::Kind::Notice || foreign && kind == crate::Kind::Import {
            continue;
        }
        let long = foreign
            || is_long_text(kind, field)
            || matches!(
                field,
                "note" | "blockers" | "serves_none_because" | "custom"
            );
        inside(
            field,
            &after.get(field).unwrap_or_default(),
            long,
            &mut left,
        )?;
    }
    Ok(())
}

fn inside(field: &str, value: &Value, long: bool, left: &mut usize) -> Result<(), Refusal> {
    *left = left.checked_sub(1).ok_or_else(|| Refusal::TooLong {
        what: format!("The list in \u{201c}{field}\u{201d}"),
        limit: "50,000 values".into(),
    })?;
    match value {
        Value::String(text) => string(field, text, long),
        Value::Array(items) => items
            .iter()
            .try_for_each(|it| inside(field, it, long, left)),
        Value::Object(map) => map.iter().try_for_each(|(key, it)| {
            string(field, key, false)?;
            inside(field, it, long, left)
        }),
        _ => Ok(()),
    }
}

fn string(field: &str, text: &str, long: bool) -> Result<(), Refusal> {
    let (limit, words) = if long {
        (LONGEST_TEXT, "20,000 letters")
    } else {
        (LONGEST_TITLE, "500 letters")
    };
    if text.len() > limit && text.chars().count() > limit {
        return Err(Refusal::TooLong {
            what: format!("The text in \u{201c}{field}\u{201d}"),
            limit: words.into(),
        });
    }
    let strange = |c: char| c.is_control() && !(long && matches!(c, '\n' | '\r' | '\t'));
    match text.chars().any(strange) {
        true if !long && text.contains(['\n', '\r', '\t']) => Err(bad(
            field,
            "This takes one line, without line breaks or tabs.",
        )),
        true => Err(bad(
            field,
            "This text holds characters that cannot be shown. Retype it.",
        )),
        false => Ok(()),
    }
}

/// A name that must not be empty.
pub(super) fn name(field: &str, text: &str) -> Result<(), Refusal> {
    ensure(!text.trim().is_empty(), field, "Give it a name.")
}

/// An amount within what we compute exactly.
pub(super) fn amount(field: &str, value: Decimal) -> Result<(), Refusal> {
    ensure(
        value.abs() <= LARGEST,
        field,
        "That number is larger than 10^18.",
    )?;
    ensure(
        value.normalize().scale() <= 12,
        field,
        "That number has more than 12 digits after the point.",
    )
}

/// The same for amounts that may be missing.
pub(super) fn amounts(
    field: &str,
    values: impl IntoIterator<Item = Option<Decimal>>,
) -> Result<(), Refusal> {
    values
        .into_iter()
        .flatten()
        .try_for_each(|value| amount(field, value))
}

/// A weight or share that cannot be negative.
pub(super) fn positive(field: &str, value: Decimal) -> Result<(), Refusal> {
    amount(field, value)?;
    ensure(
        !value.is_sign_negative() || value.is_zero(),
        field,
        "This cannot be less than 0.",
    )
}

/// A day within the years that a plan can talk about.
pub(super) fn day(field: &str, day: Date) -> Result<(), Refusal> {
    ensure(
        (1900..=2200).contains(&day.year()),
        field,
        "Choose a day from 1900 to 2200.",
    )
}

/// The same for moments that may be missing.
pub(super) fn moments(
    field: &str,
    values: impl IntoIterator<Item = Option<DateTime>>,
) -> Result<(), Refusal> {
    values
        .into_iter()
        .flatten()
        .try_for_each(|value| day(field, value.date()))
}

/// A moment of the clock.
pub(super) fn moment(field: &str, value: Timestamp) -> Result<(), Refusal> {
    let fits = (-2_208_988_800..7_289_654_400).contains(&value.as_second());
    ensure(fits, field, "Choose a day from 1900 to 2200.")
}

/// Lengths of time that are not negative.
pub(super) fn minutes(
    field: &str,
    values: impl IntoIterator<Item = Option<i64>>,
) -> Result<(), Refusal> {
    let all = values
        .into_iter()
        .flatten()
        .all(|it| (0..=LONGEST_MINUTES).contains(&it));
    ensure(all, field, "A length of time is between 0 and 300 years.")
}

/// A length of time that may be negative.
pub(super) fn signed_minutes(field: &str, value: i64) -> Result<(), Refusal> {
    let fits = (-LONGEST_MINUTES..=LONGEST_MINUTES).contains(&value);
    ensure(fits, field, "A length of time is at most 300 years.")
}

/// A rank as `rank::between` spells them.
pub(super) fn rank(rank: &crate::Rank) -> Result<(), Refusal> {
    let why = "This place is not spelled as places are. Move it again.";
    ensure(rank.is_well_formed(), "rank", why)
}

/// How an amount is written in a sentence.
pub(super) fn plain(value: Decimal) -> String {
    format!("{}", value.normalize())
}
