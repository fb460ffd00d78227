//! The document as a whole: settings, resources, assignments, custom field definitions.

use super::field;
use super::file::{Assignment, CustomField, File, Project, RawCustom, Resource};
use super::value::{self, decimal, flag, int, length, moment};
use super::xml::{Kept, Source};
use super::{NAME_LENGTH, Refused, calendar, custom, task};
use crate::pace::{self, Pace};
use crate::problem::{About, Problems, Severity};

/// The largest plan that is read: its refusal takes less than two seconds.
const MOST_TASKS: usize = 100_000;

/// Reads everything below the root.
pub(crate) async fn project(
    source: &mut Source<'_>,
    problems: &mut Problems,
    pace: &Pace<'_>,
) -> Result<File, Refused> {
    let mut file = File::default();
    let mut kept = Kept::new();
    while let Some(name) = source.child(&field::PROJECT, &mut kept)? {
        match name {
            "Tasks" => {
                let mut kept = Kept::new();
                while next(source, "Task", &mut kept)? {
                    let row = file.tasks.len() + 1;
                    if row > MOST_TASKS {
                        return Err(Refused::TooManyTasks);
                    }
                    file.tasks.push(task::read(source, row as u32, problems)?);
                    let (done, all) = source.progress();
                    if row.is_multiple_of(pace::ROWS) {
                        pace.turn(done, all).await;
                    }
                }
            }
            "Resources" => list(source, "Resource", |source| {
                file.resources.push(resource(source)?);
                Ok(())
            })?,
            "Assignments" => {
                let mut kept = Kept::new();
                while next(source, "Assignment", &mut kept)? {
                    file.assignments.push(assignment(source)?);
                    let (done, all) = source.progress();
                    if file.assignments.len().is_multiple_of(pace::ROWS) {
                        pace.turn(done, all).await;
                    }
                }
            }
            "Calendars" => list(source, "Calendar", |source| {
                file.calendars.push(calendar::read(source, problems)?);
                Ok(())
            })?,
            "ExtendedAttributes" => list(source, "ExtendedAttribute", |source| {
                definition(source, &mut file)
            })?,
            "OutlineCodes" => list(source, "OutlineCode", |source| {
                definition(source, &mut file)
            })?,
            name => setting(source, name, &mut file.project)?,
        }
    }
    for name in source.strangers.drain(..) {
        let about = About::Field {
            name: format!("element {name} (project)"),
        };
        problems.push(Severity::Dropped, about, "It is not part of the format.");
    }
    file.project.kept = kept;
    Ok(file)
}

