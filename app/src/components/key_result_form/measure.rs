//! How it is measured: the fields that the chosen metric needs.

use leptos::prelude::*;
use model::MetricType;

use super::typed::{Form, key};
use crate::components::field::{Choice, Field};

/// The metric and what it needs.
#[component]
pub(super) fn Measure(form: Form) -> impl IntoView {
    let metrics: Vec<(String, String)> = MetricType::ALL
        .iter()
        .map(|it| (key(it), it.word().to_owned()))
        .collect();
    let metric = Memo::new(move |_| {
        let now = form.metric.get();
        MetricType::ALL
            .iter()
            .copied()
            .find(|it| key(it) == now)
            .unwrap_or_default()
    });
    view! {
        <Choice name="metric" label="How is it measured?" value=form.metric
            options=Signal::derive(move || metrics.clone())/>
        {move || match metric.get() {
            MetricType::Number => view! { <FromTo form/><Unit form words="Unit" hint="days, tickets a month"/> }.into_any(),
            MetricType::Percentage => view! { <FromTo form/> }.into_any(),
            MetricType::Currency => view! { <FromTo form/><Unit form words="Currency" hint="EUR, USD, GBP"/> }.into_any(),
            MetricType::Boolean => view! {
                <p class="form-field-hint">"Done or not done. Link the task that is the result itself, \
                    and it is set when that task is done."</p>
            }.into_any(),
            MetricType::Milestone => view! {
                <Field name="steps" label="Steps, one a line" value=form.steps rows=4
                    hint="A weight in brackets counts more: Audit passed (2)"/>
            }.into_any(),
            MetricType::Maintain => view! { <Band form/><Unit form words="Unit" hint="%, minutes"/> }.into_any(),
        }}
    }
    .into_any()
}

#[component]
fn FromTo(form: Form) -> impl IntoView {
    view! {
        <div class="form-row">
            <Field name="start" label="From" value=form.start number=true/>
            <Field name="target" label="To" value=form.target number=true/>
            <Field name="stretch" label="Stretch" value=form.stretch number=true/>
        </div>
    }
    .into_any()
}

#[component]
fn Unit(form: Form, words: &'static str, hint: &'static str) -> impl IntoView {
    view! { <Field name="unit" label=words value=form.unit hint/> }.into_any()
}

#[component]
fn Band(form: Form) -> impl IntoView {
    view! {
        <div class="form-row">
            <Field name="low" label="At least" value=form.low number=true/>
            <Field name="high" label="At most" value=form.high number=true/>
            <Field name="tolerance" label="Tolerance" value=form.tolerance number=true
                hint="Outside, it falls to 0 over this distance."/>
        </div>
    }
    .into_any()
}
