//! The page Project.

use leptos::prelude::*;

/// The page Project.
#[component]
pub fn ProjectPage() -> impl IntoView {
    view! { <h1 class="page-title">"Project"</h1> }
}
