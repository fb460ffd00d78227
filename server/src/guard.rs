//! What holds for every answer and every question: headers that keep pages to themselves, and no
//! change asked for by another site.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State as Extract};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::Problem;
use crate::state::State;

/// What a page of ours may load. Embedded pages bring their own, stricter and frameable.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; \
                      manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=()",
    ),
];

/// Adds the headers that every answer carries.
pub async fn headers(request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(POLICY));
    if is_api {
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
    }
    response
}

/// Refuses changes that a page of another origin asks for in a visitor's name.
pub async fn same_origin(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if safe || is_ours(request.headers(), &state) {
        return next.run(request).await;
    }
    let message = "This request came from another site and was not carried out.";
    Problem::new(StatusCode::FORBIDDEN, "other_origin", message).into_response()
}

/// Browsers say where a request comes from; a request that says nothing is not from a browser and
/// carries no cookie that its sender did not put there.
fn is_ours(headers: &HeaderMap, state: &State) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text("origin") else {
        return true;
    };
    if state.config.base_url.as_deref() == Some(origin) {
        return true;
    }
    let host = text("host").unwrap_or_default();
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    !host.is_empty() && authority == Some(host)
}

/// The address that a request comes from, for counting.
pub fn caller(
    headers: &HeaderMap,
    connection: Option<&ConnectInfo<SocketAddr>>,
    state: &State,
) -> String {
    let forwarded = headers
        .get("x-forwarded-for")
        .filter(|_| state.config.trust_proxy)
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse::<IpAddr>().ok());
    let direct = connection.map(|it| it.0.ip());
    forwarded
        .or(direct)
        .map_or_else(|| "unknown".into(), |ip| ip.to_string())
}
