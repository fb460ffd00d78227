//! Is the server well? For whoever watches it.

use axum::Json;
use axum::extract::State as Extract;
use serde_json::{Value, json};

use crate::error::Problem;
use crate::state::State;

/// Well when the database answers.
pub async fn healthz(Extract(state): Extract<State>) -> Result<Json<Value>, Problem> {
    state.store.workspaces().await?;
    Ok(Json(
        json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }),
    ))
}

/// Whether the chart may be measured here.
pub async fn bench(Extract(state): Extract<State>) -> Result<Json<bool>, Problem> {
    match state.config.bench {
        true => Ok(Json(true)),
        false => Err(Problem::not_found()),
    }
}
