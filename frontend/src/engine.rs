//! Carries out what the replica asks for, in order, and tells it what came of it. Here are the clock,
//! randomness and the wiring of storage, network and tabs; what any of it means is decided in `sync`.

mod leader;
mod network;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use app::host::{Me, News};
use jiff::Timestamp;
use model::{Op, Refusal};
use sync::record::Record;
use sync::{Effect, Now, Replica, Timer};
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;

use crate::device;
use crate::journal::{Fault, Journal, name};
use crate::tabs::{Channel, Lock, Said, Watch};
use crate::transport::Live;

/// More records than this are read again by the other tabs instead of being told to them.
const MANY: usize = 400;

/// How often, and how many times, a new device looks whether the first catch-up is there: 15 seconds.
const LOOK_AGAIN: u32 = 50;
const FIRST_LOOKS: u32 = 300;

/// What the engine tells the host, besides news for the app.
#[derive(Clone, Debug)]
pub enum Word {
    /// For the app.
    News(News),
    /// The server says that nobody is signed in.
    SessionEnded,
}

/// How the talk with the server goes; the leader tells the other tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Talk {
    offline_since: Option<i64>,
    synced_at: Option<i64>,
}

/// One person's copy in this tab.
pub struct Engine {
    /// Whose.
    pub me: Me,
    name: String,
    journal: Journal,
    replica: RefCell<Replica>,
    tell: Box<dyn Fn(Word)>,
    timers: RefCell<BTreeMap<Timer, i32>>,
    talk: Cell<Talk>,
    session_ended: Cell<bool>,
    watch: RefCell<Watch>,
    channel: RefCell<Option<Channel>>,
    lock: RefCell<Option<Lock>>,
    live: RefCell<Option<Live>>,
    /// The sentence that was said last about the device or the server, so that it is said once.
    said: RefCell<String>,
    closed: Cell<bool>,
}

/// The name of the database of one person in one workspace.
pub fn database(me: &Me) -> String {
    format!("throughline-{}-{}", me.workspace, me.person)
}

impl Engine {
    /// Opens what this device keeps for a person and shows it; the network comes after.
    pub async fn open(me: Me, tell: impl Fn(Word) + 'static) -> Rc<Self> {
        let name = database(&me);
        let (journal, fault) = Journal::open(&name).await;
        let fresh = device::new_id();
        let client = journal.client(fresh).await.unwrap_or(fresh);
        let this = Rc::new(Self {
            replica: RefCell::new(Replica::new(me.person, client)),
            me,
            name,
            journal,
            tell: Box::new(tell),
            timers: RefCell::default(),
            talk: Cell::default(),
            session_ended: Cell::new(false),
            watch: RefCell::new(Watch::new(device::milliseconds())),
            channel: RefCell::default(),
            lock: RefCell::default(),
            live: RefCell::default(),
            said: RefCell::default(),
            closed: Cell::new(false),
        });
        if let Some(fault) = fault {
            let advice = "Edits live only in this tab until the server has them.";
            this.say_once(format!("{fault} {advice}"));
        }
        // From here on nothing that another tab says is missed: the replica keeps it until it has read.
        let reading = this.replica.borrow_mut().start();
        this.join_tabs();
        for effect in reading {
            this.clone().store(effect).await;
        }
        this.stand_for_leader();
        this.watch_device();
        device::persist();
        this
    }

    /// Lends the replica.
    pub fn with<T>(&self, read: impl FnOnce(&Replica) -> T) -> T {
        read(&self.replica.borrow())
    }

    /// Changes something in the replica and carries out what follows.
    pub fn act(self: &Rc<Self>, change: impl FnOnce(&mut Replica) -> Vec<Effect>) {
        let effects = change(&mut self.replica.borrow_mut());
        self.run(effects);
    }

    /// The same for what can be refused; the operation that was made, if one was.
    pub fn attempt(
        self: &Rc<Self>,
        change: impl FnOnce(&mut Replica, Uuid, Now) -> Result<Vec<Effect>, Refusal>,
    ) -> Result<Option<Op>, Refusal> {
        let op_id = device::new_id();
        let effects = change(&mut self.replica.borrow_mut(), op_id, now())?;
        // While an earlier edit is being written, a new one waits its turn: ask, do not look for it.
        let made = self.with(|replica| replica.made(op_id).cloned());
        self.run(effects);
        Ok(made)
    }

