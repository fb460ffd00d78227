//! An address that leads nowhere: says so and offers the way back.

use leptos::prelude::*;

/// Nothing stands here.
#[component]
pub fn NotFound() -> impl IntoView {
    crate::components::trail::set_trail(|| {
        vec![crate::components::trail::Crumb::here("Not found")]
    });
    view! {
        <div class="empty-state">
            <h1 class="page-title">"Nothing stands at this address"</h1>
            <p>"It may have been deleted, or the link is cut. Your changes are safe."</p>
            <p class="button-row">
                <a class="button button-solid" href="/">"Go to Home"</a>
                <a class="button" href="/okrs">"Go to OKRs"</a>
            </p>
        </div>
    }
    .into_any()
}
