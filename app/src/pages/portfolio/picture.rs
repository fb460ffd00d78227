//! All projects as lines of a chart: each with the Key Results it serves and its milestones.

use std::collections::BTreeSet;

use chart::gantt::{Bar, DAY, Shape, Work};
use model::progress::{Rollups, words};
use model::schedule::Schedule;
use model::{Id, KeyResult, Objective, Plan, Project, ProjectState, Ref, Row, Task};

use crate::components::gantt::{Fold, Line, Sheet};
use crate::pages::project::minutes;
use crate::picture::place;

/// In which order projects stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Start,
    Finish,
    Name,
}

/// What is shown, and how.
pub(super) struct Look {
    /// Projects that stand otherwise than at first.
    pub turned: BTreeSet<Ref>,
    /// Whether projects are folded at first.
    pub folded: bool,
    /// Only those that serve this.
    pub serving: Option<Id<Objective>>,
    /// Also those that ended.
    pub finished: bool,
    /// Their order.
    pub order: Order,
}

/// The chart of all projects.
pub(super) fn sheet(plan: &Plan, numbers: &Rollups, look: &Look) -> Sheet {
    let today = numbers.today();
    let mut shown: Vec<_> = plan
        .projects()
        .into_iter()
        .filter(|row| keep(plan, row, look))
        .map(|row| (row, numbers.schedules().project(row.id)))
        .collect();
    match look.order {
        Order::Start => shown.sort_by_key(|it| (it.1.is_none(), it.1.map(|it| it.start))),
        Order::Finish => shown.sort_by_key(|it| (it.1.is_none(), it.1.map(|it| it.finish))),
        Order::Name => shown.sort_by_key(|it| it.0.title.to_lowercase()),
    }
    let mut lines = Vec::new();
    for (row, schedule) in shown {
        project(plan, numbers, look, (row, schedule), &mut lines);
    }
    let cycle = plan.cycle_at(today);
    let midnight = |day: model::Date| minutes(day.at(0, 0, 0, 0)).div_euclid(DAY);
    Sheet {
        lines,
        work: Work::office(),
        today: Some(midnight(today)),
        cycle_end: cycle.and_then(|cycle| cycle.finish).map(midnight),
        cycle_ends: cycle.map_or_else(String::new, |cycle| format!("{} ends", cycle.name)),
        ..Sheet::default()
    }
}

fn keep(plan: &Plan, row: &Row<Project>, look: &Look) -> bool {
    let over = matches!(row.state, ProjectState::Done | ProjectState::Cancelled);
    let serves = |objective| {
        let goals = plan.goals_of(row.id);
        goals
            .into_iter()
            .any(|id| plan.get(id).is_some_and(|it| it.objective == objective))
    };
    (look.finished || !over) && look.serving.is_none_or(serves)
}

/// A project, and when it is unfolded its Key Results and milestones.
fn project(
    plan: &Plan,
    numbers: &Rollups,
    look: &Look,
    (row, schedule): (&Row<Project>, Option<&Schedule>),
    lines: &mut Vec<Line>,
) {
    let goals = plan.goals_of(row.id);
    let tasks = plan.tasks(row.id).into_iter();
    let stones: Vec<_> = tasks
        .map(|it| it.1)
        .filter(|it| it.milestone && !it.inactive)
        .collect();
    let shut = look.folded != look.turned.contains(&row.id.at());
    let done = numbers.project(plan, row.id).map(place).unwrap_or(0) / 100;
    let dates = schedule.map(|it| (minutes(it.start), minutes(it.finish)));
    lines.push(Line {
        at: row.id.at(),
        title: row.title.clone(),
        depth: 0,
        fold: match (goals.is_empty() && stones.is_empty(), shut) {
            (true, _) => Fold::None,
            (false, true) => Fold::Closed,
            (false, false) => Fold::Open,
        },
        bar: Bar {
            shape: Shape::Task,
            dates,
            done: u8::try_from(done).unwrap_or(100),
            deadline: row.target_finish.map(|day| minutes(day.at(17, 0, 0, 0))),
            ..bar()
        },
        duration: None,
        slack: None,
        label: told(plan, row, schedule, &goals),
        head: None,
    });
    if shut {
        return;
    }
    lines.extend(goals.into_iter().filter_map(|id| goal(plan, numbers, id)));
    lines.extend(stones.into_iter().filter_map(|row| stone(schedule, row)));
}

