//! What a paste would do when some of it is refused: the person decides about the rest.

use leptos::html;
use leptos::prelude::*;

use super::command::{carry_out, sentence};
use super::paste::Refused;
use super::state::{Grid, Pending};
use crate::state::State;

/// At most this many refusals are listed; the rest is counted.
const LISTED: usize = 50;

/// The dialog, while a paste waits.
#[component]
pub fn PastePreview(
    /// The table.
    grid: Grid,
) -> impl IntoView {
    move || {
        grid.pending
            .get()
            .map(|pending| view! { <Ask grid pending/> })
    }
}

#[component]
fn Ask(grid: Grid, pending: Pending) -> impl IntoView {
    let state = State::expect();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
            && dialog.show_modal().is_err()
        {
            dialog.set_open(true);
        }
    });
    let Pending { outcome, word } = pending;
    let close = move || {
        grid.pending.set(None);
        if let Some(spot) = grid.active.get_untracked() {
            grid.go.run(spot);
        }
    };
    let does = sentence(&outcome, word);
    let some = !outcome.ops.is_empty();
    let count = outcome.refused.len();
    let listed = outcome
        .refused
        .iter()
        .take(LISTED)
        .map(refusal)
        .collect_view();
    let more = (count > LISTED).then(|| format!("and {} more", count - LISTED));
    let head = match count {
        1 => "One cell is not accepted".to_owned(),
        _ => format!("{count} cells are not accepted"),
    };
    let go = move |_| {
        close();
        carry_out(state, grid, outcome.clone(), word);
    };
    view! {
        <dialog class="dialog dialog-wide" node_ref=node aria-labelledby="paste-title"
            on:close=move |_| close()>
            <header class="dialog-head"><h2 class="dialog-title" id="paste-title">{head}</h2></header>
            <div class="dialog-body" tabindex="0">
                <table class="data-table">
                    <thead><tr><th scope="col">"Task"</th><th scope="col">"Column"</th>
                        <th scope="col">"Text"</th><th scope="col">"Why"</th></tr></thead>
                    <tbody>{listed}</tbody>
                </table>
                {more.map(|words| view! { <p class="muted">{words}</p> })}
            </div>
            <footer class="dialog-foot">
                <p>{some.then(|| format!("The rest can go in. {does}"))}</p>
                <button type="button" class="button" on:click=move |_| close()>"Change nothing"</button>
                {some.then(|| view! {
                    <button type="button" class="button button-solid" on:click=go>"Take the rest"</button>
                })}
            </footer>
        </dialog>
    }
    .into_any()
}

fn refusal(it: &Refused) -> impl IntoView + use<> {
    let Refused {
        task,
        column,
        text,
        why,
    } = it.clone();
    view! { <tr><th scope="row">{task}</th><td>{column.word()}</td><td>{text}</td><td>{why}</td></tr> }
}
