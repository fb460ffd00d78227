//! What the schedule says about a Key Result: how much of its work is planned by the cycle's end, the
//! task that decides it, and the chain of tasks up to the one that finishes last.

use chart::icon::Icon;
use leptos::prelude::*;
use model::progress::words;
use model::schedule::{WorkForecast, key_result_path, work_forecast};
use model::{Date, Id, KeyResult, Kind, Task};

use crate::components::icon::icon;
use crate::routes;
use crate::state::State;

/// One task of the chain, as it is drawn.
#[derive(Clone, PartialEq)]
struct Step {
    task: Id<Task>,
    title: String,
    href: String,
    from: Date,
    to: Date,
}

/// The forecast and its chain.
#[derive(Clone, PartialEq)]
struct Told {
    forecast: WorkForecast,
    steps: Vec<Step>,
}

fn told(state: State, id: Id<KeyResult>) -> Option<Told> {
    state.track_number(id.at());
    state.track_list(Kind::Link, Some(id.uuid()));
    let today = state.today();
    let told = state.schedules(|plan, all| {
        let forecast = work_forecast(plan, all, id, today)?;
        let path = key_result_path(plan, all, id).tasks.into_iter();
        let step = |task: Id<Task>| {
            let row = plan.get(task)?;
            let dates = all.dates(plan, task)?;
            Some(Step {
                task,
                title: row.title.clone(),
                href: format!("{}?task={task}", routes::project(row.project)),
                from: dates.start.date(),
                to: dates.finish.date(),
            })
        };
        Some(Told {
            forecast,
            steps: path.filter_map(step).collect(),
        })
    })?;
    for step in &told.steps {
        state.track(step.task.at());
        state.track_number(step.task.at());
    }
    Some(told)
}

fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// A bar on the time of the whole chain, in parts of a thousand, with the cycle's end.
fn bar(step: &Step, first: Date, all: i32, end: Date) -> impl IntoView + use<> {
    let place = |day: Date| i64::from(days(first, day)) * 1000 / i64::from(all.max(1));
    let (from, to) = (
        place(step.from),
        place(step.to.saturating_add(jiff::ToSpan::days(1))),
    );
    let end = place(end.saturating_add(jiff::ToSpan::days(1)));
    let line = (0..=1000).contains(&end).then(|| {
        view! {
            <line class="path-end" x1=end.to_string() x2=end.to_string() y1="0" y2="14"
                vector-effect="non-scaling-stroke"/>
        }
    });
    view! {
        <svg viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">
            <rect class="path-bar" x=from.to_string() y="3" width=(to - from).max(6).to_string() height="8"/>
            {line}
        </svg>
    }
}

/// The panel; nothing while no linked work has dates.
#[component]
pub(super) fn Path(id: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let it = Memo::new(move |_| told(state, id));
    let shown = move |it: Told| {
        let today = state.today();
        let end = it.forecast.at;
        let late = it.forecast.finish.date() > end;
        let first = it.steps.iter().map(|step| step.from).min().unwrap_or(end);
        let last = it
            .steps
            .iter()
            .map(|step| step.to)
            .max()
            .unwrap_or(end)
            .max(end);
        let all = days(first, last) + 1;
        let deciding = it.forecast.deciding;
        let item = |step: &Step| {
            let decides = (step.task == deciding).then_some("decides it");
            let when = match step.from == step.to {
                true => words::date(step.to, today),
                false => format!(
                    "{} to {}",
                    words::date(step.from, today),
                    words::date(step.to, today)
                ),
            };
            let class = if step.to > end {
                "path-when data-table-late"
            } else {
                "path-when"
            };
            view! {
                <li class="path-step">
                    <span><a href=step.href.clone()>{step.title.clone()}</a><span class="data-table-sub">{decides}</span></span>
                    <span class=class>{when}</span>
                    {bar(step, first, all, end)}
                </li>
            }
        };
        let steps = it.steps.iter().map(item).collect_view();
        let outcome = it
            .forecast
            .outcome
            .map(|share| format!("That gives an outcome of {}.", share.percent_text()));
        let sign = if late { Icon::Slip } else { Icon::Timeline };
        view! {
            <section class="panel" aria-labelledby="path">
                <div class="panel-head">
                    <h2 class="panel-title" id="path">"The path: what decides when the work is done"</h2>
                    <span class="panel-note">{format!("Cycle ends {}", words::date(end, today))}</span>
                </div>
                <div class="panel-body form">
                    <div class="advice" data-level=if late { "warn" } else { "note" }>
                        {icon(sign)}<p class="advice-title">{it.forecast.sentence.clone()}</p>
                        <p class="advice-text">{outcome}</p>
                    </div>
                    <ol class="path-steps" aria-label="Critical path, first to last">{steps}</ol>
                </div>
            </section>
        }
    };
    view! { {move || it.get().map(shown)} }.into_any()
}
