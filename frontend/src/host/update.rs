//! The service worker: keeps the shell on this device, and tells when a newer build is ready.

use std::rc::Rc;

use app::host::News;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

use super::Browser;
use crate::device::{self, window};

const WORKER: &str = "/service-worker.js";
/// How often an open tab asks for a newer build, in milliseconds.
const ASK_EVERY: u32 = 60 * 60 * 1_000;

impl Browser {
    /// Registers the worker. Without one (no TLS, a private window) the app works, only not offline
    /// after a reload.
    pub fn register_worker(self: &Rc<Self>) {
        let Some(workers) = workers() else { return };
        let this = self.clone();
        spawn_local(async move {
            let Ok(made) = JsFuture::from(workers.register(WORKER)).await else {
                return;
            };
            let registration: ServiceWorkerRegistration = made.unchecked_into();
            if let Some(controller) = workers.controller() {
                // Files of older builds may go when this is the only window left.
                let _ = controller.post_message(&JsValue::from_str("sweep"));
            }
            // A page that was just loaded has nothing to lose: a plain reload takes the newer build too.
            if this.look(&workers, &registration) {
                return this.take_update();
            }
            this.watch_installing(&workers, &registration);
            let found = (this.clone(), workers.clone(), registration.clone());
            device::hear(&registration, "updatefound", move || {
                found.0.watch_installing(&found.1, &found.2);
            });
            ask_for_news(registration);
        });
    }

    fn watch_installing(
        self: &Rc<Self>,
        workers: &ServiceWorkerContainer,
        registration: &ServiceWorkerRegistration,
    ) {
        if let Some(installing) = registration.installing() {
            let (this, workers, registration) =
                (self.clone(), workers.clone(), registration.clone());
            device::hear(&installing, "statechange", move || {
                if this.look(&workers, &registration) {
                    this.news(News::Update);
                }
            });
        }
    }

    /// Whether a newer build waits. A worker that waits beside one that works is one; the first worker
    /// ever is not.
    fn look(
        &self,
        workers: &ServiceWorkerContainer,
        registration: &ServiceWorkerRegistration,
    ) -> bool {
        let waiting = registration
            .waiting()
            .filter(|it| it.state() == ServiceWorkerState::Installed);
        let newer = waiting.filter(|_| workers.controller().is_some());
        let found = newer.is_some();
        *self.update.borrow_mut() = newer;
        found
    }

    /// Takes the newer build, when one waits, and loads the page anew. Edits are on the device already.
    pub(super) fn take_update(&self) {
        let reload = || {
            // Nothing can be done when even this fails.
            let _ = window().location().reload();
        };
        match (self.update.take(), workers()) {
            (Some(waiting), Some(workers)) => {
                device::hear(&workers, "controllerchange", reload);
                if waiting
                    .post_message(&JsValue::from_str("take-over"))
                    .is_err()
                {
                    reload();
                }
            }
            _ => reload(),
        }
    }
}

fn workers() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    let there = js_sys::Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false);
    there
        .then(|| navigator.service_worker())
        .filter(|workers| !workers.is_undefined())
}

fn ask_for_news(registration: ServiceWorkerRegistration) {
    device::after(ASK_EVERY, move || {
        if let Ok(asked) = registration.update() {
            spawn_local(async move {
                // Offline is no reason to say anything; the next hour asks again.
                let _ = JsFuture::from(asked).await;
            });
        }
        ask_for_news(registration);
    });
}
