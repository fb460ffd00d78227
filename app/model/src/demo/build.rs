//! What the parts of the demo share: who is who, which day is which, and the list that grows.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use uuid::Uuid;

use super::calendar;
use crate::plan::Record;
use crate::{
    Audience, Circle, Context, Cycle, CycleState, Entity, Id, KeyResult, Op, Person, Plan, Project,
    Rank, Role, Task, Team,
};

/// Days of the quarter before today: today is day 33.
const DAYS_BEFORE: i64 = 32;
/// Days of the quarter.
const DAYS: i64 = 92;

/// The demo while it is being made.
pub struct Demo<'a> {
    pub(super) owner: Id<Person>,
    pub(super) today: Date,
    now: Timestamp,
    new_id: &'a mut dyn FnMut() -> Uuid,
    made: Vec<(Context, Op)>,
    pub(super) persons: BTreeMap<&'static str, Id<Person>>,
    pub(super) teams: BTreeMap<&'static str, Id<Team>>,
    pub(super) leadership: Id<Circle>,
    pub(super) quarter: Id<Cycle>,
    pub(super) half: Id<Cycle>,
    pub(super) projects: BTreeMap<&'static str, Id<Project>>,
    pub(super) tasks: BTreeMap<(&'static str, &'static str), Id<Task>>,
    pub(super) key_results: BTreeMap<&'static str, Id<KeyResult>>,
}

impl<'a> Demo<'a> {
    pub(super) fn new(
        owner: Id<Person>,
        now: Timestamp,
        today: Date,
        new_id: &'a mut dyn FnMut() -> Uuid,
    ) -> Self {
        Self {
            owner,
            today,
            now,
            new_id,
            made: Vec::new(),
            persons: BTreeMap::new(),
            teams: BTreeMap::new(),
            leadership: Id::default(),
            quarter: Id::default(),
            half: Id::default(),
            projects: BTreeMap::new(),
            tasks: BTreeMap::new(),
            key_results: BTreeMap::new(),
        }
    }

    pub(super) fn done(self) -> Vec<(Context, Op)> {
        self.made
    }

    /// A day of the quarter; 0 is its first.
    pub(super) fn day(&self, offset: i64) -> Date {
        plus(self.today, offset - DAYS_BEFORE)
    }

    /// The same, moved to the next day that Halden works when it falls on another.
    pub(super) fn workday(&self, offset: i64) -> Date {
        let next = (offset..).find(|offset| self.works(*offset));
        self.day(next.unwrap_or(offset))
    }

    /// Whether Halden works on a day of the quarter.
    pub(super) fn works(&self, offset: i64) -> bool {
        let weekend = [Weekday::Saturday, Weekday::Sunday];
        let free = weekend.contains(&self.day(offset).weekday());
        !free && !calendar::CLOSED.contains(&offset)
    }

    /// Which day of the quarter a day is.
    pub(super) fn offset(&self, day: Date) -> i64 {
        i64::from((day - self.today).get_days()) + DAYS_BEFORE
    }

    /// How many days Halden works between two, both included; at least one.
    pub(super) fn working_days(&self, from: Date, to: Date) -> i64 {
        let days = (self.offset(from)..=self.offset(to)).filter(|offset| self.works(*offset));
        (days.count() as i64).max(1)
    }

    /// Something someone did on a day of the quarter, never later than now.
    pub(super) fn act(&mut self, who: Id<Person>, offset: i64, op: Op) {
        let day = self.day(offset);
        let at = moment(day.at(9, 41, 0, 0))
            .unwrap_or(self.now)
            .min(self.now);
        self.made.push((
            Context {
                actor: who,
                now: at,
                today: day.min(self.today),
            },
            op,
        ));
    }

    /// A new row made by the owner on a day.
    pub(super) fn create<T>(&mut self, offset: i64, body: T) -> Id<T>
    where
        T: Record + Into<Entity>,
    {
        self.create_for(offset, body, None)
    }

    /// The same with an audience of its own.
    pub(super) fn create_for<T>(
        &mut self,
        offset: i64,
        body: T,
        audience: Option<Audience>,
    ) -> Id<T>
    where
        T: Record + Into<Entity>,
    {
        let id = (self.new_id)();
        self.act(
            self.owner,
            offset,
            Op::Create {
                id,
                entity: body.into(),
                audience,
            },
        );
        Id::new(id)
    }

    /// A new identity.
    pub(super) fn fresh(&mut self) -> Uuid {
        (self.new_id)()
    }

    pub(super) fn person(&self, initials: &str) -> Option<Id<Person>> {
        self.persons.get(initials).copied()
    }

