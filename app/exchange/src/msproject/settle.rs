//! From what stands in the file to what it means, once all of it is read: units, calendars,
//! durations, constraints, custom fields, people. Whatever had to be changed is told.

mod fields;

use std::collections::{BTreeMap, BTreeSet};

use model::{Constraint, ConstraintKind, DateTime, Day, Recurrence};

use super::file::{File, Slot, Task};
use super::outline::{self, about};
use super::value::{Length, Units};
use super::{Refused, calendar, custom, hours, link, staff};
use crate::pace::Pace;
use crate::problem::{About, Problems, Severity};

/// Settles the whole file.
pub(crate) async fn file(
    file: &mut File,
    problems: &mut Problems,
    pace: &Pace<'_>,
) -> Result<(), Refused> {
    project(file, problems);
    calendars(file, problems);
    let by_uid = outline::rows(file, problems)?;
    title(file);
    let calendars: BTreeMap<i64, usize> = file
        .calendars
        .iter()
        .enumerate()
        .rev()
        .map(|(index, it)| (it.uid, index))
        .collect();
    let all = file.tasks.len();
    for index in 0..all {
        task(file, index, &calendars, problems);
        pace.row(index, all).await;
    }
    fields::of(file, problems);
    pace.turn(all, all).await;
    link::all(file, &by_uid, problems);
    pace.turn(all, all).await;
    held(file, problems);
    pace.turn(all, all).await;
    staff::resources(file, &calendars, problems);
    staff::assignments(file, &by_uid, problems);
    pace.turn(all, all).await;
    Ok(())
}

fn project(file: &mut File, problems: &mut Problems) {
    let raw = &file.project.raw;
    let usual = Units::default();
    let number = |given: Option<i64>, most: i64, usual: u32| match given {
        Some(given) if (1..=most).contains(&given) => given as u32,
        _ => usual,
    };
    file.project.units = Units {
        minutes_per_day: number(raw.minutes_per_day, 1_440, usual.minutes_per_day),
        minutes_per_week: number(raw.minutes_per_week, 10_080, usual.minutes_per_week),
        days_per_month: number(raw.days_per_month, 31, usual.days_per_month),
    };
    let mut tell = |why: &str| problems.push(Severity::Mapped, About::Project, why);
    if file.calendars.is_empty() {
        tell("It has no calendar: Monday to Friday, 8:00 to 17:00 is assumed.");
    }
    if raw.minutes_per_day.is_none() {
        tell("It does not say how long a day is: 480 minutes are assumed.");
    }
    match raw.from_start {
        None => tell("It does not say from which end it is scheduled: from the start is assumed."),
        Some(false) => tell(
            "It is scheduled from its finish date. Its dates are kept; rescheduling goes from the \
             start date.",
        ),
        Some(true) => {}
    }
    file.project.from_finish = raw.from_start == Some(false);
}

fn title(file: &mut File) {
    let raw = &file.project.raw;
    let name = raw.name.strip_suffix(".xml").unwrap_or(&raw.name);
    let name = name.strip_suffix(".mpp").unwrap_or(name);
    let titles = [raw.title.trim(), name.trim(), "Imported project"];
    file.project.title = titles
        .into_iter()
        .find(|it| !it.is_empty())
        .unwrap_or_default()
        .to_owned();
    let foreign = if raw.guid.is_empty() {
        &raw.name
    } else {
        &raw.guid
    };
    file.project.foreign_id.clone_from(foreign);
}

fn calendars(file: &mut File, problems: &mut Problems) {
    let by_uid: BTreeMap<i64, usize> = file
        .calendars
        .iter()
        .enumerate()
        .rev()
        .map(|(index, it)| (it.uid, index))
        .collect();
    let first_base = file.calendars.iter().position(|it| it.is_base);
    let wanted = file.project.raw.calendar_uid.filter(|uid| *uid >= 0);
    let found = wanted.and_then(|uid| by_uid.get(&uid).copied());
    if let (Some(uid), None, false) = (wanted, found, file.calendars.is_empty()) {
        let why = format!("There is no calendar {uid}: the first base calendar is used.");
        problems.push(Severity::Mapped, About::Project, why);
    }
    file.project.calendar = found.or(first_base);
    for index in 0..file.calendars.len() {
        let mut notes = Vec::new();
        let row = &mut file.calendars[index];
        if row.calendar.name.is_empty() {
            row.calendar.name = format!("Calendar {}", row.uid);
            notes.push("It had no name and got one.".to_owned());
        }
        if let Some(uid) = row.base_uid {
            let base = by_uid.get(&uid).copied().filter(|base| *base != index);
            row.base = base.or(file.project.calendar.filter(|base| *base != index));
            if base.is_none() {
                notes.push(format!(
                    "Its base calendar {uid} is absent: the project's calendar is used."
                ));
            }
        }
        if row.base.is_none() && row.calendar.week.iter().all(|day| *day == Day::Inherit) {
            row.calendar.week = calendar::usual_week();
            notes.push("It says nothing about its days: the usual week is assumed.".into());
        }
        week_notes(file, index, &mut notes);
        let row = &file.calendars[index];
        let about = About::Calendar {
            uid: row.uid,
            name: row.calendar.name.clone(),
        };
        for why in notes {
            problems.push(Severity::Mapped, about.clone(), why);
        }
    }
    break_circles(file, problems);
}

