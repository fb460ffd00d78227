//! The rows: tasks, summaries, milestones, with what they wait for and what was saved of them.

use std::collections::BTreeMap;

use model::{
    Baseline, ConstraintKind, DateTime, DependencyKind, Lag, Row, StatusClass, Task, TaskMode,
};

use super::{Book, Dates, Line, Values, Xml, custom, flag, header, length, moment, order};
use crate::msproject::base;
use crate::msproject::value;

/// Elements that Microsoft Project writes for every task, at their usual values.
pub(crate) const USUAL: &[(&str, &str)] = &[
    ("Type", "0"),
    ("IsNull", "0"),
    ("Priority", "500"),
    ("ResumeValid", "0"),
    ("EffortDriven", "0"),
    ("Recurring", "0"),
    ("Estimated", "0"),
    ("IsSubproject", "0"),
    ("IsSubprojectReadOnly", "0"),
    ("ExternalTask", "0"),
    ("PercentComplete", "0"),
    ("PercentWorkComplete", "0"),
    ("LevelAssignments", "1"),
    ("LevelingCanSplit", "1"),
    ("LevelingDelay", "0"),
    ("LevelingDelayFormat", "8"),
    ("IgnoreResourceCalendar", "0"),
    ("HideBar", "0"),
    ("Rollup", "0"),
    ("PhysicalPercentComplete", "0"),
    ("EarnedValueMethod", "0"),
    // Not usual values, but follow from the outline: left out where the file left them out.
    ("WBS", ""),
    ("OutlineNumber", ""),
];

/// Elements that hold what a schedule computed, in the order in which they are kept as one.
pub(crate) const COMPUTED: &[&str] = &[
    "EarlyStart",
    "EarlyFinish",
    "LateStart",
    "LateFinish",
    "FreeSlack",
    "TotalSlack",
    "StartSlack",
    "FinishSlack",
    "Critical",
];
/// Where they are kept.
pub(crate) const COMPUTED_KEY: &str = "Computed";

pub(super) fn write(book: &Book<'_>, xml: &mut Xml) {
    xml.open("Tasks");
    if book.came.row.is_some()
        || !book.came.imported
        || custom::project_serves(book)
        || !book.project.notes.is_empty()
    {
        project_row(book, xml);
    }
    let places: BTreeMap<_, _> = (0_usize..)
        .zip(&book.lines)
        .map(|(at, line)| (line.row.id, at))
        .collect();
    for (id, line) in (1..).zip(&book.lines) {
        let mut values = values(book, line);
        values.insert("ID".into(), id.to_string());
        xml.open("Task");
        Book::ordered(xml, order::TASK, &values, |xml, name| match name {
            order::LINKS => links(book, line.row, &places, xml),
            order::BASELINES => line.row.baselines.iter().for_each(|it| baseline(it, xml)),
            order::CUSTOM => custom::values(book, line.row, xml),
            order::OUTLINE_CODES => custom::outline_codes(line.row, xml),
            _ => {}
        });
        xml.close("Task");
    }
    xml.close("Tasks");
}

/// UID 0: the project as a row, with its notes and the Key Results that it serves.
fn project_row(book: &Book<'_>, xml: &mut Xml) {
    let mut values = usual(book);
    values.extend(book.came.row.clone().unwrap_or_default());
    for (name, text) in [
        ("UID", "0"),
        ("ID", "0"),
        ("WBS", "0"),
        ("OutlineNumber", "0"),
        ("OutlineLevel", "0"),
        ("Active", "1"),
        ("Manual", "0"),
        ("Milestone", "0"),
        ("Summary", "1"),
        ("ConstraintType", "0"),
        ("CalendarUID", "-1"),
    ] {
        values.insert(name.into(), text.into());
    }
    values.insert("Name".into(), book.project.title.clone());
    if !book.project.notes.is_empty() {
        values.insert("Notes".into(), book.project.notes.clone());
    }
    let (starts, finishes): (Vec<_>, Vec<_>) = book.lines.iter().map(header::span).unzip();
    let ends = [
        ("Start", starts.into_iter().flatten().min()),
        ("Finish", finishes.into_iter().flatten().max()),
    ];
    for (name, at) in ends {
        if let Some(at) = at {
            values.insert(name.into(), moment(at));
        }
    }
    xml.open("Task");
    Book::ordered(xml, order::TASK, &values, |xml, name| {
        if name == order::CUSTOM {
            custom::of_project(book, xml);
        }
    });
    xml.close("Task");
}

