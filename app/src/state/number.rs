//! The derived numbers, each as a memo that wakes when an edit reaches it.

use leptos::prelude::*;
use model::progress::{self, CycleClock, Fraction, KeyResultProgress, Rollups, Summary};
use model::schedule::{Dates, Schedules};
use model::{Cycle, Id, KeyResult, Objective, Plan, Project, Ref, Task};

use super::State;

impl State {
    /// Both numbers, expectation and health of a Key Result.
    pub fn progress(self, id: Id<KeyResult>) -> Memo<Option<KeyResultProgress>> {
        Memo::new(move |_| self.number(id.at(), |numbers| numbers.key_result(id).cloned()))
    }

    /// The roll-up of an Objective.
    pub fn objective_summary(self, id: Id<Objective>) -> Memo<Summary> {
        Memo::new(move |_| {
            self.number(id.at(), |numbers| numbers.objective(id).cloned())
                .unwrap_or_default()
        })
    }

    /// The roll-up of a cycle.
    pub fn cycle_summary(self, id: Id<Cycle>) -> Memo<Summary> {
        Memo::new(move |_| {
            self.number(id.at(), |numbers| numbers.cycle(id).cloned())
                .unwrap_or_default()
        })
    }

    /// How much of a project's work is done.
    pub fn project_work(self, id: Id<Project>) -> Memo<Option<Fraction>> {
        Memo::new(move |_| {
            self.track_number(id.at());
            self.wakes.with_value(|wakes| {
                wakes.numbers(self, |numbers| self.plan(|plan| numbers.project(plan, id)))
            })
        })
    }

    /// When a task happens; `None` while nothing says when.
    pub fn dates(self, id: Id<Task>) -> Memo<Option<Dates>> {
        Memo::new(move |_| {
            self.track_number(id.at());
            self.schedules(|plan, all| all.dates(plan, id).cloned())
        })
    }

    /// Reads the schedules of all projects, untracked.
    pub fn schedules<R>(self, read: impl FnOnce(&Plan, &Schedules) -> R) -> R {
        self.rollups(|plan, numbers| read(plan, numbers.schedules()))
    }

    /// Reads all derived numbers, untracked.
    pub fn rollups<R>(self, read: impl FnOnce(&Plan, &Rollups) -> R) -> R {
        self.wakes.with_value(|wakes| {
            wakes.numbers(self, |numbers| self.plan(|plan| read(plan, numbers)))
        })
    }

    fn number<R>(self, at: Ref, read: impl FnOnce(&Rollups) -> R) -> R {
        self.track_number(at);
        self.wakes.with_value(|wakes| wakes.numbers(self, read))
    }

    /// Where a cycle stands today.
    pub fn clock(self, id: Signal<Option<Id<Cycle>>>) -> Memo<Option<CycleClock>> {
        Memo::new(move |_| {
            let id = id.get()?;
            self.track(id.at());
            let today = self.today();
            self.plan(|plan| {
                plan.get(id)
                    .and_then(|row| progress::clock_in(plan, row, today))
            })
        })
    }
}
