//! The Key Results that I own, with both bars.

use chart::bar::{Size, Voice};
use leptos::prelude::*;
use model::{Id, KeyResult, Kind};

use crate::components::key_result_row::{now_words, span_words};
use crate::components::progress_pair::drawing;
use crate::components::status_word::status_word;
use crate::state::State;
use crate::{picture, routes};

/// The panel.
#[component]
pub(super) fn Mine() -> impl IntoView {
    let state = State::expect();
    let cycle = state.current_cycle();
    let mine = Memo::new(move |_| {
        state.track_list(Kind::KeyResult, None);
        state.track_list(Kind::Objective, None);
        let (Some(me), Some(cycle)) = (state.me(), cycle.get()) else {
            return Vec::new();
        };
        let ids: Vec<Id<KeyResult>> = state.plan(|plan| {
            let objectives = plan.objectives(Some(cycle));
            objectives
                .iter()
                .flat_map(|row| plan.key_results(row.id))
                .map(|row| row.id)
                .collect()
        });
        let owned = |id: &Id<KeyResult>| {
            state.track(id.at());
            state.plan(|plan| plan.get(*id).is_some_and(|row| row.owner == Some(me)))
        };
        ids.into_iter().filter(owned).collect()
    });
    let clock = state.clock(Signal::derive(move || cycle.get()));
    let note = move || clock.with(|it| it.as_ref().map(picture::expected_words));
    view! {
        <section class="panel" aria-labelledby="mine">
            <div class="panel-head">
                <h2 class="panel-title" id="mine">"Your Key Results"</h2>
                <span class="panel-note">{note}</span>
            </div>
            <ul class="mine-list">
                <For each=move || mine.get() key=|id| *id let:id><Item id/></For>
            </ul>
            {move || mine.with(Vec::is_empty).then(|| view! {
                <div class="panel-body"><p class="empty-state-text">"You own none in this cycle."</p></div>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn Item(id: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let (row, progress) = (state.row(id), state.progress(id));
    let bars = drawing(state, id, Size::Slim, Voice::Named);
    let title = move || row.with(|row| row.as_ref().map(|row| row.title.clone()));
    let status = move || {
        progress
            .with(|it| it.as_ref().map(|it| it.health.status))
            .map(status_word)
    };
    let facts = move || {
        let today = state.today();
        row.with(|row| {
            progress.with(|it| {
                let row = row.as_ref()?;
                Some(format!(
                    "{}, {}",
                    now_words(row, it.as_ref()?),
                    span_words(row, today)
                ))
            })
        })
    };
    let outcome =
        move || progress.with(|it| it.as_ref().map(|it| picture::outcome_words(&it.outcome)));
    let work = move || progress.with(|it| it.as_ref().map(|it| it.work.label()));
    view! {
        <li class="mine-item">
            <a class="mine-item-title" href=routes::key_result(id)>{title}</a>
            <p class="mine-item-facts">{status}" "<span>{facts}</span></p>
            <div class="progress-pair-line">
                <div class="progress-pair-box" inner_html=move || bars.get()></div>
                <p class="progress-pair-values"><b>{outcome}</b><span>{work}</span></p>
            </div>
        </li>
    }
    .into_any()
}
