//! Which baseline a project's chart draws: the first, until somebody chooses; this device remembers.

use leptos::prelude::*;
use model::schedule::baseline::{self, Version};
use model::{Id, Kind, Project};

use crate::components::gantt::GanttView;
use crate::state::State;

/// What is remembered when none is to be drawn.
const NONE: &str = "none";

/// Keeps the choice of the chart as the project's baselines come and go.
pub(super) fn follow(state: State, id: Id<Project>, view: GanttView) {
    let key = format!("gantt-baseline-{id}");
    let known = Memo::new(move |_| {
        state.track(id.at());
        state.track_list(Kind::Task, Some(id.uuid()));
        state.plan(|plan| {
            let numbers = baseline::versions(plan, id)
                .into_iter()
                .filter_map(|it| match it {
                    Version::Baseline(number) => Some(number),
                    _ => None,
                });
            let titled = numbers.map(|number| (number, baseline::title(plan, id, number)));
            titled.collect::<Vec<_>>()
        })
    });
    let kept = key.clone();
    let remembered = move || state.host().remembered(&kept);
    Effect::new(move |before: Option<Vec<(u8, String)>>| {
        let known = known.get();
        if before.as_ref() != Some(&known) {
            let number = remembered().and_then(|it| match it.as_str() {
                NONE => Some(None),
                number => number.parse().ok().map(Some),
            });
            let there = |number: &u8| known.iter().any(|it| it.0 == *number);
            let first = known.first().map(|it| it.0);
            view.saved.set(known.clone());
            view.baseline.set(match number {
                Some(chosen) => chosen.filter(there).or(chosen.and(first)),
                None => first,
            });
        }
        known
    });
    Effect::new(move |before: Option<Option<u8>>| {
        let now = view.baseline.get();
        let known = view.saved.with_untracked(|saved| !saved.is_empty());
        if known && before.is_some_and(|before| before != now && before.is_some() | now.is_some()) {
            let text = now.map_or_else(|| NONE.to_owned(), |number| number.to_string());
            state.host().remember(&key, Some(&text));
        }
        now
    });
}
