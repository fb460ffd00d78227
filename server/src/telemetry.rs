//! What the server writes about itself: one line an event, never a secret.

use std::io::IsTerminal;

use axum::extract::Request;
use tracing::Span;
use tracing_subscriber::EnvFilter;

/// How the lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON object a line.
    Json,
}

/// Begins writing to standard error. `filter` is what `RUST_LOG` would say.
pub fn start(format: Format, filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    // An error means that somebody else began already: a test.
    let _ = match format {
        Format::Text => lines.with_target(false).try_init(),
        Format::Json => lines.json().try_init(),
    };
}

/// The span of a request: its method and its address without the secrets that some carry.
pub fn span(request: &Request) -> Span {
    let path = request.uri().path();
    let path = if path.starts_with("/embed/") {
        "/embed/\u{2026}"
    } else if path.starts_with("/join/") {
        "/join/\u{2026}"
    } else {
        path
    };
    tracing::debug_span!("request", method = %request.method(), path)
}
