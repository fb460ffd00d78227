//! A file that was imported before: whether it updates that project, and what it would overwrite there.

use std::sync::Arc;

use exchange::msproject::{Again, Overwrite};
use leptos::prelude::*;
use model::progress::words::count;
use model::{Id, Project};

use super::source::{Found, Target};

/// Rows of a list that are shown; the rest is counted.
const SHOWN: usize = 200;

/// Where it goes, when there is a choice.
#[component]
pub(super) fn Into(of: Arc<Found>, take: Callback<Target>) -> impl IntoView {
    if of.earlier.is_empty() {
        return ().into_any();
    }
    let goes = of.draft.again.as_ref().map(|_| of.draft.project);
    let option = move |(id, title): (Id<Project>, String)| {
        view! {
            <label class="check"><input type="radio" name="import-into" checked=goes == Some(id)
                on:change=move |_| take.run(Target::Earlier(id))/>
                {format!("Update \u{201c}{title}\u{201d}, which an earlier import made")}</label>
        }
    };
    view! {
        <fieldset class="fieldset">
            <legend class="form-field-label">"This plan was imported before"</legend>
            {of.earlier.clone().into_iter().map(option).collect_view()}
            <label class="check"><input type="radio" name="import-into" checked=goes.is_none()
                on:change=move |_| take.run(Target::New)/>"Import it as a new project"</label>
        </fieldset>
    }
    .into_any()
}

/// What the update does.
#[component]
pub(super) fn Changes(of: Arc<Found>) -> impl IntoView {
    let Some(again) = of.draft.again.clone() else {
        return ().into_any();
    };
    let words = format!(
        "{} changed, {} new, {} as they were",
        count(again.updated.len() as i64, "task", "tasks"),
        again.created.len(),
        again.unchanged
    );
    let Again {
        overwrites,
        stays,
        absent,
        trashed,
        unlinked,
        refused,
        ..
    } = again;
    let titles = |list: Vec<exchange::msproject::Named>| list.into_iter().map(|it| it.title);
    view! {
        <p class="page-meta">{words}</p>
        {values("Typed here, overwritten by the file", overwrites, true)}
        {values("Typed here, kept: the file did not change it", stays, false)}
        {lines("Not in the file any more, kept here", titles(absent).collect())}
        {lines("In the trash here, left there", titles(trashed).collect())}
        {lines("No longer linked in the file, removed here", unlinked)}
        {lines("Cannot be taken over", refused)}
    }
    .into_any()
}

fn values(title: &'static str, list: Vec<Overwrite>, open: bool) -> impl IntoView {
    if list.is_empty() {
        return ().into_any();
    }
    let more = list.len().saturating_sub(SHOWN);
    let words = format!("{title}: {}", list.len());
    let dash = |text: String| {
        if text.is_empty() {
            "\u{2013}".to_owned()
        } else {
            text
        }
    };
    let row = move |it: Overwrite| {
        view! {
            <tr><th scope="row">{it.title}</th><td>{it.field}</td><td>{dash(it.ours)}</td><td>{dash(it.theirs)}</td></tr>
        }
    };
    view! {
        <details class="panel" open=open>
            <summary>{words}</summary>
            <table class="data-table">
                <thead><tr><th scope="col">"Task"</th><th scope="col">"Field"</th><th scope="col">"Here"</th>
                    <th scope="col">"In the file"</th></tr></thead>
                <tbody>{list.into_iter().take(SHOWN).map(row).collect_view()}</tbody>
            </table>
            {(more > 0).then(|| view! { <p class="page-meta">{format!("and {more} more")}</p> })}
        </details>
    }
    .into_any()
}

fn lines(title: &'static str, list: Vec<String>) -> impl IntoView {
    if list.is_empty() {
        return ().into_any();
    }
    let words = format!("{title}: {}", list.len());
    let item = |it: String| view! { <li>{it}</li> };
    view! {
        <details class="panel"><summary>{words}</summary>
            <ul class="plain-list">{list.into_iter().take(SHOWN).map(item).collect_view()}</ul></details>
    }
    .into_any()
}
