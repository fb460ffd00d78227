//! A Key Result that no work backs: a resource allocation gap from week two on (R026, R027, R051).

use alloc::format;
use alloc::vec::Vec;

use super::{Finding, Goal, Remedy, Rule, Severity};
use crate::progress::Coverage;

/// The day of the cycle on which it is said again.
const AGAIN: i32 = 22;
/// Days before the end from which it is said for the last time.
const LAST: i32 = 21;

pub(super) fn find(goal: &Goal<'_>) -> Option<Finding> {
    let clock = goal.progress.clock.as_ref()?;
    let from = goal
        .plan
        .workspace()
        .map(|it| it.settings.uncovered_day)
        .unwrap_or(8);
    let from = i32::from(from);
    let covered = goal.progress.health.coverage != Coverage::NotCovered;
    if covered || clock.day < from || goal.is_aspirational() {
        return None;
    }
    let last = clock.days_left <= LAST;
    let severity = if clock.day >= AGAIN || last {
        Severity::Alert
    } else {
        Severity::Warning
    };
    let since = match clock.day {
        day if day == from => {
            format!("From today, day {from}, it counts as a resource allocation gap.")
        }
        day => format!(
            "A resource allocation gap since day {from}; today is day {day} of {}.",
            clock.days
        ),
    };
    let end = match clock.days_left {
        left if last => format!(" The cycle ends in {left} days."),
        _ => "".into(),
    };
    Some(Finding {
        title: "No initiative backs this Key Result".into(),
        text: format!(
            "No initiative backs this Key Result. {since}{end} Link a project, or say why not."
        ),
        remedies: Vec::from([Remedy::Link, Remedy::ServesNone]),
        ..goal.finding(Rule::UncoveredKeyResult, severity)
    })
}
