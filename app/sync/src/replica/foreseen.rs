//! Base says what this device showed already: its first edits came back as they were made here. They
//! leave the overlay, and nothing is made again, however many edits wait behind them.

use alloc::collections::{BTreeMap, BTreeSet};
use model::{AnyRow, Ref};

use super::Replica;
use crate::record::{BaseRow, BaseState, Record, STATE, Shelf, row_at};

impl Replica {
    /// How many of the first edits these records confirm, when they say nothing but what stands here
    /// after those; `None` when something differs and the overlay has to be made again.
    pub(super) fn foreseen(&self, records: &[Record]) -> Option<usize> {
        let state = records
            .iter()
            .find(|it| it.shelf == Shelf::Base && it.key == STATE);
        let state: BaseState = state?.read()?;
        if state.epoch != self.base.epoch || state.client != self.client {
            return None;
        }
        let confirmed = self.confirmed(&state)?;
        let mut touched = BTreeSet::new();
        for shown in &self.shown[..confirmed] {
            let made = shown.result.as_ref().ok()?;
            touched.extend(made.before.iter().map(|it| it.0));
        }
        // What stood there before the edits that go on waiting.
        let mut before: BTreeMap<Ref, &Option<AnyRow>> = BTreeMap::new();
        for shown in &self.shown[confirmed..] {
            for (at, row) in shown.result.iter().flat_map(|it| &it.before) {
                before.entry(*at).or_insert(row);
            }
        }
        for record in records.iter().filter(|it| it.shelf == Shelf::Row) {
            let at = row_at(&record.key)?;
            let said = match record.read::<BaseRow>() {
                Some(row) => Some(row.row.read(at).ok()?),
                None if record.value.is_none() => None,
                None => return None,
            };
            let same = match before.get(&at) {
                Some(row) => **row == said,
                None => self.plan.any(at) == said,
            };
            if !same {
                return None;
            }
            touched.remove(&at);
        }
        touched.is_empty().then_some(confirmed)
    }

    /// How many of the first edits a state of base holds; `None` when the overlay is not what it should
    /// be, or others than the first are held.
    fn confirmed(&self, state: &BaseState) -> Option<usize> {
        let holds = |entry: &crate::record::Entry| {
            entry
                .cseq(state.epoch)
                .is_some_and(|cseq| cseq <= state.last_cseq)
        };
        let (mut first, mut count) = (0, 0);
        for entry in self.wanted() {
            if self.shown.get(count)?.op_id != entry.op_id {
                return None;
            }
            match (holds(entry), first == count) {
                (true, true) => first += 1,
                (true, false) => return None,
                (false, _) => {}
            }
            count += 1;
        }
        (count == self.shown.len()).then_some(first)
    }
}
