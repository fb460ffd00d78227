//! The place that the app runs in: a browser. Answers what `app::host::Host` asks.

mod account;
mod tray;
mod update;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use app::host::{
    Attention, Decision, Door, Embed, EmbedMade, Host, Invitation, Invite, ItemKey, Join, Later,
    Me, NewEmbed, News, Picked, SignUp, SyncStatus, Theme, Trouble, Waiting,
};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use model::{Op, Plan, Refusal};
use uuid::Uuid;

use crate::device::{self, window};
use crate::engine::{Engine, Word};
use crate::picture;
use crate::{file, transport};

/// Where small memories of this app begin in the browser's storage.
const PREFIX: &str = "throughline.";
const THEME: &str = "theme";

/// The browser.
pub struct Browser {
    me: Weak<Self>,
    engine: RefCell<Option<Rc<Engine>>>,
    door: RefCell<Door>,
    hear: RefCell<Vec<Rc<dyn Fn(News)>>>,
    /// Lent while nobody is signed in.
    nothing: Plan,
    day: Cell<Date>,
    /// A build that waits for a reload.
    update: RefCell<Option<web_sys::ServiceWorker>>,
    /// Raised whenever the door changes on purpose: an answer to an earlier question is left out.
    turn: Cell<u32>,
}

impl Browser {
    /// A browser that knows nobody yet.
    pub fn new() -> Rc<Self> {
        let this = Rc::new_cyclic(|me| Self {
            me: me.clone(),
            engine: RefCell::default(),
            door: RefCell::default(),
            hear: RefCell::default(),
            nothing: Plan::default(),
            day: Cell::new(device::today()),
            update: RefCell::default(),
            turn: Cell::new(0),
        });
        show_theme(this.theme());
        this.watch_day();
        this
    }

    fn this(&self) -> Rc<Self> {
        self.me
            .upgrade()
            .expect("a method runs while its value lives")
    }

    fn engine(&self) -> Option<Rc<Engine>> {
        self.engine.borrow().clone()
    }

    fn news(&self, news: News) {
        // Whoever hears may ask for anything, also to hear more.
        let hear = self.hear.borrow().clone();
        for hear in hear {
            hear(news.clone());
        }
    }

    fn notice(&self, sentence: impl Into<String>) {
        self.news(News::Notice(sentence.into()));
    }

    fn set_door(&self, door: Door) {
        if *self.door.borrow() != door {
            *self.door.borrow_mut() = door;
            self.news(News::Door);
        }
    }

    fn heard(&self, word: Word) {
        match word {
            Word::News(news) => self.news(news),
            Word::SessionEnded => self.session_ended(),
        }
    }

    fn attempt(
        &self,
        change: impl FnOnce(&mut sync::Replica, Uuid, sync::Now) -> Result<Vec<sync::Effect>, Refusal>,
    ) -> Result<Option<Op>, Refusal> {
        match self.engine() {
            Some(engine) => engine.attempt(change),
            None => Err(Refusal::NotAllowed {
                why: "Sign in first.".into(),
            }),
        }
    }

    /// Tells when the day changes, also after a night's sleep of the device.
    fn watch_day(self: &Rc<Self>) {
        let this = Rc::downgrade(self);
        device::after(30_000, move || {
            if let Some(this) = this.upgrade() {
                if this.day.replace(device::today()) != this.day.get() {
                    this.news(News::Day);
                }
                this.watch_day();
            }
        });
    }
}

impl Host for Browser {
    fn with_plan(&self, read: &mut dyn FnMut(&Plan)) {
        match self.engine() {
            Some(engine) => engine.with(|replica| read(replica.plan())),
            None => read(&self.nothing),
        }
    }

    fn dispatch(&self, op: Op) -> Result<(), Refusal> {
        self.attempt(|replica, op_id, now| replica.dispatch(op_id, op, now))
            .map(drop)
    }

    fn undo(&self) -> Result<Option<Op>, Refusal> {
        self.attempt(sync::Replica::undo)
    }

    fn redo(&self) -> Result<Option<Op>, Refusal> {
        self.attempt(sync::Replica::redo)
    }

    fn can_undo_redo(&self) -> (bool, bool) {
        let both = |replica: &sync::Replica| (replica.can_undo(), replica.can_redo());
        self.engine()
            .map(|engine| engine.with(both))
            .unwrap_or_default()
    }

    fn subscribe(&self, hear: Box<dyn Fn(News)>) {
        self.hear.borrow_mut().push(hear.into());
    }

    fn sync_status(&self) -> SyncStatus {
        self.status()
    }

    fn sync_now(&self) {
        if let Some(engine) = self.engine() {
            engine.hurry();
        }
    }

    fn outbox(&self) -> Vec<Waiting> {
        self.waiting()
    }

    fn attention(&self) -> Vec<Attention> {
        self.tray()
    }

    fn decide(&self, key: ItemKey, decision: Decision) -> Result<(), Refusal> {
        self.decided(key, decision)
    }

    fn export_unsent(&self) -> Later<()> {
        let this = self.this();
        Box::pin(async move { this.export().await })
    }

    fn door(&self) -> Door {
        self.door.borrow().clone()
    }

