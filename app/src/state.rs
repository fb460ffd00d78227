//! What components read: memos over the plan, woken one row, one list, one number at a time. Rules are
//! not here: words, health and numbers come from `model`, edits go through the host.

pub mod edit;
mod number;
mod overlay;
mod read;
pub mod slices;
mod together;
mod wake;

use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;
use leptos::prelude::*;
use model::plan::Record;
use model::{Context, Id, Kind, Op, Person, Plan, Ref, Refusal, Role, Row};
use uuid::Uuid;

use crate::components::focus;
use crate::host::{Door, Host, News, SyncStatus, Theme};
pub use overlay::{Overlay, Picking};
use wake::Wakes;

/// A sentence shown once, with what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells one from the next.
    pub number: u32,
    /// What to say.
    pub text: String,
    /// Whether it is about something not accepted: read out at once.
    pub urgent: bool,
    /// Whether "Undo" is offered.
    pub undo: bool,
}

/// The handle that every component holds; copying it copies a pointer.
#[derive(Clone, Copy)]
pub struct State {
    host: StoredValue<Rc<dyn Host>, LocalStorage>,
    wakes: StoredValue<Rc<Wakes>, LocalStorage>,
    door: RwSignal<Door>,
    today: RwSignal<Date>,
    sync: RwSignal<SyncStatus>,
    tray: RwSignal<u32>,
    theme: RwSignal<Theme>,
    history: RwSignal<(bool, bool)>,
    notice: RwSignal<Option<Notice>>,
    overlay: RwSignal<Option<Overlay>>,
    opener: StoredValue<Option<leptos::web_sys::HtmlElement>, LocalStorage>,
    update: RwSignal<bool>,
    parts: StoredValue<together::Parts>,
    /// While many rows change: whether any did.
    held: StoredValue<Option<bool>>,
}

impl State {
    /// Makes the state over a host and follows its news. Call it once, at the root.
    pub fn new(host: Rc<dyn Host>) -> Self {
        let state = Self {
            door: RwSignal::new(host.door()),
            today: RwSignal::new(host.today()),
            sync: RwSignal::new(host.sync_status()),
            tray: RwSignal::new(0),
            theme: RwSignal::new(host.theme()),
            history: RwSignal::new(host.can_undo_redo()),
            notice: RwSignal::new(None),
            overlay: RwSignal::new(None),
            opener: StoredValue::new_local(None),
            update: RwSignal::new(false),
            parts: StoredValue::default(),
            held: StoredValue::default(),
            wakes: StoredValue::new_local(Rc::new(Wakes::default())),
            host: StoredValue::new_local(host.clone()),
        };
        host.subscribe(Box::new(move |news| state.hear(news)));
        state
    }

    /// The state of this app, from context.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The place it runs in.
    pub fn host(self) -> Rc<dyn Host> {
        self.host.get_value()
    }

    /// Asks the plan something without following changes; inside a memo, track first.
    pub fn plan<R>(self, read: impl FnOnce(&Plan) -> R) -> R {
        let mut read = Some(read);
        let mut answer = None;
        self.host().with_plan(&mut |plan| {
            if let Some(read) = read.take() {
                answer = Some(read(plan));
            }
        });
        answer.expect("a host lends its plan exactly once")
    }

    fn hear(self, news: News) {
        let host = self.host();
        match news {
            News::Rows(_) if self.held.get_value().is_some() => self.held.set_value(Some(true)),
            News::Rows(before) => {
                self.wakes.with_value(|wakes| wakes.rows(self, &before));
                self.history.set(host.can_undo_redo());
            }
            News::All => {
                self.wakes.with_value(|wakes| wakes.all());
                self.history.set(host.can_undo_redo());
            }
            News::Sync => self.sync.set(host.sync_status()),
            News::Tray => {
                self.tray.update(|version| *version += 1);
                self.sync.set(host.sync_status());
            }
            News::Door => self.door.set(host.door()),
            News::Day => {
                self.today.set(host.today());
                self.wakes.with_value(|wakes| wakes.all());
            }
            News::Theme => self.theme.set(host.theme()),
            News::Notice(text) => self.say(text),
            News::Update => self.update.set(true),
        }
    }

    /// Who stands here; followed.
    pub fn door(self) -> Door {
        self.door.get()
    }
    /// Who is signed in; followed.
    pub fn me(self) -> Option<Id<Person>> {
        self.door.with(|door| match door {
            Door::Open(me) => Some(me.person),
            _ => None,
        })
    }
    /// What the signed-in person may do, as the plan says; followed.
    pub fn role(self) -> Role {
        let Some(me) = self.me() else {
            return Role::Guest;
        };
        self.track(me.at());
        self.plan(|plan| plan.get(me).map_or(Role::Guest, |row| row.role))
    }
    /// Today; followed.
    pub fn today(self) -> Date {
        self.today.get()
    }
    /// How the copies stand; followed.
    pub fn sync(self) -> SyncStatus {
        self.sync.get()
    }
    /// Follows the outbox and the attention tray.
    pub fn track_tray(self) {
        self.tray.track();
    }
    /// Light or dark; followed.
    pub fn theme(self) -> Theme {
        self.theme.get()
    }
    /// Changes it.
    pub fn set_theme(self, theme: Theme) {
        self.host().set_theme(theme);
        self.theme.set(theme);
    }
    /// Whether a newer build is ready; followed.
    pub fn update_ready(self) -> bool {
        self.update.get()
    }
    /// Whether there is something to undo, to redo; followed.
    pub fn can_undo_redo(self) -> (bool, bool) {
        self.history.get()
    }
    /// Who would make an edit, when: for asking `access::may` and for previews. Not followed.
    pub fn context(self) -> Context {
        let host = self.host();
        let actor = match host.door() {
            Door::Open(me) => me.person,
            _ => Id::default(),
        };
        Context {
            actor,
            now: host.now(),
            today: host.today(),
        }
    }

