//! What the scheduler would move once it takes over, and why: known before anything is imported.

use std::sync::Arc;

use leptos::prelude::*;
use model::Date;
use model::schedule::edit::planned;
use model::schedule::takeover::{self, Move, Takeover};

use super::source::Found;
use crate::state::State;

/// Moves that are told one by one; the rest is counted.
const NAMED: usize = 50;

/// Works it out after the preview stands, then says it.
#[component]
pub(super) fn Moves(of: Arc<Found>) -> impl IntoView {
    let state = State::expect();
    let today = state.today();
    let found: RwSignal<Option<Arc<Takeover>>> = RwSignal::new(None);
    let work = move || {
        let plan = state.plan(|plan| planned(plan, &of.draft.ops));
        let would = takeover::takeover(&plan, of.draft.project, today, NAMED);
        // Whoever went on to another file takes the signal along.
        let _ = found.try_set(Some(Arc::new(would)));
    };
    state.host().after(50, Box::new(work));
    view! {
        <section class="import-moves" aria-live="polite">
            {move || match found.get() {
                None => view! { <p class="page-meta">"Working out what scheduling would move \u{2026}"</p> }.into_any(),
                Some(would) => view! { <WouldMove would=(*would).clone() today/> }.into_any(),
            }}
        </section>
    }
    .into_any()
}

/// How many, how far, and why.
#[component]
pub fn WouldMove(
    /// What was worked out.
    would: Takeover,
    /// Today, for dates of this year.
    today: Date,
) -> impl IntoView {
    let words = would.words(today);
    let more = would.moved.saturating_sub(would.moves.len());
    if would.moved == 0 {
        return view! { <p class="page-meta">{words}</p> }.into_any();
    }
    view! {
        <details class="panel">
            <summary>{words}</summary>
            <p class="page-meta">"Nothing is moved by the import. \u{201c}Reschedule\u{201d} in the project's menu \
                does it, after showing this again."</p>
            <MoveTable moves=would.moves/>
            {(more > 0).then(|| view! { <p class="page-meta">{format!("and {more} more, which move less")}</p> })}
        </details>
    }
    .into_any()
}

/// Task by task: where it is, where it would be, and what decides that.
#[component]
pub fn MoveTable(
    /// Biggest first.
    moves: Vec<Move>,
) -> impl IntoView {
    let row = |it: Move| {
        view! {
            <tr>
                <th scope="row">{it.title}</th><td>{it.was}</td>
                <td>{it.now}<span class="data-table-sub">{it.by}</span></td><td>{it.reason}</td>
            </tr>
        }
    };
    view! {
        <div class="data-table-scroll import-columns" tabindex="0" role="region" aria-label="What would move">
            <table class="data-table">
                <thead><tr><th scope="col">"Task"</th><th scope="col">"In the file"</th>
                    <th scope="col">"Would be"</th><th scope="col">"Why"</th></tr></thead>
                <tbody>{moves.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
