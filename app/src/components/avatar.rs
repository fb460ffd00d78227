//! A person in two letters, with the whole name for those who hover or listen.

use leptos::prelude::*;
use model::{Id, Person};

use crate::format::initials;
use crate::state::State;

/// The person's letters; nothing when there is no person.
#[component]
pub fn Avatar(
    /// Who.
    #[prop(into)]
    person: Signal<Option<Id<Person>>>,
    /// For lines of text.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let state = State::expect();
    let name = Memo::new(move |_| state.name_of(person.get()));
    let class = if small {
        "avatar avatar-small"
    } else {
        "avatar"
    };
    move || {
        let name = name.get();
        (!name.is_empty()).then(|| {
            view! {
                <span class=class title=name.clone()>
                    <span aria-hidden="true">{initials(&name)}</span>
                    <span class="visually-hidden">{name.clone()}</span>
                </span>
            }
        })
    }
}
