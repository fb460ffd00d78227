//! A project as MSPDI: what Microsoft Project and its peers read. What an import kept goes back to
//! where it stood; what was changed here since, and what the schedule says, takes its place.

mod calendar;
mod came;
mod custom;
mod header;
mod order;
mod staff;
mod task;
mod xml;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::{Calendar, DateTime, Id, Plan, Project, Row, StatusClass, Task, TaskMode};

use super::base::{Print, Stood};
use super::value::Units;
pub(crate) use task::{COMPUTED, COMPUTED_KEY, USUAL as USUAL_TASK};

use came::Came;
use xml::Xml;

/// What a schedule says about one task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// Early, and so scheduled, start.
    pub start: DateTime,
    /// Early, and so scheduled, finish.
    pub finish: DateTime,
    /// Start without moving the project's finish.
    pub late_start: DateTime,
    /// Finish without moving the project's finish.
    pub late_finish: DateTime,
    /// Working minutes it may slip without moving the project's finish.
    pub total_slack_minutes: i64,
    /// Working minutes it may slip without moving another task.
    pub free_slack_minutes: i64,
    /// It decides the project's finish.
    pub critical: bool,
}

/// The values of one element by name, before they are put into order.
type Values = BTreeMap<String, String>;

/// Everything that the parts of the document ask.
struct Book<'a> {
    plan: &'a Plan,
    project: &'a Arc<Row<Project>>,
    came: Came,
    units: Units,
    lines: Vec<Line<'a>>,
    /// UID of each task.
    tasks: BTreeMap<Id<Task>, i64>,
    /// UID of each calendar.
    calendars: BTreeMap<Id<Calendar>, i64>,
    fields: custom::Fields,
}

/// One row of the outline.
struct Line<'a> {
    row: &'a Arc<Row<Task>>,
    /// From 1.
    level: usize,
    /// "2.10.1".
    number: String,
    summary: bool,
    /// The dates to write.
    dates: Dates,
}

/// Where the dates of a row come from.
#[derive(Clone, Copy)]
enum Dates {
    /// As the file had them, with what else it computed.
    Stored,
    /// Set by hand here.
    Typed,
    /// From the schedule.
    Scheduled(When),
    /// There are none.
    Unknown,
}

/// Writes a project. `when` answers for tasks that the schedule dates; pinned ones keep what is
/// stored. `None` when there is no such project.
pub fn write_with(
    plan: &Plan,
    project: Id<Project>,
    when: &dyn Fn(Id<Task>) -> Option<When>,
) -> Option<String> {
    let book = Book::of(plan, plan.live(project)?, when);
    let mut xml = Xml::new();
    xml.open("Project xmlns=\"http://schemas.microsoft.com/project\"");
    let staff = staff::Staff::of(&book);
    header::write(&book, &mut xml);
    custom::definitions(&book, &mut xml);
    calendar::write(&book, &staff, &mut xml);
    task::write(&book, &mut xml);
    staff.write(&book, &mut xml);
    xml.close("Project");
    Some(xml.finish())
}

/// Writes a project with the dates of its schedule; pinned tasks keep what is stored, and without a
/// schedule every task does. `None` when there is no such project.
pub fn write(
    plan: &Plan,
    schedule: Option<&model::schedule::Schedule>,
    project: Id<Project>,
) -> Option<String> {
    write_with(plan, project, &|task| {
        let dates = schedule?.tasks.get(&task)?;
        Some(When {
            start: dates.start,
            finish: dates.finish,
            late_start: dates.late_start,
            late_finish: dates.late_finish,
            total_slack_minutes: dates.total_slack_minutes,
            free_slack_minutes: dates.free_slack_minutes,
            critical: dates.critical,
        })
    })
}

impl<'a> Book<'a> {
    fn of(
        plan: &'a Plan,
        project: &'a Arc<Row<Project>>,
        when: &dyn Fn(Id<Task>) -> Option<When>,
    ) -> Self {
        let measure = [
            (project.minutes_per_day, 480),
            (project.minutes_per_week, 2400),
            (project.days_per_month, 20),
        ];
        let [minutes_per_day, minutes_per_week, days_per_month] =
            measure.map(|(own, usual)| if own == 0 { usual } else { own });
        let lines = lines(plan, project.id, when);
        let mut taken = BTreeSet::from([0]);
        let uids = number(lines.iter().map(|line| line.row.uid), &mut taken);
        let tasks = lines.iter().map(|line| line.row.id).zip(uids).collect();
        Self {
            plan,
            project,
            came: Came::of(plan, project.id),
            units: Units {
                minutes_per_day,
                minutes_per_week,
                days_per_month,
            },
            fields: custom::Fields::of(plan, project, &lines),
            calendars: calendar::numbers(plan, project, &lines),
            lines,
            tasks,
        }
    }

