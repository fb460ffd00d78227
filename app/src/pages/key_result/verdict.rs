//! Where it stands: the word, the reason, both numbers, and the drawing with its labels.

use chart::bar::{Size, Voice};
use leptos::prelude::*;
use model::progress::{KeyResultProgress, words};
use model::{Id, KeyResult, Row};

use crate::components::key_result_row::now_words;
use crate::components::progress_pair::drawing;
use crate::components::status_word::status_word;
use crate::picture;
use crate::state::State;

/// "Ana says 0.5 (was 0.7). Rule and owner agree."
fn confidence(state: State, row: &Row<KeyResult>, progress: &KeyResultProgress) -> Option<String> {
    let said = progress.health.confidence?;
    let name = state.name_of(row.owner);
    let first = name
        .split_whitespace()
        .next()
        .unwrap_or("The owner")
        .to_owned();
    let before = said.before.filter(|before| *before != said.value);
    let before = before.map_or_else(String::new, |it| format!(" (was {})", words::number(it)));
    let agree = match (said.far, said.asks) {
        (_, true) => "Rule and owner are far apart: say in a line why.",
        (true, false) => "Rule and owner are far apart.",
        (false, _) => "Rule and owner agree.",
    };
    Some(format!(
        "{first} says {}{before}. {agree}",
        words::number(said.value)
    ))
}

/// The section under the head.
#[component]
pub(super) fn Verdict(id: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let (row, progress) = (state.row(id), state.progress(id));
    let status = Memo::new(move |_| progress.with(|it| it.as_ref().map(|it| it.health.status)));
    let reason = move || progress.with(|it| it.as_ref().map(|it| it.health.reason.clone()));
    let diverges =
        move || progress.with(|it| it.as_ref().and_then(|it| it.health.divergence.clone()));
    let said =
        move || row.with(|row| progress.with(|it| confidence(state, row.as_ref()?, it.as_ref()?)));
    let outcome =
        move || progress.with(|it| it.as_ref().map(|it| picture::outcome_words(&it.outcome)));
    let now = move || {
        row.with(|row| {
            progress.with(|it| Some(format!("{} now", now_words(row.as_ref()?, it.as_ref()?))))
        })
    };
    let work = move || progress.with(|it| it.as_ref().map(|it| it.work.label()));
    let backing = move || progress.with(|it| it.as_ref().map(backing));
    let card = drawing(state, id, Size::Card, Voice::Named);
    view! {
        <section class="verdict" aria-labelledby="verdict">
            <div class="verdict-words">
                <h2 class="visually-hidden" id="verdict">"Where it stands"</h2>
                {move || status.get().map(status_word)}
                <p class="verdict-reason">{reason}" "{diverges}</p>
                <p class="verdict-confidence">{said}</p>
            </div>
            <div class="verdict-bars">
                <div class="verdict-numbers">
                    <p>
                        <span class="eyebrow"><i class="swatch"></i>" Outcome"</span>
                        <b>{outcome}</b><span>{now}</span>
                    </p>
                    <p class="verdict-work">
                        <span class="eyebrow"><i class="swatch swatch-work"></i>" Work"</span>
                        <b>{work}</b><span>{backing}</span>
                    </p>
                </div>
                <div class="verdict-drawing" inner_html=move || card.get()></div>
            </div>
        </section>
    }
    .into_any()
}

fn backing(progress: &KeyResultProgress) -> String {
    let health = &progress.health;
    let initiatives = words::count(health.initiatives as i64, "initiative", "initiatives");
    match (health.initiatives, health.steps) {
        (0, 0) => "nothing linked".to_owned(),
        (_, 0) => initiatives,
        (0, steps) => words::count(steps as i64, "step", "steps"),
        (_, steps) => format!(
            "{initiatives}, {}",
            words::count(steps as i64, "step", "steps")
        ),
    }
}
