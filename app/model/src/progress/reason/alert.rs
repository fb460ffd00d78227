//! What an owner is told when Outcome and Work part ways.

use alloc::format;
use alloc::string::String;

use super::points_text;
use crate::progress::health::Facts;
use crate::progress::words::count;

/// "Onboarding revamp reports on track; its Key Result is at 20 % with 14 days left."
pub(crate) fn reported(facts: &Facts<'_>, title: &str) -> String {
    let shown = facts.outcome.shown().unwrap_or_default().percent_text();
    format!(
        "{title} reports on track; its Key Result is at {shown} {}.",
        left(facts)
    )
}

fn left(facts: &Facts<'_>) -> String {
    let days = facts.clock.as_ref().map_or(0, |clock| clock.days_left);
    match days {
        0 => "with no day left".into(),
        n => format!("with {} left", count(n.into(), "day", "days")),
    }
}

/// Work far ahead of outcome.
pub(crate) fn not_moving(facts: &Facts<'_>, points: i64) -> String {
    format!(
        "Work is {} ahead of outcome {}. The work is getting done and the number is not moving.",
        points_text(points),
        left(facts)
    )
}

/// Outcome far ahead of work.
pub(crate) fn moving_without_work(facts: &Facts<'_>) -> String {
    format!(
        "Outcome is {} ahead of work {}. It is moving without the planned work.",
        points_text(facts.apart().unwrap_or_default()),
        left(facts)
    )
}
