//! What other tabs of this device wrote.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use serde_json::Value;

use super::Replica;
use crate::effect::Effect;
use crate::record::{BaseState, Entry, Record, STATE, Shelf};

impl Replica {
    /// Another tab wrote these records (`fresh`: and forgot every other of base). Tell what each
    /// tab wrote in the order in which it did, all of it, also while this one is reading.
    pub fn changed(&mut self, fresh: bool, records: Vec<Record>) -> Vec<Effect> {
        if self.loading.is_some() || !self.loaded {
            self.queue.push((fresh, records));
            return Vec::new();
        }
        let late = self.take_all(&records);
        let state = records
            .iter()
            .find(|it| it.shelf == Shelf::Base && it.key == STATE);
        let mut effects = match state
            .and_then(|it| it.read::<BaseState>())
            .map(|it| it.term)
        {
            None => self.refresh().into_iter().collect(),
            // Another leads now. What the one before wrote may have been told later than this.
            Some(term) if term > self.term.unwrap_or(self.base.term) => {
                let mut effects = if self.term.is_some() {
                    self.follow()
                } else {
                    Vec::new()
                };
                effects.push(self.ask_load());
                effects
            }
            // Nobody but the leader writes base: what it hears is older than its own term.
            Some(term) if self.term.is_some() || term < self.base.term => Vec::new(),
            Some(_) => self.take_base(fresh, &records),
        };
        if !late.is_empty() && self.term.is_some() {
            // A tab that led before wrote over what this one knows better: put it right.
            effects.push(self.store(late));
        }
        effects.extend([Effect::Status, Effect::Tray]);
        effects.extend(self.pump());
        effects
    }

    /// Takes in what was written in one transaction; the records that say better what is known here.
    fn take_all(&mut self, records: &[Record]) -> Vec<Record> {
        let edit = |it: &Record| !matches!(it.shelf, Shelf::Row | Shelf::Base | Shelf::Draft);
        let puts = records.iter().filter(|it| edit(it) && it.value.is_some());
        let moved: BTreeSet<&str> = puts.map(|it| it.key.as_str()).collect();
        let mut better = Vec::new();
        for record in records {
            // Forgotten here because it is written there: a move between shelves, not an end.
            if edit(record) && record.value.is_none() && moved.contains(record.key.as_str()) {
                continue;
            }
            if self.take_mine(record)
                && let Some(entry) = record
                    .key
                    .parse()
                    .ok()
                    .and_then(|it: u64| self.entries.get(&it))
            {
                better.push(entry.record(entry.key));
                if entry.shelf() != record.shelf {
                    better.push(Record::forget(record.shelf, record.key.clone()));
                }
            }
        }
        better
    }

    /// Takes in a record of *mine*; whether it was older than what is known here.
    pub(super) fn take_mine(&mut self, record: &Record) -> bool {
        let edit = matches!(
            record.shelf,
            Shelf::Outbox | Shelf::Settled | Shelf::Attention
        );
        if edit && !self.unstored.is_empty() {
            self.heard.extend(record.key.parse::<u64>());
        }
        match record.shelf {
            Shelf::Outbox | Shelf::Settled | Shelf::Attention => match record.read::<Entry>() {
                Some(entry) => {
                    let there = self.entries.get(&entry.key);
                    let late = there.is_some_and(|there| there.outlives(&entry));
                    if late {
                        return true;
                    }
                    self.entries.insert(entry.key, entry);
                }
                None => {
                    let key = record.key.parse().unwrap_or_default();
                    let there = self.entries.get(&key).map(Entry::shelf);
                    // The entry may have moved to another shelf in the same change.
                    if record.value.is_none() && there == Some(record.shelf) {
                        self.entries.remove(&key);
                    }
                }
            },
            Shelf::Draft => match record.read::<Value>() {
                Some(value) => {
                    self.drafts.insert(record.key.clone(), value);
                }
                None => {
                    self.drafts.remove(&record.key);
                }
            },
            Shelf::Row | Shelf::Base => {}
        }
        false
    }
}
