//! The seven days of a week: as the base calendar says, no work, or hours.

use leptos::prelude::*;
use model::schedule::words::{day_name, hours_text, read_hours};
use model::{Calendar, Day, Id};
use serde_json::json;

use super::save;
use crate::components::field::{Trouble, Troubled};
use crate::state::State;

/// Monday first.
const ORDER: [usize; 7] = [1, 2, 3, 4, 5, 6, 0];
/// What a day gets when it begins to work.
const USUAL: &str = "08:00-12:00, 13:00-17:00";

/// The week of a calendar.
#[component]
pub(super) fn Week(id: Id<Calendar>, trouble: Troubled) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let now = Signal::derive(move || {
        row.with(|row| row.as_ref().map(|row| row.week.clone()).unwrap_or_default())
    });
    let change = Callback::new(move |week: [Day; 7]| {
        save(state, trouble, id, "week", json!(week));
    });
    view! {
        <fieldset class="fieldset">
            <legend class="form-field-label">"The week"</legend>
            <p class="form-field-hint">"Several hours a day are divided by commas: 08:00-12:00, 13:00-17:00."</p>
            <Days now change trouble scope="week".to_owned()/>
        </fieldset>
    }
    .into_any()
}

/// Seven days with their hours.
#[component]
pub(super) fn Days(
    now: Signal<[Day; 7]>,
    change: Callback<[Day; 7]>,
    trouble: Troubled,
    scope: String,
) -> impl IntoView {
    let set = move |day: usize, to: Day| {
        let mut week = now.get_untracked();
        week[day] = to;
        change.run(week);
    };
    let line = move |day: usize| {
        let of = Memo::new(move |_| now.with(|week| week[day].clone()));
        let kind = move || {
            of.with(|day| match day {
                Day::Inherit => "inherit",
                Day::Off => "off",
                Day::Work(_) => "work",
            })
        };
        let choose = move |event| {
            set(
                day,
                match event_target_value(&event).as_str() {
                    "inherit" => Day::Inherit,
                    "off" => Day::Off,
                    _ => Day::Work(read_hours(USUAL).unwrap_or_default()),
                },
            )
        };
        let hours = move || {
            of.with(|day| match day {
                Day::Work(hours) => hours_text(hours),
                _ => String::new(),
            })
        };
        let typed = move |event| match read_hours(&event_target_value(&event)) {
            Ok(hours) if hours.is_empty() => set(day, Day::Off),
            Ok(hours) => set(day, Day::Work(hours)),
            Err(why) => trouble.set(Some(Trouble::whole(format!(
                "{}: {why}",
                day_name(day as u8)
            )))),
        };
        let name = day_name(day as u8);
        let option = move |value: &'static str, words: &'static str| {
            view! { <option value=value selected=move || kind() == value>{words}</option> }
        };
        view! {
            <li class="calendar-day">
                <span class="calendar-day-name">{name}</span>
                <select class="input input-small" aria-label=format!("{name}, {scope}") on:change=choose>
                    {option("work", "Works")}{option("off", "No work")}{option("inherit", "As its base")}
                </select>
                {move || (kind() == "work").then(|| view! {
                    <input class="input input-small" aria-label=format!("Hours on {name}") autocomplete="off"
                        prop:value=hours on:change=typed/>
                })}
            </li>
        }
    };
    view! {
        <ul class="calendar-week">{ORDER.map(line).collect_view()}</ul>
    }
    .into_any()
}