/// What is odd about a calendar without being wrong.
fn week_notes(file: &File, index: usize, notes: &mut Vec<String>) {
    let row = &file.calendars[index];
    let works = |day: &Day| matches!(day, Day::Work(_) | Day::Inherit);
    let never = row.calendar.week.iter().all(|day| *day == Day::Off)
        && row.calendar.exceptions.iter().all(|it| it.hours.is_empty())
        && !row
            .calendar
            .work_weeks
            .iter()
            .any(|week| week.days.iter().any(works));
    if never {
        notes.push("It has no working time at all: nothing can be scheduled with it.".into());
    }
    let mut daily: Vec<_> = row
        .calendar
        .exceptions
        .iter()
        .filter(|it| it.recurrence == Recurrence::Daily)
        .map(|it| (it.from, it.to))
        .collect();
    daily.sort();
    if let Some(pair) = daily.windows(2).find(|pair| pair[1].0 <= pair[0].1) {
        notes.push(format!(
            "Two exceptions cover {}: the first in the list counts.",
            pair[1].0
        ));
    }
}

fn break_circles(file: &mut File, problems: &mut Problems) {
    for index in 0..file.calendars.len() {
        let mut next = file.calendars[index].base;
        let mut steps = 0;
        while let Some(base) = next {
            steps += 1;
            if base == index || steps > file.calendars.len() {
                break;
            }
            next = file.calendars[base].base;
        }
        if next != Some(index) {
            continue;
        }
        let with = file.calendars[index]
            .base
            .map(|base| file.calendars[base].uid);
        let row = &mut file.calendars[index];
        row.base = None;
        if row.calendar.week.iter().all(|day| *day == Day::Inherit) {
            row.calendar.week = calendar::usual_week();
        }
        let about = About::Calendar {
            uid: row.uid,
            name: row.calendar.name.clone(),
        };
        let why = format!(
            "It and calendar {} are each other's base: the circle is broken here.",
            with.unwrap_or_default()
        );
        problems.push(Severity::Mapped, about, why);
    }
}

fn task(file: &mut File, index: usize, calendars: &BTreeMap<i64, usize>, problems: &mut Problems) {
    let mut raw = std::mem::take(&mut file.tasks[index].raw);
    let (units, settings) = (file.project.units, file.project.raw.clone_times());
    let mut notes = std::mem::take(&mut raw.notes);
    let task = &mut file.tasks[index];
    for slot in &raw.date_only {
        time_of_day(task, &mut raw.constraint_date, *slot, settings);
    }
    constraint(task, raw.constraint_type, raw.constraint_date, &mut notes);
    if let Some(uid) = raw.calendar_uid {
        task.calendar = calendars.get(&uid).copied();
        if task.calendar.is_none() {
            let why = format!("There is no calendar {uid}: the project's calendar is used.");
            notes.push((Severity::Mapped, why));
        }
    }
    for (at, length, format) in &raw.baseline_lengths {
        let minutes = units.of(length);
        task.baselines[*at].duration = minutes.map(|it| units.span(it, *format, false));
    }
    for value in &raw.custom {
        if let Some(key) = custom::key(value.field) {
            task.custom
                .insert(key.clone(), custom::value(&key, value, &units));
        }
    }
    let format = raw.format.or(file.project.raw.duration_format);
    let stated = stated(raw.duration.take(), &units, &mut notes);
    let minutes = match stated {
        Some(minutes) => Some((minutes, raw.estimated)),
        None => unstated(file, index, &mut notes),
    };
    let task = &mut file.tasks[index];
    task.duration = minutes.map(|(minutes, estimated)| units.span(minutes, format, estimated));
    let about = about(task);
    for (severity, why) in notes {
        problems.push(severity, about.clone(), why);
    }
    task.raw = raw;
}

