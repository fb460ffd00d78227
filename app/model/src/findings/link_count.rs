//! One link alone is thin; five and more blur the signal; fifteen never update cleanly (R083 to R086).

use alloc::format;
use alloc::vec::Vec;

use super::{Finding, Goal, Remedy, Rule, Severity};
use crate::progress::Coverage;

/// From so many on it is said strongly.
const FAR_TOO_MANY: usize = 15;

pub(super) fn find(goal: &Goal<'_>) -> Option<Finding> {
    match goal.progress.health.coverage {
        Coverage::Thin => Some(Finding {
            title: "It rests on a single link".into(),
            text: "One link alone carries this Key Result; 2 to 4 give a signal you can read."
                .into(),
            remedies: Vec::from([Remedy::Link]),
            ..goal.finding(Rule::LinkCount, Severity::Note)
        }),
        Coverage::TooMany(n) => {
            let strong = n >= FAR_TOO_MANY;
            let severity = if strong {
                Severity::Alert
            } else {
                Severity::Warning
            };
            Some(Finding {
                title: format!("{n} initiatives blur the signal"),
                text: format!(
                    "{n} initiatives are linked; 2 to 4 give a signal you can read. Split the Key \
                     Result, or merge initiatives."
                ),
                remedies: Vec::from([Remedy::Split, Remedy::Merge]),
                ..goal.finding(Rule::LinkCount, severity)
            })
        }
        Coverage::NotCovered | Coverage::Fine(_) => None,
    }
}
