//! A Key Result on the dashboard: title and reason, now, both bars, both values, status, coverage,
//! owner. Each cell wakes by itself.

use chart::bar::{Size, Voice};
use chart::icon::Icon;
use leptos::prelude::*;
use leptos::web_sys::DragEvent;
use model::progress::{Coverage, KeyResultProgress, words};
use model::{Id, KeyResult, MetricType, Row};

use crate::components::avatar::Avatar;
use crate::components::gesture::{Drag, Goal, on_key};
use crate::components::icon::{icon, small_icon};
use crate::components::menu::Menu;
use crate::components::progress_pair::drawing;
use crate::components::status_word::status_word;
use crate::state::State;
use crate::{picture, routes};

/// What is measured now: "41 days", "3 of 5 steps", "Not yet".
pub fn now_words(row: &Row<KeyResult>, progress: &KeyResultProgress) -> String {
    let reading = progress.outcome.reading();
    match (row.metric, reading.and_then(|reading| reading.value)) {
        (MetricType::Boolean, _) => match reading {
            Some(reading) if reading.shown == model::progress::Fraction::ONE => "Done".to_owned(),
            _ => "Not yet".to_owned(),
        },
        (MetricType::Milestone, _) => {
            let reached = row.steps.iter().filter(|step| step.reached).count();
            format!(
                "{reached} of {}",
                words::count(row.steps.len() as i64, "step", "steps")
            )
        }
        (_, Some(value)) => words::value(row, value),
        (_, None) => "\u{2013}".to_owned(),
    }
}

/// From where to where: "45 → 25 days", "by 11 Dec", "98 to 99.5 %".
pub fn span_words(row: &Row<KeyResult>, today: model::Date) -> String {
    let money = row.metric == MetricType::Currency;
    let number = |value: Option<model::Decimal>| match value {
        None => "?".to_owned(),
        Some(value) if money => words::value(row, value),
        Some(value) => words::number(value),
    };
    match row.metric {
        MetricType::Boolean => row.due.map_or_else(
            || "done or not done".to_owned(),
            |due| format!("by {}", words::date(due, today)),
        ),
        MetricType::Milestone => "weighted steps".to_owned(),
        MetricType::Maintain => match row.band {
            Some(band) => match (band.low, band.high) {
                (Some(low), Some(high)) => {
                    format!("{} to {}", words::number(low), words::value(row, high))
                }
                (Some(low), None) => format!("at least {}", words::value(row, low)),
                (None, Some(high)) => format!("at most {}", words::value(row, high)),
                (None, None) => "no band yet".to_owned(),
            },
            None => "no band yet".to_owned(),
        },
        _ => match (row.start, row.target) {
            (None, None) => "no target yet".to_owned(),
            (start, Some(target)) => {
                format!("{} \u{2192} {}", number(start), words::value(row, target))
            }
            (start, None) => format!("{} \u{2192} ?", number(start)),
        },
    }
}

/// How well it is backed, and whether the two numbers are apart.
pub fn facts(progress: &KeyResultProgress, today: model::Date) -> impl IntoView + use<> {
    let health = &progress.health;
    let (class, shape) = match health.coverage {
        Coverage::NotCovered => ("chip chip-gap", Icon::Gap),
        Coverage::Thin => ("chip", Icon::One),
        Coverage::Fine(_) => ("chip", Icon::Few),
        Coverage::TooMany(_) => ("chip chip-over", Icon::Many),
    };
    let apart = health.apart.map(|points| {
        view! { <span class="chip chip-apart">{small_icon(Icon::Apart)}{format!("{points} apart")}</span> }
    });
    let lagging = health.lagging_until.map(|day| {
        let words = format!("Lagging to {}", words::date(day, today));
        view! { <span class="chip">{small_icon(Icon::Clock)}{words}</span> }
    });
    view! {
        <span class=class>{small_icon(shape)}{health.coverage_text.clone()}</span>
        {apart}
        {lagging}
    }
    .into_any()
}

/// Title, lock and reason.
#[component]
fn TitleCell(id: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let (row, progress) = (state.row(id), state.progress(id));
    let title = move || row.with(|row| row.as_ref().map(|row| row.title.clone()));
    let lock = move || {
        let confidential =
            row.with(|row| row.as_ref().is_some_and(|row| row.head.audience.is_some()));
        confidential.then(
            || view! { {icon(Icon::Lock)}<span class="visually-hidden">"Confidential: "</span> },
        )
    };
    let reason = move || {
        progress.with(|progress| progress.as_ref().map(|it| it.health.reason_short.clone()))
    };
    view! {
        <th scope="row">
            <a class="key-result-row-title" id=format!("kr-{id}") href=routes::key_result(id)
                aria-keyshortcuts="C E L Alt+ArrowUp Alt+ArrowDown">{lock}{title}</a>
            <span class="key-result-row-reason" title=reason>{reason}</span>
        </th>
    }
    .into_any()
}

/// The row.
#[component]
pub fn KeyResultRow(
    /// Which.
    id: Id<KeyResult>,
) -> impl IntoView {
    let state = State::expect();
    let drag = expect_context::<Drag>();
    let (row, progress) = (state.row(id), state.progress(id));
    let bars = drawing(state, id, Size::Row, Voice::Silent);
    let status = Memo::new(move |_| progress.with(|it| it.as_ref().map(|it| it.health.status)));
    let slug = move || status.get().map(|status| picture::look(status).slug());
    let now =
        move || row.with(|row| progress.with(|it| Some(now_words(row.as_ref()?, it.as_ref()?))));
    let span = move || row.with(|row| row.as_ref().map(|row| span_words(row, state.today())));
    let outcome =
        move || progress.with(|it| it.as_ref().map(|it| picture::outcome_words(&it.outcome)));
    let work = move || progress.with(|it| it.as_ref().map(|it| it.work.label()));
    let facts = move || progress.with(|it| it.as_ref().map(|it| facts(it, state.today())));
    let owner = Signal::derive(move || row.with(|row| row.as_ref().and_then(|row| row.owner)));
    let goal = Goal::KeyResult(id);
    let label = Signal::derive(move || {
        row.with(|row| {
            row.as_ref()
                .map_or_else(String::new, |row| format!("Actions for {}", row.title))
        })
    });
    view! {
        <tr class="key-result-row" data-status=slug draggable="true"
            on:keydown=move |event| on_key(state, goal, &event)
            on:dragstart=move |_| drag.begin(goal)
            on:dragover=move |event: DragEvent| drag.over(goal, &event)
            on:drop=move |event: DragEvent| drag.drop_on(state, goal, &event)>
            <TitleCell id/>
            <td><span class="key-result-row-now">{now}</span><span class="key-result-row-span">{span}</span></td>
            <td class="key-result-row-bars" inner_html=move || bars.get()></td>
            <td class="key-result-row-values">
                <span class="key-result-row-outcome">{outcome}</span>
                <span class="key-result-row-work">{work}</span>
            </td>
            <td class="key-result-row-status">{move || status.get().map(status_word)}</td>
            <td class="key-result-row-facts">{facts}</td>
            <td class="key-result-row-owner">
                <Avatar person=owner/>
                <Menu id=format!("menu-{id}") label class="row-menu"
                    items=Callback::new(move |()| goal.items(state))/>
            </td>
        </tr>
    }
    .into_any()
}
