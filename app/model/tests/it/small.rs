//! A small plan to put numbers into: one quarter, one Objective, and rows added by hand.

use std::sync::Arc;

use model::plan::Record;
use model::{
    CheckIn, Cycle, CycleState, Date, DateTime, Decimal, Head, Id, KeyResult, Link, LinkMethod,
    LinkTarget, MetricType, Objective, Person, Plan, Project, Rank, Row, Task, Weight, Workspace,
};

/// A day written as 2026-11-02.
pub fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// A decimal written as it is.
pub fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

/// A plan with a counter for identities.
pub struct Small {
    pub plan: Plan,
    pub cycle: Id<Cycle>,
    pub objective: Id<Objective>,
    pub owner: Id<Person>,
    next: u128,
}

impl Small {
    /// Q4 2026: 1 October to 31 December, 92 days, 66 of them working.
    pub fn q4() -> Self {
        Self::cycle("2026-10-01", "2026-12-31")
    }

    pub fn cycle(start: &str, finish: &str) -> Self {
        let mut small = Self {
            plan: Plan::default(),
            cycle: Id::default(),
            objective: Id::default(),
            owner: Id::default(),
            next: 1,
        };
        small.put(Workspace {
            name: "Halden".into(),
            ..Workspace::default()
        });
        small.owner = small.put(Person {
            name: "Ana Ruiz".into(),
            ..Person::default()
        });
        small.cycle = small.put(Cycle {
            name: "Q4 2026".into(),
            start: Some(day(start)),
            finish: Some(day(finish)),
            state: CycleState::Active,
            ..Cycle::default()
        });
        small.objective = small.put(Objective {
            cycle: Some(small.cycle),
            title: "Reduce time-to-value for new customers".into(),
            published: true,
            ..Objective::default()
        });
        small
    }

    /// Adds a row as it is.
    pub fn put<T: Record>(&mut self, body: T) -> Id<T> {
        let id = Id::new(uuid::Uuid::from_u128(self.next));
        self.next += 1;
        let created_at = "2026-09-21T08:00:00Z".parse().expect("a moment");
        let head = Head {
            created_at,
            changed_at: created_at,
            ..Head::default()
        };
        self.plan.put(T::wrap(Arc::new(Row { id, head, body })));
        id
    }

    /// Changes a row in place.
    pub fn edit<T: Record>(&mut self, id: Id<T>, change: impl FnOnce(&mut Row<T>)) {
        let mut row = self
            .plan
            .get(id)
            .expect("the row is there")
            .as_ref()
            .clone();
        change(&mut row);
        self.plan.put(T::wrap(Arc::new(row)));
    }

    /// A published, owned Key Result of a metric from start to target.
    pub fn key_result(&mut self, metric: MetricType, start: &str, target: &str) -> Id<KeyResult> {
        let rank = Rank(format!("a{:06}", self.next));
        self.put(KeyResult {
            objective: self.objective,
            title: "Reduce median time from contract to go-live".into(),
            owner: Some(self.owner),
            metric,
            start: (!start.is_empty()).then(|| dec(start)),
            target: (!target.is_empty()).then(|| dec(target)),
            published: true,
            rank,
            ..KeyResult::default()
        })
    }

    pub fn check_in(&mut self, key_result: Id<KeyResult>, on: &str, value: &str) -> Id<CheckIn> {
        self.put(CheckIn {
            key_result,
            on: Some(day(on)),
            value: (!value.is_empty()).then(|| dec(value)),
            ..CheckIn::default()
        })
    }

    pub fn project(&mut self, title: &str) -> Id<Project> {
        self.put(Project {
            title: title.into(),
            ..Project::default()
        })
    }

    /// A task; change it afterwards with `edit` or pass a body.
    pub fn task(&mut self, project: Id<Project>, percent: u8, body: Task) -> Id<Task> {
        let rank = Rank(format!("a{:06}", self.next));
        self.put(Task {
            project,
            percent,
            rank,
            ..body
        })
    }

    pub fn link(
        &mut self,
        key_result: Id<KeyResult>,
        target: LinkTarget,
        method: LinkMethod,
        weight: &str,
    ) -> Id<Link> {
        let weight = Weight(dec(weight));
        self.put(Link {
            key_result,
            target,
            method,
            weight,
            ..Link::default()
        })
    }
}

/// A task that takes so many days of eight hours.
pub fn days(n: i64) -> Task {
    let span = model::Span {
        minutes: n * 480,
        ..model::Span::default()
    };
    Task {
        duration: Some(span),
        ..Task::default()
    }
}

/// A task with an estimate in hours.
pub fn hours(n: i64) -> Task {
    Task {
        estimate_minutes: Some(n * 60),
        ..Task::default()
    }
}

/// A milestone that finishes on a day.
pub fn milestone(finish: &str) -> Task {
    let finish: Option<DateTime> = Some(day(finish).at(17, 0, 0, 0));
    Task {
        milestone: true,
        mode: model::TaskMode::Pinned,
        finish,
        ..Task::default()
    }
}
