//! The clock, randomness, timers, files, clipboard and small memory of this browser.

use gloo_storage::{LocalStorage, Storage};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use uuid::{NoContext, Uuid};
use wasm_bindgen::prelude::*;

/// The page's window.
pub fn window() -> web_sys::Window {
    web_sys::window().expect("the frontend runs in a page")
}

/// Milliseconds since 1970 by the device's clock.
pub fn milliseconds() -> i64 {
    js_sys::Date::now() as i64
}

/// Now.
pub fn now() -> Timestamp {
    Timestamp::from_millisecond(milliseconds()).unwrap_or_default()
}

/// A moment as the person's clock shows it; the browser knows the time zone.
pub fn local(at: Timestamp) -> DateTime {
    let date = js_sys::Date::new(&JsValue::from_f64(at.as_millisecond() as f64));
    DateTime::new(
        date.get_full_year() as i16,
        date.get_month() as i8 + 1,
        date.get_date() as i8,
        date.get_hours() as i8,
        date.get_minutes() as i8,
        date.get_seconds() as i8,
        0,
    )
    .unwrap_or_default()
}

/// The day where the person is.
pub fn today() -> Date {
    local(now()).date()
}

/// A new identity: version 7, so that later ones sort later.
pub fn new_id() -> Uuid {
    let now = milliseconds().max(0) as u64;
    let nanoseconds = (now % 1_000) as u32 * 1_000_000;
    Uuid::new_v7(uuid::Timestamp::from_unix(
        NoContext,
        now / 1_000,
        nanoseconds,
    ))
}

/// Any number, for waits that should not be in step.
pub fn dice() -> u32 {
    Uuid::new_v4().as_u128() as u32
}

/// Calls once after some milliseconds; the handle cancels.
pub fn after(milliseconds: u32, call: impl FnOnce() + 'static) -> i32 {
    let call = Closure::once_into_js(call);
    window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(
            call.unchecked_ref(),
            milliseconds.min(i32::MAX as u32) as i32,
        )
        .unwrap_or_default()
}

/// Waits.
pub async fn sleep(milliseconds: u32) {
    let waited = js_sys::Promise::new(&mut |resolve, _| {
        after(milliseconds, move || {
            // Resolving a promise cannot fail.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    // It is never rejected.
    let _ = wasm_bindgen_futures::JsFuture::from(waited).await;
}

/// Forgets a call that was to come.
pub fn forget(handle: i32) {
    window().clear_timeout_with_handle(handle);
}

/// Calls with every event of a kind, for as long as the page lives.
pub fn hear(target: &web_sys::EventTarget, name: &str, call: impl FnMut() + 'static) {
    let call = Closure::<dyn FnMut()>::new(call);
    // Adding a listener to a live target cannot fail.
    let _ = target.add_event_listener_with_callback(name, call.as_ref().unchecked_ref());
    call.forget();
}

/// A small thing this device remembers.
pub fn remembered(key: &str) -> Option<String> {
    LocalStorage::get(key).ok()
}

/// Remembers it, or forgets it; whether the browser did.
pub fn remember(key: &str, value: Option<&str>) -> bool {
    match value {
        Some(value) => LocalStorage::set(key, value).is_ok(),
        None => {
            LocalStorage::delete(key);
            true
        }
    }
}

/// Asks the browser not to clear what is kept here when the disk fills up.
pub fn persist() {
    let storage = js_sys::Reflect::get(&window().navigator(), &"storage".into());
    if storage.is_ok_and(|storage| !storage.is_undefined()) {
        // It may say no: everything works the same, the person cannot do better, so nobody is told.
        let _ = window().navigator().storage().persist();
    }
}
