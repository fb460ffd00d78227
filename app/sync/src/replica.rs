//! The client's machine: one plan = what the server said + this device's undecided edits on top.
//!
//! It touches no disk, no network and no clock. Every method takes something that happened and returns
//! the [`Effect`]s to carry out, in order. A tab's life:
//!
//! 1. `Replica::new(person, client)`, then [`Replica::start`]: `Load`: read all records, [`Replica::load`].
//!    From then on every page works, also offline.
//! 2. An edit: [`Replica::dispatch`]. It shows at once (`Wake`) or is refused at once. `Append` writes it;
//!    only `Safe` means that it survives the tab.
//! 3. The tab that gets the Web Lock raises the term in base and calls [`Replica::lead`]; it alone gets
//!    `Push`, `Pull` and `StoreBase`. The others hear of its records by [`Replica::changed`].
//! 4. Answers come in by `push_answered` and `pull_answered`, the live stream by `live`, timers by
//!    `timer`. Nothing may be lost by calling any of them late, twice or never.

mod attention;
mod base;
mod net;
mod overlay;
mod status;
mod undo;

pub use attention::{Attention, Concern};
pub use net::Failure;
pub use status::{Pending, Status};

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use jiff::{Timestamp, civil::Date};
use model::op::{Touched, apply, inverse};
use model::{Context, Id, Op, Person, Plan, Ref, Refusal};
use serde_json::Value;
use uuid::Uuid;

use crate::Scope;
use crate::effect::{Effect, Timer};
use crate::message::OP_BYTES;
use crate::record::{BaseState, Entry, Record, STATE, Shelf, number_key};

/// When something happens: read from the clock by the driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The moment.
    pub at: Timestamp,
    /// The day where the person is.
    pub today: Date,
}

/// One tab's copy.
#[derive(Clone, Debug)]
pub struct Replica {
    person: Id<Person>,
    client: Uuid,
    plan: Plan,
    /// Where each row of base lies, and since which change.
    lies: BTreeMap<Ref, (Scope, u64)>,
    base: BaseState,
    entries: BTreeMap<u64, Entry>,
    /// Edits that are not safe on this device yet, in order.
    unstored: Vec<Entry>,
    /// The `Append` under way, with how many of `unstored` it has. One at a time: that keeps edits in
    /// order when the device cannot write for a while.
    appending: Option<(u64, usize)>,
    /// Records of *mine* that could not be written, to be written again as they are then.
    failed: Vec<Record>,
    /// Keys that were heard of while an `Append` was not confirmed: they may even be gone again.
    heard: BTreeSet<u64>,
    drafts: BTreeMap<String, Value>,
    shown: Vec<overlay::Shown>,
    undo: Vec<undo::Step>,
    redo: Vec<undo::Step>,
    /// The term, while this tab leads.
    term: Option<u64>,
    /// The token of the last `Load`, until it is answered.
    loading: Option<u64>,
    loaded: bool,
    /// What other tabs told while this one was reading.
    queue: Vec<(bool, Vec<Record>)>,
    net: net::Net,
    writes: BTreeMap<u64, Write>,
    tokens: u64,
}

/// A write that is under way.
#[derive(Clone, Debug)]
enum Write {
    Mine(Vec<Record>),
    Base { fresh: bool, records: Vec<Record> },
}

impl Replica {
    /// A copy that has read nothing yet. `client` is this device's identity for this person, kept by
    /// the driver: made once, at random.
    pub fn new(person: Id<Person>, client: Uuid) -> Self {
        Self {
            person,
            client,
            plan: Plan::default(),
            lies: BTreeMap::new(),
            base: BaseState::default(),
            entries: BTreeMap::new(),
            unstored: Vec::new(),
            appending: None,
            failed: Vec::new(),
            heard: BTreeSet::new(),
            drafts: BTreeMap::new(),
            shown: Vec::new(),
            undo: Vec::new(),
            redo: Vec::new(),
            term: None,
            loading: None,
            loaded: false,
            queue: Vec::new(),
            net: net::Net::default(),
            writes: BTreeMap::new(),
            tokens: 0,
        }
    }

