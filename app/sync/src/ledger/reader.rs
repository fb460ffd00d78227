//! Answering a pull: which ranges of rows to read, and how they become a page.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::RowWrite;
use crate::Scope;
use crate::message::{
    Epoch, PAGE_BYTES, PAGE_ROWS, PAGE_ROWS_MOST, Pull, PullAnswer, RowMessage, RowState,
    ScopeAnswer, ScopeState, Sum,
};

/// What the ledger knows about who asks. Take it with `Ledger::reader` *before* the rows are read,
/// so that `last_cseq` never promises more than the rows hold; take another afterwards and start
/// again when `held` differs, so that nothing written after a revocation slips out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The life of the log.
    pub epoch: Epoch,
    /// The scopes that may be read.
    pub held: Vec<Scope>,
    /// The last number of the client that is decided and durable.
    pub last_cseq: u64,
}

/// Rows to read: of one scope, newer than `after`, in the order of `seq`. Answer those up to and
/// with all of the seq of the `limit`-th row: never a part of a seq.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The scope.
    pub scope: Scope,
    /// Rows newer than this.
    pub after: u64,
    /// About how many.
    pub limit: u32,
}

impl Reader {
    /// What to read, all ranges from one moment.
    pub fn ranges(&self, pull: &Pull) -> Vec<Range> {
        let limit = pull.limit.unwrap_or(PAGE_ROWS).clamp(1, PAGE_ROWS_MOST);
        let range = |scope: &Scope| match pull.check {
            true => Range {
                scope: *scope,
                after: 0,
                limit: u32::MAX,
            },
            false => Range {
                scope: *scope,
                after: self.have(pull, scope),
                limit,
            },
        };
        self.held.iter().map(range).collect()
    }

    /// Where a scope continues; what belongs to another life of the log counts for nothing.
    fn have(&self, pull: &Pull, scope: &Scope) -> u64 {
        if pull.epoch == self.epoch {
            pull.have.get(scope).copied().unwrap_or(0)
        } else {
            0
        }
    }

    /// Makes the page of the rows that the ranges answered at `head`. Rows of one scope must be in
    /// the order of their seq; the order of scopes does not matter.
    pub fn assemble(&self, pull: &Pull, head: u64, rows: Vec<RowWrite>) -> PullAnswer {
        let limit = pull.limit.unwrap_or(PAGE_ROWS).clamp(1, PAGE_ROWS_MOST) as usize;
        let mut found: BTreeMap<Scope, Vec<RowWrite>> = BTreeMap::new();
        for row in rows {
            found.entry(row.scope).or_default().push(row);
        }
        let mut page = Page {
            head,
            limit,
            rows: 0,
            bytes: 0,
            more: false,
            scopes: Vec::new(),
        };
        let mut sums = BTreeMap::new();
        for scope in &self.held {
            let rows = found.remove(scope).unwrap_or_default();
            if pull.check {
                sums.insert(*scope, sum(&rows));
            }
            page.scope(*scope, self.have(pull, scope), rows, pull.check);
        }
        let held: BTreeSet<&Scope> = self.held.iter().collect();
        let lost = pull.have.keys().filter(|scope| !held.contains(scope));
        page.scopes.extend(lost.map(|scope| ScopeAnswer {
            scope: *scope,
            state: ScopeState::Purge,
            up_to: 0,
            rows: Vec::new(),
        }));
        if page.more {
            sums.clear();
        }
        PullAnswer {
            epoch: self.epoch,
            head,
            last_cseq: self.last_cseq,
            more: page.more,
            scopes: page.scopes,
            sums,
        }
    }
}

struct Page {
    head: u64,
    limit: usize,
    rows: usize,
    bytes: usize,
    more: bool,
    scopes: Vec<ScopeAnswer>,
}

impl Page {
    /// Adds a scope as far as the page has room, whole changes only; the first one always fits.
    fn scope(&mut self, scope: Scope, have: u64, rows: Vec<RowWrite>, unlimited: bool) {
        let full = have == 0;
        let state = if full {
            ScopeState::Full
        } else {
            ScopeState::Rows
        };
        if have > self.head {
            // The client is ahead of this store: something was lost. It starts this scope again.
            self.more = true;
            self.scopes.push(ScopeAnswer {
                scope,
                state: ScopeState::Full,
                up_to: 0,
                rows: Vec::new(),
            });
            return;
        }
        let cut = !unlimited && rows.len() >= self.limit;
        let last = rows.last().map_or(have, |row| row.seq);
        let mut up_to = if cut { last } else { self.head };
        self.more |= cut;
        let mut taken: Vec<RowMessage> = Vec::new();
        let mut complete = have;
        for row in rows {
            if row.seq > complete {
                // A change begins here; the one before it is complete.
                if self.rows >= self.limit || self.bytes >= PAGE_BYTES {
                    self.more = true;
                    up_to = complete;
                    break;
                }
                complete = row.seq;
            }
            if row.seq <= have || (full && row.state != RowState::Live) {
                continue;
            }
            self.rows += 1;
            self.bytes += row.text.0.len();
            taken.push(RowMessage {
                kind: row.at.kind,
                id: row.at.id,
                seq: row.seq,
                state: row.state,
                row: row.text,
            });
        }
        if full || up_to > have || !taken.is_empty() {
            self.scopes.push(ScopeAnswer {
                scope,
                state,
                up_to,
                rows: taken,
            });
        }
    }
}

fn sum(rows: &[RowWrite]) -> Sum {
    let mut sum = Sum::default();
    for row in rows.iter().filter(|row| row.state == RowState::Live) {
        sum.add(row.at, row.seq);
    }
    sum
}
