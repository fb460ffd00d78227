//! The tasks that make a number.

use leptos::prelude::*;
use model::progress::words;
use model::schedule::load::{Period, hours_text};
use model::{Date, Id, Person, Task};

use super::Lane;
use crate::routes;
use crate::state::State;

#[component]
pub(super) fn Chosen(
    lanes: Memo<Vec<Lane>>,
    chosen: RwSignal<Option<(Id<Person>, Date)>>,
) -> impl IntoView {
    let found = move || {
        let (person, from) = chosen.get()?;
        lanes.with(|lanes| {
            let lane = lanes.iter().find(|lane| lane.person == person)?;
            let period = lane.periods.iter().find(|it| it.from == from)?;
            Some((person, period.clone()))
        })
    };
    view! {
        <div role="status">
            {move || found().map(|(person, period)| view! { <Shown person period/> })}
        </div>
    }
    .into_any()
}

#[component]
fn Shown(person: Id<Person>, period: Period) -> impl IntoView {
    let state = State::expect();
    let today = untrack(|| state.today());
    let title = format!(
        "{}, {} to {}",
        untrack(|| state.name_of(Some(person))),
        words::date(period.from, today),
        words::date(period.to, today)
    );
    let spare = period.has - period.asked;
    let verdict = match spare {
        0 => "Exactly what there is.".to_owned(),
        n if n > 0 => format!("{} hours are free.", hours_text(n)),
        n => format!("{} hours too much.", hours_text(-n)),
    };
    let peaks = (period.days_over > 0).then(|| {
        let days = words::count(period.days_over as i64, "day", "days");
        format!(" More than there is on {days}.")
    });
    let sum = format!(
        "{} of {} hours are asked. {verdict}{}",
        hours_text(period.asked),
        hours_text(period.has),
        peaks.unwrap_or_default()
    );
    let row = move |(id, minutes): (Id<Task>, i64)| {
        let read = state.plan(|plan| {
            let row = plan.get(id)?;
            let project = plan.get(row.project).map(|it| it.title.clone());
            let to = format!("{}?task={id}", routes::project(row.project));
            Some((row.title.clone(), project.unwrap_or_default(), to))
        });
        read.map(|(title, project, to)| view! {
            <tr><th scope="row"><a class="data-table-name" href=to>{title}</a></th><td>{project}</td>
                <td class="number">{hours_text(minutes)}" h"</td></tr>
        })
    };
    view! {
        <section class="panel load-chosen" aria-label=title.clone()>
            <header class="panel-head"><h2>{title.clone()}</h2></header>
            <div class="panel-body">
                <p>{sum}</p>
                <table class="data-table">
                    <thead><tr><th scope="col">"Task"</th><th scope="col">"Project"</th>
                        <th scope="col" class="number">"Asks"</th></tr></thead>
                    <tbody>{period.tasks.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
