//! Tokens for other people's pages: make, list, revoke.

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::http::Uri;
use jiff::SignedDuration;
use model::Role;
use serde_json::{Value, json};
use store::Token;
use uuid::Uuid;

use super::Body;
use super::form::{Embed, EmbedMade, NewEmbed};
use crate::auth::{Who, secret};
use crate::error::Problem;
use crate::state::State;
use crate::{clock, embed, found};

/// How long a token works.
const LASTS: SignedDuration = SignedDuration::from_hours(24 * 90);
/// How many origins one token may name.
const MOST_ORIGINS: usize = 20;

/// Makes a token. The secret is in the answer and nowhere else.
pub async fn make(
    Extract(state): Extract<State>,
    who: Who,
    Body(form): Body<NewEmbed>,
) -> Result<Json<EmbedMade>, Problem> {
    members_only(&who)?;
    let name = found::required(
        "name",
        "Give the token a name, so that you know it later.",
        &form.name,
    )?;
    if form.origins.len() > MOST_ORIGINS {
        let message = format!("A token may name at most {MOST_ORIGINS} pages.");
        return Err(Problem::bad("too_many_origins", message));
    }
    let origins: Vec<String> = form
        .origins
        .iter()
        .map(|text| origin(text))
        .collect::<Result<_, _>>()?;
    if !who.desk.plan(|plan| embed::is_public(plan, form.at)) {
        let message = "Only a Key Result, an Objective or a cycle that the whole workspace can \
                       see may be shown on other pages.";
        return Err(Problem::bad("not_public", message));
    }
    let (token, now) = (secret::make(), clock::now());
    let kept = Token {
        digest: secret::digest(&token),
        id: clock::new_id(),
        workspace: who.desk.workspace(),
        name,
        target: form.at,
        origins,
        created_by: who.person.uuid(),
        created_at: now,
        expires_at: now.saturating_add(LASTS).unwrap_or(now),
        revoked_at: None,
        used_at: None,
    };
    state.store.add_token(kept.clone()).await?;
    Ok(Json(EmbedMade {
        embed: shown(kept),
        token,
    }))
}

/// The tokens that work, newest first.
pub async fn list(Extract(state): Extract<State>, who: Who) -> Result<Json<Vec<Embed>>, Problem> {
    members_only(&who)?;
    let tokens = state.store.tokens(who.desk.workspace()).await?;
    let now = clock::now();
    let works = |it: &Token| it.revoked_at.is_none() && it.expires_at > now;
    Ok(Json(tokens.into_iter().filter(works).map(shown).collect()))
}

/// Revokes one. Members revoke their own, admins any.
pub async fn revoke(
    Extract(state): Extract<State>,
    who: Who,
    Path(id): Path<Uuid>,
) -> Result<Json<Value>, Problem> {
    members_only(&who)?;
    let workspace = who.desk.workspace();
    let tokens = state.store.tokens(workspace).await?;
    let token = tokens
        .iter()
        .find(|it| it.id == id)
        .ok_or_else(Problem::not_found)?;
    if who.role < Role::Admin && token.created_by != who.person.uuid() {
        let message = "Somebody else made this token. They or an admin can revoke it.";
        return Err(Problem::not_allowed(message));
    }
    match state
        .store
        .revoke_token(workspace, id, clock::now())
        .await?
    {
        true => Ok(Json(json!({}))),
        false => Err(Problem::not_found()),
    }
}

fn members_only(who: &Who) -> Result<(), Problem> {
    match who.role {
        Role::Guest => Err(Problem::not_allowed("Guests cannot share. A member can.")),
        _ => Ok(()),
    }
}

fn shown(token: Token) -> Embed {
    Embed {
        id: token.id,
        at: token.target,
        name: token.name,
        origins: token.origins,
        created_at: token.created_at,
        expires_at: Some(token.expires_at),
        last_used_at: token.used_at,
    }
}

/// "https://wiki.example.org", of whatever address a person pasted.
fn origin(text: &str) -> Result<String, Problem> {
    let read = || {
        let uri: Uri = text.trim().parse().ok()?;
        let scheme = uri
            .scheme_str()
            .filter(|it| matches!(*it, "https" | "http"))?;
        let host = uri.host().filter(|it| !it.is_empty())?.to_ascii_lowercase();
        let port = uri
            .port_u16()
            .map_or_else(String::new, |port| format!(":{port}"));
        Some(format!("{scheme}://{host}{port}"))
    };
    read().ok_or_else(|| {
        let message = format!(
            "\u{201c}{}\u{201d} is not the address of a page. It begins with https://.",
            text.trim()
        );
        Problem::bad("origin_odd", message)
    })
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn a_pasted_address_becomes_its_origin() {
        let read = |text| origin(text).unwrap();
        assert_eq!(
            read(" https://Wiki.example.org/a?b "),
            "https://wiki.example.org"
        );
        assert_eq!(read("http://127.0.0.1:8080/"), "http://127.0.0.1:8080");
        for odd in [
            "",
            "wiki",
            "javascript:alert(1)",
            "ftp://a",
            "https://",
            "a b; script-src *",
        ] {
            assert!(origin(odd).is_err(), "{odd}");
        }
    }
}
