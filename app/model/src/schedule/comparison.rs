//! Two versions of a plan side by side, in words: what came, went, moved, waits for something else,
//! and which Key Results that touches (SPEC 7).

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use super::baseline::{self, Both, Change, Stand, Version};
use super::forecast::linked;
use super::{Schedules, WorkTime, work_time_of_project};
use crate::entity::choice;
use crate::progress::{self, words};
use crate::{Id, KeyResult, LinkTarget, Plan, Project, Row, Task, Wait};

choice! {
    /// In what way a task differs.
    What {
        /// Other dates.
        #[default]
        Moved = "Moved",
        /// Only in the second version.
        Added = "Added",
        /// Only in the first version.
        Removed = "Removed",
        /// The same dates, but it waits for other tasks.
        Relinked = "Relinked",
    }
}

/// A first and a last moment.
pub type Stretch = (DateTime, DateTime);

/// A task that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which task; perhaps one in the trash.
    pub task: Id<Task>,
    /// Its title.
    pub title: String,
    /// In what way.
    pub what: What,
    /// From when to when it stood in the first version.
    pub was: Option<Stretch>,
    /// And in the second.
    pub now: Option<Stretch>,
    /// Working minutes that its finish moved; negative is earlier.
    pub slip_minutes: i64,
    /// Whether it waits for other tasks; perhaps it moved as well.
    pub relinked: bool,
    /// What differs, a phrase each.
    pub words: Vec<String>,
}

/// A Key Result whose linked work in this project finishes on another day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Which.
    pub key_result: Id<KeyResult>,
    /// Its title.
    pub title: String,
    /// What that means, as a sentence.
    pub words: String,
}

/// What differs between two versions of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// How many tasks there are in either.
    pub tasks: usize,
    /// The tasks that differ: the biggest slip first, what comes earlier last, else in the order of
    /// the outline.
    pub lines: Vec<Line>,
    /// The Key Results that this touches.
    pub goals: Vec<Goal>,
    /// All of it in a sentence.
    pub sentence: String,
    /// Whether both versions know what each task waits for.
    pub knows_links: bool,
}

/// Compares two versions of a project. Summaries follow what is below them: they are no lines of
/// their own.
pub fn comparison(
    plan: &Plan,
    schedules: &Schedules,
    project: Id<Project>,
    versions: (Version, Version),
    today: Date,
) -> Comparison {
    let stands = baseline::stands(plan, schedules, project, versions);
    let time = work_time_of_project(plan, project);
    let measure = Days::of(plan, project);
    let mut lines = Vec::new();
    let (mut tasks, mut by_task) = (0, BTreeMap::new());
    for (row, both) in &stands {
        if plan.is_summary(row.id) || (both.0.is_none() && both.1.is_none()) {
            continue;
        }
        tasks += 1;
        by_task.insert(row.id, both.clone());
        if let Some(change) = baseline::change(both.0.clone(), both.1.clone()) {
            lines.push(line(plan, &time, measure, row, &change));
        }
    }
    lines.sort_by_key(|line| core::cmp::Reverse(line.slip_minutes));
    let goals = goals(plan, project, &by_task, today);
    let knows_links = by_task.values().all(|both| {
        let knows = |stand: &Option<Stand>| stand.as_ref().is_none_or(|it| it.waits_for.is_some());
        knows(&both.0) && knows(&both.1)
    });
    let sentence = sentence(tasks, &lines, &by_task, &time, measure, today);
    Comparison {
        tasks,
        lines,
        goals,
        sentence,
        knows_links,
    }
}

/// How long a working day of a project is.
#[derive(Clone, Copy)]
struct Days(i64);

impl Days {
    fn of(plan: &Plan, project: Id<Project>) -> Self {
        let own = plan.get(project).map_or(0, |row| row.minutes_per_day);
        let usual = plan
            .workspace()
            .map_or(480, |row| row.settings.minutes_per_day);
        let minutes = if own > 0 { own } else { usual.into() };
        Self(i64::from(minutes).max(1))
    }

