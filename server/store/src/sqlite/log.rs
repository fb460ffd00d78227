//! The log, the rows and who may see them: one transaction in, one snapshot out.

use jiff::Timestamp;
use model::Ref;
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Row, SqlSafeStr};
use uuid::Uuid;

use super::{Sqlite, sql};
use crate::StoreError;
use crate::commit::{
    Commit, Device, Entry, Grant, Loaded, Outcome, Page, Quarantined, Range, State, Stored, Summary,
};
use crate::spell::{moment, read, read_ref, read_scope2, scope2, word};

pub(super) async fn workspaces(store: &Sqlite) -> Result<Vec<Summary>, StoreError> {
    let rows = sqlx::query("select id, epoch, head from workspace order by id")
        .fetch_all(&store.read)
        .await?;
    let summary = |row: &SqliteRow| {
        Ok(Summary {
            id: read("workspace", row.try_get("id")?)?,
            epoch: row.try_get("epoch")?,
            head: number(row, "head")?,
        })
    };
    rows.iter().map(summary).collect()
}

pub(super) async fn found(store: &Sqlite, ws: Uuid, epoch: String) -> Result<(), StoreError> {
    let sql = "insert or ignore into workspace (id, epoch, head) values (?1, ?2, 0)";
    let done = sqlx::query(sql)
        .bind(ws.to_string())
        .bind(epoch)
        .execute(&store.write)
        .await?;
    match done.rows_affected() {
        0 => Err(StoreError::Taken {
            what: "The workspace's identity",
        }),
        _ => Ok(()),
    }
}

pub(super) async fn renew(store: &Sqlite, ws: Uuid, epoch: String) -> Result<(), StoreError> {
    let sql = "update workspace set epoch = ?2 where id = ?1";
    let done = sqlx::query(sql)
        .bind(ws.to_string())
        .bind(epoch)
        .execute(&store.write)
        .await?;
    match done.rows_affected() {
        0 => Err(StoreError::NoWorkspace),
        _ => Ok(()),
    }
}

pub(super) async fn load(store: &Sqlite, ws: Uuid) -> Result<Loaded, StoreError> {
    let mut snapshot = store.read.begin().await?;
    let (epoch, head) = stand(&mut snapshot, ws).await?;
    let ws = ws.to_string();
    let rows = sqlx::query(sql::ROWS)
        .bind(&ws)
        .fetch_all(&mut *snapshot)
        .await?;
    let devices = sqlx::query("select id, person, last_cseq from client where ws = ?1")
        .bind(&ws)
        .fetch_all(&mut *snapshot)
        .await?;
    let grants = sqlx::query("select person, scope, since from user_scope where ws = ?1")
        .bind(&ws)
        .fetch_all(&mut *snapshot)
        .await?;
    snapshot.commit().await?;
    Ok(Loaded {
        epoch,
        head,
        rows: rows.iter().map(stored).collect::<Result<_, _>>()?,
        devices: devices.iter().map(device).collect::<Result<_, _>>()?,
        grants: grants.iter().map(grant).collect::<Result<_, _>>()?,
    })
}

/// Epoch and head of a workspace.
async fn stand(on: &mut SqliteConnection, ws: Uuid) -> Result<(String, u64), StoreError> {
    let row = sqlx::query("select epoch, head from workspace where id = ?1")
        .bind(ws.to_string())
        .fetch_optional(on)
        .await?
        .ok_or(StoreError::NoWorkspace)?;
    Ok((row.try_get("epoch")?, number(&row, "head")?))
}

