//! Work: is the linked work done? (SPEC 3.2) The weighted mean over the links of a Key Result.

use alloc::borrow::Cow;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Fraction;
use super::fraction::mean;
use super::tally::{self, Part, Sum, Sums, Tally};
use crate::schedule::{Schedules, schedule};
use crate::{
    Id, KeyResult, Link, LinkMethod, LinkTarget, Plan, Project, ProjectState, Row, StatusClass,
    Task,
};

/// How much of the linked work is done.
#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    /// Nothing is linked, or everything that is linked was cancelled.
    NoWork,
    /// Work is linked, but nothing of it weighs anything yet: no number.
    Uncounted(Vec<LinkWork>),
    /// The weighted mean over the links.
    Share {
        /// The number.
        fraction: Fraction,
        /// What each link adds.
        links: Vec<LinkWork>,
    },
}

/// What one link adds to the work of its Key Result.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkWork {
    /// The link.
    pub link: Id<Link>,
    /// What it points at.
    pub target: LinkTarget,
    /// Its weight.
    pub weight: Decimal,
    /// How it is counted; `Auto` has been decided.
    pub method: LinkMethod,
    /// Its share; `None` when nothing weighs anything, then it does not count.
    pub share: Option<Fraction>,
    /// Done, in the unit of the method (minutes, tasks, milestones, percent).
    pub done: Fraction,
    /// Of how much.
    pub total: Fraction,
    /// How many tasks took the median of the others for want of an estimate or duration.
    pub by_median: i64,
    /// How many tasks of the project count through a link of their own instead.
    pub linked_directly: usize,
}

impl Work {
    /// The number, if there is one.
    pub fn share(&self) -> Option<Fraction> {
        match self {
            Self::Share { fraction, .. } => Some(*fraction),
            Self::NoWork | Self::Uncounted(_) => None,
        }
    }

    /// What each link adds.
    pub fn links(&self) -> &[LinkWork] {
        match self {
            Self::Share { links, .. } | Self::Uncounted(links) => links,
            Self::NoWork => &[],
        }
    }

    /// It in words.
    pub fn label(&self) -> alloc::string::String {
        match self {
            Self::NoWork => "no work".into(),
            Self::Uncounted(_) => "nothing to count yet".into(),
            Self::Share { fraction, .. } => fraction.percent_text(),
        }
    }
}

/// Where the tallies of projects come from: kept ones, or counted from nothing.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub plan: &'a Plan,
    pub tallies: Option<&'a BTreeMap<Id<Project>, Tally>>,
    pub schedules: Option<&'a Schedules>,
}

impl<'a> Source<'a> {
    /// Counts from nothing.
    pub fn fresh(plan: &'a Plan) -> Self {
        Self {
            plan,
            tallies: None,
            schedules: None,
        }
    }

    /// The day on which a task finishes.
    pub fn finish(&self, row: &Row<Task>) -> Option<Date> {
        match self.schedules {
            Some(kept) => kept.dates(self.plan, row.id).map(|it| it.finish.date()),
            None => {
                let dates = schedule(self.plan, row.project);
                dates.tasks.get(&row.id).map(|it| it.finish.date())
            }
        }
    }

    /// The tally of a project.
    pub fn tally(&self, project: Id<Project>) -> Cow<'a, Tally> {
        match self.tallies {
            Some(kept) => kept.get(&project).map(Cow::Borrowed).unwrap_or_default(),
            None => Cow::Owned(tally::of_project(self.plan, project)),
        }
    }
}

/// The work of a Key Result.
pub fn work(plan: &Plan, key_result: Id<KeyResult>) -> Work {
    of(Source::fresh(plan), key_result)
}

/// How much of a project is done, counted automatically. `None` when there is nothing to count.
pub fn project(plan: &Plan, id: Id<Project>) -> Option<Fraction> {
    project_share(Source::fresh(plan), id)
}

pub(crate) fn project_share(source: Source<'_>, id: Id<Project>) -> Option<Fraction> {
    let row = source.plan.get(id)?;
    let tally = source.tally(id);
    of_project(row, LinkMethod::Auto, &tally, tally.sums).share
}

