//! Is a database what it should be? Every invariant is looked at, and what is wrong is said.

use std::collections::{BTreeMap, BTreeSet};

use model::{AnyRow, Audience, Id, Person, Plan, Ref, access};
use sync::Scope;
use sync::message::RowState;
use uuid::Uuid;

use crate::spell::word;
use crate::{Loaded, LogEntry, RowWrite, Store, StoreError};

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Sentences; empty when all is well.
    pub problems: Vec<String>,
    /// Rows that were read.
    pub rows: u64,
    /// Operations that were read.
    pub operations: u64,
}

/// Looks at every workspace of a store.
pub async fn examine(store: &dyn Store) -> Result<Report, StoreError> {
    let mut report = Report::default();
    for workspace in store.workspaces().await? {
        let loaded = store.load(workspace.id).await?;
        report.rows += loaded.rows.len() as u64;
        let plan = rows(&loaded, &mut report.problems);
        scopes(&loaded, &plan, &mut report.problems);
        grants(&loaded, &plan, &mut report.problems);
        report.operations += log(store, workspace.id, &loaded, &mut report.problems).await?;
    }
    Ok(report)
}

/// Every row reads, is in one place, and is not from the future.
fn rows(loaded: &Loaded, problems: &mut Vec<String>) -> Plan {
    let mut plan = Plan::default();
    let mut seen: BTreeMap<Ref, Scope> = BTreeMap::new();
    for row in &loaded.rows {
        if row.seq > loaded.head {
            let (name, seq, head) = (name(row.at), row.seq, loaded.head);
            problems.push(format!(
                "{name} is of change {seq}, but the last change is {head}."
            ));
        }
        if row.state != RowState::Live {
            continue;
        }
        if let Some(other) = seen.insert(row.at, row.scope) {
            let (name, here) = (name(row.at), row.scope);
            problems.push(format!(
                "{name} lies in two scopes at once: {other} and {here}."
            ));
        }
        match AnyRow::from_json_text(row.at, &row.text.0) {
            Ok(read) => {
                plan.put(read);
            }
            Err(error) => problems.push(format!("{} cannot be read: {error}.", name(row.at))),
        }
    }
    plan
}

/// Every row lies where the access rules put it.
fn scopes(loaded: &Loaded, plan: &Plan, problems: &mut Vec<String>) {
    let live = |row: &&RowWrite| row.state == RowState::Live && plan.any(row.at).is_some();
    for row in loaded.rows.iter().filter(live) {
        let (one, other) = access::scopes(plan, row.at);
        let (should, is) = (Scope::new(one, other), row.scope);
        if should != is {
            let name = name(row.at);
            problems.push(format!(
                "{name} lies in the scope {is} and belongs in {should}."
            ));
        }
    }
}

/// People hold exactly the scopes that the access rules give them.
fn grants(loaded: &Loaded, plan: &Plan, problems: &mut Vec<String>) {
    let mut held: BTreeMap<Uuid, BTreeSet<Audience>> = BTreeMap::new();
    for grant in &loaded.grants {
        held.entry(grant.person.uuid())
            .or_default()
            .insert(grant.audience);
    }
    let persons: BTreeSet<Uuid> = plan
        .all::<Person>()
        .map(|row| row.id.uuid())
        .chain(held.keys().copied())
        .collect();
    for person in persons {
        let should = access::holds(plan, Id::new(person));
        let is = held.remove(&person).unwrap_or_default();
        for scope in is.difference(&should) {
            problems.push(format!(
                "The person {person} holds the scope {scope} and should not."
            ));
        }
        for scope in should.difference(&is) {
            problems.push(format!("The person {person} lacks the scope {scope}."));
        }
    }
}

/// The log has no gaps, and each device stands where its operations say.
async fn log(
    store: &dyn Store,
    workspace: Uuid,
    loaded: &Loaded,
    problems: &mut Vec<String>,
) -> Result<u64, StoreError> {
    let mut operations = 0;
    let mut last = 0;
    let mut devices: BTreeMap<Uuid, u64> = BTreeMap::new();
    loop {
        let page = store.log(workspace, last, 1000).await?;
        if page.is_empty() {
            break;
        }
        for entry in &page {
            operations += 1;
            step(entry, &mut last, &mut devices, problems);
        }
    }
    if last > loaded.head {
        problems.push(format!(
            "The log ends at {last}, after the head {}.",
            loaded.head
        ));
    }
    let stands: BTreeMap<Uuid, u64> = loaded
        .clients
        .iter()
        .map(|device| (device.client, device.last_cseq))
        .collect();
    for (client, cseq) in devices {
        let stand = stands.get(&client).copied().unwrap_or_default();
        if stand < cseq {
            problems.push(format!(
                "The device {client} stands at {stand}, but its operation {cseq} was accepted."
            ));
        }
    }
    Ok(operations)
}

fn step(
    entry: &LogEntry,
    last: &mut u64,
    devices: &mut BTreeMap<Uuid, u64>,
    problems: &mut Vec<String>,
) {
    if entry.seq != *last + 1 {
        problems.push(format!("The log jumps from {last} to {}.", entry.seq));
    }
    *last = entry.seq;
    let before = devices.entry(entry.client).or_default();
    if entry.cseq <= *before {
        problems.push(format!(
            "Operation {} of the device {} was accepted after {before}.",
            entry.cseq, entry.client
        ));
    }
    *before = entry.cseq.max(*before);
}

fn name(at: Ref) -> String {
    format!("The {} {}", word(at.kind).replace('_', " "), at.id)
}
