//! A person's period: hours that are asked, drawn against those that there are.

use leptos::prelude::*;
use model::progress::words;
use model::schedule::load::{Period, hours_text};
use model::{Date, Id, Person};

use crate::state::State;

#[component]
pub(super) fn Cell(
    person: Id<Person>,
    period: Period,
    chosen: RwSignal<Option<(Id<Person>, Date)>>,
) -> impl IntoView {
    let state = State::expect();
    let from = period.from;
    if period.is_free() {
        let words = if period.has == 0 { "off" } else { "\u{b7}" };
        return view! { <td class="load-cell"><span class="load-free">{words}</span></td> }
            .into_any();
    }
    let over = period.is_over();
    let peak = period.days_over > 0 && !over;
    let label = move || {
        let note = match (over, peak) {
            (true, _) => ", more than there is",
            (_, true) => ", too much on single days",
            _ => "",
        };
        format!(
            "{}, {}: {} of {} hours{note}",
            state.name_of(Some(person)),
            words::date(from, state.today()),
            hours_text(period.asked),
            hours_text(period.has)
        )
    };
    let drawn = chart::load::load(period.asked, period.has);
    let pressed = move || (chosen.get() == Some((person, from))).to_string();
    let press = move |_| {
        chosen.update(|it| *it = (*it != Some((person, from))).then_some((person, from)));
    };
    let mark = match (over, peak) {
        (true, _) => "\u{25b2}",
        (_, true) => "\u{25b3}",
        _ => "",
    };
    view! {
        <td class="load-cell" data-over=over.to_string()>
            <button type="button" class="load-press" aria-pressed=pressed aria-label=label on:click=press>
                <span class="load-hours">{mark}{hours_text(period.asked)}</span>
                <span class="load-drawing" inner_html=drawn></span>
            </button>
        </td>
    }
    .into_any()
}
