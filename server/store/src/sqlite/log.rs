//! The log, the rows and who may see them: one transaction in, one snapshot out.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Id, Ref};
use serde_json::{Value, json};
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sync::message::{Epoch, RowState, RowText};
use uuid::Uuid;

use super::{Sqlite, sql};
use crate::commit::{
    AuthorWrite, ClientWrite, Commit, Grant, Loaded, LogEntry, Outcome, Page, Range, RowWrite,
    Summary, Waiting,
};
use crate::spell::{moment, read, read_ref, read_word, word};
use crate::{Outcomes, StoreError};

pub(super) async fn workspaces(store: &Sqlite) -> Result<Vec<Summary>, StoreError> {
    let rows = sqlx::query("select id, epoch, head from workspace order by id")
        .fetch_all(&store.read)
        .await?;
    let summary = |row: &SqliteRow| {
        Ok(Summary {
            id: read("workspace", row.try_get("id")?)?,
            epoch: read("workspace", row.try_get("epoch")?)?,
            head: number(row, "head")?,
        })
    };
    rows.iter().map(summary).collect()
}

pub(super) async fn found(store: &Sqlite, ws: Uuid, epoch: Epoch) -> Result<(), StoreError> {
    let sql = "insert or ignore into workspace (id, epoch, head) values (?1, ?2, 0)";
    let done = sqlx::query(sql)
        .bind(ws.to_string())
        .bind(epoch.to_string())
        .execute(&store.write)
        .await?;
    match done.rows_affected() {
        0 => Err(StoreError::Taken {
            what: "The workspace's identity",
        }),
        _ => Ok(()),
    }
}

pub(super) async fn renew(store: &Sqlite, ws: Uuid, epoch: Epoch) -> Result<(), StoreError> {
    let sql = "update workspace set epoch = ?2 where id = ?1";
    let done = sqlx::query(sql)
        .bind(ws.to_string())
        .bind(epoch.to_string())
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
    let clients = sqlx::query("select id, person, last_cseq from client where ws = ?1")
        .bind(&ws)
        .fetch_all(&mut *snapshot)
        .await?;
    let grants = sqlx::query("select person, scope, since from user_scope where ws = ?1")
        .bind(&ws)
        .fetch_all(&mut *snapshot)
        .await?;
    let waiting = sqlx::query(sql::WAITING)
        .bind(&ws)
        .fetch_all(&mut *snapshot)
        .await?;
    let authors = sqlx::query(sql::AUTHORS)
        .bind(&ws)
        .fetch_all(&mut *snapshot)
        .await?;
    snapshot.commit().await?;
    Ok(Loaded {
        epoch,
        head,
        rows: rows.iter().map(stored).collect::<Result<_, _>>()?,
        clients: clients.iter().map(client).collect::<Result<_, _>>()?,
        grants: grants.iter().map(grant).collect::<Result<_, _>>()?,
        waiting: waiting.iter().map(wait).collect::<Result<_, _>>()?,
        authors: authors.iter().map(author).collect::<Result<_, _>>()?,
    })
}