    /// Everything to see: base with the undecided edits on top.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Who works here.
    pub fn person(&self) -> Id<Person> {
        self.person
    }

    /// This device's identity.
    pub fn client(&self) -> Uuid {
        self.client
    }

    /// Begins: asks for the records.
    pub fn start(&mut self) -> Vec<Effect> {
        Vec::from([self.ask_load()])
    }

    pub(crate) fn ask_load(&mut self) -> Effect {
        self.tokens += 1;
        self.loading = Some(self.tokens);
        Effect::Load { token: self.tokens }
    }

    /// An edit. Shown at once, or refused at once with nothing changed. `op_id` is fresh and random.
    pub fn dispatch(&mut self, op_id: Uuid, op: Op, now: Now) -> Result<Vec<Effect>, Refusal> {
        let (effects, step) = self.make(op_id, op, now)?;
        if let Some(step) = step {
            self.undo.push(step);
            self.redo.clear();
        }
        Ok(effects)
    }

    /// Applies an edit on top and asks to keep it; the step that takes it back, unless nothing changed.
    fn make(
        &mut self,
        op_id: Uuid,
        op: Op,
        now: Now,
    ) -> Result<(Vec<Effect>, Option<undo::Step>), Refusal> {
        let size = serde_json::to_string(&op).map_or(usize::MAX, |text| text.len());
        if size > OP_BYTES {
            let limit = format!("{} KiB", OP_BYTES / 1024);
            return Err(Refusal::TooLong {
                what: "This change".into(),
                limit,
            });
        }
        let context = Context {
            actor: self.person,
            now: now.at,
            today: now.today,
        };
        let touched = apply(&mut self.plan, &op, &context)?;
        if touched.is_noop() {
            return Ok((Vec::new(), None));
        }
        let step = undo::Step {
            op_id,
            back: inverse(&op, &touched),
        };
        let before = touched.before.clone();
        self.shown.push(overlay::Shown {
            op_id,
            result: Ok(Box::new(touched)),
        });
        let (at, today) = (now.at, now.today);
        let entry = Entry {
            key: 0,
            op_id,
            at,
            today,
            op,
            sent: None,
            verdict: None,
            decided_at: None,
            told: false,
        };
        self.unstored.push(entry);
        let mut effects = Vec::from([Effect::Wake(before)]);
        effects.extend(self.keep());
        effects.extend([Effect::Status, Effect::Tray]);
        Ok((effects, Some(step)))
    }

    /// Asks to write the edits that are not safe yet.
    fn keep(&mut self) -> Option<Effect> {
        let waits = self.appending.is_some() || self.net.disk_failed;
        if waits || self.unstored.is_empty() {
            return None;
        }
        self.tokens += 1;
        self.appending = Some((self.tokens, self.unstored.len()));
        Some(Effect::Append {
            token: self.tokens,
            entries: self.unstored.clone(),
        })
    }

    fn token(&mut self, write: Write) -> u64 {
        self.tokens += 1;
        self.writes.insert(self.tokens, write);
        self.tokens
    }

    /// Asks to write records of *mine*.
    fn store(&mut self, records: Vec<Record>) -> Effect {
        let token = self.token(Write::Mine(records.clone()));
        Effect::Store { token, records }
    }

    /// The store wrote the entries of an `Append`, under these keys, in their order.
    pub fn appended(&mut self, token: u64, keys: &[u64]) -> Vec<Effect> {
        let Some((_, count)) = self.appending.filter(|(of, _)| *of == token) else {
            return Vec::new();
        };
        self.appending = None;
        let entries: Vec<Entry> = self.unstored.drain(..count).collect();
        let mut safe = Vec::new();
        for (entry, key) in entries.into_iter().zip(keys) {
            safe.push(entry.op_id);
            // Another tab may have told what became of it before this confirmation came.
            if !self.heard.contains(key) {
                self.entries
                    .entry(*key)
                    .or_insert(Entry { key: *key, ..entry });
            }
        }
        if self.unstored.is_empty() {
            self.heard.clear();
        }
        let mut effects = Vec::from([Effect::Safe(safe), Effect::Status, Effect::Tray]);
        effects.extend(self.keep());
        effects.extend(self.refresh());
        effects.extend(self.pump());
        effects
    }

