//! The page Projects.

use leptos::prelude::*;

/// The page Projects.
#[component]
pub fn Projects() -> impl IntoView {
    view! { <h1 class="page-title">"Projects"</h1> }
}