/// The minutes that the file states.
fn stated(
    duration: Option<Result<Length, String>>,
    units: &Units,
    notes: &mut Vec<(Severity, String)>,
) -> Option<i64> {
    let length = match duration? {
        Ok(length) => length,
        Err(text) => {
            let numeric = text.starts_with('P') && !text.contains('-');
            let severity = if numeric {
                Severity::Dropped
            } else {
                Severity::Mapped
            };
            let why = format!("Its duration \u{201c}{text}\u{201d} is not one that can be read.");
            notes.push((severity, why));
            return None;
        }
    };
    let minutes = units.of(&length);
    let Some(minutes) = minutes else {
        notes.push((
            Severity::Dropped,
            "Its duration is longer than 300 years.".into(),
        ));
        return None;
    };
    if !length.is_usual() {
        let why = "Days, weeks and months of its duration are read as working time.";
        notes.push((Severity::Mapped, why.into()));
    }
    let whole = (length.seconds / model::Decimal::from(60))
        .fract()
        .is_zero();
    if !whole {
        let why = "Parts of a minute of its duration are left out.";
        notes.push((Severity::Mapped, why.into()));
    }
    Some(minutes)
}

/// The minutes of a task that states none, and whether they are a guess.
fn unstated(file: &File, index: usize, notes: &mut Vec<(Severity, String)>) -> Option<(i64, bool)> {
    let task = &file.tasks[index];
    if let (Some(start), Some(finish)) = (task.start, task.finish) {
        let calendar = task.calendar.or(file.project.calendar);
        if let Some(minutes) = hours::between(&file.calendars, calendar, start, finish) {
            if !task.summary {
                let why = "It has no duration: taken from its start and finish.";
                notes.push((Severity::Mapped, why.into()));
            }
            return Some((minutes, false));
        }
    }
    if task.summary {
        return None;
    }
    if task.milestone {
        return Some((0, false));
    }
    let why = "It has no duration that can be read: one day, estimated, is assumed.";
    notes.push((Severity::Mapped, why.into()));
    Some((i64::from(file.project.units.minutes_per_day), true))
}

fn constraint(
    task: &mut Task,
    kind: Option<i64>,
    at: Option<DateTime>,
    notes: &mut Vec<(Severity, String)>,
) {
    use ConstraintKind as Kind;
    let kind = match kind.unwrap_or(0) {
        0 => Kind::AsSoonAsPossible,
        1 => Kind::AsLateAsPossible,
        2 => Kind::MustStartOn,
        3 => Kind::MustFinishOn,
        4 => Kind::StartNoEarlierThan,
        5 => Kind::StartNoLaterThan,
        6 => Kind::FinishNoEarlierThan,
        7 => Kind::FinishNoLaterThan,
        other => {
            let why = format!("There is no constraint type {other}: as soon as possible.");
            notes.push((Severity::Mapped, why));
            Kind::AsSoonAsPossible
        }
    };
    let free = matches!(kind, Kind::AsSoonAsPossible | Kind::AsLateAsPossible);
    if !free && at.is_none() {
        let why = format!(
            "\u{201c}{}\u{201d} has no date: as soon as possible.",
            kind.word()
        );
        notes.push((Severity::Mapped, why));
        return;
    }
    task.constraint = Constraint {
        kind,
        at: at.filter(|_| !free),
    };
}

fn time_of_day(
    task: &mut Task,
    constraint: &mut Option<DateTime>,
    slot: Slot,
    (start, finish): (u16, u16),
) {
    let (place, minute) = match slot {
        Slot::Start => (&mut task.start, start),
        Slot::Finish => (&mut task.finish, finish),
        Slot::ConstraintDate => (constraint, start),
        Slot::Deadline => (&mut task.deadline, finish),
        Slot::ActualStart => (&mut task.actual_start, start),
        Slot::ActualFinish => (&mut task.actual_finish, finish),
    };
    if let Some(at) = place {
        *at = at.date().at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
    }
}

impl super::file::RawProject {
    /// The usual start and finish of a day, in minutes.
    fn clone_times(&self) -> (u16, u16) {
        (
            self.start_time.unwrap_or(480),
            self.finish_time.unwrap_or(1020),
        )
    }
}

/// Tasks whose dates stay although links ask for others.
fn held(file: &File, problems: &mut Problems) {
    let waits: BTreeSet<usize> = file.links.iter().map(|link| link.to).collect();
    for index in waits {
        let task = &file.tasks[index];
        if task.manual && task.start.is_some() {
            let why = "Manually scheduled: its dates stay, whatever its links ask for.";
            problems.push(Severity::Kept, about(task), why);
        }
    }
}
