//! Outcome and Work lie apart, or a project reports on track over a Key Result that is off (R029).

use alloc::format;
use alloc::vec::Vec;

use super::{Finding, Goal, Remedy, Rule, Severity};
use crate::progress::words;

pub(super) fn find(goal: &Goal<'_>) -> Option<Finding> {
    let health = &goal.progress.health;
    let remedies = Vec::from([Remedy::Lags, Remedy::Link]);
    if let Some(text) = &health.divergence {
        let title = match health.apart {
            Some(points) => format!("Work and outcome are {points} points apart"),
            None => "The project reports on track, the Key Result is not".into(),
        };
        let text = text.clone();
        return Some(Finding {
            title,
            text,
            remedies,
            ..goal.finding(Rule::Apart, Severity::Alert)
        });
    }
    let points = health.apart?;
    let clock = goal.progress.clock.as_ref()?;
    // From the day on which half the cycle is gone the same becomes an alert.
    let half = jiff::Span::new().try_days((clock.days + 1) / 2).ok()?;
    let half = clock.start.checked_add(half).ok()?;
    Some(Finding {
        title: format!("Work and outcome are {points} points apart"),
        text: format!(
            "Wrong initiative, or a number that lags? From half-time, {}, this also alerts the \
             Objective's owner.",
            words::date(half, goal.today)
        ),
        remedies,
        ..goal.finding(Rule::Apart, Severity::Warning)
    })
}
