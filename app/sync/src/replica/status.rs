//! What a person is told about the copies.

use alloc::string::String;
use alloc::vec::Vec;
use model::{Op, Refusal};
use serde_json::{Value, json};

use super::Replica;
use crate::message::{SCHEMA, Verdict};
use crate::record::Entry;

/// How the copies stand, for the chip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Edits without a verdict of the server.
    pub unsent: usize,
    /// Of those, edits that are not even safe on this device yet.
    pub unsafe_yet: usize,
    /// Edits that wait until the server is updated.
    pub waiting: usize,
    /// Edits that need the person, and values of theirs that gave way.
    pub attention: usize,
    /// The server cannot be reached.
    pub offline: bool,
    /// The session ended.
    pub signed_out: bool,
    /// The device does not write.
    pub disk_failed: bool,
    /// The server answers something else: its sentence.
    pub stopped: Option<String>,
}

/// An edit that the server has not decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// The entry; its key is 0 while it is not safe on this device.
    pub entry: Entry,
    /// Why it does not apply here just now, if so.
    pub off: Option<Refusal>,
}

impl Replica {
    /// How the copies stand.
    pub fn status(&self) -> Status {
        let epoch = self.base.epoch;
        let mut status = Status {
            unsent: self.unstored.len(),
            unsafe_yet: self.unstored.len(),
            offline: self.net.unreachable(),
            signed_out: self.net.signed_out,
            disk_failed: self.net.disk_failed,
            stopped: self.net.stopped.clone(),
            ..Status::default()
        };
        status.attention = self.open_notices().count();
        for entry in self.entries.values() {
            let waits = entry.verdict == Some(Verdict::Quarantined);
            status.attention += usize::from(entry.needs_attention());
            status.waiting += usize::from(waits);
            status.unsent += usize::from(!waits && !entry.is_decided(epoch));
        }
        status
    }

    /// The edits that the server has not decided, in order.
    pub fn pending(&self) -> Vec<Pending> {
        let epoch = self.base.epoch;
        let open = self
            .entries
            .values()
            .filter(|entry| !entry.is_decided(epoch));
        let all = open.chain(&self.unstored);
        all.map(|entry| {
            let shown = self.shown.iter().find(|shown| shown.op_id == entry.op_id);
            let off = shown.and_then(|shown| shown.result.as_ref().err()).cloned();
            Pending {
                entry: entry.clone(),
                off,
            }
        })
        .collect()
    }

    /// What only this device has, for a file: unsent edits, those that need attention, drafts.
    pub fn export_unsent(&self) -> Value {
        let edit = |entry: &Entry| serde_json::to_value(entry).unwrap_or_default();
        let pending: Vec<Value> = self.pending().iter().map(|it| edit(&it.entry)).collect();
        let attention: Vec<Value> = self
            .entries
            .values()
            .filter(|entry| entry.is_refused())
            .map(edit)
            .collect();
        json!({
            "format": "throughline-unsent",
            "schema": SCHEMA,
            "person": self.person,
            "client": self.client,
            "unsent": pending,
            "attention": attention,
            "drafts": self.drafts,
        })
    }

    /// The operations of such a file, to dispatch again.
    pub fn read_unsent(file: &Value) -> Vec<Op> {
        let edits = |part: &str| file.get(part).and_then(Value::as_array).cloned();
        let all = edits("unsent")
            .into_iter()
            .chain(edits("attention"))
            .flatten();
        all.filter_map(|edit| serde_json::from_value(edit.get("op")?.clone()).ok())
            .collect()
    }
}
