//! The fields of a Key Result, for all six ways to measure: what changes, from where to where, who
//! records it.

mod measure;
mod typed;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::progress::words;
use model::{Commitment, Id, KeyResult, MetricType, Objective};

use crate::components::dialog::Dialog;
use crate::components::draft;
use crate::components::field::{
    Check, Choice, Field, FormFoot, TroubleSummary, Troubled, people, provide_trouble,
};
use crate::components::focus;
use crate::state::State;
use measure::Measure;
pub(crate) use typed::key;
use typed::{Form, begin, op};

/// The key of the draft of one form.
fn draft_key(objective: Id<Objective>, id: Option<Id<KeyResult>>) -> String {
    id.map_or_else(
        || format!("key-result:new:{objective}"),
        |id| format!("key-result:{id}"),
    )
}

/// Saves what is typed; true when it was accepted.
fn save(
    state: State,
    objective: Id<Objective>,
    id: Option<Id<KeyResult>>,
    form: Form,
    trouble: Troubled,
) -> bool {
    let made = op(state, objective, id, &form.typed())
        .and_then(|op| op.map_or(Ok(()), |op| state.dispatch(op).map_err(Into::into)));
    match made {
        Ok(()) => {
            draft::forget(state, &draft_key(objective, id));
            true
        }
        Err(why) => {
            trouble.set(Some(why));
            false
        }
    }
}

/// The dialog.
#[component]
pub fn KeyResultForm(
    /// The Objective that it belongs to.
    objective: Id<Objective>,
    /// Which one is edited; `None` makes a new one.
    id: Option<Id<KeyResult>>,
) -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let key = draft_key(objective, id);
    let form = Form::new(draft::kept(state, &key).unwrap_or_else(|| begin(state, id)));
    draft::keep(state, key, move || form.typed());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if save(state, objective, id, form, trouble) {
            state.close();
            if id.is_none() {
                state.say("Key Result added.");
            }
        }
    };
    let another = move |_| {
        if save(state, objective, id, form, trouble) {
            state.say("Key Result added. Here is the next one.");
            form.put(begin(state, None));
            trouble.set(None);
            focus::to_id("field-title");
        }
    };
    let of = state.plan(|plan| {
        plan.get(objective)
            .map(|row| row.title.clone())
            .unwrap_or_default()
    });
    view! {
        <Dialog title=if id.is_some() { "Edit Key Result" } else { "New Key Result" } eyebrow=of>
            <form on:submit=submit novalidate=true>
                <div class="dialog-body form">
                <TroubleSummary trouble/>
                <Field name="title" label="What changes?" value=form.title first=true
                    hint="Something that is different for people once it is reached."/>
                <Advice form/>
                <Measure form/>
                <Choice name="owner" label="Who records it?" value=form.owner options=people(state)/>
                <Check label="Published: everybody sees it as a goal, not a draft" value=form.published/>
                <More form/>
                </div>
                <FormFoot save=if id.is_some() { "Save" } else { "Add Key Result" }>
                    {id.is_none().then(|| view! {
                        <button type="button" class="button button-plain" on:click=another>
                            "Save and add another"
                        </button>
                    })}
                </FormFoot>
            </form>
        </Dialog>
    }
    .into_any()
}

/// What is advised while typing; polite, and never in the way.
#[component]
fn Advice(form: Form) -> impl IntoView {
    let advice = Memo::new(move |_| {
        let title = form.title.get();
        let wish = model::op::sentiment::sentiment(&title).map(|words| {
            format!(
                "\u{201c}{words}\u{201d} is a wish until it has a number. You can keep it as a draft; \
                 it cannot be published."
            )
        });
        let no_target = form.metric.get() != "boolean"
            && form.metric.get() != "milestone"
            && form.metric.get() != "maintain"
            && form.target.with(|target| target.trim().is_empty())
            && !title.trim().is_empty();
        wish.or(no_target.then(|| {
            "No number to reach yet. You can keep it as a draft; it cannot be published.".to_owned()
        }))
    });
    view! {
        <div aria-live="polite">
            {move || advice.get().map(|text| view! {
                <div class="advice" data-level="note">
                    {crate::components::icon::icon(chart::icon::Icon::Info)}
                    <p class="advice-text">{text}</p>
                </div>
            })}
        </div>
    }
    .into_any()
}

/// What is rarely needed.
#[component]
fn More(form: Form) -> impl IntoView {
    let commitments = Commitment::ALL
        .iter()
        .map(|it| (key(it), it.word().to_owned()));
    let commitments: Vec<_> = commitments.collect();
    let timed = move || form.metric.get() == key(&MetricType::Boolean);
    view! {
        <details class="form-more">
            <summary>"More: due day, cadence, weight, source"</summary>
            <div class="stack">
                <Choice name="commitment" label="How is it meant?" value=form.commitment
                    options=Signal::derive(move || commitments.clone())/>
                <div class="form-row">
                    <Field name="cadence_days" label="Days between check-ins" value=form.cadence number=true
                        hint="Empty: as the workspace says."/>
                    <Field name="weight" label="Weight in the Objective" value=form.weight number=true
                        hint="1 is usual; 0 is tracked, not counted."/>
                </div>
                <div class="form-row">
                    {move || timed().then(|| view! {
                        <Field name="due" label="Due day" value=form.due kind="date"/>
                    })}
                    <Field name="lagging_until" label="No movement expected before" value=form.lagging
                        kind="date" hint="Quiet until then."/>
                </div>
                <Field name="source" label="Where does the number come from?" value=form.source/>
                <Field name="context" label="More about it" value=form.context rows=3/>
            </div>
        </details>
    }
    .into_any()
}

/// A decimal as it is typed.
pub(crate) fn typed_number(value: Option<model::Decimal>) -> String {
    value.map(words::number).unwrap_or_default()
}
