//! The server's machine: decides operations in one order, says what to store and what to answer.
//! It touches no disk and no socket.
//!
//! One task per workspace owns it and does, again and again:
//!
//! 1. collect the pushes that wait (up to `PUSH_OPS` operations or 20 ms);
//! 2. look up the stored [`Outcome`] of every op id in [`asks`];
//! 3. [`Ledger::admit`] them with those outcomes: the plan moves, nothing is durable yet;
//! 4. store the [`Commit`] in one transaction with `synchronous = FULL`;
//! 5. on success [`Ledger::committed`], send the answers, tell the live streams the head; on
//!    failure [`Ledger::failed`]: the plan moves back, the pushes get no answer and come again.
//!
//! A pull asks for a [`Reader`], reads its [`Range`]s from one moment of the store, and assembles
//! the page (see there for the order). Changes that the server makes itself (founding, joining, a
//! demo) go the same way, wrapped by [`Ledger::own`].

mod commit;
mod decide;
mod load;
mod notice;
mod quarantine;
mod reader;

pub use commit::*;
pub use load::{BadState, LedgerState};
pub use reader::{Range, Reader};

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use jiff::{Timestamp, civil::Date};
use model::op::{Touched, revert};
use model::{Audience, Id, Op, Person, Plan, Ref};
use uuid::Uuid;

use crate::Scope;
use crate::message::{Epoch, Offer, Offered, Push, PushAnswer, SCHEMA};

/// Everything a server keeps in memory to decide.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    plan: Plan,
    epoch: Epoch,
    head: u64,
    clients: BTreeMap<Uuid, Client>,
    held: BTreeMap<Id<Person>, BTreeSet<Audience>>,
    pairs: BTreeSet<Scope>,
    waiting: BTreeMap<Uuid, Waiting>,
    authors: notice::Authors,
    schema: u32,
    staged: Option<Staged>,
}

#[derive(Clone, Debug)]
struct Client {
    person: Id<Person>,
    last_cseq: u64,
}

/// What was before a batch that is not durable yet.
#[derive(Clone, Debug, Default)]
struct Staged {
    touched: Vec<Touched>,
    head: u64,
    clients: BTreeMap<Uuid, Option<Client>>,
    held: Option<BTreeMap<Id<Person>, BTreeSet<Audience>>>,
    pairs: Vec<Scope>,
    waited: Vec<Uuid>,
    released: Vec<Waiting>,
    authors: Vec<(Field, Option<Id<Person>>)>,
}

/// A field of a row.
type Field = (Ref, String);

/// The op ids whose stored outcomes `Ledger::admit` needs.
pub fn asks(arrivals: &[Arrival]) -> BTreeSet<Uuid> {
    arrivals
        .iter()
        .flat_map(|it| &it.push.ops)
        .map(|offer| offer.op_id)
        .collect()
}

impl Ledger {
    /// An empty workspace at the start of an epoch.
    pub fn new(epoch: Epoch) -> Self {
        Self {
            epoch,
            schema: SCHEMA,
            ..Self::default()
        }
    }

    /// Every row as decided; while a batch is being stored, with that batch.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The life of the log.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// The number of the last durable change.
    pub fn head(&self) -> u64 {
        self.staged.as_ref().map_or(self.head, |staged| staged.head)
    }

    /// The audiences that a person belongs to.
    pub fn held(&self, person: Id<Person>) -> BTreeSet<Audience> {
        self.held.get(&person).cloned().unwrap_or_default()
    }

    /// Who asks, for answering a pull. See [`Reader`] for when to call it.
    pub fn reader(&self, person: Id<Person>, client: Uuid) -> Reader {
        let before = self
            .staged
            .as_ref()
            .and_then(|staged| staged.clients.get(&client));
        let durable = match before {
            Some(before) => before.as_ref(),
            None => self.clients.get(&client),
        };
        Reader {
            epoch: self.epoch,
            held: Scope::held(&self.held(person), &self.pairs),
            last_cseq: durable
                .filter(|it| it.person == person)
                .map_or(0, |it| it.last_cseq),
        }
    }

    /// Wraps a change that the server itself makes in somebody's name, as an arrival of a client
    /// that stands for the server and that person.
    pub fn own(&self, person: Id<Person>, op_id: Uuid, op: Op, now: Timestamp) -> Arrival {
        let client = Uuid::from_u128(!person.uuid().as_u128());
        let cseq = self.clients.get(&client).map_or(0, |it| it.last_cseq) + 1;
        let ops = Vec::from([Offer {
            op_id,
            cseq,
            at: now,
            today: None,
            op: Offered::Known(op),
        }]);
        Arrival {
            person,
            push: Push {
                epoch: self.epoch,
                client,
                schema: SCHEMA,
                ops,
            },
        }
    }

    /// Decides a batch. `known` holds the stored outcomes of `asks(arrivals)`. The plan moves; call
    /// `committed` or `failed` before the next batch. A batch that is still open counts as failed.
    pub fn admit(
        &mut self,
        arrivals: &[Arrival],
        known: &BTreeMap<Uuid, Outcome>,
        now: Timestamp,
    ) -> Commit {
        self.failed();
        self.staged = Some(Staged {
            head: self.head,
            ..Staged::default()
        });
        let mut batch = decide::Batch::new(self, known, now);
        let answers = arrivals
            .iter()
            .map(|arrival| batch.arrival(arrival))
            .collect();
        batch.finish(answers)
    }

    /// Decides again what waited for this version, in the order in which it came. Empty when
    /// nothing can be read that could not before. Call once after loading, like `admit`.
    pub fn reconsider(&mut self, now: Timestamp) -> Commit {
        self.failed();
        self.staged = Some(Staged {
            head: self.head,
            ..Staged::default()
        });
        let known = BTreeMap::new();
        let mut batch = decide::Batch::new(self, &known, now);
        batch.reconsider();
        batch.finish(Vec::new())
    }

    /// The commit is durable.
    pub fn committed(&mut self) {
        self.staged = None;
    }

    /// The commit is not durable and never will be: everything is as before `admit`.
    pub fn failed(&mut self) {
        let Some(staged) = self.staged.take() else {
            return;
        };
        for touched in staged.touched.iter().rev() {
            revert(&mut self.plan, touched);
        }
        self.head = staged.head;
        for (client, before) in staged.clients {
            match before {
                Some(before) => self.clients.insert(client, before),
                None => self.clients.remove(&client),
            };
        }
        if let Some(held) = staged.held {
            self.held = held;
        }
        for pair in staged.pairs {
            self.pairs.remove(&pair);
        }
        for (field, before) in staged.authors.into_iter().rev() {
            match before {
                Some(before) => self.authors.insert(field, before),
                None => self.authors.remove(&field),
            };
        }
        for op_id in staged.waited {
            self.waiting.remove(&op_id);
        }
        self.waiting
            .extend(staged.released.into_iter().map(|it| (it.op_id, it)));
    }

    fn client(&mut self, client: Uuid, person: Id<Person>) -> Result<u64, Rejection> {
        match self.clients.get(&client) {
            Some(known) if known.person != person => Err(Rejection::ClientTaken),
            Some(known) => Ok(known.last_cseq),
            None => Ok(0),
        }
    }

    fn answer(&self, last_cseq: u64) -> PushAnswer {
        PushAnswer {
            epoch: self.epoch,
            head: self.head,
            last_cseq,
            verdicts: Vec::new(),
        }
    }
}

/// The day where the author of an operation was.
fn day(at: Timestamp, today: Option<Date>) -> Date {
    today.unwrap_or_else(|| jiff::tz::Offset::UTC.to_datetime(at).date())
}
