//! One task row of the file, with its links, baselines and custom fields.

use model::{Baseline, DateTime};

use super::file::{RawLink, Slot, Task};
use super::value::{self, Cleaned, Length, flag, int, length, moment};
use super::xml::{Kept, Source};
use super::{NAME_LENGTH, NOTES_LENGTH, Refused, field, parse};
use crate::problem::{About, Problems, Severity};

/// Longest list of links, baselines or custom values of one task that is believed to be meant.
const LONGEST_LIST: usize = 20_000;

/// Reads one task. What is to be told about it waits until its number is settled.
pub(crate) fn read(
    source: &mut Source<'_>,
    row: u32,
    problems: &mut Problems,
) -> Result<Task, Refused> {
    let mut it = Task {
        row,
        active: true,
        ..Task::default()
    };
    let mut kept = Kept::new();
    while let Some(name) = source.child(&field::TASK, &mut kept)? {
        match name {
            "PredecessorLink" => {
                let link = link(source)?;
                if it.raw.links.len() < LONGEST_LIST {
                    it.raw.links.push(link);
                }
            }
            "Baseline" => baseline(source, &mut it)?,
            "ExtendedAttribute" | "OutlineCode" => {
                let value = parse::custom_value(source)?;
                if it.raw.custom.len() < LONGEST_LIST && !value.value.is_empty() {
                    it.raw.custom.push(value);
                }
            }
            name => {
                let text = source.text()?;
                scalar(&mut it, name, &text, &mut kept);
            }
        }
    }
    for name in source.strangers.drain(..) {
        let who = it
            .raw
            .uid
            .map_or_else(|| format!("row {row}"), |uid| format!("task {uid}"));
        let about = About::Field {
            name: format!("element {name} ({who})"),
        };
        let why = "It is not part of the format and was not followed.";
        problems.push(Severity::Dropped, about, why);
    }
    it.kept = kept;
    Ok(it)
}

fn scalar(it: &mut Task, name: &'static str, text: &str, kept: &mut Kept) {
    match name {
        "UID" => match int(text) {
            Some(uid) if (0..=i64::from(i32::MAX)).contains(&uid) => it.raw.uid = Some(uid),
            _ => it.raw.bad_uid = Some(super::xml::cut(text.trim(), 40).into()),
        },
        "ID" => it.raw.has_id = !text.trim().is_empty(),
        "GUID" => it.guid = value::line(text.trim(), 100).0,
        "Name" => it.name = told(it, value::line(text, NAME_LENGTH), "name"),
        "Notes" => it.notes = told(it, value::lines(text, NOTES_LENGTH), "notes"),
        "Active" => it.active = flag(text),
        "Manual" => it.manual = flag(text),
        "IsNull" => it.raw.null = flag(text),
        "OutlineLevel" => it.raw.level = int(text),
        "OutlineNumber" => it.raw.outline_number = super::xml::cut(text.trim(), 2_000).into(),
        "Milestone" => it.milestone = flag(text),
        "Estimated" => it.raw.estimated = flag(text),
        "IgnoreResourceCalendar" => it.ignores_resource_calendars = flag(text),
        "CalendarUID" => it.raw.calendar_uid = int(text).filter(|uid| *uid >= 0),
        "ConstraintType" => it.raw.constraint_type = int(text),
        "DurationFormat" => it.raw.format = int(text),
        "Duration" => it.raw.duration = Some(length(text).ok_or_else(|| shown(text))),
        "Work" => it.work_minutes = length(text).and_then(|work| minutes(&work)),
        "LevelingDelay" => {
            let tenths = int(text).filter(|it| it.abs() <= value::LONGEST_MINUTES * 10);
            it.leveling_delay_minutes = tenths.unwrap_or(0) / 10;
        }
        "PercentComplete" => percent(it, text),
        "Priority" => priority(it, text),
        "Start" | "Finish" | "ConstraintDate" | "Deadline" | "ActualStart" | "ActualFinish" => {
            date(it, name, text);
        }
        _ => special(it, name, text, kept),
    }
}

/// Elements that are rare and are told about.
fn special(it: &mut Task, name: &'static str, text: &str, kept: &mut Kept) {
    let text = text.trim();
    if text.is_empty()
        || matches!(name, "ExternalTask" | "IsSubproject" | "Recurring") && !flag(text)
    {
        return;
    }
    let note = match name {
        "StartText" | "FinishText" | "DurationText" => (
            Severity::Kept,
            format!(
                "Text stands in place of a date or duration (\u{201c}{}\u{201d}); it is shown and \
                     never read as a date.",
                shown(text)
            ),
        ),
        "ExternalTask" | "IsSubproject" => (
            Severity::Mapped,
            "It stands for another file, which is never opened; it became an ordinary task.".into(),
        ),
        "Recurring" => (
            Severity::Mapped,
            "A recurring task: its occurrences are kept as ordinary tasks.".into(),
        ),
        "HyperlinkAddress" if !is_web(text) => (
            Severity::Mapped,
            "The address is kept as text, never as a live link.".into(),
        ),
        _ => {
            kept.push((name, value::line(text, NAME_LENGTH).0));
            return;
        }
    };
    kept.push((name, value::line(text, NAME_LENGTH).0));
    if !it.raw.notes.iter().any(|told| told.1 == note.1) {
        it.raw.notes.push(note);
    }
}

/// Whether an address may become a link that a person can follow.
pub(crate) fn is_web(address: &str) -> bool {
    let start: String = address
        .chars()
        .take(8)
        .collect::<String>()
        .to_ascii_lowercase();
    start.starts_with("https://") || start.starts_with("http://") || start.starts_with("mailto:")
}

