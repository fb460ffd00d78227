//! Periods with another week: summer hours, a project's last sprint.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::progress::words::date;
use model::{Calendar, Day, Id, WorkWeek};
use serde_json::json;

use super::save;
use super::week::Days;
use crate::components::field::{Field, Trouble, Troubled};
use crate::state::State;

/// The periods.
#[component]
pub(super) fn WorkWeeks(id: Id<Calendar>, trouble: Troubled) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let all = Memo::new(move |_| {
        row.with(|row| {
            row.as_ref()
                .map(|row| row.work_weeks.clone())
                .unwrap_or_default()
        })
    });
    let many = Memo::new(move |_| all.with(Vec::len));
    view! {
        <fieldset class="fieldset">
            <legend class="form-field-label">"Periods with another week"</legend>
            {move || (many.get() == 0).then(|| view! {
                <p class="form-field-hint">"None yet. Add summer hours, or a month with longer days."</p>
            })}
            {move || (0..many.get()).map(|at| view! { <One id at all trouble/> }).collect_view()}
            <Add id all trouble/>
        </fieldset>
    }
    .into_any()
}

/// One period: its days of the week, and a way to take it away.
#[component]
fn One(id: Id<Calendar>, at: usize, all: Memo<Vec<WorkWeek>>, trouble: Troubled) -> impl IntoView {
    let state = State::expect();
    let it = Memo::new(move |_| all.with(|all| all.get(at).cloned()).unwrap_or_default());
    let words = move || {
        it.with(|it| {
            let today = state.today();
            format!(
                "{}: {} to {}",
                it.name,
                date(it.from, today),
                date(it.to, today)
            )
        })
    };
    let now = Signal::derive(move || it.with(|it| it.days.clone()));
    let change = Callback::new(move |days: [Day; 7]| {
        let mut list = all.get_untracked();
        if let Some(week) = list.get_mut(at) {
            week.days = days;
            save(state, trouble, id, "work_weeks", json!(list));
        }
    });
    let remove = move |_| {
        let mut list = all.get_untracked();
        if at < list.len() {
            list.remove(at);
            save(state, trouble, id, "work_weeks", json!(list));
        }
    };
    view! {
        <details class="calendar-period">
            <summary>{words}</summary>
            <Days now change trouble scope=format!("period {}", at + 1)/>
            <p class="form-actions">
                <button type="button" class="button button-small" on:click=remove>"Remove period"</button>
            </p>
        </details>
    }
    .into_any()
}

/// A new one; its week is as the calendar's until it is changed.
#[component]
fn Add(id: Id<Calendar>, all: Memo<Vec<WorkWeek>>, trouble: Troubled) -> impl IntoView {
    let state = State::expect();
    let (name, from, to) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let day = |of: RwSignal<String>| of.get().parse::<model::Date>().ok();
        let (Some(from_day), Some(to_day)) = (day(from), day(to)) else {
            trouble.set(Some(Trouble::at(
                "week_from",
                "Choose the first and the last day of the period.",
            )));
            return;
        };
        let mut list = all.get_untracked();
        list.push(WorkWeek {
            name: name.get().trim().to_owned(),
            from: from_day,
            to: to_day,
            days: Default::default(),
        });
        if save(state, trouble, id, "work_weeks", json!(list)) {
            for signal in [name, from, to] {
                signal.set(String::new());
            }
        }
    };
    view! {
        <form class="form calendar-add" on:submit=submit novalidate=true>
            <div class="form-row">
                <Field name="week_name" label="Name" value=name hint="Summer hours"/>
                <Field name="week_from" label="First day" value=from kind="date"/>
                <Field name="week_to" label="Last day" value=to kind="date"/>
            </div>
            <p class="form-actions"><button type="submit" class="button">"Add period"</button></p>
        </form>
    }
    .into_any()
}
