//! The page Objective.

use leptos::prelude::*;

/// The page Objective.
#[component]
pub fn ObjectivePage() -> impl IntoView {
    view! { <h1 class="page-title">"Objective"</h1> }
}
