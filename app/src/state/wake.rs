//! Who wakes when a row changes: a trigger per row, per list and per number, made when first read.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
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
}

impl Wakes {
    pub(super) fn row(&self, at: Ref) -> ArcTrigger {
        self.rows.borrow_mut().entry(at).or_default().clone()
    }
    pub(super) fn list(&self, kind: Kind, below: Option<Uuid>) -> ArcTrigger {
        self.lists.borrow_mut().entry((kind, below)).or_default().clone()
    }
    pub(super) fn number(&self, at: Ref) -> ArcTrigger {
        self.numbers.borrow_mut().entry(at).or_default().clone()
    }

    /// Wakes everything: the whole plan is another one.
    pub(super) fn all(&self, _state: State) {
        notify(self.rows.borrow().values().cloned().collect());
        notify(self.lists.borrow().values().cloned().collect());
        notify(self.numbers.borrow().values().cloned().collect());
    }

    /// Wakes those who read one of these rows, a list they joined, left or moved in, or a number that
    /// follows from them.
    pub(super) fn rows(&self, state: State, before: &[(Ref, Option<AnyRow>)]) {
        let mut lists = BTreeSet::new();
        let mut counted = false;
        for (at, was) in before {
            let now = state.plan(|plan| plan.any(*at));
            counted |= counts(at.kind);
            let (old, new) = (was.as_ref().map(place), now.as_ref().map(place));
            if old != new || !keeps_place(at.kind) {
                lists.insert((at.kind, None));
                for place in [old, new].into_iter().flatten() {
                    lists.extend(place.below.iter().map(|below| (at.kind, Some(*below))));
                }
            }
        }
        let rows = self.rows.borrow();
        let mut woken: Vec<_> = before.iter().filter_map(|(at, _)| rows.get(at).cloned()).collect();
        drop(rows);
        let known = self.lists.borrow();
        woken.extend(lists.iter().filter_map(|list| known.get(list).cloned()));
        drop(known);
        if counted {
            woken.extend(self.numbers.borrow().values().cloned());
        }
        notify(woken);
    }
}

fn notify(triggers: Vec<ArcTrigger>) {
    for trigger in triggers {
        trigger.notify();
    }
}

/// Whether rows of this kind can change a number.
fn counts(kind: Kind) -> bool {
    !matches!(kind, Kind::Import | Kind::Calendar | Kind::Resource | Kind::Dependency)
}

/// Whether the order of this kind is its rank alone, so that other fields leave lists as they are.
fn keeps_place(kind: Kind) -> bool {
    matches!(kind, Kind::Task | Kind::Objective | Kind::KeyResult | Kind::Project)
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
        AnyRow::Objective(row) => {
            (row.cycle.iter().map(|cycle| cycle.uuid()).collect(), None, Some(row.rank.clone()))
        }
        AnyRow::Project(row) => (vec![], None, Some(row.rank.clone())),
        AnyRow::CheckIn(row) => (vec![row.key_result.uuid()], None, None),
        AnyRow::Link(row) => {
            let means = match row.target {
                LinkTarget::Project(id) => id.uuid(),
                LinkTarget::Task(id) => id.uuid(),
            };
            (vec![row.key_result.uuid(), means], None, None)
        }
        AnyRow::Dependency(row) => {
            (vec![row.predecessor.uuid(), row.successor.uuid()], None, None)
        }
        AnyRow::Import(row) => (vec![row.project.uuid()], None, None),
        AnyRow::Resource(row) => (vec![row.project.uuid()], None, None),
        _ => (vec![], None, None),
    };
    Place { below, parent, rank, trashed: row.head().trashed }
}
