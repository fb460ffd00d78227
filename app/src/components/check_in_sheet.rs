//! A check-in: the value, how sure one is, and Enter. What it would mean is drawn while typing.

use chart::icon::Icon;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::progress::words;
use model::{CheckIn, Decimal, Id, KeyResult, MetricType, Op};
use serde::{Deserialize, Serialize};

use crate::components::check_in_preview::{Preview, changes_band};
use crate::components::dialog::Dialog;
use crate::components::draft;
use crate::components::field::{Field, Trouble, TroubleSummary, provide_trouble, trouble_at};
use crate::components::icon::small_icon;
use crate::components::key_result_form::typed_number;
use crate::components::key_result_row::span_words;
use crate::format::parse_number;
use crate::state::State;

/// What is typed.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Typed {
    value: String,
    confidence: String,
    note: String,
    blockers: String,
    on: String,
}

/// The same as signals.
#[derive(Clone, Copy)]
pub struct Form {
    /// The value.
    pub value: RwSignal<String>,
    /// 0 to 1.
    pub confidence: RwSignal<String>,
    /// What changed.
    pub note: RwSignal<String>,
    /// What stands in the way.
    pub blockers: RwSignal<String>,
    /// The day.
    pub on: RwSignal<String>,
}

impl Form {
    fn new(typed: Typed) -> Self {
        Self {
            value: RwSignal::new(typed.value),
            confidence: RwSignal::new(typed.confidence),
            note: RwSignal::new(typed.note),
            blockers: RwSignal::new(typed.blockers),
            on: RwSignal::new(typed.on),
        }
    }
    fn typed(self) -> Typed {
        Typed {
            value: self.value.get(),
            confidence: self.confidence.get(),
            note: self.note.get(),
            blockers: self.blockers.get(),
            on: self.on.get(),
        }
    }
}

/// Begins with the check-in that is corrected, else empty with the last confidence.
fn begin(state: State, id: Id<KeyResult>, corrects: Option<Id<CheckIn>>) -> Typed {
    let today = state.context().today;
    state.plan(|plan| {
        let last = plan.check_ins(id).last().map(|row| row.body.clone());
        match corrects.and_then(|id| plan.get(id)) {
            Some(row) => Typed {
                value: typed_number(row.value),
                confidence: typed_number(row.confidence),
                note: row.note.clone(),
                blockers: row.blockers.clone(),
                on: row.on.unwrap_or(today).to_string(),
            },
            None => Typed {
                confidence: typed_number(last.and_then(|last| last.confidence)),
                on: today.to_string(),
                ..Typed::default()
            },
        }
    })
}

/// The check-in that the typed text describes.
fn body(
    key_result: Id<KeyResult>,
    corrects: Option<Id<CheckIn>>,
    typed: &Typed,
) -> Result<CheckIn, Trouble> {
    let value = parse_number(&typed.value).map_err(|why| Trouble::at("value", why))?;
    let confidence =
        parse_number(&typed.confidence).map_err(|why| Trouble::at("confidence", why))?;
    let on = typed
        .on
        .parse()
        .map_err(|_| Trouble::at("on", "Say which day the value is true for."))?;
    Ok(CheckIn {
        key_result,
        on: Some(on),
        value,
        confidence,
        note: typed.note.trim().to_owned(),
        blockers: typed.blockers.trim().to_owned(),
        corrects,
        ..CheckIn::default()
    })
}

/// The sheet.
#[component]
pub fn CheckInSheet(
    /// What was measured.
    id: Id<KeyResult>,
    /// The check-in that this one replaces.
    corrects: Option<Id<CheckIn>>,
) -> impl IntoView {
    let state = State::expect();
    let Some(row) = state.plan(|plan| plan.get(id).cloned()) else {
        state.close();
        return ().into_any();
    };
    let trouble = provide_trouble();
    let key = format!(
        "check-in:{id}:{}",
        corrects.map(|id| id.to_string()).unwrap_or_default()
    );
    let form = Form::new(draft::kept(state, &key).unwrap_or_else(|| begin(state, id, corrects)));
    draft::keep(state, key.clone(), move || form.typed());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let made = body(id, corrects, &form.typed()).and_then(|body| {
            if body.note.is_empty() && changes_band(state, id, &body) {
                return Err(Trouble::at(
                    "note",
                    "The status changes with this value. Say in a line why.",
                ));
            }
            let (_, op): (Id<CheckIn>, Op) = state.create(body);
            state.dispatch(op).map_err(Trouble::from)
        });
        match made {
            Ok(()) => {
                draft::forget(state, &key);
                state.close();
                state.say("Check-in saved on this device.");
            }
            Err(why) => trouble.set(Some(why)),
        }
    };
    let eyebrow = if corrects.is_some() {
        "Correct a check-in"
    } else {
        "Check in"
    };
    let until = state.plan(|plan| model::progress::clock_of(plan, id, state.context().today));
    let asked = match until.zip(row.target) {
        Some((clock, target)) => format!(
            "How sure are you of {} by {}?",
            words::value(&row, target),
            words::date(clock.finish, clock.today)
        ),
        None => "How sure are you to get there?".to_owned(),
    };
    view! {
        <Dialog title=row.title.clone() eyebrow class="sheet">
            <form on:submit=save novalidate=true>
                <div class="dialog-body form">
                <TroubleSummary trouble/>
                <ValueField id form/>
                <Preview id form corrects/>
                <ConfidenceField asked form/>
                <Field name="note" label="What changed?" value=form.note rows=2
                    hint="Needed when the status changes."/>
                <details class="form-more">
                    <summary>"Blockers and another day"</summary>
                    <Field name="blockers" label="What stands in the way?" value=form.blockers rows=2/>
                    <Field name="on" label="True for the day" value=form.on kind="date"/>
                </details>
                </div>
                <footer class="sheet-foot">
                    <button type="submit" class="button button-solid button-large">"Save check-in"</button>
                    <p class="sheet-note">
                        {small_icon(Icon::Device)}"Saved on this device first, sent when online."
                    </p>
                </footer>
            </form>
        </Dialog>
    }
    .into_any()
}

