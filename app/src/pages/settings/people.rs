//! People with their roles, and teams with their members.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::{Id, Op, Person, Role, Team};
use serde_json::json;

use super::Group;
use super::calendar::{Chosen, hours_of, own_hours};
use crate::components::avatar::Avatar;
use crate::components::field::{Field, TroubleSummary, people, provide_trouble};
use crate::components::key_result_form::key;
use crate::state::{Overlay, State};

#[component]
pub(super) fn People() -> impl IntoView {
    let state = State::expect();
    let persons = state.persons();
    let admin = move || state.role() >= Role::Admin;
    view! {
        <Group id="people" title="People" text="Everybody with an account, and people that an import named.">
            <div class="settings-wide">
                <div class="data-table-scroll" tabindex="0" role="region" aria-label="People and roles">
                <table class="data-table">
                    <thead><tr>
                        <th scope="col">"Name"</th><th scope="col">"E-mail"</th><th scope="col">"Role"</th>
                        <th scope="col">"Working time"</th>
                    </tr></thead>
                    <tbody>
                        <For each=move || persons.get() key=|id| *id let:id><PersonRow id/></For>
                    </tbody>
                </table>
                </div>
                {move || admin().then(|| view! {
                    <p class="form-actions">
                        <button type="button" class="button" on:click=move |_| state.open(Overlay::Invite)>
                            "Invite a person"
                        </button>
                    </p>
                })}
            </div>
        </Group>
    }
    .into_any()
}

#[component]
fn PersonRow(id: Id<Person>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let email = move || row.with(|row| row.as_ref().map(|row| row.email.clone()));
    let role = move || row.with(|row| row.as_ref().map(|row| row.role).unwrap_or_default());
    let note = move || {
        row.with(|row| match row.as_ref() {
            Some(row) if row.placeholder => "Named by an import, has no account yet",
            Some(row) if row.deactivated => "Cannot sign in any more",
            _ => "",
        })
    };
    let option = move |it: Role| {
        view! { <option value=key(&it) selected=move || role() == it>{it.word()}</option> }
    };
    let change = move |event| {
        state.set(id.at(), "role", event_target_value(&event));
    };
    let fixed = move || state.role() < Role::Admin || state.me() == Some(id);
    view! {
        <tr>
            <th scope="row">
                <Avatar person=Signal::derive(move || Some(id)) small=true/>" "{name}
                <span class="data-table-sub">{note}</span>
            </th>
            <td>{email}</td>
            <td>
                {move || if fixed() {
                    role().word().into_any()
                } else {
                    view! {
                        <select class="input input-small" aria-label=move || format!("Role of {}", name())
                            on:change=change>{Role::ALL.iter().copied().map(option).collect_view()}</select>
                    }.into_any()
                }}
            </td>
            <td><HoursOf id/></td>
        </tr>
    }
    .into_any()
}

/// Whether somebody works as the workspace does, or has hours of their own.
#[component]
fn HoursOf(id: Id<Person>) -> impl IntoView {
    let state = State::expect();
    let Chosen(chosen) = expect_context();
    let own = hours_of(state, id);
    let open = move |_| {
        let calendar = own.get_untracked().or_else(|| {
            let (made, op) = own_hours(state, id);
            state.act(op).then_some(made)
        });
        chosen.set(calendar);
        crate::components::focus::to_id_soon("calendar-name");
    };
    let words = move || {
        if own.get().is_some() {
            "Own hours"
        } else {
            "As the workspace"
        }
    };
    let label = move || format!("{}: working time of {}", words(), state.name_of(Some(id)));
    view! {
        <button type="button" class="button button-plain button-small" aria-label=label on:click=open>{words}</button>
    }
    .into_any()
}

#[component]
pub(super) fn Teams() -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let teams = state.list::<Team, _>(None, |plan| plan.teams().iter().map(|row| row.id).collect());
    let name = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (_, op) = state.create::<Team>(Team {
            name: name.get().trim().to_owned(),
            ..Team::default()
        });
        match state.dispatch(op) {
            Ok(()) => {
                name.set(String::new());
                trouble.set(None);
            }
            Err(refusal) => trouble.set(Some(refusal.into())),
        }
    };
    view! {
        <Group id="teams" title="Teams" text="Groups of people that share Objectives.">
            <div class="settings-wide stack">
                <ul class="card-list">
                    <For each=move || teams.get() key=|id| *id let:id><TeamCard id/></For>
                </ul>
                <form class="form" on:submit=submit novalidate=true>
                    <TroubleSummary trouble/>
                    <Field name="name" label="New team" value=name scope="team"/>
                    <p class="form-actions"><button type="submit" class="button">"Add team"</button></p>
                </form>
            </div>
        </Group>
    }
    .into_any()
}

#[component]
fn TeamCard(id: Id<Team>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()));
    let members = move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| row.members.clone())
                .unwrap_or_default()
        })
    };
    let chip = move |member: Id<Person>| {
        let remove = move |_| {
            state.act(Op::Remove {
                at: id.at(),
                field: "members".into(),
                element: json!(member),
            });
        };
        view! {
            <button type="button" class="chip chip-box" on:click=remove
                aria-label=move || format!("Take {} out", state.name_of(Some(member)))>
                {move || state.name_of(Some(member))}" \u{d7}"
            </button>
        }
    };
    let everybody = people(state);
    let add = move |event| {
        if let Ok(member) = event_target_value(&event).parse::<Id<Person>>() {
            state.act(Op::Add {
                at: id.at(),
                field: "members".into(),
                element: json!(member),
            });
        }
    };
    let option = |(value, words): (String, String)| {
        let words = if value.is_empty() {
            "Add a person\u{2026}".to_owned()
        } else {
            words
        };
        view! { <option value=value>{words}</option> }
    };
    view! {
        <li class="card">
            <h3 class="card-title">{name}</h3>
            <p class="card-text">{move || members().into_iter().map(chip).collect_view()}</p>
            <div class="card-foot">
                <select class="input input-small" aria-label=move || format!("Add a person to {}", name().unwrap_or_default())
                    on:change=add>{move || everybody.get().into_iter().map(option).collect_view()}</select>
            </div>
        </li>
    }
    .into_any()
}