    fn sign_in(&self, email: String, password: String) -> Later<Me> {
        let form = serde_json::json!({ "email": email, "password": password });
        self.enter("sign_in", form)
    }

    fn sign_up(&self, form: SignUp) -> Later<Me> {
        self.enter("sign_up", form)
    }

    fn enter_demo(&self) -> Later<Me> {
        self.enter("demo", serde_json::json!({}))
    }

    fn sign_out(&self) -> Later<()> {
        let this = self.this();
        Box::pin(async move { this.leave().await })
    }

    fn invite(&self, invite: Invite) -> Later<String> {
        #[derive(serde::Deserialize)]
        struct Made {
            url: String,
        }
        let made = async move { transport::post::<Made>("invite", &invite).await };
        Box::pin(async move { Ok(made.await?.url) })
    }

    fn invitation(&self, token: String) -> Later<Invitation> {
        let form = serde_json::json!({ "token": token });
        Box::pin(async move { Ok(transport::post("invitation", &form).await?) })
    }

    fn join(&self, form: Join) -> Later<Me> {
        self.enter("join", form)
    }

    fn embeds(&self) -> Later<Vec<Embed>> {
        Box::pin(async { Ok(transport::get("embed_tokens").await?) })
    }

    fn make_embed(&self, embed: NewEmbed) -> Later<EmbedMade> {
        Box::pin(async move { Ok(transport::post("embed_tokens", &embed).await?) })
    }

    fn revoke_embed(&self, id: Uuid) -> Later<()> {
        Box::pin(async move { Ok(transport::delete(&format!("embed_tokens/{id}")).await?) })
    }

    fn origin(&self) -> String {
        window().location().origin().unwrap_or_default()
    }

    fn now(&self) -> Timestamp {
        device::now()
    }

    fn today(&self) -> Date {
        device::today()
    }

    fn local(&self, at: Timestamp) -> DateTime {
        device::local(at)
    }

    fn new_id(&self) -> Uuid {
        device::new_id()
    }

    fn after(&self, milliseconds: u32, call: Box<dyn FnOnce()>) {
        device::after(milliseconds, call);
    }

    fn pick_file(&self, accept: &str) -> Later<Option<Picked>> {
        let accept = accept.to_owned();
        Box::pin(async move { file::pick(&accept).await })
    }

    fn dropped_file(&self, event: leptos::ev::DragEvent) -> Later<Option<Picked>> {
        // Before the first wait: when the event is over, its files are gone.
        let dropped = file::dropped(&event);
        Box::pin(async move {
            match dropped {
                Some(dropped) => file::read(dropped).await.map(Some),
                None => Ok(None),
            }
        })
    }

    fn save_file(&self, name: &str, mime: &str, bytes: Vec<u8>) {
        if let Err(trouble) = file::save(name, mime, &bytes) {
            self.notice(trouble.to_string());
        }
    }

    fn save_png(&self, name: &str, svg: String, size: (u32, u32), percent: u32) -> Later<()> {
        let name = name.to_owned();
        Box::pin(async move { picture::save_png(&name, &svg, size, percent).await })
    }

    fn print(&self, pages: Vec<String>) {
        if let Err(trouble) = picture::print(&pages) {
            self.notice(trouble.to_string());
        }
    }

    fn copy(&self, text: String) -> Later<()> {
        Box::pin(async move { file::copy(&text).await })
    }

    fn theme(&self) -> Theme {
        let word = device::remembered(&format!("{PREFIX}{THEME}"));
        match word.as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::Auto,
        }
    }

    fn set_theme(&self, theme: Theme) {
        let word = theme_word(theme);
        if !device::remember(&format!("{PREFIX}{THEME}"), word) {
            self.notice("This browser does not remember the theme; it lasts until you reload.");
        }
        show_theme(theme);
        self.news(News::Theme);
    }

    fn remembered(&self, key: &str) -> Option<String> {
        device::remembered(&self.key(key))
    }

    fn remember(&self, key: &str, value: Option<&str>) {
        if !device::remember(&self.key(key), value) && value.is_some() {
            self.notice("This device has no room left to keep what you are typing. Save it soon.");
        }
    }

    fn reload(&self) {
        self.take_update();
    }
}

impl Browser {
    /// Drafts and preferences belong to the person, not to the next one who sits here.
    fn key(&self, key: &str) -> String {
        match &*self.door.borrow() {
            Door::Open(me) => format!("{PREFIX}{}.{key}", me.person),
            _ => format!("{PREFIX}device.{key}"),
        }
    }
}

fn theme_word(theme: Theme) -> Option<&'static str> {
    match theme {
        Theme::Auto => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    }
}

fn show_theme(theme: Theme) {
    let Some(page) = window()
        .document()
        .and_then(|document| document.document_element())
    else {
        return;
    };
    // Setting an attribute with a plain name cannot fail.
    let _ = match theme_word(theme) {
        Some(word) => page.set_attribute("data-theme", word),
        None => page.remove_attribute("data-theme"),
    };
}

/// A failure as the app says it.
fn trouble(failure: transport::Failure) -> Trouble {
    failure.into()
}
