//! A host that lives in memory: the demo workspace, one signed-in person, no network.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::str::FromStr;

use app::host::*;
use model::access::{Founding, founding};
use model::{Context, Date, Id, Op, Plan, Ref, Refusal, Role, Timestamp, Touched};
use uuid::Uuid;

/// Whoever listens to the host.
type Hear = Box<dyn Fn(News)>;

/// Everything that a test may look at.
pub struct Fake {
    pub plan: RefCell<Plan>,
    pub door: RefCell<Door>,
    pub sync: RefCell<SyncStatus>,
    pub attention: RefCell<Vec<Attention>>,
    pub outbox: RefCell<Vec<Waiting>>,
    pub memory: RefCell<BTreeMap<String, String>>,
    done: RefCell<Vec<(Op, Touched)>>,
    hear: RefCell<Option<Hear>>,
    next: Cell<u128>,
    me: Id<model::Person>,
}

pub fn today() -> Date {
    Date::constant(2026, 11, 2)
}

pub fn now() -> Timestamp {
    Timestamp::from_str("2026-11-02T09:41:00Z").expect("a moment")
}

impl Fake {
    /// The demo workspace with its owner signed in.
    pub fn demo() -> Rc<Self> {
        let fake = Self::founded();
        let mut next = 10_000_u128;
        let mut new_id = || {
            next += 1;
            Uuid::from_u128(next)
        };
        let ops = {
            let plan = fake.plan.borrow();
            model::demo::ops(&plan, fake.me, now(), today(), &mut new_id)
        };
        for (context, op) in ops {
            model::apply(&mut fake.plan.borrow_mut(), &op, &context).expect("the demo applies");
        }
        fake
    }

    /// A founded workspace without goals.
    pub fn founded() -> Rc<Self> {
        let me = Id::new(Uuid::from_u128(2));
        let founded = Founding {
            workspace: Id::new(Uuid::from_u128(1)),
            name: "Halden".into(),
            owner: me,
            owner_name: "Ines Moreau".into(),
            email: "ines@example.org".into(),
            cycle: Id::new(Uuid::from_u128(3)),
            next_cycle: Id::new(Uuid::from_u128(4)),
            today: today(),
        };
        let mut plan = Plan::default();
        let context = Context {
            actor: me,
            now: now(),
            today: today(),
        };
        model::apply(&mut plan, &founding(&founded), &context).expect("a workspace is founded");
        let open = Me {
            person: me,
            workspace: founded.workspace,
            name: "Ines Moreau".into(),
            role: Role::Owner,
        };
        Rc::new(Self {
            plan: RefCell::new(plan),
            door: RefCell::new(Door::Open(open)),
            sync: RefCell::default(),
            attention: RefCell::default(),
            outbox: RefCell::default(),
            memory: RefCell::default(),
            done: RefCell::default(),
            hear: RefCell::default(),
            next: Cell::new(1_000_000),
            me,
        })
    }

    /// Tells the app something.
    pub fn tell(&self, news: News) {
        if let Some(hear) = &*self.hear.borrow() {
            hear(news);
        }
    }

    /// The Key Result with this title.
    pub fn key_result(&self, title: &str) -> Id<model::KeyResult> {
        let plan = self.plan.borrow();
        let found = plan
            .all::<model::KeyResult>()
            .find(|row| row.title == title);
        found
            .unwrap_or_else(|| panic!("no Key Result called {title}"))
            .id
    }

    fn apply(&self, op: &Op) -> Result<Touched, Refusal> {
        let context = Context {
            actor: self.me,
            now: now(),
            today: today(),
        };
        let touched = model::apply(&mut self.plan.borrow_mut(), op, &context)?;
        self.tell(News::Rows(touched.before.clone()));
        Ok(touched)
    }
}

fn offline<T: 'static>() -> Later<T> {
    Box::pin(async { Err(Trouble::Offline) })
}

