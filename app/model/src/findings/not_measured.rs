//! A Key Result without a value: nobody knows where it stands (R028).

use alloc::vec::Vec;

use super::{Finding, Goal, Remedy, Rule, Severity};
use crate::progress::HealthStatus;

pub(super) fn find(goal: &Goal<'_>) -> Option<Finding> {
    let health = &goal.progress.health;
    (health.status == HealthStatus::NotMeasured).then(|| Finding {
        title: "Not measured yet".into(),
        text: health.reason_short.clone(),
        remedies: Vec::from([Remedy::CheckIn]),
        ..goal.finding(Rule::NotMeasured, Severity::Note)
    })
}
