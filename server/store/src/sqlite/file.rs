//! The file as a whole: claiming it, copying it while it is in use, putting a copy back.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection, Row};

use super::{Sqlite, options};
use sync::message::Epoch;

use crate::StoreError;

/// The right to decide what changes in a file: one process at a time. Let go when dropped, and by
/// the operating system when the process dies.
#[derive(Debug)]
pub struct Claim {
    _lock: File,
}

impl Sqlite {
    /// Claims a file for a process that writes. Refused while another holds it.
    pub fn claim(path: &Path) -> Result<Claim, StoreError> {
        let beside = suffixed(path, ".lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&beside)
            .map_err(|error| unusable(path, error))?;
        match lock.try_lock() {
            Ok(()) => Ok(Claim { _lock: lock }),
            Err(TryLockError::WouldBlock) => {
                let why = format!(
                    "{} is in use by another throughline process. Stop that one first.",
                    path.display()
                );
                Err(StoreError::File { why })
            }
            Err(TryLockError::Error(error)) => Err(unusable(path, error)),
        }
    }

    /// What SQLite itself finds wrong with the file; empty when nothing is.
    pub async fn integrity(&self) -> Result<Vec<String>, StoreError> {
        integrity(&mut *self.read.acquire().await?).await
    }
}

/// Copies a database to a new file, whole and of one moment, while a server may be writing to it.
/// The copy appears under its name only when it is complete.
pub async fn backup(from: &Path, to: &Path) -> Result<(), StoreError> {
    existing(from)?;
    if to.exists() {
        let why = format!("{} exists already. Choose another name.", to.display());
        return Err(StoreError::File { why });
    }
    let part = suffixed(to, ".part");
    remove(&part)?;
    let mut source = options(from).create_if_missing(false).connect().await?;
    sqlx::query("vacuum into ?1")
        .bind(part.to_string_lossy().into_owned())
        .execute(&mut source)
        .await?;
    source.close().await?;
    settle(&part, to)
}

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Where the database that stood there went, when there was one.
    pub set_aside: Option<PathBuf>,
    /// How many workspaces are in it now.
    pub workspaces: u64,
}

/// Puts a backup in the place of a database, with a new epoch, so that every device rebuilds its
/// copy and offers its recent changes again. What stood there is set aside, not deleted.
/// Refused while a server uses the database.
pub async fn restore(from: &Path, to: &Path, epoch: Epoch) -> Result<Restored, StoreError> {
    existing(from)?;
    let _claim = Sqlite::claim(to)?;
    let part = suffixed(to, ".part");
    remove(&part)?;
    fs::copy(from, &part).map_err(|error| unusable(from, error))?;
    let workspaces = renew(&part, epoch).await.inspect_err(|_| {
        // The half-made copy is of no use to anybody; the cause is what gets reported.
        let _ = fs::remove_file(&part);
    })?;
    let set_aside = if to.exists() {
        Some(set_aside(to)?)
    } else {
        None
    };
    settle(&part, to)?;
    Ok(Restored {
        set_aside,
        workspaces,
    })
}

/// Verifies a copy and gives its workspaces a new epoch.
async fn renew(path: &Path, epoch: Epoch) -> Result<u64, StoreError> {
    let mut copy: SqliteConnection = SqliteConnectOptions::new()
        .filename(path)
        .connect()
        .await
        .map_err(|error| unusable(path, error))?;
    let wrong = integrity(&mut copy).await?;
    if let Some(first) = wrong.first() {
        let why = format!("The backup is damaged and was not restored: {first}");
        return Err(StoreError::File { why });
    }
    sqlx::query("pragma journal_mode = delete")
        .execute(&mut copy)
        .await?;
    let done = sqlx::query("update workspace set epoch = ?1")
        .bind(epoch.to_string())
        .execute(&mut copy)
        .await
        .map_err(|_| StoreError::File {
            why: "This is not a backup of Throughline.".into(),
        })?;
    copy.close().await?;
    Ok(done.rows_affected())
}

async fn integrity(on: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let lines = sqlx::query("pragma integrity_check").fetch_all(on).await?;
    let lines: Result<Vec<String>, _> = lines.iter().map(|line| line.try_get(0)).collect();
    Ok(lines?.into_iter().filter(|line| line != "ok").collect())
}

/// Moves a database with its companions to the first free name beside it.
fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let free = |n: &u32| !suffixed(path, &format!(".before-restore-{n}")).exists();
    let number = (1..).find(free).unwrap_or_default();
    let aside = suffixed(path, &format!(".before-restore-{number}"));
    for companion in ["-wal", "-shm", ""] {
        let here = suffixed(path, companion);
        if here.exists() {
            fs::rename(&here, suffixed(&aside, companion))
                .map_err(|error| unusable(path, error))?;
        }
    }
    Ok(aside)
}

/// Gives a complete file its name, durably: contents first, then the name.
fn settle(part: &Path, name: &Path) -> Result<(), StoreError> {
    let settle = || {
        File::open(part)?.sync_all()?;
        fs::rename(part, name)?;
        match name.parent().filter(|it| !it.as_os_str().is_empty()) {
            Some(folder) => File::open(folder)?.sync_all(),
            None => File::open(".")?.sync_all(),
        }
    };
    settle().map_err(|error| unusable(name, error))
}

fn existing(path: &Path) -> Result<(), StoreError> {
    if path.is_file() {
        return Ok(());
    }
    Err(StoreError::File {
        why: format!("There is no database at {}.", path.display()),
    })
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unusable(path, error)),
        _ => Ok(()),
    }
}

/// A sentence about a file that cannot be used.
pub(super) fn unusable(path: &Path, error: impl std::fmt::Display) -> StoreError {
    StoreError::File {
        why: format!("{} cannot be used: {error}.", path.display()),
    }
}

/// A path with something after its last letter.
fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
