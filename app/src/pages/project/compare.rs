//! Any two of now, imported and saved, side by side: what moved, came, went and waits for other
//! work, and which Key Results that touches. The choice stands in the address.

mod difference;
mod saved;

use chart::icon::Icon;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use model::schedule::baseline::{self, Version};
use model::schedule::comparison::{self, Comparison};
use model::{Id, Kind, Plan, Project};

use crate::components::empty_state::EmptyState;
use crate::components::icon::small_icon;
use crate::routes;
use crate::state::{Overlay, State};
use difference::Differences;
use saved::Saved;

/// A version as it stands in an address.
fn key(version: Version) -> String {
    match version {
        Version::Current => "current".to_owned(),
        Version::Imported => "imported".to_owned(),
        Version::Baseline(number) => format!("baseline-{number}"),
    }
}

fn version(key: &str) -> Option<Version> {
    match key {
        "current" => Some(Version::Current),
        "imported" => Some(Version::Imported),
        other => other
            .strip_prefix("baseline-")?
            .parse()
            .ok()
            .map(Version::Baseline),
    }
}

fn title(plan: &Plan, project: Id<Project>, version: Version) -> String {
    match version {
        Version::Current => "Now".to_owned(),
        Version::Imported => "As imported".to_owned(),
        Version::Baseline(number) => baseline::title(plan, project, number),
    }
}

/// Where a comparison is read.
fn address(project: Id<Project>, (from, to): (Version, Version)) -> String {
    let list = routes::project(project);
    format!("{list}?view=compare&from={}&to={}", key(from), key(to))
}

/// The view.
#[component]
pub(super) fn Compare(id: Id<Project>) -> impl IntoView {
    let state = State::expect();
    let query = use_query_map();
    let track = move || {
        state.track_list(Kind::Task, Some(id.uuid()));
        state.track_list(Kind::Dependency, None);
        state.track_number(id.at());
        state.track(id.at());
    };
    let known = Memo::new(move |_| {
        track();
        state.plan(|plan| {
            let all = baseline::versions(plan, id).into_iter();
            all.map(|it| (key(it), title(plan, id, it)))
                .collect::<Vec<_>>()
        })
    });
    let pair = Memo::new(move |_| {
        let named = |name: &str| {
            query
                .with(|query| query.get(name))
                .filter(|name| known.with(|known| known.iter().any(|it| it.0 == *name)))
        };
        let first = known.with(|known| known.get(1).map(|it| it.0.clone()));
        let to = named("to").unwrap_or_else(|| key(Version::Current));
        // Compared with itself nothing ever differs.
        let other = known.with(|known| known.iter().find(|it| it.0 != to).map(|it| it.0.clone()));
        let from = named("from")
            .or(first)
            .filter(|from| *from != to)
            .or(other)?;
        version(&from).zip(version(&to))
    });
    let found = Memo::new(move |_| {
        track();
        let pair = pair.get()?;
        let today = state.today();
        Some(state.schedules(|plan, all| comparison::comparison(plan, all, id, pair, today)))
    });
    view! {
        {move || match pair.get() {
            Some(pair) => view! {
                <Choice id known pair/>
                <Found found/>
            }.into_any(),
            None => view! {
                <EmptyState title="Nothing to compare with yet" text="A baseline keeps the dates of \
                    today. Save one when a plan is agreed; later this page says what moved since, by \
                    how much, and which Key Results that touches.">
                    <button type="button" class="button button-solid"
                        on:click=move |_| state.open(Overlay::Baseline(id, None))>"Save a baseline"</button>
                </EmptyState>
            }.into_any(),
        }}
        <Saved id/>
    }
    .into_any()
}

/// Which two.
#[component]
fn Choice(
    id: Id<Project>,
    known: Memo<Vec<(String, String)>>,
    pair: (Version, Version),
) -> impl IntoView {
    let navigate = StoredValue::new(use_navigate());
    let go = move |pair| {
        let quiet = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate.with_value(|go| go(&address(id, pair), quiet));
    };
    let options = move |chosen: Version| {
        let option = move |(name, words): (String, String)| {
            let selected = name == key(chosen);
            view! { <option value=name selected=selected prop:selected=selected>{words}</option> }
        };
        known.get().into_iter().map(option).collect_view()
    };
    let (from, to) = pair;
    let pick = move |event| version(&event_target_value(&event));
    view! {
        <div class="project-tools compare-choice">
            <label for="compare-from">"From"</label>
            <select class="input input-small" id="compare-from"
                on:change=move |event| { if let Some(it) = pick(event) { go((it, to)) } }>{move || options(from)}</select>
            <label for="compare-to">"to"</label>
            <select class="input input-small" id="compare-to"
                on:change=move |event| { if let Some(it) = pick(event) { go((from, it)) } }>{move || options(to)}</select>
            <button type="button" class="button button-small" on:click=move |_| go((to, from))>
                {small_icon(Icon::Redo)}"Swap"
            </button>
        </div>
    }
    .into_any()
}

#[component]
fn Found(found: Memo<Option<Comparison>>) -> impl IntoView {
    move || {
        let found = found.get()?;
        let goals = found.goals.clone();
        let goal = |it: comparison::Goal| {
            view! { <li><a href=routes::key_result(it.key_result)>{it.title}</a>" "{it.words}</li> }
        };
        let unknown = (!found.knows_links && found.tasks > 0).then(|| view! {
            <p class="form-field-hint">
                "One of the two does not record what each task waits for: changed dependencies cannot be told."
            </p>
        });
        let view = view! {
            <section class="compare-found" aria-label="What differs">
                <p class="compare-sum" role="status">{found.sentence.clone()}</p>
                {(!goals.is_empty()).then(|| view! {
                    <ul class="compare-goals" aria-label="Key Results that this touches">
                        {goals.into_iter().map(goal).collect_view()}
                    </ul>
                })}
                {unknown}
                {(!found.lines.is_empty()).then(|| view! { <Differences lines=found.lines/> })}
            </section>
        };
        Some(view)
    }
}
