//! Cycles, Objectives, Key Results, check-ins and links.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use rust_decimal::Decimal;

use super::{bad, ensure, value};
use crate::op::{Context, sentiment::sentiment};
use crate::{
    AnyRow, CheckIn, Cycle, CycleState, Id, KeyResult, Link, MetricType, Objective, Plan, Refusal,
    Row,
};

/// A closed cycle takes no edits of what is in it.
pub(super) fn cycle_open(plan: &Plan, row: Option<&AnyRow>) -> Result<(), Refusal> {
    let goal = |id: Id<KeyResult>| plan.get(id).map(|row| row.objective);
    let objective = match row {
        Some(AnyRow::Objective(row)) => return open(plan, row.cycle),
        Some(AnyRow::KeyResult(row)) => Some(row.objective),
        Some(AnyRow::CheckIn(row)) => goal(row.key_result),
        Some(AnyRow::Link(row)) => goal(row.key_result),
        _ => None,
    };
    open(
        plan,
        objective
            .and_then(|id| plan.get(id))
            .and_then(|row| row.cycle),
    )
}

fn open(plan: &Plan, cycle: Option<Id<Cycle>>) -> Result<(), Refusal> {
    match cycle.and_then(|id| plan.get(id)) {
        Some(row) if row.state == CycleState::Closed => Err(Refusal::CycleClosed {
            cycle: row.name.clone(),
        }),
        _ => Ok(()),
    }
}

pub(super) fn cycle(before: Option<&AnyRow>, row: &Row<Cycle>) -> Result<(), Refusal> {
    value::name("name", &row.name)?;
    let (Some(start), Some(finish)) = (row.start, row.finish) else {
        return Err(bad("start", "A cycle needs a first and a last day."));
    };
    value::day("start", start)?;
    value::day("finish", finish)?;
    ensure(
        start <= finish,
        "finish",
        "The last day of a cycle cannot be before the first.",
    )?;
    match before {
        Some(AnyRow::Cycle(was))
            if was.state == CycleState::Closed && row.state == CycleState::Closed =>
        {
            Err(Refusal::CycleClosed {
                cycle: was.name.clone(),
            })
        }
        _ => Ok(()),
    }
}

pub(super) fn objective(
    plan: &Plan,
    before: Option<&AnyRow>,
    row: &Row<Objective>,
) -> Result<(), Refusal> {
    value::name("title", &row.title)?;
    value::rank(&row.rank)?;
    value::positive("weight", row.weight.0)?;
    let was = match before {
        Some(AnyRow::Objective(was)) => Some(was),
        _ => None,
    };
    if was
        .is_none_or(|was| was.contributes_to != row.contributes_to || was.supports != row.supports)
    {
        alignment(plan, row)?;
    }
    if !row.published {
        return Ok(());
    }
    let missing = match (row.cycle.is_some(), row.owner.is_some()) {
        (true, true) => "",
        (false, true) => "a cycle",
        (true, false) => "an owner",
        (false, false) => "a cycle and an owner",
    };
    if !missing.is_empty() {
        let why = format!("A published Objective needs {missing}. As a draft it can wait.");
        return Err(Refusal::NotPublishable { why });
    }
    // One that arrives complete gets its Key Results right after it; one that is being published
    // must have them.
    if was.is_some_and(|was| !was.published) && plan.key_results(row.id).is_empty() {
        let why = "An Objective without Key Results cannot be published. Add the first one, \
                   so that everybody sees how you will know.";
        return Err(Refusal::NotPublishable { why: why.into() });
    }
    Ok(())
}

/// Objectives that contribute to or support each other never run in a circle.
pub(super) fn alignment(plan: &Plan, row: &Row<Objective>) -> Result<(), Refusal> {
    let above = |row: &Objective| -> Vec<Id<Objective>> {
        row.contributes_to
            .iter()
            .chain(&row.supports)
            .copied()
            .collect()
    };
    let mut seen = BTreeSet::new();
    let mut open: Vec<(Id<Objective>, Vec<String>)> = Vec::new();
    for id in above(row) {
        open.push((id, [row.title.clone()].into()));
    }
    while let Some((id, mut names)) = open.pop() {
        if id == row.id {
            names.push(row.title.clone());
            return Err(Refusal::CycleFound { names });
        }
        let Some(next) = plan.get(id) else { continue };
        if seen.insert(id) {
            names.push(next.title.clone());
            open.extend(above(next).into_iter().map(|id| (id, names.clone())));
        }
    }
    Ok(())
}

fn is_numeric(metric: MetricType) -> bool {
    matches!(
        metric,
        MetricType::Number | MetricType::Percentage | MetricType::Currency
    )
}

pub(super) fn key_result(
    plan: &Plan,
    before: Option<&AnyRow>,
    row: &Row<KeyResult>,
) -> Result<(), Refusal> {
    value::name("title", &row.title)?;
    value::rank(&row.rank)?;
    value::positive("weight", row.weight.0)?;
    value::amounts("start", [row.start])?;
    value::amounts("target", [row.target])?;
    value::amounts("stretch", [row.stretch])?;
    for (day, expected) in &row.phased {
        value::day("phased", *day)?;
        value::amount("phased", *expected)?;
    }
    for (field, day) in [("due", row.due), ("lagging_until", row.lagging_until)] {
        day.map_or(Ok(()), |day| value::day(field, day))?;
    }
    steps(row)?;
    if let Some(band) = row.band {
        value::amounts("band", [band.low, band.high])?;
        value::positive("band", band.tolerance)?;
        let any = band.low.is_some() || band.high.is_some();
        ensure(
            any,
            "band",
            "A band needs a lowest or a highest good value.",
        )?;
        let order = band
            .low
            .zip(band.high)
            .is_none_or(|(low, high)| low <= high);
        ensure(
            order,
            "band",
            "The lowest good value cannot be above the highest.",
        )?;
    }
    if let (true, Some(start), Some(target)) = (is_numeric(row.metric), row.start, row.target)
        && start == target
    {
        return Err(Refusal::StartEqualsTarget {
            value: value::plain(start),
        });
    }
    let carried = row.carried_from.is_none_or(|id| id != row.id);
    ensure(
        carried,
        "carried_from",
        "A Key Result cannot carry on itself.",
    )?;
    narrower(plan, before, row)?;
    if row.published {
        publishable(row)
    } else {
        Ok(())
    }
}

