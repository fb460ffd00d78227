//! What is typed into the form, where it begins, and the operation that it comes to.

use leptos::prelude::*;
use model::op::make;
use model::{Band, Decimal, Id, KeyResult, Objective, Op, Step, Weight};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::typed_number;
use crate::components::field::Trouble;
use crate::format::parse_number;
use crate::state::State;

macro_rules! form {
    ($($field:ident),*) => {
        /// What is typed, as text.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub(super) struct Typed { $(pub $field: String,)* pub published: bool }

        /// The same as signals.
        #[derive(Clone, Copy)]
        pub(super) struct Form { $(pub $field: RwSignal<String>,)* pub published: RwSignal<bool> }

        impl Form {
            pub fn new(typed: Typed) -> Self {
                Self { $($field: RwSignal::new(typed.$field),)*
                    published: RwSignal::new(typed.published) }
            }
            pub fn put(self, typed: Typed) {
                $(self.$field.set(typed.$field);)*
                self.published.set(typed.published);
            }
            pub fn typed(self) -> Typed {
                Typed { $($field: self.$field.get(),)* published: self.published.get() }
            }
        }
    };
}
form!(
    title, owner, metric, unit, start, target, stretch, low, high, tolerance, steps, due, lagging,
    cadence, weight, commitment, source, context
);

/// The key of a choice as it is stored: "number".
pub(crate) fn key(choice: &impl Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(Value::String(text)) => text,
        _ => String::new(),
    }
}

fn choice<T: DeserializeOwned + Default>(key: &str) -> T {
    serde_json::from_value(json!(key)).unwrap_or_default()
}

/// What stands there, or what a new one begins with.
pub(super) fn begin(state: State, id: Option<Id<KeyResult>>) -> Typed {
    let Some(row) = id.and_then(|id| state.plan(|plan| plan.get(id).cloned())) else {
        return Typed {
            owner: state.context().actor.to_string(),
            metric: key(&model::MetricType::default()),
            commitment: key(&model::Commitment::default()),
            ..Typed::default()
        };
    };
    let band = row.band;
    let step = |step: &Step| match step.weight == Weight::default() {
        true => step.title.clone(),
        false => format!("{} ({})", step.title, typed_number(Some(step.weight.0))),
    };
    let day = |day: Option<model::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    Typed {
        title: row.title.clone(),
        owner: row.owner.map(|id| id.to_string()).unwrap_or_default(),
        metric: key(&row.metric),
        unit: row.unit.clone(),
        start: typed_number(row.start),
        target: typed_number(row.target),
        stretch: typed_number(row.stretch),
        low: typed_number(band.and_then(|band| band.low)),
        high: typed_number(band.and_then(|band| band.high)),
        tolerance: typed_number(band.map(|band| band.tolerance)),
        steps: row.steps.iter().map(step).collect::<Vec<_>>().join("\n"),
        due: day(row.due),
        lagging: day(row.lagging_until),
        cadence: if row.cadence_days == 0 {
            String::new()
        } else {
            row.cadence_days.to_string()
        },
        weight: if row.weight == Weight::default() {
            String::new()
        } else {
            typed_number(Some(row.weight.0))
        },
        commitment: key(&row.commitment),
        source: row.source.clone(),
        context: row.context.clone(),
        published: row.published,
    }
}

/// One step a line, "title (weight)"; a line that was there keeps its key and its tick.
fn steps(text: &str, old: &[Step]) -> Vec<Step> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut taken = 0;
    let step = |line: &str| {
        let (title, weight) = match line.rsplit_once('(') {
            Some((title, rest)) => match parse_number(rest.trim_end_matches(')')) {
                Ok(Some(weight)) => (title.trim(), Weight(weight)),
                _ => (line, Weight::default()),
            },
            None => (line, Weight::default()),
        };
        match old.iter().find(|step| step.title == title) {
            Some(step) => Step {
                weight,
                ..step.clone()
            },
            None => {
                let free = |n: &usize| !old.iter().any(|step| step.key == format!("s{n}"));
                let number = (taken + 1..).find(free).unwrap_or(taken + 1);
                taken = number;
                let key = format!("s{number}");
                Step {
                    key,
                    title: title.to_owned(),
                    weight,
                    reached: false,
                    task: None,
                }
            }
        }
    };
    lines.map(step).collect()
}

fn number(field: &str, text: &str) -> Result<Option<Decimal>, Trouble> {
    parse_number(text).map_err(|why| Trouble::at(field, why))
}

fn day(field: &str, text: &str) -> Result<Option<model::Date>, Trouble> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || Trouble::at(field, "This is not a day. Write it like 2026-12-11.");
    text.parse().map(Some).map_err(|_| wrong())
}

/// The row that the typed text describes, over the one that stood there.
fn body(old: KeyResult, typed: &Typed) -> Result<KeyResult, Trouble> {
    let (low, high) = (number("low", &typed.low)?, number("high", &typed.high)?);
    let tolerance = number("tolerance", &typed.tolerance)?.unwrap_or_default();
    let metric = choice(&typed.metric);
    let band = (metric == model::MetricType::Maintain && (low.is_some() || high.is_some()))
        .then_some(Band {
            low,
            high,
            tolerance,
        });
    let cadence = number("cadence_days", &typed.cadence)?.unwrap_or_default();
    let cadence = u16::try_from(cadence).map_err(|_| {
        Trouble::at(
            "cadence_days",
            "Days between check-ins is a whole number, like 14.",
        )
    })?;
    Ok(KeyResult {
        title: typed.title.trim().to_owned(),
        owner: typed.owner.parse().ok(),
        metric,
        unit: typed.unit.trim().to_owned(),
        start: number("start", &typed.start)?,
        target: number("target", &typed.target)?,
        stretch: number("stretch", &typed.stretch)?,
        steps: steps(&typed.steps, &old.steps),
        band,
        due: day("due", &typed.due)?,
        lagging_until: day("lagging_until", &typed.lagging)?,
        cadence_days: cadence,
        weight: number("weight", &typed.weight)?
            .map(Weight)
            .unwrap_or_default(),
        commitment: choice(&typed.commitment),
        source: typed.source.trim().to_owned(),
        context: typed.context.clone(),
        published: typed.published,
        ..old
    })
}

const FIELDS: &[&str] = &[
    "title",
    "owner",
    "metric",
    "unit",
    "start",
    "target",
    "stretch",
    "steps",
    "band",
    "due",
    "lagging_until",
    "cadence_days",
    "weight",
    "commitment",
    "source",
    "context",
    "published",
];

/// The operation that makes it so; `None` when nothing changes.
pub(super) fn op(
    state: State,
    objective: Id<Objective>,
    id: Option<Id<KeyResult>>,
    typed: &Typed,
) -> Result<Option<Op>, Trouble> {
    let old = id.and_then(|id| state.plan(|plan| plan.get(id).map(|row| row.body.clone())));
    let Some((id, old)) = id.zip(old) else {
        let body = body(
            KeyResult {
                objective,
                ..KeyResult::default()
            },
            typed,
        )?;
        let entity = state.plan(|plan| make::last(plan, body));
        return Ok(Some(state.create::<KeyResult>(entity).1));
    };
    let body = body(old, typed)?;
    let fields: Vec<(&str, Value)> = FIELDS
        .iter()
        .map(|field| (*field, body.get(field).unwrap_or_default()))
        .collect();
    Ok(state.set_all(id.at(), &fields))
}
