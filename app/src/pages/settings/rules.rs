//! The workspace's name, its thresholds, its cycles.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::progress::words;
use model::{Cycle, Id, Settings};
use serde_json::{Value, json};

use super::Group;
use crate::components::field::{Field, Trouble, TroubleSummary, Troubled, provide_trouble};
use crate::state::{Overlay, State};

/// The workspace's row, for setting its fields.
fn workspace(state: State) -> Option<model::Ref> {
    state.plan(|plan| plan.workspace().map(|row| row.id.at()))
}

/// Sets one field and shows a refusal in the form.
fn save(state: State, trouble: Troubled, field: &str, to: Value) {
    let op = workspace(state).and_then(|at| state.set_op(at, field, to));
    match op.map_or(Ok(()), |op| state.dispatch(op)) {
        Ok(()) => {
            trouble.set(None);
            state.say("Saved.");
        }
        Err(refusal) => trouble.set(Some(refusal.into())),
    }
}

#[component]
pub(super) fn WorkspaceName(admin: Memo<bool>) -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let begin = state.plan(|plan| {
        plan.workspace()
            .map(|row| row.name.clone())
            .unwrap_or_default()
    });
    let name = RwSignal::new(begin);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save(state, trouble, "name", json!(name.get().trim()));
    };
    view! {
        <Group id="workspace" title="Workspace" text="What everybody sees as its name.">
            <form class="form" on:submit=submit novalidate=true>
                <TroubleSummary trouble/>
                <fieldset class="fieldset" disabled=move || !admin.get()>
                    <Field name="name" label="Name" value=name/>
                    <Save admin/>
                </fieldset>
            </form>
        </Group>
    }
    .into_any()
}

/// The button, or why there is none.
#[component]
fn Save(admin: Memo<bool>) -> impl IntoView {
    move || {
        if admin.get() {
            view! { <p class="form-actions"><button type="submit" class="button">"Save"</button></p> }.into_any()
        } else {
            view! { <p class="form-field-hint">"An admin can change this."</p> }.into_any()
        }
    }
}

/// A threshold: its field, its words, its hint.
const NUMBERS: &[(&str, &str, &str)] = &[
    (
        "on_track_gap_points",
        "On track up to, points behind",
        "10 is usual.",
    ),
    (
        "at_risk_gap_points",
        "At risk up to, points behind",
        "25 is usual; beyond is off track.",
    ),
    (
        "early_percent",
        "Too early to tell, percent of the cycle",
        "10 is usual.",
    ),
    (
        "check_in_cadence_days",
        "Days between check-ins",
        "14 is usual.",
    ),
    (
        "check_in_grace_days",
        "Days of grace before stale",
        "3 is usual.",
    ),
    (
        "divergence_points",
        "Points between outcome and work that count as apart",
        "30 is usual.",
    ),
    (
        "divergence_percent",
        "Percent of the cycle from which that alerts",
        "50 is usual.",
    ),
    (
        "uncovered_day",
        "Day from which an uncovered Key Result is a gap",
        "8 is usual.",
    ),
    (
        "fiscal_start_month",
        "Month in which the fiscal year starts, 1 to 12",
        "1 is January.",
    ),
];

#[component]
pub(super) fn Rules(admin: Memo<bool>) -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let begin = state.plan(|plan| {
        plan.workspace()
            .map(|row| row.settings.clone())
            .unwrap_or_default()
    });
    let begin = serde_json::to_value(&begin).unwrap_or_default();
    let fields: Vec<_> = NUMBERS
        .iter()
        .map(|(field, label, hint)| {
            let now = begin.get(*field).map(Value::to_string).unwrap_or_default();
            (*field, *label, *hint, RwSignal::new(now))
        })
        .collect();
    let typed = fields.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let now = state.plan(|plan| plan.workspace().map(|row| row.settings.clone()));
        let mut settings = serde_json::to_value(now.unwrap_or_default()).unwrap_or_default();
        for (field, _, _, value) in &typed {
            match value.get().trim().parse::<u16>() {
                Ok(number) => settings[*field] = json!(number),
                Err(_) => {
                    trouble.set(Some(Trouble::at(field, "This takes a whole number.")));
                    return;
                }
            }
        }
        match serde_json::from_value::<Settings>(settings) {
            Ok(settings) => save(state, trouble, "settings", json!(settings)),
            Err(why) => trouble.set(Some(Trouble::whole(format!(
                "These numbers do not fit: {why}."
            )))),
        }
    };
    let field = |(name, label, hint, value): (
        &'static str,
        &'static str,
        &'static str,
        RwSignal<String>,
    )| {
        view! { <Field name label value number=true hint/> }
    };
    view! {
        <Group id="rules" title="Rules" text="Every number that health and advice use. Old reports keep \
            the numbers they were made with.">
            <form class="form" on:submit=submit novalidate=true>
                <TroubleSummary trouble/>
                <fieldset class="fieldset stack" disabled=move || !admin.get()>
                    {fields.into_iter().map(field).collect_view()}
                    <Save admin/>
                </fieldset>
            </form>
        </Group>
    }
    .into_any()
}

#[component]
pub(super) fn Cycles() -> impl IntoView {
    let state = State::expect();
    let cycles = state.cycles();
    let row = move |id: Id<Cycle>| {
        let row = state.row(id);
        let span = move || {
            let row = row.get()?;
            let today = state.today();
            Some(format!(
                "{} to {}",
                words::date(row.start?, today),
                words::date(row.finish?, today)
            ))
        };
        let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()));
        let stand = move || row.with(|row| row.as_ref().map(|row| row.state.word()));
        view! {
            <tr>
                <th scope="row"><a class="data-table-name" href=crate::routes::cycle(id)>{name}</a></th>
                <td>{span}</td>
                <td>{stand}</td>
                <td>
                    <button type="button" class="button button-small"
                        aria-label=move || format!("Edit {}", name().unwrap_or_default())
                        on:click=move |_| state.open(Overlay::Cycle(Some(id)))>"Edit"</button>
                </td>
            </tr>
        }
    };
    view! {
        <Group id="cycles" title="Cycles" text="The periods that you set goals for. A closed one takes no edits.">
            <div class="settings-wide">
                <table class="data-table">
                    <thead><tr>
                        <th scope="col">"Name"</th><th scope="col">"Days"</th><th scope="col">"Stands"</th>
                        <th scope="col"><span class="visually-hidden">"Edit"</span></th>
                    </tr></thead>
                    <tbody>{move || cycles.get().into_iter().map(row).collect_view()}</tbody>
                </table>
                <p class="form-actions">
                    <button type="button" class="button" on:click=move |_| state.open(Overlay::Cycle(None))>
                        "New cycle"
                    </button>
                </p>
            </div>
        </Group>
    }
    .into_any()
}
