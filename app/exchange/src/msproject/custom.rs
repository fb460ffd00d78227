//! Custom fields: numbers of fields to their names, and values to what they mean.

use model::Decimal;

use super::file::{CustomValue, RawCustom};
use super::value::{self, Units};

/// Ranges of field numbers below 188743680: first, last, step, word, number of the first.
const TASK: &[(i64, i64, i64, &str, i64)] = &[
    (51, 63, 3, "Text", 1),
    (52, 64, 3, "Start", 1),
    (53, 65, 3, "Finish", 1),
    (66, 70, 1, "Text", 6),
    (72, 81, 1, "Flag", 1),
    (87, 91, 1, "Number", 1),
    (103, 105, 1, "Duration", 1),
    (106, 108, 1, "Cost", 1),
    (258, 264, 1, "Cost", 4),
    (265, 274, 1, "Date", 1),
    (275, 281, 1, "Duration", 4),
    (282, 290, 2, "Start", 6),
    (283, 291, 2, "Finish", 6),
    (292, 301, 1, "Flag", 11),
    (302, 316, 1, "Number", 6),
    (317, 336, 1, "Text", 11),
    (416, 434, 2, "OutlineCode", 1),
];

const TASK_BASE: i64 = 188_743_680;
const RESOURCE_BASE: i64 = 205_520_896;

/// "Text1" of 188743731; fields of Project Server keep their number.
pub(crate) fn key(id: i64) -> Option<String> {
    if id <= 0 {
        return None;
    }
    let low = id - TASK_BASE;
    let range = TASK.iter().find(|(first, last, step, ..)| {
        (*first..=*last).contains(&low) && (low - first) % step == 0
    });
    Some(match range {
        Some((first, _, step, word, number)) => format!("{word}{}", number + (low - first) / step),
        None => format!("Field{id}"),
    })
}

/// The number of a field: the way back of `key`.
pub(crate) fn number(key: &str) -> Option<i64> {
    let word = key.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number: i64 = key[word.len()..].parse().ok()?;
    if word == "Field" {
        return (number > 0).then_some(number);
    }
    let found = TASK.iter().find_map(|(first, last, step, name, from)| {
        let low = first + (number - from) * step;
        (*name == word && (*first..=*last).contains(&low)).then_some(low)
    });
    found.map(|low| TASK_BASE + low)
}

/// The number of a field of resources: the way back of `resource_key`.
pub(crate) fn resource_number(key: &str) -> Option<i64> {
    let low: i64 = key.strip_prefix("Field")?.parse().ok()?;
    low.checked_add(RESOURCE_BASE).filter(|id| *id > 0)
}

/// Fields of resources have numbers of their own; only those are kept by number.
pub(crate) fn resource_key(id: i64) -> Option<String> {
    (id > 0).then(|| format!("Field{}", id - RESOURCE_BASE))
}

/// What a value means, by the kind of its field.
pub(crate) fn value(key: &str, raw: &RawCustom, units: &Units) -> CustomValue {
    let text = || CustomValue::Text(raw.value.clone());
    let word = key.trim_end_matches(|letter: char| letter.is_ascii_digit());
    match word {
        "Number" => value::decimal(&raw.value).map_or_else(text, CustomValue::Number),
        "Flag" => match raw.value.trim() {
            "0" | "1" | "true" | "false" => CustomValue::Flag(value::flag(&raw.value)),
            _ => text(),
        },
        "Date" | "Start" | "Finish" => {
            value::moment(&raw.value).map_or_else(text, |moment| CustomValue::Moment(moment.at))
        }
        "Cost" => value::decimal(&raw.value).map_or_else(text, |hundredths| {
            CustomValue::Cost((hundredths / Decimal::ONE_HUNDRED).normalize())
        }),
        "Duration" => {
            let minutes = value::length(&raw.value).and_then(|length| units.of(&length));
            minutes.map_or_else(text, |minutes| {
                CustomValue::Duration(units.span(minutes, raw.format, false))
            })
        }
        _ => text(),
    }
}

impl CustomValue {
    /// The value as a person reads it; enough to write it again.
    pub fn written(&self, units: &Units) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) | Self::Cost(number) => number.to_string(),
            Self::Flag(true) => "Yes".into(),
            Self::Flag(false) => "No".into(),
            Self::Moment(at) => at.to_string(),
            Self::Duration(span) => units.exact(span),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_number_comes_back() {
        for (first, last, step, ..) in super::TASK {
            for low in (*first..=*last).step_by(*step as usize) {
                let id = super::TASK_BASE + low;
                let key = super::key(id).expect("a key");
                assert!(!key.starts_with("Field"), "{key}");
                assert_eq!(super::number(&key), Some(id), "{key}");
            }
        }
        assert_eq!(super::number("Field7"), Some(7));
        assert_eq!(super::number("Text31"), None);
        assert_eq!(super::number("\u{661}"), None);
        let key = super::resource_key(205_520_904).expect("a key");
        assert_eq!(super::resource_number(&key), Some(205_520_904));
    }
}
