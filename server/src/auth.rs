//! Who is asking: passwords, secrets, the session cookie, and the extractor that routes use.

pub mod password;
pub mod secret;

use axum::extract::FromRequestParts;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use jiff::SignedDuration;
use model::{Id, Person, Role};
use std::sync::Arc;
use store::Session;

use crate::clock;
use crate::desk::Desk;
use crate::error::Problem;
use crate::state::State;

/// How long a browser stays signed in.
const SESSION: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Somebody who is signed in and may still be here.
pub struct Who {
    /// Their row.
    pub person: Id<Person>,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Their workspace.
    pub desk: Arc<Desk>,
}

impl FromRequestParts<State> for Who {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        let secret = cookie(&parts.headers, state).ok_or_else(Problem::signed_out)?;
        let digest = secret::digest(&secret);
        let session = state.store.session(digest, clock::now()).await?;
        let session = session.ok_or_else(Problem::signed_out)?;
        let account = state.store.account(session.person).await?;
        let account = account.ok_or_else(Problem::signed_out)?;
        let desk = state.desk(account.workspace).await?;
        let person = Id::<Person>::new(session.person);
        let (name, role) = desk
            .plan(|plan| {
                let row = plan.get(person)?;
                let gone = row.deactivated || row.head.trashed;
                (!gone).then(|| (row.name.clone(), row.role))
            })
            .ok_or_else(Problem::signed_out)?;
        Ok(Self {
            person,
            name,
            role,
            desk,
        })
    }
}

/// The name of the cookie. Behind TLS browsers themselves keep others from setting it.
fn cookie_name(state: &State) -> &'static str {
    if state.config.is_secure() {
        "__Host-throughline"
    } else {
        "throughline"
    }
}

/// The secret in the session cookie.
pub fn cookie(headers: &HeaderMap, state: &State) -> Option<String> {
    let name = cookie_name(state);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// Opens a session; the value of `Set-Cookie`.
pub async fn open(state: &State, person: Id<Person>) -> Result<HeaderValue, Problem> {
    let secret = secret::make();
    let now = clock::now();
    let expires_at = now.saturating_add(SESSION).unwrap_or(jiff::Timestamp::MAX);
    let digest = secret::digest(&secret);
    let session = Session {
        digest,
        person: person.uuid(),
        created_at: now,
        expires_at,
    };
    state.store.add_session(session).await?;
    Ok(set_cookie(state, &secret, SESSION.as_secs()))
}

/// What makes a browser forget its cookie.
pub fn forget(state: &State) -> HeaderValue {
    set_cookie(state, "", 0)
}

fn set_cookie(state: &State, value: &str, seconds: i64) -> HeaderValue {
    let name = cookie_name(state);
    let secure = if state.config.is_secure() {
        "; Secure"
    } else {
        ""
    };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::try_from(text).expect("name, value and attributes are plain ASCII")
}
