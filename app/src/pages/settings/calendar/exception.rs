//! Days that differ from the week: one day, a range, or days that repeat; closed, or with hours.

use chart::icon::Icon;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::progress::words::date;
use model::schedule::words::{
    day_name, hours_text, month_name, nth_name, read_hours, recurrence_text,
};
use model::{Calendar, Exception, Id, Recurrence};
use serde_json::json;

use super::save;
use crate::components::field::{Choice, Field, Trouble, Troubled};
use crate::components::icon::icon;
use crate::state::State;

/// The days that differ.
#[component]
pub(super) fn Exceptions(id: Id<Calendar>, trouble: Troubled) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let all = Memo::new(move |_| {
        row.with(|row| {
            row.as_ref()
                .map(|row| row.exceptions.clone())
                .unwrap_or_default()
        })
    });
    let remove = move |at: usize| {
        let mut rest = all.get_untracked();
        if at < rest.len() {
            rest.remove(at);
            save(state, trouble, id, "exceptions", json!(rest));
        }
    };
    let item = move |(at, it): (usize, Exception)| {
        let name = if it.name.is_empty() {
            "No name".to_owned()
        } else {
            it.name.clone()
        };
        let label = format!("Remove {name}");
        view! {
            <li class="calendar-item">
                <span><b>{name}</b><span class="data-table-sub">{in_words(state, &it)}</span></span>
                <button type="button" class="button button-plain button-small button-icon" aria-label=label
                    on:click=move |_| remove(at)>{icon(Icon::Close)}</button>
            </li>
        }
    };
    view! {
        <fieldset class="fieldset">
            <legend class="form-field-label">"Days that differ"</legend>
            {move || all.with(Vec::is_empty).then(|| view! {
                <p class="form-field-hint">"None yet. Add holidays, closed weeks, half days."</p>
            })}
            <ul class="calendar-list">
                {move || all.get().into_iter().enumerate().map(item).collect_view()}
            </ul>
            <Add id all trouble/>
        </fieldset>
    }
    .into_any()
}

/// "24 Dec to 1 Jan, every Friday: closed".
fn in_words(state: State, it: &Exception) -> String {
    let today = state.today();
    let span = match it.from == it.to {
        true => date(it.from, today),
        false => format!("{} to {}", date(it.from, today), date(it.to, today)),
    };
    let repeats = recurrence_text(&it.recurrence);
    let repeats = if repeats.is_empty() {
        repeats
    } else {
        format!(", {repeats}")
    };
    let times = match it.occurrences {
        0 => String::new(),
        times => format!(", {times} times"),
    };
    let hours = match it.hours.is_empty() {
        true => "closed".to_owned(),
        false => hours_text(&it.hours),
    };
    format!("{span}{repeats}{times}: {hours}")
}

/// What is typed of a new one.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    from: RwSignal<String>,
    to: RwSignal<String>,
    kind: RwSignal<String>,
    every: RwSignal<String>,
    nth: RwSignal<String>,
    weekday: RwSignal<String>,
    month: RwSignal<String>,
    day: RwSignal<String>,
    days: RwSignal<[bool; 7]>,
    times: RwSignal<String>,
    hours: RwSignal<String>,
}

impl Typed {
    fn new() -> Self {
        let text = |it: &str| RwSignal::new(it.to_owned());
        Self {
            name: text(""),
            from: text(""),
            to: text(""),
            kind: text("daily"),
            every: text("1"),
            nth: text("1"),
            weekday: text("1"),
            month: text("1"),
            day: text("1"),
            days: RwSignal::new([false; 7]),
            times: text(""),
            hours: text(""),
        }
    }

    fn clear(self) {
        for signal in [self.name, self.from, self.to, self.hours, self.times] {
            signal.set(String::new());
        }
        self.kind.set("daily".to_owned());
    }

    fn recurrence(self) -> Result<Recurrence, Trouble> {
        let every = whole(self.every, "every")?;
        let (nth, weekday) = (small(self.nth, "nth")?, small(self.weekday, "weekday")?);
        let (month, day) = (
            small(self.month, "month")?,
            self.kind.with(|kind| kind.ends_with("_day")),
        );
        let day = if day { small(self.day, "day")? } else { 1 };
        Ok(match self.kind.get().as_str() {
            "every_days" => Recurrence::EveryDays { every },
            "weekly" => {
                let chosen = self.days.get();
                let days: Vec<u8> = (0..7_u8).filter(|day| chosen[usize::from(*day)]).collect();
                if days.is_empty() {
                    return Err(Trouble::whole("Choose at least one day of the week."));
                }
                Recurrence::Weekly { every, days }
            }
            "monthly_day" => Recurrence::MonthlyDay { every, day },
            "monthly_weekday" => Recurrence::MonthlyWeekday {
                every,
                nth,
                weekday,
            },
            "yearly_day" => Recurrence::YearlyDay { month, day },
            "yearly_weekday" => Recurrence::YearlyWeekday {
                month,
                nth,
                weekday,
            },
            _ => Recurrence::Daily,
        })
    }

    fn exception(self) -> Result<Exception, Trouble> {
        let day = |of: RwSignal<String>, field: &str| {
            let typed = of.get();
            typed
                .parse::<model::Date>()
                .map_err(|_| Trouble::at(field, "Choose a day."))
        };
        let from = day(self.from, "from")?;
        let to = match self.to.with(String::is_empty) {
            true => from,
            false => day(self.to, "to")?,
        };
        let hours = read_hours(&self.hours.get());
        let times = self.times.get();
        let occurrences = match times.trim() {
            "" => 0,
            times => times
                .parse()
                .map_err(|_| Trouble::at("times", "This takes a whole number."))?,
        };
        Ok(Exception {
            name: self.name.get().trim().to_owned(),
            from,
            to,
            recurrence: self.recurrence()?,
            occurrences,
            hours: hours.map_err(|why| Trouble::at("hours", why.to_string()))?,
        })
    }
}

