//! What the schedule says about a Key Result: the chain that decides it, and how much of its work is
//! planned by the cycle's end (SPEC 4).

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use jiff::civil::{Date, DateTime};

use super::minute::day_of;
use super::{Dates, Driver, Schedules};
use crate::progress::words::{count, date};
use crate::progress::{self, Fraction};
use crate::{
    AnyRow, DependencyKind, Id, KeyResult, LinkTarget, MetricType, Plan, Project, Row, StatusClass,
    Task,
};

/// The chain of tasks that ends in the linked work that finishes last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyResultPath {
    /// From the first task to the last, each driving the next.
    pub tasks: Vec<Id<Task>>,
    /// When the last of them finishes.
    pub finish: Option<DateTime>,
}

/// How much of the linked work is planned by the cycle's end, and which task decides that.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkForecast {
    /// The last day of the cycle.
    pub at: Date,
    /// Share of the linked work that is done or planned to be finished by then.
    pub share: Option<Fraction>,
    /// The same by the saved dates, when there are any.
    pub share_was: Option<Fraction>,
    /// For yes-or-no and milestone Key Results: the outcome that those finishes give.
    pub outcome: Option<Fraction>,
    /// The linked task that finishes last.
    pub last: Id<Task>,
    /// When it finishes.
    pub finish: DateTime,
    /// The task that decides that.
    pub deciding: Id<Task>,
    /// By how many days the deciding task is later than saved.
    pub slip_days: i32,
    /// It in words.
    pub sentence: String,
}

/// The work that a Key Result counts: leaves that are linked, or below something that is.
pub(super) fn linked(plan: &Plan, key_result: Id<KeyResult>) -> BTreeSet<Id<Task>> {
    let mut out = BTreeSet::new();
    let mut take = |rows: Vec<(usize, &Arc<Row<Task>>)>| {
        let counts = |row: &Row<Task>| {
            !row.inactive
                && plan.status_class(row) != StatusClass::Cancelled
                && !plan.is_summary(row.id)
        };
        out.extend(rows.into_iter().filter(|it| counts(it.1)).map(|it| it.1.id));
    };
    for link in plan.links_of(key_result) {
        match link.target {
            LinkTarget::Project(id) => take(plan.tasks(id)),
            LinkTarget::Task(id) => {
                let own = plan.live(id).map(|row| (0, row));
                take(own.into_iter().chain(plan.tasks_below(id)).collect());
            }
        }
    }
    let steps = plan.get(key_result).into_iter().flat_map(|row| &row.steps);
    let steps = steps
        .filter_map(|step| plan.live(step.task?))
        .map(|row| (0, row));
    take(steps.collect());
    out
}

/// The linked task that finishes last, the open ones first; of several a milestone, then the first by
/// identity.
fn last(
    plan: &Plan,
    schedules: &Schedules,
    key_result: Id<KeyResult>,
) -> Option<(Id<Task>, DateTime)> {
    let open = |id: Id<Task>| plan.get(id).is_some_and(|row| !is_done(plan, row));
    let dated = linked(plan, key_result)
        .into_iter()
        .filter_map(|id| Some((id, schedules.dates(plan, id)?.finish)));
    let milestone = |id: Id<Task>| plan.get(id).is_some_and(|row| row.milestone);
    dated.max_by_key(|(id, finish)| {
        let place = core::cmp::Reverse(*id);
        (open(*id), *finish, milestone(*id), place)
    })
}

/// The critical path of a Key Result.
pub fn key_result_path(
    plan: &Plan,
    schedules: &Schedules,
    key_result: Id<KeyResult>,
) -> KeyResultPath {
    let Some((task, finish)) = last(plan, schedules, key_result) else {
        return KeyResultPath::default();
    };
    KeyResultPath {
        tasks: chain(plan, schedules, task),
        finish: Some(finish),
    }
}

