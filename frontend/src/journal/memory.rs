//! The journal of a tab whose browser keeps nothing: it ends with the tab, and the person is told.

use std::cell::RefCell;
use std::collections::BTreeMap;

use sync::record::{Entry, Record, STATE, Shelf};
use uuid::Uuid;

use super::{CLIENT, Fault, IDENTITY, NEXT, SHELVES, TERM, name};

/// Records in memory, by the name of their shelf and their key.
#[derive(Default)]
pub struct Memory {
    records: RefCell<BTreeMap<(&'static str, String), String>>,
}

impl Memory {
    /// Every record of every shelf.
    pub fn load(&self) -> Vec<Record> {
        let records = self.records.borrow();
        let of = |shelf: Shelf| {
            let all = records
                .iter()
                .filter(move |((at, _), _)| *at == name(shelf));
            all.map(move |((_, key), value)| Record {
                shelf,
                key: key.clone(),
                value: Some(value.clone()),
            })
        };
        SHELVES.into_iter().flat_map(of).collect()
    }

    /// Writes and forgets.
    pub fn write(&self, changes: &[Record]) {
        let mut records = self.records.borrow_mut();
        for change in changes {
            let at = (name(change.shelf), change.key.clone());
            match &change.value {
                Some(value) => records.insert(at, value.clone()),
                None => records.remove(&at),
            };
        }
    }

    /// Gives keys to new edits and keeps them.
    pub fn append(&self, entries: &[Entry]) -> Vec<u64> {
        let first = self.number(IDENTITY, NEXT, 1);
        let keys: Vec<u64> = (first..).take(entries.len()).collect();
        let next = first + entries.len() as u64;
        self.records
            .borrow_mut()
            .insert((IDENTITY, NEXT.into()), next.to_string());
        let records = entries
            .iter()
            .zip(&keys)
            .map(|(entry, key)| entry.record(*key));
        self.write(&records.collect::<Vec<_>>());
        keys
    }

    /// Writes base as the leader of a term.
    pub fn follow(&self, term: u64, fresh: bool, changes: &[Record]) -> Result<(), Fault> {
        if self.number(name(Shelf::Base), TERM, 0) > term {
            return Err(Fault::Fenced);
        }
        if fresh {
            let base = name(Shelf::Base);
            self.records.borrow_mut().retain(|(shelf, key), _| {
                *shelf != name(Shelf::Row) && !(*shelf == base && key == STATE)
            });
        }
        self.write(changes);
        Ok(())
    }

    /// Becomes the leader.
    pub fn take_term(&self) -> u64 {
        let term = self.number(name(Shelf::Base), TERM, 0) + 1;
        self.records
            .borrow_mut()
            .insert((name(Shelf::Base), TERM.into()), term.to_string());
        term
    }

    /// Who this device is.
    pub fn client(&self, fresh: Uuid) -> Uuid {
        let mut records = self.records.borrow_mut();
        let kept = records
            .entry((IDENTITY, CLIENT.into()))
            .or_insert(fresh.to_string());
        kept.parse().unwrap_or(fresh)
    }

    fn number(&self, shelf: &'static str, key: &str, default: u64) -> u64 {
        let records = self.records.borrow();
        records
            .get(&(shelf, key.into()))
            .and_then(|text| text.parse().ok())
            .unwrap_or(default)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Record {
        let key = "task:00000000-0000-0000-0000-000000000001".into();
        Record {
            shelf: Shelf::Row,
            key,
            value: Some("{}".into()),
        }
    }

    #[test]
    fn an_earlier_leader_cannot_write_base() {
        let memory = Memory::default();
        let first = memory.take_term();
        let second = memory.take_term();
        assert_eq!(memory.follow(first, true, &[]), Err(Fault::Fenced));
        assert_eq!(memory.follow(second, false, &[row()]), Ok(()));
        assert!(memory.load().contains(&row()));
        assert_eq!(memory.follow(second, true, &[]), Ok(()));
        assert!(!memory.load().contains(&row()));
        assert_eq!(
            memory.take_term(),
            second + 1,
            "a rebuilt base keeps the term"
        );
    }

    #[test]
    fn a_device_keeps_its_identity() {
        let memory = Memory::default();
        let first = Uuid::from_u128(7);
        assert_eq!(memory.client(first), first);
        assert_eq!(memory.client(Uuid::from_u128(8)), first);
    }
}