fn steps(row: &Row<KeyResult>) -> Result<(), Refusal> {
    let mut keys = BTreeSet::new();
    for step in &row.steps {
        value::name("steps", &step.title)?;
        value::positive("steps", step.weight.0)?;
        ensure(!step.key.is_empty(), "steps", "Every step needs a key.")?;
        ensure(
            keys.insert(&step.key),
            "steps",
            "Two steps have the same key.",
        )?;
    }
    Ok(())
}

/// A Key Result may be seen by fewer people than its Objective, never by others.
fn narrower(plan: &Plan, before: Option<&AnyRow>, row: &Row<KeyResult>) -> Result<(), Refusal> {
    use crate::Audience::Workspace;
    let same = matches!(before, Some(AnyRow::KeyResult(was))
        if was.objective == row.objective && was.head.audience == row.head.audience);
    let above = plan
        .get(row.objective)
        .and_then(|it| it.head.audience)
        .unwrap_or(Workspace);
    let own = row.head.audience.unwrap_or(Workspace);
    if same || own == Workspace || above == Workspace || own == above {
        return Ok(());
    }
    let why = "Its Objective is confidential to another group. A Key Result can be seen by \
               fewer people than its Objective, not by others.";
    Err(bad("audience", why))
}

fn publishable(row: &Row<KeyResult>) -> Result<(), Refusal> {
    let no = |why: String| Err(Refusal::NotPublishable { why });
    let measured = match row.metric {
        MetricType::Boolean => false,
        MetricType::Milestone if row.steps.is_empty() => {
            return no("A Key Result by milestones needs at least one step.".into());
        }
        MetricType::Maintain if row.band.is_none() => {
            return no(
                "Say within which band to keep it: the lowest and the highest good \
                       value, or one of them."
                    .into(),
            );
        }
        MetricType::Milestone | MetricType::Maintain => true,
        _ => row.start.is_some() && row.target.is_some(),
    };
    match sentiment(&row.title) {
        Some(wording) if !measured => no(format!(
            "\u{201c}{wording}\u{201d} is a sentiment, not a Key Result: nobody could say \
             when it is reached. Name a number with a start and a target, or keep it as a draft."
        )),
        _ if measured || row.metric == MetricType::Boolean => Ok(()),
        _ => {
            let missing = match (row.start, row.target) {
                (None, None) => "a start and a target",
                (None, _) => "a start",
                _ => "a target",
            };
            no(format!(
                "\u{201c}{}\u{201d} needs {missing} before it can be published. As a draft it \
                 can wait.",
                row.title
            ))
        }
    }
}

pub(super) fn check_in(plan: &Plan, context: &Context, row: &Row<CheckIn>) -> Result<(), Refusal> {
    let Some(on) = row.on else {
        return Err(bad("on", "Say which day the value is true for."));
    };
    value::day("on", on)?;
    // A day of slack: whoever records may be east of whoever decides.
    let latest = context.today.tomorrow().unwrap_or(context.today);
    ensure(
        on <= latest,
        "on",
        "A check-in records what was measured, so not in the future.",
    )?;
    value::amounts("value", [row.value])?;
    if let Some(confidence) = row.confidence {
        value::amount("confidence", confidence)?;
        let share = (Decimal::ZERO..=Decimal::ONE).contains(&confidence);
        ensure(share, "confidence", "Confidence is between 0.0 and 1.0.")?;
    }
    let Some(goal) = plan.get(row.key_result) else {
        return Ok(());
    };
    match (goal.metric, row.value) {
        (MetricType::Milestone, _) => {}
        (_, None) => return Err(bad("value", "Enter the value that was measured.")),
        (MetricType::Boolean, Some(value)) => {
            let done = value == Decimal::ZERO || value == Decimal::ONE;
            ensure(done, "value", "This one is done (1) or not done (0).")?;
        }
        _ => {}
    }
    match row.corrects.and_then(|id| plan.get(id)) {
        Some(corrected) => ensure(
            corrected.key_result == row.key_result && corrected.id != row.id,
            "corrects",
            "A correction belongs to the same Key Result as what it corrects.",
        ),
        None => Ok(()),
    }
}

pub(super) fn link(plan: &Plan, before: Option<&AnyRow>, row: &Row<Link>) -> Result<(), Refusal> {
    value::positive("weight", row.weight.0)?;
    if before.is_none() {
        link_once(plan, row)
    } else {
        Ok(())
    }
}

/// The same two ends are linked once.
pub(super) fn link_once(plan: &Plan, row: &Row<Link>) -> Result<(), Refusal> {
    let links = plan.links_of(row.key_result).into_iter();
    let twice = links
        .filter(|it| it.id != row.id)
        .any(|it| it.target == row.target);
    ensure(!twice, "target", "These two are linked already.")
}
