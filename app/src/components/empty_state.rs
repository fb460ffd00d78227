//! What belongs here and the one thing to do; no picture.

use leptos::prelude::*;

/// An empty place.
#[component]
pub fn EmptyState(
    /// What is missing.
    title: &'static str,
    /// What belongs here.
    text: &'static str,
    /// The one action.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="empty-state">
            <h2 class="empty-state-title">{title}</h2>
            <p class="empty-state-text">{text}</p>
            <p class="button-row">{children()}</p>
        </section>
    }
    .into_any()
}