/// The tasks that drive one another up to this one, the first first.
pub fn chain(plan: &Plan, schedules: &Schedules, task: Id<Task>) -> Vec<Id<Task>> {
    let mut out = Vec::from([task]);
    let mut seen = BTreeSet::from([task]);
    let mut at = task;
    while let Some(Dates {
        driver: Driver::Dependency(id),
        ..
    }) = schedules.dates(plan, at)
    {
        let Some(dependency) = plan.get(*id) else {
            break;
        };
        let finishes = matches!(
            dependency.kind,
            DependencyKind::FinishToStart | DependencyKind::FinishToFinish
        );
        let Some(before) = decider(plan, schedules, dependency.predecessor, finishes) else {
            break;
        };
        if !seen.insert(before) {
            break;
        }
        out.push(before);
        at = before;
    }
    out.reverse();
    out
}

/// The leaf that decides a task's finish or start: itself, or one below a summary.
fn decider(plan: &Plan, schedules: &Schedules, task: Id<Task>, finishes: bool) -> Option<Id<Task>> {
    if !plan.is_summary(task) {
        return Some(task);
    }
    let below = plan.tasks_below(task).into_iter().map(|it| it.1.id);
    let leaves = below
        .filter(|id| !plan.is_summary(*id))
        .filter_map(|id| Some((id, schedules.dates(plan, id)?)));
    let order = core::cmp::Reverse;
    match finishes {
        true => leaves.max_by_key(|(id, dates)| (dates.finish, order(*id))),
        false => leaves.min_by_key(|(id, dates)| (dates.start, *id)),
    }
    .map(|it| it.0)
}

fn is_done(plan: &Plan, row: &Row<Task>) -> bool {
    plan.status_class(row) == StatusClass::Done || row.percent >= 100
}

/// The finish that was saved: baseline 0, else the one with the highest number.
fn saved(row: &Row<Task>) -> Option<DateTime> {
    let plain = row.baselines.iter().find(|it| it.number == 0);
    let newest = || row.baselines.iter().max_by_key(|it| it.number);
    plain.or_else(newest).and_then(|it| it.finish)
}

/// The Key Result and its work as they would stand, were what is planned by a day done and the rest
/// not begun: the ordinary rules of counting then give the forecast.
fn supposed(
    plan: &Plan,
    key_result: &Arc<Row<KeyResult>>,
    tasks: &BTreeSet<Id<Task>>,
    done: impl Fn(&Row<Task>) -> bool,
) -> Plan {
    let mut out = Plan::default();
    let statuses = plan.statuses();
    let key = |class| {
        let found = statuses.iter().find(|it| it.class == class);
        found.map(|it| it.key.clone()).unwrap_or_default()
    };
    let (open, closed) = (key(StatusClass::Open), key(StatusClass::Done));
    if let Some(row) = plan.workspace() {
        out.put(AnyRow::Workspace(row.clone()));
    }
    out.put(AnyRow::KeyResult(key_result.clone()));
    let mut projects: BTreeSet<Id<Project>> = BTreeSet::new();
    for link in plan.links_of(key_result.id) {
        if let LinkTarget::Project(id) = link.target {
            projects.insert(id);
        }
        out.put(AnyRow::Link(link.clone()));
    }
    for row in tasks.iter().flat_map(|id| plan.lineage(*id)) {
        projects.insert(row.project);
        if !tasks.contains(&row.id) {
            out.put(AnyRow::Task(row.clone()));
            continue;
        }
        let mut row = (**row).clone();
        let done = done(&row);
        row.body.percent = if done { 100 } else { 0 };
        row.body.status = if done { closed.clone() } else { open.clone() };
        out.put(AnyRow::Task(Arc::new(row)));
    }
    for project in projects.iter().filter_map(|id| plan.get(*id)) {
        out.put(AnyRow::Project(project.clone()));
    }
    out
}

