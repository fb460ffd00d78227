//! A store that forgets: what every other store must mean, written so that it is easy to believe.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use model::{Audience, Ref};
use sync::Scope;
use sync::message::Epoch;
use uuid::Uuid;

use crate::{
    Account, Answer, AuthorWrite, ClientWrite, Commit, Digest, Grant, Invitation, Loaded, LogEntry,
    Outcome, Outcomes, Page, Range, RowWrite, Session, Store, StoreError, Summary, Token, Waiting,
};

/// Everything in maps behind one lock.
#[derive(Debug, Default)]
pub struct Memory {
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    workspaces: BTreeMap<Uuid, Space>,
    accounts: BTreeMap<Uuid, Account>,
    sessions: BTreeMap<Digest, Session>,
    tokens: BTreeMap<Digest, Token>,
    invitations: BTreeMap<Digest, Invitation>,
}

#[derive(Debug, Default)]
struct Space {
    epoch: Epoch,
    head: u64,
    log: BTreeMap<u64, LogEntry>,
    outcomes: BTreeMap<Uuid, Outcome>,
    rows: BTreeMap<(Scope, Ref), RowWrite>,
    clients: BTreeMap<Uuid, ClientWrite>,
    grants: BTreeMap<(Uuid, Audience), Grant>,
    waiting: BTreeMap<Uuid, Waiting>,
    authors: BTreeMap<(Ref, String), AuthorWrite>,
}

impl Space {
    /// The uniqueness that the tables of a database enforce by themselves.
    fn takes(&self, commit: &Commit) -> Result<(), StoreError> {
        if self.head != commit.from {
            return Err(StoreError::Behind {
                head: self.head,
                expected: commit.from,
            });
        }
        let known = |entry: &LogEntry| {
            self.log.contains_key(&entry.seq)
                || self.log.values().any(|other| {
                    other.op_id == entry.op_id
                        || (other.client, other.cseq) == (entry.client, entry.cseq)
                })
        };
        if commit.log.iter().any(known) {
            return Err(StoreError::Taken {
                what: "The number of an operation",
            });
        }
        Ok(())
    }

    fn write(&mut self, commit: Commit) {
        self.head = commit.head;
        self.log
            .extend(commit.log.into_iter().map(|entry| (entry.seq, entry)));
        self.outcomes.extend(
            commit
                .outcomes
                .into_iter()
                .map(|outcome| (outcome.op_id, outcome)),
        );
        self.rows.extend(
            commit
                .rows
                .into_iter()
                .map(|row| ((row.scope, row.at), row)),
        );
        let authors = commit.authors.into_iter();
        self.authors
            .extend(authors.map(|it| ((it.at, it.field.clone()), it)));
        self.clients.extend(
            commit
                .clients
                .into_iter()
                .map(|client| (client.client, client)),
        );
        for lost in commit.revoked {
            self.grants.remove(&(lost.person.uuid(), lost.audience));
        }
        for grant in commit.granted {
            self.grants
                .insert((grant.person.uuid(), grant.audience), grant);
        }
        self.waiting
            .extend(commit.quarantined.into_iter().map(|op| (op.op_id, op)));
        for op_id in commit.released {
            self.waiting.remove(&op_id);
        }
    }

    fn page(&self, ranges: &[Range]) -> Page {
        let mut rows = Vec::new();
        for range in ranges {
            let mut part: Vec<RowWrite> = self
                .rows
                .values()
                .filter(|row| row.scope == range.scope && row.seq > range.after)
                .cloned()
                .collect();
            part.sort_by_key(|row| {
                (
                    row.seq,
                    crate::spell::word(row.at.kind),
                    row.at.id.to_string(),
                )
            });
            // Up to the limit, and to the end of the change that the limit falls into.
            let limit = usize::try_from(range.limit.max(1)).unwrap_or(usize::MAX);
            if let Some(last) = part.get(limit - 1).map(|row| row.seq) {
                part.retain(|row| row.seq <= last);
            }
            rows.append(&mut part);
        }
        Page {
            epoch: self.epoch,
            head: self.head,
            rows,
        }
    }
}

