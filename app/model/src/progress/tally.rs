//! How much work there is and how much is done, as exact sums that parts can join and leave: a tally
//! kept step by step equals one counted from nothing, to the last bit.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use core::cell::OnceCell;

use jiff::civil::Date;

use crate::schedule::{Schedules, schedule};
use crate::{Id, Plan, Project, Row, StatusClass, Task};

/// What one leaf task contributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub task: Id<Task>,
    pub milestone: bool,
    pub percent: u8,
    pub estimate: Option<i64>,
    pub duration: Option<i64>,
    /// Of a milestone only.
    pub finish: Option<Date>,
}

/// The part of a task by itself, or `None` when it does not count: cancelled or inactive.
fn part_of(plan: &Plan, row: &Row<Task>, finish: impl FnOnce() -> Option<Date>) -> Option<Part> {
    let class = plan.status_class(row);
    if row.inactive || class == StatusClass::Cancelled {
        return None;
    }
    Some(Part {
        task: row.id,
        milestone: row.milestone,
        percent: if class == StatusClass::Done {
            100
        } else {
            row.percent.min(100)
        },
        estimate: row.estimate_minutes.map(|minutes| minutes.max(0)),
        duration: row.duration.map(|span| span.minutes.max(0)),
        finish: if row.milestone { finish() } else { None },
    })
}

/// What a task contributes to its project now: only live leaves in the outline of their project do.
pub(crate) fn part(
    plan: &Plan,
    schedules: &Schedules,
    id: Id<Task>,
) -> Option<(Id<Project>, Part)> {
    let row = plan.get(id)?;
    let mut top = false;
    for above in plan.lineage(id) {
        if above.head.trashed || above.project != row.project {
            return None;
        }
        top = above.parent.is_none();
    }
    if !top || plan.is_summary(id) {
        return None;
    }
    let finish = || schedules.dates(plan, id).map(|it| it.finish.date());
    part_of(plan, row, finish).map(|part| (row.project, part))
}

/// The live leaves below a task, or the task itself when it is a leaf; what is counted of them, so
/// without their dates.
pub(crate) fn parts_below(plan: &Plan, id: Id<Task>) -> Vec<Part> {
    if !plan.is_summary(id) {
        let part = part(plan, &Schedules::default(), id);
        return part.map(|(_, part)| part).into_iter().collect();
    }
    let below = plan.tasks_below(id).into_iter();
    below
        .filter(|(_, row)| !plan.is_summary(row.id))
        .filter_map(|(_, row)| part_of(plan, row, || None))
        .collect()
}

/// Sums over parts under one measure. `total` is the whole, `done` is in hundredths of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    /// Of the parts that state the measure.
    pub total: i128,
    /// Done of it, times 100.
    pub done: i128,
    /// How many parts state it.
    pub stated: i128,
    /// How many count but do not state it.
    pub unstated: i128,
    /// Percent done of those, added up.
    pub unstated_done: i128,
}

impl Sum {
    fn turn(&mut self, value: Option<i64>, percent: u8, sign: i128) {
        let percent = i128::from(percent);
        match value {
            Some(value) => {
                self.total += sign * i128::from(value);
                self.done += sign * i128::from(value) * percent;
                self.stated += sign;
            }
            None => {
                self.unstated += sign;
                self.unstated_done += sign * percent;
            }
        }
    }
}

/// A multiset that knows its median at any moment: two halves of the same size, the lower ≤ the upper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spread {
    low: BTreeMap<i64, u64>,
    high: BTreeMap<i64, u64>,
    low_count: u64,
    high_count: u64,
}

impl Spread {
    fn add(&mut self, value: i64) {
        let goes_low = self
            .low
            .last_key_value()
            .is_none_or(|(top, _)| value <= *top);
        if goes_low {
            take_in(&mut self.low, value, 1);
            self.low_count += 1;
        } else {
            take_in(&mut self.high, value, 1);
            self.high_count += 1;
        }
        self.level();
    }

    fn remove(&mut self, value: i64) {
        if take_out(&mut self.low, value) {
            self.low_count -= 1;
        } else if take_out(&mut self.high, value) {
            self.high_count -= 1;
        }
        self.level();
    }

    fn level(&mut self) {
        while self.low_count > self.high_count + 1 {
            let Some((&top, _)) = self.low.last_key_value() else {
                return;
            };
            take_out(&mut self.low, top);
            take_in(&mut self.high, top, 1);
            self.low_count -= 1;
            self.high_count += 1;
        }
        while self.high_count > self.low_count {
            let Some((&bottom, _)) = self.high.first_key_value() else {
                return;
            };
            take_out(&mut self.high, bottom);
            take_in(&mut self.low, bottom, 1);
            self.high_count -= 1;
            self.low_count += 1;
        }
    }

