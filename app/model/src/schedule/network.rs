//! The tasks of a project as dense numbers, with their links in an order in which each comes after
//! what it waits for. A summary stands twice: where it begins and where it ends.

mod order;

use alloc::vec;
use alloc::vec::Vec;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Problem;
use super::calendar::Calendars;
use super::minute::{Minute, minute_of};
use crate::{
    ConstraintKind, Dependency, DependencyKind, Id, Lag, Numbers, Plan, Project, Row, Span,
    StatusClass, Task, TaskMode,
};

pub(super) const NONE: u32 = u32::MAX;
/// From here on one walk over all rows is quicker than finding each.
const MANY: usize = 2048;

/// A task as the passes read it: rows lie far apart.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Node {
    pub id: Id<Task>,
    /// How long it says that it takes.
    pub span: Option<Span>,
    pub milestone: bool,
    /// A dependency leads to it or from it.
    pub tied: bool,
    pub parent: u32,
    pub summary: bool,
    /// Inactive or cancelled: it passes on what it waits for and takes no time.
    pub out: bool,
    /// A leaf that gets dates.
    pub scheduled: bool,
    pub finished: bool,
    pub pinned: bool,
    pub clock: u32,
    pub minutes: i64,
    pub elapsed: bool,
    pub held: ConstraintKind,
    pub held_at: Option<Minute>,
    pub deadline: Option<Minute>,
    pub delay: i64,
    /// When it really started and finished.
    pub actual: (Option<Minute>, Option<Minute>),
    /// What is stored, for a pinned task.
    pub stored: (Option<Minute>, Option<Minute>),
}

#[derive(Clone, Copy)]
pub(super) struct Edge {
    pub id: Id<Dependency>,
    pub pred: u32,
    pub succ: u32,
    pub kind: DependencyKind,
    pub lag: i64,
    pub elapsed: bool,
    pub broken: bool,
}

#[derive(Clone)]
pub(super) struct Network {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    /// Edges by successor and by predecessor, with where each task's begin.
    pub into: (Vec<u32>, Vec<u32>),
    pub from: (Vec<u32>, Vec<u32>),
    pub children: (Vec<u32>, Vec<u32>),
    /// Node numbers; the end of a summary is its number plus the number of tasks.
    pub order: Vec<u32>,
    pub problems: Vec<Problem>,
}

/// The rows of a project's tasks in the order of their identities, trashed ones too.
fn rows(plan: &Plan, project: Id<Project>) -> Vec<&Row<Task>> {
    let last = (project, Some(Id::new(uuid::Uuid::max())));
    let siblings = plan.index.tasks.range((project, None)..=last);
    let ids: Vec<Id<Task>> = siblings.flat_map(|it| it.1.iter().map(|at| at.1)).collect();
    if ids.len() >= MANY {
        let all = plan.all::<Task>().map(|row| &**row);
        return all.filter(|row| row.project == project).collect();
    }
    let mut out: Vec<&Row<Task>> = ids
        .iter()
        .filter_map(|id| plan.get(*id))
        .map(|row| &**row)
        .collect();
    out.sort_unstable_by_key(|row| row.id);
    out
}

/// Which tasks are in the outline: neither trashed nor below something that is, nor in a loop.
fn standing(rows: &[&Row<Task>], parents: &[u32], missing: &[bool]) -> Vec<bool> {
    const OPEN: u8 = 3;
    let mut state = vec![0_u8; rows.len()];
    let mut way = Vec::new();
    for start in 0..rows.len() {
        let mut at = start;
        let verdict = loop {
            match state[at] {
                0 => {}
                OPEN => break 2,
                known => break known,
            }
            way.push(at);
            state[at] = OPEN;
            if rows[at].head.trashed || missing[at] {
                break 2;
            }
            if parents[at] == NONE {
                break 1;
            }
            at = parents[at] as usize;
        };
        for at in way.drain(..) {
            state[at] = verdict;
        }
    }
    state.into_iter().map(|it| it == 1).collect()
}

