//! Whether goals should be linked to projects now: the source's three reasons to wait (R090 to R097).

use alloc::string::String;

use super::Answers;
use crate::entity::choice;

choice! {
    /// What to do about linking.
    Verdict {
        /// Something else comes first.
        #[default]
        Stabilise = "Stabilise first",
        /// Try it on a few.
        Pilot = "Pilot",
        /// Link everything that carries a goal.
        Ready = "Ready",
    }
}

/// The verdict, and why.
pub(super) fn verdict(answers: &Answers, level: u8) -> (Verdict, String) {
    let step = |key: &str| answers.get(key).unwrap_or(0);
    let (verdict, why) = if step("cadence") <= 1 {
        (
            Verdict::Stabilise,
            "Goals change or are forgotten within the quarter. Linking projects to them would bring \
            that unrest into the plan: keep the two apart until one quarter has been reviewed to its end.",
        )
    } else if step("planned") <= 1 {
        (
            Verdict::Stabilise,
            "Most work arrives unannounced, so a Key Result would depend on dates that nobody can set. \
            Keep goals beside the work as a direction, and make room for planned work first.",
        )
    } else if level >= 3 {
        (
            Verdict::Ready,
            "Work is planned, goals are reviewed, and requests are asked what they serve: link every \
            Key Result to the projects that carry it.",
        )
    } else if level == 2 {
        (
            Verdict::Pilot,
            "The ground holds, the connection is young. Link one Objective with two to four projects for \
            a quarter, and widen it when the review has used the numbers.",
        )
    } else {
        (
            Verdict::Stabilise,
            "Plans and decisions are not yet kept in a way that numbers could rest on. The three steps \
            below come first.",
        )
    };
    (verdict, why.into())
}
