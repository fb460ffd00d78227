//! Settings: the rules of the workspace, its people, teams and cycles, this device, the trash.

mod archive;
pub mod calendar;
mod device;
mod people;
mod rules;
mod trash;

use leptos::prelude::*;
use model::Role;

use crate::components::trail::{Crumb, set_trail};
use crate::state::State;
use archive::Archive;
use calendar::{Calendars, provide_chosen};
use device::Device;
use people::{People, Teams};
use rules::{Cycles, Rules, WorkspaceName};
use trash::Trash;

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let state = State::expect();
    set_trail(|| vec![Crumb::here("Settings")]);
    provide_chosen();
    let admin = Memo::new(move |_| state.role() >= Role::Admin);
    view! {
        <header class="page-head"><h1 class="page-title">"Settings"</h1></header>
        <div class="settings">
            <Device/>
            <WorkspaceName admin/>
            <Rules admin/>
            <Cycles/>
            <Calendars/>
            <People/>
            <Teams/>
            <Archive/>
            <Trash/>
        </div>
    }
    .into_any()
}

/// One group: what it is about on one side, its fields on the other.
#[component]
pub(crate) fn Group(
    id: &'static str,
    title: &'static str,
    text: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="settings-group" aria-labelledby=id>
            <div class="settings-about"><h2 id=id>{title}</h2><p>{text}</p></div>
            {children()}
        </section>
    }
    .into_any()
}
