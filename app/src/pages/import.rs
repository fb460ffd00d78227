//! The page Import.

use leptos::prelude::*;

/// The page Import.
#[component]
pub fn Import() -> impl IntoView {
    view! { <h1 class="page-title">"Import"</h1> }
}
