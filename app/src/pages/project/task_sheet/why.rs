//! Why a task has its dates, and the room that it has.

use chart::icon::Icon;
use leptos::prelude::*;
use model::duration::Measure;
use model::progress::words;
use model::schedule::Dates;
use model::schedule::reason::{Reason, reason};
use model::{Id, Task};

use crate::components::icon::small_icon;
use crate::routes;
use crate::state::State;

/// What decides its dates, and what is in the way.
#[component]
pub(super) fn Why(id: Id<Task>) -> impl IntoView {
    let state = State::expect();
    let why = Memo::new(move |_| {
        state.track_number(id.at());
        state.track(id.at());
        state.track_list(model::Kind::Dependency, Some(id.uuid()));
        let today = state.today();
        state.schedules(|plan, all| {
            let it = reason(plan, all, id, today)?;
            let calendar = it
                .calendar
                .and_then(|id| plan.get(id))
                .map(|row| row.name.clone());
            let project = plan.get(id)?.project;
            Some((it, calendar, project))
        })
    });
    let shown = move |(it, calendar, project): (Reason, Option<String>, Id<model::Project>)| {
        let on = calendar.map_or_else(
            || "It runs on Monday to Friday.".to_owned(),
            |name| format!("It runs on the calendar \u{201c}{name}\u{201d}."),
        );
        let open = it.waits_for.map(|task| {
            let href = format!("{}?task={task}", routes::project(project));
            view! { " "<a href=href rel="external">"Open it"</a> }
        });
        let note = |text: String| view! { <li>{small_icon(Icon::Warn)}{text}</li> };
        view! {
            <div class="task-why">
                <p><b>"Why this date? "</b>{it.sentence}{open}</p>
                <p class="form-field-hint">{on}</p>
                {(!it.notes.is_empty()).then(|| view! {
                    <ul class="task-why-notes">{it.notes.into_iter().map(note).collect_view()}</ul>
                })}
            </div>
        }
    };
    view! { <div aria-live="polite">{move || why.get().map(shown)}</div> }.into_any()
}

fn days(minutes: i64, elapsed: bool) -> String {
    let span = model::Span {
        minutes,
        elapsed,
        ..model::Span::default()
    };
    Measure::default().write(span)
}

/// Slack, late dates, critical.
#[component]
pub(super) fn Room(id: Id<Task>) -> impl IntoView {
    let state = State::expect();
    let dates = state.dates(id);
    let row = state.row(id);
    let shown = move |it: Dates| {
        let today = state.today();
        let elapsed = row.with(|row| {
            row.as_ref()
                .and_then(|row| row.duration)
                .is_some_and(|span| span.elapsed)
        });
        let day = |at: model::DateTime| words::date(at.date(), today);
        let line = |label: &'static str, value: String| view! { <div><dt>{label}</dt><dd>{value}</dd></div> };
        view! {
            <dl class="task-room">
                {line("Total slack", days(it.total_slack_minutes, elapsed))}
                {line("Free slack", days(it.free_slack_minutes, elapsed))}
                {line("Latest start", day(it.late_start))}
                {line("Latest finish", day(it.late_finish))}
                {it.critical.then(|| view! {
                    <div class="task-critical"><dt>{small_icon(Icon::Critical)}"Critical"</dt>
                        <dd>"If it slips, the project does."</dd></div>
                })}
            </dl>
        }
    };
    view! { {move || dates.get().map(shown)} }.into_any()
}
