//! One workspace at work: its ledger in memory, the task that decides and writes, and the number that
//! live streams watch. Pushes that arrive while a commit is on its way to the disk go together in the
//! next one, so that a busy server pays for few syncs and an idle one waits for nothing.

mod writer;

use std::sync::{Arc, PoisonError, RwLock};

use model::access;
use model::{Audience, Id, Op, Person, Plan};
use store::{Loaded, Store};
use sync::Ledger;
use sync::ledger::{BadState, LedgerState};
use sync::message::{Live, Pull, PullAnswer, Push, PushAnswer, Verdict};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::error::Problem;

/// A workspace that is open.
pub struct Desk {
    workspace: Uuid,
    store: Arc<dyn Store>,
    shared: Arc<Shared>,
    inbox: mpsc::Sender<Job>,
    live: watch::Receiver<Live>,
}

/// What the writer and the readers share.
struct Shared {
    ledger: RwLock<Ledger>,
    /// What everyone in the workspace may see, and nothing else: what other people's pages show.
    public: RwLock<Plan>,
}

/// Something for the writer to decide.
enum Job {
    /// A push of a client.
    Push {
        person: Id<Person>,
        push: Push,
        answer: oneshot::Sender<Result<PushAnswer, Problem>>,
    },
    /// A change that the server makes in somebody's name.
    Own {
        person: Id<Person>,
        op: Box<Op>,
        answer: oneshot::Sender<Result<PushAnswer, Problem>>,
    },
}

/// How many pushes may wait before callers have to.
const INBOX: usize = 1024;

impl Desk {
    /// Opens a workspace: loads it and starts its writer, which ends when the desk is dropped.
    pub async fn open(
        store: Arc<dyn Store>,
        workspace: Uuid,
    ) -> anyhow::Result<(Self, JoinHandle<()>)> {
        let ledger = load(&*store, workspace).await?;
        let (report, live) = watch::channel(Live {
            epoch: ledger.epoch(),
            head: ledger.head(),
        });
        let shared = Arc::new(Shared {
            public: RwLock::new(public(ledger.plan())),
            ledger: RwLock::new(ledger),
        });
        let (inbox, jobs) = mpsc::channel(INBOX);
        let writer = writer::Writer {
            workspace,
            store: store.clone(),
            shared: shared.clone(),
            jobs,
            report,
        };
        let task = tokio::spawn(writer.run());
        Ok((
            Self {
                workspace,
                store,
                shared,
                inbox,
                live,
            },
            task,
        ))
    }

    /// The workspace's identity.
    pub fn workspace(&self) -> Uuid {
        self.workspace
    }

    /// Lends the plan as decided.
    pub fn plan<T>(&self, read: impl FnOnce(&Plan) -> T) -> T {
        let ledger = self
            .shared
            .ledger
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        read(ledger.plan())
    }

    /// Lends what everyone in the workspace may see: no confidential row is in it or in its numbers.
    pub fn public<T>(&self, read: impl FnOnce(&Plan) -> T) -> T {
        read(
            &self
                .shared
                .public
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// The number to watch.
    pub fn live(&self) -> watch::Receiver<Live> {
        self.live.clone()
    }

    /// Decides a push; answered when it is durable.
    pub async fn push(&self, person: Id<Person>, push: Push) -> Result<PushAnswer, Problem> {
        let (answer, answered) = oneshot::channel();
        self.ask(
            Job::Push {
                person,
                push,
                answer,
            },
            answered,
        )
        .await
    }

    /// Makes a change in somebody's name; answered when it is durable.
    pub async fn own(&self, person: Id<Person>, op: Op) -> Result<Verdict, Problem> {
        let (answer, answered) = oneshot::channel();
        let answer = self
            .ask(
                Job::Own {
                    person,
                    op: Box::new(op),
                    answer,
                },
                answered,
            )
            .await?;
        let verdict = answer.verdicts.into_iter().next();
        verdict
            .map(|it| it.verdict)
            .ok_or_else(|| Problem::unavailable("no verdict"))
    }

    async fn ask(
        &self,
        job: Job,
        answered: oneshot::Receiver<Result<PushAnswer, Problem>>,
    ) -> Result<PushAnswer, Problem> {
        let closed = "the workspace is being closed";
        self.inbox
            .send(job)
            .await
            .map_err(|_| Problem::unavailable(closed))?;
        answered.await.map_err(|_| Problem::unavailable(closed))?
    }

    /// Answers a pull. Asked again when somebody's access changed while the rows were being read.
    pub async fn pull(&self, person: Id<Person>, pull: &Pull) -> Result<PullAnswer, Problem> {
        for _ in 0..8 {
            let before = self.reader(person, pull.client);
            let page = self.store.pull(self.workspace, before.ranges(pull)).await?;
            let after = self.reader(person, pull.client);
            if after.held == before.held && after.epoch == page.epoch {
                return Ok(before.assemble(pull, page.head, page.rows));
            }
        }
        Err(Problem::unavailable(
            "access changed again and again during a pull",
        ))
    }

    fn reader(&self, person: Id<Person>, client: Uuid) -> sync::ledger::Reader {
        let ledger = self
            .shared
            .ledger
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        ledger.reader(person, client)
    }
}

/// Reads a workspace into a ledger.
pub async fn load(store: &dyn Store, workspace: Uuid) -> anyhow::Result<Ledger> {
    Ok(ledger(store.load(workspace).await?)?)
}

fn ledger(loaded: Loaded) -> Result<Ledger, BadState> {
    Ledger::load(LedgerState {
        epoch: loaded.epoch,
        head: loaded.head,
        rows: loaded.rows,
        clients: loaded.clients,
        waiting: loaded.waiting,
        authors: loaded.authors,
    })
}

fn public(plan: &Plan) -> Plan {
    let mut public = Plan::default();
    for row in plan.every() {
        if access::row_scopes(plan, &row) == (Audience::Workspace, None) {
            public.put(row);
        }
    }
    public
}
