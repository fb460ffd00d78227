//! Keeping edits on the device: one write after the other, and again when one failed.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Replica, Write};
use crate::effect::{Effect, Timer};
use crate::record::{Entry, Record, Shelf};

impl Replica {
    /// Asks to write the edits that are not safe yet.
    pub(super) fn keep(&mut self) -> Option<Effect> {
        let waits = self.appending.is_some() || self.net.disk_failed;
        if waits || self.unstored.is_empty() {
            return None;
        }
        self.tokens += 1;
        self.appending = Some((self.tokens, self.unstored.len()));
        Some(Effect::Append {
            token: self.tokens,
            entries: self.unstored.clone(),
        })
    }

    /// The store wrote the entries of an `Append`, under these keys, in their order.
    pub fn appended(&mut self, token: u64, keys: &[u64]) -> Vec<Effect> {
        let Some((_, count)) = self.appending.filter(|(of, _)| *of == token) else {
            return Vec::new();
        };
        self.appending = None;
        let entries: Vec<Entry> = self.unstored.drain(..count).collect();
        let mut safe = Vec::new();
        for (entry, key) in entries.into_iter().zip(keys) {
            safe.push(entry.op_id);
            // Another tab may have told what became of it before this confirmation came.
            if !self.heard.contains(key) {
                self.entries
                    .entry(*key)
                    .or_insert(Entry { key: *key, ..entry });
            }
        }
        if self.unstored.is_empty() {
            self.heard.clear();
        }
        let mut effects = Vec::from([Effect::Safe(safe), Effect::Status, Effect::Tray]);
        effects.extend(self.keep());
        effects.extend(self.refresh());
        effects.extend(self.pump());
        effects
    }

    /// The store wrote the records of a `Store` or `StoreBase`.
    pub fn stored(&mut self, token: u64) -> Vec<Effect> {
        match self.writes.remove(&token) {
            Some(Write::Base { fresh, records }) => {
                let mut effects = self.take_base(fresh, &records);
                self.net.storing = false;
                effects.extend(self.pump());
                effects
            }
            Some(Write::Mine(_)) => {
                if self.net.numbering == Some(token) {
                    self.net.numbering = None;
                }
                self.pump()
            }
            None => Vec::new(),
        }
    }

    /// The store could not write. Base is fetched again later; edits are kept in memory and written
    /// again later, and the status says that they are not safe yet.
    pub fn store_failed(&mut self, token: u64) -> Vec<Effect> {
        match self.writes.remove(&token) {
            Some(Write::Base { .. }) => {
                self.net.storing = false;
                self.net.want_pull = true;
                return self.back_off();
            }
            Some(Write::Mine(records)) => self.failed.extend(records),
            None if self.appending.is_some_and(|(of, _)| of == token) => self.appending = None,
            None => return Vec::new(),
        }
        self.net.disk_failed = true;
        let wait = Effect::Wait {
            timer: Timer::Store,
            millis: 2_000,
        };
        Vec::from([wait, Effect::Status])
    }

    /// Asks again for what could not be written: the records as they are by now.
    pub(super) fn store_again(&mut self) -> Vec<Effect> {
        self.net.disk_failed = false;
        let mut effects: Vec<Effect> = self.keep().into_iter().collect();
        let failed = core::mem::take(&mut self.failed);
        if !failed.is_empty() {
            let names: BTreeSet<_> = failed.into_iter().map(|it| (it.shelf, it.key)).collect();
            let records = names
                .into_iter()
                .map(|(shelf, key)| self.stands(shelf, key))
                .collect();
            let store = self.store(records);
            if let (Effect::Store { token, .. }, true) = (&store, self.net.numbering.is_some()) {
                // Numbers may be among them: nothing is sent before they are written.
                self.net.numbering = Some(*token);
            }
            effects.push(store);
        }
        effects.push(Effect::Status);
        effects
    }

    /// A record of *mine* as it should be.
    pub(super) fn stands(&self, shelf: Shelf, key: String) -> Record {
        let entry = key.parse().ok().and_then(|key: u64| self.entries.get(&key));
        let value = match shelf {
            Shelf::Draft => self
                .drafts
                .get(&key)
                .map(|it| Record::put(shelf, key.clone(), it)),
            _ => entry
                .filter(|it| it.shelf() == shelf)
                .map(|it| it.record(it.key)),
        };
        value.unwrap_or_else(|| Record::forget(shelf, key))
    }
}
