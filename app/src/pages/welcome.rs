//! The first run: make the owner's account and the workspace, or enter the demo.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::brand::Brand;
use crate::components::field::{Field, Trouble, TroubleSummary, Troubled, provide_trouble};
use crate::host::{Later, Me, SignUp};
use crate::state::State;

/// Waits for the door to open; says why when it does not.
fn wait(answer: Later<Me>, busy: RwSignal<bool>, trouble: Troubled) {
    busy.set(true);
    trouble.set(None);
    spawn_local(async move {
        if let Err(why) = answer.await {
            trouble.set(Some(Trouble::whole(why.to_string())));
        }
        busy.set(false);
    });
}

/// The page.
#[component]
pub fn Welcome() -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let [workspace, name, email, password] = [(); 4].map(|()| RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let form = SignUp {
            workspace: workspace.get().trim().to_owned(),
            name: name.get().trim().to_owned(),
            email: email.get().trim().to_owned(),
            password: password.get(),
        };
        wait(state.host().sign_up(form), busy, trouble);
    };
    view! {
        <Brand title="Set up your workspace" lead="You are the first one here, so you become its owner. \
            Everything stays on this server.">
            <form class="form" on:submit=submit novalidate=true>
                <TroubleSummary trouble/>
                <Field name="workspace" label="Workspace" value=workspace first=true
                    autocomplete="organization" hint="What people call your company or team."/>
                <Field name="name" label="Your name" value=name autocomplete="name"/>
                <Field name="email" label="E-mail" value=email kind="email" autocomplete="username"/>
                <Field name="password" label="Password" value=password kind="password"
                    autocomplete="new-password" hint="At least ten characters."/>
                <button type="submit" class="button button-solid button-large" disabled=busy>
                    "Create workspace"
                </button>
            </form>
            <p class="form-field-hint">
                "To look around first, stop the server and start it with "<code>"--demo"</code>"."
            </p>
        </Brand>
    }
    .into_any()
}

/// The way into the demo: nothing to fill in, nothing to lose.
#[component]
pub fn DemoDoor() -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let busy = RwSignal::new(false);
    let demo = move |_| wait(state.host().enter_demo(), busy, trouble);
    view! {
        <Brand title="Halden, week five of thirteen" lead="A software company, its goals for the \
            quarter, and the projects that carry them. Change anything: this workspace is thrown \
            away when the server stops.">
            <TroubleSummary trouble/>
            <button type="button" class="button button-solid button-large" disabled=busy
                on:click=demo>"Enter the demo"</button>
        </Brand>
    }
    .into_any()
}
