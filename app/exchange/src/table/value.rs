//! Numbers, durations, shares and yes or no, as people and programs write them in four languages.

use model::{Decimal, Span, TimeUnit};
use rust_decimal::prelude::ToPrimitive;

use super::Language;
use crate::msproject::{LONGEST_MINUTES, Units};

/// A number, and what had to be guessed about its comma.
pub(crate) struct Read {
    pub value: Decimal,
    pub note: Option<&'static str>,
}

const FRACTION: &str = "taken as the sign before a fraction";
const THOUSANDS: &str = "taken as the sign between thousands; choose another decimal sign if not";

/// Reads "1.250,5" or "1,250.5" with the usual decimal sign of the table.
pub(crate) fn number(text: &str, decimal: char) -> Option<Read> {
    let gap = |letter: char| letter.is_whitespace() || matches!(letter, '\'' | '\u{2019}' | '_');
    let text: String = text.trim().chars().filter(|letter| !gap(*letter)).collect();
    let digits = text.trim_start_matches(['+', '-']);
    let usual = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    if digits.is_empty() || digits.len() > 40 || !digits.chars().all(usual) {
        return None;
    }
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let (sign, note) = match (points, commas) {
        (0, 0) => (None, None),
        (1.., 1..) if text.rfind('.') > text.rfind(',') => (Some('.'), None),
        (1.., 1..) => (Some(','), None),
        (2.., 0) | (0, 2..) => (None, None),
        (points, _) => {
            let sign = if points == 1 { '.' } else { ',' };
            let after = text.len() - text.find(sign)? - 1;
            let before = digits.find(sign)?;
            match (sign == decimal, after) {
                (true, _) => (Some(sign), None),
                (false, 3) if (1..=3).contains(&before) => (None, Some(THOUSANDS)),
                (false, _) => (Some(sign), Some(FRACTION)),
            }
        }
    };
    let plain = |letter: char| match letter {
        letter if Some(letter) == sign => Some('.'),
        '.' | ',' => None,
        letter => Some(letter),
    };
    let text: String = text.chars().filter_map(plain).collect();
    let text = text.strip_prefix('+').unwrap_or(&text);
    let text = text.trim_end_matches('.');
    let value = Decimal::from_str_exact(text).ok()?;
    (value.abs() < Decimal::from(1_000_000_000_000_i64)).then_some(Read {
        value: value.normalize(),
        note,
    })
}

/// The unit that a word means, and whether it counts elapsed time.
pub(crate) fn named_unit(word: &str, language: Language) -> Option<(TimeUnit, bool)> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    let elapsed_words = [
        "écoulé",
        "écoulés",
        "écoulée",
        "écoulées",
        "transcurrido",
        "transcurridos",
        "transcurrida",
        "transcurridas",
        "elapsed",
        "fortlaufend",
    ];
    if let Some((first, last)) = word.rsplit_once(' ') {
        let elapsed = elapsed_words.contains(&last);
        return elapsed
            .then(|| plain_unit(first.trim(), language))
            .flatten()
            .map(|it| (it, true));
    }
    if let Some(unit) = plain_unit(&word, language) {
        return Some((unit, false));
    }
    let rest = word.strip_prefix(['e', 'é', 'f'])?;
    plain_unit(rest.trim_end_matches('.'), language).map(|unit| (unit, true))
}

fn plain_unit(word: &str, language: Language) -> Option<TimeUnit> {
    Some(match word {
        "m" | "min" | "mins" | "minute" | "minutes" | "minuten" | "minuto" | "minutos" => {
            TimeUnit::Minute
        }
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" | "heure"
        | "heures" | "hora" | "horas" => TimeUnit::Hour,
        "d" | "dy" | "dys" | "day" | "days" | "t" | "tag" | "tage" | "tagen" | "j" | "jr"
        | "jrs" | "jour" | "jours" | "día" | "días" | "dia" | "dias" => TimeUnit::Day,
        "w" | "wk" | "wks" | "week" | "weeks" | "wo" | "woche" | "wochen" | "sm" | "sem"
        | "sems" | "semaine" | "semaines" | "semana" | "semanas" => TimeUnit::Week,
        "mo" | "mon" | "mons" | "month" | "months" | "monat" | "monate" | "monaten" | "mois"
        | "ms" | "mes" | "meses" => TimeUnit::Month,
        "s" if language == Language::Spanish => TimeUnit::Week,
        _ => return None,
    })
}

