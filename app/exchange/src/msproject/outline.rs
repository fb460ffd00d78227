//! Rows to tasks: which are blank, which is the project itself, whose number is whose, and who is
//! below whom.

use std::collections::BTreeMap;

use super::file::{File, Task};
use super::{LEVELS, Refused};
use crate::problem::{About, Problems, Severity};

/// A task as the report names it.
pub(crate) fn about(task: &Task) -> About {
    About::Task {
        uid: Some(task.uid),
        row: Some(task.row),
        name: task.name.clone(),
    }
}

/// Settles the rows. Returns which index a UID of the file means.
pub(crate) fn rows(
    file: &mut File,
    problems: &mut Problems,
) -> Result<BTreeMap<i64, usize>, Refused> {
    project_row(file, problems);
    blank_rows(file, problems);
    if file.tasks.is_empty() {
        let why = "There are no tasks in this file.";
        problems.push(Severity::Mapped, About::Project, why);
    }
    let by_uid = numbers(file, problems);
    levels(file, problems)?;
    Ok(by_uid)
}

fn project_row(file: &mut File, problems: &mut Problems) {
    let Some(at) = file.tasks.iter().position(|task| task.raw.uid == Some(0)) else {
        return;
    };
    let row = file.tasks.remove(at);
    if file.project.raw.title.is_empty() {
        file.project.raw.title.clone_from(&row.name);
    }
    file.project.notes = row.notes;
    let mut kept = row.kept;
    if !row.guid.is_empty() {
        kept.push(("GUID", row.guid));
    }
    file.project.row = Some(kept);
    let about = About::Task {
        uid: Some(0),
        row: None,
        name: row.name,
    };
    let why = "It is the row of the project itself and gives the project its title, not a task.";
    problems.push(Severity::Mapped, about, why);
}

fn blank_rows(file: &mut File, problems: &mut Problems) {
    for (index, task) in file.tasks.iter_mut().enumerate() {
        task.row = index as u32 + 1;
    }
    let blank: Vec<u32> = file
        .tasks
        .iter()
        .filter(|task| task.raw.null)
        .map(|task| task.row)
        .collect();
    if blank.is_empty() {
        return;
    }
    file.blank_rows = blank.len() as u32;
    file.tasks.retain(|task| !task.raw.null);
    let named: Vec<String> = blank.iter().take(10).map(u32::to_string).collect();
    let about = About::Field {
        name: format!("rows {}", named.join(", ")),
    };
    let why = match blank.len() {
        1 => "One blank row was left out.".into(),
        count => format!("{count} blank rows were left out."),
    };
    problems.push(Severity::Dropped, about, why);
}

fn numbers(file: &mut File, problems: &mut Problems) -> BTreeMap<i64, usize> {
    let mut by_uid = BTreeMap::new();
    let mut unsettled = Vec::new();
    for (index, task) in file.tasks.iter_mut().enumerate() {
        match task.raw.uid {
            Some(uid) if uid > 0 && !by_uid.contains_key(&uid) => {
                task.uid = uid;
                by_uid.insert(uid, index);
            }
            _ => unsettled.push(index),
        }
    }
    let mut free = 1;
    for index in unsettled {
        while by_uid.contains_key(&free) {
            free += 1;
        }
        let task = &mut file.tasks[index];
        let why = match (task.raw.uid, &task.raw.bad_uid) {
            (Some(uid), _) => format!("UID {uid} is already taken: it got the free one {free}."),
            (None, Some(text)) => {
                format!("UID \u{201c}{text}\u{201d} cannot be used: it got the free one {free}.")
            }
            (None, None) => format!("It has no UID and got the free one {free}."),
        };
        task.uid = free;
        problems.push(Severity::Mapped, about(task), why);
        by_uid.insert(free, index);
    }
    let missing = file.tasks.iter().filter(|task| !task.raw.has_id);
    tell_each_or_all(
        missing.collect(),
        file.tasks.len(),
        "It has no ID: tasks are numbered in row order.",
        problems,
    );
    by_uid
}

/// One line for all tasks when all are alike, otherwise one for each.
fn tell_each_or_all(which: Vec<&Task>, all: usize, why: &str, problems: &mut Problems) {
    if which.len() == all && all > 1 {
        let everyone = About::Task {
            uid: None,
            row: None,
            name: String::new(),
        };
        problems.push(Severity::Mapped, everyone, why);
    } else {
        which
            .into_iter()
            .for_each(|task| problems.push(Severity::Mapped, about(task), why));
    }
}

fn levels(file: &mut File, problems: &mut Problems) -> Result<(), Refused> {
    // The rows that are still open above, with the level that the file gives them.
    let mut open: Vec<(i64, usize)> = Vec::new();
    let mut guessed = Vec::new();
    for index in 0..file.tasks.len() {
        let task = &file.tasks[index];
        let by_number = match task.raw.outline_number.as_str() {
            "" => None,
            number => Some(number.split('.').count() as i64),
        };
        let given = task.raw.level.or(by_number).unwrap_or(1);
        if task.raw.level.is_none() {
            guessed.push(index);
        }
        let stated = given.max(1);
        while open.last().is_some_and(|(level, _)| *level >= stated) {
            open.pop();
        }
        let level = open.len() + 1;
        if level > LEVELS {
            return Err(Refused::OutlineTooDeep { row: task.row });
        }
        if level as i64 != given {
            let why = format!("Its outline level was {given}; the rows above allow {level}.");
            problems.push(Severity::Mapped, about(task), why);
        }
        let parent = open.last().map(|(_, parent)| *parent);
        if let Some(parent) = parent {
            file.tasks[parent].summary = true;
        }
        file.tasks[index].level = level as u32;
        file.tasks[index].parent = parent;
        open.push((stated, index));
    }
    let why = "It has no outline level; it was taken from the outline number.";
    let guessed = guessed
        .into_iter()
        .map(|index| &file.tasks[index])
        .collect();
    tell_each_or_all(guessed, file.tasks.len(), why, problems);
    Ok(())
}
