//! The baselines of a project: named, forgotten, compared with.

use chart::icon::Icon;
use leptos::prelude::*;
use model::progress::words;
use model::schedule::baseline::{self, Version};
use model::{Id, Kind, Project};

use crate::components::grid::paste::parts;
use crate::components::icon::small_icon;
use crate::state::{Overlay, State};

/// A saved baseline.
#[derive(Clone, PartialEq)]
struct Known {
    number: u8,
    title: String,
    when: String,
    tasks: usize,
}

#[component]
pub(super) fn Saved(id: Id<Project>) -> impl IntoView {
    let state = State::expect();
    let all = Memo::new(move |_| {
        state.track_list(Kind::Task, Some(id.uuid()));
        state.track(id.at());
        known(state, id)
    });
    let list = move || {
        all.get()
            .into_iter()
            .map(|it| view! { <Entry id it/> })
            .collect_view()
    };
    move || {
        (!all.with(Vec::is_empty)).then(|| {
            view! {
                <section class="compare-saved">
                    <header class="compare-saved-head">
                        <h2>"Saved baselines"</h2>
                        <button type="button" class="button button-small"
                            on:click=move |_| state.open(Overlay::Baseline(id, None))>
                            {small_icon(Icon::Plus)}"Save a baseline"
                        </button>
                    </header>
                    <ul class="compare-list">{list()}</ul>
                </section>
            }
        })
    }
}

fn known(state: State, id: Id<Project>) -> Vec<Known> {
    let today = state.today();
    let host = state.host();
    state.plan(|plan| {
        let tasks = plan.tasks(id);
        let numbers = baseline::versions(plan, id)
            .into_iter()
            .filter_map(|it| match it {
                Version::Baseline(number) => Some(number),
                _ => None,
            });
        let leaves = tasks
            .iter()
            .map(|it| &**it.1)
            .filter(|row| !plan.is_summary(row.id));
        let entry = |number: u8| {
            let named = plan.get(id).and_then(|row| row.baselines.get(&number));
            let when = named.and_then(|it| it.saved_at).map_or_else(
                || "came with the file".to_owned(),
                |at| format!("saved {}", words::date(host.local(at).date(), today)),
            );
            let has =
                |row: &&model::Row<model::Task>| row.baselines.iter().any(|it| it.number == number);
            Known {
                number,
                title: baseline::title(plan, id, number),
                when,
                tasks: leaves.clone().filter(has).count(),
            }
        };
        numbers.map(entry).collect()
    })
}

#[component]
fn Entry(id: Id<Project>, it: Known) -> impl IntoView {
    let state = State::expect();
    let number = it.number;
    let title = it.title.clone();
    let forget = move |_| {
        let ops = state.plan(|plan| baseline::forget(plan, id, number));
        state.act_together(
            parts(ops),
            format!("Deleted the baseline \u{201c}{title}\u{201d}."),
        );
    };
    let compare = super::address(id, (Version::Baseline(number), Version::Current));
    view! {
        <li>
            <span class="compare-name">{it.title.clone()}</span>
            <span class="page-meta">{it.when}", "{words::count(it.tasks as i64, "task", "tasks")}</span>
            <span class="compare-acts">
                <a class="button button-small" href=compare
                    aria-label=format!("Compare {} with now", it.title)>"Compare with now"</a>
                <button type="button" class="button button-small" aria-label=format!("Rename {}", it.title)
                    on:click=move |_| state.open(Overlay::Baseline(id, Some(number)))>"Rename"</button>
                <button type="button" class="button button-small" aria-label=format!("Delete {}", it.title)
                    on:click=forget>"Delete"</button>
            </span>
        </li>
    }
    .into_any()
}
