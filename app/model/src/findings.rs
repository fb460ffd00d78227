//! Advice about a setup that tends to fail: one file a rule, each with its number and its next step.
//! Advice never forces; what a rule says is the same while typing and on the server.

mod apart;
mod link_count;
mod not_measured;
mod serves_nothing;
mod stale;
mod uncovered_key_result;

use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;

pub use serves_nothing::tasks_serving_nothing;

use crate::entity::choice;
use crate::progress::{self, KeyResultProgress, Rollups};
use crate::{Commitment, Id, KeyResult, Plan, Project, Ref, Row, Task};

choice! {
    /// The rules, by the name of their file.
    Rule {
        /// Nothing is linked to a Key Result: a resource allocation gap.
        #[default]
        UncoveredKeyResult = "Not covered",
        /// One link alone, or more than can be read.
        LinkCount = "Number of initiatives",
        /// Outcome and Work lie apart.
        Apart = "Apart",
        /// Nobody recorded a value.
        NotMeasured = "Not measured",
        /// Nobody checked in for too long.
        Stale = "Stale",
        /// Work with no path to a Key Result.
        ServesNothing = "Serves no Key Result",
    }
}

choice! {
    /// How much it matters.
    Severity {
        /// Good to know.
        #[default]
        Note = "Note",
        /// Worth doing something about.
        Warning = "Warning",
        /// Tell the owner now.
        Alert = "Alert",
    }
}

choice! {
    /// What can be done about it. Each is a button.
    Remedy {
        /// Link work to the Key Result.
        #[default]
        Link = "Link a project",
        /// Make two Key Results of it.
        Split = "Split the Key Result",
        /// Make one initiative of several.
        Merge = "Merge initiatives",
        /// Record a value.
        CheckIn = "Check in",
        /// Say until when no movement is expected.
        Lags = "It lags until\u{2026}",
        /// Say that it keeps the business running.
        ServesNone = "Say why not",
    }
}

/// One piece of advice.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that fired.
    pub rule: Rule,
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub about: Ref,
    /// The fact in one line.
    pub title: String,
    /// The sentence with number and next step.
    pub text: String,
    /// What can be done.
    pub remedies: Vec<Remedy>,
}

/// What rules about a Key Result look at.
pub(crate) struct Goal<'a> {
    plan: &'a Plan,
    row: &'a Row<KeyResult>,
    progress: &'a KeyResultProgress,
    today: Date,
}

impl Goal<'_> {
    fn finding(&self, rule: Rule, severity: Severity) -> Finding {
        let (title, text) = (String::new(), String::new());
        Finding {
            rule,
            severity,
            about: self.row.id.at(),
            title,
            text,
            remedies: Vec::new(),
        }
    }

    /// A direction rather than a promise: no coverage alerts.
    fn is_aspirational(&self) -> bool {
        let above = self.plan.get(self.row.objective).map(|it| it.commitment);
        self.row.commitment == Commitment::Aspirational || above == Some(Commitment::Aspirational)
    }
}

type KeyResultRule = fn(&Goal<'_>) -> Option<Finding>;

/// Rules about Key Results, the heaviest first.
const KEY_RESULT_RULES: &[KeyResultRule] = &[
    uncovered_key_result::find,
    apart::find,
    stale::find,
    not_measured::find,
    link_count::find,
];

/// What is to be said about a Key Result whose numbers are these.
pub fn of_key_result(
    plan: &Plan,
    id: Id<KeyResult>,
    progress: &KeyResultProgress,
    today: Date,
) -> Vec<Finding> {
    let Some(row) = plan.live(id).filter(|row| row.published) else {
        return Vec::new();
    };
    let closed = progress.health.status == progress::HealthStatus::Closed;
    if closed {
        return Vec::new();
    }
    let goal = Goal {
        plan,
        row,
        progress,
        today,
    };
    KEY_RESULT_RULES
        .iter()
        .filter_map(|find| find(&goal))
        .collect()
}

/// What is to be said about a project.
pub fn of_project(plan: &Plan, id: Id<Project>) -> Vec<Finding> {
    serves_nothing::find(plan, id).into_iter().collect()
}

/// What is to be said about a task.
pub fn of_task(plan: &Plan, id: Id<Task>) -> Vec<Finding> {
    serves_nothing::find_task(plan, id).into_iter().collect()
}

/// Every finding about the Key Results of a day's running cycles and about projects, the heaviest
/// first. Takes kept numbers so that it costs little.
pub fn findings(plan: &Plan, rollups: &Rollups) -> Vec<Finding> {
    let today = rollups.today();
    let mut found = Vec::new();
    for row in plan.all::<KeyResult>() {
        let Some(progress) = rollups.key_result(row.id) else {
            continue;
        };
        let running = progress.clock.as_ref().map(|clock| clock.phase);
        if running == Some(progress::Phase::Running) {
            found.extend(of_key_result(plan, row.id, progress, today));
        }
    }
    for row in plan.projects() {
        found.extend(of_project(plan, row.id));
    }
    found.sort_by_key(|it| (core::cmp::Reverse(it.severity), it.rule, it.about));
    found
}
