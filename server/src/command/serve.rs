//! `throughline serve`.

use std::sync::Arc;

use anyhow::{Context, Result};
use store::{Sqlite, Store};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::cli::Serve;

/// Serves until SIGTERM or Ctrl+C.
pub async fn serve(told: &Serve) -> Result<()> {
    // The folder of a demo lives as long as this.
    let throw_away: Option<TempDir> = match told.demo {
        true => Some(TempDir::with_prefix("throughline-demo-")?),
        false => None,
    };
    let path = match &throw_away {
        Some(folder) => folder.path().join("demo.db"),
        None => told.db.db.clone(),
    };
    let _claim = Sqlite::claim(&path)?;
    let listener = TcpListener::bind(told.listen)
        .await
        .with_context(|| format!("cannot listen on {}; is another server there?", told.listen))?;
    let store = Sqlite::open(&path).await?;
    let shared: Arc<dyn Store> = Arc::new(store.clone());
    let address = listener.local_addr()?;
    tracing::info!(db = %path.display(), demo = told.demo, "open http://{address}");
    let served = crate::serve(shared, told.config(), listener, told_to_stop()).await;
    store.close().await;
    tracing::info!("stopped");
    served
}

/// Resolves when the operating system or a person asks to stop.
async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    // Without a handler the server still stops, only less politely.
    let _ = tokio::signal::ctrl_c().await;
}