/// Reads the elements of a list, one after the other; elements of another name are skipped.
pub(crate) fn list(
    source: &mut Source<'_>,
    element: &str,
    mut read: impl FnMut(&mut Source<'_>) -> Result<(), Refused>,
) -> Result<(), Refused> {
    let mut kept = Kept::new();
    while next(source, element, &mut kept)? {
        read(source)?
    }
    Ok(())
}

/// Opens the next element of a list; false when the list closes.
fn next(source: &mut Source<'_>, element: &str, kept: &mut Kept) -> Result<bool, Refused> {
    while let Some(name) = source.child(&field::LISTS, kept)? {
        if name == element {
            return Ok(true);
        }
        source.skip()?
    }
    Ok(false)
}

fn setting(source: &mut Source<'_>, name: &str, it: &mut Project) -> Result<(), Refused> {
    let text = source.text()?;
    let short = || value::line(text.trim(), NAME_LENGTH).0;
    let raw = &mut it.raw;
    match name {
        "Name" => raw.name = short(),
        "Title" => raw.title = short(),
        "GUID" => raw.guid = short(),
        "CalendarUID" => raw.calendar_uid = int(&text),
        "ScheduleFromStart" => {
            raw.from_start = (!text.trim().is_empty()).then(|| flag(&text));
        }
        "MinutesPerDay" => raw.minutes_per_day = int(&text),
        "MinutesPerWeek" => raw.minutes_per_week = int(&text),
        "DaysPerMonth" => raw.days_per_month = int(&text),
        "DefaultStartTime" => raw.start_time = value::time(&text),
        "DefaultFinishTime" => raw.finish_time = value::time(&text),
        "DurationFormat" => raw.duration_format = int(&text),
        "StartDate" => it.start = task::believed(&text),
        "FinishDate" => {
            it.finish = task::believed(&text);
            raw.finish = it.finish.map(|at| at.to_string()).unwrap_or_default();
        }
        _ => {}
    }
    Ok(())
}

fn definition(source: &mut Source<'_>, file: &mut File) -> Result<(), Refused> {
    let (mut id, mut name, mut alias) = (None, String::new(), String::new());
    let mut kept = Kept::new();
    while let Some(element) = source.child(&field::DEFINITION, &mut kept)? {
        let text = source.text()?;
        match element {
            "FieldID" => id = int(&text),
            "FieldName" => name = value::line(text.trim(), 100).0,
            "Alias" => alias = value::line(text.trim(), 200).0,
            _ => {}
        }
    }
    if let Some(key) = custom::key(id.unwrap_or(0)).or((!name.is_empty()).then_some(name)) {
        let alias = if alias.is_empty() { key.clone() } else { alias };
        file.fields.insert(
            key,
            CustomField {
                alias,
                defined: true,
            },
        );
    }
    Ok(())
}

/// One `ExtendedAttribute` or `OutlineCode` of a row.
pub(crate) fn custom_value(source: &mut Source<'_>) -> Result<RawCustom, Refused> {
    let mut it = RawCustom::default();
    let mut entry = String::new();
    let mut kept = Kept::new();
    while let Some(name) = source.child(&field::CUSTOM, &mut kept)? {
        let text = source.text()?;
        match name {
            "FieldID" => it.field = int(&text).unwrap_or(0),
            "Value" => it.value = value::lines(&text, NAME_LENGTH).0,
            "DurationFormat" => it.format = int(&text),
            "ValueID" => entry = value::lines(&text, NAME_LENGTH).0,
            _ => {}
        }
    }
    if it.value.is_empty() {
        it.value = entry;
    }
    Ok(it)
}

fn resource(source: &mut Source<'_>) -> Result<Resource, Refused> {
    let mut it = Resource {
        uid: -1,
        ..Resource::default()
    };
    let mut kind = None;
    let mut cost = false;
    let mut kept = Kept::new();
    while let Some(name) = source.child(&field::RESOURCE, &mut kept)? {
        if name == "ExtendedAttribute" {
            let value = custom_value(source)?;
            if let Some(key) = custom::resource_key(value.field)
                && !value.value.is_empty()
            {
                it.custom.insert(key, value.value);
            }
            continue;
        }
        let text = source.text()?;
        match name {
            "UID" => it.uid = int(&text).unwrap_or(-1),
            "Name" => it.name = value::line(&text, NAME_LENGTH).0,
            "EmailAddress" => it.email = value::line(text.trim(), 320).0,
            "Type" => kind = int(&text),
            "IsCostResource" => cost = flag(&text),
            "IsGeneric" => it.generic = flag(&text),
            "IsNull" => it.null = flag(&text),
            "MaxUnits" => it.max_units = decimal(&text).filter(|it| !it.is_sign_negative()),
            "CalendarUID" => it.calendar_uid = int(&text),
            _ => {}
        }
    }
    it.kind = match kind {
        _ if cost => model::ResourceKind::Cost,
        Some(0) => model::ResourceKind::Material,
        Some(2) => model::ResourceKind::Cost,
        _ => model::ResourceKind::Work,
    };
    it.kept = kept;
    Ok(it)
}

fn assignment(source: &mut Source<'_>) -> Result<Assignment, Refused> {
    let mut it = Assignment {
        uid: -1,
        units: 1.into(),
        ..Assignment::default()
    };
    let mut kept = Kept::new();
    while let Some(name) = source.child(&field::ASSIGNMENT, &mut kept)? {
        match name {
            "TimephasedData" => {
                period(source, &mut it)?;
                continue;
            }
            "ExtendedAttribute" => {
                let value = custom_value(source)?;
                if !value.value.is_empty() {
                    let one = format!("{}={}", value.field, value.value);
                    match kept.iter_mut().find(|it| it.0 == "ExtendedAttribute") {
                        Some((_, all)) => *all = format!("{all}; {one}"),
                        None => kept.push(("ExtendedAttribute", one)),
                    }
                }
                continue;
            }
            _ => {}
        }
        let text = source.text()?;
        match name {
            "UID" => it.uid = int(&text).unwrap_or(-1),
            "TaskUID" => it.raw.task_uid = int(&text),
            "ResourceUID" => it.raw.resource_uid = int(&text),
            "Units" => it.units = decimal(&text).unwrap_or_else(|| 1.into()),
            "Work" => it.raw.work = length(&text),
            "Start" => it.raw.start = moment(&text).map(|moment| moment.at),
            "Finish" => it.raw.finish = moment(&text).map(|moment| moment.at),
            _ => {}
        }
    }
    it.kept = kept;
    Ok(it)
}

/// Day-by-day work: only the days matter, for telling where a task is interrupted.
fn period(source: &mut Source<'_>, it: &mut Assignment) -> Result<(), Refused> {
    let (mut kind, mut start, mut finish, mut work) = (None, None, None, None);
    let mut kept = Kept::new();
    while let Some(name) = source.child(&field::PERIOD, &mut kept)? {
        let text = source.text()?;
        match name {
            "Type" => kind = int(&text),
            "Start" => start = moment(&text),
            "Finish" => finish = moment(&text),
            "Value" => work = length(&text),
            _ => {}
        }
    }
    // Types 1 and 2 are remaining and actual work of an assignment.
    if let (Some(1 | 2), Some(start), Some(finish)) = (kind, start, finish)
        && work.is_some_and(|work| !work.seconds.is_zero())
    {
        let (from, to) = (start.at.date(), finish.at.date());
        match it.raw.worked.last_mut() {
            Some(last) if from >= last.0 && last.1.tomorrow().is_ok_and(|next| from <= next) => {
                last.1 = last.1.max(to);
            }
            _ => it.raw.worked.push((from, to)),
        }
    }
    Ok(())
}
