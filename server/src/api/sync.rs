//! Push and pull: bytes in, bytes out; everything is decided in `sync`.

use ::sync::message::{Pull, PullAnswer, Push, PushAnswer};
use axum::Json;
use axum::extract::State as Extract;

use super::Body;
use crate::auth::Who;
use crate::error::Problem;
use crate::limit::Kind;
use crate::state::State;

/// Takes operations; answers when their effects are durable.
pub async fn push(
    Extract(state): Extract<State>,
    who: Who,
    Body(push): Body<Push>,
) -> Result<Json<PushAnswer>, Problem> {
    state.limits.take(Kind::Push, &who.person.to_string())?;
    who.desk.push(who.person, push).await.map(Json)
}

/// Gives what changed.
pub async fn pull(who: Who, Body(pull): Body<Pull>) -> Result<Json<PullAnswer>, Problem> {
    who.desk.pull(who.person, &pull).await.map(Json)
}
