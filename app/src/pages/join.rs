//! The page Join.

use leptos::prelude::*;

/// The page Join.
#[component]
pub fn JoinPage() -> impl IntoView {
    view! { <h1 class="page-title">"Join"</h1> }
}
