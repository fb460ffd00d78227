//! The page Sign in.

use leptos::prelude::*;

/// The page Sign in.
#[component]
pub fn SignIn() -> impl IntoView {
    view! { <h1 class="page-title">"Sign in"</h1> }
}
