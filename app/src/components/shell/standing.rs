//! What stands over every page until it is dealt with: a session that ended, a newer build. Neither
//! takes anything from the page: what is typed and what waits stays.

use chart::icon::Icon;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::field::{Field, Trouble, TroubleSummary, provide_trouble};
use crate::components::icon::icon;
use crate::host::Door;
use crate::state::State;

/// The banners, in a region that is there from the start.
#[component]
pub(super) fn Standing() -> impl IntoView {
    let state = State::expect();
    let ended = Memo::new(move |_| state.sync().signed_out);
    view! {
        <div role="status">
            {move || ended.get().then(|| view! { <SessionEnded/> })}
            {move || state.update_ready().then(|| view! { <NewVersion/> })}
        </div>
    }
    .into_any()
}

#[component]
fn NewVersion() -> impl IntoView {
    let state = State::expect();
    view! {
        <section class="banner" data-level="note" aria-label="New version">
            {icon(Icon::Check)}
            <p class="banner-text">
                <strong>"A new version is ready."</strong>
                " You can go on with this one and reload when it suits you."
            </p>
            <button type="button" class="button button-small"
                on:click=move |_| state.host().reload()>"Reload now"</button>
        </section>
    }
    .into_any()
}

#[component]
fn SessionEnded() -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let name = match state.host().door() {
        Door::Open(me) => me.name,
        _ => String::new(),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let address = email.get().trim().to_owned();
        let answer = state.host().sign_in(address, password.get());
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            match answer.await {
                Ok(_) => state.say("Signed in again. Your changes are being sent."),
                Err(why) => trouble.set(Some(Trouble::whole(why.to_string()))),
            }
            // The banner may be gone by now.
            busy.try_set(false);
        });
    };
    view! {
        <section class="banner" data-level="warn" aria-label="Sign in again">
            {icon(Icon::Warn)}
            <p class="banner-text">
                <strong>"Your session has ended"</strong>
                {(!name.is_empty()).then(|| format!(", {name}"))}
                ". Go on working: your changes are kept here and sent when you sign in."
            </p>
            <form class="banner-form" on:submit=submit novalidate=true>
                <TroubleSummary trouble/>
                <Field name="email" label="E-mail" value=email kind="email"
                    autocomplete="username" scope="session"/>
                <Field name="password" label="Password" value=password kind="password"
                    autocomplete="current-password" scope="session"/>
                <button type="submit" class="button button-solid" disabled=busy>"Sign in"</button>
            </form>
        </section>
    }
    .into_any()
}
