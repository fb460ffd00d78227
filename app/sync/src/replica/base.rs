//! Base: what the server said. Pages are collected and shown when the catch-up is whole.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use model::{Kind, Ref};

use super::overlay::Before;
use super::{Replica, Write};
use crate::Scope;
use crate::effect::Effect;
use crate::message::{
    Epoch, PullAnswer, RowMessage, RowState, SCHEMA, ScopeAnswer, ScopeState, Sum,
};
use crate::record::{BaseRow, BaseState, Record, STATE, Shelf, row_at, row_key};

/// The pages of a catch-up so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Staging {
    /// The life of the log that they belong to.
    pub epoch: Epoch,
    /// Everything here belongs to another life and goes.
    fresh: bool,
    pub have: BTreeMap<Scope, u64>,
    purged: BTreeSet<Scope>,
    rows: Vec<(Scope, RowMessage)>,
}

impl Staging {
    fn take(&mut self, answer: ScopeAnswer) {
        if answer.state != ScopeState::Rows {
            self.rows.retain(|(scope, _)| *scope != answer.scope);
            self.purged.insert(answer.scope);
        }
        match answer.state {
            ScopeState::Purge => self.have.remove(&answer.scope),
            _ => self.have.insert(answer.scope, answer.up_to),
        };
        self.rows
            .extend(answer.rows.into_iter().map(|row| (answer.scope, row)));
    }
}

impl Replica {
    /// A page came: what to store when it was the last.
    pub(super) fn stage(&mut self, answer: PullAnswer) -> Vec<Effect> {
        let mut staging = self.net.staging.take().unwrap_or_else(|| Staging {
            epoch: self.base.epoch,
            have: self.have(),
            ..Staging::default()
        });
        if staging.epoch != answer.epoch {
            staging = Staging {
                epoch: answer.epoch,
                fresh: true,
                ..Staging::default()
            };
        }
        for scope in answer.scopes {
            staging.take(scope);
        }
        if answer.more {
            self.net.staging = Some(staging);
            self.net.want_pull = true;
            return self.pump();
        }
        let Some(term) = self.term else {
            return Vec::new();
        };
        let fresh = staging.fresh;
        let state = BaseState {
            epoch: answer.epoch,
            client: self.client,
            have: staging.have.clone(),
            last_cseq: answer.last_cseq,
            head: answer.head,
            schema: SCHEMA,
            term,
        };
        let records = self.settle(staging, state, &answer.sums);
        if records.is_empty() {
            return Vec::new();
        }
        let token = self.token(Write::Base {
            fresh,
            records: records.clone(),
        });
        self.net.storing = true;
        Vec::from([Effect::StoreBase {
            token,
            term,
            fresh,
            records,
        }])
    }

    /// Where a pull continues. Rows that an older version of this program kept are fetched again.
    pub(super) fn have(&self) -> BTreeMap<Scope, u64> {
        match self.base.schema == SCHEMA {
            true => self.base.have.clone(),
            false => BTreeMap::new(),
        }
    }

    /// The records that bring base from what it is to what the pages say.
    fn settle(
        &mut self,
        staging: Staging,
        mut state: BaseState,
        sums: &BTreeMap<Scope, Sum>,
    ) -> Vec<Record> {
        let mut lies = if staging.fresh {
            BTreeMap::new()
        } else {
            self.lies.clone()
        };
        let mut texts: BTreeMap<Ref, BaseRow> = BTreeMap::new();
        lies.retain(|_, (scope, _)| {
            let gone = staging.purged.contains(scope);
            // What an older version fetched under scopes that are no more must not stay either.
            !gone && (staging.have.contains_key(scope))
        });
        let mut rows = staging.rows;
        // A row that moved left one scope and came into another with the same change.
        rows.sort_by_key(|(_, row)| (row.seq, row.state == RowState::Live));
        for (scope, row) in rows {
            let at = row.at();
            let there = lies.get(&at).copied();
            match row.state {
                RowState::Live if there.is_none_or(|(_, seq)| seq <= row.seq) => {
                    lies.insert(at, (scope, row.seq));
                    texts.insert(
                        at,
                        BaseRow {
                            scope,
                            seq: row.seq,
                            row: row.row,
                        },
                    );
                }
                RowState::Left | RowState::Deleted
                    if there.is_some_and(|(lies, seq)| lies == scope && seq < row.seq) =>
                {
                    lies.remove(&at);
                    texts.remove(&at);
                }
                _ => {}
            }
        }
        let mut found: BTreeMap<Scope, Sum> = BTreeMap::new();
        if !sums.is_empty() {
            for (at, (scope, seq)) in &lies {
                found.entry(*scope).or_default().add(*at, *seq);
            }
            let differs =
                |scope: &Scope, sum: &Sum| found.get(scope).copied().unwrap_or_default() != *sum;
            for (scope, _) in sums.iter().filter(|(scope, sum)| differs(scope, sum)) {
                state.have.remove(scope);
                self.net.want_pull = true;
            }
        }
        let gone = self
            .lies
            .keys()
            .filter(|at| !staging.fresh && !lies.contains_key(at));
        let mut records: Vec<Record> = gone
            .map(|at| Record::forget(Shelf::Row, row_key(*at)))
            .collect();
        records.extend(
            texts
                .iter()
                .map(|(at, row)| Record::put(Shelf::Row, row_key(*at), row)),
        );
        if !records.is_empty() || state != self.base {
            records.push(Record::put(Shelf::Base, STATE.into(), &state));
        }
        records
    }

