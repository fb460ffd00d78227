//! Inviting a person: a role, a name, and a link to send.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Role;

use crate::components::copy::CopyButton;
use crate::components::dialog::Dialog;
use crate::components::field::{Choice, Field, Trouble, TroubleSummary, provide_trouble};
use crate::components::key_result_form::key;
use crate::host::Invite;
use crate::state::State;

/// The roles that somebody of this role may give.
fn roles(own: Role) -> Vec<(String, String)> {
    let mut roles: Vec<Role> = Role::ALL
        .iter()
        .copied()
        .filter(|role| *role <= own)
        .collect();
    roles.sort_by_key(|role| *role != Role::Member);
    roles
        .iter()
        .map(|role| (key(role), role.word().to_owned()))
        .collect()
}

/// The dialog.
#[component]
pub fn InviteForm() -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let name = RwSignal::new(String::new());
    let role = RwSignal::new(key(&Role::Member));
    let link = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let make = move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = Role::ALL
            .iter()
            .copied()
            .find(|it| key(it) == role.get())
            .unwrap_or_default();
        let name = name.get().trim().to_owned();
        let made = state.host().invite(Invite {
            role: chosen,
            person: None,
            name,
        });
        busy.set(true);
        spawn_local(async move {
            match made.await {
                Ok(address) => link.set(Some(address)),
                Err(why) => trouble.set(Some(Trouble::whole(why.to_string()))),
            }
            busy.set(false);
        });
    };
    let own = state.role();
    view! {
        <Dialog title="Invite a person">
            <form on:submit=make novalidate=true>
                <div class="dialog-body form">
                    <TroubleSummary trouble/>
                    <Field name="name" label="Name" value=name first=true
                        hint="Optional; they can change it."/>
                    <Choice name="role" label="What may they do?" value=role
                        options=Signal::derive(move || roles(own))
                        hint="A guest sees what they are invited to; a member works on goals and projects."/>
                    <div aria-live="polite">
                        {move || link.get().map(|address| view! {
                            <p class="eyebrow">"Send them this link. It works once."</p>
                            <p class="share-secret"><code>{address.clone()}</code></p>
                            <CopyButton text=address/>
                        })}
                    </div>
                </div>
                <footer class="dialog-foot">
                    <button type="button" class="button" on:click=move |_| state.close()>"Close"</button>
                    <button type="submit" class="button button-solid" disabled=busy>"Make a link"</button>
                </footer>
            </form>
        </Dialog>
    }
    .into_any()
}