fn whole(of: RwSignal<String>, field: &str) -> Result<u16, Trouble> {
    let typed = of.get();
    typed
        .trim()
        .parse()
        .ok()
        .filter(|it| *it > 0)
        .ok_or_else(|| Trouble::at(field, "This takes a whole number from 1 on."))
}

fn small(of: RwSignal<String>, field: &str) -> Result<u8, Trouble> {
    let typed = of.get();
    let why = |_| Trouble::at(field, "This takes a day of the month, 1 to 31.");
    typed.trim().parse().map_err(why)
}

/// The ways to repeat, with their words.
const KINDS: [(&str, &str); 7] = [
    ("daily", "Each day of the period"),
    ("every_days", "Every few days"),
    ("weekly", "On days of the week"),
    ("monthly_day", "On a day of the month"),
    ("monthly_weekday", "On a weekday of the month"),
    ("yearly_day", "On a day of the year"),
    ("yearly_weekday", "On a weekday of a month of the year"),
];

fn choices<const N: usize>(all: [(String, &str); N]) -> Signal<Vec<(String, String)>> {
    let all: Vec<_> = all
        .into_iter()
        .map(|(key, words)| (key, words.to_owned()))
        .collect();
    Signal::derive(move || all.clone())
}

/// A new one.
#[component]
fn Add(id: Id<Calendar>, all: Memo<Vec<Exception>>, trouble: Troubled) -> impl IntoView {
    let state = State::expect();
    let typed = Typed::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match typed.exception() {
            Ok(made) => {
                let mut list = all.get_untracked();
                list.push(made);
                if save(state, trouble, id, "exceptions", json!(list)) {
                    typed.clear();
                }
            }
            Err(why) => trouble.set(Some(why)),
        }
    };
    let kinds = choices(KINDS.map(|(key, words)| (key.to_owned(), words)));
    view! {
        <form class="form calendar-add" on:submit=submit novalidate=true>
            <div class="form-row">
                <Field name="exception_name" label="Name" value=typed.name hint="Christmas, inventory \u{2026}"/>
                <Field name="from" label="First day" value=typed.from kind="date"/>
                <Field name="to" label="Last day" value=typed.to kind="date" hint="Empty: one day."/>
            </div>
            <div class="form-row">
                <Choice name="recurrence" label="Which days of it" value=typed.kind options=kinds/>
                <Field name="hours" label="Hours worked" value=typed.hours hint="Empty: closed."/>
            </div>
            <Repeats typed/>
            <p class="form-actions"><button type="submit" class="button">"Add days"</button></p>
        </form>
    }
    .into_any()
}

/// What the chosen way to repeat needs to know.
#[component]
fn Repeats(typed: Typed) -> impl IntoView {
    let kind = Memo::new(move |_| typed.kind.get());
    let is = move |any: &[&str]| kind.with(|kind| any.contains(&kind.as_str()));
    let names = || {
        choices(core::array::from_fn::<_, 5, _>(|at| {
            ((at + 1).to_string(), nth_name(at as u8 + 1))
        }))
    };
    let days = || {
        choices(core::array::from_fn::<_, 10, _>(|at| {
            (at.to_string(), day_name(at as u8))
        }))
    };
    let months = || {
        choices(core::array::from_fn::<_, 12, _>(|at| {
            ((at + 1).to_string(), month_name(at as u8 + 1))
        }))
    };
    view! {
        <div class="form-row">
            {move || is(&["every_days", "weekly", "monthly_day", "monthly_weekday"]).then(|| view! {
                <Field name="every" label="Every how many" value=typed.every number=true
                    hint="1: each day, week or month."/>
            })}
            {move || is(&["monthly_weekday", "yearly_weekday"]).then(|| view! {
                <Choice name="nth" label="Which" value=typed.nth options=names()/>
                <Choice name="weekday" label="Day" value=typed.weekday options=days()/>
            })}
            {move || is(&["yearly_day", "yearly_weekday"]).then(|| view! {
                <Choice name="month" label="Month" value=typed.month options=months()/>
            })}
            {move || is(&["monthly_day", "yearly_day"]).then(|| view! {
                <Field name="day" label="Day of the month" value=typed.day number=true/>
            })}
            {move || is(&["weekly"]).then(|| view! { <Weekdays days=typed.days/> })}
            {move || (!is(&["daily"])).then(|| view! {
                <Field name="times" label="At most how often" value=typed.times number=true hint="Empty: to the last day."/>
            })}
        </div>
    }
    .into_any()
}

/// Days of the week to choose from, Monday first.
#[component]
fn Weekdays(days: RwSignal<[bool; 7]>) -> impl IntoView {
    let one = move |day: usize| {
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || days.with(|all| all[day])
                    on:change=move |event| days.update(|all| all[day] = event_target_checked(&event))/>
                {day_name(day as u8)}
            </label>
        }
    };
    view! {
        <div class="form-field" role="group" aria-label="Days of the week">
            <div class="form-row">{[1, 2, 3, 4, 5, 6, 0].map(one).collect_view()}</div>
        </div>
    }
    .into_any()
}
