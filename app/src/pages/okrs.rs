//! The page OKRs.

use leptos::prelude::*;

/// The page OKRs.
#[component]
pub fn Okrs() -> impl IntoView {
    view! { <h1 class="page-title">"OKRs"</h1> }
}
