//! The trash: what was put away and can come back.

use leptos::prelude::*;
use model::progress::words;
use model::{AnyRow, Kind, Op};

use super::Group;
use crate::format::{kind_word, row_title};
use crate::state::State;

/// Kinds that people put away themselves; what lay below comes back with them.
const KINDS: [Kind; 6] = [
    Kind::Objective,
    Kind::KeyResult,
    Kind::Project,
    Kind::Task,
    Kind::Cycle,
    Kind::Team,
];

/// At most this many are listed, the newest first.
const SHOWN: usize = 50;

fn trashed(state: State) -> Vec<AnyRow> {
    let mut all: Vec<AnyRow> = state.plan(|plan| {
        plan.every()
            .filter(|row| row.head().trashed && KINDS.contains(&row.at().kind))
            .collect()
    });
    all.sort_by_key(|row| std::cmp::Reverse(row.head().changed_at));
    all.truncate(SHOWN);
    all
}

#[component]
pub(super) fn Trash() -> impl IntoView {
    let state = State::expect();
    let all = move || {
        for kind in KINDS {
            state.track_list(kind, None);
        }
        trashed(state)
    };
    let row = move |row: AnyRow| {
        let at = row.at();
        let title = state.plan(|plan| row_title(plan, at));
        let day = state.host().local(row.head().changed_at).date();
        let who = state.name_of(Some(row.head().changed_by));
        let restore = move |_| {
            state.act_and_say(Op::Restore { at }, "Restored.");
        };
        view! {
            <tr>
                <th scope="row">{title.clone()}<span class="data-table-sub">{kind_word(at.kind)}</span></th>
                <td>{words::ago(day, state.today())}{(!who.is_empty()).then(|| format!(" by {who}"))}</td>
                <td>
                    <button type="button" class="button button-small" aria-label=format!("Restore {title}")
                        on:click=restore>"Restore"</button>
                </td>
            </tr>
        }
    };
    view! {
        <Group id="trash" title="Trash" text="Nothing here counts in any number. It can come back at any time.">
            <div class="settings-wide">
                {move || {
                    let all = all();
                    if all.is_empty() {
                        view! { <p class="form-field-hint">"The trash is empty."</p> }.into_any()
                    } else {
                        view! {
                            <table class="data-table">
                                <thead><tr>
                                    <th scope="col">"What"</th><th scope="col">"When"</th>
                                    <th scope="col"><span class="visually-hidden">"Restore"</span></th>
                                </tr></thead>
                                <tbody>{all.into_iter().map(row).collect_view()}</tbody>
                            </table>
                        }.into_any()
                    }
                }}
            </div>
        </Group>
    }
    .into_any()
}