/// What stands beside a project's bar: the word of its lead and what that word leaves out.
fn told(
    plan: &Plan,
    row: &Row<Project>,
    schedule: Option<&Schedule>,
    goals: &[Id<KeyResult>],
) -> String {
    let mut parts = vec![row.status.word().to_owned()];
    if goals.is_empty() && row.serves_none_because.trim().is_empty() {
        parts.push("serves no Key Result".to_owned());
    }
    let finish = schedule.map(|it| it.finish.date());
    let late = finish.and_then(|finish| {
        let days = |since: model::Date| {
            let days = i64::from((finish - since).get_days());
            (days > 0).then(|| words::count(days, "day", "days"))
        };
        let cycles = goals.iter().filter_map(|id| {
            let objective = plan.get(plan.get(*id)?.objective)?;
            plan.get(objective.cycle?)
        });
        // The cycle that ends first is the one that it is late for first.
        let first = cycles
            .filter_map(|it| Some((it.finish?, it)))
            .min_by_key(|it| it.0);
        let over = first.and_then(|(end, cycle)| Some((days(end)?, cycle)));
        match over {
            Some((days, cycle)) => Some(format!("finishes {days} after {} ends", cycle.name)),
            None => Some(format!(
                "finishes {} after its target",
                days(row.target_finish?)?
            )),
        }
    });
    parts.extend(late);
    parts.join(", ")
}

/// A Key Result over its cycle, filled by its outcome.
fn goal(plan: &Plan, numbers: &Rollups, id: Id<KeyResult>) -> Option<Line> {
    let row = plan.live(id)?;
    let progress = numbers.key_result(id)?;
    let outcome = progress.outcome.shown();
    let clock = progress.clock.as_ref();
    let done = outcome.map(place).unwrap_or(0) / 100;
    let share = outcome.map_or_else(|| "no value yet".to_owned(), |it| it.percent_text());
    Some(Line {
        at: id.at(),
        title: row.title.clone(),
        depth: 1,
        fold: Fold::None,
        bar: Bar {
            shape: Shape::Task,
            dates: clock.map(|it| {
                let last = minutes(it.finish.at(0, 0, 0, 0)) + DAY;
                (minutes(it.start.at(0, 0, 0, 0)), last)
            }),
            done: u8::try_from(done).unwrap_or(100),
            critical: true,
            ..bar()
        },
        duration: None,
        slack: None,
        label: format!(
            "outcome {share}, {}",
            progress.health.status.word().to_lowercase()
        ),
        head: None,
    })
}

fn stone(schedule: Option<&Schedule>, row: &Row<Task>) -> Option<Line> {
    let dates = schedule?.tasks.get(&row.id)?;
    let at = (minutes(dates.start), minutes(dates.finish));
    Some(Line {
        at: row.id.at(),
        title: row.title.clone(),
        depth: 1,
        fold: Fold::None,
        bar: Bar {
            shape: Shape::Milestone,
            dates: Some(at),
            done: if row.percent >= 100 { 100 } else { 0 },
            deadline: row.deadline.map(minutes),
            ..bar()
        },
        duration: None,
        slack: None,
        label: String::new(),
        head: None,
    })
}

fn bar() -> Bar {
    Bar {
        shape: Shape::Task,
        dates: None,
        done: 0,
        baseline: None,
        deadline: None,
        slack_until: None,
        critical: false,
        pinned: false,
        inactive: false,
    }
}
