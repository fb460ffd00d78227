//! The Key Results that a project serves, to read only: both bars, the status, what is measured now.

use chart::bar::{Size, Voice};
use chart::icon::Icon;
use leptos::prelude::*;
use model::{Id, KeyResult, Kind, LinkTarget, Project};

use crate::components::icon::icon;
use crate::components::key_result_row::{now_words, span_words};
use crate::components::progress_pair::drawing;
use crate::components::status_word::status_word;
use crate::state::{Overlay, Picking, State};
use crate::{picture, routes};

/// The strip.
#[component]
pub(super) fn Strip(id: Id<Project>) -> impl IntoView {
    let state = State::expect();
    let goals = Memo::new(move |_| {
        state.track_list(Kind::Link, None);
        state.track_list(Kind::Task, Some(id.uuid()));
        state.plan(|plan| {
            let mut goals: Vec<Id<KeyResult>> = plan
                .project_serves(id)
                .into_iter()
                .map(|it| it.key_result)
                .collect();
            for (_, row) in plan.tasks(id) {
                let direct = plan.links_to(LinkTarget::Task(row.id)).into_iter();
                goals.extend(
                    direct
                        .map(|it| it.key_result)
                        .filter(|id| plan.live(*id).is_some()),
                );
            }
            let mut seen = std::collections::BTreeSet::new();
            goals.retain(|id| seen.insert(*id));
            goals
        })
    });
    let link = move |_| state.open(Overlay::Link(Picking::GoalsFor(LinkTarget::Project(id))));
    move || {
        if goals.with(Vec::is_empty) {
            return view! {
                <p class="serves-none">
                    {icon(Icon::Gap)}"This project serves no Key Result."
                    <button type="button" class="button button-small" on:click=link>"Link it"</button>
                </p>
            }
            .into_any();
        }
        view! {
            <ul class="serves-strip" aria-label="Key Results that this project serves">
                <For each=move || goals.get() key=|id| *id let:goal><Item id=goal/></For>
            </ul>
        }
        .into_any()
    }
}

#[component]
fn Item(id: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let (row, progress) = (state.row(id), state.progress(id));
    let bars = drawing(state, id, Size::Slim, Voice::Silent);
    let title = move || row.with(|row| row.as_ref().map(|row| row.title.clone()));
    let status = Memo::new(move |_| progress.with(|it| it.as_ref().map(|it| it.health.status)));
    let facts = move || {
        let today = state.today();
        row.with(|row| {
            progress.with(|it| {
                let (row, it) = (row.as_ref()?, it.as_ref()?);
                Some(format!(
                    "{}, {}",
                    now_words(row, it),
                    span_words(row, today)
                ))
            })
        })
    };
    let outcome =
        move || progress.with(|it| it.as_ref().map(|it| picture::outcome_words(&it.outcome)));
    let work = move || progress.with(|it| it.as_ref().map(|it| it.work.label()));
    view! {
        <li class="serves-item">
            <div class="serves-words">
                <a class="serves-title" href=routes::key_result(id)>{title}</a>
                <p class="serves-facts">{move || status.get().map(status_word)}<span>{facts}</span></p>
            </div>
            <div class="progress-pair-box" inner_html=move || bars.get()></div>
            <p class="progress-pair-values">
                <b><span class="visually-hidden">"Outcome "</span>{outcome}</b>
                <span><span class="visually-hidden">"Work "</span>{work}</span>
            </p>
        </li>
    }
    .into_any()
}
