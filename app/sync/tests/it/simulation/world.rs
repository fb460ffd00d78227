//! A world: one server, some people with devices and tabs, and a network that does what it likes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jiff::Timestamp;
use model::access::{Founding, founding};
use model::{Id, Op, Person, Ref, Role};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sync::effect::{Effect, Timer};
use sync::ledger::{Arrival, RowWrite, asks};
use sync::message::{Epoch, Live, Pull, PullAnswer, Push, PushAnswer};
use sync::record::Record;
use sync::replica::Failure;
use sync::{Commit, Ledger, Now, Replica};
use uuid::Uuid;

use super::disk::{Database, Journal};
use super::edit;
use super::honest::{self, Honest};
use super::random::Random;

/// A mistake made on purpose, in the drivers of this world: the invariants must notice each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    None,
    /// The server forgets which operations it has seen.
    ForgetsDuplicates,
    /// The server answers although its transaction failed.
    AnswersBeforeCommit,
    /// The browser says "safe" before it wrote.
    SafeBeforeWrite,
    /// The server goes on sending scopes that were taken away.
    IgnoresRevocation,
    /// A page ends in the middle of a change.
    SplitsChange,
    /// A deposed leader may still write base.
    NoFence,
    /// The server does not keep who wrote what.
    ForgetsAuthors,
    /// The server does not keep what people were to be told.
    TellsNobody,
    /// The browser takes note of replaced values by itself.
    KeepsQuiet,
}

/// Who is meant: device and tab.
type At = (usize, usize);

#[derive(Clone, Debug)]
enum Packet {
    Push {
        at: At,
        life: u64,
        token: u64,
        person: Id<Person>,
        text: String,
    },
    Pull {
        at: At,
        life: u64,
        token: u64,
        person: Id<Person>,
        text: String,
    },
    PushAnswer {
        at: At,
        life: u64,
        token: u64,
        text: String,
    },
    PullAnswer {
        at: At,
        life: u64,
        token: u64,
        text: String,
        expect: Option<BTreeMap<Ref, u64>>,
    },
    Live {
        at: At,
        text: String,
    },
}

#[derive(Clone, Debug)]
enum Todo {
    Effect(Effect),
    Appended(u64, Vec<u64>),
    Stored(u64),
    Failed(u64),
    Deposed(u64),
    Read(u64, Vec<Record>),
}

struct Tab {
    replica: Replica,
    /// Which life of this place: answers to an earlier one go nowhere.
    life: u64,
    todo: VecDeque<Todo>,
    heard: VecDeque<(bool, Vec<Record>)>,
    open: Vec<(bool, u64)>,
    timers: BTreeSet<Timer>,
    /// What base must be once the write with this token is made.
    expect: BTreeMap<u64, BTreeMap<Ref, u64>>,
}

struct Device {
    person: Id<Person>,
    client: Uuid,
    journal: Journal,
    tabs: Vec<Option<Tab>>,
    leader: Option<usize>,
}

pub struct World {
    random: Random,
    bug: Bug,
    calm: bool,
    clock: i64,
    lives: u64,
    database: Database,
    backups: Vec<Database>,
    ledger: Option<Ledger>,
    inbox: Vec<(At, u64, u64, Arrival)>,
    net: Vec<Packet>,
    devices: Vec<Device>,
    acknowledged: BTreeMap<Uuid, usize>,
    given_up: BTreeSet<Uuid>,
    pairs: Vec<(Uuid, Uuid)>,
    honest: Honest,
    /// Edits whose replaced values a person took note of.
    noted: BTreeSet<Uuid>,
    pub trace: u64,
    pub counts: BTreeMap<&'static str, u64>,
}

pub type Held = Result<(), String>;

