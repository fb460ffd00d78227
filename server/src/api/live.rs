//! The live stream: says only how far the server is, so that it can be lost, merged or late.

use std::convert::Infallible;

use axum::extract::State as Extract;
use axum::http::header;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use crate::auth::Who;
use crate::state::State;

/// One event now and one after each commit, until the server stops.
pub async fn live(Extract(state): Extract<State>, who: Who) -> Response {
    let heads = WatchStream::new(who.desk.live()).map(Some);
    let closing = WatchStream::new(state.closing.clone())
        .filter(|told| *told)
        .map(|_| None);
    let events = heads
        .merge(closing)
        .take_while(Option::is_some)
        .filter_map(|live| {
            let text = serde_json::to_string(&live?).ok()?;
            Some(Ok::<_, Infallible>(
                Event::default().event("head").data(text),
            ))
        });
    let stream = Sse::new(events).keep_alive(KeepAlive::default());
    // Proxies that collect answers before they pass them on are asked not to.
    (
        [(header::HeaderName::from_static("x-accel-buffering"), "no")],
        stream,
    )
        .into_response()
}