fn usual(book: &Book<'_>) -> Values {
    let usual = USUAL.iter();
    let usual = usual.filter(|(name, text)| !text.is_empty() && !book.came.absent.contains(*name));
    usual
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

fn values(book: &Book<'_>, line: &Line<'_>) -> Values {
    let row = line.row;
    let mut values = usual(book);
    let own = [
        base::KEY,
        base::LINKS,
        COMPUTED_KEY,
        "Manual",
        "Interruption",
    ];
    let kept = row.kept.iter().filter(|it| !own.contains(&it.0.as_str()));
    values.extend(kept.map(|(name, text)| (name.clone(), text.clone())));
    let mut set = |name: &str, text: String| {
        values.insert(name.into(), text);
    };
    set("UID", book.tasks[&row.id].to_string());
    set("Name", row.title.clone());
    let cancelled = book.plan.status_class(row) == StatusClass::Cancelled;
    set("Active", flag(!row.inactive && !cancelled));
    set("Manual", flag(is_manual(line)));
    if !book.came.absent.contains("OutlineNumber") {
        set("OutlineNumber", line.number.clone());
    }
    if !book.came.absent.contains("WBS") && !row.kept.contains_key("WBS") {
        set("WBS", line.number.clone());
    }
    set("OutlineLevel", line.level.to_string());
    if let Some(priority) = row.priority {
        set("Priority", priority.to_string());
    }
    set("Milestone", flag(row.milestone));
    set("Summary", flag(line.summary));
    constraint(row, &mut set);
    let calendar = row.calendar.and_then(|id| book.calendars.get(&id));
    set("CalendarUID", calendar.map_or(-1, |uid| *uid).to_string());
    if let Some(deadline) = row.deadline {
        set("Deadline", moment(deadline));
    }
    if row.ignores_resource_calendars {
        set("IgnoreResourceCalendar", "1".into());
    }
    if row.leveling_delay_minutes != 0 {
        set(
            "LevelingDelay",
            (row.leveling_delay_minutes * 10).to_string(),
        );
    }
    if !row.notes.is_empty() {
        set("Notes", row.notes.clone());
    }
    dates(line, &mut set);
    progress(book, line, &mut set);
    values
}

/// Set by hand: as the file said, or because it was pinned or moved here.
fn is_manual(line: &Line<'_>) -> bool {
    match (line.row.mode, line.dates) {
        (TaskMode::Auto, _) => false,
        (TaskMode::Pinned, Dates::Typed) => true,
        (TaskMode::Pinned, _) => line.row.kept.contains_key("Manual"),
    }
}

fn constraint(row: &Task, set: &mut impl FnMut(&str, String)) {
    let kind = match row.constraint.kind {
        ConstraintKind::AsSoonAsPossible => 0,
        ConstraintKind::AsLateAsPossible => 1,
        ConstraintKind::MustStartOn => 2,
        ConstraintKind::MustFinishOn => 3,
        ConstraintKind::StartNoEarlierThan => 4,
        ConstraintKind::StartNoLaterThan => 5,
        ConstraintKind::FinishNoEarlierThan => 6,
        ConstraintKind::FinishNoLaterThan => 7,
    };
    set("ConstraintType", kind.to_string());
    if let Some(at) = row.constraint.at {
        set("ConstraintDate", moment(at));
    }
}

fn dates(line: &Line<'_>, set: &mut impl FnMut(&str, String)) {
    let row = line.row;
    let (start, finish) = header::span(line);
    let ends = [("Start", start), ("Finish", finish)];
    for (name, at) in ends {
        if let Some(at) = at {
            set(name, moment(at));
        }
    }
    if is_manual(line) {
        let ends = [("ManualStart", start), ("ManualFinish", finish)];
        for (name, at) in ends {
            if let Some(at) = at {
                set(name, moment(at));
            }
        }
    }
    if let Dates::Scheduled(when) = line.dates {
        let mut at = |name: &str, at: DateTime| set(name, moment(at));
        at("EarlyStart", when.start);
        at("EarlyFinish", when.finish);
        at("LateStart", when.late_start);
        at("LateFinish", when.late_finish);
        // Slack is in tenths of a minute.
        set("FreeSlack", (when.free_slack_minutes * 10).to_string());
        set("TotalSlack", (when.total_slack_minutes * 10).to_string());
        set("Critical", flag(when.critical));
    } else if let (Dates::Stored, Some(kept)) = (line.dates, row.kept.get(COMPUTED_KEY)) {
        let texts = kept.split(' ').map(|text| match text {
            "-" => None,
            "s" => start.map(moment),
            "f" => finish.map(moment),
            text => Some(text.to_owned()),
        });
        for (name, text) in COMPUTED.iter().zip(texts) {
            if let Some(text) = text {
                set(name, text);
            }
        }
    }
}

fn progress(book: &Book<'_>, line: &Line<'_>, set: &mut impl FnMut(&str, String)) {
    let row = line.row;
    if let Some(minutes) = row.estimate_minutes {
        set("Work", length(minutes));
    }
    let percent = super::percent(book.plan, row);
    if percent > 0 {
        set("PercentComplete", percent.to_string());
    }
    if let Some(at) = row.actual_start {
        set("ActualStart", moment(at));
    }
    if let Some(at) = row.actual_finish {
        set("ActualFinish", moment(at));
    }
    let Some(span) = row.duration else {
        return;
    };
    set("Duration", length(span.minutes));
    set("DurationFormat", value::format_number(&span).to_string());
    if span.estimated {
        set("Estimated", "1".into());
    }
    if percent > 0 && !row.kept.contains_key("ActualDuration") {
        let done = span.minutes * i64::from(percent) / 100;
        set("ActualDuration", length(done));
        set("RemainingDuration", length(span.minutes - done));
    }
}

fn links(
    book: &Book<'_>,
    row: &Row<Task>,
    places: &BTreeMap<model::Id<Task>, usize>,
    xml: &mut Xml,
) {
    let mut links: Vec<_> = book
        .plan
        .dependencies_into(row.id)
        .into_iter()
        .filter_map(|it| Some((places.get(&it.predecessor)?, it)))
        .collect();
    links.sort_by_key(|(at, it)| (**at, it.id));
    for (_, it) in links {
        xml.open("PredecessorLink");
        xml.put("PredecessorUID", book.tasks[&it.predecessor]);
        let kind = match it.kind {
            DependencyKind::FinishToFinish => 0,
            DependencyKind::FinishToStart => 1,
            DependencyKind::StartToFinish => 2,
            DependencyKind::StartToStart => 3,
        };
        xml.put("Type", kind);
        xml.leaf("CrossProject", "0");
        match it.lag {
            Lag::Span(span) => {
                xml.put("LinkLag", span.minutes * 10);
                xml.put("LagFormat", value::format_number(&span));
            }
            Lag::Percent { percent, elapsed } => {
                xml.put("LinkLag", percent.round().normalize());
                xml.put("LagFormat", if elapsed { 20 } else { 19 });
            }
        }
        xml.close("PredecessorLink");
    }
}

fn baseline(it: &Baseline, xml: &mut Xml) {
    xml.open("Baseline");
    xml.put("Number", it.number);
    if let Some(at) = it.start {
        xml.leaf("Start", &moment(at));
    }
    if let Some(at) = it.finish {
        xml.leaf("Finish", &moment(at));
    }
    if let Some(span) = it.duration {
        xml.leaf("Duration", &length(span.minutes));
        xml.put("DurationFormat", value::format_number(&span));
    }
    if let Some(minutes) = it.work_minutes {
        xml.leaf("Work", &length(minutes));
    }
    xml.close("Baseline");
}
