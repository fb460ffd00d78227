//! What must be true of a row after a change. Each check is a sentence that a person can act on.

mod goal;
mod people;
mod reference;
mod value;
mod work;

use alloc::format;
use alloc::string::String;

use super::Context;
use crate::{AnyRow, Kind, Plan, Ref, Refusal};
pub(crate) use reference::audience;

/// Fields that never change once a row is made, or only by another operation.
fn fixed(kind: Kind, field: &str) -> Option<&'static str> {
    match (kind, field) {
        (Kind::CheckIn, _) => {
            Some("A check-in stays as it was recorded. Record another one that corrects it.")
        }
        (Kind::Import, _) => Some("What an import reported stays as it was."),
        (Kind::Notice, _) => Some("What you were told stays as it was."),
        (_, "rank") => Some("Order is changed by moving."),
        (Kind::Task, "parent") => Some("A task gets another summary by moving it."),
        (Kind::KeyResult, "objective") => Some("A Key Result gets another Objective by moving it."),
        (Kind::Task | Kind::Resource | Kind::Calendar, "project") => {
            Some("This stays in the project that it was made in.")
        }
        (Kind::Link, "key_result" | "target") => {
            Some("A link keeps its two ends. Delete it and link what you mean instead.")
        }
        (Kind::Dependency, "predecessor" | "successor") => {
            Some("A dependency keeps its two ends. Delete it and draw another instead.")
        }
        _ if is_set(kind, field) => Some("Elements are added and removed one by one."),
        _ => None,
    }
}

fn is_set(kind: Kind, field: &str) -> bool {
    matches!(
        (kind, field),
        (Kind::Objective, "teams" | "supports") | (Kind::Team | Kind::Circle, "members")
    )
}

/// Whether a field may be written by `set`.
pub(crate) fn settable(kind: Kind, field: &str) -> Result<(), Refusal> {
    match fixed(kind, field) {
        Some(why) if kind.fields().contains(&field) => Err(Refusal::BadValue {
            field: field.into(),
            why: why.into(),
        }),
        _ if !kind.fields().contains(&field) => Err(unknown(field)),
        _ => Ok(()),
    }
}

/// Whether a field takes `add` and `remove`.
pub(crate) fn joinable(kind: Kind, field: &str) -> Result<(), Refusal> {
    if is_set(kind, field) {
        return Ok(());
    }
    if !kind.fields().contains(&field) {
        return Err(unknown(field));
    }
    let why = format!("\u{201c}{field}\u{201d} is one value, not a list to add to.");
    Err(Refusal::BadValue {
        field: field.into(),
        why,
    })
}

fn unknown(field: &str) -> Refusal {
    let shown: String = field.chars().take(50).collect();
    let why = format!("There is no field \u{201c}{shown}\u{201d} here.");
    Refusal::BadValue { field: shown, why }
}

/// Whether a field is long text, merged by words.
pub(crate) fn is_long_text(kind: Kind, field: &str) -> bool {
    matches!(
        (kind, field),
        (Kind::Objective | Kind::KeyResult, "context")
            | (Kind::Task | Kind::Project, "notes")
            | (Kind::Link, "note")
    )
}

/// Everything that must be true of a row as it would be. `before` is what stands there now.
pub(crate) fn row(
    plan: &Plan,
    context: &Context,
    before: Option<&AnyRow>,
    after: &AnyRow,
) -> Result<(), Refusal> {
    let at = after.at();
    if at.id.is_nil() {
        return Err(bad("id", "A row needs an identity."));
    }
    goal::cycle_open(plan, before)?;
    goal::cycle_open(plan, Some(after))?;
    let only_trash = before.is_some_and(|row| row.head().trashed != after.head().trashed);
    if only_trash {
        return if after.head().trashed {
            trashable(plan, at)
        } else {
            Ok(())
        };
    }
    let own_audience = matches!(at.kind, Kind::Objective | Kind::KeyResult | Kind::Project);
    let why = "This is seen by whoever sees what it belongs to.";
    ensure(
        own_audience || after.head().audience.is_none(),
        "audience",
        why,
    )?;
    value::strings(before, after)?;
    reference::all(plan, context, before, after)?;
    match after {
        AnyRow::Workspace(row) => people::workspace(plan, row),
        AnyRow::Person(row) => people::person(plan, context, before, row),
        AnyRow::Team(row) => value::name("name", &row.name),
        AnyRow::Circle(row) => people::circle(row),
        AnyRow::Cycle(row) => goal::cycle(before, row),
        AnyRow::Objective(row) => goal::objective(plan, before, row),
        AnyRow::KeyResult(row) => goal::key_result(plan, before, row),
        AnyRow::CheckIn(row) => goal::check_in(plan, context, row),
        AnyRow::Link(row) => goal::link(plan, before, row),
        AnyRow::Calendar(row) => work::calendar(plan, row),
        AnyRow::Project(row) => work::project(row),
        AnyRow::Resource(row) => work::resource(row),
        AnyRow::Task(row) => work::task(plan, before, row),
        AnyRow::Dependency(row) => work::dependency(plan, before, row),
        AnyRow::Import(row) => value::moment("read_at", row.read_at),
        AnyRow::Notice(row) => {
            let own = row.at.kind != Kind::Notice;
            ensure(own, "at", "Nobody is told about what they were told.")
        }
    }
}

/// What must be true before something goes into the trash.
fn trashable(plan: &Plan, at: Ref) -> Result<(), Refusal> {
    match at.kind {
        Kind::Circle => people::circle_unused(plan, crate::Id::new(at.id)),
        _ => Ok(()),
    }
}

/// What must be true after something came back from the trash: meanwhile others went on.
pub(crate) fn restored(plan: &Plan, row: &AnyRow) -> Result<(), Refusal> {
    match row {
        AnyRow::Link(row) => goal::link_once(plan, row),
        AnyRow::Dependency(row) => work::dependency_fits(plan, row),
        AnyRow::Task(row) => work::restored(plan, row.id),
        AnyRow::Objective(row) => goal::alignment(plan, row),
        _ => Ok(()),
    }
}

/// A value that its field does not take.
fn bad(field: &str, why: &str) -> Refusal {
    Refusal::BadValue {
        field: field.into(),
        why: why.into(),
    }
}

/// `bad` unless something holds.
fn ensure(holds: bool, field: &str, why: &str) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(bad(field, why)) }
}