/// The work forecast of a Key Result at its cycle's end; `None` without a cycle or without any
/// linked work that has dates.
pub fn work_forecast(
    plan: &Plan,
    schedules: &Schedules,
    key_result: Id<KeyResult>,
    today: Date,
) -> Option<WorkForecast> {
    let row = plan.live(key_result)?;
    let at = progress::clock_of(plan, key_result, today)?.finish;
    let tasks = linked(plan, key_result);
    let (task, finish) = last(plan, schedules, key_result)?;
    let by_dates = |it: &Row<Task>| {
        let dates = schedules.dates(plan, it.id);
        is_done(plan, it) || dates.is_some_and(|dates| dates.finish.date() <= at)
    };
    let then = supposed(plan, row, &tasks, by_dates);
    let share = progress::work(&then, key_result).share();
    let any_saved = tasks
        .iter()
        .filter_map(|id| plan.get(*id))
        .any(|it| saved(it).is_some());
    let share_was = any_saved.then(|| {
        let by_saved = |it: &Row<Task>| match saved(it) {
            Some(finish) => finish.date() <= at,
            None => by_dates(it),
        };
        progress::work(&supposed(plan, row, &tasks, by_saved), key_result).share()
    });
    let follows = matches!(row.metric, MetricType::Boolean | MetricType::Milestone);
    let outcome = follows
        .then(|| progress::outcome(&then, key_result).shown())
        .flatten();
    let (deciding, slip_days) = slipping(plan, schedules, task);
    let mut it = WorkForecast {
        at,
        share,
        share_was: share_was.flatten(),
        outcome,
        last: task,
        finish,
        deciding,
        slip_days,
        sentence: String::new(),
    };
    it.sentence = sentence(plan, &it, today);
    Some(it)
}

/// The task of a driving chain where the slip arises: the first that is as late as the latest. With
/// nothing saved it is the longest of the open ones.
fn slipping(plan: &Plan, schedules: &Schedules, task: Id<Task>) -> (Id<Task>, i32) {
    let chain = chain(plan, schedules, task);
    // In working time: a slip does not grow where it runs over closed days.
    let project = plan.get(task).map(|row| row.project).unwrap_or_default();
    let time = super::work_time_of_project(plan, project);
    let slip = |id: Id<Task>| {
        let was = saved(plan.get(id)?)?;
        let now = schedules.dates(plan, id)?.finish;
        let late = time.between(was, now);
        Some((id, late, days(was.date(), now.date())))
    };
    let slips: Vec<(Id<Task>, i64, i32)> = chain.iter().filter_map(|id| slip(*id)).collect();
    let most = slips.iter().map(|it| it.1).max().unwrap_or(0);
    if let Some(first) = slips.iter().find(|it| it.1 == most && it.2 > 0) {
        return (first.0, first.2);
    }
    let open = chain
        .iter()
        .filter(|id| plan.get(**id).is_some_and(|row| !is_done(plan, row)));
    let longest = open.max_by_key(|id| {
        let minutes = schedules.dates(plan, **id).map(|it| it.duration_minutes);
        (minutes, core::cmp::Reverse(**id))
    });
    (longest.copied().unwrap_or(task), 0)
}

/// "Data migration slipping 6 days moves Go-live to 4 Oct, 4 days after the cycle: the work planned
/// by then falls from 100 to 75 %."
fn sentence(plan: &Plan, it: &WorkForecast, today: Date) -> String {
    let title = |id: Id<Task>| plan.get(id).map_or("", |row| row.title.as_str());
    let (last, deciding) = (title(it.last), title(it.deciding));
    let finish = date(it.finish.date(), today);
    let over = days(it.at, it.finish.date());
    let percent = it.share.map(|share| share.clamped().percent_text());
    let Some(percent) = percent else {
        return format!("{last} finishes last, on {finish}.");
    };
    if over <= 0 {
        return format!(
            "{percent} of the linked work is planned by {}. {last} finishes last, on {finish}.",
            date(it.at, today)
        );
    }
    let after = format!(
        "{finish}, {} after the cycle",
        count(i64::from(over), "day", "days")
    );
    let fell = it.share_was.filter(|was| Some(*was) > it.share);
    let work = match fell {
        Some(was) => format!(
            "the work planned by then falls from {} to {percent}",
            was.clamped()
                .percent_text()
                .trim_end_matches([' ', '%', '\u{a0}'])
        ),
        None => format!("{percent} of the linked work is planned by then"),
    };
    let slip = count(i64::from(it.slip_days), "day", "days");
    match (it.slip_days > 0, it.deciding == it.last) {
        (true, true) => format!("{last} slipping {slip} moves it to {after}: {work}."),
        (true, false) => format!("{deciding} slipping {slip} moves {last} to {after}: {work}."),
        (false, true) => format!("{last} finishes on {after}: {work}."),
        (false, false) => format!("{deciding} decides that {last} finishes on {after}: {work}."),
    }
}

fn days(from: Date, to: Date) -> i32 {
    (day_of(to) - day_of(from)) as i32
}
