//! What the app asks of the place it runs in. The browser end implements `Host`, tests fake it; the
//! app itself knows no clock, network or storage.

use std::future::Future;
use std::pin::Pin;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use model::{AnyRow, Id, Notice, Op, Person, Plan, Ref, Refusal, Role, Workspace};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// An answer that comes later, on this thread.
pub type Later<T> = Pin<Box<dyn Future<Output = Result<T, Trouble>>>>;

/// Why something that needs the server or the device did not happen: a sentence to show.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The server cannot be reached.
    #[error("You are offline. This needs the server; everything you changed is safe here.")]
    Offline,
    /// The server answered with a refusal: its `error` code and `message`.
    #[error("{message}")]
    Refused {
        /// `{"error":"snake_code"}`.
        code: String,
        /// The sentence.
        message: String,
    },
    /// The device does not allow it (clipboard, files, storage).
    #[error("{0}")]
    Device(String),
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Their row in the plan.
    pub person: Id<Person>,
    /// The workspace that they work in.
    pub workspace: Id<Workspace>,
    /// Their name, also before the first pull.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// Who stands before the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Door {
    /// Not known yet: storage and server were not asked.
    #[default]
    Unknown,
    /// Nobody has an account here yet: create the first one.
    FirstRun,
    /// This server holds the demo: enter it.
    Demo,
    /// Somebody has to sign in.
    SignedOut,
    /// Come in. Also offline, from what the device knows.
    Open(Me),
}

/// How the copies stand, for the sync chip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncStatus {
    /// The server cannot be reached since this moment.
    pub offline_since: Option<Timestamp>,
    /// Edits that the server has not acknowledged yet.
    pub waiting: usize,
    /// Edits that it did not accept.
    pub attention: usize,
    /// When this device last knew that it had everything.
    pub synced_at: Option<Timestamp>,
    /// The session ended: nothing is sent before the person signs in again.
    pub signed_out: bool,
    /// The server was not heard of yet, well or ill, since the app was opened.
    pub starting: bool,
}

/// What the host tells: the app wakes just what this names.
#[derive(Clone, Debug)]
pub enum News {
    /// Rows changed (also by undo, by a pull, by another tab), each with what stood there before.
    /// `None` = it is new; a row that is gone is simply not in the plan any more.
    Rows(Vec<(Ref, Option<AnyRow>)>),
    /// The whole plan was replaced: first load, another workspace, a rebuilt base.
    All,
    /// The sync status changed; read it.
    Sync,
    /// The outbox or the attention tray changed; read them.
    Tray,
    /// Somebody signed in or out; read `door`.
    Door,
    /// A new day began; read `today`.
    Day,
    /// The theme changed; read it.
    Theme,
    /// A sentence to show and to read aloud once.
    Notice(String),
    /// A newer build is ready: a reload takes it.
    Update,
}

/// An edit that waits on this device.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Its number on this device.
    pub key: u64,
    /// What it is.
    pub op: Op,
    /// When it was made.
    pub at: Timestamp,
}

/// Why an edit needs attention.
#[derive(Clone, Debug, PartialEq)]
pub enum Concern {
    /// The server refused it.
    Refused(Refusal),
    /// The server could not read it or it was set aside; the sentence says why.
    SetAside(String),
    /// Your edit was made and replaced values that you had not seen.
    Replaced(Vec<Gone>),
    /// A value of yours gave way to another's edit; `Gone::by` is who made it.
    GaveWay(Gone),
}

/// A value that gave way.
#[derive(Clone, Debug, PartialEq)]
pub struct Gone {
    /// In which row.
    pub at: Ref,
    /// Which field.
    pub field: String,
    /// The value that gave way.
    pub was: Value,
    /// What stands there now.
    pub now: Value,
    /// The other person: whose the value was, or who replaced yours; when known.
    pub by: Option<Id<Person>>,
}

/// Names an item of the tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKey {
    /// An edit of this device, by its number.
    Edit(u64),
    /// Something that the server told this person.
    Notice(Id<Notice>),
}

/// One item of the tray *Needs attention*. It stays until the person decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Attention {
    /// Names it for the decision.
    pub key: ItemKey,
    /// What you did; `None` when it is about what another did.
    pub op: Option<Op>,
    /// When it was done.
    pub at: Timestamp,
    /// What stands against it.
    pub concern: Concern,
}

/// What a person decides about an item of the tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Try the same edit again on what stands now.
    Retry,
    /// Let it go.
    Discard,
    /// Put the value that gave way back, as a new edit.
    PutBack,
}

/// What the first owner types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUp {
    /// The workspace's name.
    pub workspace: String,
    /// The owner's name.
    pub name: String,
    /// For signing in.
    pub email: String,
    /// At least ten characters.
    pub password: String,
}

/// What an invited person types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// From the link.
    pub token: String,
    /// Their name.
    pub name: String,
    /// For signing in.
    pub email: String,
    /// At least ten characters.
    pub password: String,
}

/// An invitation to make.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// The role that it gives.
    pub role: Role,
    /// A person row that is to get the account (a placeholder of an import), or a new one.
    pub person: Option<Id<Person>>,
    /// The name, when known.
    pub name: String,
}

/// What an invitation says before it is accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// The workspace's name.
    pub workspace: String,
    /// Who invites.
    pub invited_by: String,
    /// The role that it gives.
    pub role: Role,
    /// The name, when known.
    pub name: String,
}