/// Lists by owner in one array: (where each list begins, all members).
fn lists(count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; count + 1];
    pairs.clone().for_each(|it| starts[it.0 as usize + 1] += 1);
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    let mut fill = starts.clone();
    let mut members = vec![0; starts[count] as usize];
    for (owner, member) in pairs {
        members[fill[owner as usize] as usize] = member;
        fill[owner as usize] += 1;
    }
    (starts, members)
}

/// One list.
pub(super) fn list(lists: &(Vec<u32>, Vec<u32>), owner: usize) -> &[u32] {
    &lists.1[lists.0[owner] as usize..lists.0[owner + 1] as usize]
}

impl Network {
    pub fn new(plan: &Plan, project: Id<Project>, calendars: &mut Calendars<'_>, day: i64) -> Self {
        let rows = rows(plan, project);
        let numbers = Numbers::new(rows.iter().map(|row| row.id).collect());
        let mut missing = vec![false; rows.len()];
        let parents: Vec<u32> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| {
                let found = row.parent.map(|id| numbers.find(id));
                missing[at] = matches!(found, Some(None));
                found.flatten().unwrap_or(NONE)
            })
            .collect();
        let stands = standing(&rows, &parents, &missing);
        let mut number = vec![NONE; rows.len()];
        let mut count = 0;
        for at in (0..rows.len()).filter(|at| stands[*at]) {
            number[at] = count;
            count += 1;
        }
        let mut nodes: Vec<Node> = Vec::with_capacity(count as usize);
        for at in (0..rows.len()).filter(|at| stands[*at]) {
            let parent = match parents[at] {
                NONE => NONE,
                parent => number[parent as usize],
            };
            let clock = calendars.of(rows[at]);
            nodes.push(node(plan, rows[at], parent, clock));
        }
        for at in 0..nodes.len() {
            if nodes[at].parent != NONE {
                let parent = nodes[at].parent as usize;
                nodes[parent].summary = true;
            }
        }
        let edges = edges(plan, &nodes, |id| {
            numbers
                .find(id)
                .map(|at| number[at as usize])
                .filter(|it| *it != NONE)
        });
        settle(&mut nodes, &edges, day);
        let count = nodes.len();
        let pairs = |which: fn(&Edge) -> u32| {
            edges
                .iter()
                .enumerate()
                .map(move |(at, it)| (which(it), at as u32))
        };
        let into = lists(count, pairs(|it| it.succ));
        let from = lists(count, pairs(|it| it.pred));
        let below = nodes.iter().enumerate().filter(|it| it.1.parent != NONE);
        let children = lists(count, below.map(|(at, it)| (it.parent, at as u32)));
        let mut it = Self {
            nodes,
            edges,
            into,
            from,
            children,
            order: Vec::with_capacity(count * 2),
            problems: Vec::new(),
        };
        it.sort();
        it
    }

    /// The number of a task's end.
    pub fn end(&self, task: u32) -> u32 {
        match self.nodes[task as usize].summary {
            true => task + self.nodes.len() as u32,
            false => task,
        }
    }
}

/// What a row says; whether it gets dates is settled once its links are known.
pub(super) fn node(plan: &Plan, row: &Row<Task>, parent: u32, clock: u32) -> Node {
    let class = plan.status_class(row);
    let done = class == StatusClass::Done || row.percent >= 100 || row.actual_finish.is_some();
    Node {
        id: row.id,
        span: row.duration,
        milestone: row.milestone,
        tied: false,
        parent,
        summary: false,
        out: row.inactive || class == StatusClass::Cancelled,
        scheduled: false,
        finished: done,
        pinned: row.mode == TaskMode::Pinned && (row.start.is_some() || row.finish.is_some()),
        clock,
        minutes: 0,
        elapsed: row.duration.is_some_and(|it| it.elapsed),
        held: row.constraint.kind,
        held_at: row.constraint.at.map(minute_of),
        deadline: row.deadline.map(minute_of),
        delay: row.leveling_delay_minutes.max(0),
        actual: (
            row.actual_start.map(minute_of),
            row.actual_finish.map(minute_of),
        ),
        stored: (row.start.map(minute_of), row.finish.map(minute_of)),
    }
}

