//! What the workspace itself can answer: a step for some questions, with the number it rests on.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::question::{Question, question};
use crate::progress::{Coverage, HealthStatus, Phase, Rollups};
use crate::{KeyResult, Plan, Project};

/// An answer that the facts give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// To which question.
    pub question: &'static Question,
    /// The step.
    pub step: u8,
    /// How many of how many.
    pub share: (usize, usize),
    /// The number, as a sentence.
    pub words: String,
}

/// The step that a share reaches: none, some, half, most, nearly all.
fn step((part, whole): (usize, usize)) -> u8 {
    match part * 100 / whole.max(1) {
        _ if part == 0 => 0,
        ..25 => 1,
        25..60 => 2,
        60..90 => 3,
        _ => 4,
    }
}

fn found(key: &str, share: (usize, usize), what: &str) -> Option<Evidence> {
    let question = question(key).filter(|_| share.1 > 0)?;
    Some(Evidence {
        question,
        step: step(share),
        share,
        words: format!("{} of {} {what}.", share.0, share.1),
    })
}

/// What the plan and its numbers say today. A question that no fact answers is left out.
pub fn evidence(plan: &Plan, rollups: &Rollups) -> Vec<Evidence> {
    let running: Vec<_> = plan
        .all::<KeyResult>()
        .filter(|row| row.published && plan.live(row.id).is_some())
        .filter_map(|row| rollups.key_result(row.id))
        .filter(|it| it.clock.as_ref().map(|it| it.phase) == Some(Phase::Running))
        .collect();
    let covered = running
        .iter()
        .filter(|it| it.health.coverage != Coverage::NotCovered);
    let fresh = running.iter().filter(|it| {
        let silent = [HealthStatus::Stale, HealthStatus::NotMeasured];
        !silent.contains(&it.health.status)
    });
    let projects = plan.projects();
    let answered =
        |row: &Project, serves: bool| serves || !row.serves_none_because.trim().is_empty();
    let served = projects
        .iter()
        .filter(|row| answered(row, !plan.goals_of(row.id).is_empty()));
    let with_tasks: Vec<_> = projects
        .iter()
        .filter(|row| !plan.tasks(row.id).is_empty())
        .collect();
    let linked = with_tasks.iter().filter(|row| {
        let tasks = plan.tasks(row.id).into_iter();
        tasks
            .into_iter()
            .any(|(_, task)| !plan.dependencies_into(task.id).is_empty())
    });
    let saved = with_tasks.iter().filter(|row| {
        plan.tasks(row.id)
            .iter()
            .any(|(_, task)| !task.baselines.is_empty())
    });
    let all = [
        found(
            "plan",
            (linked.count(), with_tasks.len()),
            "projects with tasks have dependencies",
        ),
        found(
            "decide",
            (saved.count(), with_tasks.len()),
            "projects with tasks keep a baseline to compare with",
        ),
        found(
            "cadence",
            (fresh.count(), running.len()),
            "running Key Results were measured in time",
        ),
        found(
            "serves",
            (served.count(), projects.len()),
            "projects say which Key Result they serve, or why none",
        ),
        found(
            "coverage",
            (covered.count(), running.len()),
            "running Key Results have work linked to them",
        ),
    ];
    all.into_iter().flatten().collect()
}
