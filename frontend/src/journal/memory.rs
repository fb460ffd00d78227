//! The journal of a tab whose browser keeps nothing: it ends with the tab, and the person is told.

use std::cell::RefCell;
use std::collections::BTreeMap;

use uuid::Uuid;

use super::{CLIENT, Change, Fault, NEXT, Shelf, TERM, number_key};

/// Records in memory.
#[derive(Default)]
pub struct Memory {
    records: RefCell<BTreeMap<(Shelf, String), String>>,
}

impl Memory {
    /// Every record of some shelves.
    pub fn read(&self, shelves: &[Shelf]) -> Vec<Vec<(String, String)>> {
        let records = self.records.borrow();
        let of = |shelf: Shelf| {
            let all = records.iter().filter(|((at, _), _)| *at == shelf);
            all.map(|((_, key), value)| (key.clone(), value.clone())).collect()
        };
        shelves.iter().map(|shelf| of(*shelf)).collect()
    }

    /// Some records of one shelf.
    pub fn some(&self, shelf: Shelf, keys: &[String]) -> Vec<(String, String)> {
        let records = self.records.borrow();
        let get = |key: &String| {
            records.get(&(shelf, key.clone())).map(|value| (key.clone(), value.clone()))
        };
        keys.iter().filter_map(get).collect()
    }

    /// Writes and forgets.
    pub fn write(&self, changes: &[Change]) {
        let mut records = self.records.borrow_mut();
        for change in changes {
            let at = (change.shelf, change.key.clone());
            match &change.value {
                Some(value) => records.insert(at, value.clone()),
                None => records.remove(&at),
            };
        }
    }

    /// Gives numbers to new edits and keeps them.
    pub fn append(&self, count: u64, text: &dyn Fn(u64, u64) -> String) -> Vec<u64> {
        let first = self.number(Shelf::Identity, NEXT, 1);
        let numbers: Vec<u64> = (first..first + count).collect();
        let mut changes = vec![Change::put(Shelf::Identity, NEXT, (first + count).to_string())];
        changes.extend(numbers.iter().enumerate().map(|(index, number)| {
            Change::put(Shelf::Outbox, number_key(*number), text(index as u64, *number))
        }));
        self.write(&changes);
        numbers
    }

    /// Writes base as the leader of a term.
    pub fn follow(&self, term: u64, fresh: bool, changes: &[Change]) -> Result<(), Fault> {
        if self.number(Shelf::Base, TERM, 0) > term {
            return Err(Fault::Fenced);
        }
        if fresh {
            self.records.borrow_mut().retain(|(shelf, _), _| *shelf != Shelf::Row);
        }
        self.write(changes);
        Ok(())
    }

    /// Becomes the leader.
    pub fn take_term(&self) -> u64 {
        let term = self.number(Shelf::Base, TERM, 0) + 1;
        self.write(&[Change::put(Shelf::Base, TERM, term.to_string())]);
        term
    }

    /// Who this device is.
    pub fn client(&self, fresh: Uuid) -> Uuid {
        let mut records = self.records.borrow_mut();
        let kept = records.entry((Shelf::Identity, CLIENT.into())).or_insert(fresh.to_string());
        kept.parse().unwrap_or(fresh)
    }

    fn number(&self, shelf: Shelf, key: &str, default: u64) -> u64 {
        let records = self.records.borrow();
        records.get(&(shelf, key.into())).and_then(|text| text.parse().ok()).unwrap_or(default)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_given_once_and_in_order() {
        let memory = Memory::default();
        assert_eq!(memory.append(2, &|_, number| format!("op {number}")), [1, 2]);
        assert_eq!(memory.append(1, &|_, number| format!("op {number}")), [3]);
        let outbox = memory.read(&[Shelf::Outbox]).remove(0);
        let texts: Vec<_> = outbox.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["op 1", "op 2", "op 3"]);
    }

    #[test]
    fn an_earlier_leader_cannot_write_base() {
        let memory = Memory::default();
        let first = memory.take_term();
        let second = memory.take_term();
        assert_eq!(memory.follow(first, true, &[]), Err(Fault::Fenced));
        let row = Change::put(Shelf::Row, "task/1", "{}".into());
        assert_eq!(memory.follow(second, false, &[row]), Ok(()));
        assert_eq!(memory.read(&[Shelf::Row])[0].len(), 1);
        assert_eq!(memory.follow(second, true, &[]), Ok(()));
        assert!(memory.read(&[Shelf::Row])[0].is_empty());
    }

    #[test]
    fn a_device_keeps_its_identity() {
        let memory = Memory::default();
        let first = Uuid::from_u128(7);
        assert_eq!(memory.client(first), first);
        assert_eq!(memory.client(Uuid::from_u128(8)), first);
    }
}
