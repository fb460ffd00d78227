//! What is said once: a toast, and two live regions that read it out.

use chart::icon::Icon;
use leptos::prelude::*;

use crate::components::icon::icon;
use crate::state::State;

/// The regions stand in the page from the start, or a screen reader would not follow them.
#[component]
pub fn NoticeRegion() -> impl IntoView {
    let state = State::expect();
    let of = move |urgent: bool| {
        move || {
            state
                .notice()
                .filter(|notice| notice.urgent == urgent)
                .map(|notice| {
                    let level = if notice.urgent { "warn" } else { "note" };
                    view! {
                        <div class="toast" data-level=level>
                            {icon(if notice.urgent { Icon::Warn } else { Icon::Check })}
                            <p class="toast-text">{notice.text}</p>
                            {notice.undo.then(|| view! {
                                <button type="button" class="button button-small"
                                    on:click=move |_| state.undo()>"Undo"</button>
                            })}
                            <button type="button" class="toast-close"
                                aria-label="Dismiss" on:click=move |_| state.dismiss_notice()>
                                {icon(Icon::Close)}
                            </button>
                        </div>
                    }
                })
        }
    };
    view! {
        <div class="toast-region" role="status" aria-live="polite">{of(false)}</div>
        <div class="toast-region" role="alert" aria-live="assertive">{of(true)}</div>
    }
    .into_any()
}
