//! What the scheduler would move once it takes over, and why: known before anything is imported.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::schedule::edit;
use model::schedule::takeover::{Move, Takeover, Trial};
use model::{Date, Plan};

use super::source::Found;
use crate::state::State;
use crate::state::slices::{Slices, while_wanted};

/// Moves that are told one by one; the rest is counted.
const NAMED: usize = 50;

/// Works it out after the preview stands, then says it.
#[component]
pub(super) fn Moves(of: Arc<Found>) -> impl IntoView {
    let state = State::expect();
    let today = state.today();
    let found: RwSignal<Option<Arc<Takeover>>> = RwSignal::new(None);
    spawn_local(async move {
        let wanted = || found.try_get_untracked().is_some();
        if let Some(would) = while_wanted(wanted, work(state, of, today)).await {
            let _ = found.try_set(Some(Arc::new(would)));
        }
    });
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

/// The plan as it would be after the import, handed to the scheduler: a slice at a time.
async fn work(state: State, of: Arc<Found>, today: Date) -> Takeover {
    let slices = Slices::new(state);
    slices.pause().await;
    let mut plan = state.plan(Plan::clone);
    for op in &of.draft.ops {
        edit::make(&mut plan, std::slice::from_ref(op));
        if let Some(pause) = slices.due() {
            pause.await;
        }
    }
    let mut trial = Trial::new(&plan, of.draft.project);
    while trial.step() {
        slices.pause().await;
    }
    trial.told(today, NAMED)
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
