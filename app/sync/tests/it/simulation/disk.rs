//! The stores of the simulated world: what survives a crash.

use std::collections::{BTreeMap, BTreeSet};

use model::{Ref, access};
use sync::ledger::{
    AuthorWrite, ClientWrite, LedgerState, LogEntry, Outcome, Range, RowWrite, Waiting,
};
use sync::message::{Epoch, RowState};
use sync::record::{Entry, Record, Shelf, row_at};
use sync::{Commit, Ledger, Scope};
use uuid::Uuid;

/// The server's database.
#[derive(Clone, Debug, Default)]
pub struct Database {
    pub epoch: Epoch,
    pub head: u64,
    pub rows: BTreeMap<(Scope, Ref), RowWrite>,
    pub log: Vec<LogEntry>,
    pub outcomes: BTreeMap<Uuid, Outcome>,
    pub clients: BTreeMap<Uuid, ClientWrite>,
    pub waiting: BTreeMap<Uuid, Waiting>,
    pub authors: BTreeMap<(Ref, String), AuthorWrite>,
}

impl Database {
    pub fn commit(&mut self, commit: &Commit) {
        assert_eq!(
            self.head, commit.from,
            "a commit continues where the database is"
        );
        self.head = commit.head;
        for row in &commit.rows {
            self.rows.insert((row.scope, row.at), row.clone());
        }
        let authors = commit.authors.iter().cloned();
        self.authors
            .extend(authors.map(|it| ((it.at, it.field.clone()), it)));
        self.log.extend(commit.log.iter().cloned());
        self.outcomes
            .extend(commit.outcomes.iter().map(|it| (it.op_id, it.clone())));
        self.clients
            .extend(commit.clients.iter().map(|it| (it.client, it.clone())));
        self.waiting
            .extend(commit.quarantined.iter().map(|it| (it.op_id, it.clone())));
        for released in &commit.released {
            self.waiting.remove(released);
        }
    }

    pub fn load(&self) -> Ledger {
        Ledger::load(LedgerState {
            epoch: self.epoch,
            head: self.head,
            rows: self.rows.values().cloned().collect(),
            clients: self.clients.values().cloned().collect(),
            waiting: self.waiting.values().cloned().collect(),
            authors: self.authors.values().cloned().collect(),
        })
        .expect("what was written can be read")
    }

    /// Rows of a range up to and with all of the seq of the `limit`-th; `split` plants the bug.
    pub fn range(&self, range: &Range, split: bool) -> Vec<RowWrite> {
        let found = self.rows.values().filter(|row| row.scope == range.scope);
        let mut rows: Vec<_> = found.filter(|row| row.seq > range.after).cloned().collect();
        rows.sort_by_key(|row| (row.seq, row.at));
        let limit = range.limit as usize;
        if let Some(last) = rows.get(limit.saturating_sub(1)).map(|row| row.seq) {
            match split {
                true => rows.truncate(limit),
                false => rows.retain(|row| row.seq <= last),
            }
        }
        rows
    }

    /// What a person may see, with the change of each row: found by the rules, not by scopes.
    pub fn visible(&self, ledger: &Ledger, person: model::Id<model::Person>) -> BTreeMap<Ref, u64> {
        let live = self.rows.values().filter(|row| row.state == RowState::Live);
        let seqs: BTreeMap<Ref, u64> = live.map(|row| (row.at, row.seq)).collect();
        let plan = ledger.plan();
        let seen = plan
            .every()
            .filter(|row| access::sees_row(plan, person, row));
        seen.filter_map(|row| Some((row.at(), *seqs.get(&row.at())?)))
            .collect()
    }
}

/// A browser's database.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    records: BTreeMap<(Shelf, String), String>,
    next: u64,
    pub term: u64,
}

impl Journal {
    pub fn append(&mut self, entries: &[Entry]) -> (Vec<u64>, Vec<Record>) {
        let mut keys = Vec::new();
        let mut records = Vec::new();
        for entry in entries {
            self.next += 1;
            keys.push(self.next);
            records.push(entry.record(self.next));
        }
        self.write(false, &records);
        (keys, records)
    }

    pub fn write(&mut self, fresh: bool, records: &[Record]) {
        if fresh {
            self.records
                .retain(|(shelf, _), _| !matches!(shelf, Shelf::Row | Shelf::Base));
        }
        for record in records {
            let key = (record.shelf, record.key.clone());
            match &record.value {
                Some(value) => self.records.insert(key, value.clone()),
                None => self.records.remove(&key),
            };
        }
    }

    pub fn read(&self) -> Vec<Record> {
        let record = |((shelf, key), value): (&(Shelf, String), &String)| Record {
            shelf: *shelf,
            key: key.clone(),
            value: Some(value.clone()),
        };
        self.records.iter().map(record).collect()
    }

    pub fn rows(&self) -> BTreeMap<Ref, u64> {
        let seq = |text: &str| {
            let value: serde_json::Value = serde_json::from_str(text).expect("a row is JSON");
            value["seq"].as_u64().expect("a row has its seq")
        };
        let rows = self
            .records
            .iter()
            .filter(|((shelf, _), _)| *shelf == Shelf::Row);
        rows.map(|((_, key), text)| (row_at(key).expect("a row's key"), seq(text)))
            .collect()
    }

    pub fn entries(&self) -> Vec<Entry> {
        let mine = [Shelf::Outbox, Shelf::Settled, Shelf::Attention];
        let kept = self
            .records
            .iter()
            .filter(|((shelf, _), _)| mine.contains(shelf));
        kept.map(|(_, text)| serde_json::from_str(text).expect("an entry can be read"))
            .collect()
    }

    pub fn ops(&self) -> BTreeSet<Uuid> {
        self.entries()
            .into_iter()
            .map(|entry| entry.op_id)
            .collect()
    }
}
