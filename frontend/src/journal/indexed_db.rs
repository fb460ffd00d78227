//! The journal in the browser's own database.

use std::cell::RefCell;
use std::rc::Rc;

use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use sync::record::{Entry, Record, STATE, Shelf};
use uuid::Uuid;
use wasm_bindgen::prelude::*;

use super::{CLIENT, Fault, IDENTITY, NEXT, SHELVES, TERM, name};

/// Counts up with every shelf that is added; a shelf is never taken away.
const VERSION: u32 = 1;

/// A database of one person in one workspace.
pub struct IndexedDb {
    name: String,
    /// The open connection. A newer build in another tab closes it for an upgrade; the next use opens it
    /// again, whatever the version is then: shelves only get added.
    connection: Rc<RefCell<Option<Database>>>,
}

impl IndexedDb {
    /// Opens it, making what is missing.
    pub async fn open(name: &str) -> Result<Self, Fault> {
        let this = Self {
            name: name.into(),
            connection: Rc::default(),
        };
        // Some private windows open a database and then refuse to write.
        let database = this.database().await?;
        let transaction = begin(&database, &[IDENTITY], TransactionDurability::Relaxed)?;
        commit(transaction).await?;
        Ok(this)
    }

    async fn database(&self) -> Result<Database, Fault> {
        let open = self.connection.borrow().clone();
        if let Some(database) = open {
            return Ok(database);
        }
        let made = Database::open(self.name.as_str())
            .with_version(VERSION)
            .with_on_upgrade_needed(|_, database| {
                let there: Vec<String> = database.object_store_names().collect();
                for shelf in SHELVES.map(name).into_iter().chain([IDENTITY]) {
                    if !there.iter().any(|name| name == shelf) {
                        database.create_object_store(shelf).build()?;
                    }
                }
                Ok(())
            })
            .await;
        let database = match made {
            Ok(database) => database,
            // A newer build was here: its shelves include ours.
            Err(_) => Database::open(self.name.as_str())
                .await
                .map_err(unavailable)?,
        };
        self.let_go_for_upgrades(&database);
        *self.connection.borrow_mut() = Some(database.clone());
        Ok(database)
    }

    /// An open connection would block the upgrade of a newer build in another tab.
    fn let_go_for_upgrades(&self, database: &Database) {
        let connection = Rc::downgrade(&self.connection);
        let let_go = Closure::<dyn FnMut()>::new(move || {
            if let Some(open) = connection
                .upgrade()
                .and_then(|cell| cell.borrow_mut().take())
            {
                open.close();
            }
        });
        let system = database.as_sys();
        system.set_onversionchange(Some(let_go.as_ref().unchecked_ref()));
        system.set_onclose(Some(let_go.as_ref().unchecked_ref()));
        // It lives as long as the page: a connection is opened once, rarely twice.
        let_go.forget();
    }

    /// Every record of every shelf, from one moment.
    pub async fn load(&self) -> Result<Vec<Record>, Fault> {
        let database = self.database().await?;
        let transaction = database
            .transaction(SHELVES.map(name))
            .build()
            .map_err(fault)?;
        let mut asked = Vec::with_capacity(SHELVES.len());
        for shelf in SHELVES {
            let store = transaction.object_store(name(shelf)).map_err(fault)?;
            // All requests are under way before the first is awaited.
            let keys = store.get_all_keys::<String>().primitive().map_err(fault)?;
            let values = store.get_all::<String>().primitive().map_err(fault)?;
            asked.push((shelf, keys, values));
        }
        let mut all = Vec::new();
        for (shelf, keys, values) in asked {
            let keys = keys.await.map_err(fault)?;
            let values = values.await.map_err(fault)?;
            // A record that is no text is not ours; leaving it out is better than not starting.
            let pairs = keys
                .zip(values)
                .filter_map(|(key, value)| Some((key.ok()?, value.ok()?)));
            all.extend(pairs.map(|(key, value)| Record {
                shelf,
                key,
                value: Some(value),
            }));
        }
        Ok(all)
    }

    /// Writes to *mine*: returns when the disk has it.
    pub async fn keep(&self, records: &[Record]) -> Result<(), Fault> {
        let database = self.database().await?;
        let names: Vec<&str> = shelves_of(records).into_iter().map(name).collect();
        let transaction = begin(&database, &names, TransactionDurability::Strict)?;
        write(&transaction, records)?;
        commit(transaction).await
    }

    /// Gives keys to new edits and writes them, in one transaction.
    pub async fn append(&self, entries: &[Entry]) -> Result<Vec<u64>, Fault> {
        let database = self.database().await?;
        let names = [IDENTITY, name(Shelf::Outbox)];
        let transaction = begin(&database, &names, TransactionDurability::Strict)?;
        let first = number(&transaction, IDENTITY, NEXT).await?.unwrap_or(1);
        let keys: Vec<u64> = (first..).take(entries.len()).collect();
        put(
            &transaction,
            IDENTITY,
            NEXT,
            &(first + entries.len() as u64).to_string(),
        )?;
        let records = entries
            .iter()
            .zip(&keys)
            .map(|(entry, key)| entry.record(*key));
        write(&transaction, &records.collect::<Vec<_>>())?;
        commit(transaction).await?;
        Ok(keys)
    }

