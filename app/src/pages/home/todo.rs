//! Today's list: gaps, check-ins that are due, Key Results that wait for a yes, work and outcome that
//! drift apart. What is due comes from the model's health and the workspace's settings.

use chart::icon::Icon;
use jiff::civil::Date;
use leptos::prelude::*;
use model::progress::{Coverage, HealthStatus, KeyResultProgress, words};
use model::{CycleState, Id, KeyResult, Kind, Person, Plan, Row, Settings};

use crate::components::icon::icon;
use crate::routes;
use crate::state::{Overlay, Picking, State};

/// What the button does.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Open(&'static str, Overlay),
    Accept(Id<KeyResult>),
    Look(Id<KeyResult>),
}

/// One thing to do.
#[derive(Clone, PartialEq)]
struct Todo {
    level: &'static str,
    icon: Icon,
    title: String,
    text: String,
    about: Id<KeyResult>,
    step: Step,
}

/// The Key Results of the running cycle.
fn running(plan: &Plan, today: Date) -> Vec<Id<KeyResult>> {
    let Some(cycle) = plan
        .cycle_at(today)
        .filter(|row| row.state != CycleState::Closed)
    else {
        return Vec::new();
    };
    let objectives = plan.objectives(Some(cycle.id));
    objectives
        .iter()
        .flat_map(|row| plan.key_results(row.id))
        .map(|row| row.id)
        .collect()
}

/// Everything to do, gaps first. Followed.
fn todos(state: State) -> Vec<Todo> {
    let (Some(me), today) = (state.me(), state.today()) else {
        return Vec::new();
    };
    for kind in [Kind::Cycle, Kind::Objective, Kind::KeyResult, Kind::CheckIn] {
        state.track_list(kind, None);
    }
    let (ids, settings) = state.plan(|plan| {
        let settings = plan
            .workspace()
            .map(|row| row.settings.clone())
            .unwrap_or_default();
        (running(plan, today), settings)
    });
    let mut all = Vec::new();
    for id in ids {
        state.track(id.at());
        let progress = state.progress(id).get();
        let row = state.plan(|plan| plan.get(id).cloned());
        let (Some(row), Some(progress)) = (row, progress) else {
            continue;
        };
        let last = state.plan(|plan| plan.check_ins(id).last().and_then(|row| row.on));
        of_key_result(&row, &progress, last, &settings, (me, today), &mut all);
    }
    let order = ["stop", "warn", "note"];
    all.sort_by_key(|it| order.iter().position(|level| *level == it.level));
    all
}

fn of_key_result(
    row: &Row<KeyResult>,
    progress: &KeyResultProgress,
    last: Option<Date>,
    settings: &Settings,
    (me, today): (Id<Person>, Date),
    all: &mut Vec<Todo>,
) {
    let (id, quoted) = (row.id, format!("\u{201c}{}\u{201d}", row.title));
    let health = &progress.health;
    let todo = |level, icon, title: String, text: String, step| Todo {
        level,
        icon,
        title,
        text,
        about: id,
        step,
    };
    let day = progress.clock.as_ref().map_or(0, |clock| clock.day);
    if row.published
        && health.coverage == Coverage::NotCovered
        && day >= i32::from(settings.uncovered_day)
    {
        let text = format!(
            "A resource gap since day {}; today is day {day}.",
            settings.uncovered_day
        );
        let step = Step::Open("Link work", Overlay::Link(Picking::WorkFor(id)));
        all.push(todo(
            "stop",
            Icon::Gap,
            format!("{quoted} has no initiative"),
            text,
            step,
        ));
    }
    if row.owner != Some(me) {
        return;
    }
    if !row.accepted {
        let text = "Say yes, so that others know who records it.".to_owned();
        all.push(todo(
            "note",
            Icon::Person,
            format!("You were named owner of {quoted}"),
            text,
            Step::Accept(id),
        ));
    }
    if let Some(divergence) = &health.divergence {
        let title = format!("{quoted}: work and outcome are apart");
        all.push(todo(
            "warn",
            Icon::Apart,
            title,
            divergence.clone(),
            Step::Look(id),
        ));
    }
    let asked = !matches!(health.status, HealthStatus::Closed | HealthStatus::Draft);
    if let Some(text) = due(row, last, settings, today).filter(|_| asked) {
        let level = if health.status == HealthStatus::Stale {
            "warn"
        } else {
            "note"
        };
        let step = Step::Open("Check in", Overlay::CheckIn(id, None));
        all.push(todo(
            level,
            Icon::Clock,
            format!("Check in on {quoted}"),
            text,
            step,
        ));
    }
}

/// Why a check-in is due today; `None` when it is not.
fn due(
    row: &Row<KeyResult>,
    last: Option<Date>,
    settings: &Settings,
    today: Date,
) -> Option<String> {
    let cadence = match row.cadence_days {
        0 => settings.check_in_cadence_days,
        own => own,
    };
    let Some(last) = last else {
        return Some("Nobody has recorded a value yet.".to_owned());
    };
    let next = last
        .checked_add(jiff::Span::new().days(i64::from(cadence)))
        .ok()?;
    let ago = words::ago(last, today);
    (next <= today).then(|| format!("Every {cadence} days. The last one is from {ago}."))
}

/// The list.
#[component]
pub(super) fn TodoList() -> impl IntoView {
    let state = State::expect();
    let all = Memo::new(move |_| todos(state));
    view! {
        <section class="todo-list" aria-labelledby="today">
            <h2 class="todo-list-title" id="today">
                "Today "<span class="count">{move || all.with(Vec::len)}</span>
            </h2>
            <ul>{move || all.get().into_iter().map(|it| item(state, it)).collect_view()}</ul>
            {move || all.with(Vec::is_empty).then(|| view! {
                <p class="empty-state-text">"Nothing is due. Your Key Results and the whole cycle are under "
                    <a href="/okrs">"OKRs"</a>"."</p>
            })}
        </section>
    }
    .into_any()
}

fn item(state: State, it: Todo) -> impl IntoView {
    let (words, act): (&str, Box<dyn Fn()>) = match it.step {
        Step::Open(words, overlay) => (words, Box::new(move || state.open(overlay))),
        Step::Accept(id) => (
            "Accept",
            Box::new(move || {
                state.set(id.at(), "accepted", true);
            }),
        ),
        Step::Look(id) => (
            "See why",
            Box::new(move || state.open(Overlay::Why(id.at()))),
        ),
    };
    view! {
        <li class="todo-item" data-level=it.level>
            {icon(it.icon)}
            <div>
                <a class="todo-item-title" href=routes::key_result(it.about)>{it.title}</a>
                <p class="todo-item-text">{it.text}</p>
            </div>
            <button type="button" class="button button-small" on:click=move |_| act()>{words}</button>
        </li>
    }
    .into_any()
}
