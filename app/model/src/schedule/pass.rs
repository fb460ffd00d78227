//! Both passes over a network: earliest dates forwards, latest dates and slack backwards.

mod again;
mod back;

pub(super) use again::Again;

use alloc::vec;
use alloc::vec::Vec;

use super::Driver;
use super::minute::{FIRST, LAST, Minute};
use super::network::{Edge, NONE, Network, Node, list};
use super::work_time::WorkTime;
use crate::{ConstraintKind, DependencyKind};

/// What decides a start, small enough to stand beside the dates.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Why {
    ProjectStart,
    /// A link, by its number.
    Edge(u32),
    Constraint,
    AsLateAsPossible,
    Pinned,
    Started,
    Children,
}

impl Why {
    pub fn driver(self, network: &Network) -> Driver {
        match self {
            Self::ProjectStart => Driver::ProjectStart,
            Self::Edge(at) => Driver::Dependency(network.edges[at as usize].id),
            Self::Constraint => Driver::Constraint,
            Self::AsLateAsPossible => Driver::AsLateAsPossible,
            Self::Pinned => Driver::Pinned,
            Self::Started => Driver::Started,
            Self::Children => Driver::Children,
        }
    }
}

/// A moment that something may not come before, and why.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Bound {
    pub at: Minute,
    pub why: Why,
}

const FREE: Bound = Bound {
    at: FIRST,
    why: Why::ProjectStart,
};

/// What the passes find about a task.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// It has dates.
    pub dated: bool,
    /// It has dates, or passes on what it waits for.
    pub leads: bool,
    pub early_start: Minute,
    pub early_finish: Minute,
    pub start: Minute,
    pub finish: Minute,
    pub late_start: Minute,
    pub late_finish: Minute,
    /// The earliest of the late finishes below.
    first_late_finish: Minute,
    pub slack: i64,
    pub free: i64,
    pub driver: Why,
    /// What decided the earliest start, before it went as late as possible.
    early_driver: Why,
    /// Dependencies and constraint do not fit together, or a pinned task is too early.
    pub conflict: Option<Why>,
    start_bound: Bound,
    finish_bound: Bound,
    /// Latest finish and start that what comes after allows, by late dates and by scheduled ones.
    late: (Minute, Minute),
    room: (Minute, Minute),
}

const NOTHING: Found = Found {
    dated: false,
    leads: false,
    early_start: LAST,
    early_finish: FIRST,
    start: LAST,
    finish: FIRST,
    late_start: LAST,
    late_finish: FIRST,
    first_late_finish: LAST,
    slack: 0,
    free: 0,
    driver: Why::ProjectStart,
    early_driver: Why::ProjectStart,
    conflict: None,
    start_bound: FREE,
    finish_bound: FREE,
    late: (LAST, LAST),
    room: (LAST, LAST),
};

pub(super) struct Pass<'b> {
    pub network: &'b Network,
    pub times: &'b [WorkTime],
    pub start: Minute,
    pub finish: Minute,
    pub found: Vec<Found>,
}

/// The moment a lag after another, on the calendar of what waits.
fn after(time: &WorkTime, at: Minute, edge: &Edge) -> Minute {
    match edge.elapsed {
        true => (at + edge.lag).clamp(FIRST, LAST),
        false => time.add_minutes(at, edge.lag),
    }
}

impl<'b> Pass<'b> {
    pub fn run(network: &'b Network, times: &'b [WorkTime], start: Minute) -> Self {
        let mut it = Self {
            network,
            times,
            start,
            finish: start,
            found: vec![NOTHING; network.nodes.len()],
        };
        let count = network.nodes.len() as u32;
        for node in &network.order {
            match *node {
                end if end >= count => it.gather(end - count),
                task => it.forward(task),
            }
        }
        it.finish = it.last();
        for node in network.order.iter().rev() {
            match *node {
                end if end >= count => it.limit(end - count),
                task => it.backward(task),
            }
        }
        it
    }

