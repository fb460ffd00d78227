//! Who wakes when a row changes: a trigger per row, per list and per number, made when first read.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use model::progress::Rollups;
use model::{AnyRow, Kind, LinkTarget, Rank, Ref};
use uuid::Uuid;

use super::State;

type List = (Kind, Option<Uuid>);

/// The triggers that somebody reads.
#[derive(Default)]
pub(super) struct Wakes {
    rows: RefCell<BTreeMap<Ref, ArcTrigger>>,
    lists: RefCell<BTreeMap<List, ArcTrigger>>,
    numbers: RefCell<BTreeMap<Ref, ArcTrigger>>,
    rollups: RefCell<Option<Rollups>>,
}

impl Wakes {
    pub(super) fn row(&self, at: Ref) -> ArcTrigger {
        self.rows.borrow_mut().entry(at).or_default().clone()
    }
    pub(super) fn list(&self, kind: Kind, below: Option<Uuid>) -> ArcTrigger {
        self.lists
            .borrow_mut()
            .entry((kind, below))
            .or_default()
            .clone()
    }
    pub(super) fn number(&self, at: Ref) -> ArcTrigger {
        self.numbers.borrow_mut().entry(at).or_default().clone()
    }

    /// Reads the derived numbers, which are counted from nothing when first asked for.
    pub(super) fn numbers<R>(&self, state: State, read: impl FnOnce(&Rollups) -> R) -> R {
        let mut kept = self.rollups.borrow_mut();
        let today = state.today.get_untracked();
        read(kept.get_or_insert_with(|| state.plan(|plan| Rollups::new(plan, today))))
    }

    /// Wakes everything: the whole plan, or the day, is another one.
    pub(super) fn all(&self) {
        *self.rollups.borrow_mut() = None;
        let mut woken: Vec<_> = self.rows.borrow().values().cloned().collect();
        woken.extend(self.lists.borrow().values().cloned());
        woken.extend(self.numbers.borrow().values().cloned());
        notify(woken);
    }

    /// Wakes those who read one of these rows, a list they joined, left or moved in, or a number that
    /// follows from them.
    pub(super) fn rows(&self, state: State, before: &[(Ref, Option<AnyRow>)]) {
        let mut lists = BTreeSet::new();
        let mut numbers = self.follow(state, before);
        for (at, was) in before {
            let now = state.plan(|plan| plan.any(*at));
            let (old, new) = (was.as_ref().map(place), now.as_ref().map(place));
            if old != new || !keeps_place(at.kind) {
                lists.insert((at.kind, None));
                for place in [old, new].into_iter().flatten() {
                    lists.extend(place.below.iter().map(|below| (at.kind, Some(*below))));
                }
            }
            if at.kind == Kind::Task {
                numbers.extend(projects(was.as_ref(), now.as_ref()));
            }
        }
        let rows = self.rows.borrow();
        let mut woken: Vec<_> = before
            .iter()
            .filter_map(|(at, _)| rows.get(at).cloned())
            .collect();
        drop(rows);
        let known = self.lists.borrow();
        woken.extend(lists.iter().filter_map(|list| known.get(list).cloned()));
        drop(known);
        let counted = self.numbers.borrow();
        woken.extend(numbers.iter().filter_map(|at| counted.get(at).cloned()));
        drop(counted);
        notify(woken);
    }

    /// Lets the numbers follow, and says which changed.
    fn follow(&self, state: State, before: &[(Ref, Option<AnyRow>)]) -> BTreeSet<Ref> {
        let mut kept = self.rollups.borrow_mut();
        let Some(rollups) = kept.as_mut() else {
            return BTreeSet::new();
        };
        state.plan(|plan| rollups.follow_rows(plan, before))
    }
}

fn notify(triggers: Vec<ArcTrigger>) {
    for trigger in triggers {
        trigger.notify();
    }
}

/// The projects whose work a changed task belongs to.
fn projects(was: Option<&AnyRow>, now: Option<&AnyRow>) -> BTreeSet<Ref> {
    let project = |row: &AnyRow| match row {
        AnyRow::Task(task) => Some(task.project.at()),
        _ => None,
    };
    was.into_iter().chain(now).filter_map(project).collect()
}

/// Whether the order of this kind is its rank alone, so that other fields leave lists as they are.
fn keeps_place(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Task | Kind::Objective | Kind::KeyResult | Kind::Project
    )
}

#[derive(PartialEq)]
struct Place {
    below: Vec<Uuid>,
    parent: Option<Uuid>,
    rank: Option<Rank>,
    trashed: bool,
}

fn place(row: &AnyRow) -> Place {
    let (below, parent, rank) = match row {
        AnyRow::Task(row) => (
            vec![row.project.uuid()],
            row.parent.map(model::Id::uuid),
            Some(row.rank.clone()),
        ),
        AnyRow::KeyResult(row) => (vec![row.objective.uuid()], None, Some(row.rank.clone())),
        AnyRow::Objective(row) => (
            row.cycle.iter().map(|cycle| cycle.uuid()).collect(),
            None,
            Some(row.rank.clone()),
        ),
        AnyRow::Project(row) => (vec![], None, Some(row.rank.clone())),
        AnyRow::CheckIn(row) => (vec![row.key_result.uuid()], None, None),
        AnyRow::Link(row) => {
            let means = match row.target {
                LinkTarget::Project(id) => id.uuid(),
                LinkTarget::Task(id) => id.uuid(),
            };
            (vec![row.key_result.uuid(), means], None, None)
        }
        AnyRow::Dependency(row) => (
            vec![row.predecessor.uuid(), row.successor.uuid()],
            None,
            None,
        ),
        AnyRow::Import(row) => (vec![row.project.uuid()], None, None),
        AnyRow::Resource(row) => (vec![row.project.uuid()], None, None),
        _ => (vec![], None, None),
    };
    Place {
        below,
        parent,
        rank,
        trashed: row.head().trashed,
    }
}
