//! Which address leads where.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{delete, get, post};
use sync::message::PUSH_BYTES;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::trace::TraceLayer;

use crate::error::Problem;
use crate::state::State;
use crate::{api, assets, embed, guard};

/// Small forms: names, addresses, passwords.
const FORM_BYTES: usize = 16 * 1024;

/// The whole service.
pub fn router(state: State) -> Router {
    Router::new()
        .nest("/api/v1", v1())
        .nest("/embed", embed::routes())
        .route("/healthz", get(api::health::healthz))
        .fallback(get(assets::serve))
        .layer(from_fn(guard::headers))
        .layer(from_fn_with_state(state.clone(), guard::same_origin))
        .layer(CatchPanicLayer::custom(api::panicked))
        .layer(TraceLayer::new_for_http().make_span_with(crate::telemetry::span))
        .with_state(state)
}

fn v1() -> Router<State> {
    let sync = Router::new()
        .route("/push", post(api::sync::push))
        .route("/pull", post(api::sync::pull))
        // A push is bounded as a whole and each of its operations is; the rest is punctuation.
        .layer(DefaultBodyLimit::max(PUSH_BYTES + FORM_BYTES));
    let forms = Router::new()
        .route("/bench", get(api::health::bench))
        .route("/live", get(api::live::live))
        .route("/me", get(api::account::me))
        .route("/sign_up", post(api::account::sign_up))
        .route("/sign_in", post(api::account::sign_in))
        .route("/sign_out", post(api::account::sign_out))
        .route("/demo", post(api::account::demo))
        .route("/invite", post(api::invitation::invite))
        .route("/invitation", post(api::invitation::look))
        .route("/join", post(api::invitation::join))
        .route(
            "/embed_tokens",
            get(api::embed_token::list).post(api::embed_token::make),
        )
        .route("/embed_tokens/{id}", delete(api::embed_token::revoke))
        .route("/embed_tokens/{id}/revoke", post(api::embed_token::revoke))
        .route("/history", get(api::history::history))
        .layer(DefaultBodyLimit::max(FORM_BYTES));
    forms
        .merge(sync)
        .fallback(|| async { Problem::not_found() })
}