pub(super) async fn commit(store: &Sqlite, ws: Uuid, commit: Commit) -> Result<(), StoreError> {
    let mut all = store.write.begin_with("begin immediate").await?;
    let moved = sqlx::query(sql::MOVE_HEAD)
        .bind(ws.to_string())
        .bind(signed(commit.from))
        .bind(signed(commit.head))
        .execute(&mut *all)
        .await?;
    if moved.rows_affected() == 0 {
        let (_, head) = stand(&mut all, ws).await?;
        return Err(StoreError::Behind {
            head,
            expected: commit.from,
        });
    }
    for (statement, values) in tables(&commit) {
        if !values.is_empty() {
            sqlx::query(statement)
                .bind(ws.to_string())
                .bind(Value::Array(values).to_string())
                .execute(&mut *all)
                .await
                .map_err(taken("The number of an operation"))?;
        }
    }
    all.commit().await?;
    Ok(())
}

/// A commit as one array a table, in the order in which the tables are written.
fn tables(commit: &Commit) -> [(&'static str, Vec<Value>); 8] {
    let touch = |entry: &Entry| {
        let (seq, idx) = (entry.seq, entry.idx);
        let row = move |at: &Ref| json!([word(at.kind), at.id, seq, idx]);
        entry.touched.iter().map(row).collect::<Vec<_>>()
    };
    [
        (sql::LOG, commit.log.iter().map(entry_values).collect()),
        (sql::TOUCH, commit.log.iter().flat_map(touch).collect()),
        (
            sql::RESULT,
            commit.outcomes.iter().map(outcome_values).collect(),
        ),
        (sql::ROW, commit.rows.iter().map(row_values).collect()),
        (
            sql::CLIENT,
            commit
                .devices
                .iter()
                .map(|d| json!([d.client, d.person, d.last_cseq]))
                .collect(),
        ),
        (
            sql::REVOKE,
            commit
                .revoked
                .iter()
                .map(|(who, what)| json!([who, what]))
                .collect(),
        ),
        (
            sql::GRANT,
            commit
                .granted
                .iter()
                .map(|g| json!([g.person, g.scope, g.since]))
                .collect(),
        ),
        (
            sql::QUARANTINE,
            commit.quarantined.iter().map(quarantine_values).collect(),
        ),
    ]
}

fn entry_values(e: &Entry) -> Value {
    let (body, at) = (e.body.to_string(), moment(e.received_at));
    json!([e.seq, e.idx, e.op_id, e.client, e.cseq, e.person, body, at])
}

fn outcome_values(o: &Outcome) -> Value {
    json!([o.op_id, o.client, o.cseq, o.seq, o.verdict.to_string()])
}

fn row_values(row: &Stored) -> Value {
    let state = match row.state {
        State::Live => "live",
        State::Left => "left",
        State::Deleted => "deleted",
    };
    let (kind, second) = (word(row.at.kind), scope2(row.scope2));
    json!([row.scope, kind, row.at.id, second, row.seq, state, row.body])
}

fn quarantine_values(q: &Quarantined) -> Value {
    let (body, at) = (q.body.to_string(), moment(q.received_at));
    json!([q.op_id, q.client, q.cseq, q.person, body, q.why, at])
}

pub(super) async fn pull(store: &Sqlite, ws: Uuid, ranges: Vec<Range>) -> Result<Page, StoreError> {
    let mut snapshot = store.read.begin().await?;
    let (epoch, head) = stand(&mut snapshot, ws).await?;
    let mut rows = Vec::new();
    for range in ranges {
        let found = sqlx::query(sql::PULL)
            .bind(ws.to_string())
            .bind(range.scope.to_string())
            .bind(scope2(range.scope2))
            .bind(signed(range.after))
            .fetch_all(&mut *snapshot)
            .await?;
        for row in &found {
            rows.push(stored(row)?);
        }
    }
    snapshot.commit().await?;
    Ok(Page { epoch, head, rows })
}

pub(super) async fn outcome(
    store: &Sqlite,
    ws: Uuid,
    op_id: Uuid,
) -> Result<Option<Outcome>, StoreError> {
    let found = sqlx::query(sql::OUTCOME)
        .bind(ws.to_string())
        .bind(op_id.to_string())
        .fetch_optional(&store.read)
        .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(Outcome {
        op_id,
        client: read("op_result", row.try_get("client")?)?,
        cseq: number(&row, "cseq")?,
        seq: number(&row, "seq")?,
        verdict: value("op_result", row.try_get("verdict")?)?,
    }))
}

