//! The frame of the pages before anybody is signed in: one column in the middle of the canvas.

use leptos::prelude::*;

use crate::components::icon::logo;

/// The frame with its one heading.
#[component]
pub fn Brand(
    /// What this page is for.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence under it.
    #[prop(optional, into)]
    lead: Signal<String>,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="sign-in">
            <header class="sign-in-brand">{logo()}"Throughline"</header>
            <main class="sign-in-card" id="main" tabindex="-1">
                <h1 class="sign-in-title">{title}</h1>
                <p class="sign-in-lead">{lead}</p>
                {children()}
            </main>
            <footer class="sign-in-foot">
                <p>
                    "Goals and the work that serves them, on your own server. "
                    <a href=crate::routes::ASSESSMENT>"Assess your project office"</a>", without an account."
                </p>
            </footer>
        </div>
    }
    .into_any()
}
