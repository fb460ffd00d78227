//! The browser end: window, storage, fetch. `boot.js` calls `start` when the wasm is loaded.

pub mod device;
pub mod engine;
pub mod file;
pub mod host;
pub mod journal;
pub mod tabs;
pub mod transport;

mod mishap;

use wasm_bindgen::prelude::wasm_bindgen;

/// Mounts the app.
#[wasm_bindgen]
pub fn start() {
    mishap::watch();
    let browser = host::Browser::new();
    let place = browser.clone();
    leptos::mount::mount_to_body(move || leptos::view! { <app::App host=place.clone()/> });
    browser.begin();
    browser.register_worker();
}
