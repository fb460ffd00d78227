//! Other people's pages: a picture, a JSON summary and a page for an iframe, each behind a token.
//! Only what everyone in the workspace may see goes into them, and into their numbers.

mod page;
mod picture;
mod summary;

use std::net::SocketAddr;

use axum::Router;
use axum::extract::{ConnectInfo, Extension, Path, Query, State as Extract};
use axum::http::header::{self, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chart::card::{Size, Theme};
use serde::Deserialize;
use store::Token;

use crate::auth::secret;
use crate::error::Problem;
use crate::limit::Kind;
use crate::state::State;
use crate::{clock, guard};

pub use summary::{Summary, is_public};

/// The routes below `/embed`.
pub fn routes() -> Router<State> {
    Router::new().route("/{name}", get(show).options(preflight))
}

/// How the picture should look.
#[derive(Debug, Default, Deserialize)]
pub struct Look {
    #[serde(default)]
    size: String,
    #[serde(default)]
    theme: String,
}

impl Look {
    fn size(&self) -> Size {
        match self.size.to_ascii_lowercase().as_str() {
            "s" => Size::S,
            "l" => Size::L,
            _ => Size::M,
        }
    }
    fn theme(&self) -> Theme {
        match self.theme.to_ascii_lowercase().as_str() {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Page,
    Picture,
    Json,
}

type Connection = Option<Extension<ConnectInfo<SocketAddr>>>;

async fn show(
    Extract(state): Extract<State>,
    Path(name): Path<String>,
    Query(look): Query<Look>,
    from: Connection,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let caller = guard::caller(&headers, from.as_ref().map(|it| &it.0), &state);
    state.limits.take(Kind::Embed, &caller)?;
    let (token, form) = match name.rsplit_once('.') {
        Some((token, "svg")) => (token, Form::Picture),
        Some((token, "json")) => (token, Form::Json),
        Some(_) => return Err(Problem::not_found()),
        None => (name.as_str(), Form::Page),
    };
    let token = find(&state, token).await?;
    let summary = summary(&state, &token).await?;
    let mut response = match form {
        Form::Json => axum::Json(&summary).into_response(),
        Form::Picture => {
            let kind = [(header::CONTENT_TYPE, "image/svg+xml; charset=utf-8")];
            (kind, summary.picture(look.size(), look.theme())).into_response()
        }
        Form::Page => axum::response::Html(page::page(&summary, &look)).into_response(),
    };
    address(&mut response, form, &token, &headers);
    used(&state, token);
    Ok(response)
}

/// The token behind a secret that still works; absent, expired and revoked look the same.
async fn find(state: &State, secret: &str) -> Result<Token, Problem> {
    let found = state.store.token(secret::digest(secret)).await?;
    let now = clock::now();
    found
        .filter(|it| it.revoked_at.is_none() && it.expires_at > now)
        .ok_or_else(Problem::not_found)
}

async fn summary(state: &State, token: &Token) -> Result<Summary, Problem> {
    let desk = state.desk(token.workspace).await?;
    let base = state.config.base_url.clone().unwrap_or_default();
    let found = desk.public(|plan| {
        let now = clock::local(clock::now());
        summary::summary(plan, token.target, now.date(), now, &base)
    });
    found.ok_or_else(Problem::not_found)
}

/// Remembers when a token was used, to the minute: a page with many visitors writes seldom.
fn used(state: &State, token: Token) {
    let now = clock::now();
    let fresh = token
        .used_at
        .is_some_and(|at| now.duration_since(at).as_secs() < 60);
    if fresh {
        return;
    }
    let state = state.clone();
    tokio::spawn(async move {
        if let Err(error) = state.store.use_token(token.digest, now).await {
            tracing::warn!(%error, "the last use of a token was not stored");
        }
    });
}

/// Who may frame it, read it, keep it.
fn address(response: &mut Response, form: Form, token: &Token, request: &HeaderMap) {
    let headers = response.headers_mut();
    let cache = HeaderValue::from_static("public, max-age=30, stale-if-error=86400");
    headers.insert(header::CACHE_CONTROL, cache);
    let shared = HeaderValue::from_static("cross-origin");
    headers.insert("cross-origin-resource-policy", shared);
    let frames = match token.origins.is_empty() {
        true => "*".to_owned(),
        false => token.origins.join(" "),
    };
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors {frames}"
    );
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if form != Form::Page {
        share(headers, token, request);
    }
}

/// Lets scripts of the allowed origins read it. No cookie takes part.
fn share(headers: &mut HeaderMap, token: &Token, request: &HeaderMap) {
    if token.origins.is_empty() {
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        );
        return;
    }
    headers.insert(header::VARY, HeaderValue::from_static("origin"));
    let Some(origin) = request.get(header::ORIGIN) else {
        return;
    };
    if token
        .origins
        .iter()
        .any(|allowed| origin == allowed.as_str())
    {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
}

/// A browser asks before it asks. Whether a token exists is not said here.
async fn preflight(headers: HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let origin = headers.get(header::ORIGIN).cloned();
    let allowed = origin.unwrap_or(HeaderValue::from_static("*"));
    let answer = response.headers_mut();
    answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
    answer.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET"),
    );
    answer.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("accept"),
    );
    answer.insert(header::VARY, HeaderValue::from_static("origin"));
    response
}
