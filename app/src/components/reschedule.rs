//! Handing an imported project to the scheduler: what would move is shown first, one undo takes it back.

use leptos::prelude::*;
use model::progress::words;
use model::schedule::Dates;
use model::schedule::edit::{self, Moved};
use model::{Date, Id, Plan, Project};

use crate::components::dialog::Dialog;
use crate::components::grid::paste::parts;
use crate::state::State;

/// How many rows are listed.
const LISTED: usize = 200;

/// A row of the list: the task, its dates before and after.
struct Row {
    title: String,
    was: String,
    now: String,
}

/// The dialog.
#[component]
pub fn Reschedule(
    /// Which project.
    id: Id<Project>,
) -> impl IntoView {
    let state = State::expect();
    let today = state.today();
    let (ops, moved, rows) = state.schedules(|plan, all| {
        let ops = edit::reschedule(plan, id);
        let after = edit::planned(plan, &ops);
        let moved = edit::moved(plan, all, &after, id);
        let rows: Vec<Row> = moved
            .iter()
            .take(LISTED)
            .map(|it| row(plan, it, today))
            .collect();
        (ops, moved.len(), rows)
    });
    let words = match moved {
        0 => "No task would move: the scheduler finds the same dates.".to_owned(),
        1 => "1 task would move. Its imported dates are kept to compare with.".to_owned(),
        n => format!("{n} tasks would move. Their imported dates are kept to compare with."),
    };
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
                {(!rows.is_empty()).then(|| list(rows, moved))}
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

fn list(rows: Vec<Row>, moved: usize) -> impl IntoView {
    let more = moved.saturating_sub(rows.len());
    view! {
        <div class="data-table-scroll" tabindex="0" role="region" aria-label="What would move">
            <table class="data-table">
                <thead>
                    <tr>
                        <th scope="col">"Task"</th>
                        <th scope="col">"In the file"</th>
                        <th scope="col">"Would be"</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.into_iter().map(|row| view! {
                        <tr><th scope="row">{row.title}</th><td>{row.was}</td><td>{row.now}</td></tr>
                    }).collect_view()}
                </tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p class="form-field-hint">{format!("and {more} more")}</p> })}
    }
}

fn row(plan: &Plan, moved: &Moved, today: Date) -> Row {
    let span = |dates: Option<&Dates>| match dates {
        Some(it) => format!(
            "{} to {}",
            words::date(it.start.date(), today),
            words::date(it.finish.date(), today)
        ),
        None => "no dates".to_owned(),
    };
    Row {
        title: plan
            .get(moved.task)
            .map(|row| row.title.clone())
            .unwrap_or_default(),
        was: span(moved.was.as_ref()),
        now: span(moved.now.as_ref()),
    }
}
