//! A small workspace to change: its people, one Circle, a cycle, goals and two projects.

use model::access::{Founding, founding};
use model::op::make;
use model::*;
use uuid::Uuid;

/// The n-th identity: tests choose theirs.
pub fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(0xA000_0000_0000_0000_0000_0000_0000_0000 + n)
}

pub fn id<T>(n: u128) -> Id<T> {
    Id::new(uuid(n))
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub const OWNER: u128 = 2;
pub const ADMIN: u128 = 3;
pub const MEMBER: u128 = 4;
pub const OTHER: u128 = 5;
pub const GUEST: u128 = 6;
pub const CIRCLE: u128 = 7;
pub const CYCLE: u128 = 8;
pub const NEXT: u128 = 9;
pub const OBJECTIVE: u128 = 20;
pub const KEY_RESULT: u128 = 21;
pub const SECRET: u128 = 22;
pub const PROJECT: u128 = 30;
pub const CLOSED_PROJECT: u128 = 31;
/// Tasks 40 to 44 of `PROJECT`: 41 and 42 below 40, 43 below 42, 44 at the top.
pub const TASK: u128 = 40;
pub const FOREIGN_TASK: u128 = 50;

pub fn by(actor: u128) -> Context {
    Context {
        actor: id(actor),
        now: "2026-11-23T10:00:00Z".parse().unwrap(),
        today: day("2026-11-23"),
    }
}

pub struct World {
    pub plan: Plan,
}

impl World {
    /// A workspace with only its founder.
    pub fn founded() -> World {
        let mut plan = Plan::default();
        let op = founding(&Founding {
            workspace: id(1),
            name: "Acme".into(),
            owner: id(OWNER),
            owner_name: "Olive".into(),
            email: "olive@example.org".into(),
            cycle: id(CYCLE),
            next_cycle: id(NEXT),
            today: day("2026-11-23"),
        });
        apply(&mut plan, &op, &by(OWNER)).unwrap();
        World { plan }
    }

    pub fn new() -> World {
        let mut world = World::founded();
        for (n, name, role) in [
            (ADMIN, "Ada", Role::Admin),
            (MEMBER, "Mo", Role::Member),
            (OTHER, "Otto", Role::Member),
            (GUEST, "Gil", Role::Guest),
        ] {
            world.make(
                OWNER,
                n,
                Person {
                    name: name.into(),
                    role,
                    ..Person::default()
                },
            );
        }
        let members = [id(OWNER), id(MEMBER)].into();
        world.make(
            OWNER,
            CIRCLE,
            Circle {
                name: "Board".into(),
                members,
                ..Circle::default()
            },
        );
        let objective = Objective {
            cycle: Some(id(CYCLE)),
            title: "Customers stay".into(),
            owner: Some(id(MEMBER)),
            ..Objective::default()
        };
        world.make(MEMBER, OBJECTIVE, objective);
        world.make(
            MEMBER,
            KEY_RESULT,
            key_result("Onboarding takes 25 days", "45", "25"),
        );
        let secret = key_result("Acquire 2 competitors", "0", "2");
        world
            .make_for(MEMBER, SECRET, secret, Some(Audience::Circle(id(CIRCLE))))
            .unwrap();
        world.make(MEMBER, PROJECT, project("Migration"));
        let audience = Some(Audience::Circle(id(CIRCLE)));
        world
            .make_for(MEMBER, CLOSED_PROJECT, project("Due diligence"), audience)
            .unwrap();
        for (n, parent) in [
            (0, None),
            (1, Some(0)),
            (2, Some(0)),
            (3, Some(2)),
            (4, None),
        ] {
            let parent = parent.map(|parent| TASK + parent);
            world.make(
                MEMBER,
                TASK + n,
                task(PROJECT, &format!("Task {n}"), parent),
            );
        }
        world.make(
            MEMBER,
            FOREIGN_TASK,
            task(CLOSED_PROJECT, "Read the contracts", None),
        );
        world
    }

    pub fn make(&mut self, actor: u128, n: u128, entity: impl Into<Entity>) {
        self.make_for(actor, n, entity, None).unwrap();
    }

    pub fn make_for(
        &mut self,
        actor: u128,
        n: u128,
        entity: impl Into<Entity>,
        audience: Option<Audience>,
    ) -> Result<Touched, Refusal> {
        let entity = make::last(&self.plan, entity);
        self.does(
            actor,
            &Op::Create {
                id: uuid(n),
                entity,
                audience,
            },
        )
    }

    pub fn does(&mut self, actor: u128, op: &Op) -> Result<Touched, Refusal> {
        apply(&mut self.plan, op, &by(actor))
    }

    pub fn set(
        &mut self,
        actor: u128,
        at: Ref,
        field: &str,
        to: serde_json::Value,
    ) -> Result<Touched, Refusal> {
        let op = make::set(&self.plan, at, field, to);
        self.does(actor, &op)
    }

    pub fn link(&mut self, actor: u128, n: u128, goal: u128, work: LinkTarget) {
        let link = Link {
            key_result: id(goal),
            target: work,
            ..Link::default()
        };
        self.make(actor, n, link);
    }

    pub fn depend(&mut self, n: u128, from: u128, to: u128) -> Result<Touched, Refusal> {
        let row = Dependency {
            predecessor: id(TASK + from),
            successor: id(TASK + to),
            ..Dependency::default()
        };
        self.make_for(MEMBER, n, row, None)
    }
}

pub fn key_result(title: &str, start: &str, target: &str) -> KeyResult {
    KeyResult {
        objective: id(OBJECTIVE),
        title: title.into(),
        start: Some(amount(start)),
        target: Some(amount(target)),
        ..KeyResult::default()
    }
}

pub fn project(title: &str) -> Project {
    Project {
        title: title.into(),
        ..Project::default()
    }
}

pub fn task(project: u128, title: &str, parent: Option<u128>) -> Task {
    Task {
        project: id(project),
        title: title.into(),
        parent: parent.map(id),
        ..Task::default()
    }
}

/// A plan made from nothing out of the rows of another: what its indexes must be equal to.
pub fn rebuilt(plan: &Plan) -> Plan {
    let mut fresh = Plan::default();
    for row in plan.every() {
        fresh.put(row);
    }
    fresh
}
