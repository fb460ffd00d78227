//! What happens when the program itself is wrong: it says so and offers to begin anew. Edits are on the
//! device before anything can go wrong with them on the screen.

use std::cell::Cell;

use wasm_bindgen::JsValue;

use crate::device::window;

thread_local! {
    static TOLD: Cell<bool> = const { Cell::new(false) };
}

/// Tells the console and, once, the person.
pub fn watch() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&JsValue::from_str(&panic.to_string()));
        if !TOLD.replace(true) {
            tell();
        }
    }));
}

fn tell() {
    let Some(document) = window().document() else {
        return;
    };
    let Ok(text) = document.create_element("p") else {
        return;
    };
    // The page may be in any state; what cannot be shown is in the console.
    let _ = text.set_attribute("role", "alert");
    let _ = text.set_attribute("class", "banner");
    text.set_text_content(Some(
        "Something went wrong in this page. What you saved is safe on this device. Please reload.",
    ));
    if let Some(body) = document.body() {
        let _ = body.prepend_with_node_1(&text);
    }
}
