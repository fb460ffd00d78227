//! Why a task has the dates it has, as sentences: what decides its start, which calendar it runs on,
//! and what is in the way.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use jiff::civil::{Date, DateTime};

use super::{Driver, Problem, Schedules, default_calendar};
use crate::duration::Measure;
use crate::progress::words::{count, date};
use crate::{
    Assignee, Calendar, Constraint, ConstraintKind, Dependency, DependencyKind, Id, Lag, Plan, Row,
    Task, TaskMode,
};

/// Why a task has its dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// One sentence: what decides.
    pub sentence: String,
    /// The task that it waits for, when one decides.
    pub waits_for: Option<Id<Task>>,
    /// The calendar that it runs on; `None` is the standard week.
    pub calendar: Option<Id<Calendar>>,
    /// What a person should know besides, a sentence each.
    pub notes: Vec<String>,
}

/// Why a task has its dates; `None` when it has none.
pub fn reason(plan: &Plan, schedules: &Schedules, id: Id<Task>, today: Date) -> Option<Reason> {
    let row = plan.live(id)?;
    let dates = schedules.dates(plan, id)?;
    let mut waits_for = None;
    let sentence = match dates.driver {
        Driver::ProjectStart => {
            let start = schedules.project(row.project)?.start;
            format!(
                "It can begin when the project does, on {}.",
                day(start, today)
            )
        }
        Driver::Dependency(dependency) => {
            let link = plan.get(dependency)?;
            waits_for = Some(link.predecessor);
            linked(plan, schedules, row, link, today)
        }
        Driver::Constraint => held(plan, row, today),
        Driver::AsLateAsPossible => "It begins as late as what comes after it allows.".to_string(),
        Driver::Pinned => "It is pinned: these dates stay whatever happens around it.".to_string(),
        Driver::Started => format!("It really started on {}.", day(dates.start, today)),
        Driver::Children => "It spans the tasks below it.".to_string(),
    };
    Some(Reason {
        sentence,
        waits_for,
        calendar: runs_on(plan, row),
        notes: notes(plan, schedules, row, today),
    })
}

/// The calendar that a task runs on by what is said of it and its project.
pub fn runs_on(plan: &Plan, row: &Row<Task>) -> Option<Id<Calendar>> {
    let live = |id: &Id<Calendar>| plan.live(*id).is_some();
    let project = || plan.get(row.project).and_then(|it| it.calendar);
    row.calendar
        .filter(live)
        .or_else(|| project().filter(live))
        .or_else(|| default_calendar(plan))
}

/// A lag as people write it: "2 d", "1 ed", "50 %"; empty when there is none.
pub fn lag_text(lag: Lag) -> String {
    match lag {
        Lag::Span(span) if span.minutes == 0 => String::new(),
        Lag::Span(span) => Measure::default().write(span),
        Lag::Percent { percent, elapsed } => {
            let elapsed = if elapsed { "e" } else { "" };
            format!("{} {elapsed}%", percent.normalize())
        }
    }
}

/// Reads a lag: "2d", "-1 w", "1ed", "50%", "50e%"; empty is none. `None` when it is no lag.
pub fn read_lag(text: &str, measure: Measure) -> Option<Lag> {
    let text = text.trim();
    let (negative, size) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(size) => (true, size.trim()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim()),
    };
    if size.is_empty() {
        return (!negative).then(Lag::default);
    }
    if let Some(number) = size.strip_suffix('%') {
        let number = number.trim();
        let plain = number.strip_suffix(['e', 'E']);
        let typed = plain.unwrap_or(number).trim().replace(',', ".");
        let percent = rust_decimal::Decimal::from_str_exact(&typed).ok()?;
        return Some(Lag::Percent {
            percent: if negative { -percent } else { percent },
            elapsed: plain.is_some(),
        });
    }
    let mut span = measure.read(size)?;
    span.minutes = if negative {
        -span.minutes
    } else {
        span.minutes
    };
    Some(Lag::Span(span))
}

fn day(at: DateTime, today: Date) -> String {
    date(at.date(), today)
}

fn title(plan: &Plan, id: Id<Task>) -> String {
    let title = plan.get(id).map_or("", |row| row.title.as_str());
    format!("\u{201c}{title}\u{201d}")
}

