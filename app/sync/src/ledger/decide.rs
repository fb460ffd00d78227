//! One batch of decisions.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use jiff::Timestamp;
use model::op::{Touched, apply};
use model::{Context, Id, Kind, Person, Ref, Refusal, access};
use uuid::Uuid;

use super::{
    Arrival, AuthorWrite, Client, ClientWrite, Commit, Grant, Ledger, LogEntry, Outcome, Rejection,
    RowWrite, day, notice,
};
use crate::Scope;
use crate::message::{
    Decided, OP_BYTES, Offer, Overwritten, PUSH_OPS, PushAnswer, RowState, RowText, Verdict,
};

/// Where an operation came from.
#[derive(Clone, Copy)]
pub(super) struct Origin {
    pub person: Id<Person>,
    pub client: Uuid,
    pub schema: u32,
}

pub(super) struct Batch<'a> {
    pub(super) ledger: &'a mut Ledger,
    known: &'a BTreeMap<Uuid, Outcome>,
    pub(super) now: Timestamp,
    pub(super) commit: Commit,
    rows: BTreeMap<(Scope, Ref), (u64, RowState)>,
    outcomes: BTreeMap<Uuid, Outcome>,
    clients: BTreeSet<Uuid>,
    /// Fields whose last author changed.
    pub(super) signed: BTreeSet<(Ref, String)>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(
        ledger: &'a mut Ledger,
        known: &'a BTreeMap<Uuid, Outcome>,
        now: Timestamp,
    ) -> Self {
        let commit = Commit {
            from: ledger.head,
            ..Commit::default()
        };
        let (rows, outcomes) = (BTreeMap::new(), BTreeMap::new());
        Self {
            ledger,
            known,
            now,
            commit,
            rows,
            outcomes,
            clients: BTreeSet::new(),
            signed: BTreeSet::new(),
        }
    }

    pub(super) fn arrival(&mut self, arrival: &Arrival) -> Result<PushAnswer, Rejection> {
        let push = &arrival.push;
        if push.ops.len() > PUSH_OPS {
            return Err(Rejection::TooManyOps { limit: PUSH_OPS });
        }
        let mut last = self.ledger.client(push.client, arrival.person)?;
        if push.epoch != self.ledger.epoch {
            return Ok(self.ledger.answer(last));
        }
        let from = Origin {
            person: arrival.person,
            client: push.client,
            schema: push.schema,
        };
        let mut verdicts = Vec::new();
        for offer in &push.ops {
            let verdict = match self.answered(offer.op_id, from.person) {
                Some(verdict) => verdict,
                None if offer.cseq <= last => Verdict::NumberTaken,
                None if offer.cseq > last + 1 => break,
                None => self.decide(from, offer),
            };
            if offer.cseq == last + 1 {
                last += 1;
                self.advance(from, last);
            }
            verdicts.push(Decided {
                op_id: offer.op_id,
                cseq: offer.cseq,
                verdict,
            });
        }
        Ok(PushAnswer {
            verdicts,
            ..self.ledger.answer(last)
        })
    }

    /// What was answered to an operation before, in this batch or an earlier one.
    fn answered(&self, op_id: Uuid, person: Id<Person>) -> Option<Verdict> {
        let outcome = self
            .outcomes
            .get(&op_id)
            .or_else(|| self.known.get(&op_id))?;
        let owner = self
            .ledger
            .clients
            .get(&outcome.client)
            .map(|client| client.person);
        if owner.is_some_and(|owner| owner != person) {
            let why = "This change was made by somebody else.".to_string();
            return Some(refused(Refusal::NotAllowed { why }));
        }
        Some(outcome.verdict.clone())
    }

    fn advance(&mut self, from: Origin, last_cseq: u64) {
        let client = Client {
            person: from.person,
            last_cseq,
        };
        let before = self.ledger.clients.insert(from.client, client);
        if let Some(staged) = &mut self.ledger.staged {
            staged.clients.entry(from.client).or_insert(before);
        }
        self.clients.insert(from.client);
    }

    pub(super) fn decide(&mut self, from: Origin, offer: &Offer) -> Verdict {
        let verdict = match self.unreadable(from, offer) {
            Some(why) => self.wait(from, offer, why),
            None => self.execute(from, offer),
        };
        let outcome = Outcome {
            op_id: offer.op_id,
            client: from.client,
            cseq: offer.cseq,
            seq: self.ledger.head,
            verdict: verdict.clone(),
        };
        self.outcomes.insert(offer.op_id, outcome);
        verdict
    }

    fn execute(&mut self, from: Origin, offer: &Offer) -> Verdict {
        let json = offer.op.to_json();
        if json.to_string().len() > OP_BYTES {
            return refused(Refusal::TooLong {
                what: "This change".into(),
                limit: format!("{} KiB", OP_BYTES / 1024),
            });
        }
        let Some(op) = offer.op.known() else {
            let why = "This is not a change that the server knows.".into();
            return refused(Refusal::BadValue {
                field: "op".into(),
                why,
            });
        };
        if let Some(refusal) = notice::forged(op) {
            return refused(refusal);
        }
        let today = day(offer.at, offer.today);
        let context = Context {
            actor: from.person,
            now: self.now,
            today,
        };
        match apply(&mut self.ledger.plan, op, &context) {
            Err(refusal) => refused(refusal),
            Ok(touched) if touched.is_noop() => Verdict::Noop,
            Ok(touched) => {
                self.ledger.head += 1;
                let replaced = self.replaced(&touched);
                self.sign(from.person, &touched);
                self.commit.log.push(LogEntry {
                    seq: self.ledger.head,
                    op_id: offer.op_id,
                    client: from.client,
                    cseq: offer.cseq,
                    person: from.person,
                    at: offer.at,
                    received_at: self.now,
                    op: json,
                    touched: touched.before.iter().map(|(at, _)| *at).collect(),
                });
                let merged = touched.merged;
                self.follow(touched);
                self.tell(&context, offer.op_id, &replaced);
                accepted(self.ledger.head, merged, replaced)
            }
        }
    }

    /// Notes the rows to write and the scopes that change hands.
    pub(super) fn follow(&mut self, touched: Touched) {
        let seq = self.ledger.head;
        let plan = &self.ledger.plan;
        let mut seen = BTreeSet::new();
        for row in &touched.rescoped {
            let was = Scope::new(row.was.0, row.was.1);
            // Of several moves in one operation the first says where the row lay.
            if seen.insert(row.at) && was != scope_of(plan, row.at) {
                self.rows.insert((was, row.at), (seq, RowState::Left));
            }
        }
        let changed = touched.before.iter().map(|(at, _)| *at);
        for at in changed.chain(touched.rescoped.iter().map(|row| row.at)) {
            let scope = scope_of(plan, at);
            let new_pair = scope.other.is_some() && self.ledger.pairs.insert(scope);
            if let (true, Some(staged)) = (new_pair, &mut self.ledger.staged) {
                staged.pairs.push(scope);
            }
            self.rows.insert((scope, at), (seq, RowState::Live));
        }
        let membership = |at: &Ref| matches!(at.kind, Kind::Person | Kind::Circle);
        if touched.before.iter().any(|(at, _)| membership(at)) {
            self.regrant(seq);
        }
        if let Some(staged) = &mut self.ledger.staged {
            staged.touched.push(touched);
        }
    }

    fn regrant(&mut self, seq: u64) {
        let plan = &self.ledger.plan;
        let held: BTreeMap<_, _> = plan
            .all::<Person>()
            .map(|row| (row.id, access::holds(plan, row.id)))
            .collect();
        let before = core::mem::replace(&mut self.ledger.held, held);
        let none = BTreeSet::new();
        for (person, held) in &self.ledger.held {
            let had = before.get(person).unwrap_or(&none);
            for audience in held.difference(had) {
                let grant = Grant {
                    person: *person,
                    audience: *audience,
                    since: seq,
                };
                self.commit.granted.push(grant);
            }
            for audience in had.difference(held) {
                let grant = Grant {
                    person: *person,
                    audience: *audience,
                    since: seq,
                };
                self.commit.revoked.push(grant);
            }
        }
        if let Some(staged) = &mut self.ledger.staged {
            staged.held.get_or_insert(before);
        }
    }

    pub(super) fn finish(self, answers: Vec<Result<PushAnswer, Rejection>>) -> Commit {
        let Self {
            ledger,
            mut commit,
            rows,
            outcomes,
            clients,
            signed,
            ..
        } = self;
        let plan = &ledger.plan;
        let write = |((scope, at), (seq, state)): ((Scope, Ref), (u64, RowState))| {
            let row = (state == RowState::Live).then(|| plan.any(at)).flatten();
            let text = row.map(|row| RowText::of(&row)).unwrap_or_default();
            RowWrite {
                scope,
                at,
                seq,
                state,
                text,
            }
        };
        commit.rows = rows.into_iter().map(write).collect();
        commit.rows.sort_by_key(|row| (row.scope, row.seq, row.at));
        commit.head = ledger.head;
        commit.authors = signed
            .into_iter()
            .filter_map(|(at, field)| {
                let key = (at, field);
                let person = *ledger.authors.get(&key)?;
                let (at, field) = key;
                Some(AuthorWrite { at, field, person })
            })
            .collect();
        commit.outcomes = outcomes.into_values().collect();
        commit.clients = clients
            .into_iter()
            .filter_map(|client| {
                let it = ledger.clients.get(&client)?;
                Some(ClientWrite {
                    client,
                    person: it.person,
                    last_cseq: it.last_cseq,
                })
            })
            .collect();
        let gained: BTreeSet<_> = commit
            .granted
            .iter()
            .map(|it| (it.person, it.audience))
            .collect();
        let lost: BTreeSet<_> = commit
            .revoked
            .iter()
            .map(|it| (it.person, it.audience))
            .collect();
        // What was gained and lost within one batch is settled by what holds at its end.
        let holds = |it: &Grant| {
            ledger
                .held
                .get(&it.person)
                .is_some_and(|held| held.contains(&it.audience))
        };
        commit
            .granted
            .retain(|it| !lost.contains(&(it.person, it.audience)) || holds(it));
        commit
            .revoked
            .retain(|it| !gained.contains(&(it.person, it.audience)) || !holds(it));
        commit.answers = answers;
        commit
    }
}

fn scope_of(plan: &model::Plan, at: Ref) -> Scope {
    let (one, other) = access::scopes(plan, at);
    Scope::new(one, other)
}

fn refused(why: Refusal) -> Verdict {
    Verdict::Refused {
        message: why.to_string(),
        why,
    }
}

fn accepted(seq: u64, merged: bool, replaced: Vec<Overwritten>) -> Verdict {
    match (merged, replaced.is_empty()) {
        (true, _) => Verdict::Merged { seq, replaced },
        (false, true) => Verdict::Ok { seq },
        (false, false) => Verdict::Conflict { seq, replaced },
    }
}