    /// Base changed: shows it, with the undecided edits made again on top.
    pub(super) fn take_base(&mut self, fresh: bool, records: &[Record]) -> Vec<Effect> {
        if let Some(confirmed) = self.foreseen(records).filter(|_| !fresh) {
            return self.take_foreseen(confirmed, records);
        }
        self.take_base_anew(fresh, records)
    }

    /// Takes records that say what stands here already: the plan stays as it is.
    fn take_foreseen(&mut self, confirmed: usize, records: &[Record]) -> Vec<Effect> {
        // While testing, the long way has to end where the short one does.
        let anew = cfg!(debug_assertions).then(|| {
            let mut copy = self.clone();
            copy.take_base_anew(false, records);
            copy
        });
        self.shown.drain(..confirmed);
        for record in records {
            match (record.shelf, row_at(&record.key)) {
                (Shelf::Base, _) if record.key == STATE => {
                    self.base = record.read().unwrap_or_default();
                }
                (Shelf::Row, Some(at)) => {
                    self.lies.remove(&at);
                    if let Some(row) = record.read::<BaseRow>() {
                        self.lies.insert(at, (row.scope, row.seq));
                    }
                }
                _ => {}
            }
        }
        if let Some(anew) = anew {
            debug_assert!(anew.plan == self.plan && anew.lies == self.lies);
            debug_assert!(anew.base == self.base && anew.shown.len() == self.shown.len());
        }
        Vec::from([Effect::Status])
    }

    fn take_base_anew(&mut self, fresh: bool, records: &[Record]) -> Vec<Effect> {
        let mut seen = Before::default();
        if fresh || records.iter().any(|record| record.shelf == Shelf::Row) {
            self.rewind(0, &mut seen);
            self.take_rows(fresh, records, &mut seen);
        } else {
            self.take_rows(false, records, &mut seen);
        }
        self.replay(&mut seen);
        let mut effects: Vec<Effect> = seen.wake(&self.plan).into_iter().collect();
        effects.push(Effect::Status);
        if records.iter().any(is_notice) {
            effects.push(Effect::Tray);
        }
        effects
    }

    /// Puts records of base in their place; the undecided edits are off.
    pub(super) fn take_rows(&mut self, fresh: bool, records: &[Record], seen: &mut Before) {
        if fresh {
            for at in core::mem::take(&mut self.lies).into_keys() {
                seen.note(&self.plan, at);
                self.plan.remove(at);
            }
        }
        for record in records {
            match record.shelf {
                Shelf::Base if record.key == STATE => {
                    let epoch = self.base.epoch;
                    self.base = record.read().unwrap_or_default();
                    if self.base.epoch != epoch {
                        self.net.floor = None;
                        self.net.asked.clear();
                    }
                }
                Shelf::Row => {
                    let Some(at) = row_at(&record.key) else {
                        continue;
                    };
                    seen.note(&self.plan, at);
                    self.plan.remove(at);
                    self.lies.remove(&at);
                    if let Some(row) = record.read::<BaseRow>() {
                        self.lies.insert(at, (row.scope, row.seq));
                        // What cannot be read is not shown, and comes again with a newer version.
                        if let Ok(row) = row.row.read(at) {
                            self.plan.put(row);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// Whether a record says what the person is told.
fn is_notice(record: &Record) -> bool {
    record.shelf == Shelf::Row && row_at(&record.key).is_some_and(|at| at.kind == Kind::Notice)
}
