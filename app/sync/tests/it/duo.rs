//! A server and devices that hear each other at once: for tests of one thing at a time.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;
use model::access::{Founding, founding};
use model::{Date, Id, Objective, Op, Person, Rank, Ref, Refusal, Role};
use sync::ledger::{Arrival, Outcome, RowWrite, asks};
use sync::message::{Epoch, Pull, Push, PushAnswer, RowState};
use sync::record::{Record, Shelf};
use sync::replica::Failure;
use sync::{Commit, Effect, Ledger, Now, Replica, Scope};
use uuid::Uuid;

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x5000_0000_0000_4000_8000_0000_0000_0000 + number)
}

pub fn now() -> Now {
    let at = Timestamp::from_second(1_790_000_000).expect("a time in range");
    Now {
        at,
        today: Date::constant(2026, 9, 21),
    }
}

pub fn goal(number: u128, title: &str) -> Op {
    let body = Objective {
        title: title.into(),
        rank: Rank("m".into()),
        ..Objective::default()
    };
    Op::Create {
        id: id(number),
        entity: body.into(),
        audience: None,
    }
}

pub fn at(number: u128) -> Ref {
    Id::<Objective>::new(id(number)).at()
}

pub fn title(number: u128, from: &str, to: &str) -> Op {
    Op::Set {
        at: at(number),
        field: "title".into(),
        from: from.into(),
        to: to.into(),
    }
}

/// The server with its stored outcomes and rows.
pub struct Server {
    pub ledger: Ledger,
    pub outcomes: BTreeMap<Uuid, Outcome>,
    pub rows: BTreeMap<(Scope, Ref), RowWrite>,
}

pub const OWNER: u128 = 1;
pub const MEMBER: u128 = 2;

pub fn person(number: u128) -> Id<Person> {
    Id::new(id(number))
}

impl Server {
    /// A workspace with an owner and a member.
    pub fn new() -> Self {
        let ledger = Ledger::new(Epoch(id(900)));
        let mut server = Self {
            ledger,
            outcomes: BTreeMap::new(),
            rows: BTreeMap::new(),
        };
        let of = Founding {
            workspace: Id::new(id(90)),
            name: "W".into(),
            owner: person(OWNER),
            owner_name: "O".into(),
            email: "o@example.org".into(),
            cycle: Id::new(id(91)),
            next_cycle: Id::new(id(92)),
            today: now().today,
        };
        server.own(id(901), founding(&of));
        let member = Person {
            name: "M".into(),
            role: Role::Member,
            ..Person::default()
        };
        let entity = member.into();
        server.own(
            id(902),
            Op::Create {
                id: id(MEMBER),
                entity,
                audience: None,
            },
        );
        server
    }

    pub fn own(&mut self, op_id: Uuid, op: Op) {
        let arrival = self.ledger.own(person(OWNER), op_id, op, now().at);
        let commit = self.admit(&[arrival]);
        assert_eq!(commit.log.len(), 1, "accepted: {:?}", commit.outcomes);
    }

    pub fn admit(&mut self, arrivals: &[Arrival]) -> Commit {
        let ops = asks(arrivals);
        let known = ops
            .iter()
            .filter_map(|op| Some((*op, self.outcomes.get(op)?.clone())));
        let commit = self.ledger.admit(arrivals, &known.collect(), now().at);
        self.keep(&commit);
        commit
    }

    pub fn keep(&mut self, commit: &Commit) {
        self.outcomes
            .extend(commit.outcomes.iter().map(|it| (it.op_id, it.clone())));
        self.rows.extend(
            commit
                .rows
                .iter()
                .map(|row| ((row.scope, row.at), row.clone())),
        );
        self.ledger.committed();
    }

    pub fn push(&mut self, who: u128, push: Push) -> PushAnswer {
        let mut commit = self.admit(&[Arrival {
            person: person(who),
            push,
        }]);
        commit.answers.remove(0).expect("taken")
    }

    pub fn live(&self, scope: Scope) -> Vec<Ref> {
        let rows = self.rows.values();
        let here = rows.filter(|row| row.scope == scope && row.state == RowState::Live);
        here.map(|row| row.at).collect()
    }
}

/// One tab of a device of its own.
pub struct Device {
    pub who: u128,
    pub replica: Replica,
    pub records: BTreeMap<(Shelf, String), String>,
    pub keys: u64,
    pub todo: VecDeque<Effect>,
    pub safe: Vec<Uuid>,
    pub disk_works: bool,
    /// Operations and bytes of each push.
    pub pushes: Vec<(usize, usize)>,
}

