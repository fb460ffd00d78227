//! Accepting an invitation: a name, an address, a password, and one is in.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use crate::components::brand::Brand;
use crate::components::field::{Field, Trouble, TroubleSummary, provide_trouble};
use crate::host::{Invitation, Join};
use crate::state::State;

/// The page of the link that somebody sent.
#[component]
pub fn JoinPage() -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    let invitation = RwSignal::new(None::<Invitation>);
    let [name, email, password] = [(); 3].map(|()| RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        let asked = state.host().invitation(token.get());
        spawn_local(async move {
            match asked.await {
                Ok(it) => {
                    name.set(it.name.clone());
                    invitation.set(Some(it));
                }
                Err(why) => trouble.set(Some(Trouble::whole(why.to_string()))),
            }
        });
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let form = Join {
            token: token.get(),
            name: name.get().trim().to_owned(),
            email: email.get().trim().to_owned(),
            password: password.get(),
        };
        let answer = state.host().join(form);
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            if let Err(why) = answer.await {
                trouble.set(Some(Trouble::whole(why.to_string())));
            }
            busy.set(false);
        });
    };
    let title = move || match invitation.get() {
        Some(it) if !it.workspace.is_empty() => format!("Join {}", it.workspace),
        _ => "Join a workspace".to_owned(),
    };
    let lead = move || {
        invitation.get().map(|it| {
            let role = it.role.word().to_lowercase();
            format!("{} invites you as {role}.", it.invited_by)
        })
    };
    view! {
        <Brand title=Signal::derive(title) lead=Signal::derive(move || lead().unwrap_or_default())>
            <form class="form" on:submit=submit novalidate=true>
                <TroubleSummary trouble/>
                <Field name="name" label="Your name" value=name autocomplete="name" first=true/>
                <Field name="email" label="E-mail" value=email kind="email" autocomplete="username"/>
                <Field name="password" label="Password" value=password kind="password"
                    autocomplete="new-password" hint="At least ten characters."/>
                <button type="submit" class="button button-solid button-large" disabled=busy>"Join"</button>
            </form>
            <p class="form-field-hint">"Already have an account here? " <a href="/sign-in">"Sign in"</a></p>
        </Brand>
    }
    .into_any()
}