/// The work of a project as a link to it would count it.
pub(crate) fn project_work(plan: &Plan, id: Id<Project>) -> Option<LinkWork> {
    let row = plan.get(id)?;
    let tally = tally::of_project(plan, id);
    let counted = of_project(row, LinkMethod::Auto, &tally, tally.sums);
    Some(counted.into_work(Id::default(), LinkTarget::Project(id), Decimal::ONE))
}

/// The links of a Key Result that count: one for each target, none to cancelled or inactive work.
pub(crate) fn counted(plan: &Plan, id: Id<KeyResult>) -> Vec<&Row<Link>> {
    let mut seen = BTreeSet::new();
    let links = plan.links_of(id).into_iter().map(|link| &**link);
    links
        .filter(|link| seen.insert(link.target) && stands(plan, link.target))
        .collect()
}

fn stands(plan: &Plan, target: LinkTarget) -> bool {
    let runs = |id| {
        plan.live(id)
            .is_some_and(|it: &alloc::sync::Arc<Row<Project>>| it.state != ProjectState::Cancelled)
    };
    match target {
        LinkTarget::Project(id) => runs(id),
        LinkTarget::Task(id) => plan.live(id).is_some_and(|task| {
            // A project that this copy may not see does not make its visible task uncounted.
            let project = plan.get(task.project).is_none() || runs(task.project);
            project && !task.inactive && plan.status_class(task) != StatusClass::Cancelled
        }),
    }
}

pub(crate) fn of(source: Source<'_>, id: Id<KeyResult>) -> Work {
    let links = counted(source.plan, id);
    if links.is_empty() {
        return Work::NoWork;
    }
    let direct: Vec<_> = links
        .iter()
        .filter_map(|link| match link.target {
            LinkTarget::Task(task) => Some(task),
            LinkTarget::Project(_) => None,
        })
        .collect();
    let links: Vec<_> = links
        .iter()
        .map(|link| of_link(source, link, &direct))
        .collect();
    let shares = links
        .iter()
        .filter_map(|link| link.share.map(|share| (link.weight, share)));
    match mean(shares) {
        Some(fraction) => Work::Share { fraction, links },
        None => Work::Uncounted(links),
    }
}

fn of_link(source: Source<'_>, link: &Row<Link>, direct: &[Id<Task>]) -> LinkWork {
    let plan = source.plan;
    let mut counted = match link.target {
        LinkTarget::Project(id) => {
            let tally = source.tally(id);
            let mut sums = tally.sums;
            let own = own_parts(plan, id, direct);
            own.iter().for_each(|part| sums.turn(part, -1));
            let mut counted = match plan.get(id) {
                Some(row) => of_project(row, link.method, &tally, sums),
                None => Counted::default(),
            };
            counted.linked_directly = own.len();
            counted
        }
        LinkTarget::Task(id) => of_task(plan, id, link.method, direct),
    };
    counted.share = counted.share.map(Fraction::clamped);
    counted.into_work(link.id, link.target, link.weight.0)
}

/// The leaves of a project that count through links of their own, each once.
fn own_parts(plan: &Plan, project: Id<Project>, direct: &[Id<Task>]) -> Vec<Part> {
    let inside = direct
        .iter()
        .filter(|id| plan.get(**id).is_some_and(|it| it.project == project));
    let parts = inside.flat_map(|id| tally::parts_below(plan, *id));
    let once: BTreeMap<_, _> = parts.map(|part| (part.task, part)).collect();
    once.into_values().collect()
}

#[derive(Default)]
struct Counted {
    method: LinkMethod,
    share: Option<Fraction>,
    done: Fraction,
    total: Fraction,
    by_median: i64,
    linked_directly: usize,
}

impl Counted {
    fn into_work(self, link: Id<Link>, target: LinkTarget, weight: Decimal) -> LinkWork {
        LinkWork {
            link,
            target,
            weight,
            method: self.method,
            share: self.share,
            done: self.done,
            total: self.total,
            by_median: self.by_median,
            linked_directly: self.linked_directly,
        }
    }
}

