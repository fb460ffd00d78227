//! The client's machine: one plan = what the server said + this device's undecided edits on top.
//!
//! It touches no disk, no network and no clock. Every method takes something that happened and
//! returns the [`Effect`]s to carry out, in order. A tab's life:
//!
//! 1. `Replica::new(person, client)`, then [`Replica::start`]: `Load`: read all records,
//!    [`Replica::load`]. From then on every page works, also offline.
//! 2. An edit: [`Replica::dispatch`]. It shows at once (`Wake`) or is refused at once. `Append`
//!    writes it; only `Safe` means that it survives the tab.
//! 3. The tab that gets the Web Lock raises the term in base and calls [`Replica::lead`]; it alone
//!    gets
//!    `Push`, `Pull` and `StoreBase`. The others hear of its records by [`Replica::changed`].
//! 4. Answers come in by `push_answered` and `pull_answered`, the live stream by `live`, timers by
//!    `timer`. Nothing may be lost by calling any of them late, twice or never.

mod attention;
mod base;
mod foreseen;
mod keep;
mod net;
mod notice;
mod overlay;
mod pull;
mod push;
mod status;
mod tabs;
mod undo;

pub use attention::{Attention, Concern};
pub use net::Failure;
pub use notice::Told;
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
use crate::effect::Effect;
use crate::message::OP_BYTES;
use crate::record::{BaseState, Entry, Record, Shelf, number_key};

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
    /// The `Append` under way, with how many of `unstored` it has. One at a time: that keeps edits
    /// in order when the device cannot write for a while.
    appending: Option<(u64, usize)>,
    /// Records of *mine* that could not be written, to be written again as they are then.
    failed: Vec<Record>,
    /// Keys that were heard of while an `Append` was not confirmed: they may even be gone again.
    heard: BTreeSet<u64>,
    drafts: BTreeMap<String, Value>,
    shown: Vec<overlay::Shown>,
    made_again: usize,
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
    /// A copy that has read nothing yet. `client` is this device's identity for this person, kept
    /// by the driver: made once, at random.
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
            made_again: 0,
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

    /// How many edits were made again because base changed below them: a measure without a clock.
    pub fn made_again(&self) -> usize {
        self.made_again
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

    /// An edit. Shown at once, or refused at once with nothing changed. `op_id` is fresh and
    /// random.
    pub fn dispatch(&mut self, op_id: Uuid, op: Op, now: Now) -> Result<Vec<Effect>, Refusal> {
        let (effects, step) = self.make(op_id, op, now)?;
        if let Some(step) = step {
            self.undo.push(step);
            self.redo.clear();
        }
        Ok(effects)
    }

    /// Applies an edit on top and asks to keep it; the step that takes it back, unless nothing
    /// changed.
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

    /// The edit with this op id, if this tab knows it: also one that waits to be written.
    pub fn made(&self, op_id: Uuid) -> Option<&Op> {
        let new = self.unstored.iter().rev();
        let mut all = new.chain(self.entries.values().rev());
        all.find(|entry| entry.op_id == op_id)
            .map(|entry| &entry.op)
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
