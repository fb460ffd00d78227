//! An archive brought into a workspace that is there: what is missing is made anew under the same
//! identities, what is there stays as it is, so that bringing it in twice changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use model::op::make;
use model::schedule::{default_calendar, schedule};
use model::{
    AnyRow, Calendar, Cycle, CycleState, Entity, Id, Kind, Op, Person, Plan, Project, Ref, Refusal,
    Role, Team, apply,
};
use serde_json::Value;
use uuid::Uuid;

use super::Archive;
use crate::pace::{self, Pace};

/// Bytes of one group as JSON; an operation may have 64 KiB.
const GROUP_BYTES: usize = 48 * 1024;
/// Rows of one group.
const GROUP_ROWS: usize = 250;
/// How often what was refused is tried again, while something else went through.
const PASSES: usize = 8;

/// The kinds in which rows are made: what a row points at comes before it.
const ORDER: [Kind; 14] = [
    Kind::Person,
    Kind::Team,
    Kind::Circle,
    Kind::Cycle,
    Kind::Objective,
    Kind::Project,
    Kind::Calendar,
    Kind::Resource,
    Kind::Task,
    Kind::Dependency,
    Kind::KeyResult,
    Kind::CheckIn,
    Kind::Link,
    Kind::Import,
];

/// What bringing an archive in does, for looking at it before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brought {
    /// The name of the archive's workspace.
    pub workspace: String,
    /// It is an earlier state of this very workspace.
    pub own: bool,
    /// The changes, in order, each a group below the limit of one operation.
    pub ops: Vec<Op>,
    /// By kind: how many rows are made, and how many are here already.
    pub kinds: Vec<(Kind, usize, usize)>,
    /// Rows in the archive's trash, which are left there.
    pub trashed: usize,
    /// Rows that cannot be made, each with its reason.
    pub refused: Vec<(String, String)>,
}

impl Brought {
    /// How many rows are made.
    pub fn created(&self) -> usize {
        self.kinds.iter().map(|(_, new, _)| new).sum()
    }
}

/// What it would do, tried on a copy of the plan in the name of `acting`.
pub async fn bring(
    archive: &Archive,
    plan: &Plan,
    acting: &model::Context,
    pace: &Pace<'_>,
) -> Brought {
    let mut bring = Bring {
        from: &archive.plan,
        work: plan.clone(),
        acting,
        same: BTreeMap::new(),
        made: BTreeSet::new(),
        ops: Vec::new(),
        bytes: 0,
        out: Brought::default(),
    };
    let theirs = archive.plan.workspace();
    bring.out.workspace = theirs.map(|row| row.name.clone()).unwrap_or_default();
    bring.out.own = plan.workspace().map(|row| row.id) == theirs.map(|row| row.id);
    bring.recognise();
    bring.statuses();
    let rows = archive.rows.max(1);
    let mut done = 0_usize;
    for kind in ORDER {
        let (mut made, mut here) = (0, 0);
        let mut waiting = Vec::new();
        for row in bring.rows(kind) {
            done += 1;
            if done.is_multiple_of(pace::ROWS) {
                pace.turn(done, rows).await;
            }
            match bring.knows(row.at()) {
                true => here += 1,
                false => waiting.push(row),
            }
        }
        for _ in 0..PASSES {
            let before = waiting.len();
            let mut left = Vec::new();
            for (index, row) in waiting.into_iter().enumerate() {
                match bring.make(&row) {
                    Ok(()) => made += 1,
                    Err(why) => left.push((row, why)),
                }
                if index.is_multiple_of(pace::ROWS) {
                    pace.turn(done, rows).await;
                }
            }
            let stuck = left.len() == before;
            waiting = Vec::new();
            for (row, why) in left {
                match stuck {
                    true => bring.out.refused.push((name(&row), why)),
                    false => waiting.push(row),
                }
            }
            if waiting.is_empty() {
                break;
            }
        }
        if made + here > 0 {
            bring.out.kinds.push((kind, made, here));
        }
    }
    bring.finish()
}

