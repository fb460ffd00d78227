//! Where the keyboard is: remembered before something lies over the page, given back afterwards.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

/// Whether there is a page to act on: not where pages are only written as text.
const IN_BROWSER: bool = cfg!(target_arch = "wasm32");

/// Hears every key of the page for as long as the component stands.
pub fn on_keys(hear: impl Fn(leptos::ev::KeyboardEvent) + 'static) {
    if IN_BROWSER {
        let handle = window_event_listener(leptos::ev::keydown, hear);
        on_cleanup(move || handle.remove());
    }
}

/// What has the focus now; nothing where there is no document.
pub fn held() -> Option<HtmlElement> {
    if !IN_BROWSER {
        return None;
    }
    document()
        .active_element()
        .and_then(|it| it.dyn_into().ok())
}

/// Gives the focus back, or to the page when the element is gone.
pub fn give_back(to: Option<HtmlElement>) {
    request_animation_frame(move || {
        match to.filter(|it| it.is_connected() && it.tag_name() != "BODY") {
            Some(element) => take(&element),
            None => to_id("main"),
        }
    });
}

/// Puts the focus on an element by its id.
pub fn to_id(id: &str) {
    let element: Option<Element> = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        take(&element);
    }
}

/// Puts the focus on an element by its id once the page has been drawn.
pub fn to_id_soon(id: impl Into<String>) {
    let id = id.into();
    if IN_BROWSER {
        request_animation_frame(move || to_id(&id));
    }
}

/// The same, where what had the focus is gone and nothing else took it.
pub fn to_id_if_lost(id: impl Into<String>) {
    let id = id.into();
    if IN_BROWSER {
        request_animation_frame(move || {
            if held().is_none_or(|it| it.tag_name() == "BODY") {
                to_id(&id);
            }
        });
    }
}

/// Puts the focus on an element that has just been made: at once, so that the next letter goes into it;
/// with the next picture only where it does not stand on the page yet.
pub fn on_made(element: &HtmlElement, then: impl Fn(&HtmlElement) + 'static) {
    let begin = move |element: &HtmlElement| {
        take(element);
        then(element);
    };
    if element.is_connected() {
        return begin(element);
    }
    let element = element.clone();
    request_animation_frame(move || begin(&element));
}

/// Focus is a courtesy: an element that cannot take it is still read.
fn take(element: &HtmlElement) {
    drop(element.focus());
}

/// The preference that switches single letters off.
pub const LETTERS: &str = "letters";

/// Whether single letters act: outside fields, and unless they are switched off on this device.
pub fn letters_act(state: crate::state::State, event: &leptos::ev::KeyboardEvent) -> bool {
    !in_field(event)
        && !event.ctrl_key()
        && !event.meta_key()
        && !event.alt_key()
        && state.host().remembered(LETTERS).as_deref() != Some("off")
}

/// Whether a key was typed into a field, where single letters are letters.
pub fn in_field(event: &leptos::ev::KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|it| it.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|it| {
        it.is_content_editable()
            || matches!(it.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

/// Scrolls an element into view.
pub fn show(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view_with_bool(false);
    }
}