fn of_task(plan: &Plan, id: Id<Task>, method: LinkMethod, direct: &[Id<Task>]) -> Counted {
    let parts = tally::parts_below(plan, id);
    if let [part] = parts.as_slice()
        && part.task == id
        && !part.milestone
        && matches!(method, LinkMethod::Auto | LinkMethod::Manual)
    {
        let share = Fraction::from_percent(i64::from(part.percent));
        let hundred = Fraction::from_percent(10_000);
        let done = Fraction::from_percent(i64::from(part.percent) * 100);
        return Counted {
            share: Some(share),
            done,
            total: hundred,
            ..Counted::default()
        };
    }
    // Below a linked summary, a task with a link of its own counts there and not here.
    let others: Vec<_> = direct
        .iter()
        .copied()
        .filter(|it| *it != id && below(plan, *it, id))
        .collect();
    let own: BTreeSet<_> = others
        .iter()
        .flat_map(|it| tally::parts_below(plan, *it))
        .map(|part| part.task)
        .collect();
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|part| !own.contains(&part.task))
        .collect();
    let tally = Tally::of(&parts);
    let method = if method == LinkMethod::Manual {
        LinkMethod::Auto
    } else {
        method
    };
    let counted = measured(decided(method, &tally.sums, &tally), &tally, tally.sums);
    Counted {
        linked_directly: own.len(),
        ..counted
    }
}

fn below(plan: &Plan, task: Id<Task>, summary: Id<Task>) -> bool {
    plan.lineage(task).any(|above| above.id == summary)
}

/// A project without tasks is what its lead says of it: done, or the percentage reported.
fn of_project(row: &Row<Project>, method: LinkMethod, tally: &Tally, sums: Sums) -> Counted {
    let reported = row.reported_percent.map(|percent| {
        let percent = percent.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
        (Fraction(percent / Decimal::ONE_HUNDRED), Fraction(percent))
    });
    if method != LinkMethod::Manual && sums.count > 0 {
        return measured(decided(method, &sums, tally), tally, sums);
    }
    let by_state = (row.state == ProjectState::Done).then_some((Fraction::ONE, HUNDRED));
    let told = match method {
        // Silence is not progress: what the lead has not reported counts as 0.
        LinkMethod::Manual => reported.or(by_state).or(Some(Default::default())),
        _ => by_state.or(reported),
    };
    Counted {
        method: LinkMethod::Manual,
        share: told.map(|it| it.0),
        done: told.map(|it| it.1).unwrap_or_default(),
        total: HUNDRED,
        ..Counted::default()
    }
}

const HUNDRED: Fraction = Fraction(Decimal::ONE_HUNDRED);

/// Milestones when there are any, else effort when any is estimated, else the number of tasks.
fn decided(method: LinkMethod, sums: &Sums, tally: &Tally) -> LinkMethod {
    match method {
        LinkMethod::Auto if sums.milestones > 0 => LinkMethod::Milestones,
        LinkMethod::Auto if tally.estimates.median_doubled().is_some() => LinkMethod::Effort,
        LinkMethod::Auto => LinkMethod::Count,
        other => other,
    }
}

fn measured(method: LinkMethod, tally: &Tally, sums: Sums) -> Counted {
    let plain = |done: i128, total: i128| Counted {
        method,
        share: Fraction::of(done, total),
        done: whole(done, 1),
        total: whole(total, 1),
        ..Counted::default()
    };
    match method {
        LinkMethod::Milestones => plain(sums.milestones_done, sums.milestones),
        LinkMethod::Effort => by(method, &sums.effort, tally.estimates.median_doubled()),
        LinkMethod::Duration => by(method, &sums.duration, tally.durations.median_doubled()),
        LinkMethod::Auto | LinkMethod::Count | LinkMethod::Manual => {
            plain(sums.done_count, sums.count)
        }
    }
}

/// A share by minutes. Parts that state none take the median; with none stated all weigh the same.
fn by(method: LinkMethod, sum: &Sum, median_doubled: Option<i128>) -> Counted {
    let median = median_doubled.unwrap_or(2);
    let total = (2 * sum.total).saturating_add(median.saturating_mul(sum.unstated));
    let done = (2 * sum.done).saturating_add(median.saturating_mul(sum.unstated_done));
    Counted {
        method,
        share: Fraction::of(done, total.saturating_mul(100)),
        done: whole(done, 200),
        total: whole(total, 2),
        by_median: i64::try_from(sum.unstated).unwrap_or(i64::MAX),
        linked_directly: 0,
    }
}

fn whole(n: i128, per: i128) -> Fraction {
    Fraction::of(n, per).unwrap_or_default()
}
