//! Outcome: has the measured thing moved? (SPEC 3.1) From check-ins, and for `boolean` and `milestone`
//! Key Results from the steps that reach them by themselves.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;
use jiff::tz::Offset;
use rust_decimal::Decimal;

use super::Fraction;
use super::fraction::{bounded, divided, mean};
use super::words;
use crate::{
    Band, CheckIn, Id, KeyResult, LinkTarget, MetricType, Plan, Row, StatusClass, Step, Task,
};

/// Where the measured thing stands between start and target.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// There is nothing to measure against yet: no start, no target, no band, no steps.
    NotMeasurable,
    /// Nobody has recorded a value yet. Not 0 %, not green.
    NotMeasured,
    /// It has been measured.
    Measured(Reading),
}

/// What says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A check-in.
    CheckIn(Id<CheckIn>),
    /// The steps or linked milestones and outcome steps, by themselves.
    Steps,
}

/// A measured outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Share of the gap closed: below 0 it moved away, above 1 it is beyond the target.
    pub raw: Fraction,
    /// The same between 0 and 1: what bars and roll-ups use.
    pub shown: Fraction,
    /// The measured value; `None` when steps speak.
    pub value: Option<Decimal>,
    /// The day that it is true for, when a check-in says it.
    pub on: Option<Date>,
    /// What says so.
    pub origin: Origin,
    /// "20 %", "moved away, −25 %", "achieved 130 %", "71 %, half of the way", "not yet".
    pub label: String,
}

impl Outcome {
    /// The share that counts, when it has been measured.
    pub fn shown(&self) -> Option<Fraction> {
        self.reading().map(|reading| reading.shown)
    }

    /// The reading, when it has been measured.
    pub fn reading(&self) -> Option<&Reading> {
        match self {
            Self::Measured(reading) => Some(reading),
            Self::NotMeasurable | Self::NotMeasured => None,
        }
    }

    /// It in words, always.
    pub fn label(&self) -> &str {
        match self {
            Self::NotMeasurable => "not measurable yet",
            Self::NotMeasured => "not measured yet",
            Self::Measured(reading) => &reading.label,
        }
    }
}

/// The outcome of a Key Result; `NotMeasurable` for one that is not here.
pub fn outcome(plan: &Plan, key_result: Id<KeyResult>) -> Outcome {
    match plan.get(key_result) {
        Some(row) => of_row(plan, row),
        None => Outcome::NotMeasurable,
    }
}

/// What a value would mean for a Key Result: its raw share of the gap closed. Also while typing.
/// `None` when there is no start, target or band, or when they are the same.
pub fn at_value(of: &KeyResult, value: Decimal) -> Option<Fraction> {
    let value = bounded(value);
    match of.metric {
        MetricType::Boolean => Some(if value >= Decimal::ONE {
            Fraction::ONE
        } else {
            Fraction::ZERO
        }),
        MetricType::Milestone => None,
        MetricType::Maintain => of.band.and_then(|band| within(band, value)),
        MetricType::Number | MetricType::Percentage | MetricType::Currency => {
            let (start, target) = (bounded(of.start?), bounded(of.target?));
            divided(value - start, target - start).map(Fraction)
        }
    }
}

/// 1 inside the band, falling with the distance over the tolerance; below 0 beyond it.
fn within(band: Band, value: Decimal) -> Option<Fraction> {
    let (low, high) = (band.low.map(bounded), band.high.map(bounded));
    if low.is_none() && high.is_none() {
        return None;
    }
    let below = low.map_or(Decimal::ZERO, |low| (low - value).max(Decimal::ZERO));
    let above = high.map_or(Decimal::ZERO, |high| (value - high).max(Decimal::ZERO));
    let distance = below.max(above);
    if distance.is_zero() {
        return Some(Fraction::ONE);
    }
    let tolerance = bounded(band.tolerance);
    match divided(distance, tolerance) {
        Some(share) if tolerance > Decimal::ZERO => Some(Fraction(Decimal::ONE - share)),
        _ => Some(Fraction::ZERO),
    }
}

/// The final grade of a `maintain` Key Result: the share of its check-ins inside the band.
pub fn band_grade(plan: &Plan, key_result: Id<KeyResult>) -> Option<Fraction> {
    let row = plan.get(key_result)?;
    let values = plan
        .check_ins(key_result)
        .into_iter()
        .filter_map(|it| it.value);
    let shares: Vec<_> = values.filter_map(|value| at_value(row, value)).collect();
    let inside = shares
        .iter()
        .filter(|share| **share == Fraction::ONE)
        .count();
    Fraction::of(inside as i128, shares.len() as i128)
}

pub(crate) fn of_row(plan: &Plan, row: &Row<KeyResult>) -> Outcome {
    match row.metric {
        MetricType::Boolean => of_boolean(plan, row),
        MetricType::Milestone => of_milestones(plan, row),
        _ => of_value(plan, row),
    }
}

/// The last check-in with a value.
pub(crate) fn last_value(plan: &Plan, id: Id<KeyResult>) -> Option<(&Row<CheckIn>, Decimal)> {
    plan.check_ins(id)
        .into_iter()
        .rev()
        .find_map(|it| it.value.map(|value| (&**it, value)))
}

fn of_value(plan: &Plan, row: &Row<KeyResult>) -> Outcome {
    let probe = row
        .start
        .or(Some(Decimal::ZERO))
        .and_then(|value| at_value(row, value));
    if probe.is_none() {
        return Outcome::NotMeasurable;
    }
    let Some((check_in, value)) = last_value(plan, row.id) else {
        return Outcome::NotMeasured;
    };
    let Some(raw) = at_value(row, value) else {
        return Outcome::NotMeasurable;
    };
    Outcome::Measured(Reading {
        raw,
        shown: raw.clamped(),
        value: Some(value),
        on: check_in.on,
        origin: Origin::CheckIn(check_in.id),
        label: label(row, raw, value),
    })
}

