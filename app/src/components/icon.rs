//! An icon from the own set; the word beside it or the control's name speaks for it.

use chart::icon::Icon;
use leptos::prelude::*;

/// An icon of 16 px.
pub fn icon(which: Icon) -> impl IntoView + use<> {
    sized(which, "icon")
}

/// An icon of 14 px, for chips and lines of text.
pub fn small_icon(which: Icon) -> impl IntoView + use<> {
    sized(which, "icon icon-small")
}

/// An icon of 20 px, for the bottom bar.
pub fn large_icon(which: Icon) -> impl IntoView + use<> {
    sized(which, "icon icon-large")
}

fn sized(which: Icon, class: &'static str) -> impl IntoView + use<> {
    view! {
        <svg class=class viewBox="0 0 16 16" aria-hidden="true" inner_html=which.body()></svg>
    }
    .into_any()
}

/// The mark of the product.
pub fn logo() -> impl IntoView + use<> {
    view! {
        <svg class="icon icon-large" viewBox="0 0 20 20" aria-hidden="true"
            inner_html=chart::icon::LOGO></svg>
    }
    .into_any()
}