/// Why a duration cannot be read.
pub(crate) enum Bad {
    /// It is none.
    Unreadable,
    /// It is below zero.
    Negative,
    /// It is longer than anybody plans.
    TooLong,
}

/// A duration, and what had to be guessed.
pub(crate) struct Length {
    pub span: Span,
    pub unitless: bool,
    pub note: Option<&'static str>,
}

/// Reads "1.5 days", "2 fTage?", "1w 2d", "5".
pub(crate) fn length(
    text: &str,
    decimal: char,
    language: Language,
    usual: TimeUnit,
    units: &Units,
) -> Result<Length, Bad> {
    let text = text.trim();
    let estimated = text.ends_with('?');
    let text = text.trim_end_matches('?').trim();
    if text.starts_with('-') {
        return Err(Bad::Negative);
    }
    let mut rest = text;
    let mut minutes = Decimal::ZERO;
    let mut first: Option<(TimeUnit, bool)> = None;
    let (mut unitless, mut note) = (false, None);
    while !rest.is_empty() {
        let inside = |letter: char| {
            letter.is_ascii_digit() || matches!(letter, '.' | ',' | '\'' | '\u{a0}' | '\u{202f}')
        };
        let end = rest.find(|letter| !inside(letter)).unwrap_or(rest.len());
        let read = number(&rest[..end], decimal).ok_or(Bad::Unreadable)?;
        rest = rest[end..].trim_start();
        let end = rest
            .find(|letter: char| letter.is_ascii_digit())
            .unwrap_or(rest.len());
        let word = rest[..end].trim().trim_end_matches([',', ';']);
        rest = rest[end..].trim_start();
        let (unit, elapsed) = if word.is_empty() && first.is_none() && rest.is_empty() {
            unitless = true;
            (usual, false)
        } else {
            named_unit(word, language).ok_or(Bad::Unreadable)?
        };
        note = note.or(read.note);
        first = first.or(Some((unit, elapsed)));
        let part = read
            .value
            .checked_mul(Decimal::from(units.minutes(unit, elapsed)));
        minutes = part
            .and_then(|part| minutes.checked_add(part))
            .ok_or(Bad::TooLong)?;
    }
    let (unit, elapsed) = first.ok_or(Bad::Unreadable)?;
    let minutes = minutes.round().to_i64().ok_or(Bad::TooLong)?;
    if minutes > LONGEST_MINUTES {
        return Err(Bad::TooLong);
    }
    Ok(Length {
        span: Span {
            minutes,
            unit,
            elapsed,
            estimated,
        },
        unitless,
        note,
    })
}

/// Yes or no in four languages.
pub(crate) fn truth(text: &str) -> Option<bool> {
    Some(match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "j" | "wahr" | "oui" | "o" | "vrai" | "sí"
        | "si" | "s" | "verdadero" | "\u{2713}" => true,
        "no" | "n" | "false" | "0" | "nein" | "falsch" | "non" | "faux" | "falso" | "" => false,
        _ => return None,
    })
}

/// Whether a status says that something is finished.
pub(crate) fn is_done(status: &str) -> bool {
    matches!(
        status.trim().to_lowercase().as_str(),
        "done"
            | "complete"
            | "completed"
            | "closed"
            | "resolved"
            | "finished"
            | "erledigt"
            | "fertig"
            | "abgeschlossen"
            | "geschlossen"
            | "terminé"
            | "terminée"
            | "achevé"
            | "achevée"
            | "fait"
            | "fermé"
            | "hecho"
            | "completado"
            | "completada"
            | "terminado"
            | "terminada"
            | "cerrado"
            | "cerrada"
            | "finalizado"
    )
}