/// A share of the way in words, for a value of a Key Result.
pub fn label(of: &KeyResult, raw: Fraction, value: Decimal) -> String {
    let percent = raw.percent_text();
    match of.metric {
        MetricType::Boolean => words::value(of, value),
        MetricType::Maintain if raw == Fraction::ONE => "inside the band".into(),
        MetricType::Maintain => format!("outside the band, {}", raw.clamped().percent_text()),
        _ if raw < Fraction::ZERO && raw.points() == 0 => "moved away, less than 1 %".into(),
        _ if raw < Fraction::ZERO => format!("moved away, {percent}"),
        _ if raw > Fraction::ONE => format!("achieved {percent}"),
        MetricType::Percentage if raw.0 == Decimal::new(5, 1) => {
            format!("{}, half of the way", words::value(of, value))
        }
        MetricType::Percentage => {
            format!("{}, {percent} of the way", words::value(of, value))
        }
        _ => percent,
    }
}

/// A task that reaches something when it is done: whether it is, and since when.
pub(crate) struct Reach {
    pub done: bool,
    pub since: Option<Date>,
}

/// Whether a task is done; `None` when it is not here, cancelled or inactive.
pub(crate) fn reach(plan: &Plan, task: Id<Task>) -> Option<Reach> {
    let row = plan.live(task).filter(|row| !row.inactive)?;
    let done = match plan.status_class(row) {
        StatusClass::Cancelled => return None,
        StatusClass::Done => true,
        StatusClass::Open | StatusClass::Started => row.percent >= 100,
    };
    let changed = || Offset::UTC.to_datetime(row.head.changed_at).date();
    let since = done.then(|| row.actual_finish.map_or_else(changed, |at| at.date()));
    Some(Reach { done, since })
}

/// The tasks that set a `boolean` outcome: linked outcome steps, or else linked milestones.
pub(crate) fn outcome_steps(plan: &Plan, id: Id<KeyResult>) -> Vec<(Id<Task>, Decimal)> {
    let mut steps = Vec::new();
    let mut milestones = Vec::new();
    for link in plan.links_of(id) {
        if let LinkTarget::Task(task) = link.target {
            if link.outcome_step {
                steps.push((task, link.weight.0));
            } else if plan.live(task).is_some_and(|row| row.milestone) {
                milestones.push((task, link.weight.0));
            }
        }
    }
    if steps.is_empty() { milestones } else { steps }
}

/// Yes once every outcome step is done. What the owner records by hand stands until a step is
/// finished after it; while steps are open it stands in any case.
fn of_boolean(plan: &Plan, row: &Row<KeyResult>) -> Outcome {
    let tasks = outcome_steps(plan, row.id);
    let reached: Vec<_> = tasks
        .iter()
        .filter_map(|(task, _)| reach(plan, *task))
        .collect();
    let done = !reached.is_empty() && reached.iter().all(|it| it.done);
    let since = reached.iter().filter_map(|it| it.since).max();
    let by_hand = last_value(plan, row.id).filter(|(it, _)| !done || it.on >= since);
    let (value, on, origin) = match by_hand {
        Some((it, value)) => (value, it.on, Origin::CheckIn(it.id)),
        None if reached.is_empty() => return Outcome::NotMeasured,
        None => (Decimal::from(u8::from(done)), since, Origin::Steps),
    };
    let raw = at_value(row, value).unwrap_or_default();
    let label = label(row, raw, value);
    Outcome::Measured(Reading {
        raw,
        shown: raw,
        value: Some(value),
        on,
        origin,
        label,
    })
}

/// Whether a step of a `milestone` Key Result is reached, by hand or by its task.
pub fn step_reached(plan: &Plan, step: &Step) -> bool {
    step.reached
        || step
            .task
            .and_then(|task| reach(plan, task))
            .is_some_and(|it| it.done)
}

/// The steps of a `milestone` Key Result with weight and whether reached: its own, or, while it has
/// none, the milestones linked to it.
pub(crate) fn steps(plan: &Plan, row: &Row<KeyResult>) -> Vec<(String, Decimal, bool)> {
    if row.steps.is_empty() {
        let linked = outcome_steps(plan, row.id).into_iter();
        return linked
            .filter_map(|(task, weight)| {
                let title = plan.live(task)?.title.clone();
                Some((title, weight, reach(plan, task)?.done))
            })
            .collect();
    }
    let own = row.steps.iter();
    own.map(|step| (step.title.clone(), step.weight.0, step_reached(plan, step)))
        .collect()
}

fn of_milestones(plan: &Plan, row: &Row<KeyResult>) -> Outcome {
    let steps = steps(plan, row);
    let share = |reached| {
        if reached {
            Fraction::ONE
        } else {
            Fraction::ZERO
        }
    };
    let raw = mean(
        steps
            .iter()
            .map(|(_, weight, reached)| (*weight, share(*reached))),
    );
    let Some(raw) = raw else {
        return Outcome::NotMeasurable;
    };
    let reached = steps.iter().filter(|step| step.2).count();
    Outcome::Measured(Reading {
        raw,
        shown: raw,
        value: None,
        on: None,
        origin: Origin::Steps,
        label: format!(
            "{}, {reached} of {} reached",
            raw.percent_text(),
            steps.len()
        ),
    })
}
