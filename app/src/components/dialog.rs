//! A dialog: one decision over the page. The native element traps the focus and closes on Escape;
//! `State::close` gives the focus back to where it was.

use chart::icon::Icon;
use leptos::html;
use leptos::prelude::*;

use crate::components::icon::icon;
use crate::state::State;

/// A dialog with its title. Only one lies over the page at a time.
#[component]
pub fn Dialog(
    /// Its name.
    #[prop(into)]
    title: Signal<String>,
    /// A small line over the name.
    #[prop(optional, into)]
    eyebrow: String,
    /// `dialog-wide`, or `sheet` for one that comes from below on a phone.
    #[prop(optional)]
    class: &'static str,
    /// Body and foot.
    children: Children,
) -> impl IntoView {
    let state = State::expect();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            // A dialog that cannot be modal is still shown: the attribute does that.
            if dialog.show_modal().is_err() {
                dialog.set_open(true);
            }
        }
    });
    view! {
        <dialog class=format!("dialog {class}").trim_end().to_owned() node_ref=node
            aria-labelledby="dialog-title" on:close=move |_| state.close()>
            <header class="dialog-head">
                <div>
                    {(!eyebrow.is_empty()).then(|| view! { <p class="eyebrow">{eyebrow}</p> })}
                    <h2 class="dialog-title" id="dialog-title">{title}</h2>
                </div>
                <button type="button" class="dialog-close" aria-label="Close"
                    on:click=move |_| state.close()>{icon(Icon::Close)}</button>
            </header>
            {children()}
        </dialog>
    }
    .into_any()
}
