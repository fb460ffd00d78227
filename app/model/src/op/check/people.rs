//! People, Circles and the workspace itself.

use alloc::collections::BTreeSet;

use super::{bad, ensure, value};
use crate::op::Context;
use crate::{
    AnyRow, Audience, Circle, Id, KeyResult, Objective, Person, Plan, Project, Refusal, Role, Row,
    StatusClass, Task, Workspace,
};

pub(super) fn workspace(plan: &Plan, row: &Row<Workspace>) -> Result<(), Refusal> {
    value::name("name", &row.name)?;
    let set = &row.settings;
    let points = [
        set.on_track_gap_points,
        set.at_risk_gap_points,
        set.divergence_points,
    ];
    let shares = [set.early_percent, set.divergence_percent];
    let whole = points.iter().chain(&shares).all(|it| *it <= 100);
    ensure(
        whole,
        "settings",
        "Points and shares lie between 0 and 100.",
    )?;
    ensure(
        set.on_track_gap_points <= set.at_risk_gap_points,
        "settings",
        "\u{201c}At risk\u{201d} has to begin where \u{201c}on track\u{201d} ends, not before.",
    )?;
    let month = (1..=12).contains(&set.fiscal_start_month);
    ensure(
        month,
        "settings",
        "The fiscal year starts in a month from 1 to 12.",
    )?;
    let minutes = (1..=1440).contains(&set.minutes_per_day);
    ensure(
        minutes,
        "settings",
        "A working day has between 1 and 1,440 minutes.",
    )?;
    ensure(
        set.check_in_cadence_days > 0,
        "settings",
        "Check-ins are at least one day apart.",
    )?;
    statuses(plan, row)
}

fn statuses(plan: &Plan, row: &Row<Workspace>) -> Result<(), Refusal> {
    let known = plan.workspace();
    if known.is_some_and(|known| known.statuses == row.statuses) {
        return Ok(());
    }
    let mut keys = BTreeSet::new();
    for status in &row.statuses {
        value::name("statuses", &status.name)?;
        ensure(
            !status.key.is_empty(),
            "statuses",
            "Every status needs a key.",
        )?;
        ensure(
            keys.insert(&status.key),
            "statuses",
            "Two statuses have the same key.",
        )?;
    }
    for (class, why) in [
        (
            StatusClass::Open,
            "Keep at least one status for tasks that have not begun.",
        ),
        (
            StatusClass::Done,
            "Keep at least one status for tasks that are done.",
        ),
    ] {
        let any = row.statuses.is_empty() || row.statuses.iter().any(|it| it.class == class);
        ensure(any, "statuses", why)?;
    }
    in_use(plan, row)
}

/// A status cannot go while tasks have it: their numbers would change without anybody deciding it.
fn in_use(plan: &Plan, row: &Row<Workspace>) -> Result<(), Refusal> {
    let before = plan.statuses();
    let after = if row.statuses.is_empty() {
        crate::Status::defaults()
    } else {
        row.statuses.clone()
    };
    let gone: BTreeSet<&str> = before
        .iter()
        .filter(|was| after.iter().all(|is| is.key != was.key))
        .map(|was| was.key.as_str())
        .collect();
    if gone.is_empty() {
        return Ok(());
    }
    let used = plan
        .all::<Task>()
        .any(|task| gone.contains(task.status.as_str()));
    ensure(
        !used,
        "statuses",
        "Tasks still have this status. Give them another one first.",
    )
}

pub(super) fn person(
    plan: &Plan,
    context: &Context,
    before: Option<&AnyRow>,
    row: &Row<Person>,
) -> Result<(), Refusal> {
    value::name("name", &row.name)?;
    ensure(
        row.max_units_percent <= 10_000,
        "max_units_percent",
        "At most 10,000 %.",
    )?;
    let placeholder = !row.placeholder || row.role == Role::Guest;
    ensure(
        placeholder,
        "role",
        "Somebody without an account has no role yet.",
    )?;
    let Some(AnyRow::Person(was)) = before else {
        return Ok(());
    };
    let actor = plan
        .get(context.actor)
        .map(|row| row.role)
        .unwrap_or_default();
    if row.role == Role::Owner && was.role != Role::Owner && actor != Role::Owner {
        let why = "Only an owner can make somebody an owner.".into();
        return Err(Refusal::NotAllowed { why });
    }
    let owns = |row: &Person| row.role == Role::Owner && !row.deactivated && !row.placeholder;
    if owns(was) && !owns(row) {
        let mut others = plan
            .all::<Person>()
            .filter(|it| it.id != row.id && !it.head.trashed);
        if !others.any(|it| owns(it)) {
            let field = if row.deactivated {
                "deactivated"
            } else {
                "role"
            };
            let why = "A workspace needs an owner. Make somebody else an owner first.";
            return Err(bad(field, why));
        }
    }
    Ok(())
}

pub(super) fn circle(row: &Row<Circle>) -> Result<(), Refusal> {
    value::name("name", &row.name)?;
    let why = "A Circle needs at least one member, or nobody could see what is in it.";
    ensure(!row.members.is_empty(), "members", why)
}

/// A Circle cannot go while things are in it: nobody would know who sees them.
pub(super) fn circle_unused(plan: &Plan, id: Id<Circle>) -> Result<(), Refusal> {
    let circle = Some(Audience::Circle(id));
    let used = plan
        .all::<Objective>()
        .any(|row| row.head.audience == circle)
        || plan
            .all::<KeyResult>()
            .any(|row| row.head.audience == circle)
        || plan.all::<Project>().any(|row| row.head.audience == circle);
    ensure(
        !used,
        "members",
        "Things are still in this Circle. Move them out of it first.",
    )
}
