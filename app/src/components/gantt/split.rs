//! The line between tasks and time. It is moved by pointer and by key, and stays where it was put on
//! this device.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, KeyboardEvent, PointerEvent};

use super::GanttView;
use super::widths::Widths;

/// Pixels of a step by key, and of a large one.
const STEP: i64 = 16;
const LEAP: i64 = 80;

impl GanttView {
    fn preference(self) -> &'static str {
        match self.projects.get_value() {
            true => "gantt-split-projects",
            false => "gantt-split",
        }
    }

    /// Remembers where the line was put; a phone remembers nothing for a wide window.
    fn keep_split(self) {
        let kept = self.split.get_untracked().map(|it| it.to_string());
        if let Some(state) = self
            .state
            .get_value()
            .filter(|_| !self.narrow.get_untracked())
        {
            state.host().remember(self.preference(), kept.as_deref());
        }
    }

    fn put_split(self, to: Option<i64>) {
        let most = self.left.get_untracked().1;
        self.split.set(to.map(|to| to.clamp(Widths::least(), most)));
    }
}

/// The line.
#[component]
pub(super) fn Splitter(view: GanttView) -> impl IntoView {
    if let Some(state) = view.state.get_value() {
        let kept = state.host().remembered(view.preference());
        view.split.set(kept.and_then(|it| it.parse().ok()));
    }
    let held = StoredValue::new(false);
    let press = move |event: PointerEvent| {
        let target = event
            .current_target()
            .and_then(|it| it.dyn_into::<Element>().ok());
        if let Some(target) = target.filter(|_| event.button() == 0) {
            event.prevent_default();
            drop(target.set_pointer_capture(event.pointer_id()));
            held.set_value(true);
        }
    };
    let follow = move |event: PointerEvent| {
        let pane = event
            .current_target()
            .and_then(|it| it.dyn_into::<Element>().ok())
            .and_then(|it| it.parent_element());
        if let Some(pane) = pane.filter(|_| held.get_value()) {
            let x = f64::from(event.client_x()) - pane.get_bounding_client_rect().left();
            view.put_split(Some(x as i64));
        }
    };
    let release = move |_| {
        held.set_value(false);
        view.keep_split();
    };
    let key = move |event: KeyboardEvent| {
        let (now, most) = view.left.get_untracked();
        let step = if event.shift_key() { LEAP } else { STEP };
        let to = match event.key().as_str() {
            "ArrowLeft" => Some(now - step),
            "ArrowRight" => Some(now + step),
            "Home" => Some(Widths::least()),
            "End" => Some(most),
            "Enter" => None,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        view.put_split(to);
        view.keep_split();
    };
    let usual = move |_| {
        view.put_split(None);
        view.keep_split();
    };
    view! {
        <div class="gantt-split" role="separator" tabindex="0" aria-orientation="vertical"
            aria-label="Between tasks and time" title="Drag to move; double-click for the usual place"
            aria-valuemin=Widths::least().to_string() aria-valuemax=move || view.left.get().1.to_string()
            aria-valuenow=move || view.left.get().0.to_string() on:keydown=key on:dblclick=usual
            on:pointerdown=press on:pointermove=follow on:pointerup=release on:pointercancel=release></div>
    }
    .into_any()
}