struct Bring<'a> {
    from: &'a Plan,
    work: Plan,
    acting: &'a model::Context,
    /// Identities of the archive to those that stand for them here.
    same: BTreeMap<Uuid, Uuid>,
    /// Rows that were made.
    made: BTreeSet<Ref>,
    ops: Vec<Op>,
    bytes: usize,
    out: Brought,
}

impl Bring<'_> {
    /// People by address or name, teams by name, cycles by name and days.
    fn recognise(&mut self) {
        let key = |text: &str| text.trim().to_lowercase();
        for theirs in self.from.all::<Person>() {
            let people = || self.work.all::<Person>().filter(|it| !it.head.trashed);
            let email = key(&theirs.email);
            let by_email = people().find(|it| !email.is_empty() && key(&it.email) == email);
            let mut named = people().filter(|it| key(&it.name) == key(&theirs.name));
            let by_name = named.next().filter(|_| named.next().is_none());
            if let Some(here) = by_email.or(by_name) {
                self.same.insert(theirs.id.uuid(), here.id.uuid());
            }
        }
        for theirs in self.from.all::<Team>() {
            let mut teams = self.work.all::<Team>().filter(|it| !it.head.trashed);
            if let Some(here) = teams.find(|it| key(&it.name) == key(&theirs.name)) {
                self.same.insert(theirs.id.uuid(), here.id.uuid());
            }
        }
        for theirs in self.from.all::<Cycle>() {
            let what = |it: &Cycle| (key(&it.name), it.start, it.finish);
            let mut cycles = self.work.all::<Cycle>().filter(|it| !it.head.trashed);
            if let Some(here) = cycles.find(|it| what(it) == what(theirs)) {
                self.same.insert(theirs.id.uuid(), here.id.uuid());
            }
        }
        // Who is here under the same identity is the same, whatever they are called by now.
        let here = &self.work;
        let at = |kind, id| Ref { kind, id };
        self.same.retain(|id, _| {
            [Kind::Person, Kind::Team, Kind::Cycle]
                .into_iter()
                .all(|kind| here.any(at(kind, *id)).is_none())
        });
    }

    /// The statuses that tasks have, where this workspace has none of its own.
    fn statuses(&mut self) {
        let theirs = self.from.workspace().map(|row| row.statuses.clone());
        let theirs = theirs.filter(|list| !list.is_empty());
        let here = self.work.workspace().filter(|row| row.statuses.is_empty());
        if let (Some(list), Some(at)) = (theirs, here.map(|row| row.id.at())) {
            let to = serde_json::to_value(list).unwrap_or_default();
            if let Err(why) = self.attempt(make::set(&self.work, at, "statuses", to)) {
                self.out.refused.push(("the statuses of tasks".into(), why));
            }
        }
    }

    /// The rows of a kind, in an order in which they can be made; what lies in the trash is counted.
    fn rows(&mut self, kind: Kind) -> Vec<AnyRow> {
        if kind == Kind::Task {
            let projects = self.from.projects().into_iter();
            let tasks = projects.flat_map(|row| self.from.tasks(row.id));
            let live: Vec<AnyRow> = tasks
                .filter_map(|(_, row)| self.from.any(row.id.at()))
                .collect();
            self.out.trashed += self.from.all::<model::Task>().count() - live.len();
            return live;
        }
        let all = self.from.every().filter(|row| row.at().kind == kind);
        let (mut live, trashed): (Vec<_>, Vec<_>) = all.partition(|row| self.from.is_live(row));
        self.out.trashed += trashed.len();
        live.sort_by_key(|row| (row.head().created_at, row.at().id));
        live
    }

    fn knows(&self, at: Ref) -> bool {
        self.same.contains_key(&at.id) || self.work.any(at).is_some()
    }

    fn make(&mut self, row: &AnyRow) -> Result<(), String> {
        let at = row.at();
        let audience = row.head().audience;
        let mut entity = self.mapped(row.entity()).ok_or("It cannot be read.")?;
        match &mut entity {
            // Accounts are no part of an archive: an invitation makes one of the placeholder.
            Entity::Person(person) => {
                person.placeholder = true;
                person.role = Role::Guest;
            }
            // A closed one takes nothing in; it is closed again at the end.
            Entity::Cycle(cycle) if cycle.state == CycleState::Closed => {
                cycle.state = CycleState::default();
            }
            Entity::Project(project) => {
                // Calendars hang below it: it gets its own at the end.
                project.calendar = None;
                // Without a start it would begin when it was made, which is now.
                let begins = || schedule(self.from, Id::new(at.id)).start;
                project.start.get_or_insert_with(begins);
            }
            _ => {}
        }
        let audience = audience.and_then(|it| {
            let value = self.ids(serde_json::to_value(it).ok()?);
            serde_json::from_value(value).ok()
        });
        self.attempt(Op::Create {
            id: at.id,
            entity,
            audience,
        })?;
        self.made.insert(at);
        Ok(())
    }

    fn attempt(&mut self, op: Op) -> Result<(), String> {
        apply(&mut self.work, &op, self.acting).map_err(|refusal| match refusal {
            Refusal::NotFound { kind } => {
                format!("The {} that it belongs to does not come in.", kind.word())
            }
            other => other.to_string(),
        })?;
        let bytes = serde_json::to_vec(&op).map_or(0, |text| text.len());
        if self.bytes + bytes > GROUP_BYTES || self.ops.len() >= GROUP_ROWS {
            self.close();
        }
        self.bytes += bytes + 1;
        self.ops.push(op);
        Ok(())
    }

    fn close(&mut self) {
        if !self.ops.is_empty() {
            let ops = std::mem::take(&mut self.ops);
            self.out.ops.push(Op::Group { ops });
        }
        self.bytes = 0;
    }

    /// The same entity with the identities that are here.
    fn mapped(&self, entity: Entity) -> Option<Entity> {
        if self.same.is_empty() {
            return Some(entity);
        }
        let value = self.ids(serde_json::to_value(entity).ok()?);
        serde_json::from_value(value).ok()
    }

    fn ids(&self, value: Value) -> Value {
        match value {
            Value::String(text) if text.len() == 36 => {
                let here = Uuid::try_parse(&text).ok();
                let here = here.and_then(|id| self.same.get(&id));
                Value::String(here.map_or(text, Uuid::to_string))
            }
            Value::Array(list) => list.into_iter().map(|it| self.ids(it)).collect(),
            Value::Object(map) => {
                let pairs = map.into_iter().map(|(key, it)| (key, self.ids(it)));
                Value::Object(pairs.collect())
            }
            other => other,
        }
    }

    /// What had to wait: calendars of projects, and cycles that are closed.
    fn finish(mut self) -> Brought {
        let projects: Vec<_> = self.from.all::<Project>().cloned().collect();
        let usual = default_calendar(self.from);
        for row in projects.iter() {
            // What ran on the usual calendar there runs on it here, where another one may be usual.
            let calendar: Option<Id<Calendar>> = row.calendar.or(usual);
            let there = calendar.filter(|id| self.work.live(*id).is_some());
            if let (Some(id), true) = (there, self.made.contains(&row.id.at())) {
                let to = Value::String(id.to_string());
                // What was refused stays without: the project is there all the same.
                let _ = self.attempt(make::set(&self.work, row.id.at(), "calendar", to));
            }
        }
        let closed = self.from.all::<Cycle>();
        let closed = closed.filter(|row| row.state == CycleState::Closed);
        let closed: Vec<Id<Cycle>> = closed.map(|row| row.id).collect();
        let to = serde_json::to_value(CycleState::Closed).unwrap_or_default();
        for id in closed
            .into_iter()
            .filter(|id| self.made.contains(&id.at()))
            .collect::<Vec<_>>()
        {
            let _ = self.attempt(make::set(&self.work, id.at(), "state", to.clone()));
        }
        self.close();
        self.out
    }
}

/// What a person calls a row.
fn name(row: &AnyRow) -> String {
    let kind = row.at().kind.word();
    let title = ["title", "name", "file"]
        .into_iter()
        .find_map(|field| row.get(field)?.as_str().map(str::to_owned));
    match title {
        Some(title) => format!("{kind} \u{201c}{title}\u{201d}"),
        None => kind.to_owned(),
    }
}
