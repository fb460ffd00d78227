//! A plan made from a number: the same rows wherever it is made.

use model::{
    Assignee, Assignment, Calendar, Constraint, ConstraintKind, Day, Decimal, Dependency,
    DependencyKind, Entity, Exception, Head, Hours, Id, Lag, Person, Plan, Project, Rank,
    Recurrence, Span, Task, TaskMode, Workspace,
};
use uuid::Uuid;

/// What kind of plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Durations and links, a tenth of it summaries: what is timed.
    Plain,
    /// Everything that a schedule can hold, circles too: what is compared.
    Wild,
}

/// Whose tasks they are.
#[must_use]
pub fn project() -> Id<Project> {
    Id::new(Uuid::from_u128(2))
}

/// A task by its number.
pub(crate) fn task(number: u32) -> Id<Task> {
    Id::new(Uuid::from_u128((1 << 96) | mixed(u128::from(number))))
}

/// Numbers without order, always the same.
fn mixed(n: u128) -> u128 {
    n.wrapping_add(1)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
        >> 40
}

/// Numbers that look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    fn minutes(&mut self, limit: u64) -> i64 {
        i64::try_from(self.below(limit)).unwrap_or(0)
    }
}

fn put(plan: &mut Plan, id: Uuid, entity: impl Into<Entity>) {
    plan.put(entity.into().into_row(id, Head::default()));
}

fn span(minutes: i64, elapsed: bool) -> Span {
    Span {
        minutes,
        elapsed,
        ..Span::default()
    }
}

const PERSON: u128 = 3;
const CALENDARS: [u128; 2] = [4, 5];

/// Makes the plan.
pub(crate) fn make(seed: u32, tasks: u32, shape: Shape) -> Plan {
    let mut plan = Plan::default();
    let mut chance = Chance(u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    put(&mut plan, Uuid::from_u128(1), Workspace::default());
    let start = Some(jiff::civil::date(2026, 3, 2).at(8, 0, 0, 0));
    let home = Project {
        start,
        ..Project::default()
    };
    put(&mut plan, project().uuid(), home);
    if shape == Shape::Wild {
        calendars(&mut plan, &mut chance);
    }
    for number in 0..tasks {
        let row = match shape {
            Shape::Plain => plain(number, &mut chance),
            Shape::Wild => wild(number, &mut chance),
        };
        put(&mut plan, task(number).uuid(), row);
    }
    let mut made = 0;
    for number in 0..tasks {
        for step in [1, 3 + number % 9] {
            if let Some(link) = link(number, step, shape, &mut chance) {
                made += 1;
                put(&mut plan, Uuid::from_u128((1 << 97) + mixed(made)), link);
            }
        }
    }
    plan
}

fn calendars(plan: &mut Plan, chance: &mut Chance) {
    let person = Person {
        name: "Ana Ruiz".into(),
        ..Person::default()
    };
    put(plan, Uuid::from_u128(PERSON), person);
    for (number, id) in CALENDARS.into_iter().enumerate() {
        let mut week: [Day; 7] = core::array::from_fn(|_| Day::Off);
        for day in &mut week[1..5 + number] {
            let from = 300 + u16::try_from(chance.below(8)).unwrap_or(0) * 15;
            *day = Day::Work(vec![
                Hours {
                    from,
                    to: from + 210,
                },
                Hours {
                    from: from + 255,
                    to: from + 500,
                },
            ]);
        }
        let calendar = Calendar {
            week,
            exceptions: vec![Exception {
                from: jiff::civil::date(2026, 4, 1),
                to: jiff::civil::date(2027, 4, 1),
                recurrence: Recurrence::EveryDays { every: 9 },
                ..Exception::default()
            }],
            person: (number == 1).then(|| Id::new(Uuid::from_u128(PERSON))),
            ..Calendar::default()
        };
        put(plan, Uuid::from_u128(id), calendar);
    }
}

fn parent(number: u32) -> Option<Id<Task>> {
    match number % 10 {
        0 if number % 50 == 10 => Some(task(number - 10)),
        0 => None,
        _ => Some(task(number - number % 10)),
    }
}

fn plain(number: u32, chance: &mut Chance) -> Task {
    Task {
        project: project(),
        parent: parent(number),
        rank: Rank(format!("a{number:06}")),
        duration: Some(span(60 + chance.minutes(2400), false)),
        ..Task::default()
    }
}

fn wild(number: u32, chance: &mut Chance) -> Task {
    let day = i8::try_from(1 + chance.below(28)).unwrap_or(1);
    let month = i8::try_from(3 + chance.below(6)).unwrap_or(3);
    let moment = jiff::civil::date(2026, month, day).at(9, 30, 0, 0);
    let kind = usize::try_from(chance.below(24)).unwrap_or(0);
    let elapsed = chance.one_in(9);
    let mut row = plain(number, chance);
    row.duration = (!chance.one_in(11)).then(|| span(chance.minutes(3000), elapsed));
    row.constraint = Constraint {
        kind: ConstraintKind::ALL.get(kind).copied().unwrap_or_default(),
        at: Some(moment),
    };
    row.deadline = chance.one_in(6).then_some(moment);
    row.calendar = chance
        .one_in(5)
        .then(|| Id::new(Uuid::from_u128(CALENDARS[0])));
    row.milestone = chance.one_in(12);
    row.inactive = chance.one_in(25);
    row.leveling_delay_minutes = if chance.one_in(15) {
        chance.minutes(900)
    } else {
        0
    };
    if chance.one_in(7) {
        row.assignments.push(Assignment {
            who: Assignee::Person(Id::new(Uuid::from_u128(PERSON))),
            units_percent: Decimal::ONE_HUNDRED,
            work_minutes: None,
            kept: Default::default(),
        });
    }
    if chance.one_in(10) {
        row.actual_start = Some(moment);
        row.percent = u8::try_from(chance.below(101)).unwrap_or(0);
    }
    if chance.one_in(13) {
        row.mode = TaskMode::Pinned;
        row.start = Some(moment);
    }
    row
}

fn link(number: u32, step: u32, shape: Shape, chance: &mut Chance) -> Option<Dependency> {
    let leaf = |number: u32| !number.is_multiple_of(10);
    let before = number.checked_sub(step)?;
    let mut link = Dependency {
        predecessor: task(before),
        successor: task(number),
        ..Dependency::default()
    };
    if shape == Shape::Plain {
        return (leaf(before) && leaf(number)).then_some(link);
    }
    let kind = usize::try_from(chance.below(4)).unwrap_or(0);
    link.kind = DependencyKind::ALL[kind];
    link.lag = match chance.below(4) {
        0 => Lag::Percent {
            percent: Decimal::from(chance.below(150)),
            elapsed: chance.one_in(2),
        },
        1 => Lag::Span(span(chance.minutes(2000) - 800, chance.one_in(3))),
        _ => Lag::default(),
    };
    // Now and then the wrong way round, so that circles arise.
    if chance.one_in(40) {
        core::mem::swap(&mut link.predecessor, &mut link.successor);
    }
    (!chance.one_in(3)).then_some(link)
}