impl Host for Fake {
    fn with_plan(&self, read: &mut dyn FnMut(&Plan)) {
        read(&self.plan.borrow());
    }
    fn dispatch(&self, op: Op) -> Result<(), Refusal> {
        let touched = self.apply(&op)?;
        self.done.borrow_mut().push((op, touched));
        Ok(())
    }
    fn undo(&self) -> Result<Option<Op>, Refusal> {
        let Some((op, touched)) = self.done.borrow_mut().pop() else {
            return Ok(None);
        };
        self.apply(&model::inverse(&op, &touched))?;
        Ok(Some(op))
    }
    fn redo(&self) -> Result<Option<Op>, Refusal> {
        Ok(None)
    }
    fn can_undo_redo(&self) -> (bool, bool) {
        (!self.done.borrow().is_empty(), false)
    }
    fn subscribe(&self, hear: Box<dyn Fn(News)>) {
        *self.hear.borrow_mut() = Some(hear);
    }
    fn sync_status(&self) -> SyncStatus {
        self.sync.borrow().clone()
    }
    fn sync_now(&self) {}
    fn outbox(&self) -> Vec<Waiting> {
        self.outbox.borrow().clone()
    }
    fn attention(&self) -> Vec<Attention> {
        self.attention.borrow().clone()
    }
    fn decide(&self, key: ItemKey, _decision: Decision) -> Result<(), Refusal> {
        self.attention.borrow_mut().retain(|it| it.key != key);
        Ok(())
    }
    fn export_unsent(&self) -> Later<()> {
        offline()
    }
    fn door(&self) -> Door {
        self.door.borrow().clone()
    }
    fn sign_in(&self, _email: String, _password: String) -> Later<Me> {
        offline()
    }
    fn sign_up(&self, _form: SignUp) -> Later<Me> {
        offline()
    }
    fn enter_demo(&self) -> Later<Me> {
        offline()
    }
    fn sign_out(&self) -> Later<()> {
        offline()
    }
    fn invite(&self, _invite: Invite) -> Later<String> {
        offline()
    }
    fn invitation(&self, _token: String) -> Later<Invitation> {
        offline()
    }
    fn join(&self, _form: Join) -> Later<Me> {
        offline()
    }
    fn embeds(&self) -> Later<Vec<Embed>> {
        offline()
    }
    fn make_embed(&self, _embed: NewEmbed) -> Later<EmbedMade> {
        offline()
    }
    fn revoke_embed(&self, _id: Uuid) -> Later<()> {
        offline()
    }
    fn origin(&self) -> String {
        "https://goals.example.org".into()
    }
    fn now(&self) -> Timestamp {
        now()
    }
    fn today(&self) -> Date {
        today()
    }
    fn local(&self, at: Timestamp) -> model::DateTime {
        jiff::tz::Offset::UTC.to_datetime(at)
    }
    fn new_id(&self) -> Uuid {
        self.next.set(self.next.get() + 1);
        Uuid::from_u128(self.next.get())
    }
    fn after(&self, _milliseconds: u32, _call: Box<dyn FnOnce()>) {}
    fn pick_file(&self, _accept: &str) -> Later<Option<Picked>> {
        offline()
    }
    fn dropped_file(&self, _event: leptos::ev::DragEvent) -> Later<Option<Picked>> {
        offline()
    }
    fn save_png(&self, _: &str, _: String, _: (u32, u32), _: u32) -> Later<()> {
        offline()
    }
    fn print(&self, _pages: Vec<String>) {}
    fn save_file(&self, _name: &str, _mime: &str, _bytes: Vec<u8>) {}
    fn copy(&self, _text: String) -> Later<()> {
        offline()
    }
    fn theme(&self) -> Theme {
        Theme::Auto
    }
    fn set_theme(&self, _theme: Theme) {}
    fn remembered(&self, key: &str) -> Option<String> {
        self.memory.borrow().get(key).cloned()
    }
    fn remember(&self, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.memory.borrow_mut().insert(key.into(), value.into()),
            None => self.memory.borrow_mut().remove(key),
        };
    }
    fn reload(&self) {}
}

/// A row by kind and identity.
pub fn at(kind: model::Kind, id: Uuid) -> Ref {
    Ref { kind, id }
}
