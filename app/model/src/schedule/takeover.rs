//! What the scheduler would move when an imported project is handed to it, and why each task moves.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::{Date, DateTime};

use super::edit::{differing, planned, reschedule};
use super::{Dates, Schedule, Schedules, reason, schedule};
use crate::progress::words::{count, date};
use crate::{Id, Op, Plan, Project, Task};

/// A task that would move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Which.
    pub task: Id<Task>,
    /// Its title.
    pub title: String,
    /// "2 Nov to 4 Nov"; with times when the days stay the same.
    pub was: String,
    /// The same, as it would be.
    pub now: String,
    /// "3 days later".
    pub by: String,
    /// What decides its new dates, as a sentence.
    pub reason: String,
}

/// What handing a project to the scheduler would do. Nothing is changed by finding out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Takeover {
    /// The edits that do it.
    pub ops: Vec<Op>,
    /// How many tasks that are no summaries would move.
    pub moved: usize,
    /// Of them to later dates.
    pub later: usize,
    /// The project's end before and after, when it changes.
    pub finish: Option<(DateTime, DateTime)>,
    /// The biggest moves, biggest first.
    pub moves: Vec<Move>,
}

impl Takeover {
    /// It in one sentence.
    pub fn words(&self, today: Date) -> String {
        if self.moved == 0 {
            return "No task would move: the scheduler finds the same dates.".into();
        }
        let count = count(self.moved as i64, "task would move", "tasks would move");
        let later = match (self.later, self.moved - self.later) {
            (0, _) => ", all to earlier dates".into(),
            (_, 0) => ", all to later dates".into(),
            (later, earlier) => format!(", {later} to later and {earlier} to earlier dates"),
        };
        let finish = self.finish.map_or_else(String::new, |(was, now)| {
            let (was, now) = (date(was.date(), today), date(now.date(), today));
            match was == now {
                true => String::new(),
                false => format!(" The project would finish on {now} instead of {was}."),
            }
        });
        let later = if self.moved == 1 { "" } else { &later };
        format!("{count}{later}.{finish}")
    }
}

/// What handing a project to the scheduler would do; `named` of the moves are told one by one.
pub fn takeover(plan: &Plan, project: Id<Project>, today: Date, named: usize) -> Takeover {
    let mut trial = Trial::new(plan, project);
    while trial.step() {}
    trial.told(today, named)
}

/// The same in steps, for a page that answers between them.
#[derive(Debug)]
pub struct Trial<'a> {
    plan: &'a Plan,
    project: Id<Project>,
    ops: Vec<Op>,
    after: Option<Plan>,
    was: Option<Schedule>,
    then: Option<Schedule>,
}

impl<'a> Trial<'a> {
    /// Nothing is worked out yet.
    pub fn new(plan: &'a Plan, project: Id<Project>) -> Self {
        Self {
            plan,
            project,
            ops: Vec::new(),
            after: None,
            was: None,
            then: None,
        }
    }

    /// Takes one step; false when nothing is left.
    pub fn step(&mut self) -> bool {
        match (&self.after, &self.was, &self.then) {
            (None, ..) => {
                self.ops = reschedule(self.plan, self.project);
                self.after = Some(planned(self.plan, &self.ops));
            }
            (_, None, _) => self.was = Some(schedule(self.plan, self.project)),
            (Some(after), _, None) => self.then = Some(schedule(after, self.project)),
            _ => return false,
        }
        true
    }

    /// What was found; `named` of the moves are told one by one.
    pub fn told(mut self, today: Date, named: usize) -> Takeover {
        while self.step() {}
        let (Some(after), Some(was), Some(then)) = (self.after, self.was, self.then) else {
            return Takeover::default();
        };
        told(self.plan, &after, (was, then), self.ops, (today, named))
    }
}

fn told(
    plan: &Plan,
    after: &Plan,
    (was, then): (Schedule, Schedule),
    ops: Vec<Op>,
    (today, named): (Date, usize),
) -> Takeover {
    let finish = Some((was.finish, then.finish)).filter(|(was, now)| was != now);
    let here = Schedules::default().with(was);
    let mut moved: Vec<_> = differing(plan, &here, after, &then)
        .into_iter()
        .filter(|it| !plan.is_summary(it.task))
        .map(|it| (shift(it.was.as_ref(), it.now.as_ref()), it))
        .collect();
    let count = moved.len();
    let later = moved.iter().filter(|(by, _)| *by > 0).count();
    // Of equal moves the one further up in the outline comes first.
    moved.sort_by_key(|(by, _)| core::cmp::Reverse(by.unsigned_abs()));
    moved.truncate(named);
    let then = Schedules::default().with(then);
    let moves = moved.into_iter().map(|(by, it)| {
        let (was, now) = spans(it.was.as_ref(), it.now.as_ref(), today);
        let why = reason::reason(after, &then, it.task, today);
        let row = plan.get(it.task);
        Move {
            task: it.task,
            title: row.map_or_else(String::new, |row| row.title.clone()),
            was,
            now,
            by: by_words(by),
            reason: why.map_or_else(|| "Nothing says when it happens.".into(), |it| it.sentence),
        }
    });
    Takeover {
        moves: moves.collect(),
        ops,
        moved: count,
        later,
        finish,
    }
}

/// How far it moves, in minutes by the clock: its start or its finish, whichever goes further.
fn shift(was: Option<&Dates>, now: Option<&Dates>) -> i64 {
    let (Some(was), Some(now)) = (was, now) else {
        return 0;
    };
    let by = |from: DateTime, to: DateTime| {
        let span = to.duration_since(from);
        span.as_secs() / 60
    };
    let (start, finish) = (by(was.start, now.start), by(was.finish, now.finish));
    if start.abs() > finish.abs() {
        start
    } else {
        finish
    }
}

/// Both spans; with times of day when the days are the same.
fn spans(was: Option<&Dates>, now: Option<&Dates>, today: Date) -> (String, String) {
    let days = |it: Option<&Dates>| match it {
        Some(it) if it.start.date() == it.finish.date() => date(it.start.date(), today),
        Some(it) => {
            let (start, finish) = (it.start.date(), it.finish.date());
            format!("{} to {}", date(start, today), date(finish, today))
        }
        None => "no dates".into(),
    };
    let clock = |at: DateTime| {
        let day = date(at.date(), today);
        format!("{day} {:02}:{:02}", at.hour(), at.minute())
    };
    let times = |it: Option<&Dates>| {
        it.map_or_else(String::new, |it| {
            format!("{} to {}", clock(it.start), clock(it.finish))
        })
    };
    match (days(was), days(now)) {
        (one, other) if one == other => (times(was), times(now)),
        both => both,
    }
}

fn by_words(minutes: i64) -> String {
    let way = if minutes > 0 { "later" } else { "earlier" };
    let size = minutes.unsigned_abs() as i64;
    let size = match size {
        0 => return String::new(),
        1..60 => count(size, "minute", "minutes"),
        60..1440 => count((size + 30) / 60, "hour", "hours"),
        _ => count((size + 720) / 1440, "day", "days"),
    };
    format!("{size} {way}")
}