    /// "2.5 working days", "3 working hours".
    fn words(self, minutes: i64) -> String {
        let minutes = minutes.abs();
        if minutes < 60 {
            return words::count(minutes, "working minute", "working minutes");
        }
        let (unit, one, many) = match minutes < self.0 {
            true => (60, "working hour", "working hours"),
            false => (self.0, "working day", "working days"),
        };
        if minutes % unit == 0 {
            return words::count(minutes / unit, one, many);
        }
        let number = (Decimal::from(minutes) / Decimal::from(unit)).round_dp(1);
        format!("{} {many}", number.normalize())
    }

    fn shift(self, what: &str, minutes: i64) -> Option<String> {
        let word = if minutes > 0 { "later" } else { "earlier" };
        (minutes != 0).then(|| format!("{what} {} {word}", self.words(minutes)))
    }
}

fn stretch(stand: &Stand) -> Option<Stretch> {
    let (start, finish) = (stand.start.or(stand.finish)?, stand.finish.or(stand.start)?);
    Some((start, finish))
}

/// Working minutes from one moment to another; negative when that goes back.
fn signed(time: &WorkTime, from: DateTime, to: DateTime) -> i64 {
    match from <= to {
        true => time.between(from, to),
        false => -time.between(to, from),
    }
}

fn line(plan: &Plan, time: &WorkTime, days: Days, row: &Row<Task>, change: &Change) -> Line {
    let (what, was, now) = match change {
        Change::Added(now) => (What::Added, None, Some(now)),
        Change::Removed(was) => (What::Removed, Some(was), None),
        Change::Moved { was, now } => (What::Moved, Some(was), Some(now)),
        Change::Relinked { was, now } => (What::Relinked, Some(was), Some(now)),
    };
    let dates = (was.and_then(stretch), now.and_then(stretch));
    let mut words = Vec::new();
    let mut slip_minutes = 0;
    if let (Some(was), Some(now)) = dates {
        slip_minutes = signed(time, was.1, now.1);
        words.extend(moved(time, days, was, now));
    }
    let links = relinked(plan, was, now);
    let relinked = !links.is_empty();
    words.extend(links);
    if what == What::Removed {
        words.push(match row.head.trashed {
            true => "in the trash now".into(),
            false => "not in the second".into(),
        });
    }
    if what == What::Added {
        words.push("not in the first".into());
    }
    Line {
        task: row.id,
        title: row.title.clone(),
        what,
        was: dates.0,
        now: dates.1,
        slip_minutes,
        relinked,
        words,
    }
}

/// "starts 2 working days later", "takes 1 working day more".
fn moved(time: &WorkTime, days: Days, was: Stretch, now: Stretch) -> Vec<String> {
    let (start, finish) = (signed(time, was.0, now.0), signed(time, was.1, now.1));
    let longer = time.between(now.0, now.1) - time.between(was.0, was.1);
    let mut out: Vec<String> = match (start == finish, start) {
        (true, 0) => Vec::new(),
        (true, _) => days.shift("moved", start).into_iter().collect(),
        _ => [days.shift("starts", start), days.shift("finishes", finish)]
            .into_iter()
            .flatten()
            .collect(),
    };
    if longer != 0 {
        let word = if longer > 0 { "longer" } else { "shorter" };
        out.push(format!("{} {word}", days.words(longer)));
    }
    if out.is_empty() && was != now {
        // Both lie in time off: no working time is between them.
        out.push("moved within time off".into());
    }
    out
}

fn relinked(plan: &Plan, was: Option<&Stand>, now: Option<&Stand>) -> Vec<String> {
    let known = was
        .and_then(|it| it.waits_for.as_ref())
        .zip(now.and_then(|it| it.waits_for.as_ref()));
    let Some((was, now)) = known else {
        return Vec::new();
    };
    let title = |id: Id<Task>| plan.get(id).map_or("a task", |row| row.title.as_str());
    let name = |it: &Wait| format!("\u{201c}{}\u{201d} ({})", title(it.task), it.kind.word());
    let same = |set: &BTreeSet<Wait>, it: &Wait| {
        let same = |other: &&Wait| other.task == it.task && other.kind == it.kind;
        set.iter().any(|other| same(&other))
    };
    let came = now.difference(was).map(|it| match same(was, it) {
        true => format!("another lag after {}", name(it)),
        false => format!("waits for {}", name(it)),
    });
    let went = was
        .difference(now)
        .filter(|it| !same(now, it))
        .map(|it| format!("waits no longer for {}", name(it)));
    came.chain(went).collect()
}

