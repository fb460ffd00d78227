//! A store in one SQLite file: write-ahead log, every commit synced to the disk, one writer.

mod accounts;
mod file;
mod log;
mod sql;

pub use file::{Claim, Restored, backup, restore};

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use model::Ref;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sync::message::Epoch;
use uuid::Uuid;

use crate::{
    Account, Answer, Commit, Digest, Invitation, Loaded, LogEntry, Outcomes, Page, Range, Session,
    Store, StoreError, Summary, Token,
};

/// One file, a pool of one for writing and a pool for reading.
#[derive(Clone, Debug)]
pub struct Sqlite {
    write: SqlitePool,
    read: SqlitePool,
    path: PathBuf,
}

/// How long a writer waits for another process that holds the file.
const BUSY: Duration = Duration::from_secs(10);

impl Sqlite {
    /// Opens a file, making it and its tables when they are missing.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = options(path).create_if_missing(true);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone())
            .await
            .map_err(|error| file::unusable(path, error))?;
        sqlx::migrate!("migrations/sqlite").run(&write).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(4)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(
                options
                    .create_if_missing(false)
                    .pragma("query_only", "true"),
            )
            .await?;
        Ok(Self {
            write,
            read,
            path: path.to_owned(),
        })
    }

    /// Opens a file that must be there already; nothing is made.
    pub async fn open_existing(path: &Path) -> Result<Self, StoreError> {
        if !path.is_file() {
            let why = format!("There is no database at {}.", path.display());
            return Err(StoreError::File { why });
        }
        Self::open(path).await
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes what is pending into the file and lets go of it.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

/// What every connection wants: WAL, and a commit that has reached the disk.
fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY)
        .foreign_keys(true)
}

impl Store for Sqlite {
    fn workspaces(&self) -> Answer<'_, Vec<Summary>> {
        Box::pin(log::workspaces(self))
    }
    fn found(&self, workspace: Uuid, epoch: Epoch) -> Answer<'_, ()> {
        Box::pin(log::found(self, workspace, epoch))
    }
    fn load(&self, workspace: Uuid) -> Answer<'_, Loaded> {
        Box::pin(log::load(self, workspace))
    }
    fn commit(&self, workspace: Uuid, commit: Commit) -> Answer<'_, ()> {
        Box::pin(log::commit(self, workspace, commit))
    }
    fn pull(&self, workspace: Uuid, ranges: Vec<Range>) -> Answer<'_, Page> {
        Box::pin(log::pull(self, workspace, ranges))
    }
    fn outcomes(&self, workspace: Uuid, ops: BTreeSet<Uuid>) -> Answer<'_, Outcomes> {
        Box::pin(log::outcomes(self, workspace, ops))
    }
    fn history(&self, workspace: Uuid, at: Ref, limit: u32) -> Answer<'_, Vec<LogEntry>> {
        Box::pin(log::history(self, workspace, at, limit))
    }
    fn log(&self, workspace: Uuid, after: u64, limit: u32) -> Answer<'_, Vec<LogEntry>> {
        Box::pin(log::log(self, workspace, after, limit))
    }
    fn renew(&self, workspace: Uuid, epoch: Epoch) -> Answer<'_, ()> {
        Box::pin(log::renew(self, workspace, epoch))
    }

    fn add_account(&self, account: Account) -> Answer<'_, ()> {
        Box::pin(accounts::add(self, account))
    }
    fn account_by_email(&self, email: String) -> Answer<'_, Option<Account>> {
        Box::pin(accounts::by_email(self, email))
    }
    fn first_account(&self) -> Answer<'_, Option<Account>> {
        Box::pin(accounts::first(self))
    }
    fn account(&self, person: Uuid) -> Answer<'_, Option<Account>> {
        Box::pin(accounts::by_person(self, person))
    }

    fn add_session(&self, session: Session) -> Answer<'_, ()> {
        Box::pin(accounts::add_session(self, session))
    }
    fn session(&self, digest: Digest, now: Timestamp) -> Answer<'_, Option<Session>> {
        Box::pin(accounts::session(self, digest, now))
    }
    fn end_session(&self, digest: Digest, now: Timestamp) -> Answer<'_, ()> {
        Box::pin(accounts::end_session(self, digest, now))
    }

    fn add_token(&self, token: Token) -> Answer<'_, ()> {
        Box::pin(accounts::add_token(self, token))
    }
    fn token(&self, digest: Digest) -> Answer<'_, Option<Token>> {
        Box::pin(accounts::token(self, digest))
    }
    fn tokens(&self, workspace: Uuid) -> Answer<'_, Vec<Token>> {
        Box::pin(accounts::tokens(self, workspace))
    }
    fn revoke_token(&self, workspace: Uuid, id: Uuid, now: Timestamp) -> Answer<'_, bool> {
        Box::pin(accounts::revoke_token(self, workspace, id, now))
    }
    fn use_token(&self, digest: Digest, now: Timestamp) -> Answer<'_, ()> {
        Box::pin(accounts::use_token(self, digest, now))
    }

    fn add_invitation(&self, invitation: Invitation) -> Answer<'_, ()> {
        Box::pin(accounts::add_invitation(self, invitation))
    }
    fn invitation(&self, digest: Digest) -> Answer<'_, Option<Invitation>> {
        Box::pin(accounts::invitation(self, digest))
    }
    fn accept(&self, digest: Digest, account: Account, now: Timestamp) -> Answer<'_, ()> {
        Box::pin(accounts::accept(self, digest, account, now))
    }
    fn unaccept(&self, digest: Digest, person: Uuid) -> Answer<'_, ()> {
        Box::pin(accounts::unaccept(self, digest, person))
    }
}
