//! The page Key Result.

use leptos::prelude::*;

/// The page Key Result.
#[component]
pub fn KeyResultPage() -> impl IntoView {
    view! { <h1 class="page-title">"Key Result"</h1> }
}