/// The last finish of some tasks in both versions.
fn finishes<'a>(all: impl Iterator<Item = &'a Both>) -> (Option<DateTime>, Option<DateTime>) {
    let finish = |stand: &Option<Stand>| stand.as_ref().and_then(|it| it.finish);
    all.fold((None, None), |(was, now), both| {
        (was.max(finish(&both.0)), now.max(finish(&both.1)))
    })
}

fn goals(
    plan: &Plan,
    project: Id<Project>,
    stands: &BTreeMap<Id<Task>, Both>,
    today: Date,
) -> Vec<Goal> {
    let tasks = plan.tasks(project).into_iter().map(|(_, row)| row.id);
    let served = tasks.flat_map(|id| plan.serves(id));
    let all: BTreeSet<Id<KeyResult>> = served
        .chain(plan.project_serves(project))
        .map(|it| it.key_result)
        .collect();
    all.into_iter()
        .filter_map(|id| goal(plan, id, stands, today))
        .collect()
}

fn goal(
    plan: &Plan,
    id: Id<KeyResult>,
    stands: &BTreeMap<Id<Task>, Both>,
    today: Date,
) -> Option<Goal> {
    let row = plan.live(id)?;
    let mut work = linked(plan, id);
    let whole = plan.links_of(id).into_iter().any(|link| {
        let project = |task: Id<Task>| plan.get(task).map(|row| row.project);
        let here = stands.keys().next().copied().and_then(project);
        matches!(link.target, LinkTarget::Project(it) if Some(it) == here)
    });
    if whole {
        // Also what is in the trash by now: it was part of the work then.
        work.extend(stands.keys().copied());
    }
    let (was, now) = finishes(work.iter().filter_map(|task| stands.get(task)));
    let (was, now) = (was?.date(), now?.date());
    if was == now {
        return None;
    }
    let end = progress::clock_of(plan, id, today).map(|clock| clock.finish);
    let after = match end {
        Some(end) if now > end => {
            let over = (now - end).get_days();
            let over = words::count(i64::from(over), "day", "days");
            format!(", {over} after the cycle")
        }
        _ => String::new(),
    };
    Some(Goal {
        key_result: id,
        title: row.title.clone(),
        words: format!(
            "Its work here finishes {} instead of {}{after}.",
            words::date(now, today),
            words::date(was, today)
        ),
    })
}

/// "12 of 80 tasks moved, 2 came. The finish slips 4 working days, from 14 Dec to 18 Dec."
fn sentence(
    tasks: usize,
    lines: &[Line],
    stands: &BTreeMap<Id<Task>, Both>,
    time: &WorkTime,
    days: Days,
    today: Date,
) -> String {
    if lines.is_empty() {
        return match tasks {
            0 => "Neither has tasks with dates.".into(),
            n => format!(
                "Nothing differs: {} with the same dates.",
                words::count(n as i64, "task", "tasks")
            ),
        };
    }
    let count = |what: What| lines.iter().filter(|line| line.what == what).count();
    let part = |what: What, word: &str| match count(what) {
        0 => None,
        n => Some(format!("{n} {word}")),
    };
    let parts: Vec<String> = [
        part(What::Moved, "moved"),
        part(What::Added, "came"),
        part(What::Removed, "went"),
        part(
            What::Relinked,
            match count(What::Relinked) {
                1 => "waits for other tasks",
                _ => "wait for other tasks",
            },
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    let of = words::count(tasks as i64, "task", "tasks");
    let first = format!("Of {of} {}.", parts.join(", "));
    let (was, now) = finishes(stands.values());
    let finish = was.zip(now).map(|(was, now)| {
        let (from, to) = (
            words::date(was.date(), today),
            words::date(now.date(), today),
        );
        match signed(time, was, now) {
            0 => format!(" The finish stays on {to}."),
            n if n > 0 => format!(" The finish slips {}, from {from} to {to}.", days.words(n)),
            n => format!(
                " The finish comes {} earlier, {to} instead of {from}.",
                days.words(n)
            ),
        }
    });
    first + &finish.unwrap_or_else(|| "".to_string())
}
