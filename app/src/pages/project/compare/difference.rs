//! The tasks that differ, a row each: in words, and drawn one bar above the other.

use std::collections::BTreeSet;

use chart::then_and_now::then_and_now;
use leptos::prelude::*;
use model::progress::words;
use model::schedule::comparison::{Line, Stretch, What};
use model::{Date, Id, Task};

use crate::pages::project::minutes;
use crate::routes;
use crate::state::State;

/// How many rows are listed before somebody asks for all.
const LISTED: usize = 200;

#[component]
pub(super) fn Differences(lines: Vec<Line>) -> impl IntoView {
    let only: RwSignal<Option<What>> = RwSignal::new(None);
    let whole = RwSignal::new(false);
    let span = span(&lines);
    let all = [What::Moved, What::Added, What::Removed, What::Relinked];
    let kinds: BTreeSet<What> = all
        .into_iter()
        .filter(|what| lines.iter().any(|line| is(line, *what)))
        .collect();
    let lines = StoredValue::new(lines);
    let count = move |what: Option<What>| {
        lines.with_value(|lines| {
            let fits = |line: &&Line| what.is_none_or(|what| is(line, what));
            lines.iter().filter(fits).count()
        })
    };
    let button = move |what: Option<What>| {
        let words = what.map_or("All", What::word);
        view! {
            <button type="button" aria-pressed=move || (only.get() == what).to_string()
                on:click=move |_| only.set(what)>{words}" "{count(what)}</button>
        }
    };
    let shown = move || {
        let (only, whole) = (only.get(), whole.get());
        lines.with_value(|lines| {
            let fits = lines
                .iter()
                .filter(|line| only.is_none_or(|it| is(line, it)));
            let most = if whole { usize::MAX } else { LISTED };
            fits.take(most).cloned().collect::<Vec<_>>()
        })
    };
    let more = move || {
        (!whole.get() && count(only.get()) > LISTED).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| whole.set(true)>
                    {format!("Show all {}", count(only.get()))}
                </button>
            }
        })
    };
    view! {
        {(kinds.len() > 1).then(|| view! {
            <div class="segment" role="group" aria-label="Which">
                {button(None)}
                {kinds.into_iter().map(|what| button(Some(what))).collect_view()}
            </div>
        })}
        <div class="data-table-scroll" tabindex="0" role="region" aria-label="Tasks that differ">
            <table class="data-table compare-table">
                <thead>
                    <tr>
                        <th scope="col">"Task"</th><th scope="col">"What differs"</th>
                        <th scope="col" class="compare-drawn"><Ends span/></th>
                        <th scope="col">"Was"</th><th scope="col">"Is"</th>
                    </tr>
                </thead>
                <tbody>{move || shown().into_iter().map(|line| view! { <Row line span/> }).collect_view()}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}

/// Whether a task differs in a way; one may both move and wait for others.
fn is(line: &Line, what: What) -> bool {
    line.what == what || (what == What::Relinked && line.relinked)
}

/// What the drawings stand for: the first and the last day of all.
#[component]
fn Ends(span: Option<Stretch>) -> impl IntoView {
    let today = untrack(|| State::expect().today());
    span.map(|(first, last)| view! {
        <span class="compare-ends">
            <span>{words::date(first.date(), today)}</span><span>{words::date(last.date(), today)}</span>
        </span>
    })
}

fn span(lines: &[Line]) -> Option<Stretch> {
    let all = lines.iter().flat_map(|line| [line.was, line.now]).flatten();
    all.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

#[component]
fn Row(line: Line, span: Option<Stretch>) -> impl IntoView {
    let state = State::expect();
    let today = untrack(|| state.today());
    let counted = |it: Stretch| (minutes(it.0), minutes(it.1));
    let drawn =
        span.map(|span| then_and_now(line.was.map(counted), line.now.map(counted), counted(span)));
    let name = match href(state, line.task) {
        Some(to) => view! { <a class="data-table-name" href=to>{line.title}</a> }.into_any(),
        None => view! { <span class="data-table-name">{line.title}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td><span class="compare-what" data-what=line.what.word()>{line.what.word()}</span>": "{line.words.join(", ")}</td>
            <td class="compare-drawn" inner_html=drawn.unwrap_or_default()></td>
            <td>{dates(line.was, today)}</td>
            <td>{dates(line.now, today)}</td>
        </tr>
    }
    .into_any()
}

/// Where the task is read; one in the trash is not.
fn href(state: State, id: Id<Task>) -> Option<String> {
    state.plan(|plan| {
        let row = plan.live(id)?;
        Some(format!("{}?task={id}", routes::project(row.project)))
    })
}

fn dates(stretch: Option<Stretch>, today: Date) -> String {
    let Some((start, finish)) = stretch else {
        return "\u{2013}".to_owned();
    };
    let (start, finish) = (start.date(), finish.date());
    match start == finish {
        true => words::date(start, today),
        false => format!(
            "{} \u{2013} {}",
            words::date(start, today),
            words::date(finish, today)
        ),
    }
}
