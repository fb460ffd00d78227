//! Home: what needs me? Edits that were not accepted, today's list, what waits on this device, and my
//! Key Results.

mod attention;
mod first_steps;
mod mine;
mod todo;

use leptos::prelude::*;
use model::progress::words;

use crate::components::icon::small_icon;
use crate::components::trail::{Crumb, set_trail};
use crate::format::{clock, op_sentence};
use crate::host::Waiting;
use crate::state::State;
use attention::AttentionTray;
use first_steps::FirstSteps;
use mine::Mine;
use todo::TodoList;

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    let state = State::expect();
    set_trail(|| vec![Crumb::here("Home")]);
    let meta = move || {
        let today = state.today();
        let day = format!("{} {}", weekday(today), words::date(today, today));
        let sync = state.sync();
        let time = |at| clock(state.host().local(at));
        match (sync.offline_since, sync.synced_at) {
            (Some(since), Some(known)) => format!(
                "{day}. Offline since {}; showing what this device knew at {}.",
                time(since),
                time(known)
            ),
            (Some(since), None) => format!("{day}. Offline since {}.", time(since)),
            (None, _) => format!("{day}."),
        }
    };
    view! {
        <header class="page-head">
            <div><h1 class="page-title">"What needs you"</h1><p class="page-meta">{meta}</p></div>
        </header>
        <div class="page-columns">
            <div class="page-main"><AttentionTray/><FirstSteps/><TodoList/></div>
            <aside class="page-side" aria-label="Yours"><Outbox/><Mine/></aside>
        </div>
    }
    .into_any()
}

fn weekday(day: model::Date) -> &'static str {
    use jiff::civil::Weekday;
    match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// What waits on this device; nothing when everything is with the server.
#[component]
fn Outbox() -> impl IntoView {
    let state = State::expect();
    let waiting = move || {
        state.track_tray();
        state.sync();
        state.host().outbox()
    };
    let item = move |it: &Waiting| {
        let words = state.plan(|plan| op_sentence(plan, &it.op));
        view! { <li><span>{words}</span><time>{clock(state.host().local(it.at))}</time></li> }
    };
    move || {
        let all = waiting();
        (!all.is_empty()).then(|| view! {
            <section class="panel" aria-labelledby="device">
                <div class="panel-head">
                    <h2 class="panel-title" id="device">
                        {small_icon(chart::icon::Icon::Device)}" Saved on this device"
                    </h2>
                    <span class="panel-note">{format!("{} waiting", all.len())}</span>
                </div>
                <div class="panel-body">
                    <ul class="outbox-list">{all.iter().take(20).map(item).collect_view()}</ul>
                    {(all.len() > 20).then(|| view! { <p class="form-field-hint">{format!("and {} more", all.len() - 20)}</p> })}
                    <p class="form-field-hint">"They go out by themselves when the connection is back."</p>
                </div>
            </section>
        })
    }
}
