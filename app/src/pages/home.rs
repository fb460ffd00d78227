//! The page Home.

use leptos::prelude::*;

/// The page Home.
#[component]
pub fn Home() -> impl IntoView {
    view! { <h1 class="page-title">"Home"</h1> }
}