    /// Makes an edit; the caller shows a refusal where it happened and keeps what was typed.
    pub fn dispatch(self, op: Op) -> Result<(), Refusal> {
        let answer = self.host().dispatch(op);
        self.forget_parts();
        self.history.set(self.host().can_undo_redo());
        answer
    }

    /// Makes an edit that has no form of its own; a refusal becomes a notice. True when made.
    pub fn act(self, op: Op) -> bool {
        match self.dispatch(op) {
            Ok(()) => true,
            Err(refusal) => {
                self.warn(refusal.to_string());
                false
            }
        }
    }

    /// Makes an edit and says so with an "Undo" beside it.
    pub fn act_and_say(self, op: Op, done: impl Into<String>) -> bool {
        let made = self.act(op);
        if made {
            self.put_notice(done.into(), false, true);
        }
        made
    }

    /// Takes the last edit back.
    pub fn undo(self) {
        let host = self.host();
        let answer = (0..self.undo_steps()).fold(None, |_, _| Some(host.undo()));
        self.step_in_history(answer.unwrap_or(Ok(None)), "Undone", "Nothing to undo.");
    }
    /// Makes it again.
    pub fn redo(self) {
        let host = self.host();
        let answer = (0..self.redo_steps()).fold(None, |_, _| Some(host.redo()));
        self.step_in_history(answer.unwrap_or(Ok(None)), "Done again", "Nothing to redo.");
    }
    fn step_in_history(self, answer: Result<Option<Op>, Refusal>, did: &str, nothing: &str) {
        match answer {
            Ok(Some(op)) => {
                let what = self.plan(|plan| crate::format::op_sentence(plan, &op));
                self.say(format!("{did}: {what}"));
            }
            Ok(None) => self.say(nothing.to_owned()),
            Err(refusal) => self.warn(refusal.to_string()),
        }
        self.history.set(self.host().can_undo_redo());
    }

    /// Says something once, politely.
    pub fn say(self, text: impl Into<String>) {
        self.put_notice(text.into(), false, false);
    }
    /// Says that something was not accepted.
    pub fn warn(self, text: impl Into<String>) {
        self.put_notice(text.into(), true, false);
    }
    fn put_notice(self, text: String, urgent: bool, undo: bool) {
        let number = self
            .notice
            .with_untracked(|last| last.as_ref().map_or(0, |n| n.number + 1));
        self.notice.set(Some(Notice {
            number,
            text,
            urgent,
            undo,
        }));
        let milliseconds = if urgent { 12_000 } else { 6_000 };
        self.host().after(
            milliseconds,
            Box::new(move || {
                self.notice.update(|now| {
                    if now.as_ref().is_some_and(|n| n.number == number) {
                        *now = None;
                    }
                });
            }),
        );
    }
    /// What is being said; followed.
    pub fn notice(self) -> Option<Notice> {
        self.notice.get()
    }
    /// Takes the notice away.
    pub fn dismiss_notice(self) {
        self.notice.set(None);
    }

    /// The sheet, dialog or palette that lies over the page; followed.
    pub fn overlay(self) -> Option<Overlay> {
        self.overlay.get()
    }
    /// Opens one.
    pub fn open(self, overlay: Overlay) {
        if !self.is_covered() {
            self.opener.set_value(focus::held());
        }
        self.overlay.set(Some(overlay));
    }
    /// Closes it and gives the focus back.
    pub fn close(self) {
        if self.is_covered() {
            self.overlay.set(None);
            focus::give_back(self.opener.try_update_value(Option::take).flatten());
        }
    }
    /// Whether one lies over the page, without following.
    pub fn is_covered(self) -> bool {
        self.overlay.with_untracked(Option::is_some)
    }

    /// Follows one row.
    pub fn track(self, at: Ref) {
        self.wakes.with_value(|wakes| wakes.row(at).track());
    }
    /// Follows which rows of a kind hang below something, and their order; `None` = all of the kind.
    pub fn track_list(self, kind: Kind, below: Option<Uuid>) {
        self.wakes
            .with_value(|wakes| wakes.list(kind, below).track());
    }
    /// Follows the derived numbers of a Key Result, Objective or Cycle.
    pub fn track_number(self, at: Ref) {
        self.wakes.with_value(|wakes| wakes.number(at).track());
    }

    /// A live row, followed.
    pub fn row<T: Record + Send + Sync>(self, id: Id<T>) -> Memo<Option<Arc<Row<T>>>> {
        Memo::new(move |_| {
            self.track(id.at());
            self.plan(|plan| plan.live(id).cloned())
        })
    }

    /// A list of rows, followed by the kind and what they hang below.
    pub fn list<T, F>(self, below: Option<Uuid>, read: F) -> Memo<Vec<Id<T>>>
    where
        T: Record + Send + Sync,
        F: Fn(&Plan) -> Vec<Id<T>> + Send + Sync + 'static,
    {
        Memo::new(move |_| {
            self.track_list(T::KIND, below);
            self.plan(&read)
        })
    }
}
