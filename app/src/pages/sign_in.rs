//! Signing in. Unsent edits of this device wait for whoever made them.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::brand::Brand;
use crate::components::field::{Field, Trouble, TroubleSummary, provide_trouble};
use crate::state::State;

/// The page.
#[component]
pub fn SignIn() -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let answer = state
            .host()
            .sign_in(email.get().trim().to_owned(), password.get());
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            // When it went well the door opens by itself.
            if let Err(why) = answer.await {
                trouble.set(Some(Trouble::whole(why.to_string())));
            }
            busy.set(false);
        });
    };
    view! {
        <Brand title="Sign in">
            <form class="form" on:submit=submit novalidate=true>
                <TroubleSummary trouble/>
                <Field name="email" label="E-mail" value=email kind="email" autocomplete="username" first=true/>
                <Field name="password" label="Password" value=password kind="password"
                    autocomplete="current-password"/>
                <button type="submit" class="button button-solid button-large" disabled=busy>"Sign in"</button>
            </form>
            <p class="form-field-hint">"No account yet? Ask an admin of your workspace for a link."</p>
        </Brand>
    }
    .into_any()
}
