//! Many changes of the server itself as one commit: all of them or nothing. For the demo and for
//! imports from the command line, while nobody else has the workspace open.

use std::collections::BTreeMap;

use anyhow::Result;
use model::{Context, Op, Plan};
use store::{Commit, Store};
use sync::Ledger;
use sync::message::Verdict;
use uuid::Uuid;

use crate::clock;

/// A workspace and what is to be written of it.
pub struct Bulk {
    ledger: Ledger,
    whole: Commit,
}

impl Bulk {
    /// Begins where the ledger stands.
    pub fn new(ledger: Ledger) -> Self {
        let whole = Commit {
            from: ledger.head(),
            head: ledger.head(),
            ..Commit::default()
        };
        Self { ledger, whole }
    }

    /// The plan with the changes so far.
    pub fn plan(&self) -> &Plan {
        self.ledger.plan()
    }

    /// Makes one change, at the moment that its context names.
    pub fn change(&mut self, context: &Context, op: Op) -> Result<()> {
        let mut arrival = self
            .ledger
            .own(context.actor, clock::new_id(), op, context.now);
        arrival
            .push
            .ops
            .iter_mut()
            .for_each(|offer| offer.today = Some(context.today));
        let mut commit = self.ledger.admit(&[arrival], &BTreeMap::new(), context.now);
        for answer in commit.answers.drain(..) {
            for decided in answer?.verdicts {
                if let Verdict::Refused { message, .. } = decided.verdict {
                    self.ledger.failed();
                    anyhow::bail!("{message}");
                }
            }
        }
        self.ledger.committed();
        append(&mut self.whole, commit);
        Ok(())
    }

    /// Writes everything in one transaction.
    pub async fn store(self, store: &dyn Store, workspace: Uuid) -> Result<()> {
        Ok(store.commit(workspace, self.whole).await?)
    }
}

/// Puts one commit after another.
fn append(whole: &mut Commit, next: Commit) {
    whole.head = next.head;
    whole.rows.extend(next.rows);
    whole.log.extend(next.log);
    whole.outcomes.extend(next.outcomes);
    whole.clients.extend(next.clients);
    whole.authors.extend(next.authors);
    whole.granted.extend(next.granted);
    whole.revoked.extend(next.revoked);
}