    /// Writes the values in order; `list` writes what stands at the name of a list.
    fn ordered(
        xml: &mut Xml,
        order: &[&str],
        values: &Values,
        mut list: impl FnMut(&mut Xml, &str),
    ) {
        for name in order {
            match values.get(*name) {
                Some(text) => xml.leaf(name, text),
                None => list(xml, name),
            }
        }
    }
}

/// UIDs: each its own where it is free, otherwise the next free one.
fn number(wanted: impl Iterator<Item = Option<i64>>, taken: &mut BTreeSet<i64>) -> Vec<i64> {
    let fits = |uid: &i64| (1..=i64::from(i32::MAX)).contains(uid);
    let own: Vec<Option<i64>> = wanted
        .map(|uid| uid.filter(fits).filter(|uid| taken.insert(*uid)))
        .collect();
    let mut free = 1;
    let next = |own: Option<i64>| {
        own.unwrap_or_else(|| {
            while !taken.insert(free) {
                free += 1;
            }
            free
        })
    };
    own.into_iter().map(next).collect()
}

/// The outline with its numbers, and where the dates of each row come from.
fn lines<'a>(
    plan: &'a Plan,
    project: Id<Project>,
    when: &dyn Fn(Id<Task>) -> Option<When>,
) -> Vec<Line<'a>> {
    let outline = plan.tasks(project);
    let mut counts: Vec<usize> = Vec::new();
    let mut out: Vec<Line<'a>> = Vec::with_capacity(outline.len());
    for (index, (depth, row)) in outline.iter().enumerate() {
        counts.resize(depth + 1, 0);
        counts[*depth] += 1;
        let number: Vec<String> = counts.iter().map(usize::to_string).collect();
        out.push(Line {
            row,
            level: depth + 1,
            number: number.join("."),
            summary: outline.get(index + 1).is_some_and(|next| next.0 > *depth),
            dates: Dates::Stored,
        });
    }
    // From the bottom up: what is above a row that moved moved with it.
    let mut moved: Vec<bool> = Vec::new();
    for line in out.iter_mut().rev() {
        let below = line.summary && moved.get(line.level).copied().unwrap_or(false);
        moved.resize(line.level + 1, false);
        if line.summary {
            moved[line.level] = false;
        }
        line.dates = dates(line.row, below, when);
        let stays = matches!(line.dates, Dates::Stored);
        moved[line.level - 1] |= !stays || below;
    }
    out
}

fn dates(row: &Row<Task>, below: bool, when: &dyn Fn(Id<Task>) -> Option<When>) -> Dates {
    let scheduled = || when(row.id).map_or(Dates::Unknown, Dates::Scheduled);
    if row.mode == TaskMode::Auto {
        return scheduled();
    }
    let now = Print::of(row, Stood::default());
    let untouched = Print::kept(row).is_some_and(|was| {
        ["start", "finish", "duration"]
            .iter()
            .all(|field| was.same(&now, field))
    });
    match (untouched, below) {
        (true, false) => Dates::Stored,
        (true, true) => match scheduled() {
            Dates::Unknown => Dates::Stored,
            known => known,
        },
        (false, _) if row.start.is_none() && row.finish.is_none() => scheduled(),
        (false, _) => Dates::Typed,
    }
}

/// Done counts as 100, whatever the field says.
fn percent(plan: &Plan, task: &Task) -> u8 {
    match plan.status_class(task) {
        StatusClass::Done => 100,
        _ => task.percent.min(100),
    }
}

/// "PT12H30M0S".
fn length(minutes: i64) -> String {
    let sign = if minutes < 0 { "-" } else { "" };
    let minutes = minutes.unsigned_abs();
    format!("{sign}PT{}H{}M0S", minutes / 60, minutes % 60)
}

/// "2026-03-02T08:00:00".
fn moment(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// "1" or "0".
fn flag(yes: bool) -> String {
    String::from(if yes { "1" } else { "0" })
}
