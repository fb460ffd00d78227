//! Questions that several components ask, each as a memo that wakes only when its answer may change.

use leptos::prelude::*;
use model::{Cycle, Id, KeyResult, Kind, Link, LinkTarget, Objective, Person, Project};

use super::State;

impl State {
    /// The cycles, in order of time.
    pub fn cycles(self) -> Memo<Vec<Id<Cycle>>> {
        self.list(None, |plan| {
            plan.cycles().iter().map(|row| row.id).collect()
        })
    }

    /// The cycle that holds today, else the one last begun, else the first to come.
    pub fn current_cycle(self) -> Memo<Option<Id<Cycle>>> {
        Memo::new(move |_| {
            self.track_list(Kind::Cycle, None);
            let today = self.today();
            self.plan(|plan| {
                let now = plan.cycle_at(today).map(|row| row.id);
                let begun = |row: &&&std::sync::Arc<model::Row<Cycle>>| started(row, today);
                let cycles = plan.cycles();
                now.or_else(|| cycles.iter().rev().find(begun).map(|row| row.id))
                    .or_else(|| cycles.first().map(|row| row.id))
            })
        })
    }

    /// The Objectives of a cycle (`None`: the backlog), in order.
    pub fn objectives(self, cycle: Option<Id<Cycle>>) -> Memo<Vec<Id<Objective>>> {
        self.list(cycle.map(Id::uuid), move |plan| {
            plan.objectives(cycle).iter().map(|row| row.id).collect()
        })
    }

    /// The Key Results of an Objective, in order.
    pub fn key_results(self, objective: Id<Objective>) -> Memo<Vec<Id<KeyResult>>> {
        self.list(Some(objective.uuid()), move |plan| {
            plan.key_results(objective)
                .iter()
                .map(|row| row.id)
                .collect()
        })
    }

    /// The links of a Key Result.
    pub fn links_of(self, key_result: Id<KeyResult>) -> Memo<Vec<Id<Link>>> {
        self.list(Some(key_result.uuid()), move |plan| {
            plan.links_of(key_result).iter().map(|row| row.id).collect()
        })
    }

    /// The links of a project or task.
    pub fn links_to(self, target: LinkTarget) -> Memo<Vec<Id<Link>>> {
        let below = match target {
            LinkTarget::Project(id) => id.uuid(),
            LinkTarget::Task(id) => id.uuid(),
        };
        self.list(Some(below), move |plan| {
            plan.links_to(target).iter().map(|row| row.id).collect()
        })
    }

    /// The projects, in order.
    pub fn projects(self) -> Memo<Vec<Id<Project>>> {
        self.list(None, |plan| {
            plan.projects().iter().map(|row| row.id).collect()
        })
    }

    /// The people, by name.
    pub fn persons(self) -> Memo<Vec<Id<Person>>> {
        self.list(None, |plan| {
            plan.persons().iter().map(|row| row.id).collect()
        })
    }

    /// A person's name; empty when unknown here. Followed.
    pub fn name_of(self, person: Option<Id<Person>>) -> String {
        let Some(id) = person else {
            return String::new();
        };
        self.track(id.at());
        self.plan(|plan| plan.get(id).map(|row| row.name.clone()).unwrap_or_default())
    }
}

fn started(row: &model::Row<Cycle>, today: model::Date) -> bool {
    row.start.is_some_and(|start| start <= today)
}
