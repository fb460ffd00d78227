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
use uuid::Uuid;
use wasm_bindgen::prelude::*;

use super::{CLIENT, Change, Fault, NEXT, Shelf, TERM, number_key};

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
        let this = Self { name: name.into(), connection: Rc::default() };
        // Some private windows open a database and then refuse to write.
        let database = this.database().await?;
        let transaction = begin(&database, &[Shelf::Identity], TransactionDurability::Relaxed)?;
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
                for shelf in Shelf::ALL {
                    if !there.iter().any(|name| name == shelf.name()) {
                        database.create_object_store(shelf.name()).build()?;
                    }
                }
                Ok(())
            })
            .await;
        let database = match made {
            Ok(database) => database,
            // A newer build was here: its shelves include ours.
            Err(_) => Database::open(self.name.as_str()).await.map_err(unavailable)?,
        };
        self.let_go_for_upgrades(&database);
        *self.connection.borrow_mut() = Some(database.clone());
        Ok(database)
    }

    /// An open connection would block the upgrade of a newer build in another tab.
    fn let_go_for_upgrades(&self, database: &Database) {
        let connection = Rc::downgrade(&self.connection);
        let let_go = Closure::<dyn FnMut()>::new(move || {
            if let Some(open) = connection.upgrade().and_then(|cell| cell.borrow_mut().take()) {
                open.close();
            }
        });
        let system = database.as_sys();
        system.set_onversionchange(Some(let_go.as_ref().unchecked_ref()));
        system.set_onclose(Some(let_go.as_ref().unchecked_ref()));
        // It lives as long as the page: a connection is opened once, rarely twice.
        let_go.forget();
    }

    /// Every record of some shelves, from one moment.
    pub async fn read(&self, shelves: &[Shelf]) -> Result<Vec<Vec<(String, String)>>, Fault> {
        let database = self.database().await?;
        let names: Vec<&str> = shelves.iter().map(|shelf| shelf.name()).collect();
        let transaction = database.transaction(names).build().map_err(fault)?;
        let mut all = Vec::with_capacity(shelves.len());
        for shelf in shelves {
            let store = transaction.object_store(shelf.name()).map_err(fault)?;
            // Both requests are under way before the first is awaited.
            let keys = store.get_all_keys::<String>().primitive().map_err(fault)?;
            let values = store.get_all::<String>().primitive().map_err(fault)?;
            let keys = keys.await.map_err(fault)?;
            let values = values.await.map_err(fault)?;
            // A record that is no text is not ours; leaving it out is better than not starting.
            let pairs = keys.zip(values).filter_map(|(key, value)| Some((key.ok()?, value.ok()?)));
            all.push(pairs.collect());
        }
        Ok(all)
    }

    /// Some records of one shelf.
    pub async fn some(
        &self,
        shelf: Shelf,
        keys: &[String],
    ) -> Result<Vec<(String, String)>, Fault> {
        let database = self.database().await?;
        let transaction = database.transaction(shelf.name()).build().map_err(fault)?;
        let store = transaction.object_store(shelf.name()).map_err(fault)?;
        let mut asked = Vec::with_capacity(keys.len());
        for key in keys {
            let only = KeyRange::Only(key.as_str());
            asked.push((key, store.get::<String, &str, _>(only).primitive().map_err(fault)?));
        }
        let mut found = Vec::with_capacity(keys.len());
        for (key, value) in asked {
            if let Some(value) = value.await.map_err(fault)? {
                found.push((key.clone(), value));
            }
        }
        Ok(found)
    }

    /// Writes to *mine*: returns when the disk has it.
    pub async fn keep(&self, changes: &[Change]) -> Result<(), Fault> {
        let database = self.database().await?;
        let names = shelves_of(changes);
        let transaction = begin(&database, &names, TransactionDurability::Strict)?;
        write(&transaction, changes)?;
        commit(transaction).await
    }

    /// Gives numbers to new edits and writes them, in one transaction.
    pub async fn append(
        &self,
        count: u64,
        text: &dyn Fn(u64, u64) -> String,
    ) -> Result<Vec<u64>, Fault> {
        let database = self.database().await?;
        let names = [Shelf::Identity, Shelf::Outbox];
        let transaction = begin(&database, &names, TransactionDurability::Strict)?;
        let first = number(&transaction, Shelf::Identity, NEXT).await?.unwrap_or(1);
        let numbers: Vec<u64> = (first..first + count).collect();
        let mut changes = vec![Change::put(Shelf::Identity, NEXT, (first + count).to_string())];
        changes.extend(numbers.iter().enumerate().map(|(index, number)| {
            Change::put(Shelf::Outbox, number_key(*number), text(index as u64, *number))
        }));
        write(&transaction, &changes)?;
        commit(transaction).await?;
        Ok(numbers)
    }

    /// Writes base as the leader of `term`. Base can be fetched again, so it need not wait for the disk.
    pub async fn follow(&self, term: u64, fresh: bool, changes: &[Change]) -> Result<(), Fault> {
        let database = self.database().await?;
        let names = [Shelf::Row, Shelf::Base];
        let transaction = begin(&database, &names, TransactionDurability::Relaxed)?;
        if number(&transaction, Shelf::Base, TERM).await?.unwrap_or(0) > term {
            return Err(Fault::Fenced);
        }
        if fresh {
            let store = transaction.object_store(Shelf::Row.name()).map_err(fault)?;
            store.clear().map_err(fault)?;
        }
        write(&transaction, changes)?;
        commit(transaction).await
    }

    /// Becomes the leader.
    pub async fn take_term(&self) -> Result<u64, Fault> {
        let database = self.database().await?;
        let transaction = begin(&database, &[Shelf::Base], TransactionDurability::Strict)?;
        let term = number(&transaction, Shelf::Base, TERM).await?.unwrap_or(0) + 1;
        write(&transaction, &[Change::put(Shelf::Base, TERM, term.to_string())])?;
        commit(transaction).await?;
        Ok(term)
    }

    /// Who this device is; made on first use.
    pub async fn client(&self, fresh: Uuid) -> Result<Uuid, Fault> {
        let database = self.database().await?;
        let transaction = begin(&database, &[Shelf::Identity], TransactionDurability::Strict)?;
        if let Some(kept) = text(&transaction, Shelf::Identity, CLIENT).await?
            && let Ok(kept) = kept.parse()
        {
            return Ok(kept);
        }
        write(&transaction, &[Change::put(Shelf::Identity, CLIENT, fresh.to_string())])?;
        commit(transaction).await?;
        Ok(fresh)
    }
}