    /// Writes base as the leader of `term`. Base can be fetched again, so it need not wait for the disk.
    pub async fn follow(&self, term: u64, fresh: bool, records: &[Record]) -> Result<(), Fault> {
        let database = self.database().await?;
        let names = [name(Shelf::Row), name(Shelf::Base)];
        let transaction = begin(&database, &names, TransactionDurability::Relaxed)?;
        if number(&transaction, name(Shelf::Base), TERM)
            .await?
            .unwrap_or(0)
            > term
        {
            return Err(Fault::Fenced);
        }
        if fresh {
            let rows = transaction.object_store(name(Shelf::Row)).map_err(fault)?;
            rows.clear().map_err(fault)?;
            let base = transaction.object_store(name(Shelf::Base)).map_err(fault)?;
            base.delete::<&str, _>(KeyRange::Only(STATE))
                .primitive()
                .map_err(fault)?;
        }
        write(&transaction, records)?;
        commit(transaction).await
    }

    /// Becomes the leader.
    pub async fn take_term(&self) -> Result<u64, Fault> {
        let database = self.database().await?;
        let transaction = begin(
            &database,
            &[name(Shelf::Base)],
            TransactionDurability::Strict,
        )?;
        let term = number(&transaction, name(Shelf::Base), TERM)
            .await?
            .unwrap_or(0)
            + 1;
        put(&transaction, name(Shelf::Base), TERM, &term.to_string())?;
        commit(transaction).await?;
        Ok(term)
    }

    /// Who this device is; made on first use.
    pub async fn client(&self, fresh: Uuid) -> Result<Uuid, Fault> {
        let database = self.database().await?;
        let transaction = begin(&database, &[IDENTITY], TransactionDurability::Strict)?;
        if let Some(kept) = text(&transaction, IDENTITY, CLIENT).await?
            && let Ok(kept) = kept.parse()
        {
            return Ok(kept);
        }
        put(&transaction, IDENTITY, CLIENT, &fresh.to_string())?;
        commit(transaction).await?;
        Ok(fresh)
    }
}

fn shelves_of(records: &[Record]) -> Vec<Shelf> {
    let mut shelves: Vec<Shelf> = records.iter().map(|record| record.shelf).collect();
    shelves.sort();
    shelves.dedup();
    shelves
}

fn begin<'a>(
    database: &'a Database,
    names: &[&str],
    durability: TransactionDurability,
) -> Result<Transaction<'a>, Fault> {
    database
        .transaction(names.to_vec())
        .with_mode(TransactionMode::Readwrite)
        .with_options(TransactionOptions::new().with_durability(durability))
        .build()
        .map_err(fault)
}

async fn text(
    transaction: &Transaction<'_>,
    shelf: &str,
    key: &str,
) -> Result<Option<String>, Fault> {
    let store: ObjectStore<'_> = transaction.object_store(shelf).map_err(fault)?;
    let request = store
        .get::<String, &str, _>(KeyRange::Only(key))
        .primitive()
        .map_err(fault)?;
    request.await.map_err(fault)
}

async fn number(
    transaction: &Transaction<'_>,
    shelf: &str,
    key: &str,
) -> Result<Option<u64>, Fault> {
    Ok(text(transaction, shelf, key)
        .await?
        .and_then(|text| text.parse().ok()))
}

fn put(transaction: &Transaction<'_>, shelf: &str, key: &str, value: &str) -> Result<(), Fault> {
    let store = transaction.object_store(shelf).map_err(fault)?;
    store
        .put(value)
        .with_key(key)
        .without_key_type()
        .primitive()
        .map(drop)
        .map_err(fault)
}

/// Puts every change under way; the transaction's commit tells whether all of them held.
fn write(transaction: &Transaction<'_>, records: &[Record]) -> Result<(), Fault> {
    for shelf in shelves_of(records) {
        let store = transaction.object_store(name(shelf)).map_err(fault)?;
        for record in records.iter().filter(|record| record.shelf == shelf) {
            let key = record.key.as_str();
            match &record.value {
                Some(value) => {
                    let put = store.put(value.as_str()).with_key(key).without_key_type();
                    put.primitive().map_err(fault)?;
                }
                None => {
                    store
                        .delete::<&str, _>(KeyRange::Only(key))
                        .primitive()
                        .map_err(fault)?;
                }
            }
        }
    }
    Ok(())
}

async fn commit(transaction: Transaction<'_>) -> Result<(), Fault> {
    let system = transaction.as_sys().clone();
    match transaction.commit().await {
        Ok(()) => Ok(()),
        // The reason of an abort stands on the transaction, not in its event.
        Err(error) => Err(match system.error() {
            Some(reason) => named(&reason.name(), &reason.message()),
            None => fault(error),
        }),
    }
}

fn fault(error: Error) -> Fault {
    match &error {
        Error::DomException(DomException::Other(inner)) => named(&inner.name(), &inner.message()),
        other => unavailable(other),
    }
}

fn named(name: &str, message: &str) -> Fault {
    match name {
        "QuotaExceededError" => Fault::Full,
        _ => Fault::Unavailable(format!("{name}: {message}")),
    }
}

fn unavailable(error: impl std::fmt::Display) -> Fault {
    Fault::Unavailable(error.to_string())
}