    /// Whether what is written survives this tab.
    pub fn lasts(&self) -> bool {
        self.journal.lasts()
    }

    /// Since when the server cannot be reached, and when everything was last here.
    pub fn reach(&self) -> (Option<Timestamp>, Option<Timestamp>) {
        let moment = |at: Option<i64>| at.and_then(|at| Timestamp::from_millisecond(at).ok());
        (
            moment(self.talk.get().offline_since),
            moment(self.talk.get().synced_at),
        )
    }

    /// Whether the server said that nobody is signed in.
    pub fn session_ended(&self) -> bool {
        self.session_ended.get()
    }

    /// Waits until there is something to show. A device that knows a workspace shows it at once; a new
    /// one waits for the first catch-up, or until it is plain that none will come.
    pub async fn ready(&self) {
        for _ in 0..FIRST_LOOKS {
            let shows = self.with(|replica| replica.plan().workspace().is_some());
            let alone = self.talk.get().offline_since.is_some() || self.session_ended.get();
            if shows || alone || self.closed.get() {
                return;
            }
            device::sleep(LOOK_AGAIN).await;
        }
    }

    /// Asks the server now.
    pub fn hurry(self: &Rc<Self>) {
        if self.with(Replica::leads) {
            self.act(Replica::online);
            self.keep_listening();
        } else {
            self.tell_tabs(Said::Hurry);
        }
    }

    /// The person signed in again.
    pub fn signed_in(self: &Rc<Self>) {
        self.session_ended.set(false);
        self.act(Replica::signed_in);
        self.keep_listening();
        self.tell_tabs(Said::Hurry);
    }

    /// Ends this copy: no more network, no more news. What is on the device stays.
    pub fn close(&self) {
        self.closed.set(true);
        self.lock.take();
        self.live.take();
        self.channel.take();
        for (_, handle) in self.timers.take() {
            device::forget(handle);
        }
    }

    /// Forgets the copy of the server's rows: whoever sits here next must not read them. What the
    /// person wrote stays.
    pub async fn forget_base(&self) -> Result<(), Fault> {
        let term = self.journal.take_term().await?;
        self.journal.follow(term, true, &[]).await
    }

    fn run(self: &Rc<Self>, effects: Vec<Effect>) {
        for effect in effects {
            if self.closed.get() && !matches!(effect, Effect::Append { .. } | Effect::Store { .. })
            {
                continue;
            }
            self.carry_out(effect);
        }
    }

