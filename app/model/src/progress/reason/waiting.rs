//! Reasons for words that need no arithmetic: draft, stale, not measured, too early.

use alloc::format;
use alloc::string::{String, ToString};

use super::join;
use crate::progress::Outcome;
use crate::progress::health::Facts;
use crate::progress::words::{ago, count, date};

pub(super) fn draft(facts: &Facts<'_>) -> (String, String) {
    if *facts.outcome == Outcome::NotMeasurable {
        let line = "No number to reach yet.".to_string();
        return (
            format!("{line} You can keep it as a draft; it cannot be published."),
            line,
        );
    }
    match () {
        () if facts.row.owner.is_none() => (
            "Nobody owns this Key Result yet. Name an owner, then publish it.".into(),
            "No owner yet.".into(),
        ),
        () if facts.clock.is_none() => (
            "It is in the backlog. Move its Objective into a cycle to work on it.".into(),
            "In the backlog, without a cycle.".into(),
        ),
        () => (
            "A draft. It counts as a goal once it is published.".into(),
            "Not published yet.".into(),
        ),
    }
}

pub(super) fn stale(facts: &Facts<'_>) -> String {
    let cadence = facts.cadence();
    let Some(last) = facts.last_check_in() else {
        return format!(
            "Never checked in, due every {}.",
            count(cadence.into(), "day", "days")
        );
    };
    let measured = facts.outcome.reading().and_then(|reading| reading.on);
    let from = measured.map(|on| format!("Number is from {}.", date(on, facts.today)));
    let line = format!(
        "Last check-in {}, due every {cadence}.",
        ago(last, facts.today)
    );
    join(&[line, from.unwrap_or_default()])
}

pub(super) fn not_measured(facts: &Facts<'_>) -> String {
    if *facts.outcome == Outcome::NotMeasurable {
        return "Not measurable yet: it has no start and target.".into();
    }
    let due = facts.begun().and_then(|day| {
        day.checked_add(jiff::Span::new().try_days(facts.cadence()).ok()?)
            .ok()
    });
    match due {
        Some(day) => format!(
            "Not measured yet. First check-in due {}.",
            date(day, facts.today)
        ),
        None => "Not measured yet.".into(),
    }
}

pub(super) fn early(facts: &Facts<'_>) -> String {
    match &facts.clock {
        Some(clock) if facts.is_ahead() => format!("Too early to tell: the cycle {}.", clock.label),
        Some(clock) => format!("Too early to tell on day {} of {}.", clock.day, clock.days),
        None => String::new(),
    }
}