impl Memory {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        // A panic elsewhere leaves whole values behind: every write below is one step.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn space<T>(
        &self,
        workspace: Uuid,
        ask: impl FnOnce(&mut Space) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        ask(self
            .inside()
            .workspaces
            .get_mut(&workspace)
            .ok_or(StoreError::NoWorkspace)?)
    }
}

fn ready<'a, T: Send + 'a>(result: Result<T, StoreError>) -> Answer<'a, T> {
    Box::pin(std::future::ready(result))
}

impl Store for Memory {
    fn workspaces(&self) -> Answer<'_, Vec<Summary>> {
        let summary = |(id, space): (&Uuid, &Space)| Summary {
            id: *id,
            epoch: space.epoch,
            head: space.head,
        };
        ready(Ok(self.inside().workspaces.iter().map(summary).collect()))
    }

    fn found(&self, workspace: Uuid, epoch: Epoch) -> Answer<'_, ()> {
        let mut inside = self.inside();
        if inside.workspaces.contains_key(&workspace) {
            return ready(Err(StoreError::Taken {
                what: "The workspace's identity",
            }));
        }
        inside.workspaces.insert(
            workspace,
            Space {
                epoch,
                ..Space::default()
            },
        );
        ready(Ok(()))
    }

    fn load(&self, workspace: Uuid) -> Answer<'_, Loaded> {
        ready(self.space(workspace, |space| {
            Ok(Loaded {
                epoch: space.epoch,
                head: space.head,
                rows: space.rows.values().cloned().collect(),
                clients: space.clients.values().cloned().collect(),
                grants: space.grants.values().cloned().collect(),
                authors: space.authors.values().cloned().collect(),
                waiting: {
                    let mut waiting: Vec<Waiting> = space.waiting.values().cloned().collect();
                    waiting.sort_by_key(|op| (op.received_at, op.client, op.cseq));
                    waiting
                },
            })
        }))
    }

    fn commit(&self, workspace: Uuid, commit: Commit) -> Answer<'_, ()> {
        ready(self.space(workspace, |space| {
            space.takes(&commit)?;
            space.write(commit);
            Ok(())
        }))
    }

    fn pull(&self, workspace: Uuid, ranges: Vec<Range>) -> Answer<'_, Page> {
        ready(self.space(workspace, |space| Ok(space.page(&ranges))))
    }

    fn outcomes(&self, workspace: Uuid, ops: BTreeSet<Uuid>) -> Answer<'_, Outcomes> {
        ready(self.space(workspace, |space| {
            let known = |op: &Uuid| space.outcomes.get(op).map(|it| (*op, it.clone()));
            Ok(ops.iter().filter_map(known).collect())
        }))
    }

    fn history(&self, workspace: Uuid, at: Ref, limit: u32) -> Answer<'_, Vec<LogEntry>> {
        ready(self.space(workspace, |space| {
            let touches = |entry: &&LogEntry| entry.touched.contains(&at);
            let entries = space
                .log
                .values()
                .rev()
                .filter(touches)
                .take(limit as usize);
            Ok(entries.cloned().collect())
        }))
    }

    fn log(&self, workspace: Uuid, after: u64, limit: u32) -> Answer<'_, Vec<LogEntry>> {
        ready(self.space(workspace, |space| {
            let entries = space.log.range(after + 1..).take(limit as usize);
            Ok(entries.map(|(_, entry)| entry.clone()).collect())
        }))
    }

    fn renew(&self, workspace: Uuid, epoch: Epoch) -> Answer<'_, ()> {
        ready(self.space(workspace, |space| {
            space.epoch = epoch;
            Ok(())
        }))
    }

    fn add_account(&self, account: Account) -> Answer<'_, ()> {
        ready(self.inside().join(account))
    }

    fn account_by_email(&self, email: String) -> Answer<'_, Option<Account>> {
        let email = email.to_lowercase();
        ready(Ok(self
            .inside()
            .accounts
            .values()
            .find(|it| it.email == email)
            .cloned()))
    }

    fn first_account(&self) -> Answer<'_, Option<Account>> {
        let inside = self.inside();
        ready(Ok(inside
            .accounts
            .values()
            .min_by_key(|it| (it.created_at, it.person))
            .cloned()))
    }

    fn account(&self, person: Uuid) -> Answer<'_, Option<Account>> {
        ready(Ok(self.inside().accounts.get(&person).cloned()))
    }

    fn add_session(&self, session: Session) -> Answer<'_, ()> {
        self.inside().sessions.insert(session.digest, session);
        ready(Ok(()))
    }

    fn session(&self, digest: Digest, now: Timestamp) -> Answer<'_, Option<Session>> {
        let inside = self.inside();
        ready(Ok(inside
            .sessions
            .get(&digest)
            .filter(|it| it.expires_at > now)
            .cloned()))
    }

    fn end_session(&self, digest: Digest, now: Timestamp) -> Answer<'_, ()> {
        self.inside()
            .sessions
            .retain(|key, it| *key != digest && it.expires_at > now);
        ready(Ok(()))
    }

    fn add_token(&self, token: Token) -> Answer<'_, ()> {
        self.inside().tokens.insert(token.digest, token);
        ready(Ok(()))
    }

    fn token(&self, digest: Digest) -> Answer<'_, Option<Token>> {
        ready(Ok(self.inside().tokens.get(&digest).cloned()))
    }

    fn tokens(&self, workspace: Uuid) -> Answer<'_, Vec<Token>> {
        let inside = self.inside();
        let mut tokens: Vec<Token> = inside
            .tokens
            .values()
            .filter(|it| it.workspace == workspace)
            .cloned()
            .collect();
        tokens.sort_by_key(|it| (std::cmp::Reverse(it.created_at), it.id));
        ready(Ok(tokens))
    }

    fn revoke_token(&self, workspace: Uuid, id: Uuid, now: Timestamp) -> Answer<'_, bool> {
        let mut inside = self.inside();
        let mut tokens = inside.tokens.values_mut();
        let found =
            tokens.find(|it| it.workspace == workspace && it.id == id && it.revoked_at.is_none());
        let revoked = found.map(|it| it.revoked_at = Some(now)).is_some();
        ready(Ok(revoked))
    }

    fn use_token(&self, digest: Digest, now: Timestamp) -> Answer<'_, ()> {
        if let Some(token) = self.inside().tokens.get_mut(&digest) {
            token.used_at = Some(now);
        }
        ready(Ok(()))
    }

    fn add_invitation(&self, invitation: Invitation) -> Answer<'_, ()> {
        self.inside()
            .invitations
            .insert(invitation.digest, invitation);
        ready(Ok(()))
    }

    fn invitation(&self, digest: Digest) -> Answer<'_, Option<Invitation>> {
        ready(Ok(self.inside().invitations.get(&digest).cloned()))
    }

    fn accept(&self, digest: Digest, account: Account, now: Timestamp) -> Answer<'_, ()> {
        let mut inside = self.inside();
        let open = inside
            .invitations
            .get(&digest)
            .is_some_and(|it| it.used_at.is_none());
        if !open {
            return ready(Err(StoreError::Taken {
                what: "The invitation",
            }));
        }
        if let Err(error) = inside.join(account) {
            return ready(Err(error));
        }
        if let Some(invitation) = inside.invitations.get_mut(&digest) {
            invitation.used_at = Some(now);
        }
        ready(Ok(()))
    }

    fn unaccept(&self, digest: Digest, person: Uuid) -> Answer<'_, ()> {
        let mut inside = self.inside();
        inside.accounts.remove(&person);
        if let Some(invitation) = inside.invitations.get_mut(&digest) {
            invitation.used_at = None;
        }
        ready(Ok(()))
    }
}

impl Inside {
    fn join(&mut self, mut account: Account) -> Result<(), StoreError> {
        account.email = account.email.to_lowercase();
        if self.accounts.values().any(|it| it.email == account.email) {
            return Err(StoreError::Taken {
                what: "The address",
            });
        }
        if self.accounts.contains_key(&account.person) {
            return Err(StoreError::Taken {
                what: "The person's account",
            });
        }
        self.accounts.insert(account.person, account);
        Ok(())
    }
}