/// A token to make for other people's pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEmbed {
    /// The Key Result, Objective or Cycle shown.
    pub at: Ref,
    /// What people call it: "Intranet front page".
    pub name: String,
    /// Pages that may frame it; empty means any.
    pub origins: Vec<String>,
}

/// A token as the list shows it. The secret is known only when it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embed {
    /// Names it for revoking.
    pub id: Uuid,
    /// What is shown.
    pub at: Ref,
    /// Its name.
    pub name: String,
    /// Pages that may frame it.
    #[serde(default)]
    pub origins: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
    /// When a page last asked for it.
    pub last_used_at: Option<Timestamp>,
}

/// A token just made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmbedMade {
    /// As the list shows it.
    pub embed: Embed,
    /// The secret part of the address: `/embed/<token>`.
    pub token: String,
}

/// A file that the person chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The place that the app runs in. Everything is on one thread; nothing here waits.
/// While `hear` of `subscribe` runs, `with_plan` must work (the plan is not borrowed mutably).
pub trait Host: 'static {
    // The plan and its edits.
    /// Lends the plan: what the server said with the pending edits on top.
    fn with_plan(&self, read: &mut dyn FnMut(&Plan));
    /// Makes an edit: applied here at once or refused here at once; made durable and sent later.
    fn dispatch(&self, op: Op) -> Result<(), Refusal>;
    /// Takes the last edit of this person back. `Ok(None)`: there is nothing to undo.
    fn undo(&self) -> Result<Option<Op>, Refusal>;
    /// Makes it again.
    fn redo(&self) -> Result<Option<Op>, Refusal>;
    /// Whether there is something to undo, to redo.
    fn can_undo_redo(&self) -> (bool, bool);
    /// Calls back with everything that changes, for as long as the app runs. Once is enough.
    fn subscribe(&self, hear: Box<dyn Fn(News)>);

    // How the copies stand.
    /// For the sync chip.
    fn sync_status(&self) -> SyncStatus;
    /// Asks the server now instead of at the next turn.
    fn sync_now(&self);
    /// What waits on this device, oldest first.
    fn outbox(&self) -> Vec<Waiting>;
    /// What needs attention, oldest first.
    fn attention(&self) -> Vec<Attention>;
    /// Decides about one item. A refused retry leaves the item with the new reason.
    fn decide(&self, key: ItemKey, decision: Decision) -> Result<(), Refusal>;
    /// Offers every unsent edit as a file. Works in any state.
    fn export_unsent(&self) -> Later<()>;

    // Accounts.
    /// Who stands here, as far as known.
    fn door(&self) -> Door;
    /// Signs in.
    fn sign_in(&self, email: String, password: String) -> Later<Me>;
    /// First run: makes the owner's account and the workspace.
    fn sign_up(&self, form: SignUp) -> Later<Me>;
    /// First run: enters the demo workspace.
    fn enter_demo(&self) -> Later<Me>;
    /// Signs out. Unsent edits stay on the device.
    fn sign_out(&self) -> Later<()>;
    /// Makes a link that invites a person; answers with the whole address.
    fn invite(&self, invite: Invite) -> Later<String>;
    /// What the invitation of a link says.
    fn invitation(&self, token: String) -> Later<Invitation>;
    /// Accepts it and signs in.
    fn join(&self, form: Join) -> Later<Me>;

    // Other people's pages.
    /// The tokens of this workspace.
    fn embeds(&self) -> Later<Vec<Embed>>;
    /// Makes one.
    fn make_embed(&self, embed: NewEmbed) -> Later<EmbedMade>;
    /// Revokes one.
    fn revoke_embed(&self, id: Uuid) -> Later<()>;
    /// `https://goals.example.org`: where this app is served, without a slash at the end.
    fn origin(&self) -> String;

    // Clock, randomness, device.
    /// Now.
    fn now(&self) -> Timestamp;
    /// The day where the person is.
    fn today(&self) -> Date;
    /// A moment as the person's clock shows it.
    fn local(&self, at: Timestamp) -> DateTime;
    /// A new identity (UUID version 7).
    fn new_id(&self) -> Uuid;
    /// Calls back once after some milliseconds.
    fn after(&self, milliseconds: u32, call: Box<dyn FnOnce()>);
    /// Lets the person choose a file (`accept` as in HTML); `None` when they changed their mind.
    fn pick_file(&self, accept: &str) -> Later<Option<Picked>>;
    /// Reads a file that was dropped on the page: the event's index in `dataTransfer.files`.
    fn dropped_file(&self, event: leptos::ev::DragEvent) -> Later<Option<Picked>>;
    /// Offers a file to save.
    fn save_file(&self, name: &str, mime: &str, bytes: Vec<u8>);
    /// Offers a picture, given as SVG of so many pixels, to save as PNG, so much larger in percent.
    fn save_png(&self, name: &str, svg: String, size: (u32, u32), percent: u32) -> Later<()>;
    /// Prints these SVG pages, and nothing else of the page.
    fn print(&self, pages: Vec<String>);
    /// Puts text on the clipboard.
    fn copy(&self, text: String) -> Later<()>;
    /// Light or dark.
    fn theme(&self) -> Theme;
    /// Changes it for this device.
    fn set_theme(&self, theme: Theme);
    /// A small preference or draft of this device.
    fn remembered(&self, key: &str) -> Option<String>;
    /// Keeps it; `None` forgets it.
    fn remember(&self, key: &str, value: Option<&str>);
    /// Takes a newer build, after `News::Update`.
    fn reload(&self);
}
