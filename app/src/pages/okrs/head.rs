//! The head of the dashboard: the cycle with its clock, how many Key Results stand how, and what can
//! be begun here.

use chart::icon::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::progress::{Counts, Coverage, HealthStatus};
use model::{Cycle, Id, KeyResult};

use super::Filter;
use crate::components::icon::{icon, small_icon};
use crate::components::menu::{Menu, MenuItem};
use crate::components::status_word::status_word_bare;
use crate::routes;
use crate::state::{Overlay, State};

/// Whether somebody should look at it: not on track, apart, or not covered. Followed.
pub(super) fn needs_attention(state: State, id: Id<KeyResult>) -> bool {
    state.progress(id).with(|progress| {
        progress.as_ref().is_some_and(|it| {
            !matches!(
                it.health.status,
                HealthStatus::OnTrack | HealthStatus::TooEarly
            ) || it.health.apart.is_some()
                || it.health.coverage == Coverage::NotCovered
        })
    })
}

#[component]
pub(super) fn DashboardHead(id: Id<Cycle>, filter: RwSignal<Filter>) -> impl IntoView {
    let state = State::expect();
    let only = move || filter.get() == Filter::NeedsAttention;
    let toggle = move |_| {
        filter.update(|now| {
            *now = if *now == Filter::All {
                Filter::NeedsAttention
            } else {
                Filter::All
            };
        });
    };
    let row = state.row(id);
    let closed = move || {
        row.with(|row| {
            row.as_ref()
                .is_some_and(|row| row.state == model::CycleState::Closed)
        })
    };
    view! {
        <header class="cycle-head">
            <CycleTitle id/>
            <Tally id/>
            <div class="cycle-head-actions">
                <button type="button" class="button button-small" aria-pressed=move || only().to_string()
                    on:click=toggle>"Needs attention"</button>
                <UndoRedo/>
                <button type="button" class="button button-small button-solid" disabled=closed
                    on:click=move |_| state.open(Overlay::Objective(Some(id), None))>
                    {small_icon(Icon::Plus)}"Objective"
                </button>
            </div>
        </header>
        {move || closed().then(|| view! {
            <div class="banner" data-level="note" role="status">
                {icon(Icon::Lock)}
                <p class="banner-text"><strong>"This cycle is closed."</strong>" It takes no edits. \
                    An admin can reopen it under Settings."</p>
            </div>
        })}
    }
    .into_any()
}

/// "Q4 2026, week 5 of 13", with the switch to other cycles.
#[component]
fn CycleTitle(id: Id<Cycle>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let clock = state.clock(Signal::derive(move || Some(id)));
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let title = move || {
        clock.with(|it| {
            it.as_ref()
                .map_or_else(name, |it| format!("{}, {}", name(), it.label))
        })
    };
    let day = move || {
        clock.with(|it| {
            it.as_ref().map(|it| {
                format!(
                    "{}, {} working days left.",
                    it.day_label(),
                    it.working_days - it.working_day
                )
            })
        })
    };
    let navigate = StoredValue::new(use_navigate());
    let items = Callback::new(move |()| {
        let all: Vec<_> = state.plan(|plan| {
            plan.cycles()
                .iter()
                .map(|row| (row.id, row.name.clone()))
                .collect()
        });
        let go = |(to, name): (Id<Cycle>, String)| {
            let shape = if to == id {
                Icon::Check
            } else {
                Icon::Calendar
            };
            MenuItem::new(name, shape, move || {
                navigate.with_value(|go| go(&routes::cycle(to), Default::default()));
            })
        };
        let edit = move || state.open(Overlay::Cycle(Some(id)));
        let add = move || state.open(Overlay::Cycle(None));
        let own = [
            MenuItem::new("Edit this cycle", Icon::Edit, edit),
            MenuItem::new("New cycle", Icon::Plus, add),
        ];
        all.into_iter().map(go).chain(own).collect()
    });
    view! {
        <div>
            <h1 class="cycle-head-title">
                <Menu id="cycle-menu" items button_class="cycle-head-switch">
                    {title}{icon(Icon::Down)}
                </Menu>
            </h1>
            <p class="cycle-head-meta">{day}</p>
        </div>
    }
    .into_any()
}

/// How many stand how; what nobody has is left out.
#[component]
fn Tally(id: Id<Cycle>) -> impl IntoView {
    let state = State::expect();
    let summary = state.cycle_summary(id);
    let counts = Memo::new(move |_| summary.with(|it| it.counts));
    view! {
        <ul class="cycle-tally" aria-label="Key Results by status">{move || tally_items(counts.get())}</ul>
    }
    .into_any()
}

fn tally_items(counts: Counts) -> impl IntoView + use<> {
    let statuses = [
        (HealthStatus::OnTrack, counts.on_track),
        (HealthStatus::AtRisk, counts.at_risk),
        (HealthStatus::OffTrack, counts.off_track),
        (HealthStatus::Stale, counts.stale),
        (HealthStatus::NotMeasured, counts.not_measured),
        (HealthStatus::TooEarly, counts.too_early),
        (HealthStatus::Draft, counts.draft),
        (HealthStatus::Closed, counts.closed),
    ];
    let status = |(status, n): (HealthStatus, usize)| {
        (n > 0).then(|| view! { <li>{status_word_bare(status)}" "<b>{n}</b></li> })
    };
    let mark = |class: &'static str, shape: Icon, words: &'static str, n: usize, rule: bool| {
        (n > 0).then(|| {
            let rule = if rule { "cycle-tally-rule" } else { "" };
            view! { <li class=rule><span class=class>{small_icon(shape)}{words}</span>" "<b>{n}</b></li> }
        })
    };
    view! {
        {statuses.into_iter().map(status).collect_view()}
        {mark("chip chip-apart", Icon::Apart, "Apart", counts.apart, true)}
        {mark("chip chip-gap", Icon::Gap, "Not covered", counts.not_covered, counts.apart == 0)}
    }
    .into_any()
}

/// Both steps in history, behind one small menu.
#[component]
fn UndoRedo() -> impl IntoView {
    let state = State::expect();
    let items = Callback::new(move |()| {
        vec![
            MenuItem::new("Undo", Icon::Undo, move || state.undo()).key("Ctrl Z"),
            MenuItem::new("Redo", Icon::Redo, move || state.redo()).key("Ctrl Shift Z"),
            MenuItem::new("Add a cycle", Icon::Plus, move || {
                state.open(Overlay::Cycle(None))
            }),
            MenuItem::new("Keys", Icon::Key, move || state.open(Overlay::Keys)).key("?"),
        ]
    });
    view! { <Menu id="dashboard-menu" label="More to do on this page" items/> }.into_any()
}