/// "It waits until “Build” is finished, on 6 Nov, and 2 d more."
fn linked(
    plan: &Plan,
    schedules: &Schedules,
    row: &Row<Task>,
    link: &Dependency,
    today: Date,
) -> String {
    let other = title(plan, link.predecessor);
    let dates = schedules.dates(plan, link.predecessor);
    let starts = matches!(
        link.kind,
        DependencyKind::StartToStart | DependencyKind::StartToFinish
    );
    let when = dates.map(|it| if starts { it.start } else { it.finish });
    let on = when.map_or_else(String::new, |at| format!(" on {}", day(at, today)));
    let who = match link.successor == row.id {
        true => "It".to_string(),
        false => title(plan, link.successor),
    };
    let base = match link.kind {
        DependencyKind::FinishToStart => format!("{who} starts after {other} finishes{on}"),
        DependencyKind::StartToStart => format!("{who} starts after {other} starts{on}"),
        DependencyKind::FinishToFinish => format!("{who} finishes after {other} finishes{on}"),
        DependencyKind::StartToFinish => format!("{who} finishes after {other} starts{on}"),
    };
    let lag = lag_text(link.lag);
    match (lag.is_empty(), lag.strip_prefix('-')) {
        (true, _) => format!("{base}."),
        (false, Some(lead)) => format!("{base}, {lead} before that."),
        (false, None) => format!("{base}, and {lag} later."),
    }
}

/// The constraint that holds it: its own, or that of a summary above it.
fn held(plan: &Plan, row: &Row<Task>, today: Date) -> String {
    let bound = |it: &Constraint| it.kind != ConstraintKind::AsSoonAsPossible;
    let own = Some(row.constraint).filter(bound).map(|it| (it, None));
    let above = || {
        plan.lineage(row.id)
            .filter(|it| it.id != row.id)
            .find(|it| bound(&it.constraint))
            .map(|it| (it.constraint, Some(it.id)))
    };
    let Some((constraint, from)) = own.or_else(above) else {
        return "Its constraint decides its dates.".to_string();
    };
    let when = constraint
        .at
        .map_or_else(String::new, |at| format!(" {}", day(at, today)));
    let words = constraint.kind.word().to_lowercase();
    match from {
        Some(id) => format!("{}, above it, is held to: {words}{when}.", title(plan, id)),
        None => format!("It is held to: {words}{when}."),
    }
}

fn notes(plan: &Plan, schedules: &Schedules, row: &Row<Task>, today: Date) -> Vec<String> {
    let mut out = Vec::new();
    let theirs = plan.all::<Calendar>().filter(|it| !it.head.trashed);
    for person in theirs.filter_map(|it| it.person) {
        let works = row
            .assignments
            .iter()
            .any(|it| it.who == Assignee::Person(person));
        let name = plan.get(person).map(|it| it.name.as_str());
        if let Some(name) = name.filter(|_| works && row.mode == TaskMode::Auto) {
            out.push(format!("It runs only when {name} works."));
        }
    }
    let Some(schedule) = schedules.project(row.project) else {
        return out;
    };
    for problem in &schedule.problems {
        let dates = schedule.tasks.get(&row.id);
        match problem {
            Problem::MissedDeadline { task } if *task == row.id => {
                out.extend(
                    dates
                        .zip(row.deadline)
                        .map(|(dates, deadline)| late(dates.finish, deadline, today)),
                );
            }
            Problem::ConstraintConflict { task, dependency }
            | Problem::PinnedTooEarly { task, dependency }
                if *task == row.id =>
            {
                let other = dependency.and_then(|id| plan.get(id));
                let other = other.map_or("what it waits for".to_string(), |it| {
                    title(plan, it.predecessor)
                });
                out.push(format!("Its dates are earlier than {other} allows."));
            }
            Problem::CycleBroken { tasks, .. } if tasks.contains(&row.id) => {
                let names: Vec<String> = tasks.iter().map(|id| title(plan, *id)).collect();
                out.push(format!(
                    "It waits in a circle: {}. One dependency was left out; remove one of them.",
                    names.join(", ")
                ));
            }
            Problem::NeverWorks { calendar } if runs_on(plan, row) == Some(*calendar) => {
                out.push(
                    "Its calendar has no working time, so Monday to Friday is used.".to_string(),
                );
            }
            Problem::TooFar { task } if *task == row.id => {
                out.push(
                    "Its dates are beyond what calendars cover and were cut there.".to_string(),
                );
            }
            _ => {}
        }
    }
    out
}

fn late(finish: DateTime, deadline: DateTime, today: Date) -> String {
    let days = super::minute::day_of(finish.date()) - super::minute::day_of(deadline.date());
    let by = match days {
        0 => String::new(),
        days => format!(" by {}", count(days, "day", "days")),
    };
    format!("It misses its deadline of {}{by}.", day(deadline, today))
}