    /// Twice the median, so that it stays a whole number; `None` when empty.
    pub fn median_doubled(&self) -> Option<i128> {
        let (&top, _) = self.low.last_key_value()?;
        let other = match self.high.first_key_value() {
            Some((&bottom, _)) if self.high_count == self.low_count => bottom,
            _ => top,
        };
        Some(i128::from(top) + i128::from(other))
    }
}

fn take_in(half: &mut BTreeMap<i64, u64>, value: i64, n: u64) {
    *half.entry(value).or_default() += n;
}

fn take_out(half: &mut BTreeMap<i64, u64>, value: i64) -> bool {
    match half.get_mut(&value) {
        Some(1) => half.remove(&value).is_some(),
        Some(n) => {
            *n -= 1;
            true
        }
        None => false,
    }
}

/// The sums of a tally: what a link may leave parts out of without touching the tally itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub count: i128,
    pub done_count: i128,
    /// Percent complete of all parts, added up.
    pub percent: i128,
    pub milestones: i128,
    pub milestones_done: i128,
    /// Effort. A milestone without an estimate has none.
    pub effort: Sum,
    /// Duration. A milestone has none.
    pub duration: Sum,
}

impl Sums {
    /// Takes a part in (`sign` 1) or out (−1).
    pub fn turn(&mut self, part: &Part, sign: i128) {
        let done = part.percent >= 100;
        self.count += sign;
        self.percent += sign * i128::from(part.percent);
        self.done_count += if done { sign } else { 0 };
        if part.milestone {
            self.milestones += sign;
            self.milestones_done += if done { sign } else { 0 };
        }
        self.effort.turn(estimate(part), part.percent, sign);
        let duration = if part.milestone {
            Some(0)
        } else {
            part.duration
        };
        self.duration.turn(duration, part.percent, sign);
    }
}

/// The work of a project, or of any set of leaf tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub sums: Sums,
    pub estimates: Spread,
    pub durations: Spread,
    /// Milestones not reached, by their finish.
    pub ahead: BTreeSet<(Date, Id<Task>)>,
}

impl Tally {
    /// The tally of some parts.
    pub fn of(parts: &[Part]) -> Self {
        let mut tally = Self::default();
        parts.iter().for_each(|part| tally.add(part));
        tally
    }

    /// Takes a part in.
    pub fn add(&mut self, part: &Part) {
        self.sums.turn(part, 1);
        if let Some(minutes) = part.estimate.filter(|_| !part.milestone) {
            self.estimates.add(minutes);
        }
        if let Some(minutes) = part.duration.filter(|_| !part.milestone) {
            self.durations.add(minutes);
        }
        self.ahead.extend(ahead(part));
    }

    /// Takes a part out that is in.
    pub fn remove(&mut self, part: &Part) {
        self.sums.turn(part, -1);
        if let Some(minutes) = part.estimate.filter(|_| !part.milestone) {
            self.estimates.remove(minutes);
        }
        if let Some(minutes) = part.duration.filter(|_| !part.milestone) {
            self.durations.remove(minutes);
        }
        if let Some(at) = ahead(part) {
            self.ahead.remove(&at);
        }
    }
}

fn estimate(part: &Part) -> Option<i64> {
    if part.milestone {
        Some(part.estimate.unwrap_or(0))
    } else {
        part.estimate
    }
}

fn ahead(part: &Part) -> Option<(Date, Id<Task>)> {
    let open = part.milestone && part.percent < 100;
    part.finish
        .filter(|_| open)
        .map(|finish| (finish, part.task))
}

/// The tally of a project from nothing.
pub(crate) fn of_project(plan: &Plan, project: Id<Project>) -> Tally {
    let mut tally = Tally::default();
    let dates = OnceCell::new();
    let mut open: Vec<_> = plan.each_child(project, None).collect();
    while let Some(row) = open.pop() {
        // Each task has one parent, so going down from the top meets each once, whatever the rows say.
        let before = open.len();
        open.extend(plan.each_child(project, Some(row.id)));
        if open.len() == before
            && let Some(part) = part_of(plan, row, || {
                let all = &dates.get_or_init(|| schedule(plan, project)).tasks;
                all.get(&row.id).map(|it| it.finish.date())
            })
        {
            tally.add(&part);
        }
    }
    tally
}
