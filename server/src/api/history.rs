//! What happened to a row, newest first, from the log.

use axum::Json;
use axum::extract::{Query, State as Extract};
use model::{Kind, Ref, access};
use serde::Deserialize;
use serde_json::{Value, json};
use store::LogEntry;
use uuid::Uuid;

use crate::auth::Who;
use crate::error::Problem;
use crate::state::State;

/// Which row.
#[derive(Deserialize)]
pub struct Asked {
    kind: Kind,
    id: Uuid,
    #[serde(default)]
    limit: Option<u32>,
}

/// The changes of one row. Of a group only the parts about this row: the others may be about rows
/// that the reader must not know of.
pub async fn history(
    Extract(state): Extract<State>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Json<Value>, Problem> {
    let at = Ref {
        kind: asked.kind,
        id: asked.id,
    };
    let sees = |plan: &model::Plan| {
        plan.any(at)
            .is_some_and(|row| access::sees_row(plan, who.person, &row))
    };
    if !who.desk.plan(sees) {
        return Err(Problem::not_found());
    }
    let limit = asked.limit.unwrap_or(100).min(500);
    let entries = state.store.history(who.desk.workspace(), at, limit).await?;
    let changes: Vec<Value> = entries.iter().map(|entry| change(entry, at)).collect();
    Ok(Json(json!({ "changes": changes })))
}

fn change(entry: &LogEntry, at: Ref) -> Value {
    let mut ops = Vec::new();
    about(&entry.op, at, &mut ops);
    json!({
        "seq": entry.seq,
        "person": entry.person,
        "at": entry.at,
        "received_at": entry.received_at,
        "ops": ops,
    })
}

/// The parts of an operation that are about one row. Trashing something above it leaves none.
fn about(op: &Value, at: Ref, found: &mut Vec<Value>) {
    if let Some(parts) = op.get("ops").and_then(Value::as_array) {
        parts.iter().for_each(|part| about(part, at, found));
        return;
    }
    let id = at.id.to_string();
    let created = op.get("id").and_then(Value::as_str) == Some(&id);
    let changed = op.pointer("/at/id").and_then(Value::as_str) == Some(&id);
    if created || changed {
        found.push(op.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::about;
    use model::{Kind, Ref};
    use serde_json::json;
    use uuid::Uuid;

    #[test]
    fn a_group_shows_only_its_parts_about_the_row() {
        let at = Ref {
            kind: Kind::Task,
            id: Uuid::from_u128(1),
        };
        let mine = json!({ "op": "trash", "at": { "kind": "task", "id": at.id } });
        let other = json!({ "op": "trash", "at": { "kind": "task", "id": Uuid::from_u128(2) } });
        let inner = json!({ "op": "group", "ops": [mine, other] });
        let mut found = Vec::new();
        about(
            &json!({ "op": "group", "ops": [other, inner] }),
            at,
            &mut found,
        );
        assert_eq!(found, [mine]);
    }
}
