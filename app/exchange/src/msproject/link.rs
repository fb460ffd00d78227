//! Links by UID to links by index; what cannot be kept is told.

use std::collections::{BTreeMap, BTreeSet};

use model::{Decimal, DependencyKind, Lag};

use super::cycle;
use super::file::{File, Link, RawLink, Task};
use super::value::{self, LONGEST_MINUTES, Units};
use crate::problem::{About, Problems, Severity};

/// Settles every link of the file.
pub(crate) fn all(file: &mut File, by_uid: &BTreeMap<i64, usize>, problems: &mut Problems) {
    let twice = ambiguous(file);
    let mut links = Vec::new();
    let mut pairs = BTreeSet::new();
    for to in 0..file.tasks.len() {
        for raw in std::mem::take(&mut file.tasks[to].raw.links) {
            let task = &file.tasks[to];
            let from = raw.from.unwrap_or(-1);
            let about = About::Link {
                from,
                to: task.uid,
                row: Some(task.row),
            };
            match one(&raw, to, task, by_uid, &file.project.units) {
                Ok((link, note)) => {
                    if let Some(note) = note {
                        problems.push(Severity::Mapped, about.clone(), note);
                    }
                    if twice.contains(&from) {
                        let why = format!("Several tasks have UID {from}: the first one is taken.");
                        problems.push(Severity::Mapped, about.clone(), why);
                    }
                    if pairs.insert((link.from, link.to)) {
                        links.push(link);
                    } else {
                        let why = "The same two tasks are linked already; the first link counts.";
                        problems.push(Severity::Dropped, about, why);
                    }
                }
                Err(why) => problems.push(Severity::Dropped, about, why),
            }
        }
    }
    let closing = cycle::closing(&file.tasks, &links);
    for cycle::Closing { link, names } in &closing {
        let link = links[*link];
        let to = &file.tasks[link.to];
        let from = file.tasks[link.from].uid;
        let about = About::Link {
            from,
            to: to.uid,
            row: Some(to.row),
        };
        problems.push(Severity::Dropped, about, names.clone());
    }
    let dropped: BTreeSet<usize> = closing.iter().map(|it| it.link).collect();
    let mut index = 0;
    links.retain(|_| {
        index += 1;
        !dropped.contains(&(index - 1))
    });
    file.links = links;
}

/// UIDs that more than one row of the file has.
fn ambiguous(file: &File) -> BTreeSet<i64> {
    let mut seen = BTreeSet::new();
    file.tasks
        .iter()
        .filter_map(|task| task.raw.uid)
        .filter(|uid| !seen.insert(*uid))
        .collect()
}

fn one(
    raw: &RawLink,
    to: usize,
    task: &Task,
    by_uid: &BTreeMap<i64, usize>,
    units: &Units,
) -> Result<(Link, Option<String>), String> {
    if raw.cross || !raw.cross_name.is_empty() {
        return Err(format!(
            "It leads to another project (\u{201c}{}\u{201d}), which is never opened.",
            raw.cross_name
        ));
    }
    let uid = raw.from.ok_or("It names no predecessor.")?;
    if uid == task.uid {
        return Err("A task cannot wait for itself.".into());
    }
    let from = match by_uid.get(&uid) {
        Some(from) => *from,
        None if uid == 0 => return Err("UID 0 is the project itself, not a task.".into()),
        None => return Err(format!("There is no task with UID {uid}.")),
    };
    if from == to {
        return Err("A task cannot wait for itself.".into());
    }
    let (kind, note) = match raw.kind {
        Some(0) => (DependencyKind::FinishToFinish, None),
        None | Some(1) => (DependencyKind::FinishToStart, None),
        Some(2) => (DependencyKind::StartToFinish, None),
        Some(3) => (DependencyKind::StartToStart, None),
        Some(other) => (
            DependencyKind::FinishToStart,
            Some(format!(
                "There is no link type {other}: taken as finish to start."
            )),
        ),
    };
    let (lag, rounded) = lag(raw, units)?;
    Ok((
        Link {
            from,
            to,
            kind,
            lag,
        },
        note.or(rounded),
    ))
}

/// Tenths of a minute, or percent itself where the format says so.
fn lag(raw: &RawLink, units: &Units) -> Result<(Lag, Option<String>), String> {
    let number = match &raw.lag {
        None => 0,
        Some(Ok(number)) if number.abs() <= LONGEST_MINUTES * 10 => *number,
        Some(Ok(number)) => return Err(format!("Its lag {number} is out of range.")),
        Some(Err(text)) => return Err(format!("Its lag \u{201c}{text}\u{201d} is not a number.")),
    };
    if let Some(format) = raw
        .format
        .and_then(value::format)
        .filter(|format| format.percent)
    {
        let percent = Decimal::from(number);
        return Ok((
            Lag::Percent {
                percent,
                elapsed: format.elapsed,
            },
            None,
        ));
    }
    let note = (number % 10 != 0)
        .then(|| format!("Its lag of {number} tenths of a minute was cut to whole minutes."));
    Ok((Lag::Span(units.span(number / 10, raw.format, false)), note))
}
