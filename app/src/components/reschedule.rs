//! Handing an imported project to the scheduler: what would move is shown first, one undo takes it back.

use leptos::prelude::*;
use model::schedule::takeover::takeover;
use model::{Id, Project};

use crate::components::dialog::Dialog;
use crate::components::grid::paste::parts;
use crate::pages::import::MoveTable;
use crate::state::State;

/// How many rows are listed.
const LISTED: usize = 200;

/// The dialog.
#[component]
pub fn Reschedule(
    /// Which project.
    id: Id<Project>,
) -> impl IntoView {
    let state = State::expect();
    let today = state.today();
    let would = state.plan(|plan| takeover(plan, id, today, LISTED));
    let (ops, moved) = (would.ops.clone(), would.moved);
    let words = match moved {
        0 => would.words(today),
        _ => format!(
            "{} The imported dates are kept to compare with.",
            would.words(today)
        ),
    };
    let more = moved.saturating_sub(would.moves.len());
    let take = move |_| {
        let done = match moved {
            0 => "The scheduler keeps the dates from now on.".to_owned(),
            n => format!("Rescheduled: {n} moved."),
        };
        if state.act_together(parts(ops.clone()), done) {
            state.close();
        }
    };
    view! {
        <Dialog title="Reschedule?" class="dialog-wide">
            <div class="dialog-body">
                <p>
                    "From now on dates follow from durations, dependencies and calendars, not from the file. "
                    {words}
                </p>
                {(moved > 0).then(|| view! { <MoveTable moves=would.moves/> })}
                {(more > 0).then(|| view! { <p class="form-field-hint">{format!("and {more} more, which move less")}</p> })}
            </div>
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| state.close()>
                    "Keep the dates of the file"
                </button>
                <button type="button" class="button button-solid" on:click=take>"Reschedule"</button>
            </footer>
        </Dialog>
    }
    .into_any()
}
