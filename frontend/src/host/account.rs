//! Who sits here: signing in and out, sessions that end, another person on the same device.

use std::rc::Rc;

use app::host::{Door, Later, Me, News, Trouble};
use serde::Serialize;
use wasm_bindgen_futures::spawn_local;

use super::{Browser, PREFIX, trouble};
use crate::device;
use crate::engine::Engine;
use crate::transport::{self, Failure};

/// Who was here last, so that the app opens without a network.
const ACCOUNT: &str = "account";
/// Everybody whose edits this device may still have, as names of databases.
const DATABASES: &str = "databases";

impl Browser {
    /// Opens the door: at once for whoever was here last, and then as the server says.
    pub fn begin(self: &Rc<Self>) {
        let this = Rc::downgrade(self);
        device::hear(&device::window(), "storage", move || {
            if let Some(this) = this.upgrade() {
                this.look_at_door();
            }
        });
        let this = self.clone();
        spawn_local(async move {
            if let Some(me) = known() {
                this.open(me).await;
            }
            this.ask_who().await;
        });
    }

    /// Asks the server who we are; without an answer, what the device knows holds.
    async fn ask_who(self: &Rc<Self>) {
        let turn = self.turn.get();
        let answer = transport::get::<Me>("me").await;
        if self.turn.get() != turn {
            return;
        }
        match answer {
            Ok(me) => self.open(me).await,
            Err(Failure::SignedOut) => self.shut(Door::SignedOut),
            Err(Failure::Refused { code, .. }) if code == "first_run" => self.shut(Door::FirstRun),
            Err(Failure::Refused { code, .. }) if code == "demo" => self.shut(Door::Demo),
            Err(failure) => {
                if matches!(*self.door.borrow(), Door::Unknown) {
                    self.ask_again(failure);
                }
            }
        }
    }

    /// Nobody was here before and the server is silent: says so and asks again.
    fn ask_again(self: &Rc<Self>, failure: Failure) {
        self.set_door(Door::SignedOut);
        self.notice(match failure {
            Failure::Unreachable => {
                "The server cannot be reached. Signing in for the first time needs it.".into()
            }
            other => trouble(other).to_string(),
        });
        let this = self.clone();
        device::after(5_000, move || {
            spawn_local(async move {
                if matches!(*this.door.borrow(), Door::SignedOut) && this.engine().is_none() {
                    this.ask_quietly().await;
                }
            });
        });
    }

    async fn ask_quietly(self: &Rc<Self>) {
        let turn = self.turn.get();
        match transport::get::<Me>("me").await {
            _ if self.turn.get() != turn => {}
            Ok(me) => self.open(me).await,
            Err(Failure::Refused { code, .. }) if code == "first_run" => self.shut(Door::FirstRun),
            Err(Failure::Refused { code, .. }) if code == "demo" => self.shut(Door::Demo),
            Err(Failure::Unreachable | Failure::Later) => {
                let this = self.clone();
                device::after(5_000, move || {
                    spawn_local(async move { this.ask_quietly().await });
                });
            }
            Err(_) => {}
        }
    }

    /// Shows a person's copy. The same person again only wakes the network.
    async fn open(self: &Rc<Self>, me: Me) {
        remember(&me);
        match self.engine() {
            Some(engine) if same(&engine.me, &me) => engine.signed_in(),
            other => {
                if let Some(engine) = other {
                    engine.close();
                }
                let this = Rc::downgrade(self);
                let engine = Engine::open(me.clone(), move |word| {
                    if let Some(this) = this.upgrade() {
                        this.heard(word);
                    }
                })
                .await;
                engine.ready().await;
                *self.engine.borrow_mut() = Some(engine);
                self.news(News::All);
                self.news(News::Tray);
                self.news(News::Sync);
            }
        }
        self.set_door(Door::Open(me));
    }

    /// Closes the copy that is shown. What it keeps stays on the device.
    fn shut(&self, door: Door) {
        if let Some(engine) = self.engine.borrow_mut().take() {
            engine.close();
        }
        self.set_door(door);
        self.news(News::All);
        self.news(News::Sync);
    }

    /// Any way in: the form goes to the server, its answer says who we are.
    pub(super) fn enter(&self, path: &'static str, form: impl Serialize + 'static) -> Later<Me> {
        let this = self.this();
        Box::pin(async move {
            this.turn.set(this.turn.get() + 1);
            let me: Me = transport::post(path, &form).await.map_err(trouble)?;
            this.open(me.clone()).await;
            Ok(me)
        })
    }

    /// Signs out. Unsent edits stay here for the next time; the copy of the server's rows does not,
    /// because whoever sits here next must not read it.
    pub(super) async fn leave(self: &Rc<Self>) -> Result<(), Trouble> {
        self.turn.set(self.turn.get() + 1);
        match transport::tell("sign_out", &serde_json::json!({})).await {
            Ok(()) | Err(Failure::SignedOut) => {}
            // Without the server the session would stay open in this browser.
            Err(failure) => return Err(trouble(failure)),
        }
        device::remember(&format!("{PREFIX}{ACCOUNT}"), None);
        if let Some(engine) = self.engine() {
            engine.close();
            if let Err(fault) = engine.forget_base().await {
                self.notice(fault.to_string());
            }
        }
        self.shut(Door::SignedOut);
        Ok(())
    }

    /// The session ended while somebody works: nothing is taken from the screen.
    pub(super) fn session_ended(&self) {
        self.notice(
            "Your session has ended. You can go on working: edits are kept on this device until you \
             sign in again, above.",
        );
    }

    /// Something in the small memory changed in another tab: perhaps it signed in or out.
    fn look_at_door(self: &Rc<Self>) {
        let known = known();
        let here = self.engine().map(|engine| engine.me.clone());
        let stays = match (&known, &here) {
            (Some(known), Some(here)) => same(known, here),
            (None, None) => true,
            _ => false,
        };
        if stays {
            return;
        }
        self.turn.set(self.turn.get() + 1);
        let this = self.clone();
        spawn_local(async move {
            match known {
                Some(me) => this.open(me).await,
                None => this.shut(Door::SignedOut),
            }
        });
    }
}

fn same(one: &Me, other: &Me) -> bool {
    one.person == other.person && one.workspace == other.workspace
}

fn known() -> Option<Me> {
    serde_json::from_str(&device::remembered(&format!("{PREFIX}{ACCOUNT}"))?).ok()
}

fn remember(me: &Me) {
    if let Ok(text) = serde_json::to_string(me) {
        // When the browser forgets, the person signs in again; the edits are elsewhere.
        device::remember(&format!("{PREFIX}{ACCOUNT}"), Some(&text));
    }
    let mut names = databases();
    let name = crate::engine::database(me);
    if !names.contains(&name) {
        names.push(name);
        device::remember(&format!("{PREFIX}{DATABASES}"), Some(&names.join(" ")));
    }
}

/// The databases of everybody who was here.
pub(super) fn databases() -> Vec<String> {
    let text = device::remembered(&format!("{PREFIX}{DATABASES}")).unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}
