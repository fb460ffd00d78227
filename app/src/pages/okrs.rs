//! The OKR dashboard: are we getting there? The cycle's Objectives and Key Results under one line,
//! today.

mod head;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{Cycle, Id, Objective};

use crate::components::empty_state::EmptyState;
use crate::components::gesture::Drag;
use crate::components::key_result_row::KeyResultRow;
use crate::components::objective_row::ObjectiveRow;
use crate::components::trail::{Crumb, set_trail};
use crate::picture;
use crate::state::{Overlay, State};
use head::DashboardHead;

/// Which Key Results are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filter {
    All,
    NeedsAttention,
}

/// The page: the cycle of the address, else the one that holds today.
#[component]
pub fn Okrs() -> impl IntoView {
    let state = State::expect();
    Drag::provide();
    let current = state.current_cycle();
    let query = use_query_map();
    let cycle: Memo<Option<Id<Cycle>>> = Memo::new(move |_| {
        let named = query.with(|query| query.get("cycle").and_then(|id| id.parse().ok()));
        named.or_else(|| current.get())
    });
    let filter = RwSignal::new(Filter::All);
    set_trail(move || {
        let name = cycle
            .get()
            .and_then(|id| state.row(id).get())
            .map(|row| row.name.clone());
        vec![
            Crumb::to("OKRs", "/okrs"),
            Crumb::here(name.unwrap_or_else(|| "No cycle yet".into())),
        ]
    });
    view! {
        {move || match cycle.get() {
            Some(id) => view! {
                <DashboardHead id filter/>
                <Dashboard id filter/>
            }.into_any(),
            None => view! {
                <h1 class="page-title">"OKRs"</h1>
                <EmptyState title="No cycle yet" text="A cycle is the period that you set goals for, \
                    a quarter by default. Objectives and Key Results live in it.">
                    <button type="button" class="button button-solid"
                        on:click=move |_| state.open(Overlay::Cycle(None))>"Add a cycle"</button>
                </EmptyState>
            }.into_any(),
        }}
    }
    .into_any()
}

/// The table, or what to do while it is empty.
#[component]
fn Dashboard(id: Id<Cycle>, filter: RwSignal<Filter>) -> impl IntoView {
    let state = State::expect();
    let objectives = state.objectives(Some(id));
    let empty = Memo::new(move |_| objectives.with(Vec::is_empty));
    move || {
        if empty.get() {
            view! {
                <EmptyState title="No Objectives in this cycle yet" text="Three to five Objectives a \
                    cycle, each with three to five Key Results, is what people can keep in mind.">
                    <button type="button" class="button button-solid"
                        on:click=move |_| state.open(Overlay::Objective(Some(id), None))>
                        "Add the first Objective"
                    </button>
                </EmptyState>
            }
            .into_any()
        } else {
            view! { <Table id filter objectives/> }.into_any()
        }
    }
}

#[component]
fn Table(
    id: Id<Cycle>,
    filter: RwSignal<Filter>,
    objectives: Memo<Vec<Id<Objective>>>,
) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let clock = state.clock(Signal::derive(move || Some(id)));
    let today = Signal::derive(move || clock.with(|clock| clock.as_ref().and_then(picture::today)));
    let ruler = move || {
        clock.with(|it| {
            it.as_ref()
                .map(|it| chart::bar::week_ruler(&picture::ruler(it)))
        })
    };
    let caption = move || {
        let name = row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
        let expected =
            clock.with(|it| it.as_ref().map(picture::expected_words).unwrap_or_default());
        format!("Objectives and Key Results for {name}. Outcome and work in percent. {expected}.")
    };
    let ruler_words = move || {
        clock.with(|it| {
            it.as_ref().map(|it| {
                format!(
                    "Outcome and work. {}. {}.",
                    it.label,
                    picture::expected_words(it)
                )
            })
        })
    };
    view! {
        <table class="okr-table">
            <caption class="visually-hidden">{caption}</caption>
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
                        <span class="visually-hidden">{ruler_words}</span>
                        <div inner_html=move || ruler().unwrap_or_default()></div>
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
            <For each=move || objectives.get() key=|id| *id let:objective>
                <Group id=objective today filter/>
            </For>
        </table>
    }
    .into_any()
}

/// One Objective with its Key Results.
#[component]
fn Group(id: Id<Objective>, today: Signal<Option<u16>>, filter: RwSignal<Filter>) -> impl IntoView {
    let state = State::expect();
    let key_results = state.key_results(id);
    let shown = move || {
        let mut all = key_results.get();
        if filter.get() == Filter::NeedsAttention {
            all.retain(|id| head::needs_attention(state, *id));
        }
        all
    };
    view! {
        <tbody>
            <ObjectiveRow id today/>
            <For each=shown key=|id| *id let:key_result><KeyResultRow id=key_result/></For>
        </tbody>
    }
    .into_any()
}