    /// The store wrote the records of a `Store` or `StoreBase`.
    pub fn stored(&mut self, token: u64) -> Vec<Effect> {
        match self.writes.remove(&token) {
            Some(Write::Base { fresh, records }) => {
                let mut effects = self.take_base(fresh, &records);
                self.net.storing = false;
                effects.extend(self.pump());
                effects
            }
            Some(Write::Mine(_)) => {
                if self.net.numbering == Some(token) {
                    self.net.numbering = None;
                }
                self.pump()
            }
            None => Vec::new(),
        }
    }

    /// The store could not write. Base is fetched again later; edits are kept in memory and written
    /// again later, and the status says that they are not safe yet.
    pub fn store_failed(&mut self, token: u64) -> Vec<Effect> {
        match self.writes.remove(&token) {
            Some(Write::Base { .. }) => {
                self.net.storing = false;
                self.net.want_pull = true;
                return self.back_off();
            }
            Some(Write::Mine(records)) => self.failed.extend(records),
            None if self.appending.is_some_and(|(of, _)| of == token) => self.appending = None,
            None => return Vec::new(),
        }
        self.net.disk_failed = true;
        let wait = Effect::Wait {
            timer: Timer::Store,
            millis: 2_000,
        };
        Vec::from([wait, Effect::Status])
    }

    /// Asks again for what could not be written: the records as they are by now.
    fn store_again(&mut self) -> Vec<Effect> {
        self.net.disk_failed = false;
        let mut effects: Vec<Effect> = self.keep().into_iter().collect();
        let failed = core::mem::take(&mut self.failed);
        if !failed.is_empty() {
            let names: BTreeSet<_> = failed.into_iter().map(|it| (it.shelf, it.key)).collect();
            let records = names
                .into_iter()
                .map(|(shelf, key)| self.stands(shelf, key))
                .collect();
            let store = self.store(records);
            if let (Effect::Store { token, .. }, true) = (&store, self.net.numbering.is_some()) {
                // Numbers may be among them: nothing is sent before they are written.
                self.net.numbering = Some(*token);
            }
            effects.push(store);
        }
        effects.push(Effect::Status);
        effects
    }

    /// A record of *mine* as it should be.
    fn stands(&self, shelf: Shelf, key: String) -> Record {
        let entry = key.parse().ok().and_then(|key: u64| self.entries.get(&key));
        let value = match shelf {
            Shelf::Draft => self
                .drafts
                .get(&key)
                .map(|it| Record::put(shelf, key.clone(), it)),
            _ => entry
                .filter(|it| it.shelf() == shelf)
                .map(|it| it.record(it.key)),
        };
        value.unwrap_or_else(|| Record::forget(shelf, key))
    }

    /// Everything the device keeps, read in one moment. Also when in doubt whether other tabs were
    /// heard: a tab that was frozen, a new leader.
    pub fn load(&mut self, token: u64, records: Vec<Record>) -> Vec<Effect> {
        if self.loading != Some(token) {
            return Vec::new();
        }
        self.plan = Plan::default();
        self.lies.clear();
        self.entries.clear();
        self.drafts.clear();
        self.shown.clear();
        self.base = BaseState::default();
        // A page that is under way continues from what is no more.
        self.net.staging = None;
        self.net.pull = None;
        for record in &records {
            self.take_mine(record);
        }
        self.take_rows(true, &records, &mut overlay::Before::default());
        self.loading = None;
        self.loaded = true;
        let mut effects = Vec::from([Effect::WakeAll, Effect::Status, Effect::Tray]);
        for (fresh, records) in core::mem::take(&mut self.queue) {
            effects.extend(self.changed(fresh, records));
        }
        let _ = self.refresh();
        self.net.want_pull = true;
        effects.extend(self.pump());
        effects
    }