fn shelves_of(changes: &[Change]) -> Vec<Shelf> {
    let mut shelves: Vec<Shelf> = changes.iter().map(|change| change.shelf).collect();
    shelves.sort();
    shelves.dedup();
    shelves
}

fn begin<'a>(
    database: &'a Database,
    shelves: &[Shelf],
    durability: TransactionDurability,
) -> Result<Transaction<'a>, Fault> {
    let names: Vec<&str> = shelves.iter().map(|shelf| shelf.name()).collect();
    database
        .transaction(names)
        .with_mode(TransactionMode::Readwrite)
        .with_options(TransactionOptions::new().with_durability(durability))
        .build()
        .map_err(fault)
}

async fn text(
    transaction: &Transaction<'_>,
    shelf: Shelf,
    key: &str,
) -> Result<Option<String>, Fault> {
    let store: ObjectStore<'_> = transaction.object_store(shelf.name()).map_err(fault)?;
    let request = store.get::<String, &str, _>(KeyRange::Only(key)).primitive().map_err(fault)?;
    request.await.map_err(fault)
}

async fn number(
    transaction: &Transaction<'_>,
    shelf: Shelf,
    key: &str,
) -> Result<Option<u64>, Fault> {
    Ok(text(transaction, shelf, key).await?.and_then(|text| text.parse().ok()))
}

/// Puts every change under way; the transaction's commit tells whether all of them held.
fn write(transaction: &Transaction<'_>, changes: &[Change]) -> Result<(), Fault> {
    for shelf in shelves_of(changes) {
        let store = transaction.object_store(shelf.name()).map_err(fault)?;
        for change in changes.iter().filter(|change| change.shelf == shelf) {
            match &change.value {
                Some(value) => {
                    let put = store.put(value.as_str()).with_key(change.key.as_str());
                    put.without_key_type().primitive().map_err(fault)?;
                }
                None => {
                    let key = KeyRange::Only(change.key.as_str());
                    store.delete::<&str, _>(key).primitive().map_err(fault)?;
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
