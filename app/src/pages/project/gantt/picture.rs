//! A project as lines and arrows: what its chart shows. The dates are the scheduler's; nothing is
//! computed here but where one thing stands among others.

use std::collections::BTreeSet;

use chart::gantt::{Bar, DAY, Shape, Tie, TieKind, Ties, Work};
use model::schedule::{self, Dates, Schedule, Schedules, WorkTime};
use model::{
    Date, DateTime, Dependency, DependencyKind, Id, Numbers, Plan, Project, Ref, Row, StatusClass,
    Task, TaskMode,
};

use crate::components::gantt::{Fold, Line, Says, Sheet};
use crate::components::grid::Entry;

/// Minutes since 1 January 1970, as the picture counts.
pub(in crate::pages) fn minutes(at: DateTime) -> i64 {
    day(at.date()) * DAY + i64::from(at.hour()) * 60 + i64::from(at.minute())
}

fn day(date: Date) -> i64 {
    chart::gantt::Civil {
        year: i64::from(date.year()),
        month: u8::try_from(date.month()).unwrap_or(1),
        day: u8::try_from(date.day()).unwrap_or(1),
    }
    .day_number()
}

/// What the chart of a project shows.
pub(super) fn sheet(
    plan: &Plan,
    all: &Schedules,
    project: Id<Project>,
    (entries, folded): (&[Entry], &BTreeSet<Id<Task>>),
    (today, baseline): (Date, Option<u8>),
) -> Sheet {
    let Some(schedule) = all.project(project) else {
        return Sheet::default();
    };
    let mut lines = Vec::with_capacity(entries.len());
    let mut rows: Vec<Id<Task>> = Vec::with_capacity(entries.len());
    let tasks = plan.tasks(project);
    let shares = shares(plan, &tasks);
    let place = Numbers::new(tasks.iter().map(|it| it.1.id).collect());
    for entry in entries {
        let listed = match entry {
            Entry::Head { words, count } => {
                lines.push(head(project, words, *count));
                // A head stands for no task.
                rows.push(Id::default());
                continue;
            }
            Entry::Task(listed) => listed,
        };
        let Some(at) = place.find(listed.id).map(|at| at as usize) else {
            continue;
        };
        let (row, shut) = (tasks[at].1, folded.contains(&listed.id));
        rows.push(row.id);
        let dates = schedule.tasks.get(&row.id);
        lines.push(line(
            row,
            (listed.depth, shut),
            &shares[at],
            dates,
            baseline,
        ));
    }
    let cycle = plan.cycle_at(today);
    let (ties, tied) = ties(plan, schedule, &Numbers::new(rows), lines.len());
    Sheet {
        ties,
        tied,
        lines,
        work: work(&schedule::work_time_of_project(plan, project), schedule),
        today: Some(day(today)),
        cycle_end: cycle.and_then(|cycle| cycle.finish).map(day),
        cycle_ends: cycle.map_or_else(String::new, |cycle| format!("{} ends", cycle.name)),
        says: Says::default(),
    }
}

/// A head over tasks that are grouped.
fn head(project: Id<Project>, words: &str, count: usize) -> Line {
    Line {
        at: project.at(),
        title: words.to_owned(),
        depth: 0,
        fold: Fold::None,
        bar: Bar::default(),
        duration: None,
        slack: None,
        label: String::new(),
        head: Some(count),
    }
}

