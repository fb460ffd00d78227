//! Rows and logs that survive a power cut. One trait, `Store`; `Memory` says what it means and
//! `Sqlite` keeps it on a disk. Deciding what a change means is the business of `sync` and `model`.

pub mod account;
pub mod check;
pub mod commit;
pub mod error;
pub mod memory;
pub mod sqlite;

mod spell;

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;

pub use account::{Account, Digest, Invitation, Session, Token};
pub use check::{Report, examine};
pub use commit::{
    AuthorWrite, ClientWrite, Commit, Grant, Loaded, LogEntry, Outcome, Page, Range, RowWrite,
    Summary, Waiting,
};
pub use error::StoreError;
pub use memory::Memory;
pub use sqlite::Sqlite;

use jiff::Timestamp;
use model::Ref;
use sync::message::Epoch;
use uuid::Uuid;

/// What a store answers with: a boxed future, so that a server can hold any store.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// Answers by operation.
pub type Outcomes = BTreeMap<Uuid, Outcome>;

/// Keeps one installation's workspaces, accounts and logs. Whatever was answered `Ok` is durable.
pub trait Store: Send + Sync + 'static {
    /// The workspaces in here, by identity.
    fn workspaces(&self) -> Answer<'_, Vec<Summary>>;
    /// Makes an empty workspace with its first epoch; `Taken` when it exists.
    fn found(&self, workspace: Uuid, epoch: Epoch) -> Answer<'_, ()>;
    /// Everything a server needs in memory to decide: rows, devices, who holds what.
    fn load(&self, workspace: Uuid) -> Answer<'_, Loaded>;
    /// Writes a group of decisions: all of it or nothing, and durable when answered.
    /// `Behind` when the head is not where the commit expects it.
    fn commit(&self, workspace: Uuid, commit: Commit) -> Answer<'_, ()>;
    /// Rows newer than the ranges ask for, all from one moment.
    fn pull(&self, workspace: Uuid, ranges: Vec<Range>) -> Answer<'_, Page>;
    /// What was answered to these operations; those that never came are left out.
    fn outcomes(&self, workspace: Uuid, ops: BTreeSet<Uuid>) -> Answer<'_, Outcomes>;
    /// The accepted operations that touched a row, newest first.
    fn history(&self, workspace: Uuid, at: Ref, limit: u32) -> Answer<'_, Vec<LogEntry>>;
    /// The accepted operations after a sequence number, in order.
    fn log(&self, workspace: Uuid, after: u64, limit: u32) -> Answer<'_, Vec<LogEntry>>;
    /// Starts a new epoch: every device rebuilds its copy and offers its recent changes again.
    fn renew(&self, workspace: Uuid, epoch: Epoch) -> Answer<'_, ()>;

    /// Adds an account; `Taken` when its address is in use.
    fn add_account(&self, account: Account) -> Answer<'_, ()>;
    /// The account behind an address, compared without case.
    fn account_by_email(&self, email: String) -> Answer<'_, Option<Account>>;
    /// The account that was made first: the owner's, once there is one.
    fn first_account(&self) -> Answer<'_, Option<Account>>;
    /// The account of a person.
    fn account(&self, person: Uuid) -> Answer<'_, Option<Account>>;

    /// Opens a session.
    fn add_session(&self, session: Session) -> Answer<'_, ()>;
    /// The session behind a cookie, unless it expired.
    fn session(&self, digest: Digest, now: Timestamp) -> Answer<'_, Option<Session>>;
    /// Ends a session; forgets the expired ones too.
    fn end_session(&self, digest: Digest, now: Timestamp) -> Answer<'_, ()>;

    /// Keeps an embed token.
    fn add_token(&self, token: Token) -> Answer<'_, ()>;
    /// The token behind a secret, expired and revoked ones too.
    fn token(&self, digest: Digest) -> Answer<'_, Option<Token>>;
    /// The tokens of a workspace, newest first.
    fn tokens(&self, workspace: Uuid) -> Answer<'_, Vec<Token>>;
    /// Revokes a token; `false` when there is none that could be revoked.
    fn revoke_token(&self, workspace: Uuid, id: Uuid, now: Timestamp) -> Answer<'_, bool>;
    /// Remembers when a token was used last.
    fn use_token(&self, digest: Digest, now: Timestamp) -> Answer<'_, ()>;

    /// Keeps an invitation.
    fn add_invitation(&self, invitation: Invitation) -> Answer<'_, ()>;
    /// The invitation behind a link, used and expired ones too.
    fn invitation(&self, digest: Digest) -> Answer<'_, Option<Invitation>>;
    /// Marks an invitation as used and adds the account, both or neither; `Taken` when another
    /// was faster or the address is in use.
    fn accept(&self, digest: Digest, account: Account, now: Timestamp) -> Answer<'_, ()>;
    /// Takes an acceptance back: its operation was refused after all.
    fn unaccept(&self, digest: Digest, person: Uuid) -> Answer<'_, ()>;
}
