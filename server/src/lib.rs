//! Connects OKRs to project work: one server, one binary. Here are sockets, cookies, headers and
//! files; what a change means is in `model`, who gets which rows in `sync`, SQL in `store`.

pub mod api;
pub mod assets;
pub mod auth;
pub mod bulk;
pub mod cli;
pub mod clock;
pub mod command;
pub mod config;
pub mod desk;
pub mod embed;
pub mod error;
pub mod found;
pub mod guard;
pub mod limit;
pub mod router;
pub mod state;
pub mod telemetry;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use store::Store;
use tokio::net::TcpListener;
use tokio::sync::watch;

use config::Config;
use state::State;

/// How long requests may take to finish once the server was told to stop.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// Serves until `shutdown` resolves, then finishes what was begun: requests get their answers, live
/// streams end, commits reach the disk.
pub async fn serve(
    store: Arc<dyn Store>,
    config: Config,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let (close, closing) = watch::channel(false);
    let state = State::new(store, config, closing.clone());
    if state.config.demo {
        found::demo(&state).await?;
    }
    let service = router::router(state.clone());
    let stop = async move {
        shutdown.await;
        tracing::info!("stopping");
        // Live streams watch this too; without it they would keep the server up.
        let _ = close.send(true);
    };
    let server = axum::serve(
        listener,
        service.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(stop);
    let patience = async move {
        let mut closing = closing;
        // An error means that the sender is gone, which is the same as told to close.
        let _ = closing.wait_for(|told| *told).await;
        tokio::time::sleep(LAST_WORDS).await;
    };
    tokio::select! {
        ended = async { server.await } => ended?,
        () = patience => tracing::warn!("some requests did not finish in time"),
    }
    state.close().await;
    Ok(())
}
