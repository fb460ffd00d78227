//! The Key Result page: means and end apart. Where it stands, what changes, what we do about it, and
//! why each number is what it is.

mod end;
mod means;
mod path;
mod verdict;

use chart::icon::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::progress::Number;
use model::{Id, KeyResult};

use crate::components::avatar::Avatar;
use crate::components::focus;
use crate::components::gesture::{Goal, on_page_key};
use crate::components::icon::{icon, small_icon};
use crate::components::key_result_row::span_words;
use crate::components::menu::Menu;
use crate::components::trail::{Crumb, set_trail};
use crate::components::why::ExplainTree;
use crate::pages::not_found::NotFound;
use crate::routes;
use crate::state::{Overlay, State};
use end::End;
use means::Means;
use path::Path;
use verdict::Verdict;

/// The page of the Key Result that the address names.
#[component]
pub fn KeyResultPage() -> impl IntoView {
    let state = State::expect();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| {
            params
                .get("id")
                .and_then(|id| id.parse::<Id<KeyResult>>().ok())
        })
    });
    let known = Memo::new(move |_| id.get().filter(|id| state.row(*id).with(Option::is_some)));
    move || match known.get() {
        Some(id) => view! { <Page id/> }.into_any(),
        None => view! { <NotFound/> }.into_any(),
    }
}

#[component]
fn Page(id: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let goal = Goal::KeyResult(id);
    focus::on_keys(move |event| on_page_key(state, goal, &event));
    trail(state, id);
    let progress = state.progress(id);
    let why = move |of: Number| {
        progress.with(|it| {
            it.as_ref().map(|it| match of {
                Number::Outcome => format!("Why {}?", crate::picture::outcome_words(&it.outcome)),
                Number::Work => format!("Why {}?", it.work.label()),
            })
        })
    };
    view! {
        <Head id/>
        <Verdict id/>
        <div class="page-columns">
            <div class="page-main">
                <End id/>
                <Means id/>
                <Path id/>
            </div>
            <aside class="page-side" aria-label="Explanations">
                <section class="panel" aria-labelledby="why-outcome">
                    <div class="panel-head">
                        <h2 class="panel-title" id="why-outcome">{move || why(Number::Outcome)}</h2>
                        <span class="panel-note">"Outcome"</span>
                    </div>
                    <ExplainTree at=id.at() number=Number::Outcome labelled_by="why-outcome"/>
                </section>
                <section class="panel" aria-labelledby="why-work">
                    <div class="panel-head">
                        <h2 class="panel-title" id="why-work">{move || why(Number::Work)}</h2>
                        <span class="panel-note">"Work"</span>
                    </div>
                    <ExplainTree at=id.at() number=Number::Work labelled_by="why-work"/>
                </section>
            </aside>
        </div>
    }
    .into_any()
}

/// OKRs, its cycle, its Objective.
fn trail(state: State, id: Id<KeyResult>) {
    let row = state.row(id);
    set_trail(move || {
        let mut crumbs = vec![Crumb::to("OKRs", "/okrs")];
        let Some(row) = row.get() else { return crumbs };
        state.track(row.objective.at());
        let (objective, cycle) = state.plan(|plan| {
            let objective = plan.get(row.objective).cloned();
            let cycle = objective
                .as_ref()
                .and_then(|it| plan.get(it.cycle?).cloned());
            (objective, cycle)
        });
        crumbs.extend(cycle.map(|it| Crumb::to(it.name.clone(), routes::cycle(it.id))));
        let address = routes::objective(row.objective);
        crumbs.extend(objective.map(|it| Crumb::objective(it.title.clone(), Some(address))));
        crumbs.push(Crumb::here(row.title.clone()));
        crumbs
    });
}

#[component]
fn Head(id: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let title = move || row.with(|row| row.as_ref().map(|row| row.title.clone()));
    let lock = move || {
        let confidential =
            row.with(|row| row.as_ref().is_some_and(|row| row.head.audience.is_some()));
        confidential.then(
            || view! { {icon(Icon::Lock)}<span class="visually-hidden">"Confidential: "</span> },
        )
    };
    let owner = Signal::derive(move || row.with(|row| row.as_ref().and_then(|row| row.owner)));
    let meta = move || {
        let row = row.get()?;
        let name = state.name_of(row.owner);
        let owner = if name.is_empty() {
            "No owner yet".to_owned()
        } else {
            name
        };
        let accepted = if row.accepted { ", accepted" } else { "" };
        let published = if row.published {
            row.commitment.word()
        } else {
            "Draft"
        };
        let parts = [
            format!("{owner}{accepted}"),
            published.to_owned(),
            span_words(&row, state.today()),
        ];
        Some(parts.join(" \u{b7} "))
    };
    let goal = Goal::KeyResult(id);
    view! {
        <header class="page-head">
            <div>
                <h1 class="page-title">{lock}{title}</h1>
                <p class="page-meta"><Avatar person=owner small=true/>" "{meta}</p>
            </div>
            <div class="page-actions">
                <Accept id/>
                <button type="button" class="button" on:click=move |_| state.open(Overlay::Initiative(id))>
                    {small_icon(Icon::Plus)}"Initiative"
                </button>
                <button type="button" class="button button-solid" aria-keyshortcuts="C"
                    on:click=move |_| state.open(Overlay::CheckIn(id, None))>
                    "Check in" <kbd class="button-key">"C"</kbd>
                </button>
                <Menu id="key-result-menu" label="More to do with this Key Result"
                    items=Callback::new(move |()| goal.items(state))/>
            </div>
        </header>
    }
    .into_any()
}

/// The owner says yes, once.
#[component]
fn Accept(id: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let asked = move || {
        row.with(|row| {
            row.as_ref()
                .is_some_and(|row| row.owner.is_some() && row.owner == state.me() && !row.accepted)
        })
    };
    move || {
        asked().then(|| view! {
            <button type="button" class="button" on:click=move |_| { state.set(id.at(), "accepted", true); }>
                "Accept"
            </button>
        })
    }
}
