//! What a schedule was computed with, kept so that an edit computes only what it can reach.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use super::calendar::{Calendars, Persons, named};
use super::minute::{Minute, minute_of, moment_of};
use super::network::{NONE, Network, first_moment, lag, list, node};
use super::pass::{Again, Found, Pass};
use super::work_time::WorkTime;
use super::{Problem, Schedule, created, dates, day_minutes, notice};
use crate::{Calendar, Dependency, Id, Plan, Project, Row, Task};

/// The rows of a project that were edited and stand where they stood.
#[derive(Clone, Debug, Default)]
pub(super) struct Edit {
    /// More than that happened: everything is computed.
    pub whole: bool,
    /// Tasks with other lengths, constraints, progress.
    pub tasks: BTreeSet<Id<Task>>,
    /// Links with another lag or kind between the same tasks.
    pub links: BTreeSet<Id<Dependency>>,
}

/// The network of a project and what both passes found.
#[derive(Clone)]
pub(super) struct Kept {
    network: Network,
    /// Where each node stands in the order.
    places: Vec<u32>,
    times: Vec<WorkTime>,
    persons: Persons,
    clocks: BTreeMap<Vec<Id<Calendar>>, u32>,
    /// Working minutes of a day.
    day: i64,
    limit: i64,
    start: Minute,
    finish: Minute,
    found: Vec<Found>,
    /// How many steps the last computation took.
    pub steps: usize,
}

impl fmt::Debug for Kept {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Kept({} tasks)", self.found.len())
    }
}

impl Kept {
    /// A project's schedule from nothing.
    pub fn new(plan: &Plan, row: &Row<Project>, limit: i64) -> (Schedule, Self) {
        let mut calendars = Calendars::new(plan, row.id);
        let day = day_minutes(plan, row);
        let mut network = Network::new(plan, row.id, &mut calendars, day);
        let mut problems = core::mem::take(&mut network.problems);
        let never = calendars.never.iter();
        problems.extend(never.map(|calendar| Problem::NeverWorks {
            calendar: *calendar,
        }));
        let Calendars {
            persons,
            known: clocks,
            times,
            ..
        } = calendars;
        let start = times[0].start_from(first(row, &network));
        let pass = Pass::run(&network, &times, start);
        let (finish, found) = (pass.finish, pass.found);
        let mut places = vec![NONE; network.nodes.len() * 2];
        for (place, node) in network.order.iter().enumerate() {
            places[*node as usize] = place as u32;
        }
        let it = Self {
            steps: network.order.len() * 2,
            network,
            places,
            times,
            persons,
            clocks,
            day,
            limit,
            start,
            finish,
            found,
        };
        let mut tasks = Vec::with_capacity(it.found.len());
        for number in 0..it.found.len() {
            tasks.extend(it.dated(number, &mut problems));
        }
        problems.sort();
        let schedule = Schedule {
            project: row.id,
            start: moment_of(start),
            finish: it.last(),
            tasks: tasks.into_iter().collect(),
            problems,
        };
        (schedule, it)
    }

    /// The dates of a task, if it has any, and what is to be said of them.
    fn dated(
        &self,
        number: usize,
        problems: &mut Vec<Problem>,
    ) -> Option<(Id<Task>, super::Dates)> {
        let (node, found) = (&self.network.nodes[number], &self.found[number]);
        found.dated.then(|| {
            let time = &self.times[node.clock as usize];
            notice(&self.network, node, found, time, problems);
            (node.id, dates(&self.network, node, found, time, self.limit))
        })
    }

    /// When the last task finishes.
    fn last(&self) -> jiff::civil::DateTime {
        let dated = self.found.iter().filter(|it| it.dated);
        let finish = dated.map(|it| it.finish).max();
        moment_of(finish.unwrap_or(self.start))
    }