fn line(
    row: &Row<Task>,
    (depth, shut): (usize, bool),
    share: &Share,
    dates: Option<&Dates>,
    baseline: Option<u8>,
) -> Line {
    let summary = share.summary;
    let shape = match (summary, row.milestone) {
        (true, _) => Shape::Summary,
        (_, true) => Shape::Milestone,
        _ => Shape::Task,
    };
    let baseline = row.baselines.iter().find(|it| Some(it.number) == baseline);
    let done = share.done;
    let bar = Bar {
        shape,
        dates: dates.map(|it| (minutes(it.start), minutes(it.finish))),
        done,
        baseline: baseline
            .and_then(|it| it.start.zip(it.finish))
            .map(|(start, finish)| (minutes(start), minutes(finish))),
        deadline: row.deadline.map(minutes),
        slack_until: dates
            .filter(|it| !summary && it.total_slack_minutes > 0)
            .map(|it| minutes(it.late_finish)),
        critical: dates.is_some_and(|it| it.critical) && !summary,
        pinned: row.mode == TaskMode::Pinned,
        inactive: row.inactive,
    };
    let label = match shape {
        Shape::Task if done > 0 && done < 100 => format!("{done} %"),
        Shape::Milestone => bar.dates.map_or_else(String::new, |it| {
            let date = chart::gantt::Civil::of_day(it.1.div_euclid(DAY));
            format!("{} {}", date.day, date.month_short())
        }),
        _ => String::new(),
    };
    Line {
        at: row.id.at(),
        title: row.title.clone(),
        depth: u8::try_from(depth).unwrap_or(u8::MAX),
        fold: match (summary, shut) {
            (false, _) => Fold::None,
            (true, false) => Fold::Open,
            (true, true) => Fold::Closed,
        },
        bar,
        duration: dates.map(|it| it.duration_minutes),
        slack: dates
            .filter(|_| !summary && done < 100)
            .map(|it| it.total_slack_minutes),
        label,
        head: None,
    }
}

/// How much of a row is done, and whether anything is below it.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    summary: bool,
    done: u8,
}

/// Percent done of each row; of a summary by the length of what is below it, each task at least a
/// minute long. From the last row to the first, so that what is below is known.
fn shares(plan: &Plan, tasks: &[(usize, &std::sync::Arc<Row<Task>>)]) -> Vec<Share> {
    let mut shares = vec![Share::default(); tasks.len()];
    // What the rows of each depth have added up to since the last row above them.
    let mut below: Vec<(i64, i64)> = Vec::new();
    for (at, (depth, row)) in tasks.iter().enumerate().rev() {
        below.resize((depth + 2).max(below.len()), (0, 0));
        let summary = tasks.get(at + 1).is_some_and(|next| next.0 > *depth);
        let class = plan.status_class(row);
        let out = row.inactive || class == StatusClass::Cancelled;
        let length = row.duration.map_or(1, |it| it.minutes.max(1));
        let own = match class {
            StatusClass::Done => 100,
            _ => i64::from(row.percent.min(100)),
        };
        let (part, whole) = match (summary, out) {
            (true, _) => below[depth + 1],
            (false, true) => (0, 0),
            (false, false) => (length * own, length),
        };
        below[depth + 1] = (0, 0);
        below[*depth].0 += part;
        below[*depth].1 += whole;
        let done = if summary { part / whole.max(1) } else { own };
        shares[at] = Share {
            summary,
            done: u8::try_from(done).unwrap_or(100),
        };
    }
    shares
}

fn ties(plan: &Plan, schedule: &Schedule, rows: &Numbers<Task>, count: usize) -> (Ties, Vec<Ref>) {
    let critical = |id| {
        schedule
            .tasks
            .get(&id)
            .is_some_and(|it: &Dates| it.critical)
    };
    let (mut found, mut tied) = (Vec::new(), Vec::new());
    // One walk over all of them: asking each task takes longer from a few hundred rows on.
    for row in plan.all::<Dependency>().filter(|row| !row.head.trashed) {
        let ends = rows.find(row.predecessor).zip(rows.find(row.successor));
        if let Some((from, to)) = ends.filter(|(from, to)| from != to) {
            tied.push(row.id.at());
            found.push(Tie {
                from,
                to,
                kind: match row.kind {
                    DependencyKind::FinishToStart => TieKind::FinishToStart,
                    DependencyKind::StartToStart => TieKind::StartToStart,
                    DependencyKind::FinishToFinish => TieKind::FinishToFinish,
                    DependencyKind::StartToFinish => TieKind::StartToFinish,
                },
                critical: critical(row.predecessor) && critical(row.successor),
            });
        }
    }
    (Ties::new(found, count), tied)
}

/// The working time around the project, day by day where it differs from an office week.
fn work(time: &WorkTime, schedule: &Schedule) -> Work {
    let mut work = Work::office();
    let mut at = schedule.start.date();
    let last = schedule.finish.date();
    for _ in 0..4000 {
        let hours: Vec<(u16, u16)> = time
            .hours_on(at)
            .iter()
            .map(|hours| (hours.from, hours.to))
            .collect();
        if work.hours(day(at)) != hours {
            work.days.insert(day(at), hours);
        }
        match at.tomorrow() {
            Ok(next) if at < last => at = next,
            _ => break,
        }
    }
    work
}