    /// When the last leaf finishes at the earliest.
    fn last(&self) -> Minute {
        let leaves = self.found.iter().zip(&self.network.nodes);
        let leaves = leaves.filter(|(it, node)| it.dated && !node.summary);
        let last = leaves.map(|(it, _)| it.early_finish).max();
        last.unwrap_or(self.start).max(self.start)
    }

    fn node(&self, task: u32) -> &'b Node {
        &self.network.nodes[task as usize]
    }

    fn time(&self, task: u32) -> &'b WorkTime {
        &self.times[self.node(task).clock as usize]
    }

    /// Work before a moment as a task counts it: on its calendar, or by the clock.
    fn work(&self, task: u32, at: Minute) -> i64 {
        match self.node(task).elapsed {
            true => at,
            false => self.time(task).work_at(at),
        }
    }

    /// Where a task can really start.
    fn start_from(&self, task: u32, at: Minute) -> Minute {
        let (node, time) = (self.node(task), self.time(task));
        let point = node.minutes == 0 && time.finish_to(at) == at;
        if node.elapsed || point {
            at
        } else {
            time.start_from(at)
        }
    }

    fn finish_of(&self, task: u32, start: Minute) -> Minute {
        let node = self.node(task);
        match (node.minutes, node.elapsed) {
            (0, _) => start,
            (minutes, true) => (start + minutes).min(LAST),
            (minutes, false) => self.time(task).add_minutes(start, minutes),
        }
    }

    /// The earliest start with which a task does not finish before a moment.
    fn start_for(&self, task: u32, finish: Minute) -> Minute {
        let node = self.node(task);
        match (node.minutes, node.elapsed) {
            (0, _) => finish,
            (minutes, true) => (finish - minutes).max(FIRST),
            (minutes, false) => {
                let time = self.time(task);
                time.start_at(time.work_at(finish) - minutes)
            }
        }
    }

    /// What a task waits for: its own links and what the summary above it passes on.
    fn wait(&mut self, task: u32) {
        let node = self.node(task);
        let (mut start, mut finish) = match node.parent {
            NONE => (FREE, FREE),
            parent => {
                let above = &self.found[parent as usize];
                (above.start_bound, above.finish_bound)
            }
        };
        if start.at < self.start {
            start = Bound {
                at: self.start,
                why: Why::ProjectStart,
            };
        }
        let time = self.time(task);
        for at in list(&self.network.into, task as usize) {
            let edge = &self.network.edges[*at as usize];
            let from = &self.found[edge.pred as usize];
            if edge.broken || !from.leads {
                continue;
            }
            let finishes = matches!(
                edge.kind,
                DependencyKind::FinishToStart | DependencyKind::FinishToFinish
            );
            let moment = if finishes {
                from.early_finish
            } else {
                from.early_start
            };
            let moment = after(time, moment, edge);
            let starts = matches!(
                edge.kind,
                DependencyKind::FinishToStart | DependencyKind::StartToStart
            );
            let bound = if starts { &mut start } else { &mut finish };
            if moment > bound.at {
                *bound = Bound {
                    at: moment,
                    why: Why::Edge(*at),
                };
            }
        }
        if let (true, Some(at)) = (node.summary, node.held_at)
            && matches!(
                node.held,
                ConstraintKind::StartNoEarlierThan | ConstraintKind::MustStartOn
            )
            && at > start.at
        {
            start = Bound {
                at,
                why: Why::Constraint,
            };
        }
        let found = &mut self.found[task as usize];
        found.start_bound = start;
        found.finish_bound = finish;
    }

    fn forward(&mut self, task: u32) {
        self.wait(task);
        let node = self.node(task);
        if node.summary {
            return;
        }
        let found = &self.found[task as usize];
        let (mut at, mut why) = (
            self.start_from(task, found.start_bound.at),
            found.start_bound.why,
        );
        if found.finish_bound.at > FIRST {
            let by_finish = self.start_from(task, self.start_for(task, found.finish_bound.at));
            if by_finish > at {
                (at, why) = (by_finish, found.finish_bound.why);
            }
        }
        let (start, finish, driver, conflict) = match (node.scheduled, node.out) {
            (false, _) => (at, at, why, None),
            _ => self.place(task, at, why),
        };
        let found = &mut self.found[task as usize];
        found.dated = node.scheduled;
        found.leads = node.scheduled || node.out;
        (found.early_start, found.early_finish) = (start, finish);
        (found.start, found.finish) = (start, finish);
        (found.driver, found.conflict) = (driver, conflict);
        found.early_driver = driver;
    }

    /// The dates of a leaf, given the earliest start that its links allow.
    fn place(&self, task: u32, at: Minute, why: Why) -> (Minute, Minute, Why, Option<Why>) {
        let node = self.node(task);
        let late = |start: Minute| (self.work(task, start) < self.work(task, at)).then_some(why);
        let conflict = |start| late(start).filter(|why| matches!(why, Why::Edge(_)));
        if node.actual.0.is_some() || node.actual.1.is_some() {
            let finish = node.actual.1;
            let start = node
                .actual
                .0
                .unwrap_or_else(|| self.start_for(task, finish.unwrap_or(at)));
            let finish = finish
                .unwrap_or_else(|| self.finish_of(task, start))
                .max(start);
            return (start, finish, Why::Started, None);
        }
        if self.node(task).pinned {
            let finish = node.stored.1;
            let start = node
                .stored
                .0
                .unwrap_or_else(|| self.start_for(task, finish.unwrap_or(at)));
            let finish = finish
                .unwrap_or_else(|| self.finish_of(task, start))
                .max(start);
            return (start, finish, Why::Pinned, conflict(start));
        }
        let (mut start, mut driver, mut clash) = (at, why, None);
        let mut hold = |to: Minute, always: bool| {
            if always || to < start {
                clash = conflict(to);
                (start, driver) = (to, Why::Constraint);
            }
        };
        if let Some(date) = node.held_at {
            match node.held {
                ConstraintKind::AsSoonAsPossible | ConstraintKind::AsLateAsPossible => {}
                ConstraintKind::MustStartOn => hold(self.start_from(task, date), true),
                ConstraintKind::MustFinishOn => {
                    hold(self.start_from(task, self.start_for(task, date)), true);
                }
                ConstraintKind::StartNoLaterThan => hold(self.start_from(task, date), false),
                ConstraintKind::FinishNoLaterThan => {
                    hold(self.start_from(task, self.start_for(task, date)), false);
                }
                kind => {
                    let to = match kind {
                        ConstraintKind::FinishNoEarlierThan => self.start_for(task, date),
                        _ => date,
                    };
                    let to = self.start_from(task, to);
                    if to > start {
                        (start, driver) = (to, Why::Constraint);
                    }
                }
            }
        }
        let must = matches!(
            node.held,
            ConstraintKind::MustStartOn | ConstraintKind::MustFinishOn
        );
        if node.delay > 0 && !must {
            let later = start.saturating_add(node.delay).min(LAST);
            start = self.start_from(task, later);
        }
        (start, self.finish_of(task, start), driver, clash)
    }

    /// A summary's end: what is below it has dates now.
    fn gather(&mut self, task: u32) {
        let mut sum = NOTHING;
        for child in list(&self.network.children, task as usize) {
            let child = &self.found[*child as usize];
            if child.dated {
                sum.dated = true;
                sum.early_start = sum.early_start.min(child.early_start);
                sum.early_finish = sum.early_finish.max(child.early_finish);
            }
        }
        let found = &mut self.found[task as usize];
        found.dated = sum.dated;
        found.leads = true;
        (found.driver, found.early_driver) = (Why::Children, Why::Children);
        (found.early_start, found.early_finish) = match sum.dated {
            true => (sum.early_start, sum.early_finish),
            false => (
                found.start_bound.at,
                found.start_bound.at.max(found.finish_bound.at),
            ),
        };
        (found.start, found.finish) = (found.early_start, found.early_finish);
    }
}