    /// Follows an edit. False when it reaches too far, and everything is to be computed.
    pub fn renew(
        &mut self,
        plan: &Plan,
        schedule: &mut Schedule,
        edit: &Edit,
        changed: &mut BTreeSet<Id<Task>>,
    ) -> bool {
        let Some(row) = plan.live(schedule.project).filter(|_| !edit.whole) else {
            return false;
        };
        let Some((tasks, links)) = self.take(plan, edit) else {
            return false;
        };
        let sorted = self.places.iter().filter(|it| **it != NONE).count();
        let summaries = self.network.nodes.iter().filter(|it| it.summary).count();
        if sorted != self.network.nodes.len() + summaries
            || self.times[0].start_from(first(row, &self.network)) != self.start
        {
            return false;
        }
        let mut pass = Pass {
            network: &self.network,
            times: &self.times,
            start: self.start,
            finish: self.finish,
            found: core::mem::take(&mut self.found),
        };
        let mut again = Again::new(&self.places, self.network.nodes.len());
        again.run(&mut pass, &tasks, &links);
        let (looked_at, steps) = (again.was, again.visited);
        (self.finish, self.found, self.steps) = (pass.finish, pass.found, steps);
        let looked_at: Vec<u32> = looked_at.into_iter().map(|it| it.0).collect();
        self.write(schedule, &looked_at, changed);
        true
    }

    /// Takes edited rows over: the numbers of the tasks and links that differ. `None` when one of
    /// them needs a calendar that is not known.
    fn take(&mut self, plan: &Plan, edit: &Edit) -> Option<(Vec<u32>, Vec<u32>)> {
        let (mut tasks, mut links) = (Vec::new(), edit.links.clone());
        for id in &edit.tasks {
            let nodes = &self.network.nodes;
            // What is in the trash has no number, and still has none.
            let Ok(number) = nodes.binary_search_by_key(id, |it| it.id) else {
                continue;
            };
            let row = plan.get(*id)?;
            let calendars = named(plan, &self.persons, row);
            let clock = match calendars.is_empty() {
                true => 0,
                false => *self.clocks.get(&calendars)?,
            };
            let was = nodes[number];
            let mut now = node(plan, row, was.parent, clock);
            (now.summary, now.tied) = (was.summary, was.tied);
            now.settle(self.day);
            if now != was {
                self.network.nodes[number] = now;
                tasks.push(number as u32);
                // A lag may be a share of its length.
                let from = list(&self.network.from, number).iter();
                links.extend(from.map(|at| self.network.edges[*at as usize].id));
            }
        }
        let mut lags = Vec::new();
        for id in links {
            let edges = &mut self.network.edges;
            let Ok(at) = edges.binary_search_by_key(&id, |it| it.id) else {
                continue;
            };
            let row = plan.get(id)?;
            let edge = &mut edges[at];
            let (minutes, elapsed) = lag(row.lag, &self.network.nodes[edge.pred as usize]);
            let now = (row.kind, minutes, elapsed);
            if now != (edge.kind, edge.lag, edge.elapsed) {
                (edge.kind, edge.lag, edge.elapsed) = now;
                lags.push(at as u32);
            }
        }
        Some((tasks, lags))
    }

    /// Writes what was found about some tasks into their schedule.
    fn write(&self, schedule: &mut Schedule, tasks: &[u32], changed: &mut BTreeSet<Id<Task>>) {
        let id = |number: &u32| self.network.nodes[*number as usize].id;
        if !schedule.problems.is_empty() {
            let about: BTreeSet<Id<Task>> = tasks.iter().map(id).collect();
            let stays = |it: &Problem| it.task().is_none_or(|task| !about.contains(&task));
            schedule.problems.retain(stays);
        }
        for number in tasks {
            let id = id(number);
            let differs = match self.dated(*number as usize, &mut schedule.problems) {
                None => schedule.tasks.remove(&id).is_some(),
                Some((_, now)) => match schedule.tasks.get_mut(&id) {
                    Some(was) if *was == now => false,
                    Some(was) => {
                        *was = now;
                        true
                    }
                    None => {
                        schedule.tasks.insert(id, now);
                        true
                    }
                },
            };
            if differs {
                changed.insert(id);
            }
        }
        schedule.problems.sort();
        schedule.finish = self.last();
    }
}

/// The moment from which a project is scheduled, before its calendar is asked.
fn first(row: &Row<Project>, network: &Network) -> Minute {
    match row.start {
        Some(start) => minute_of(start),
        None => first_moment(network).unwrap_or_else(|| created(row)),
    }
}