    /// Ines, her colleagues, their teams and one Circle.
    pub(super) fn people(&mut self, founded: &Plan) {
        self.rename(founded);
        self.persons.insert("IM", self.owner);
        for (initials, name, role) in PEOPLE {
            let (first, last) = name.split_once(' ').unwrap_or((name, ""));
            let email = alloc::format!("{first}.{last}@halden.example").to_lowercase();
            let person = Person {
                name: (*name).into(),
                email,
                role: *role,
                ..Person::default()
            };
            let id = self.create(-40, person);
            self.persons.insert(initials, id);
        }
        for (name, members) in TEAMS {
            let members = members.iter().filter_map(|it| self.person(it)).collect();
            let id = self.create(
                -40,
                Team {
                    name: (*name).into(),
                    members,
                    ..Team::default()
                },
            );
            self.teams.insert(name, id);
        }
        let members = ["IM", "DO", "AR"]
            .iter()
            .filter_map(|it| self.person(it))
            .collect();
        let circle = Circle {
            name: "Leadership".into(),
            members,
            ..Circle::default()
        };
        self.leadership = self.create(-40, circle);
    }

    fn rename(&mut self, founded: &Plan) {
        let rows = founded
            .workspace()
            .map(|it| (it.id.at(), "Halden", it.name.clone()))
            .into_iter();
        let owner = founded
            .get(self.owner)
            .map(|it| (it.id.at(), "Ines Moreau", it.name.clone()));
        for (at, to, from) in rows.chain(owner).filter(|(_, to, from)| to != from) {
            let op = Op::Set {
                at,
                field: "name".into(),
                from: from.into(),
                to: to.into(),
            };
            self.act(self.owner, -40, op);
        }
    }

    /// The quarter around today, the one after it, and a half-year that ends in two weeks. The founding's
    /// own cycles are used for the first two.
    pub(super) fn cycles(&mut self, founded: &Plan) {
        let mut own: Vec<_> = founded.all::<Cycle>().cloned().collect();
        own.sort_by_key(|row| row.start);
        let first = [
            (0, DAYS - 1, CycleState::Active),
            (DAYS, 2 * DAYS - 1, CycleState::Planning),
        ];
        for (index, (from, to, state)) in first.into_iter().enumerate() {
            let cycle = self.cycle(from, to, state);
            match own.get(index) {
                Some(row) => self.reshape(row, &cycle, index == 0),
                None => {
                    let id = self.create(-40, cycle);
                    self.quarter = if index == 0 { id } else { self.quarter };
                }
            }
        }
        let mut half = self.cycle(DAYS_BEFORE - 167, DAYS_BEFORE + 14, CycleState::Active);
        half.name = "Second half".into();
        self.half = self.create(-40, half);
    }

    fn cycle(&self, from: i64, to: i64, state: CycleState) -> Cycle {
        let (start, finish) = (self.day(from), self.day(to));
        let month = i64::from(start.month());
        let whole = start.day() <= 7 && month % 3 == 1;
        let name = if whole {
            alloc::format!("Q{} {}", month / 3 + 1, start.year())
        } else {
            alloc::format!("{} to {}", month_name(start), month_name(finish))
        };
        Cycle {
            name,
            start: Some(start),
            finish: Some(finish),
            state,
            ..Cycle::default()
        }
    }

    fn reshape(&mut self, row: &crate::Row<Cycle>, to: &Cycle, is_quarter: bool) {
        if is_quarter {
            self.quarter = row.id;
        }
        let mut ops = Vec::new();
        for field in ["name", "start", "finish", "state"] {
            let (was, now) = (row.body.get(field), to.get(field));
            if let (Some(from), Some(to)) = (was, now)
                && from != to
            {
                ops.push(Op::Set {
                    at: row.id.at(),
                    field: field.into(),
                    from,
                    to,
                });
            }
        }
        if !ops.is_empty() {
            self.act(self.owner, -40, Op::Group { ops });
        }
    }
}

/// Initials, name, role. Ines Moreau, the owner, is the visitor.
const PEOPLE: &[(&str, &str, Role)] = &[
    ("AR", "Ana Ruiz", Role::Admin),
    ("DO", "Daniel Okafor", Role::Admin),
    ("JW", "Jonas Weber", Role::Member),
    ("ML", "Marta Lind", Role::Member),
    ("PN", "Priya Nair", Role::Member),
    ("SC", "Sofia Costa", Role::Member),
    ("TB", "Tomas Berg", Role::Member),
    ("YT", "Yuki Tanaka", Role::Member),
];

const TEAMS: &[(&str, &[&str])] = &[
    ("Onboarding", &["AR", "ML", "YT", "TB"]),
    ("Customer success", &["DO", "SC", "JW"]),
    ("Project office", &["IM", "PN", "TB", "JW"]),
];

fn month_name(day: Date) -> &'static str {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    NAMES
        .get(usize::from(day.month().unsigned_abs()).saturating_sub(1))
        .copied()
        .unwrap_or("")
}

/// A day some days later; the calendar's end stops it.
pub(super) fn plus(day: Date, days: i64) -> Date {
    day.saturating_add(Span::new().try_days(days).unwrap_or(0.days()))
}

/// A local time read as UTC: good enough for a story.
pub(super) fn moment(at: DateTime) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(at).ok()
}

/// Ranks for a list of this length.
pub(super) fn ranks(count: usize) -> alloc::vec::IntoIter<Rank> {
    crate::rank::spread(count).into_iter()
}

/// Text of a table as an owned string.
pub(super) fn text(of: &str) -> String {
    of.into()
}
