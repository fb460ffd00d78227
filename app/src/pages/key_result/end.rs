//! The end: what changes. The chart, the check-ins, and for milestones the steps to tick.

use chart::icon::Icon;
use chart::trend::Shape;
use leptos::prelude::*;
use model::progress::{Forecast, forecast, words};
use model::{CheckIn, Id, KeyResult, Kind, MetricType, Step};

use crate::components::icon::icon;
use crate::picture;
use crate::state::{Overlay, State};

/// The panel.
#[component]
pub(super) fn End(id: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let note = move || {
        row.with(|row| {
            let row = row.as_ref()?;
            let entered = row.source.is_empty();
            Some(if entered {
                "Entered by hand.".to_owned()
            } else {
                row.source.clone()
            })
        })
    };
    let history = Memo::new(move |_| {
        state.track(id.at());
        state.track_list(Kind::CheckIn, Some(id.uuid()));
        let today = state.today();
        state
            .plan(|plan| picture::trend(plan, id, today))
            .map(|trend| {
                let wide = chart::trend::trend(&trend, Shape::Wide);
                wide + &chart::trend::trend(&trend, Shape::Narrow)
            })
    });
    let pace = Memo::new(move |_| {
        state.track_number(id.at());
        let today = state.today();
        match state.plan(|plan| forecast(plan, id, today)) {
            Forecast::Pace(pace) => Some(pace.sentence),
            Forecast::TooFewCheckIns => Some("Too few check-ins for a forecast.".to_owned()),
            Forecast::None => None,
        }
    });
    let milestones = move || {
        row.with(|row| {
            row.as_ref()
                .is_some_and(|row| row.metric == MetricType::Milestone)
        })
    };
    view! {
        <section class="panel" aria-labelledby="end">
            <div class="panel-head">
                <h2 class="panel-title" id="end"><i class="swatch"></i>" The end: what changes"</h2>
                <span class="panel-note">{note}</span>
            </div>
            <div class="panel-body history">
                <div>
                    {move || history.get().map(|svg| view! { <div class="trend-box" inner_html=svg></div> })}
                    {move || milestones().then(|| view! { <Steps id/> })}
                    <p class="form-field-hint">{move || pace.get()}</p>
                </div>
                <CheckIns id/>
            </div>
        </section>
    }
    .into_any()
}

/// What was recorded, newest first; each can be corrected, none is changed.
#[component]
fn CheckIns(id: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let check_ins = state.list(Some(id.uuid()), move |plan| {
        plan.check_ins(id).iter().rev().map(|row| row.id).collect()
    });
    let empty = move || check_ins.with(Vec::is_empty);
    view! {
        <div class="history-list">
            <h3 class="eyebrow">"Check-ins"</h3>
            <ol class="timeline-list">
                <For each=move || check_ins.get() key=|id| *id let:check_in>
                    <CheckInItem id=check_in key_result=id/>
                </For>
            </ol>
            {move || empty().then(|| view! {
                <p class="empty-state-text">"Nobody has recorded a value yet."</p>
            })}
        </div>
    }
    .into_any()
}

#[component]
fn CheckInItem(id: Id<CheckIn>, key_result: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    move || {
        let row = row.get()?;
        let today = state.today();
        let on = row.on.unwrap_or(today);
        let value = state.plan(|plan| {
            let goal = plan.get(key_result)?;
            Some(
                row.value
                    .map_or_else(|| "steps".to_owned(), |value| words::value(goal, value)),
            )
        });
        let name = state.name_of(Some(row.head.created_by));
        let recorded = state.host().local(row.head.created_at).date();
        let late = (recorded > on)
            .then(|| format!(" Back-dated, recorded {}.", words::date(recorded, today)));
        let corrected = row.corrects.is_some().then_some(" A correction.");
        let label = format!("Correct the check-in of {}", words::date(on, today));
        Some(view! {
            <li class="timeline-list-item">
                <time class="timeline-list-when" datetime=on.to_string()>{words::date(on, today)}</time>
                <b class="timeline-list-value">{value}</b>
                <span class="timeline-list-end">{row.confidence.map(words::number)}</span>
                <p class="timeline-list-text">
                    {row.note.clone()}" "
                    {(!row.blockers.is_empty()).then(|| format!("Blocked: {} ", row.blockers))}
                    <small>{name}{late}{corrected}</small>
                    <button type="button" class="text-button" aria-label=label
                        on:click=move |_| state.open(Overlay::CheckIn(key_result, Some(id)))>"Correct"</button>
                </p>
            </li>
        })
    }
}

/// The steps of a `milestone` Key Result; one that a task reaches is ticked by that task.
#[component]
fn Steps(id: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let tick = move |key: String| {
        let Some(row) = row.get_untracked() else {
            return;
        };
        let flip = |step: &Step| Step {
            reached: if step.key == key {
                !step.reached
            } else {
                step.reached
            },
            ..step.clone()
        };
        let steps: Vec<Step> = row.steps.iter().map(flip).collect();
        state.set(id.at(), "steps", steps);
    };
    let item = move |step: Step| {
        state.track_number(id.at());
        let reached = state.plan(|plan| model::progress::step_reached(plan, &step));
        let by_task = step.task.is_some();
        let key = step.key.clone();
        let weight = (step.weight != model::Weight::default())
            .then(|| format!(" weight {}", words::number(step.weight.0)));
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" prop:checked=reached checked=reached disabled=by_task
                        on:change=move |_| tick(key.clone())/>
                    {step.title.clone()}<small>{weight}</small>
                    {by_task.then(|| view! { <small>{icon(Icon::Link)}" by its task"</small> })}
                </label>
            </li>
        }
    };
    view! {
        <ul class="step-list" aria-label="Steps">
            {move || row.get().map(|row| row.steps.clone().into_iter().map(item).collect_view())}
        </ul>
    }
    .into_any()
}
