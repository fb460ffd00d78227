//! The fidelity report: one line for each class of field that the file held, from the same tables
//! that the reader obeyed.

use super::Understood;
use super::field::{How, TABLES};
use crate::problem::Severity;
use crate::report::{CARRIED, EXAMPLES, Entry, Report, Treatment};

const SELF: &str = "follows from other fields; worked out here when needed";

/// Fields that are read and become something else.
fn mapped(owner: &str, name: &str) -> Option<(Treatment, &'static str)> {
    use Treatment::{Approximated, Kept, Mapped};
    Some(match (owner, name) {
        ("task", "Start" | "Finish") => (Kept, "every task is pinned to it until you reschedule"),
        ("task", "Work") => (Mapped, "became the estimated effort"),
        ("task", "PercentComplete") => (Kept, "at 100 the task also becomes done"),
        ("task", "OutlineNumber" | "ID") => (Mapped, "became the order of the rows"),
        ("task", "ExternalTask" | "ExternalTaskProject" | "IsSubproject" | "SubprojectName") => (
            Approximated,
            "other files are never opened; their rows are ordinary tasks",
        ),
        ("task", "Recurring") => (Approximated, "the occurrences are ordinary tasks"),
        ("task", "OutlineCode") | ("project", "OutlineCodes") => (
            Approximated,
            "values are kept as custom fields; lookup tables are not",
        ),
        ("project", "FinishDate") => (Mapped, "became the target completion"),
        ("project", "ScheduleFromStart") => (Mapped, "rescheduling goes from the start"),
        ("resource", "Name") => (
            Mapped,
            "people are matched by e-mail or name, or become placeholders",
        ),
        ("resource", "CalendarUID") => (Mapped, "hours of one's own are kept where they differ"),
        ("assignment", "Units") => (Mapped, "in percent: 1 became 100 %"),
        ("assignment", "TimephasedData") => (
            Approximated,
            "day-by-day values follow from the dates; gaps in them are named",
        ),
        ("assignment", "ExtendedAttribute") => (
            Approximated,
            "kept as one text, by field number; cut after 400 letters",
        ),
        ("custom field", "ValueID") => (
            Approximated,
            "entries of lookup lists are kept where they are the only value",
        ),
        ("custom field", "Value") => (Mapped, "costs and durations in the units a person reads"),
        _ => return None,
    })
}

/// Elements that only hold others.
fn holds(name: &str) -> bool {
    matches!(
        name,
        "Tasks"
            | "Resources"
            | "Assignments"
            | "Calendars"
            | "ExtendedAttributes"
            | "WeekDays"
            | "WorkingTimes"
            | "TimePeriod"
            | "UID"
    )
}

pub(crate) fn report(understood: &Understood) -> Report {
    let mut report = Report::default();
    for table in TABLES.iter().filter(|table| table.owner != "list") {
        for (at, (name, how)) in table.fields.iter().enumerate() {
            let count = understood
                .counts
                .get(table.index)
                .map_or(0, |counts| counts[at]);
            if count == 0 || holds(name) {
                continue;
            }
            let (treatment, reason) = match how {
                How::Read => mapped(table.owner, name).unwrap_or((Treatment::Kept, "")),
                How::Keep(_) => (Treatment::Kept, CARRIED),
                How::Computed => (Treatment::Dropped, SELF),
                How::Leave(why) => (Treatment::Dropped, *why),
            };
            let field = format!("{}: {name}", table.owner);
            let examples = Vec::new();
            report.entries.push(Entry {
                field,
                treatment,
                count,
                reason: reason.into(),
                examples,
            });
        }
    }
    for ((owner, name), count) in &understood.unknown {
        report.entries.push(Entry {
            field: format!("{owner}: {name}"),
            treatment: Treatment::Dropped,
            count: *count,
            reason: "not part of the format".into(),
            examples: Vec::new(),
        });
    }
    values(&understood.problems, &mut report);
    report.sort();
    report
}

/// Single values that were changed or left out, as the problems tell them.
pub(crate) fn values(problems: &crate::Problems, report: &mut Report) {
    for (severity, treatment, field) in [
        (
            Severity::Mapped,
            Treatment::Mapped,
            "single values that were changed",
        ),
        (
            Severity::Dropped,
            Treatment::Dropped,
            "single values that were left out",
        ),
    ] {
        let these = || problems.list.iter().filter(|it| it.severity == severity);
        let count = these().count() as u32;
        if count > 0 {
            let examples = these()
                .take(EXAMPLES)
                .map(|it| format!("{}: {}", it.about, it.why))
                .collect();
            let reason = "each is named among the problems".into();
            report.add(Entry {
                field: field.into(),
                treatment,
                count,
                reason,
                examples,
            });
        }
    }
}
