//! The page Settings.

use leptos::prelude::*;

/// The page Settings.
#[component]
pub fn Settings() -> impl IntoView {
    view! { <h1 class="page-title">"Settings"</h1> }
}
