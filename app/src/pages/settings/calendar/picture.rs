//! The year that a calendar gives, a month at a time: worked, closed, other hours.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::progress::words::count;
use model::schedule::words::{hours_text, month_name};
use model::schedule::{WorkTime, named_days, work_time_of};
use model::{Calendar, Date, Id, Kind};

use crate::state::State;

/// What a drawn day is.
#[derive(Clone, PartialEq)]
struct Cell {
    number: i8,
    look: &'static str,
    title: Option<String>,
}

/// A drawn month.
#[derive(Clone, PartialEq)]
struct Month {
    name: &'static str,
    /// Empty places before its first day, Monday first.
    lead: usize,
    cells: Vec<Cell>,
    words: String,
}

/// The last day of a month.
fn last_of(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

fn month(time: &WorkTime, named: &BTreeMap<Date, String>, year: i16, number: i8) -> Option<Month> {
    let (first, last) = last_of(year, number)?;
    let mut cells = Vec::new();
    let (mut working, mut closed) = (0_i64, Vec::new());
    let mut day = first;
    loop {
        let works = time.minutes_on(day) > 0;
        working += i64::from(works);
        let name = named.get(&day);
        let look = match (works, name.is_some()) {
            (false, true) => "closed",
            (true, true) => "other",
            (false, false) => "off",
            (true, false) => "work",
        };
        if look == "closed" {
            closed.push(day.day().to_string());
        }
        let title = name.map(|name| match works {
            true => format!("{name}: {}", hours_text(time.hours_on(day))),
            false => format!("{name}: closed"),
        });
        cells.push(Cell {
            number: day.day(),
            look,
            title,
        });
        match day.tomorrow() {
            Ok(next) if day < last => day = next,
            _ => break,
        }
    }
    let mut words = count(working, "working day", "working days");
    if !closed.is_empty() {
        words = format!("{words}, closed {}", closed.join(", "));
    }
    Some(Month {
        name: month_name(number.unsigned_abs()),
        lead: first
            .weekday()
            .to_monday_zero_offset()
            .unsigned_abs()
            .into(),
        cells,
        words,
    })
}

/// The months of a year.
fn months(state: State, id: Id<Calendar>, year: i16) -> Vec<Month> {
    state.track_list(Kind::Calendar, None);
    state.plan(|plan| {
        let mut all = plan
            .all::<Calendar>()
            .map(|row| row.id.at())
            .collect::<Vec<_>>();
        all.sort();
        all.into_iter().for_each(|at| state.track(at));
        let time = work_time_of(plan, id).unwrap_or_else(WorkTime::standard);
        let ends = (Date::new(year, 1, 1), Date::new(year, 12, 31));
        let named = match (plan.get(id), ends) {
            (Some(row), (Ok(first), Ok(last))) => {
                let mut named = row
                    .base
                    .and_then(|id| plan.get(id))
                    .map_or_else(BTreeMap::new, |base| named_days(base, first, last));
                named.extend(named_days(row, first, last));
                named
            }
            _ => BTreeMap::new(),
        };
        (1..=12)
            .filter_map(|number| month(&time, &named, year, number))
            .collect()
    })
}

/// The picture, a year at a time.
#[component]
pub(super) fn Year(id: Id<Calendar>) -> impl IntoView {
    let state = State::expect();
    let year = RwSignal::new(state.today().year());
    let all = Memo::new(move |_| months(state, id, year.get()));
    let turn = move |by: i16| {
        year.update(|year| *year = year.saturating_add(by).clamp(1900, 2200));
    };
    let cell = |it: Cell| view! { <i data-day=it.look title=it.title>{it.number}</i> };
    let month = move |it: Month| {
        let lead = (0..it.lead).map(|_| view! { <i></i> }).collect_view();
        view! {
            <li class="calendar-month">
                <h4>{it.name}</h4>
                <div class="calendar-grid" aria-hidden="true">{lead}{it.cells.into_iter().map(cell).collect_view()}</div>
                <p class="form-field-hint">{it.words}</p>
            </li>
        }
    };
    view! {
        <section class="calendar-year" aria-label="The year it gives">
            <div class="calendar-year-head">
                <button type="button" class="button button-small" on:click=move |_| turn(-1)>"Year before"</button>
                <b aria-live="polite">{year}</b>
                <button type="button" class="button button-small" on:click=move |_| turn(1)>"Year after"</button>
                <span class="calendar-legend" aria-hidden="true">
                    <span><i data-day="work">"1"</i>"Works"</span>
                    <span><i data-day="off">"1"</i>"Off"</span>
                    <span><i data-day="closed">"1"</i>"Closed"</span>
                    <span><i data-day="other">"1"</i>"Other hours"</span>
                </span>
            </div>
            <ul class="calendar-months">{move || all.get().into_iter().map(month).collect_view()}</ul>
        </section>
    }
    .into_any()
}
