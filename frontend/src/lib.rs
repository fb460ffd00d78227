//! The browser end: window, storage, fetch. `boot.js` calls `start` when the wasm is loaded.

pub mod bench;
pub mod device;
pub mod engine;
pub mod file;
pub mod host;
pub mod journal;
pub mod picture;
pub mod tabs;
pub mod transport;

mod mishap;

use wasm_bindgen::prelude::wasm_bindgen;

/// Mounts the app.
#[wasm_bindgen]
pub fn start() {
    mishap::watch();
    wasm_bindgen_futures::spawn_local(async {
        match bench::is_here().await {
            true => bench::start(),
            false => begin(),
        }
    });
}

fn begin() {
    let browser = host::Browser::new();
    let place = browser.clone();
    leptos::mount::mount_to_body(move || leptos::view! { <app::App host=place.clone()/> });
    browser.begin();
    browser.register_worker();
}