pub(super) async fn history(
    store: &Sqlite,
    ws: Uuid,
    at: Ref,
    limit: u32,
) -> Result<Vec<Entry>, StoreError> {
    let rows = sqlx::query(sql::HISTORY.into_sql_str())
        .bind(ws.to_string())
        .bind(word(at.kind))
        .bind(at.id.to_string())
        .bind(limit)
        .fetch_all(&store.read)
        .await?;
    rows.iter().map(entry).collect()
}

pub(super) async fn log(
    store: &Sqlite,
    ws: Uuid,
    after: u64,
    limit: u32,
) -> Result<Vec<Entry>, StoreError> {
    let rows = sqlx::query(sql::ENTRIES)
        .bind(ws.to_string())
        .bind(signed(after))
        .bind(limit)
        .fetch_all(&store.read)
        .await?;
    rows.iter().map(entry).collect()
}

fn stored(row: &SqliteRow) -> Result<Stored, StoreError> {
    let state = match row.try_get("state")? {
        "live" => State::Live,
        "left" => State::Left,
        _ => State::Deleted,
    };
    Ok(Stored {
        at: read_ref("row", row.try_get("kind")?, row.try_get("id")?)?,
        scope: read("row", row.try_get("scope")?)?,
        scope2: read_scope2("row", row.try_get("scope2")?)?,
        seq: number(row, "seq")?,
        state,
        body: row.try_get("body")?,
    })
}

fn device(row: &SqliteRow) -> Result<Device, StoreError> {
    Ok(Device {
        client: read("client", row.try_get("id")?)?,
        person: read("client", row.try_get("person")?)?,
        last_cseq: number(row, "last_cseq")?,
    })
}

fn grant(row: &SqliteRow) -> Result<Grant, StoreError> {
    Ok(Grant {
        person: read("user_scope", row.try_get("person")?)?,
        scope: read("user_scope", row.try_get("scope")?)?,
        since: number(row, "since")?,
    })
}

fn entry(row: &SqliteRow) -> Result<Entry, StoreError> {
    let touched: &str = row.try_get("touched")?;
    let touched: Vec<(String, String)> =
        serde_json::from_str(touched).map_err(|e| StoreError::unreadable("op_touch", e))?;
    let touched = touched
        .iter()
        .map(|(kind, id)| read_ref("op_touch", kind, id));
    Ok(Entry {
        seq: number(row, "seq")?,
        idx: u32::try_from(number(row, "idx")?).unwrap_or(u32::MAX),
        op_id: read("op_log", row.try_get("op_id")?)?,
        client: read("op_log", row.try_get("client")?)?,
        cseq: number(row, "cseq")?,
        person: read("op_log", row.try_get("person")?)?,
        body: value("op_log", row.try_get("body")?)?,
        received_at: read::<Timestamp>("op_log", row.try_get("received_at")?)?,
        touched: touched.collect::<Result<_, _>>()?,
    })
}

fn value(place: &str, text: &str) -> Result<Value, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::unreadable(place, e))
}

/// SQLite has signed integers only; ours never come near the difference.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn number(row: &SqliteRow, column: &'static str) -> Result<u64, StoreError> {
    let number: i64 = row.try_get(column)?;
    u64::try_from(number).map_err(|e| StoreError::unreadable(column, e))
}

/// Turns a broken uniqueness rule into `Taken`, leaves everything else as it is.
pub(super) fn taken(what: &'static str) -> impl Fn(sqlx::Error) -> StoreError {
    move |error| match &error {
        sqlx::Error::Database(inner) if inner.is_unique_violation() => StoreError::Taken { what },
        _ => StoreError::Database(error),
    }
}
