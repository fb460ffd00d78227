//! Below the chart: what a gesture would do while it lasts, and the arrow that is chosen.

use chart::gantt::TieKind;
use chart::icon::Icon;
use leptos::prelude::*;
use model::Ref;

use super::GanttView;
use super::hands::{Gesture, TieFacts};
use crate::components::icon::icon;

/// The strip. It is there while there is something to say.
#[component]
pub(super) fn Foot(view: GanttView) -> impl IntoView {
    let words = move || {
        let outlook = view.foreseen.get()?;
        let class = if outlook.refused {
            "gantt-foot is-refused"
        } else {
            "gantt-foot"
        };
        let mut words = outlook.words.into_iter();
        let first = words.next().unwrap_or_default();
        let rest = words.map(|it| view! { <span>{it}</span> }).collect_view();
        Some(view! { <div class=class><strong>{first}</strong>{rest}</div> })
    };
    let tie = move || {
        let at = view.tie.get()?;
        view.track();
        let facts = view.hands.get_value().and_then(|hands| (hands.tie)(at))?;
        Some(view! { <Tie view at facts/> })
    };
    view! {
        <div class="gantt-foot-place">
            <div role="status">{words}</div>
            {tie}
        </div>
    }
    .into_any()
}

/// An arrow: which ends, how much time between them, away with it.
#[component]
fn Tie(view: GanttView, at: Ref, facts: TieFacts) -> impl IntoView {
    let option = |kind: TieKind| {
        let chosen = kind == facts.kind;
        view! { <option value=word(kind) selected=chosen>{word(kind)}</option> }
    };
    let retie = move |event| {
        let chosen = event_target_value(&event);
        if let Some(kind) = KINDS.into_iter().find(|kind| word(*kind) == chosen) {
            view.perform(&Gesture::Retie(at, kind));
        }
    };
    let lag = move |event| {
        view.perform(&Gesture::Lag(at, event_target_value(&event)));
    };
    let away = move |_| {
        view.tie.set(None);
        view.perform(&Gesture::Untie(at));
    };
    view! {
        <div class="gantt-foot" role="group" aria-label="Chosen dependency">
            <strong>{facts.from}" \u{2192} "{facts.to}</strong>
            <select class="input input-small" aria-label="Which ends" on:change=retie>
                {KINDS.map(option).collect_view()}
            </select>
            <label>"Lag "<input class="input input-small gantt-lag" value=facts.lag placeholder="0d" on:change=lag/></label>
            <button type="button" class="button button-small" on:click=away>{icon(Icon::Trash)}"Delete"</button>
            <button type="button" class="button button-plain button-small button-icon" aria-label="Let go of it"
                on:click=move |_| view.tie.set(None)>{icon(Icon::Close)}</button>
        </div>
    }
    .into_any()
}

const KINDS: [TieKind; 4] = [
    TieKind::FinishToStart,
    TieKind::StartToStart,
    TieKind::FinishToFinish,
    TieKind::StartToFinish,
];

fn word(kind: TieKind) -> &'static str {
    match kind {
        TieKind::FinishToStart => "Finish to start",
        TieKind::StartToStart => "Start to start",
        TieKind::FinishToFinish => "Finish to finish",
        TieKind::StartToFinish => "Start to finish",
    }
}