fn shown(text: &str) -> String {
    value::line(super::xml::cut(text.trim(), 60), 60).0
}

fn minutes(length: &Length) -> Option<i64> {
    super::Units::default().of(length)
}

fn told(it: &mut Task, (text, cleaned): (String, Cleaned), what: &str) -> String {
    let mut tell = |why: &str| {
        it.raw
            .notes
            .push((Severity::Mapped, format!("{why} {what}.")))
    };
    if cleaned.removed {
        tell("A character that XML does not allow was removed from the");
    }
    if cleaned.joined {
        tell("Line breaks and tabs became single spaces in the");
    }
    if cleaned.shortened {
        tell("It is longer than we keep; the rest was cut from the");
    }
    text
}

fn percent(it: &mut Task, text: &str) {
    let value = value::decimal(text).and_then(|value| i64::try_from(value.round()).ok());
    match value {
        Some(value @ 0..=100) => it.percent = value as u8,
        Some(value) if value > 100 => {
            it.percent = 100;
            let why = format!("Percent complete was {value} and is cut to 100.");
            it.raw.notes.push((Severity::Mapped, why));
        }
        _ if text.trim().is_empty() => {}
        _ => drop_value(it, "Percent complete", text),
    }
}

fn priority(it: &mut Task, text: &str) {
    match int(text) {
        Some(500) => {}
        Some(value @ 0..=1000) => it.priority = Some(value as u16),
        _ if text.trim().is_empty() => {}
        _ => drop_value(it, "Priority", text),
    }
}

fn drop_value(it: &mut Task, what: &str, text: &str) {
    let why = format!(
        "{what} \u{201c}{}\u{201d} is not a number in range.",
        shown(text)
    );
    it.raw.notes.push((Severity::Dropped, why));
}

fn date(it: &mut Task, name: &'static str, text: &str) {
    if text.trim().is_empty() || text.trim() == "NA" {
        return;
    }
    let believed = moment(text).filter(|it| super::calendar::believed(it.at.date()));
    let Some(moment) = believed else {
        let why = format!(
            "{name}: there is no such date from 1900 to 2200 as \u{201c}{}\u{201d}.",
            shown(text)
        );
        it.raw.notes.push((Severity::Dropped, why));
        return;
    };
    let (slot, place): (Slot, &mut Option<DateTime>) = match name {
        "Start" => (Slot::Start, &mut it.start),
        "Finish" => (Slot::Finish, &mut it.finish),
        "ConstraintDate" => (Slot::ConstraintDate, &mut it.raw.constraint_date),
        "Deadline" => (Slot::Deadline, &mut it.deadline),
        "ActualStart" => (Slot::ActualStart, &mut it.actual_start),
        _ => (Slot::ActualFinish, &mut it.actual_finish),
    };
    *place = Some(moment.at);
    if moment.date_only {
        it.raw.date_only.push(slot);
        let why = format!("{name} has no time of day: it got the project's usual time.");
        it.raw.notes.push((Severity::Mapped, why));
    }
    if moment.zoned {
        let why = format!("{name} names a time zone, which is dropped: times are local.");
        it.raw.notes.push((Severity::Mapped, why));
    }
}

fn link(source: &mut Source<'_>) -> Result<RawLink, Refused> {
    let mut it = RawLink::default();
    let mut kept = Kept::new();
    while let Some(name) = source.child(&field::LINK, &mut kept)? {
        let text = source.text()?;
        match name {
            "PredecessorUID" => it.from = int(&text),
            "Type" => it.kind = int(&text),
            "LinkLag" if text.trim().is_empty() => {}
            "LinkLag" => it.lag = Some(int(&text).ok_or_else(|| shown(&text))),
            "LagFormat" => it.format = int(&text),
            "CrossProject" => it.cross = flag(&text),
            "CrossProjectName" => it.cross_name = value::line(text.trim(), 300).0,
            _ => {}
        }
    }
    Ok(it)
}

/// A moment in the years that a plan can talk about.
pub(crate) fn believed(text: &str) -> Option<DateTime> {
    moment(text)
        .map(|it| it.at)
        .filter(|at| super::calendar::believed(at.date()))
}

fn baseline(source: &mut Source<'_>, task: &mut Task) -> Result<(), Refused> {
    let mut it = Baseline {
        number: 0,
        start: None,
        finish: None,
        duration: None,
        work_minutes: None,
        waits_for: None,
    };
    let (mut number, mut duration, mut format) = (0, None, None);
    let mut kept = Kept::new();
    while let Some(name) = source.child(&field::BASELINE, &mut kept)? {
        let text = source.text()?;
        match name {
            "Number" => number = int(&text).unwrap_or(-1),
            "Start" => it.start = believed(&text),
            "Finish" => it.finish = believed(&text),
            "Duration" => duration = length(&text),
            "DurationFormat" => format = int(&text),
            "Work" => it.work_minutes = length(&text).and_then(|work| minutes(&work)),
            _ => {}
        }
    }
    let taken = task
        .baselines
        .iter()
        .any(|other| i64::from(other.number) == number);
    if !(0..=10).contains(&number) || taken {
        let why = format!("Baseline {number} is not one of 0 to 10, or is there twice.");
        task.raw.notes.push((Severity::Dropped, why));
        return Ok(());
    }
    it.number = number as u8;
    if let Some(duration) = duration {
        task.raw
            .baseline_lengths
            .push((task.baselines.len(), duration, format));
    }
    task.baselines.push(it);
    Ok(())
}