/// Epoch and head of a workspace.
async fn stand(on: &mut SqliteConnection, ws: Uuid) -> Result<(Epoch, u64), StoreError> {
    let row = sqlx::query("select epoch, head from workspace where id = ?1")
        .bind(ws.to_string())
        .fetch_optional(on)
        .await?
        .ok_or(StoreError::NoWorkspace)?;
    Ok((
        read("workspace", row.try_get("epoch")?)?,
        number(&row, "head")?,
    ))
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
fn tables(commit: &Commit) -> [(&'static str, Vec<Value>); 10] {
    let touch = |entry: &LogEntry| {
        let seq = entry.seq;
        let row = move |at: &Ref| json!([word(at.kind), at.id, seq]);
        entry.touched.iter().map(row).collect::<Vec<_>>()
    };
    let client = |it: &ClientWrite| json!([it.client, it.person, it.last_cseq]);
    let signed_by = |it: &AuthorWrite| json!([word(it.at.kind), it.at.id, it.field, it.person]);
    let gained = |it: &Grant| json!([it.person, it.audience, it.since]);
    let lost = |it: &Grant| json!([it.person, it.audience]);
    [
        (sql::LOG, commit.log.iter().map(entry_values).collect()),
        (sql::TOUCH, commit.log.iter().flat_map(touch).collect()),
        (
            sql::RESULT,
            commit.outcomes.iter().map(outcome_values).collect(),
        ),
        (sql::ROW, commit.rows.iter().map(row_values).collect()),
        (sql::CLIENT, commit.clients.iter().map(client).collect()),
        (sql::AUTHOR, commit.authors.iter().map(signed_by).collect()),
        (sql::REVOKE, commit.revoked.iter().map(lost).collect()),
        (sql::GRANT, commit.granted.iter().map(gained).collect()),
        (
            sql::QUARANTINE,
            commit.quarantined.iter().map(waiting_values).collect(),
        ),
        (
            sql::RELEASE,
            commit.released.iter().map(|op_id| json!(op_id)).collect(),
        ),
    ]
}

fn entry_values(e: &LogEntry) -> Value {
    let (body, made, came) = (e.op.to_string(), moment(e.at), moment(e.received_at));
    json!([e.seq, e.op_id, e.client, e.cseq, e.person, body, made, came])
}

fn outcome_values(o: &Outcome) -> Value {
    json!([
        o.op_id,
        o.client,
        o.cseq,
        o.seq,
        json!(o.verdict).to_string()
    ])
}

fn row_values(row: &RowWrite) -> Value {
    json!([
        row.scope,
        word(row.at.kind),
        row.at.id,
        row.seq,
        word(row.state),
        row.text.0
    ])
}

fn waiting_values(w: &Waiting) -> Value {
    let (body, made, came) = (w.op.to_string(), moment(w.at), moment(w.received_at));
    json!([
        w.op_id, w.client, w.cseq, w.person, body, w.why, made, w.today, came
    ])
}

pub(super) async fn pull(store: &Sqlite, ws: Uuid, ranges: Vec<Range>) -> Result<Page, StoreError> {
    let mut snapshot = store.read.begin().await?;
    let (epoch, head) = stand(&mut snapshot, ws).await?;
    let mut rows = Vec::new();
    for range in ranges {
        let found = sqlx::query(sql::PULL)
            .bind(ws.to_string())
            .bind(range.scope.to_string())
            .bind(signed(range.after))
            .bind(i64::from(range.limit.max(1)) - 1)
            .fetch_all(&mut *snapshot)
            .await?;
        for row in &found {
            rows.push(stored(row)?);
        }
    }
    snapshot.commit().await?;
    Ok(Page { epoch, head, rows })
}

pub(super) async fn outcomes(
    store: &Sqlite,
    ws: Uuid,
    ops: BTreeSet<Uuid>,
) -> Result<Outcomes, StoreError> {
    if ops.is_empty() {
        return Ok(Outcomes::new());
    }
    let rows = sqlx::query(sql::OUTCOMES)
        .bind(ws.to_string())
        .bind(json!(ops).to_string())
        .fetch_all(&store.read)
        .await?;
    rows.iter()
        .map(|row| outcome(row).map(|it| (it.op_id, it)))
        .collect()
}

fn outcome(row: &SqliteRow) -> Result<Outcome, StoreError> {
    Ok(Outcome {
        op_id: read("op_result", row.try_get("op_id")?)?,
        client: read("op_result", row.try_get("client")?)?,
        cseq: number(row, "cseq")?,
        seq: number(row, "seq")?,
        verdict: serde_json::from_str(row.try_get("verdict")?)
            .map_err(|e| StoreError::unreadable("op_result", e))?,
    })
}

pub(super) async fn history(
    store: &Sqlite,
    ws: Uuid,
    at: Ref,
    limit: u32,
) -> Result<Vec<LogEntry>, StoreError> {
    let rows = sqlx::query(sql::HISTORY)
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
) -> Result<Vec<LogEntry>, StoreError> {
    let rows = sqlx::query(sql::ENTRIES)
        .bind(ws.to_string())
        .bind(signed(after))
        .bind(limit)
        .fetch_all(&store.read)
        .await?;
    rows.iter().map(entry).collect()
}

fn stored(row: &SqliteRow) -> Result<RowWrite, StoreError> {
    Ok(RowWrite {
        at: read_ref("row", row.try_get("kind")?, row.try_get("id")?)?,
        scope: read("row", row.try_get("scope")?)?,
        seq: number(row, "seq")?,
        state: read_word::<RowState>("row", row.try_get("state")?)?,
        text: RowText(row.try_get("body")?),
    })
}

fn client(row: &SqliteRow) -> Result<ClientWrite, StoreError> {
    Ok(ClientWrite {
        client: read("client", row.try_get("id")?)?,
        person: read("client", row.try_get("person")?)?,
        last_cseq: number(row, "last_cseq")?,
    })
}

fn author(row: &SqliteRow) -> Result<AuthorWrite, StoreError> {
    Ok(AuthorWrite {
        at: read_ref("field_author", row.try_get("kind")?, row.try_get("id")?)?,
        field: row.try_get("field")?,
        person: read("field_author", row.try_get("person")?)?,
    })
}

fn grant(row: &SqliteRow) -> Result<Grant, StoreError> {
    Ok(Grant {
        person: read("user_scope", row.try_get("person")?)?,
        audience: read("user_scope", row.try_get("scope")?)?,
        since: number(row, "since")?,
    })
}

fn wait(row: &SqliteRow) -> Result<Waiting, StoreError> {
    Ok(Waiting {
        op_id: read("quarantine", row.try_get("op_id")?)?,
        client: read("quarantine", row.try_get("client")?)?,
        cseq: number(row, "cseq")?,
        person: read("quarantine", row.try_get("person")?)?,
        at: read::<Timestamp>("quarantine", row.try_get("made_at")?)?,
        today: read::<Date>("quarantine", row.try_get("today")?)?,
        op: value("quarantine", row.try_get("body")?)?,
        why: row.try_get("why")?,
        received_at: read::<Timestamp>("quarantine", row.try_get("received_at")?)?,
    })
}

fn entry(row: &SqliteRow) -> Result<LogEntry, StoreError> {
    let touched: &str = row.try_get("touched")?;
    let touched: Vec<(String, String)> =
        serde_json::from_str(touched).map_err(|e| StoreError::unreadable("op_touch", e))?;
    let touched = touched
        .iter()
        .map(|(kind, id)| read_ref("op_touch", kind, id));
    Ok(LogEntry {
        seq: number(row, "seq")?,
        op_id: read("op_log", row.try_get("op_id")?)?,
        client: read("op_log", row.try_get("client")?)?,
        cseq: number(row, "cseq")?,
        person: Id::new(read("op_log", row.try_get("person")?)?),
        op: value("op_log", row.try_get("body")?)?,
        at: read::<Timestamp>("op_log", row.try_get("made_at")?)?,
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
