//! Predecessors as Microsoft Project writes them: "22FS+2h", "5SS-50%", "3EA;2AA+1,5 Tage".

use model::{Decimal, DependencyKind, Lag, Span, TimeUnit};
use rust_decimal::prelude::ToPrimitive;

use super::{Language, value};
use crate::msproject::{LONGEST_MINUTES, Units};

/// One predecessor as written.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// What it names: a number, a key, a name.
    pub named: String,
    /// All of it, for a message.
    pub raw: String,
    pub kind: DependencyKind,
    pub lag: Lag,
    /// It has the form of a number, perhaps with type and lag.
    pub formed: bool,
    pub note: Option<String>,
}

/// How to read numbers and units.
pub(crate) struct Manner<'a> {
    pub decimal: char,
    pub language: Language,
    pub units: &'a Units,
}

/// The type that two letters name in English, German, French or Spanish.
pub(crate) fn kind(word: &str) -> Option<DependencyKind> {
    Some(match word.to_ascii_uppercase().as_str() {
        "FS" | "EA" | "FD" | "FC" => DependencyKind::FinishToStart,
        "SS" | "AA" | "DD" | "CC" => DependencyKind::StartToStart,
        "FF" | "EE" => DependencyKind::FinishToFinish,
        "SF" | "AE" | "DF" | "CF" => DependencyKind::StartToFinish,
        _ => return None,
    })
}

/// Reads a list. A comma inside a lag that has begun is a decimal comma; elsewhere it separates.
pub(crate) fn list(text: &str, manner: &Manner<'_>) -> Vec<Written> {
    let mut out = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|it: char| it.is_whitespace() || matches!(it, ',' | ';'));
        if rest.is_empty() || out.len() >= 5_000 {
            return out;
        }
        if let Some((written, after)) = formed(rest, manner) {
            out.push(written);
            rest = after;
            continue;
        }
        let end = rest.find([',', ';', '\n']).unwrap_or(rest.len());
        out.push(plain(rest[..end].trim()));
        rest = &rest[end..];
    }
}

/// Something that only has a name.
pub(crate) fn plain(name: &str) -> Written {
    Written {
        named: name.to_owned(),
        raw: name.to_owned(),
        kind: DependencyKind::FinishToStart,
        lag: Lag::default(),
        formed: false,
        note: None,
    }
}

fn spaces(text: &str) -> &str {
    text.trim_start_matches([' ', '\u{a0}', '\u{202f}'])
}

/// A number with type and lag, up to the next separator.
fn formed<'a>(text: &'a str, manner: &Manner<'_>) -> Option<(Written, &'a str)> {
    let end = text
        .find(|it: char| !it.is_ascii_digit() && it != '.')
        .unwrap_or(text.len());
    let named = text[..end].trim_end_matches('.');
    if named.is_empty() || !named.starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let mut rest = spaces(&text[end..]);
    let mut it = plain(named);
    it.formed = true;
    let letters = rest
        .find(|it: char| !it.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    if letters > 0 {
        it.kind = kind(&rest[..letters])?;
        rest = spaces(&rest[letters..]);
    }
    if let Some(sign) = rest
        .chars()
        .next()
        .filter(|it| matches!(it, '+' | '-' | '\u{2212}'))
    {
        rest = spaces(&rest[sign.len_utf8()..]);
        rest = lag(rest, sign != '+', &mut it, manner)?;
    }
    let rest = spaces(rest);
    if !rest.is_empty() && !rest.starts_with([',', ';', '\n', '\r']) {
        return None;
    }
    it.raw = text[..text.len() - rest.len()].trim().to_owned();
    Some((it, rest))
}

fn lag<'a>(
    text: &'a str,
    negative: bool,
    it: &mut Written,
    manner: &Manner<'_>,
) -> Option<&'a str> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || (end > 0 && matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1)) {
        end += 1;
    }
    if end == 0 {
        it.note = Some("its lag is missing after the sign: 0 is taken".into());
        return Some(text);
    }
    let read = value::number(&text[..end], manner.decimal)?;
    let amount = if negative { -read.value } else { read.value };
    let rest = spaces(&text[end..]);
    let end = rest.find([',', ';', '\n', '\r']).unwrap_or(rest.len());
    let word = rest[..end].trim();
    if let Some(share) = word.strip_suffix('%') {
        let elapsed = match share.trim() {
            "" => false,
            "e" | "E" | "f" | "é" => true,
            _ => return None,
        };
        it.lag = Lag::Percent {
            percent: amount,
            elapsed,
        };
        return Some(&rest[end..]);
    }
    let (unit, elapsed) = match word {
        "" => (TimeUnit::Day, false),
        word => value::named_unit(word.trim_end_matches('?'), manner.language)?,
    };
    let minutes = amount.checked_mul(Decimal::from(manner.units.minutes(unit, elapsed)))?;
    let minutes = minutes
        .round()
        .to_i64()
        .filter(|it| it.abs() <= LONGEST_MINUTES)?;
    it.lag = Lag::Span(Span {
        minutes,
        unit,
        elapsed,
        estimated: false,
    });
    Some(&rest[end..])
}
