//! The engine among the other tabs of this device.

use std::rc::Rc;

use sync::record::Record;
use sync::{Replica, Timer};
use wasm_bindgen_futures::spawn_local;

use super::{Engine, Talk};
use crate::device::{self, window};
use crate::tabs::{ASK_EVERY, Action, Channel, Lock, Said};

/// How long a tab without locks listens for a leader before it takes over at the start.
const LISTEN_FIRST: u32 = 1_500;

impl Engine {
    pub(super) fn join_tabs(self: &Rc<Self>) {
        let this = self.weak();
        let channel = Channel::join(&self.name, device::new_id(), move |said| {
            if let Some(this) = this.upgrade() {
                this.heard(said);
            }
        });
        *self.channel.borrow_mut() = channel;
        self.tell_tabs(Said::Ask);
    }

    /// Queues for leadership.
    pub(super) fn stand_for_leader(self: &Rc<Self>) {
        if !self.ask_for_lock(false) {
            let this = self.weak();
            device::after(LISTEN_FIRST, move || {
                if let Some(this) = this.upgrade() {
                    let alone = !this.watch.borrow().knows_leader();
                    if alone {
                        this.take_over();
                    }
                }
            });
        }
        self.tick();
    }

    /// Whether this browser has locks.
    fn ask_for_lock(self: &Rc<Self>, steal: bool) -> bool {
        let (held, lost) = (self.weak(), self.weak());
        let lock = Lock::wait(
            &self.name,
            steal,
            move || {
                if let Some(this) = held.upgrade() {
                    this.take_over();
                }
            },
            move || {
                if let Some(this) = lost.upgrade() {
                    this.step_down();
                    if !this.closed.get() {
                        this.ask_for_lock(false);
                    }
                }
            },
        );
        let has = lock.is_some();
        if has {
            *self.lock.borrow_mut() = lock;
        }
        has
    }

    /// Raises the term, and leads when no other was faster.
    fn take_over(self: &Rc<Self>) {
        let this = self.clone();
        spawn_local(async move {
            if this.closed.get() {
                return;
            }
            let term = match this.journal.take_term().await {
                Ok(term) => term,
                Err(fault) => return this.say_once(fault.to_string()),
            };
            this.watch.borrow_mut().took(term);
            if this.watch.borrow().leads() == Some(term) {
                this.tell_tabs(Said::Lead { term });
                this.act(|replica| replica.lead(term));
                this.keep_listening();
            }
        });
    }

    /// Another tab leads.
    pub(super) fn step_down(self: &Rc<Self>) {
        self.watch.borrow_mut().step_down(device::milliseconds());
        self.live.take();
        self.act(Replica::follow);
        self.tell_tabs(Said::Ask);
    }

    /// Looks after the leader, for as long as this copy lives.
    fn tick(self: &Rc<Self>) {
        let this = self.weak();
        device::after(ASK_EVERY as u32, move || {
            let Some(this) = this.upgrade().filter(|this| !this.closed.get()) else {
                return;
            };
            let action = this.watch.borrow_mut().look(device::milliseconds());
            match action {
                Action::Rest => {}
                Action::Ask => this.tell_tabs(Said::Ask),
                // A tab that nobody looks at leaves it to one that somebody does.
                Action::TakeOver if hidden() => {}
                Action::TakeOver => {
                    if !this.ask_for_lock(true) {
                        this.take_over();
                    }
                }
            }
            this.tick();
        });
    }

    fn heard(self: &Rc<Self>, said: Said) {
        match said {
            Said::Ask => {
                if let Some(term) = self.watch.borrow().leads() {
                    self.tell_tabs(Said::Lead { term });
                    self.tell_talk();
                }
            }
            Said::Lead { term } => {
                let down = self.watch.borrow_mut().heard(term, device::milliseconds());
                if down {
                    self.step_down();
                }
            }
            Said::Changed { fresh, records } => {
                let known = |(of, key, value): (String, String, Option<String>)| {
                    Some(Record {
                        shelf: shelf(&of)?,
                        key,
                        value,
                    })
                };
                let records: Vec<Record> = records.into_iter().filter_map(known).collect();
                self.act(|replica| replica.changed(fresh, records));
            }
            Said::Reload => self.act(Replica::start),
            Said::Talk {
                offline_since,
                synced_at,
                signed_out,
            } => {
                self.talk.set(Talk {
                    offline_since,
                    synced_at,
                });
                self.session_ended.set(signed_out);
                self.news(app::host::News::Sync);
            }
            Said::Hurry => {
                if self.with(Replica::leads) {
                    self.session_ended.set(false);
                    self.act(Replica::signed_in);
                    self.keep_listening();
                }
            }
        }
    }

    /// What the browser says about the page and the network is a hint to ask, never an answer.
    pub(super) fn watch_device(self: &Rc<Self>) {
        let on = |target: &web_sys::EventTarget, event: &str, act: fn(&Rc<Self>)| {
            let this = self.weak();
            device::hear(target, event, move || {
                if let Some(this) = this.upgrade().filter(|this| !this.closed.get()) {
                    act(&this);
                }
            });
        };
        let window = window();
        on(&window, "online", |this| this.act(Replica::online));
        on(&window, "offline", |this| {
            this.act(|replica| replica.timer(Timer::Poll))
        });
        if let Some(document) = window.document() {
            // A frozen page heard nothing of the other tabs.
            on(&document, "resume", |this| this.act(Replica::start));
            on(&document, "visibilitychange", |this| {
                if !hidden() {
                    this.act(|replica| replica.timer(Timer::Poll));
                    this.keep_listening();
                }
            });
        }
    }
}

fn hidden() -> bool {
    window()
        .document()
        .is_some_and(|document| document.hidden())
}

/// A shelf by its name; a tab of a newer build may name one that is not known here.
fn shelf(of: &str) -> Option<sync::record::Shelf> {
    crate::journal::SHELVES
        .into_iter()
        .find(|shelf| crate::journal::name(*shelf) == of)
}
