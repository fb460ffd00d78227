//! What waits, what needs attention, and taking all of it out as a file.

use app::host::{Attention, Concern, Decision, Gone, ItemKey, SyncStatus, Trouble, Waiting};
use model::Refusal;
use serde_json::{Value, json};
use sync::replica;
use sync::{Record, Replica, Shelf};

use super::Browser;
use super::account::databases;
use crate::journal::{Journal, name};
use crate::{device, file};

impl Browser {
    pub(super) fn status(&self) -> SyncStatus {
        let Some(engine) = self.engine() else {
            return SyncStatus::default();
        };
        let status = engine.with(Replica::status);
        let (offline_since, synced_at) = engine.reach();
        SyncStatus {
            offline_since,
            waiting: status.unsent + status.waiting,
            attention: status.attention,
            synced_at,
            signed_out: engine.session_ended(),
            starting: offline_since.is_none() && synced_at.is_none(),
        }
    }

    pub(super) fn waiting(&self) -> Vec<Waiting> {
        let pending = self
            .engine()
            .map(|engine| engine.with(Replica::pending))
            .unwrap_or_default();
        let shown = |it: replica::Pending| Waiting {
            key: it.entry.key,
            op: it.entry.op,
            at: it.entry.at,
        };
        pending.into_iter().map(shown).collect()
    }

    pub(super) fn tray(&self) -> Vec<Attention> {
        let items = self
            .engine()
            .map(|engine| engine.with(Replica::attention))
            .unwrap_or_default();
        let told = self
            .engine()
            .map(|engine| engine.with(Replica::told))
            .unwrap_or_default();
        let mut all: Vec<Attention> = items.into_iter().map(item).collect();
        all.extend(told.into_iter().map(notice));
        all.sort_by_key(|it| (it.at, it.key));
        all
    }

    pub(super) fn decided(&self, key: ItemKey, decision: Decision) -> Result<(), Refusal> {
        let attempt = |replica: &mut Replica, op_id, now| match (key, decision) {
            (ItemKey::Edit(key), Decision::Retry) => replica.retry(key, op_id, now),
            (ItemKey::Edit(key), Decision::Discard) => Ok(replica.discard(key)),
            (ItemKey::Edit(key), Decision::PutBack) => replica.put_back(key, op_id, now),
            (ItemKey::Notice(id), Decision::PutBack) => replica.put_mine_back(id, op_id, now),
            (ItemKey::Notice(id), _) => replica.note(id, op_id, now),
        };
        self.attempt(attempt).map(drop)
    }

    /// Offers every edit that only this device has as a file, whoever made it and whoever sits here.
    pub(super) async fn export(&self) -> Result<(), Trouble> {
        let mut copies = Vec::new();
        let mut open = String::new();
        if let Some(engine) = self.engine() {
            open = crate::engine::database(&engine.me);
            copies.push(engine.with(Replica::export_unsent));
        }
        // Nobody is asked to show the edits of another person while somebody is signed in.
        let others = if open.is_empty() {
            databases()
        } else {
            Vec::new()
        };
        for name in others {
            copies.extend(left_behind(&name).await);
        }
        let content = match copies.len() {
            1 => copies.remove(0),
            _ => json!({ "format": "throughline-unsent-list", "copies": copies }),
        };
        let text = serde_json::to_vec_pretty(&content).map_err(|error| {
            Trouble::Device(format!("The edits could not be written: {error}."))
        })?;
        let day = device::today();
        file::save(
            &format!("throughline-unsent-{day}.json"),
            "application/json",
            &text,
        )
    }
}

/// What a person who signed out left on this device; nothing when there is nothing.
async fn left_behind(database: &str) -> Option<Value> {
    let (journal, _) = Journal::open(database).await;
    let records = journal.load().await.ok()?;
    let of = |shelf: Shelf| -> Vec<Value> {
        let mine = records.iter().filter(|record| record.shelf == shelf);
        mine.filter_map(|record: &Record| serde_json::from_str(record.value.as_ref()?).ok())
            .collect()
    };
    let (unsent, attention, drafts) = (of(Shelf::Outbox), of(Shelf::Attention), of(Shelf::Draft));
    if unsent.is_empty() && attention.is_empty() && drafts.is_empty() {
        return None;
    }
    Some(json!({
        "format": "throughline-unsent",
        "schema": sync::message::SCHEMA,
        "database": database,
        name(Shelf::Attention): attention,
        "unsent": unsent,
        "drafts": drafts,
    }))
}

fn item(it: replica::Attention) -> Attention {
    let concern = match it.concern {
        replica::Concern::Refused { why, .. } => Concern::Refused(why),
        replica::Concern::Replaced(values) => {
            let gone = |it: sync::message::Overwritten| Gone {
                at: it.at,
                field: it.field,
                was: it.was,
                now: it.now,
                by: it.by,
            };
            Concern::Replaced(values.into_iter().map(gone).collect())
        }
    };
    Attention {
        key: ItemKey::Edit(it.key),
        op: Some(it.op),
        at: it.at,
        concern,
    }
}

fn notice(it: replica::Told) -> Attention {
    Attention {
        key: ItemKey::Notice(it.id),
        op: None,
        at: it.when,
        concern: Concern::GaveWay(Gone {
            at: it.at,
            field: it.field,
            was: it.was,
            now: it.now,
            by: Some(it.by),
        }),
    }
}