/// The value with its last reading; done or not done is a choice, steps are ticked on the page.
#[component]
fn ValueField(id: Id<KeyResult>, form: Form) -> impl IntoView {
    let state = State::expect();
    let today = state.context().today;
    let (row, last) = state.plan(|plan| {
        let last = plan.check_ins(id).last().map(|row| row.body.clone());
        (plan.get(id).cloned(), last)
    });
    let Some(row) = row else { return ().into_any() };
    let hint = match last.as_ref().and_then(|last| last.value.zip(last.on)) {
        Some((value, on)) => format!(
            "Last time {}, on {}. {}.",
            words::value(&row, value),
            words::date(on, today),
            span_words(&row, today)
        ),
        None => format!("The first one. {}.", span_words(&row, today)),
    };
    match row.metric {
        MetricType::Boolean => view! { <DoneField form/> }.into_any(),
        MetricType::Milestone => view! {
            <p class="form-field-hint">"Steps are ticked on the Key Result's page, or by the tasks \
                that reach them. Here you record how sure you are."</p>
        }
        .into_any(),
        _ => view! { <NumberField form hint last=last.and_then(|last| last.value) unit=row.unit.clone()/> }
            .into_any(),
    }
}

#[component]
fn NumberField(form: Form, hint: String, last: Option<Decimal>, unit: String) -> impl IntoView {
    let step = move |by: i64| {
        let now = parse_number(&form.value.get_untracked())
            .ok()
            .flatten()
            .or(last);
        if let Some(next) = now.unwrap_or_default().checked_add(Decimal::from(by)) {
            form.value.set(typed_number(Some(next)));
        }
    };
    let label = if unit.is_empty() {
        "Value now".to_owned()
    } else {
        format!("Value now, in {unit}")
    };
    let error = trouble_at("value");
    view! {
        <div class="form-field">
            <label class="form-field-label" for="field-value">{label}</label>
            <p class="form-field-hint" id="field-value-hint">{hint}</p>
            <div class="check-in-sheet-stepper">
                <button type="button" aria-label="One less" tabindex="-1"
                    on:click=move |_| step(-1)>"\u{2212}"</button>
                <input id="field-value" name="value" inputmode="decimal" autocomplete="off" autofocus=true
                    aria-describedby="field-value-hint field-value-error"
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    prop:value=form.value value=form.value.get_untracked()
                    on:input=move |event| form.value.set(event_target_value(&event))/>
                <button type="button" aria-label="One more" tabindex="-1"
                    on:click=move |_| step(1)>"+"</button>
            </div>
            <p class="form-field-error" id="field-value-error">{move || error.get()}</p>
        </div>
    }
    .into_any()
}

#[component]
fn DoneField(form: Form) -> impl IntoView {
    let option = move |value: &'static str, words: &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="value" value=value
                    checked=move || form.value.with(|now| now == value)
                    on:change=move |_| form.value.set(value.to_owned())/>
                {words}
            </label>
        }
    };
    view! {
        <fieldset class="form-field">
            <legend class="form-field-label">"Is it done?"</legend>
            {option("0", "Not yet")}
            {option("1", "Done")}
        </fieldset>
    }
    .into_any()
}

/// Eleven steps from no chance to certain; arrow keys move.
#[component]
fn ConfidenceField(asked: String, form: Form) -> impl IntoView {
    let option = move |tenth: i64| {
        let value = typed_number(Some(Decimal::new(tenth, 1)));
        let own = value.clone();
        view! {
            <label>
                <input type="radio" name="confidence" value=value.clone()
                    prop:checked={let own = own.clone(); move || form.confidence.with(|now| *now == own)}
                    on:change=move |_| form.confidence.set(own.clone())/>
                <span>{value}</span>
            </label>
        }
    };
    view! {
        <fieldset class="form-field">
            <legend class="form-field-label">{asked}</legend>
            <div class="check-in-sheet-confidence">{(0..=10).map(option).collect_view()}</div>
            <p class="check-in-sheet-ends"><span>"No chance"</span><span>"Certain"</span></p>
        </fieldset>
    }
    .into_any()
}
