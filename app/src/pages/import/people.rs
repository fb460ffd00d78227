//! Who is who: each person of a file, how they were matched, and somebody else when that is wrong.

use exchange::msproject::{How, Key, Matched};
use leptos::prelude::*;
use model::progress::words;
use model::{Id, Person};

use crate::components::focus;
use crate::state::State;

/// People that are shown; a file with more is matched by address and name alone.
const SHOWN: usize = 200;

/// The people of a file. `take` hears who somebody is; `None` is a new placeholder.
#[component]
pub fn People(
    /// Each with whom they were matched to.
    list: Vec<Matched>,
    /// A choice by hand.
    take: Callback<(Key, Option<Id<Person>>)>,
) -> impl IntoView {
    if list.is_empty() {
        return ().into_any();
    }
    let state = State::expect();
    let known: Vec<(Id<Person>, String)> = state.plan(|plan| {
        let persons = plan.persons().into_iter().filter(|row| !row.deactivated);
        persons.map(|row| (row.id, person_words(row))).collect()
    });
    let fresh = list.iter().filter(|it| it.placeholder).count();
    let here = list.len() - fresh;
    let more = list.len().saturating_sub(SHOWN);
    let summary = format!(
        "{}: {here} already here, {fresh} new without an account",
        words::count(list.len() as i64, "person", "people")
    );
    let row = move |(at, it): (usize, Matched)| line(at, it, &known, take);
    view! {
        <details class="panel" open=true>
            <summary>{summary}</summary>
            <p class="page-meta">"Whoever is new becomes a placeholder that an invitation turns into an account. \
                Nobody is told anything by an import."</p>
            <div class="data-table-scroll import-columns" tabindex="0" role="region" aria-label="Who is who">
                <table class="data-table">
                    <thead><tr><th scope="col">"In the file"</th><th scope="col">"Matched"</th>
                        <th scope="col">"Is"</th></tr></thead>
                    <tbody>{list.into_iter().take(SHOWN).enumerate().map(row).collect_view()}</tbody>
                </table>
            </div>
            {(more > 0).then(|| view! { <p class="page-meta">{format!("and {more} more")}</p> })}
        </details>
    }
    .into_any()
}

fn person_words(row: &model::Row<Person>) -> String {
    match (row.placeholder, row.email.is_empty()) {
        (true, _) => format!("{} (no account yet)", row.name),
        (_, true) => row.name.clone(),
        _ => format!("{}, {}", row.name, row.email),
    }
}

fn how_words(how: How) -> &'static str {
    match how {
        How::Email => "by e-mail",
        How::Name => "by name",
        How::Chosen => "by hand",
        How::New => "new placeholder",
    }
}

fn line(
    at: usize,
    it: Matched,
    known: &[(Id<Person>, String)],
    take: Callback<(Key, Option<Id<Person>>)>,
) -> AnyView {
    let id = format!("import-person-{at}");
    let focused = id.clone();
    let chosen = (!it.placeholder).then_some(it.person);
    let key = it.key.clone();
    let change = move |event| {
        let person = event_target_value(&event).parse::<Id<Person>>().ok();
        take.run((key.clone(), person));
        focus::to_id_soon(focused.clone());
    };
    let option = |(person, words): &(Id<Person>, String)| {
        let selected = chosen == Some(*person);
        view! { <option value=person.to_string() selected=selected>{words.clone()}</option> }
    };
    view! {
        <tr>
            <th scope="row">{it.name.clone()}<span class="data-table-sub">{it.email}</span></th>
            <td>{how_words(it.how)}</td>
            <td><select class="input input-small" id=id aria-label=format!("Who {} is", it.name) on:change=change>
                <option value="" selected=chosen.is_none()>"New placeholder"</option>
                {known.iter().map(option).collect_view()}
            </select></td>
        </tr>
    }
    .into_any()
}
