//! What an edit would do before it is made: which tasks move, when the project would finish, and
//! which Key Results' forecasts that changes. A drag shows it while it lasts.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::{Date, DateTime};

use super::edit::{Moved, differing, planned, touched};
use super::{Dates, Schedule, Schedules, WorkForecast, work_forecast};
use crate::progress::words::{count, date};
use crate::{Id, KeyResult, Op, Plan, Project, Task};

/// The forecast of a Key Result before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyResultMoved {
    /// Which.
    pub key_result: Id<KeyResult>,
    /// As it stands.
    pub was: Option<WorkForecast>,
    /// As it would be.
    pub now: Option<WorkForecast>,
}

/// What an edit would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// Tasks with other dates, in the order of the outline.
    pub moved: Vec<Moved>,
    /// The project's finish before and after, when it changes.
    pub finish: Option<(DateTime, DateTime)>,
    /// Key Results whose forecast changes, in order of identity.
    pub key_results: Vec<KeyResultMoved>,
}

/// What these operations would do to a project. Nothing is changed.
pub fn preview(
    plan: &Plan,
    schedules: &Schedules,
    ops: &[Op],
    project: Id<Project>,
    today: Date,
) -> Preview {
    let after = planned(plan, ops);
    let mut all = schedules.clone();
    let changed = all.follow_rows(&after, &touched(plan, ops));
    let Some(then) = all.project(project) else {
        return Preview::default();
    };
    let moved = match changed.len() > FEW {
        true => differing(plan, schedules, &after, then),
        false => few(plan, schedules, (&after, then), &changed),
    };
    let finish = schedules
        .project(project)
        .map(|was| (was.finish, then.finish))
        .filter(|(was, now)| was != now);
    let mut served = BTreeSet::new();
    if !moved.is_empty() {
        served.extend(serving(plan, project, &moved));
    }
    let mut key_results = Vec::new();
    if !served.is_empty() {
        for key_result in served {
            let it = KeyResultMoved {
                key_result,
                was: work_forecast(plan, schedules, key_result, today),
                now: work_forecast(&after, &all, key_result, today),
            };
            if it.was != it.now {
                key_results.push(it);
            }
        }
    }
    Preview {
        moved,
        finish,
        key_results,
    }
}

/// Up to so many tasks are put in order one by one; for more the outline is walked.
const FEW: usize = 256;

/// The tasks among some that have other dates, in the order of the outline.
fn few(
    plan: &Plan,
    schedules: &Schedules,
    (after, then): (&Plan, &Schedule),
    changed: &BTreeSet<Id<Task>>,
) -> Vec<Moved> {
    let when = |it: &Dates| (it.start, it.finish);
    let mut moved = Vec::new();
    for task in changed {
        let (was, now) = (schedules.dates(plan, *task), then.tasks.get(task));
        let here = after.live(*task).filter(|row| row.project == then.project);
        if here.is_some() && was.map(when) != now.map(when) {
            let mut place: Vec<_> = after
                .lineage(*task)
                .map(|row| (&row.rank, row.id))
                .collect();
            place.reverse();
            let it = Moved {
                task: *task,
                was: was.cloned(),
                now: now.cloned(),
            };
            moved.push((place, it));
        }
    }
    moved.sort_by(|one, other| one.0.cmp(&other.0));
    moved.into_iter().map(|it| it.1).collect()
}

/// The Key Results that count work of the project, or of what moves in it.
fn serving(plan: &Plan, project: Id<Project>, moved: &[Moved]) -> Vec<Id<KeyResult>> {
    let moving: BTreeSet<Id<Task>> = moved.iter().map(|it| it.task).collect();
    let within = |task: Id<Task>| plan.get(task).is_some_and(|row| row.project == project);
    let counts = |row: &crate::Row<KeyResult>| {
        let step = row.steps.iter().filter_map(|step| step.task);
        step.into_iter().any(|task| moving.contains(&task))
            || plan.links_of(row.id).iter().any(|link| match link.target {
                crate::LinkTarget::Project(id) => id == project,
                crate::LinkTarget::Task(id) => within(id),
            })
    };
    let all = plan.all::<KeyResult>();
    all.filter(|row| !row.head.trashed && counts(row))
        .map(|row| row.id)
        .collect()
}

impl Preview {
    /// It in sentences: what was taken, what moves along, the project's end, the Key Results.
    pub fn words(&self, plan: &Plan, taken: &[Id<Task>], today: Date) -> Vec<String> {
        let mut out = Vec::new();
        let by_task: BTreeMap<Id<Task>, &Moved> =
            self.moved.iter().map(|it| (it.task, it)).collect();
        if let [one] = taken {
            out.push(match by_task.get(one).and_then(|it| it.now.as_ref()) {
                Some(now) => format!(
                    "{} to {}",
                    date(now.start.date(), today),
                    date(now.finish.date(), today)
                ),
                None => String::from("Its dates stay as they are"),
            });
        }
        let leaves = self.moved.iter().filter(|it| !plan.is_summary(it.task));
        let others = leaves.filter(|it| !taken.contains(&it.task)).count();
        if others > 0 {
            let more = count(others as i64, "other task moves", "other tasks move");
            out.push(more);
        }
        if let Some((was, now)) = self.finish
            && was.date() != now.date()
        {
            out.push(format!(
                "The project finishes {} instead of {}",
                date(now.date(), today),
                date(was.date(), today)
            ));
        }
        out.extend(self.key_results.iter().filter_map(|it| {
            let title = &plan.get(it.key_result)?.title;
            let now = it.now.as_ref()?;
            let share = |it: &WorkForecast| it.share.map(|it| it.clamped().percent_text());
            let (was, then) = (it.was.as_ref().and_then(share), share(now));
            match (was, then) {
                (Some(was), Some(then)) if was != then => Some(format!(
                    "{title}: {then} of its work planned by {} instead of {was}",
                    date(now.at, today)
                )),
                _ => Some(format!(
                    "{title}: the last of its work finishes {}",
                    date(now.finish.date(), today)
                )),
            }
        }));
        out
    }
}
