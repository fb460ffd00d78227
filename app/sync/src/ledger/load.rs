//! Taking up work again from what the store kept.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use model::{Person, Ref, access};

use super::{AuthorWrite, Client, ClientWrite, Ledger, RowWrite, Waiting};
use crate::Scope;
use crate::message::{Epoch, RowState};

/// What a store kept of a workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LedgerState {
    /// The life of the log.
    pub epoch: Epoch,
    /// The number of the last change.
    pub head: u64,
    /// Every row; those that are not here are passed over.
    pub rows: Vec<RowWrite>,
    /// How far each client came.
    pub clients: Vec<ClientWrite>,
    /// What waits for a newer version.
    pub waiting: Vec<Waiting>,
    /// Who wrote which fields last.
    pub authors: Vec<AuthorWrite>,
}

/// A store that this version cannot work with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadState {
    /// A row cannot be read.
    #[error(
        "The stored {:?} {} cannot be read: {why}. A newer version may have written it.",
        at.kind, at.id
    )]
    Row {
        /// Which.
        at: Ref,
        /// What the reader said.
        why: String,
    },
    /// A row is newer than the head.
    #[error(
        "The stored {:?} {} is newer than the workspace itself: restore a backup.",
        at.kind, at.id
    )]
    Newer {
        /// Which.
        at: Ref,
    },
}

impl Ledger {
    /// Takes up work again.
    pub fn load(state: LedgerState) -> Result<Self, BadState> {
        let mut ledger = Self::new(state.epoch);
        ledger.head = state.head;
        for row in state.rows {
            if row.scope.other.is_some() {
                ledger.pairs.insert(row.scope);
            }
            if row.state != RowState::Live {
                continue;
            }
            if row.seq > state.head {
                return Err(BadState::Newer { at: row.at });
            }
            let read = row.text.read(row.at);
            let read = read.map_err(|error| BadState::Row {
                at: row.at,
                why: error.to_string(),
            })?;
            ledger.plan.put(read);
        }
        let plan = &ledger.plan;
        let held: BTreeMap<_, _> = plan
            .all::<Person>()
            .map(|row| (row.id, access::holds(plan, row.id)))
            .collect();
        ledger.held = held;
        let client = |it: ClientWrite| {
            (
                it.client,
                Client {
                    person: it.person,
                    last_cseq: it.last_cseq,
                },
            )
        };
        ledger.clients = state.clients.into_iter().map(client).collect();
        ledger.waiting = state.waiting.into_iter().map(|it| (it.op_id, it)).collect();
        let author = |it: AuthorWrite| ((it.at, it.field), it.person);
        ledger.authors = state.authors.into_iter().map(author).collect();
        Ok(ledger)
    }

    /// Compares stored rows with where the rules say they lie, and with their own text: what is
    /// wrong, as sentences. For `throughline check`.
    pub fn examine(&self, rows: &[RowWrite]) -> Vec<String> {
        let mut wrong = Vec::new();
        for row in rows.iter().filter(|row| row.state == RowState::Live) {
            let (one, other) = access::scopes(&self.plan, row.at);
            let scope = Scope::new(one, other);
            if scope != row.scope {
                wrong.push(alloc::format!(
                    "{:?} {} lies in the scope {} and belongs to {scope}.",
                    row.at.kind,
                    row.at.id,
                    row.scope,
                ));
            }
        }
        wrong
    }
}