fn edges(plan: &Plan, nodes: &[Node], find: impl Fn(Id<Task>) -> Option<u32>) -> Vec<Edge> {
    let mut out = Vec::new();
    let mut take = |row: &Row<Dependency>| {
        if row.head.trashed {
            return;
        }
        if let (Some(pred), Some(succ)) = (find(row.predecessor), find(row.successor)) {
            let (lag, elapsed) = lag(row.lag, &nodes[pred as usize]);
            out.push(Edge {
                id: row.id,
                pred,
                succ,
                kind: row.kind,
                lag,
                elapsed,
                broken: false,
            });
        }
    };
    if nodes.len() >= MANY {
        plan.all::<Dependency>().for_each(|row| take(row));
    } else {
        let ids = nodes
            .iter()
            .filter_map(|it| plan.index.into.get(&it.id))
            .flatten();
        let rows = ids.filter_map(|id| plan.get(*id));
        rows.for_each(|row| take(row));
        out.sort_unstable_by_key(|it| it.id);
    }
    out
}

/// A lag in minutes, and whether they are elapsed ones.
pub(super) fn lag(lag: Lag, pred: &Node) -> (i64, bool) {
    let (minutes, elapsed) = match lag {
        Lag::Span(span) => (span.minutes, span.elapsed),
        Lag::Percent { percent, elapsed } => {
            let whole = pred.span.unwrap_or_default();
            (share(percent, whole.minutes), elapsed || whole.elapsed)
        }
    };
    (minutes.clamp(-LONGEST, LONGEST), elapsed)
}

/// A share of a duration in whole minutes.
fn share(percent: Decimal, minutes: i64) -> i64 {
    let part = percent
        .checked_mul(Decimal::from(minutes))
        .map(|it| (it / Decimal::ONE_HUNDRED).round());
    part.and_then(|it| it.to_i64()).unwrap_or(0)
}

/// Lags and durations that no plan needs, cut so that sums cannot overflow.
const LONGEST: i64 = 400 * 366 * 1440;

/// Which leaves get dates, and how long they take.
fn settle(nodes: &mut [Node], edges: &[Edge], day: i64) {
    for edge in edges {
        nodes[edge.pred as usize].tied = true;
        nodes[edge.succ as usize].tied = true;
    }
    nodes.iter_mut().for_each(|node| node.settle(day));
}

impl Node {
    /// Whether it gets dates, and how long it takes, once its links are known.
    pub fn settle(&mut self, day: i64) {
        let dated = !matches!(
            self.held,
            ConstraintKind::AsSoonAsPossible | ConstraintKind::AsLateAsPossible
        ) && self.held_at.is_some();
        let begun = self.actual.0.is_some() || self.actual.1.is_some();
        let says = self.span.is_some() || dated || begun || self.pinned || self.tied;
        self.scheduled = !self.summary && !self.out && says;
        self.minutes = match self.span {
            _ if self.out || self.summary => 0,
            Some(span) => span.minutes.clamp(0, LONGEST),
            None if self.milestone => 0,
            None => day,
        };
    }
}

/// The earliest date that a project's rows name, when it states no start itself.
pub(super) fn first_moment(network: &Network) -> Option<Minute> {
    let named = network.nodes.iter().filter(|it| it.scheduled);
    let named = named.flat_map(|it| {
        let pinned = it.stored.0.or(it.stored.1).filter(|_| it.pinned);
        let constraint = it.held_at.filter(|_| !it.pinned);
        [pinned, constraint, it.actual.0]
    });
    named.flatten().min()
}
