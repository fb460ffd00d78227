//! The page Welcome.

use leptos::prelude::*;

/// The page Welcome.
#[component]
pub fn Welcome() -> impl IntoView {
    view! { <h1 class="page-title">"Welcome"</h1> }
}
