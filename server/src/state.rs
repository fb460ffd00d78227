//! What every route can reach: the store, the workspaces that are open, the limits, the bundle.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use store::Store;
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::assets::Site;
use crate::config::Config;
use crate::desk::Desk;
use crate::error::Problem;
use crate::limit::Limits;

/// A handle to all of it.
#[derive(Clone)]
pub struct State(Arc<Shared>);

/// What is behind the handle.
pub struct Shared {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// What the server was told.
    pub config: Config,
    /// The browser bundle.
    pub site: Site,
    /// Who knocks how often.
    pub limits: Limits,
    /// Held while the first account is made: there is one first.
    pub founding: Mutex<()>,
    /// Turns true when the server is about to stop.
    pub closing: watch::Receiver<bool>,
    desks: Mutex<Desks>,
}

#[derive(Default)]
struct Desks {
    open: BTreeMap<Uuid, Arc<Desk>>,
    writers: Vec<JoinHandle<()>>,
}

impl Deref for State {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl State {
    /// A server's state over a store.
    pub fn new(store: Arc<dyn Store>, config: Config, closing: watch::Receiver<bool>) -> Self {
        let site = Site::find(config.site.as_deref());
        Self(Arc::new(Shared {
            store,
            config,
            site,
            limits: Limits::default(),
            founding: Mutex::default(),
            closing,
            desks: Mutex::default(),
        }))
    }

    /// An open workspace; opened on first use.
    pub async fn desk(&self, workspace: Uuid) -> Result<Arc<Desk>, Problem> {
        let mut desks = self.desks.lock().await;
        if let Some(desk) = desks.open.get(&workspace) {
            return Ok(desk.clone());
        }
        let opened = Desk::open(self.store.clone(), workspace).await;
        let (desk, writer) = opened.map_err(Problem::unavailable)?;
        let desk = Arc::new(desk);
        desks.open.insert(workspace, desk.clone());
        desks.writers.push(writer);
        Ok(desk)
    }

    /// Lets every writer finish what it has. Call when no request is being served any more.
    pub async fn close(&self) {
        let mut desks = self.desks.lock().await;
        desks.open.clear();
        for writer in desks.writers.drain(..) {
            if writer.await.is_err() {
                tracing::error!("a writer ended early");
            }
        }
    }
}