    fn carry_out(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Wake(rows) => self.news(News::Rows(rows)),
            Effect::WakeAll => self.news(News::All),
            Effect::Status => self.follow_status(),
            Effect::Tray => self.news(News::Tray),
            Effect::Safe(_) => self.news(News::Sync),
            Effect::Wait { timer, millis } => self.wait(timer, millis),
            Effect::SignIn => self.end_session(),
            Effect::Push { token, push } => self.push(token, push),
            Effect::Pull { token, pull } => self.pull(token, pull),
            storing => {
                let this = self.clone();
                spawn_local(async move { this.store(storing).await });
            }
        }
    }

    /// Everything that the journal does. Transactions of one tab begin in the order of the effects.
    async fn store(self: Rc<Self>, effect: Effect) {
        match effect {
            Effect::Append { token, entries } => match self.journal.append(&entries).await {
                Ok(keys) => {
                    let records = entries
                        .iter()
                        .zip(&keys)
                        .map(|(entry, key)| entry.record(*key));
                    self.tell_changed(false, records.collect());
                    self.act(|replica| replica.appended(token, &keys));
                }
                Err(fault) => self.failed(token, &fault),
            },
            Effect::Store { token, records } => match self.journal.keep(&records).await {
                Ok(()) => {
                    self.tell_changed(false, records);
                    self.act(|replica| replica.stored(token));
                }
                Err(fault) => self.failed(token, &fault),
            },
            Effect::StoreBase {
                token,
                term,
                fresh,
                records,
            } => {
                match self.journal.follow(term, fresh, &records).await {
                    Ok(()) => {
                        self.tell_changed(fresh, records);
                        self.act(|replica| replica.stored(token));
                    }
                    // It may come late, when this tab leads again with a newer term.
                    Err(Fault::Fenced) if self.watch.borrow().leads() != Some(term) => {
                        self.act(|replica| replica.deposed(term));
                    }
                    Err(Fault::Fenced) => self.step_down(),
                    Err(fault) => self.failed(token, &fault),
                }
            }
            Effect::Load { token } => self.load(token).await,
            _ => {}
        }
    }

    async fn load(self: &Rc<Self>, token: u64) {
        let records = match self.journal.load().await {
            Ok(records) => records,
            Err(fault) => {
                self.say_once(fault.to_string());
                Vec::new()
            }
        };
        self.act(|replica| replica.load(token, records));
    }

    fn failed(self: &Rc<Self>, token: u64, fault: &Fault) {
        self.say_once(fault.to_string());
        self.act(|replica| replica.store_failed(token));
    }

    fn wait(self: &Rc<Self>, timer: Timer, millis: u64) {
        let mut millis = u32::try_from(millis).unwrap_or(u32::MAX);
        if timer == Timer::Retry {
            // A thousand devices must not come back in the same second.
            millis += device::dice() % (millis / 2 + 1);
        }
        let this = Rc::downgrade(self);
        let handle = device::after(millis, move || {
            if let Some(this) = this.upgrade() {
                this.timers.borrow_mut().remove(&timer);
                this.act(|replica| replica.timer(timer));
                this.keep_listening();
            }
        });
        if let Some(earlier) = self.timers.borrow_mut().insert(timer, handle) {
            device::forget(earlier);
        }
    }

    /// The status changed: what the leader knows of the network goes to every tab.
    fn follow_status(self: &Rc<Self>) {
        let status = self.with(Replica::status);
        if self.with(Replica::leads) {
            let mut talk = self.talk.get();
            talk.offline_since = match (status.offline, talk.offline_since) {
                (false, _) => None,
                (true, None) => Some(device::milliseconds()),
                (true, since) => since,
            };
            self.set_talk(talk);
            match status.stopped {
                Some(sentence) => self.say_once(sentence),
                None if !status.disk_failed => self.said.borrow_mut().clear(),
                None => {}
            }
        }
        self.news(News::Sync);
    }

    fn set_talk(&self, talk: Talk) {
        if self.talk.replace(talk) != talk {
            self.tell_talk();
        }
    }

    fn tell_talk(&self) {
        let Talk {
            offline_since,
            synced_at,
        } = self.talk.get();
        let signed_out = self.session_ended.get();
        self.tell_tabs(Said::Talk {
            offline_since,
            synced_at,
            signed_out,
        });
    }

    fn end_session(&self) {
        self.live.take();
        if !self.session_ended.replace(true) {
            self.tell_talk();
            (self.tell)(Word::SessionEnded);
        }
    }

    fn news(&self, news: News) {
        if !self.closed.get() {
            (self.tell)(Word::News(news));
        }
    }

    fn say_once(&self, sentence: String) {
        if *self.said.borrow() != sentence {
            self.said.borrow_mut().clone_from(&sentence);
            self.news(News::Notice(sentence));
        }
    }

    fn tell_tabs(&self, said: Said) {
        if let Some(channel) = self.channel.borrow().as_ref() {
            channel.say(said);
        }
    }

    fn tell_changed(&self, fresh: bool, records: Vec<Record>) {
        if records.len() > MANY {
            return self.tell_tabs(Said::Reload);
        }
        let text = |it: Record| (name(it.shelf).to_owned(), it.key, it.value);
        let records = records.into_iter().map(text).collect();
        self.tell_tabs(Said::Changed { fresh, records });
    }

    fn weak(self: &Rc<Self>) -> Weak<Self> {
        Rc::downgrade(self)
    }
}

/// The moment, for the replica.
pub fn now() -> Now {
    Now {
        at: device::now(),
        today: device::today(),
    }
}