impl World {
    pub fn new(seed: u64, bug: Bug) -> Self {
        let mut random = Random::new(seed);
        let database = Database {
            epoch: Epoch(random.uuid()),
            ..Database::default()
        };
        let mut world = Self {
            ledger: Some(database.load()),
            database,
            bug,
            calm: false,
            clock: 0,
            lives: 0,
            backups: Vec::new(),
            inbox: Vec::new(),
            net: Vec::new(),
            devices: Vec::new(),
            acknowledged: BTreeMap::new(),
            given_up: BTreeSet::new(),
            pairs: Vec::new(),
            honest: Honest::default(),
            noted: BTreeSet::new(),
            trace: 0,
            counts: BTreeMap::new(),
            random,
        };
        world.found();
        world
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + self.clock).expect("a time in range")
    }

    fn moment(&self) -> Now {
        Now {
            at: self.now(),
            today: model::Date::constant(2026, 9, 21),
        }
    }

    fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
        for byte in what.bytes() {
            self.trace = (self.trace ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// The owner, three more people, two Circles; each person has a device, the owner has two.
    fn found(&mut self) {
        let owner = Id::new(self.random.uuid());
        let founding = founding(&Founding {
            workspace: Id::new(self.random.uuid()),
            name: "W".into(),
            owner,
            owner_name: "Owner".into(),
            email: "o@example.org".into(),
            cycle: Id::new(self.random.uuid()),
            next_cycle: Id::new(self.random.uuid()),
            today: self.moment().today,
        });
        let mut people = vec![owner, owner];
        let mut ops = vec![founding];
        for role in [Role::Admin, Role::Member, Role::Guest] {
            let id = self.random.uuid();
            let person = Person {
                name: "P".into(),
                role,
                ..Person::default()
            };
            ops.push(Op::Create {
                id,
                entity: person.into(),
                audience: None,
            });
            people.push(Id::new(id));
        }
        for members in [vec![owner, people[2], people[3]], vec![owner, people[4]]] {
            let members = members.into_iter().collect();
            let circle = model::Circle {
                name: "c".into(),
                members,
                ..model::Circle::default()
            };
            let id = self.random.uuid();
            ops.push(Op::Create {
                id,
                entity: circle.into(),
                audience: None,
            });
        }
        for op in ops {
            let (op_id, now) = (self.random.uuid(), self.now());
            let ledger = self.ledger.as_mut().expect("up");
            let arrival = ledger.own(owner, op_id, op, now);
            let commit = ledger.admit(&[arrival], &BTreeMap::new(), now);
            assert_eq!(commit.log.len(), 1, "the founding is accepted: {commit:?}");
            self.database.commit(&commit);
            ledger.committed();
        }
        for person in people {
            let client = self.random.uuid();
            let journal = Journal::default();
            let tabs = vec![None, None];
            self.devices.push(Device {
                person,
                client,
                journal,
                tabs,
                leader: None,
            });
        }
    }

    /// One thing happens.
    pub fn step(&mut self) -> Held {
        self.clock += 1;
        let device = self.random.below(self.devices.len());
        let at = (device, self.random.below(2));
        match self.random.below(1_000) {
            0..300 => {
                for _ in 0..1 + self.random.below(5) {
                    self.work(at)?;
                }
            }
            300..360 => (0..3).for_each(|_| self.hear(at)),
            360..600 => {
                for _ in 0..1 + self.random.below(4) {
                    self.deliver()?;
                }
            }
            600..720 => self.serve()?,
            720..840 => self.edit(at),
            840..880 => self.open(at),
            880..900 => self.lead(at),
            900..930 => self.ring(at),
            930..950 => self.live(at),
            950..958 => self.time_out(at),
            958..964 => self.decide(at),
            964..975 => (0..self.devices.len()).for_each(|device| self.take_note((device, at.1))),
            975..985 => self.trouble(at)?,
            _ => self.undo(at),
        }
        Ok(())
    }

    fn tab(&mut self, at: At) -> Option<&mut Tab> {
        self.devices[at.0].tabs[at.1].as_mut()
    }

    /// Hands a tab's machine something and queues what it asks for.
    fn tell(&mut self, at: At, what: impl FnOnce(&mut Replica) -> Vec<Effect>) {
        if let Some(tab) = self.tab(at) {
            let effects = what(&mut tab.replica);
            tab.todo.extend(effects.into_iter().map(Todo::Effect));
        }
    }

    fn open(&mut self, at: At) {
        if self.devices[at.0].tabs[at.1].is_some() {
            return;
        }
        self.count("open");
        self.lives += 1;
        let device = &mut self.devices[at.0];
        let mut replica = Replica::new(device.person, device.client);
        let todo = replica.start().into_iter().map(Todo::Effect).collect();
        device.tabs[at.1] = Some(Tab {
            replica,
            life: self.lives,
            todo,
            heard: VecDeque::new(),
            open: Vec::new(),
            timers: BTreeSet::new(),
            expect: BTreeMap::new(),
        });
    }

    /// The lock goes to this tab when nobody has it; sometimes it is stolen.
    fn lead(&mut self, at: At) {
        let steals = !self.calm && self.random.chance(40);
        let device = &mut self.devices[at.0];
        if device.tabs[at.1].is_none() || device.leader == Some(at.1) {
            return;
        }
        if device.leader.is_some() && !steals {
            return;
        }
        device.leader = Some(at.1);
        device.journal.term += 1;
        let term = device.journal.term;
        self.count("lead");
        self.tell(at, |replica| replica.lead(term));
    }

    fn crash(&mut self, at: At) {
        let device = &mut self.devices[at.0];
        if device.tabs[at.1].take().is_some() {
            if device.leader == Some(at.1) {
                device.leader = None;
            }
            self.count("tab crash");
        }
    }

    /// The tab does its next thing.
    fn work(&mut self, at: At) -> Held {
        let Some(todo) = self.tab(at).and_then(|tab| tab.todo.pop_front()) else {
            return Ok(());
        };
        match todo {
            Todo::Effect(effect) => return self.execute(at, effect),
            Todo::Appended(token, keys) => self.tell(at, |it| it.appended(token, &keys)),
            Todo::Stored(token) => self.tell(at, |it| it.stored(token)),
            Todo::Failed(token) => self.tell(at, |it| it.store_failed(token)),
            Todo::Deposed(term) => self.tell(at, |it| it.deposed(term)),
            Todo::Read(token, records) => self.tell(at, |it| it.load(token, records)),
        }
        Ok(())
    }

    fn execute(&mut self, at: At, effect: Effect) -> Held {
        let disk_fails = !self.calm && self.random.chance(2);
        let person = self.devices[at.0].person;
        let device = &mut self.devices[at.0];
        let Some(tab) = device.tabs[at.1].as_mut() else {
            return Ok(());
        };
        let life = tab.life;
        match effect {
            Effect::Load { token } => {
                let records = device.journal.read();
                tab.todo.push_back(Todo::Read(token, records));
            }
            Effect::Append { token, .. }
            | Effect::Store { token, .. }
            | Effect::StoreBase { token, .. }
                if disk_fails =>
            {
                tab.todo.push_back(Todo::Failed(token));
                self.count("disk fault");
            }
            Effect::Append { token, entries } => {
                if self.bug == Bug::SafeBeforeWrite {
                    for entry in &entries {
                        self.acknowledged.insert(entry.op_id, at.0);
                    }
                    if !self.calm && self.random.chance(5) {
                        self.crash(at);
                        return Ok(());
                    }
                }
                let device = &mut self.devices[at.0];
                let (keys, records) = device.journal.append(&entries);
                self.broadcast(at, false, records);
                self.devices[at.0].tabs[at.1]
                    .as_mut()
                    .expect("open")
                    .todo
                    .push_back(Todo::Appended(token, keys));
            }
            Effect::Store { token, records } => {
                device.journal.write(false, &records);
                tab.todo.push_back(Todo::Stored(token));
                self.broadcast(at, false, records);
            }
            Effect::StoreBase {
                token,
                term,
                fresh,
                records,
            } => {
                if term != device.journal.term && self.bug != Bug::NoFence {
                    tab.todo.push_back(Todo::Deposed(term));
                    self.count("fenced");
                    return Ok(());
                }
                device.journal.write(fresh, &records);
                tab.todo.push_back(Todo::Stored(token));
                let expect = tab.expect.remove(&token);
                self.broadcast(at, fresh, records);
                if let Some(expect) = expect {
                    self.count("catch-up");
                    self.check_base(at.0, &expect)?;
                }
            }
            Effect::Push { token, push } => {
                tab.open.push((true, token));
                let text = json(&push);
                self.send(Packet::Push {
                    at,
                    life,
                    token,
                    person,
                    text,
                });
            }
            Effect::Pull { token, mut pull } => {
                tab.open.push((false, token));
                pull.limit = Some(1 + self.random.below(12) as u32);
                let text = json(&pull);
                self.send(Packet::Pull {
                    at,
                    life,
                    token,
                    person,
                    text,
                });
            }
            Effect::Wait { timer, .. } => {
                tab.timers.insert(timer);
            }
            Effect::Safe(ops) => {
                for op in ops {
                    self.acknowledged.insert(op, at.0);
                    self.count("safe");
                }
            }
            Effect::SignIn => return Err("nobody signs out in this world".into()),
            Effect::Wake(_) | Effect::WakeAll | Effect::Status | Effect::Tray => {}
        }
        Ok(())
    }

    fn broadcast(&mut self, from: At, fresh: bool, records: Vec<Record>) {
        for (index, tab) in self.devices[from.0].tabs.iter_mut().enumerate() {
            if index != from.1
                && let Some(tab) = tab
            {
                tab.heard.push_back((fresh, records.clone()));
            }
        }
    }

    fn hear(&mut self, at: At) {
        let heard = self.tab(at).and_then(|tab| tab.heard.pop_front());
        if let Some((fresh, records)) = heard {
            self.tell(at, |replica| replica.changed(fresh, records));
        }
    }

    fn ring(&mut self, at: At) {
        if let Some(timer) = self.tab(at).and_then(|tab| tab.timers.pop_first()) {
            self.tell(at, |replica| replica.timer(timer));
        }
    }

    fn live(&mut self, at: At) {
        if let Some(ledger) = &self.ledger {
            let live = Live {
                epoch: ledger.epoch(),
                head: ledger.head(),
            };
            self.send(Packet::Live {
                at,
                text: json(&live),
            });
        }
    }

    /// A request is given up; its answer may still come.
    fn time_out(&mut self, at: At) {
        let now = self.now();
        let Some((push, token)) = self.tab(at).and_then(|tab| tab.open.pop()) else {
            return;
        };
        self.count("timeout");
        let lost = Failure::Unreachable;
        match push {
            true => self.tell(at, |it| it.push_answered(token, Err(lost), now)),
            false => self.tell(at, |it| it.pull_answered(token, Err(lost), now)),
        }
    }

    /// The network takes a message; what it does with it is decided when it delivers.
    fn send(&mut self, packet: Packet) {
        self.net.push(packet);
    }

    /// Any message, in any order; sometimes none, twice, or half of it.
    fn deliver(&mut self) -> Held {
        if self.net.is_empty() {
            return Ok(());
        }
        let index = self.random.below(self.net.len());
        let mut packet = self.net.swap_remove(index);
        if !self.calm {
            match self.random.below(100) {
                0..=7 => {
                    self.count("lost");
                    return Ok(());
                }
                8..=17 => {
                    self.count("doubled");
                    self.net.push(packet.clone());
                }
                18..=21 => {
                    self.count("cut");
                    let (Packet::Push { text, .. }
                    | Packet::Pull { text, .. }
                    | Packet::PushAnswer { text, .. }
                    | Packet::PullAnswer { text, .. }
                    | Packet::Live { text, .. }) = &mut packet;
                    text.truncate(text.len() / 2);
                }
                _ => {}
            }
        }
        self.arrive(packet)
    }

    fn arrive(&mut self, packet: Packet) -> Held {
        let now = self.now();
        match packet {
            Packet::Push {
                at,
                life,
                token,
                person,
                text,
            } => {
                if let Some(push) = parse::<Push>(&text)
                    && self.ledger.is_some()
                {
                    self.inbox.push((at, life, token, Arrival { person, push }));
                }
            }
            Packet::Pull {
                at,
                life,
                token,
                person,
                text,
            } => {
                if let Some(pull) = parse::<Pull>(&text) {
                    return self.answer_pull(at, life, token, person, &pull);
                }
            }
            Packet::PushAnswer {
                at,
                life,
                token,
                text,
            } => {
                let answer = parse::<PushAnswer>(&text).ok_or(Failure::Unreachable);
                if self.is_for(at, life, true, token) {
                    self.tell(at, |it| it.push_answered(token, answer, now));
                }
            }
            Packet::PullAnswer {
                at,
                life,
                token,
                text,
                expect,
            } => {
                let answer = parse::<PullAnswer>(&text).ok_or(Failure::Unreachable);
                if self.is_for(at, life, false, token) {
                    let tab = self.tab(at).expect("open");
                    let effects = tab.replica.pull_answered(token, answer, now);
                    for effect in effects {
                        if let (Effect::StoreBase { token, .. }, Some(expect)) = (&effect, &expect)
                        {
                            tab.expect.insert(*token, expect.clone());
                        }
                        tab.todo.push_back(Todo::Effect(effect));
                    }
                }
            }
            Packet::Live { at, text } => {
                if let Some(live) = parse::<Live>(&text) {
                    self.tell(at, |it| it.live(live));
                }
            }
        }
        Ok(())
    }

    fn is_for(&mut self, at: At, life: u64, push: bool, token: u64) -> bool {
        let Some(tab) = self.tab(at).filter(|tab| tab.life == life) else {
            return false;
        };
        tab.open.retain(|it| *it != (push, token));
        true
    }

    fn answer_pull(
        &mut self,
        at: At,
        life: u64,
        token: u64,
        person: Id<Person>,
        pull: &Pull,
    ) -> Held {
        let Some(ledger) = &self.ledger else {
            return Ok(());
        };
        let mut reader = ledger.reader(person, pull.client);
        if self.bug == Bug::IgnoresRevocation {
            reader.held = pull.have.keys().copied().chain(reader.held).collect();
            reader.held.sort();
            reader.held.dedup();
        }
        let split = self.bug == Bug::SplitsChange;
        let ranges = reader.ranges(pull);
        let rows = ranges
            .iter()
            .flat_map(|range| self.database.range(range, split))
            .collect();
        let answer = reader.assemble(pull, self.database.head, rows);
        let visible = self.database.visible(ledger, person);
        for row in answer.scopes.iter().flat_map(|scope| &scope.rows) {
            let live = row.state == sync::message::RowState::Live;
            if live && !visible.contains_key(&row.at()) {
                return Err(format!(
                    "confidentiality: {:?} was sent to {person}",
                    row.at()
                ));
            }
        }
        let expect = (!answer.more).then_some(visible);
        let text = json(&answer);
        self.send(Packet::PullAnswer {
            at,
            life,
            token,
            text,
            expect,
        });
        Ok(())
    }

    /// The server's writer takes a batch.
    fn serve(&mut self) -> Held {
        let now = self.now();
        if self.ledger.is_none() && self.random.chance(10) {
            self.count("server starts");
            self.start();
        }
        let Some(mut ledger) = self.ledger.take() else {
            return Ok(());
        };
        let count = self.inbox.len().min(1 + self.random.below(4));
        if count == 0 {
            self.ledger = Some(ledger);
            return Ok(());
        }
        let batch: Vec<_> = self.inbox.drain(..count).collect();
        let arrivals: Vec<Arrival> = batch.iter().map(|it| it.3.clone()).collect();
        let mut known = BTreeMap::new();
        if self.bug != Bug::ForgetsDuplicates {
            let found = asks(&arrivals)
                .into_iter()
                .filter_map(|op| self.database.outcomes.get(&op));
            known.extend(found.map(|outcome| (outcome.op_id, outcome.clone())));
        }
        let plan_before = (!self.calm).then(|| ledger.plan().clone());
        let commit = ledger.admit(&arrivals, &known, now);
        let trouble = if self.calm { 9 } else { self.random.below(40) };
        if trouble == 0 {
            // The process dies before it wrote.
            self.count("server crash before commit");
            self.inbox.clear();
            return Ok(());
        }
        if trouble <= 2 {
            self.count("commit failed");
            ledger.failed();
            let same = plan_before.is_some_and(|before| before.every().eq(ledger.plan().every()));
            self.ledger = Some(ledger);
            if self.bug == Bug::AnswersBeforeCommit {
                self.reply(&batch, commit);
            }
            return if same {
                Ok(())
            } else {
                Err("a failed commit left traces".into())
            };
        }
        self.store(&commit);
        self.once()?;
        self.honest.follow(&self.database, &commit, ledger.plan())?;
        if trouble == 3 {
            self.count("server crash after commit");
            self.inbox.clear();
            return Ok(());
        }
        ledger.committed();
        self.ledger = Some(ledger);
        self.count("commit");
        self.reply(&batch, commit);
        Ok(())
    }

    /// Writes a batch.
    fn store(&mut self, commit: &Commit) {
        for outcome in &commit.outcomes {
            match &outcome.verdict {
                sync::message::Verdict::Conflict { .. } => self.count("conflict"),
                sync::message::Verdict::Refused { .. } => self.count("refused"),
                _ => self.count("other verdict"),
            }
        }
        let notice = |row: &RowWrite| row.at.kind == model::Kind::Notice;
        for _ in commit.rows.iter().filter(|row| notice(row)) {
            self.count("notice");
        }
        let mut commit = commit.clone();
        if self.bug == Bug::TellsNobody {
            commit.rows.retain(|row| !notice(row));
        }
        self.database.commit(&commit);
    }

    fn start(&mut self) {
        if self.bug == Bug::ForgetsAuthors {
            self.database.authors.clear();
        }
        self.ledger = Some(self.database.load());
    }

    fn reply(&mut self, batch: &[(At, u64, u64, Arrival)], commit: Commit) {
        for ((at, life, token, _), answer) in batch.iter().zip(commit.answers) {
            let answer = answer.expect("no push of this world is rejected");
            let text = json(&answer);
            self.send(Packet::PushAnswer {
                at: *at,
                life: *life,
                token: *token,
                text,
            });
        }
    }

    fn edit(&mut self, at: At) {
        let (person, now) = (self.devices[at.0].person, self.moment());
        let mut random = self.random.clone();
        let Some(tab) = self.tab(at) else { return };
        let edit = edit::edit(tab.replica.plan(), person, &mut random);
        let op_id = random.uuid();
        if let Some(edit) = edit {
            match tab.replica.dispatch(op_id, edit.op, now) {
                Ok(effects) => {
                    tab.todo.extend(effects.into_iter().map(Todo::Effect));
                    self.pairs.extend(edit.pair);
                    self.count("edit");
                }
                Err(_) => self.count("edit refused at once"),
            }
        }
        self.random = random;
    }

    fn undo(&mut self, at: At) {
        let now = self.moment();
        let (op_id, undo) = (self.random.uuid(), self.random.chance(70));
        let Some(tab) = self.tab(at) else { return };
        let done = if undo {
            tab.replica.undo(op_id, now)
        } else {
            tab.replica.redo(op_id, now)
        };
        if let Ok(effects) = done {
            tab.todo.extend(effects.into_iter().map(Todo::Effect));
            self.count("undo or redo");
        }
    }

    /// The person looks at what needs attention.
    fn decide(&mut self, at: At) {
        let now = self.moment();
        let (op_id, choice) = (self.random.uuid(), self.random.below(3));
        let Some(tab) = self.tab(at) else { return };
        let Some(item) = tab.replica.attention().into_iter().next() else {
            return;
        };
        let pending = tab.replica.export_unsent();
        let given_up = pending["attention"].as_array().into_iter().flatten();
        let given_up = given_up.filter(|it| it["key"] == item.key);
        let given_up: Vec<Uuid> = given_up
            .filter_map(|it| it["op_id"].as_str()?.parse().ok())
            .collect();
        let key = item.key;
        let done = match choice {
            0 => Ok(tab.replica.discard(item.key)),
            1 => tab.replica.retry(item.key, op_id, now),
            _ => tab.replica.put_back(item.key, op_id, now),
        };
        if let Ok(effects) = done {
            tab.todo.extend(effects.into_iter().map(Todo::Effect));
            let kept = self.devices[at.0].journal.entries();
            let noted = kept.iter().filter(|it| it.key == key);
            if self.bug != Bug::KeepsQuiet {
                self.noted.extend(noted.map(|it| it.op_id));
            }
            self.given_up.extend(given_up);
            self.count("decision");
        }
    }

    /// The person looks at a value of theirs that gave way.
    fn take_note(&mut self, at: At) {
        let now = self.moment();
        let (op_id, back) = (self.random.uuid(), self.random.chance(50));
        let Some(tab) = self.tab(at) else { return };
        let Some(told) = tab.replica.told().into_iter().next() else {
            return;
        };
        let done = match back {
            true => tab.replica.put_mine_back(told.id, op_id, now),
            false => tab.replica.note(told.id, op_id, now),
        };
        match done {
            Ok(effects) => {
                tab.todo.extend(effects.into_iter().map(Todo::Effect));
                self.count("decision about a notice");
            }
            Err(_) => self.count("notice refused at once"),
        }
    }

    /// Things that happen now and then.
    fn trouble(&mut self, at: At) -> Held {
        match self.random.below(100) {
            0..45 => self.crash(at),
            45..53 => {
                self.count("server stops");
                self.ledger = None;
                self.inbox.clear();
            }
            53..90 => self.backups.push(self.database.clone()),
            90..94 if !self.backups.is_empty() => {
                self.count("restore");
                let index = self.random.below(self.backups.len());
                self.database = self.backups[index].clone();
                self.database.epoch = Epoch(self.random.uuid());
                self.honest = Honest::default();
                self.start();
                self.inbox.clear();
            }
            94..100 => self.tell(at, |replica| replica.check()),
            _ => {}
        }
        Ok(())
    }

    /// Exactly once.
    fn once(&self) -> Held {
        let mut seen = BTreeSet::new();
        match self
            .database
            .log
            .iter()
            .find(|entry| !seen.insert(entry.op_id))
        {
            Some(entry) => Err(format!("exactly once: {} is in the log twice", entry.op_id)),
            None => Ok(()),
        }
    }

    /// After a catch-up a device holds what its person may see at that moment, and nothing else.
    fn check_base(&self, device: usize, expect: &BTreeMap<Ref, u64>) -> Held {
        let rows = self.devices[device].journal.rows();
        for (goal, measure) in &self.pairs {
            let kinds = [model::Kind::Objective, model::Kind::KeyResult];
            let [one, other] = [(kinds[0], goal), (kinds[1], measure)]
                .map(|(kind, id)| rows.contains_key(&Ref { kind, id: *id }));
            if one != other {
                return Err(format!(
                    "atomic groups: {goal} without {measure} on device {device}"
                ));
            }
        }
        if let Some(at) = rows.keys().find(|at| !expect.contains_key(at)) {
            return Err(format!("confidentiality: device {device} holds {at:?}"));
        }
        if rows != *expect {
            let missing = expect.iter().find(|(at, seq)| rows.get(at) != Some(seq));
            return Err(format!(
                "convergence: device {device} lacks {missing:?} after a catch-up"
            ));
        }
        Ok(())
    }

    /// The network heals, nobody edits any more: everything must come to rest and be right.
    pub fn come_to_rest(&mut self) -> Held {
        self.calm = true;
        self.net.clear();
        self.inbox.clear();
        if self.ledger.is_none() {
            self.ledger = Some(self.database.load());
        }
        for device in 0..self.devices.len() {
            for tab in 0..2 {
                self.open((device, tab));
                self.lead((device, tab));
            }
        }
        for _ in 0..400 {
            self.clock += 1;
            self.settle()?;
            let before = self.trace_of_rest();
            for device in 0..self.devices.len() {
                for tab in 0..2 {
                    let at = (device, tab);
                    // Requests that were open when the network healed never get an answer.
                    while self.tab(at).is_some_and(|tab| !tab.open.is_empty()) {
                        self.time_out(at);
                    }
                    for timer in [Timer::Store, Timer::Retry, Timer::Poll] {
                        self.tell(at, |replica| replica.timer(timer));
                    }
                }
            }
            self.settle()?;
            if before == self.trace_of_rest() && self.is_quiet() {
                return self.final_check();
            }
        }
        Err("progress: the world does not come to rest".into())
    }

    /// Everything that is under way comes to its end.
    fn settle(&mut self) -> Held {
        for _ in 0..20_000 {
            let mut idle = true;
            for device in 0..self.devices.len() {
                for tab in 0..2 {
                    let at = (device, tab);
                    let busy = self.tab(at).is_some_and(|tab| !tab.todo.is_empty());
                    let hears = self.tab(at).is_some_and(|tab| !tab.heard.is_empty());
                    idle &= !busy && !hears;
                    self.work(at)?;
                    self.hear(at);
                }
            }
            idle &= self.net.is_empty() && self.inbox.is_empty();
            self.deliver()?;
            self.serve()?;
            if idle {
                return Ok(());
            }
        }
        Err("progress: the messages never end".into())
    }

    fn trace_of_rest(&self) -> (u64, Vec<usize>) {
        let sizes = self
            .devices
            .iter()
            .map(|device| device.journal.entries().len());
        (self.database.head, sizes.collect())
    }

    fn is_quiet(&self) -> bool {
        let tabs = self
            .devices
            .iter()
            .flat_map(|device| device.tabs.iter().flatten());
        tabs.into_iter().all(|tab| {
            let status = tab.replica.status();
            status.unsent == 0 && !status.offline
        })
    }

    fn final_check(&self) -> Held {
        self.once()?;
        let ledger = self.ledger.as_ref().expect("up");
        let rows: Vec<_> = self.database.rows.values().cloned().collect();
        if let Some(wrong) = ledger.examine(&rows).first() {
            return Err(format!("stored rows: {wrong}"));
        }
        if !self
            .database
            .load()
            .plan()
            .every()
            .eq(ledger.plan().every())
        {
            return Err("stored rows: a restart would change the plan".into());
        }
        for (index, device) in self.devices.iter().enumerate() {
            self.check_base(index, &self.database.visible(ledger, device.person))?;
            let plan = ledger.plan();
            let visible = plan.every();
            let visible = visible.filter(|row| model::access::sees_row(plan, device.person, row));
            let visible: Vec<_> = visible.collect();
            for tab in device.tabs.iter().flatten() {
                if !tab.replica.plan().every().eq(visible.iter().cloned()) {
                    return Err(format!(
                        "convergence: a tab of device {index} shows something else"
                    ));
                }
            }
        }
        self.nothing_lost()?;
        self.both_told()
    }

    /// Whoever replaced a value has it in the tray, and so has whoever wrote it, on every device.
    fn both_told(&self) -> Held {
        let plan = self.ledger.as_ref().expect("up").plan();
        for (index, device) in self.devices.iter().enumerate() {
            let open = honest::open(plan, device.person);
            for tab in device.tabs.iter().flatten() {
                let mut told: Vec<_> = tab.replica.told().iter().map(|it| it.id).collect();
                told.sort();
                if told != open {
                    return Err(format!(
                        "conflict honesty: device {index} tells {told:?}, not {open:?}"
                    ));
                }
            }
            let kept = device.journal.entries();
            // A tab that led before may have written an edit once more, as it was before its verdict:
            // the decided record outlives that one, and it is what the tray reads.
            let waits: BTreeSet<Uuid> = kept
                .iter()
                .filter(|it| it.needs_attention())
                .map(|it| it.op_id)
                .collect();
            for entry in kept {
                let outcome = self.database.outcomes.get(&entry.op_id);
                let replaced = outcome.is_some_and(|it| !it.verdict.replaced().is_empty());
                let known = self.noted.contains(&entry.op_id);
                if replaced && !waits.contains(&entry.op_id) && !known {
                    let op_id = entry.op_id;
                    return Err(format!(
                        "conflict honesty: device {index} does not tell of {op_id}"
                    ));
                }
            }
        }
        Ok(())
    }

    /// Every edit that was called safe is done, or waits for a person's decision, or had it.
    fn nothing_lost(&self) -> Held {
        for (op_id, device) in &self.acknowledged {
            let outcome = self.database.outcomes.get(op_id);
            let done = outcome.is_some_and(|it| it.verdict.is_accepted());
            let entries = self.devices[*device].journal.entries();
            let refused = entries
                .iter()
                .any(|it| it.op_id == *op_id && it.needs_attention());
            if !done && !refused && !self.given_up.contains(op_id) {
                return Err(format!(
                    "no acknowledged edit lost: {op_id} of device {device}, answered {outcome:?}, \
                     on the device: {}",
                    self.devices[*device].journal.ops().contains(op_id),
                ));
            }
        }
        Ok(())
    }
}

fn json(message: &impl Serialize) -> String {
    serde_json::to_string(message).expect("a message is JSON")
}

fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
