//! The Objective page: the statement, both numbers, its Key Results under today's line.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::progress::Number;
use model::{Id, Objective};

use crate::components::avatar::Avatar;
use crate::components::focus;
use crate::components::gesture::{Drag, Goal, on_page_key};
use crate::components::icon::small_icon;
use crate::components::key_result_row::KeyResultRow;
use crate::components::menu::Menu;
use crate::components::objective_row::capital;
use crate::components::trail::{Crumb, set_trail};
use crate::components::why::ExplainTree;
use crate::pages::not_found::NotFound;
use crate::state::{Overlay, State};
use crate::{picture, routes};

/// The page of the Objective that the address names.
#[component]
pub fn ObjectivePage() -> impl IntoView {
    let state = State::expect();
    Drag::provide();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| {
            params
                .get("id")
                .and_then(|id| id.parse::<Id<Objective>>().ok())
        })
    });
    let known = Memo::new(move |_| id.get().filter(|id| state.row(*id).with(Option::is_some)));
    move || match known.get() {
        Some(id) => view! { <Page id/> }.into_any(),
        None => view! { <NotFound/> }.into_any(),
    }
}

#[component]
fn Page(id: Id<Objective>) -> impl IntoView {
    let state = State::expect();
    let goal = Goal::Objective(id);
    focus::on_keys(move |event| on_page_key(state, goal, &event));
    let row = state.row(id);
    set_trail(move || {
        let mut crumbs = vec![Crumb::to("OKRs", "/okrs")];
        let Some(row) = row.get() else { return crumbs };
        let cycle = row.cycle.and_then(|cycle| state.row(cycle).get());
        crumbs.extend(cycle.map(|it| Crumb::to(it.name.clone(), routes::cycle(it.id))));
        crumbs.push(Crumb::objective(row.title.clone(), None));
        crumbs
    });
    let context = move || {
        row.with(|row| row.as_ref().map(|row| row.context.clone()))
            .filter(|text| !text.is_empty())
    };
    view! {
        <Head id/>
        <Verdict id/>
        {move || context().map(|text| view! { <p class="objective-context">{text}</p> })}
        <div class="page-columns">
            <div class="page-main"><KeyResults id/></div>
            <aside class="page-side" aria-label="Explanations">
                <Explained id number=Number::Outcome/>
                <Explained id number=Number::Work/>
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn Head(id: Id<Objective>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let goal = Goal::Objective(id);
    let title = move || row.with(|row| row.as_ref().map(|row| row.title.clone()));
    let owner = Signal::derive(move || row.with(|row| row.as_ref().and_then(|row| row.owner)));
    let draft = move || row.with(|row| row.as_ref().is_some_and(|row| !row.published));
    let meta = move || {
        let row = row.get()?;
        let name = state.name_of(row.owner);
        let owner = if name.is_empty() {
            "No owner yet".to_owned()
        } else {
            name
        };
        Some(format!(
            "{owner} \u{b7} {}",
            if row.published {
                row.commitment.word()
            } else {
                "Draft"
            }
        ))
    };
    view! {
        <header class="page-head">
            <div>
                <h1 class="page-title objective-title">{title}</h1>
                <p class="page-meta"><Avatar person=owner small=true/>" "{meta}</p>
            </div>
            <div class="page-actions">
                {move || draft().then(|| view! {
                    <button type="button" class="button" on:click=move |_| goal.publish(state, true)>
                        "Publish"
                    </button>
                })}
                <button type="button" class="button button-solid"
                    on:click=move |_| state.open(Overlay::KeyResult(id, None))>
                    {small_icon(chart::icon::Icon::Plus)}"Key Result"
                </button>
                <Menu id="objective-menu" label="More to do with this Objective"
                    items=Callback::new(move |()| goal.items(state))/>
            </div>
        </header>
    }
    .into_any()
}

#[component]
fn Verdict(id: Id<Objective>) -> impl IntoView {
    let state = State::expect();
    let summary = state.objective_summary(id);
    let slug = move || summary.with(|it| it.worst.map(|status| picture::look(status).slug()));
    let number = move |of: Number| {
        summary.with(|it| match of {
            Number::Outcome => it
                .outcome
                .map_or("\u{2013}".to_owned(), |it| it.percent_text()),
            Number::Work => it.work.map_or("no work".to_owned(), |it| it.percent_text()),
        })
    };
    view! {
        <section class="verdict" aria-labelledby="verdict">
            <div class="verdict-words">
                <h2 class="visually-hidden" id="verdict">"Where it stands"</h2>
                <p class="verdict-reason">
                    <span class="status-ink" data-status=slug>{move || summary.with(|it| capital(&it.words))}</span>
                </p>
                <p class="verdict-confidence">{move || summary.with(|it| it.note.clone())}</p>
            </div>
            <div class="verdict-bars">
                <div class="verdict-numbers">
                    <p>
                        <span class="eyebrow"><i class="swatch"></i>" Outcome"</span>
                        <b>{move || number(Number::Outcome)}</b>
                    </p>
                    <p class="verdict-work">
                        <span class="eyebrow"><i class="swatch swatch-work"></i>" Work"</span>
                        <b>{move || number(Number::Work)}</b>
                    </p>
                </div>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn KeyResults(id: Id<Objective>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let key_results = state.key_results(id);
    let cycle = Signal::derive(move || row.with(|row| row.as_ref().and_then(|row| row.cycle)));
    let clock = state.clock(cycle);
    let ruler = move || {
        let ruler = clock.with(|it| {
            it.as_ref()
                .map(|it| chart::bar::week_ruler(&picture::ruler(it)))
        });
        ruler.unwrap_or_default()
    };
    let words = move || clock.with(|it| it.as_ref().map(picture::expected_words));
    view! {
        <table class="okr-table">
            <caption class="visually-hidden">"Key Results of this Objective"</caption>
            <colgroup>
                <col class="okr-table-title"/><col class="okr-table-now"/><col class="okr-table-bars"/>
                <col class="okr-table-values"/><col class="okr-table-status"/>
                <col class="okr-table-facts"/><col class="okr-table-owner"/>
            </colgroup>
            <thead>
                <tr>
                    <th scope="col">"Key Result and reason"</th>
                    <th scope="col">"Now"</th>
                    <th scope="col" class="okr-table-ruler">
                        <span class="visually-hidden">"Outcome and work. "{words}</span>
                        <div inner_html=ruler></div>
                    </th>
                    <th scope="col" class="okr-table-legend">
                        <span><i class="swatch"></i>"Outcome"</span>
                        <span><i class="swatch swatch-work"></i>"Work"</span>
                    </th>
                    <th scope="col">"Status"</th>
                    <th scope="col">"Initiatives"</th>
                    <th scope="col"><span class="visually-hidden">"Owner and actions"</span></th>
                </tr>
            </thead>
            <tbody>
                <For each=move || key_results.get() key=|id| *id let:key_result>
                    <KeyResultRow id=key_result/>
                </For>
            </tbody>
        </table>
        {move || key_results.with(Vec::is_empty).then(|| view! {
            <div class="empty-state">
                <h2 class="empty-state-title">"No Key Results yet"</h2>
                <p class="empty-state-text">"Three to five measurable changes show that it is reached."</p>
            </div>
        })}
    }
    .into_any()
}

#[component]
fn Explained(id: Id<Objective>, number: Number) -> impl IntoView {
    let (heading, title) = match number {
        Number::Outcome => ("why-outcome", "Why this Outcome?"),
        Number::Work => ("why-work", "Why this Work?"),
    };
    view! {
        <section class="panel" aria-labelledby=heading>
            <div class="panel-head"><h2 class="panel-title" id=heading>{title}</h2></div>
            <ExplainTree at=id.at() number labelled_by=heading/>
        </section>
    }
    .into_any()
}
