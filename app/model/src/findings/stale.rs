//! No check-in for the cadence and the days of grace: the number is old (R087).

use alloc::vec::Vec;

use super::{Finding, Goal, Remedy, Rule, Severity};
use crate::progress::HealthStatus;

pub(super) fn find(goal: &Goal<'_>) -> Option<Finding> {
    let health = &goal.progress.health;
    (health.status == HealthStatus::Stale).then(|| Finding {
        title: "Nobody checked in".into(),
        text: health.reason_short.clone(),
        remedies: Vec::from([Remedy::CheckIn]),
        ..goal.finding(Rule::Stale, Severity::Warning)
    })
}