    /// Another tab wrote these records (`fresh`: and forgot every other of base). Tell what each tab
    /// wrote in the order in which it did, all of it, also while this one is reading.
    pub fn changed(&mut self, fresh: bool, records: Vec<Record>) -> Vec<Effect> {
        if self.loading.is_some() || !self.loaded {
            self.queue.push((fresh, records));
            return Vec::new();
        }
        for record in &records {
            self.take_mine(record);
        }
        let state = records
            .iter()
            .find(|it| it.shelf == Shelf::Base && it.key == STATE);
        let mut effects = match state
            .and_then(|it| it.read::<BaseState>())
            .map(|it| it.term)
        {
            None => self.refresh().into_iter().collect(),
            // Another leads now. What the one before wrote may have been told later than this.
            Some(term) if term > self.term.unwrap_or(self.base.term) => {
                let mut effects = if self.term.is_some() {
                    self.follow()
                } else {
                    Vec::new()
                };
                effects.push(self.ask_load());
                effects
            }
            // Nobody but the leader writes base: what it hears is older than its own term.
            Some(term) if self.term.is_some() || term < self.base.term => Vec::new(),
            Some(_) => self.take_base(fresh, &records),
        };
        effects.extend([Effect::Status, Effect::Tray]);
        effects.extend(self.pump());
        effects
    }

    fn take_mine(&mut self, record: &Record) {
        let edit = matches!(
            record.shelf,
            Shelf::Outbox | Shelf::Settled | Shelf::Attention
        );
        if edit && !self.unstored.is_empty() {
            self.heard.extend(record.key.parse::<u64>());
        }
        match record.shelf {
            Shelf::Outbox | Shelf::Settled | Shelf::Attention => match record.read::<Entry>() {
                Some(entry) => {
                    self.entries.insert(entry.key, entry);
                }
                None => {
                    let key = record.key.parse().unwrap_or_default();
                    let there = self.entries.get(&key).map(Entry::shelf);
                    // The entry may have moved to another shelf in the same change.
                    if record.value.is_none() && there == Some(record.shelf) {
                        self.entries.remove(&key);
                    }
                }
            },
            Shelf::Draft => match record.read::<Value>() {
                Some(value) => {
                    self.drafts.insert(record.key.clone(), value);
                }
                None => {
                    self.drafts.remove(&record.key);
                }
            },
            Shelf::Row | Shelf::Base => {}
        }
    }

    /// Keeps what is being typed; null forgets it.
    pub fn draft(&mut self, key: String, value: Value) -> Vec<Effect> {
        let record = match value {
            Value::Null => Record::forget(Shelf::Draft, key),
            value => Record::put(Shelf::Draft, key, &value),
        };
        self.take_mine(&record);
        Vec::from([self.store(Vec::from([record]))])
    }

    /// What was being typed.
    pub fn drafts(&self) -> &BTreeMap<String, Value> {
        &self.drafts
    }

    /// Changes an entry and asks nobody: the records that say so.
    fn rewrite(&mut self, key: u64, change: impl FnOnce(&mut Entry)) -> Vec<Record> {
        let Some(entry) = self.entries.get_mut(&key) else {
            return Vec::new();
        };
        let was = entry.shelf();
        change(entry);
        let put = entry.record(key);
        let moved = (put.shelf != was).then(|| Record::forget(was, number_key(key)));
        [put].into_iter().chain(moved).collect()
    }

    fn context(&self, entry: &Entry) -> Context {
        Context {
            actor: self.person,
            now: entry.at,
            today: entry.today,
        }
    }

    fn known_ops(&self) -> BTreeSet<Uuid> {
        self.entries.values().map(|entry| entry.op_id).collect()
    }
}
