//! Who am I, first run, sign in, sign out.

use std::net::SocketAddr;

use axum::Json;
use axum::extract::{ConnectInfo, Extension, State as Extract};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use model::{Id, Person};
use serde::Deserialize;
use serde_json::json;

use super::Body;
use super::form::{Me, SignUp};
use crate::auth::{self, Who, password, secret};
use crate::error::Problem;
use crate::limit::Kind;
use crate::state::State;
use crate::{clock, found, guard};

/// The connection, when there is one: tests have none.
pub type Connection = Option<Extension<ConnectInfo<SocketAddr>>>;

/// Counts a knock at the door from where it comes.
pub fn knock(state: &State, headers: &HeaderMap, from: &Connection) -> Result<(), Problem> {
    let caller = guard::caller(headers, from.as_ref().map(|it| &it.0), state);
    state.limits.take(Kind::Door, &caller)
}

/// Who I am; otherwise whether to sign in or to begin.
pub async fn me(Extract(state): Extract<State>, who: Result<Who, Problem>) -> Response {
    match who {
        Ok(who) => Json(me_of(&who)).into_response(),
        Err(problem) if problem.status == StatusCode::UNAUTHORIZED => stranger(&state).await,
        Err(problem) => problem.into_response(),
    }
}

/// What somebody without a session is told. `demo`: the demo can be entered.
async fn stranger(state: &State) -> Response {
    let demo = state.config.demo;
    let first = match found::is_first_run(state).await {
        Ok(first) => first,
        Err(problem) => return problem.into_response(),
    };
    let signed_out = Problem::signed_out();
    let (error, message) = match (demo, first) {
        (true, _) => ("demo", "This server holds the demo. Enter it.".to_owned()),
        (_, true) => ("first_run", "Nobody has an account here yet.".to_owned()),
        _ => (signed_out.code, signed_out.message),
    };
    let body = json!({ "error": error, "message": message, "demo": demo });
    (StatusCode::UNAUTHORIZED, Json(body)).into_response()
}

fn me_of(who: &Who) -> Me {
    Me {
        person: who.person,
        workspace: Id::new(who.desk.workspace()),
        name: who.name.clone(),
        role: who.role,
    }
}

/// Makes the first account and its workspace.
pub async fn sign_up(
    Extract(state): Extract<State>,
    from: Connection,
    headers: HeaderMap,
    Body(form): Body<SignUp>,
) -> Result<Response, Problem> {
    knock(&state, &headers, &from)?;
    let person = found::workspace(&state, form).await?;
    welcome(&state, person).await
}

/// Enters the demo.
pub async fn demo(Extract(state): Extract<State>) -> Result<Response, Problem> {
    if !state.config.demo {
        let message = "This server is not a demo. Start one with `throughline serve --demo`.";
        return Err(Problem::not_allowed(message));
    }
    let account = state
        .store
        .first_account()
        .await?
        .ok_or_else(Problem::not_found)?;
    welcome(&state, Id::new(account.person)).await
}

/// What a person signs in with.
#[derive(Deserialize)]
pub struct SignIn {
    email: String,
    password: String,
}

/// Signs in.
pub async fn sign_in(
    Extract(state): Extract<State>,
    from: Connection,
    headers: HeaderMap,
    Body(form): Body<SignIn>,
) -> Result<Response, Problem> {
    knock(&state, &headers, &from)?;
    let email = form.email.trim().to_lowercase();
    state.limits.take(Kind::Door, &email)?;
    let account = state.store.account_by_email(email).await?;
    let hash = account.as_ref().map(|it| it.password.clone());
    let right = password::verify(form.password, hash).await?;
    match account.filter(|_| right) {
        Some(account) => welcome(&state, Id::new(account.person)).await,
        None => {
            let message = "Address and password do not fit together.";
            Err(Problem::new(
                StatusCode::UNAUTHORIZED,
                "wrong_password",
                message,
            ))
        }
    }
}

/// Opens a session and says who it belongs to.
pub async fn welcome(state: &State, person: Id<Person>) -> Result<Response, Problem> {
    let account = state
        .store
        .account(person.uuid())
        .await?
        .ok_or_else(Problem::signed_out)?;
    let desk = state.desk(account.workspace).await?;
    let row = desk.plan(|plan| plan.get(person).cloned());
    let row = row
        .filter(|it| !it.deactivated && !it.head.trashed)
        .ok_or_else(|| {
            Problem::not_allowed("This account may not sign in any more. Ask an admin.")
        })?;
    let me = Me {
        person,
        workspace: Id::new(account.workspace),
        name: row.name.clone(),
        role: row.role,
    };
    let cookie = auth::open(state, person).await?;
    Ok(([(SET_COOKIE, cookie)], Json(me)).into_response())
}

/// Ends the session of this browser.
pub async fn sign_out(
    Extract(state): Extract<State>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(cookie) = auth::cookie(&headers, &state) {
        state
            .store
            .end_session(secret::digest(&cookie), clock::now())
            .await?;
    }
    Ok(([(SET_COOKIE, auth::forget(&state))], Json(json!({}))).into_response())
}
