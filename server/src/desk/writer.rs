//! The one task that changes a workspace: collect, decide, store, answer.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use model::{Id, Person};
use store::{Commit, Store};
use sync::ledger::{Arrival, asks};
use sync::message::{Live, PUSH_OPS, PushAnswer, RowState};
use sync::{Ledger, Scope};
use tokio::sync::{mpsc, oneshot, watch};
use uuid::Uuid;

use super::{Job, Shared};
use crate::clock;
use crate::error::Problem;

type Reply = oneshot::Sender<Result<PushAnswer, Problem>>;

pub(super) struct Writer {
    pub workspace: Uuid,
    pub store: Arc<dyn Store>,
    pub shared: Arc<Shared>,
    pub jobs: mpsc::Receiver<Job>,
    pub report: watch::Sender<Live>,
}

impl Writer {
    /// Works until every desk is gone and every job is done.
    pub async fn run(mut self) {
        if let Err(error) = self.reconsider().await {
            tracing::error!(%error, "what waited for this version could not be decided");
        }
        while let Some(first) = self.jobs.recv().await {
            let mut jobs = vec![first];
            let mut ops = jobs[0].size();
            while ops < PUSH_OPS {
                let Ok(next) = self.jobs.try_recv() else {
                    break;
                };
                ops += next.size();
                jobs.push(next);
            }
            self.batch(jobs).await;
        }
    }

    /// Decides what an older version had to put aside.
    async fn reconsider(&self) -> Result<(), store::StoreError> {
        let commit = self.with(|ledger| ledger.reconsider(clock::now()));
        self.keep(commit).await.map(drop)
    }

    async fn batch(&self, jobs: Vec<Job>) {
        let (arrivals, replies) = self.arrivals(jobs);
        let known = match self.store.outcomes(self.workspace, asks(&arrivals)).await {
            Ok(known) => known,
            Err(error) => return refuse(replies, &error),
        };
        let commit = self.with(|ledger| ledger.admit(&arrivals, &known, clock::now()));
        match self.keep(commit).await {
            Ok(answers) => {
                for (reply, answer) in replies.into_iter().zip(answers) {
                    // Nobody waits for it any more: they will send it again.
                    let _ = reply.send(answer);
                }
            }
            Err(error) => refuse(replies, &error),
        }
    }

    /// Pushes as the ledger takes them. Several changes of the server itself in one person's name
    /// continue each other's numbers.
    fn arrivals(&self, jobs: Vec<Job>) -> (Vec<Arrival>, Vec<Reply>) {
        let mut own: BTreeMap<Id<Person>, u64> = BTreeMap::new();
        let mut arrivals = Vec::new();
        let mut replies = Vec::new();
        for job in jobs {
            let (arrival, reply) = match job {
                Job::Push {
                    person,
                    push,
                    answer,
                } => (Arrival { person, push }, answer),
                Job::Own { person, op, answer } => {
                    let id = clock::new_id();
                    let mut arrival = self.with(|it| it.own(person, id, *op, clock::now()));
                    let before = own.entry(person).or_default();
                    arrival.push.ops.iter_mut().for_each(|offer| {
                        offer.cseq += *before;
                        offer.today = Some(clock::today());
                    });
                    *before += 1;
                    (arrival, answer)
                }
            };
            arrivals.push(arrival);
            replies.push(reply);
        }
        (arrivals, replies)
    }

    /// Makes a decision durable, shows it to readers and says the new head.
    async fn keep(
        &self,
        mut commit: Commit,
    ) -> Result<Vec<Result<PushAnswer, Problem>>, store::StoreError> {
        let answers = std::mem::take(&mut commit.answers);
        let public: Vec<_> = commit
            .rows
            .iter()
            .filter(|row| row.scope == Scope::default())
            .cloned()
            .collect();
        if !commit.is_empty()
            && let Err(error) = self.store.commit(self.workspace, commit).await
        {
            self.rebuild().await;
            return Err(error);
        }
        let live = self.with(|ledger| {
            ledger.committed();
            Live {
                epoch: ledger.epoch(),
                head: ledger.head(),
            }
        });
        self.publish(&public);
        self.report
            .send_if_modified(|before| std::mem::replace(before, live) != live);
        Ok(answers
            .into_iter()
            .map(|answer| answer.map_err(rejected))
            .collect())
    }

    fn publish(&self, rows: &[store::RowWrite]) {
        let mut public = self
            .shared
            .public
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        for row in rows {
            match row.text.read(row.at) {
                Ok(read) if row.state == RowState::Live => public.put(read),
                _ => public.remove(row.at),
            };
        }
    }

    /// After a failed commit the store alone knows what is true: start again from it.
    async fn rebuild(&self) {
        self.with(Ledger::failed);
        match super::load(&*self.store, self.workspace).await {
            Ok(fresh) => {
                let mut public = self
                    .shared
                    .public
                    .write()
                    .unwrap_or_else(PoisonError::into_inner);
                *public = super::public(fresh.plan());
                drop(public);
                self.with(|ledger| *ledger = fresh);
            }
            Err(error) => tracing::error!(%error, "the workspace could not be read again"),
        }
    }

    fn with<T>(&self, act: impl FnOnce(&mut Ledger) -> T) -> T {
        act(&mut self
            .shared
            .ledger
            .write()
            .unwrap_or_else(PoisonError::into_inner))
    }
}

impl Job {
    fn size(&self) -> usize {
        match self {
            Self::Push { push, .. } => push.ops.len().max(1),
            Self::Own { .. } => 1,
        }
    }
}

fn refuse(replies: Vec<Reply>, cause: &store::StoreError) {
    tracing::error!(%cause, pushes = replies.len(), "a batch was not stored");
    for reply in replies {
        let _ = reply.send(Err(Problem::unavailable("the batch was not stored")));
    }
}

fn rejected(rejection: sync::ledger::Rejection) -> Problem {
    Problem::bad(rejection.code(), rejection.to_string())
}
