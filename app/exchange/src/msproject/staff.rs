//! People, resources and assignments, once all of the file is read: who is nobody, and who is
//! there twice.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{File, RawAssignment};
use super::hours;
use super::outline::about;
use crate::problem::{About, Problems, Severity};

pub(crate) fn resources(
    file: &mut File,
    calendars: &BTreeMap<i64, usize>,
    problems: &mut Problems,
) {
    file.resource_rows = file.resources.len() as u32;
    let unnamed = file.resources.iter();
    let unnamed = unnamed.filter(|it| it.name.trim().is_empty() && it.uid >= 0);
    file.project.unnamed = unnamed
        .map(|it| (it.uid, it.calendar_uid))
        .take(20)
        .collect();
    // A row without a name is a placeholder of Microsoft Project, not someone.
    file.resources
        .retain(|it| !it.null && !it.name.trim().is_empty());
    let mut names: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for it in &file.resources {
        names.entry(&it.name).or_default().push(it.uid);
    }
    for (name, uids) in names.into_iter().filter(|(_, uids)| uids.len() > 1) {
        for uid in uids {
            let about = About::Resource {
                uid,
                name: name.to_owned(),
            };
            let why = "Another has the same name: they are kept apart, matched by e-mail only.";
            problems.push(Severity::Mapped, about, why);
        }
    }
    for it in &mut file.resources {
        it.calendar = it.calendar_uid.and_then(|uid| calendars.get(&uid).copied());
    }
}

pub(crate) fn assignments(file: &mut File, by_uid: &BTreeMap<i64, usize>, problems: &mut Problems) {
    file.assignment_rows = file.assignments.len() as u32;
    let resources: BTreeMap<i64, usize> = file
        .resources
        .iter()
        .enumerate()
        .rev()
        .map(|(index, it)| (it.uid, index))
        .collect();
    let mut seen = BTreeSet::new();
    let mut split = BTreeSet::new();
    for mut it in std::mem::take(&mut file.assignments) {
        let about = About::Assignment { uid: it.uid };
        let mut drop = |why: String| problems.push(Severity::Dropped, about.clone(), why);
        let Some(task) = it.raw.task_uid.and_then(|uid| by_uid.get(&uid).copied()) else {
            if it.raw.task_uid != Some(0) {
                drop(format!(
                    "There is no task {}.",
                    it.raw.task_uid.unwrap_or(-1)
                ));
            }
            continue;
        };
        if split.insert(task) {
            gap(file, task, &it.raw.worked, problems);
        }
        let uid = it.raw.resource_uid.unwrap_or(-65_535);
        let Some(resource) = resources.get(&uid).copied() else {
            // -65535 means nobody, and UID 0 is a placeholder.
            if uid > 0 {
                problems.push(
                    Severity::Dropped,
                    about,
                    format!("There is no resource {uid}."),
                );
            }
            continue;
        };
        if !seen.insert((task, resource)) {
            let name = &file.resources[resource].name;
            let why = format!(
                "{name} is already assigned to task {}.",
                file.tasks[task].uid
            );
            problems.push(Severity::Dropped, about, why);
            continue;
        }
        it.task = task;
        it.resource = resource;
        it.work_minutes = it.raw.work.and_then(|work| file.project.units.of(&work));
        let dates = [
            ("Start", it.raw.start, file.tasks[task].start),
            ("Finish", it.raw.finish, file.tasks[task].finish),
        ];
        for (name, own, of_task) in dates {
            if let Some(own) = own.filter(|own| Some(*own) != of_task) {
                it.kept.push((name, own.to_string()));
            }
        }
        it.raw = RawAssignment::default();
        file.assignments.push(it);
    }
}

/// Tells of working days in the middle of a task on which nothing is done.
fn gap(
    file: &mut File,
    task: usize,
    worked: &[(model::Date, model::Date)],
    problems: &mut Problems,
) {
    const NAMED: usize = 6;
    let calendar = file.tasks[task].calendar.or(file.project.calendar);
    let mut free = Vec::new();
    for pair in worked.windows(2).take(1_000) {
        let room = (NAMED + 1).saturating_sub(free.len());
        let found = hours::free_days(&file.calendars, calendar, pair[0].1, pair[1].0, room);
        free.extend(found);
        if free.len() > NAMED {
            break;
        }
    }
    if free.is_empty() {
        return;
    }
    let mut days: Vec<String> = free.iter().take(NAMED).map(|day| day.to_string()).collect();
    if free.len() > NAMED {
        days.push("and more".into());
    }
    let days = days.join(", ");
    let why =
        format!("A split task: its start and finish are kept, the interruption ({days}) is not.");
    problems.push(Severity::Mapped, about(&file.tasks[task]), why);
    file.tasks[task].kept.push(("Interruption", days));
}
