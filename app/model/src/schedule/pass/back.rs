//! The pass backwards: latest dates, slack, and what goes as late as possible.

use super::{Found, Pass, Why};
use crate::schedule::minute::{FIRST, LAST, Minute};
use crate::schedule::network::{Edge, NONE, list};
use crate::schedule::work_time::WorkTime;
use crate::{ConstraintKind, DependencyKind};

/// The latest moment from which a lag leads no further than to another.
fn before(time: &WorkTime, at: Minute, edge: &Edge) -> Minute {
    match (edge.elapsed, edge.lag) {
        (true, lag) => (at - lag).clamp(FIRST, LAST),
        (false, 0) => at,
        (false, lag) if at < LAST => time.start_at(time.work_at(at).saturating_sub(lag)),
        _ => LAST,
    }
}

impl Pass<'_> {
    /// What comes after a task, and what the summary above it must keep.
    pub(super) fn limit(&mut self, task: u32) {
        let node = self.node(task);
        let own = &self.found[task as usize];
        let (mut late, mut room) = ((self.finish, LAST), (LAST, LAST));
        if node.parent != NONE {
            let above = &self.found[node.parent as usize];
            (late.0, room.0) = (above.late.0, above.room.0);
            // A summary starts when the first task below it does: that one must keep its start.
            if own.early_start == above.early_start {
                (late.1, room.1) = (above.late.1, above.room.1);
            }
        }
        for at in list(&self.network.from, task as usize) {
            let edge = &self.network.edges[*at as usize];
            let to = &self.found[edge.succ as usize];
            let after = self.node(edge.succ);
            let starts = matches!(
                edge.kind,
                DependencyKind::FinishToStart | DependencyKind::StartToStart
            );
            let begun = after.actual.0.is_some() && !after.summary;
            if edge.broken || !to.leads || after.finished && !after.summary || starts && begun {
                continue;
            }
            let time = self.time(edge.succ);
            let delay = after.delay;
            let (by_late, by_dates) = match starts {
                true => (
                    to.late_start.saturating_sub(delay),
                    to.start.saturating_sub(delay),
                ),
                false => (to.first_late_finish, to.finish),
            };
            let (by_late, by_dates) = (before(time, by_late, edge), before(time, by_dates, edge));
            let finishes = matches!(
                edge.kind,
                DependencyKind::FinishToStart | DependencyKind::FinishToFinish
            );
            if finishes {
                (late.0, room.0) = (late.0.min(by_late), room.0.min(by_dates));
            } else {
                (late.1, room.1) = (late.1.min(by_late), room.1.min(by_dates));
            }
        }
        if let Some(deadline) = node.deadline.filter(|_| !node.finished) {
            late.0 = late.0.min(deadline);
        }
        if let (ConstraintKind::FinishNoLaterThan | ConstraintKind::MustFinishOn, Some(at)) =
            (node.held, node.held_at)
        {
            late.0 = late.0.min(at);
        }
        let found = &mut self.found[task as usize];
        (found.late, found.room) = (late, room);
    }

    /// The latest start and finish within a limit for the finish and one for the start.
    fn latest(&self, task: u32, (finish, start): (Minute, Minute)) -> (Minute, Minute) {
        let node = self.node(task);
        let time = self.time(task);
        let finish = match node.elapsed || node.minutes == 0 && time.works_at(finish) {
            true => finish,
            false => time.finish_to(finish),
        };
        let by_finish = self.start_for(task, finish);
        if start < by_finish {
            let start = if node.elapsed {
                start
            } else {
                time.start_at(time.work_at(start))
            };
            return (start, self.finish_of(task, start));
        }
        (by_finish, finish)
    }

    pub(super) fn backward(&mut self, task: u32) {
        let node = self.node(task);
        if node.summary {
            return self.gather_late(task);
        }
        self.limit(task);
        let mut it = self.found[task as usize];
        (it.start, it.finish) = (it.early_start, it.early_finish);
        it.driver = it.early_driver;
        if node.finished && it.dated {
            (it.late_start, it.late_finish) = (it.start, it.finish);
            it.first_late_finish = it.finish;
            self.found[task as usize] = it;
            return;
        }
        if let (false, Some(at)) = (node.pinned, node.held_at) {
            match node.held {
                ConstraintKind::MustStartOn => it.late.1 = it.late.1.min(self.start_from(task, at)),
                ConstraintKind::StartNoLaterThan => it.late.1 = it.late.1.min(at),
                _ => {}
            }
        }
        (it.late_start, it.late_finish) = self.latest(task, it.late);
        it.first_late_finish = it.late_finish;
        let late_as_possible = node.held == ConstraintKind::AsLateAsPossible
            && it.dated
            && !matches!(it.driver, Why::Pinned | Why::Started);
        if late_as_possible {
            let room = (it.room.0.min(it.late_finish), it.room.1.min(it.late_start));
            let (start, finish) = self.latest(task, room);
            if self.work(task, start) > self.work(task, it.start) {
                (it.start, it.finish) = (self.start_from(task, start), finish);
                it.driver = Why::AsLateAsPossible;
            }
        }
        self.slack(task, &mut it);
        self.found[task as usize] = it;
    }

    fn slack(&self, task: u32, it: &mut Found) {
        let gap = |from: Minute, to: Minute| self.work(task, to) - self.work(task, from);
        let by_finish = gap(it.finish, it.late_finish);
        it.slack = match it.driver {
            Why::Started => by_finish,
            _ => gap(it.start, it.late_start).min(by_finish),
        };
        let rooms = [(it.finish, it.room.0), (it.start, it.room.1)];
        let free = rooms
            .iter()
            .filter(|room| room.1 < LAST)
            .map(|room| gap(room.0, room.1))
            .min();
        it.free = free.unwrap_or(it.slack).max(0);
    }

    /// A summary's beginning: what is below it has its latest dates now.
    fn gather_late(&mut self, task: u32) {
        let mut it = self.found[task as usize];
        if !it.dated {
            let at = it.late.0.min(it.late.1);
            (it.late_start, it.late_finish, it.first_late_finish) = (at, at, at);
            self.found[task as usize] = it;
            return;
        }
        (it.start, it.finish) = (LAST, FIRST);
        (it.late_start, it.late_finish, it.first_late_finish) = (LAST, FIRST, LAST);
        for child in list(&self.network.children, task as usize) {
            let child = &self.found[*child as usize];
            if child.dated {
                it.start = it.start.min(child.start);
                it.finish = it.finish.max(child.finish);
                it.late_start = it.late_start.min(child.late_start);
                it.late_finish = it.late_finish.max(child.late_finish);
                it.first_late_finish = it.first_late_finish.min(child.first_late_finish);
            }
        }
        self.slack(task, &mut it);
        self.found[task as usize] = it;
    }
}
