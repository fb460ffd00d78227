//! The page Share.

use leptos::prelude::*;

/// The page Share.
#[component]
pub fn Share() -> impl IntoView {
    view! { <h1 class="page-title">"Share"</h1> }
}
