//! The settings of the project.

use super::{Book, Dates, Values, Xml, moment, order};

/// Settings that Microsoft Project always writes, at their usual values.
const USUAL: &[(&str, &str)] = &[
    ("SaveVersion", "14"),
    ("FYStartDate", "1"),
    ("CriticalSlackLimit", "0"),
    ("CurrencyDigits", "2"),
    ("CurrencySymbolPosition", "0"),
    ("DefaultTaskType", "0"),
    ("DefaultFixedCostAccrual", "3"),
    ("DurationFormat", "7"),
    ("WorkFormat", "2"),
    ("EditableActualCosts", "0"),
    ("HonorConstraints", "1"),
    ("EarnedValueMethod", "0"),
    ("InsertedProjectsLikeSummary", "0"),
    ("MultipleCriticalPaths", "0"),
    ("NewTasksEffortDriven", "0"),
    ("NewTasksEstimated", "1"),
    ("SplitsInProgressTasks", "1"),
    ("SpreadActualCost", "0"),
    ("SpreadPercentComplete", "0"),
    ("TaskUpdatesResource", "1"),
    ("FiscalYearStart", "0"),
    ("WeekStartDay", "1"),
    ("MoveCompletedEndsBack", "0"),
    ("MoveRemainingStartsBack", "0"),
    ("MoveRemainingStartsForward", "0"),
    ("MoveCompletedEndsForward", "0"),
    ("BaselineForEarnedValue", "0"),
    ("AutoAddNewResourcesAndTasks", "1"),
    ("MicrosoftProjectServerURL", "1"),
    ("Autolink", "1"),
    ("NewTaskStartDate", "0"),
    ("NewTasksAreManual", "0"),
    ("DefaultTaskEVMethod", "0"),
    ("ProjectExternallyEdited", "0"),
    ("ActualsInSync", "0"),
    ("RemoveFileProperties", "0"),
    ("AdminProject", "0"),
];

pub(super) fn write(book: &Book<'_>, xml: &mut Xml) {
    let project = book.project;
    let mut values: Values = USUAL
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    values.extend(book.came.project.clone());
    let mut set = |name: &str, text: String| {
        values.insert(name.into(), text);
    };
    if !book.came.project.contains_key("Name") {
        set("Name", format!("{}.xml", project.title));
    }
    set("Title", project.title.clone());
    let from_finish = book.came.from_finish;
    set("ScheduleFromStart", super::flag(!from_finish));
    let (starts, finishes): (Vec<_>, Vec<_>) = book.lines.iter().map(span).unzip();
    if let Some(start) = project.start.or(starts.into_iter().flatten().min()) {
        set("StartDate", moment(start));
    }
    let moved = book
        .lines
        .iter()
        .any(|line| !matches!(line.dates, Dates::Stored));
    if (moved || !book.came.imported)
        && let Some(finish) = finishes.into_iter().flatten().max()
    {
        set("FinishDate", moment(finish));
    }
    if let Some(uid) = project.calendar.and_then(|id| book.calendars.get(&id)) {
        set("CalendarUID", uid.to_string());
    } else {
        set("CalendarUID", "1".into());
    }
    let (start, finish) = day(book);
    for (name, minute) in [("DefaultStartTime", start), ("DefaultFinishTime", finish)] {
        if !book.came.project.contains_key(name) {
            set(name, super::calendar::time(minute));
        }
    }
    set("MinutesPerDay", book.units.minutes_per_day.to_string());
    set("MinutesPerWeek", book.units.minutes_per_week.to_string());
    set("DaysPerMonth", book.units.days_per_month.to_string());
    Book::ordered(xml, order::PROJECT, &values, |_, _| {});
}

/// The first and last minute of the calendar's first working day.
fn day(book: &Book<'_>) -> (u16, u16) {
    let calendar = book.project.calendar.and_then(|id| book.plan.get(id));
    let hours = calendar.and_then(|calendar| {
        calendar.week.iter().find_map(|day| match day {
            model::Day::Work(hours) => Some((hours.first()?.from, hours.last()?.to)),
            _ => None,
        })
    });
    hours.unwrap_or((480, 1020))
}

/// Start and finish as they are written.
pub(super) fn span(line: &super::Line<'_>) -> (Option<model::DateTime>, Option<model::DateTime>) {
    match line.dates {
        Dates::Scheduled(when) => (Some(when.start), Some(when.finish)),
        Dates::Stored | Dates::Typed => (line.row.start, line.row.finish),
        Dates::Unknown => (None, None),
    }
}