impl Device {
    /// Started, leading, and up to date.
    pub fn new(who: u128, client: u128, server: &mut Server) -> Self {
        let mut device = Self {
            who,
            replica: Replica::new(person(who), id(client)),
            records: BTreeMap::new(),
            keys: 0,
            todo: VecDeque::new(),
            safe: Vec::new(),
            disk_works: true,
            pushes: Vec::new(),
        };
        device.tell(Replica::start);
        device.tell(|replica| replica.lead(1));
        device.run(Some(server));
        device
    }

    pub fn tell(&mut self, what: impl FnOnce(&mut Replica) -> Vec<Effect>) {
        let effects = what(&mut self.replica);
        self.todo.extend(effects);
    }

    pub fn dispatch(&mut self, op_id: u128, op: Op) -> Result<(), Refusal> {
        let effects = self.replica.dispatch(id(op_id), op, now())?;
        self.todo.extend(effects);
        Ok(())
    }

    /// Carries everything out; without a server every request fails.
    pub fn run(&mut self, mut server: Option<&mut Server>) {
        while let Some(effect) = self.todo.pop_front() {
            self.execute(effect, server.as_deref_mut());
        }
    }

    fn write(&mut self, records: &[Record]) {
        for record in records {
            let key = (record.shelf, record.key.clone());
            match &record.value {
                Some(value) => self.records.insert(key, value.clone()),
                None => self.records.remove(&key),
            };
        }
    }

    fn execute(&mut self, effect: Effect, server: Option<&mut Server>) {
        match effect {
            Effect::Append { token, .. } | Effect::Store { token, .. } if !self.disk_works => {
                self.tell(|it| it.store_failed(token));
            }
            Effect::Load { token } => {
                let record = |((shelf, key), value): (&(Shelf, String), &String)| Record {
                    shelf: *shelf,
                    key: key.clone(),
                    value: Some(value.clone()),
                };
                let records = self.records.iter().map(record).collect();
                self.tell(|it| it.load(token, records));
            }
            Effect::Append { token, entries } => {
                let keys: Vec<u64> = (1..=entries.len() as u64)
                    .map(|it| self.keys + it)
                    .collect();
                self.keys += entries.len() as u64;
                let records: Vec<_> = entries
                    .iter()
                    .zip(&keys)
                    .map(|(entry, key)| entry.record(*key))
                    .collect();
                self.write(&records);
                self.tell(|it| it.appended(token, &keys));
            }
            Effect::Store { token, records } => {
                self.write(&records);
                self.tell(|it| it.stored(token));
            }
            Effect::StoreBase {
                token,
                fresh,
                records,
                ..
            } => {
                if fresh {
                    self.records
                        .retain(|(shelf, _), _| !matches!(shelf, Shelf::Row | Shelf::Base));
                }
                self.write(&records);
                self.tell(|it| it.stored(token));
            }
            Effect::Push { token, push } => {
                let size = serde_json::to_string(&push).expect("JSON").len();
                self.pushes.push((push.ops.len(), size));
                let who = self.who;
                let answer = server
                    .map(|it| it.push(who, push))
                    .ok_or(Failure::Unreachable);
                self.tell(|it| it.push_answered(token, answer, now().at));
            }
            Effect::Pull { token, pull } => {
                let answer = server.map(|it| answer(it, self.who, &pull));
                let answer = answer.ok_or(Failure::Unreachable);
                self.tell(|it| it.pull_answered(token, answer, now().at));
            }
            Effect::Safe(ops) => self.safe.extend(ops),
            _ => {}
        }
    }

    pub fn title(&self, number: u128) -> Option<String> {
        let row = self.replica.plan().any(at(number))?;
        row.get("title")?.as_str().map(str::to_owned)
    }
}

fn answer(server: &Server, who: u128, pull: &Pull) -> sync::message::PullAnswer {
    let reader = server.ledger.reader(person(who), pull.client);
    let mut rows = Vec::new();
    for range in reader.ranges(pull) {
        let found = server.rows.values();
        let found = found.filter(|row| row.scope == range.scope && row.seq > range.after);
        let mut found: Vec<_> = found.cloned().collect();
        found.sort_by_key(|row| row.seq);
        rows.extend(found);
    }
    reader.assemble(pull, server.ledger.head(), rows)
}
