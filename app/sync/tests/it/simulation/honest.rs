//! Conflict honesty: whose value gave way, found anew from the log alone, and that both are told.

use std::collections::BTreeMap;

use model::plan::Record;
use model::{Entity, Id, Notice, Op, Person, Plan, Ref, access};
use serde_json::{Value, json};
use sync::Commit;
use sync::ledger::LogEntry;
use sync::message::{Overwritten, RowState};

use super::disk::Database;
use super::world::Held;

/// What each field holds and who wrote it, as the log tells.
#[derive(Clone, Debug, Default)]
pub struct Honest {
    fields: BTreeMap<(Ref, String), (Value, Id<Person>)>,
    read: usize,
}

/// A value that gave way: whose, where, and which.
type Owed = (Id<Person>, Ref, String, Value, Id<Person>);

impl Honest {
    /// Follows the log to its end. What this commit replaced must be said to be whose it was, and
    /// they must have been told, if they may see it.
    pub fn follow(&mut self, database: &Database, commit: &Commit, plan: &Plan) -> Held {
        let mut owed: Vec<Owed> = Vec::new();
        while let Some(entry) = database.log.get(self.read) {
            self.read += 1;
            if entry.seq > commit.from {
                owed.extend(self.owed(database, entry)?);
            }
            self.write(entry.person, &entry.op());
        }
        let told: Vec<Owed> = notices(database, commit.from).collect();
        // Who may see what is asked of the end of the batch: nothing of that changed within it.
        let calm = commit.granted.is_empty() && commit.revoked.is_empty();
        let calm = calm && commit.rows.iter().all(|row| row.state == RowState::Live);
        for it in owed.iter().filter(|it| calm && !told.contains(it)) {
            let row = plan.any(it.1);
            if row.is_some_and(|row| access::sees_row(plan, it.0, &row)) {
                return Err(format!("conflict honesty: nobody told {it:?}"));
            }
        }
        let own = |it: &&Owed| commit.log.iter().any(|entry| entry.person == it.4);
        match told
            .iter()
            .filter(own)
            .find(|it| calm && !owed.contains(it))
        {
            Some(it) => Err(format!("conflict honesty: told for no reason {it:?}")),
            None => Ok(()),
        }
    }

    /// The values that an operation replaced, with whose they were.
    fn owed(&self, database: &Database, entry: &LogEntry) -> Result<Vec<Owed>, String> {
        let outcome = &database.outcomes[&entry.op_id];
        let mut owed = Vec::new();
        for it in outcome.verdict.replaced() {
            let Overwritten { at, field, was, .. } = it;
            let whose = self.fields.get(&(*at, field.clone())).map(|it| it.1);
            if it.by != whose {
                let by = it.by;
                return Err(format!(
                    "conflict honesty: {at:?} {field} was {whose:?}'s, not {by:?}'s"
                ));
            }
            if let Some(whose) = whose.filter(|it| *it != entry.person) {
                owed.push((whose, *at, field.clone(), was.clone(), entry.person));
            }
        }
        Ok(owed)
    }

    fn write(&mut self, person: Id<Person>, op: &Op) {
        match op {
            Op::Group { ops } => ops.iter().for_each(|op| self.write(person, op)),
            Op::Create {
                id,
                entity,
                audience,
            } => {
                let at = Ref {
                    kind: entity.kind(),
                    id: *id,
                };
                let body =
                    |field: &str| entity.clone().into_row(*id, Default::default()).get(field);
                for field in at.kind.fields() {
                    self.take(at, field, body(field).unwrap_or_default(), person);
                }
                self.take(at, "audience", json!(audience), person);
                let parent = match entity {
                    Entity::Task(body) => body.parent.map(|it| it.uuid()),
                    Entity::KeyResult(body) => Some(body.objective.uuid()),
                    _ => None,
                };
                let rank = body("rank").unwrap_or_default();
                let place = parent.map_or(
                    json!({"rank": rank}),
                    |parent| json!({"parent": parent, "rank": rank}),
                );
                self.take(at, "place", place, person);
            }
            Op::Set { at, field, to, .. } => self.take(*at, field, to.clone(), person),
            Op::Move { at, to, .. } => self.take(*at, "place", json!(to), person),
            Op::SetAudience { at, to, .. } => self.take(*at, "audience", json!(to), person),
            Op::Add { .. } | Op::Remove { .. } | Op::Trash { .. } | Op::Restore { .. } => {}
        }
    }

    /// What a field holds already was written by whoever wrote it before.
    fn take(&mut self, at: Ref, field: &str, to: Value, person: Id<Person>) {
        let held = self.fields.get(&(at, field.to_owned()));
        if held.is_none_or(|(value, _)| *value != to) {
            self.fields.insert((at, field.to_owned()), (to, person));
        }
    }
}

trait Read {
    fn op(&self) -> Op;
}

impl Read for LogEntry {
    fn op(&self) -> Op {
        serde_json::from_value(self.op.clone()).expect("an operation of this version")
    }
}

/// The notices written since a change that nobody has taken note of.
fn notices(database: &Database, since: u64) -> impl Iterator<Item = Owed> + '_ {
    let rows = database.rows.values();
    let written = rows.filter(move |row| row.at.kind == Notice::KIND && row.seq > since);
    let live = written.filter(|row| row.state == RowState::Live);
    live.filter_map(|row| {
        let read = row.text.read(row.at).expect("a row");
        let notice = Notice::unwrap(&read)?;
        let it = &notice.body;
        let by = notice.head.created_by;
        let new = !notice.head.trashed && notice.head.changed_by == by;
        new.then(|| (it.person, it.at, it.field.clone(), it.was.clone(), by))
    })
}

/// What a person has to be shown, as the server's plan says.
pub fn open(plan: &Plan, person: Id<Person>) -> Vec<Id<Notice>> {
    let mine = plan.all::<Notice>().filter(|row| row.person == person);
    let open = mine.filter(|row| plan.live(row.id).is_some());
    let seen = open.filter(|row| {
        let about = plan.any(row.at);
        about.is_some_and(|about| access::sees_row(plan, person, &about))
    });
    seen.map(|row| row.id).collect()
}
