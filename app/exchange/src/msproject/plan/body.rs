//! The rows themselves: a task, a project, a resource of the file as the model has them.

use std::collections::BTreeMap;

use model::{
    Assignee, Assignment, Calendar, Day, Decimal, Id, Project, ProjectState, Rank, Resource,
    Status, StatusClass, Task, TaskMode, rank,
};
use serde_json::{Value, json};

use super::Context;
use super::pack::Packer;
use super::people::{Settled, Who};
use crate::Treatment;
use crate::msproject::field;
use crate::msproject::file::{self, CalendarRow, File};
use crate::msproject::write::{COMPUTED, COMPUTED_KEY, USUAL_TASK};
use crate::msproject::{Understood, Units, value};

/// Letters that a title may have in the model.
const TITLE: usize = 500;
/// How many problems stay with the import.
const PROBLEMS: usize = 200;

/// A title in the model's length; a longer one is told.
pub(crate) fn short(text: &str, field: &str, pack: &mut Packer<'_>) -> String {
    if text.len() <= TITLE || text.chars().count() <= TITLE {
        return text.to_owned();
    }
    let why = "cut to 500 letters";
    pack.note(field, Treatment::Approximated, 1, why);
    text.chars().take(TITLE).collect()
}

/// Keys of the statuses that percent complete stands for.
pub(crate) struct States {
    started: String,
    done: String,
}

impl States {
    pub fn of(context: &Context) -> Self {
        let statuses = match context.statuses.as_slice() {
            [] => Status::defaults(),
            some => some.to_vec(),
        };
        let key = |class| {
            let found = statuses.iter().find(|status| status.class == class);
            found.map(|status| status.key.clone()).unwrap_or_default()
        };
        Self {
            started: key(StatusClass::Started),
            done: key(StatusClass::Done),
        }
    }

    fn status(&self, percent: u8, begun: bool) -> String {
        match percent {
            100 => self.done.clone(),
            0 if !begun => String::new(),
            _ => self.started.clone(),
        }
    }
}

/// The identity of the plan elsewhere, in the length that a project keeps.
pub(crate) fn foreign(understood: &Understood) -> String {
    let foreign = &understood.file.project.foreign_id;
    foreign.chars().take(TITLE).collect()
}

pub(crate) fn project(understood: &Understood, context: &Context) -> Project {
    let file = &understood.file;
    let leaves = || {
        file.tasks
            .iter()
            .filter(|task| !task.summary && task.active)
    };
    let begun = leaves().any(|task| task.percent > 0 || task.actual_start.is_some());
    let done = begun && leaves().all(|task| task.percent == 100);
    let fields = file
        .fields
        .iter()
        .map(|(key, field)| (key.clone(), field.alias.clone()));
    let it = &file.project;
    Project {
        title: it.title.chars().take(TITLE).collect(),
        state: match (begun, done) {
            (_, true) => ProjectState::Done,
            (true, _) => ProjectState::Active,
            _ => ProjectState::Planned,
        },
        lead: context.lead,
        notes: it.notes.clone(),
        start: it.start,
        target_finish: it.finish.map(|finish| finish.date()),
        rank: context.rank.clone(),
        minutes_per_day: it.units.minutes_per_day,
        minutes_per_week: it.units.minutes_per_week,
        days_per_month: it.units.days_per_month,
        custom_fields: fields.collect(),
        foreign_id: foreign(understood),
        ..Project::default()
    }
}

pub(crate) fn task(
    row: &file::Task,
    units: &Units,
    states: &States,
    pack: &mut Packer<'_>,
) -> Task {
    let custom = row
        .custom
        .iter()
        .map(|(key, value)| (key.clone(), value.written(units)));
    let kept = row.kept.iter();
    // The outline number is told by the place in the outline.
    let kept = kept.filter(|(name, text)| *name != "WBS" || *text != row.raw.outline_number);
    let mut kept: BTreeMap<String, String> = kept
        .map(|(name, text)| ((*name).to_owned(), text.clone()))
        .collect();
    if !row.guid.is_empty() {
        kept.insert("GUID".into(), row.guid.clone());
    }
    if row.manual {
        kept.insert("Manual".into(), "1".into());
    }
    computed(row, &mut kept);
    Task {
        title: short(&row.name, "task: Name", pack),
        notes: row.notes.clone(),
        status: states.status(row.percent, row.actual_start.is_some()),
        milestone: row.milestone,
        percent: row.percent,
        estimate_minutes: row
            .work_minutes
            .filter(|minutes| *minutes > 0 && !row.summary),
        duration: row.duration,
        start: row.start,
        finish: row.finish,
        mode: TaskMode::Pinned,
        constraint: row.constraint,
        deadline: row.deadline,
        ignores_resource_calendars: row.ignores_resource_calendars,
        actual_start: row.actual_start,
        actual_finish: row.actual_finish,
        inactive: !row.active,
        priority: row.priority,
        leveling_delay_minutes: row.leveling_delay_minutes,
        baselines: row.baselines.clone(),
        custom: custom.collect(),
        uid: Some(row.uid),
        kept,
        ..Task::default()
    }
}

/// What the file computed, as one short text: nine names a row would be most of it.
fn computed(row: &file::Task, kept: &mut BTreeMap<String, String>) {
    let (start, finish) = (row.start, row.finish);
    let [start, finish] = [start, finish].map(|at| at.map(|at| at.to_string()));
    let short = |text: String| match Some(text) {
        text if text == start => "s".into(),
        text if text == finish => "f".into(),
        Some(text) if text.contains(' ') => "-".into(),
        text => text.unwrap_or_default(),
    };
    let found: Vec<Option<String>> = COMPUTED.iter().map(|name| kept.remove(*name)).collect();
    if found.iter().any(Option::is_some) {
        let all: Vec<String> = found
            .into_iter()
            .map(|text| text.map_or("-".into(), short))
            .collect();
        kept.insert(COMPUTED_KEY.into(), all.join(" "));
    }
}

/// The assignments of one task; two rows for the same person become one.
pub(crate) fn assignments<'a>(
    rows: impl Iterator<Item = &'a file::Assignment>,
    people: &[Settled],
    pack: &mut Packer<'_>,
) -> Vec<Assignment> {
    let mut out: Vec<Assignment> = Vec::new();
    for row in rows {
        let who = match people[row.resource].who {
            Who::Person(id) => Assignee::Person(id),
            Who::Resource(id) => Assignee::Resource(id),
        };
        let units_percent = (row.units.max(Decimal::ZERO) * Decimal::ONE_HUNDRED).normalize();
        let units_percent = units_percent.round_dp(6);
        if let Some(same) = out.iter_mut().find(|it| it.who == who) {
            same.units_percent += units_percent;
            same.work_minutes = match (same.work_minutes, row.work_minutes) {
                (Some(one), Some(other)) => Some(one + other),
                (one, other) => one.or(other),
            };
            let why = "two resources of a task are the same person: their units are added";
            pack.note("assignment", Treatment::Mapped, 1, why);
            continue;
        }
        let line = |text: &str| value::line(text, 400).0;
        let kept = row
            .kept
            .iter()
            .map(|(name, text)| ((*name).to_owned(), line(text)));
        let mut kept: BTreeMap<String, String> = kept.collect();
        kept.insert("UID".into(), row.uid.to_string());
        out.push(Assignment {
            who,
            units_percent,
            work_minutes: row.work_minutes,
            kept,
        });
    }
    out
}

pub(crate) fn resource(
    row: &file::Resource,
    project: Id<Project>,
    calendars: &BTreeMap<usize, Id<Calendar>>,
) -> Resource {
    let kept = row
        .kept
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.clone()));
    let calendar = row.calendar_uid.map(|uid| ("CalendarUID", uid.to_string()));
    let email = Some(("EmailAddress", row.email.clone())).filter(|it| !it.1.is_empty());
    let more = calendar.into_iter().chain(email);
    let more = more.map(|(name, text)| (name.to_owned(), text));
    let units = row
        .max_units
        .unwrap_or(Decimal::ONE)
        .min(Decimal::from(1_000_000));
    Resource {
        project,
        name: row.name.chars().take(TITLE).collect(),
        kind: row.kind,
        max_units_percent: (units * Decimal::ONE_HUNDRED).round_dp(6).normalize(),
        calendar: row
            .calendar
            .and_then(|index| calendars.get(&index).copied()),
        uid: Some(row.uid),
        kept: kept.chain(row.custom.clone()).chain(more).collect(),
        ..Resource::default()
    }
}

/// Whether a calendar is its base and nothing else.
pub(crate) fn says_nothing(row: &CalendarRow) -> bool {
    row.base.is_some()
        && row.calendar.week.iter().all(|day| *day == Day::Inherit)
        && row.calendar.exceptions.is_empty()
        && row.calendar.work_weeks.is_empty()
}

/// Calendars in an order in which each base stands before what is derived from it.
pub(crate) fn bases_first(file: &File) -> Vec<usize> {
    let depth = |index: usize| {
        let mut depth = 0;
        let mut base = file.calendars[index].base;
        while let Some(next) = base.filter(|_| depth <= file.calendars.len()) {
            depth += 1;
            base = file.calendars[next].base;
        }
        depth
    };
    let mut order: Vec<usize> = (0..file.calendars.len()).collect();
    order.sort_by_cached_key(|index| depth(*index));
    order
}

/// Ranks by index: evenly spread among the siblings.
pub(crate) fn ranks(file: &File) -> Vec<Rank> {
    let mut siblings: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, task) in file.tasks.iter().enumerate() {
        siblings.entry(task.parent).or_default().push(index);
    }
    let mut out = vec![Rank::default(); file.tasks.len()];
    for group in siblings.into_values() {
        for (index, rank) in group.iter().zip(rank::spread(group.len())) {
            out[*index] = rank;
        }
    }
    out
}

/// What has no place of its own: settings of the file, details of its people, its problems.
pub(crate) fn kept(understood: &Understood, people: &[Settled]) -> Value {
    let file = &understood.file;
    let resources: Vec<Value> = file
        .resources
        .iter()
        .zip(people)
        .filter_map(|(row, settled)| match settled.who {
            Who::Person(id) => Some(person(row, id)),
            Who::Resource(_) => None,
        })
        .collect();
    let problems = &understood.problems;
    let named: Vec<_> = problems.list.iter().take(PROBLEMS).collect();
    let silent: Vec<Value> = file
        .calendars
        .iter()
        .filter(|row| says_nothing(row))
        .map(|row| {
            let base = row.base.map(|base| file.calendars[base].uid);
            json!((row.uid, &row.calendar.name, base))
        })
        .collect();
    json!({
        "project": settings(file),
        "row": file.project.row.as_ref().map(|kept| map(kept)),
        "absent": absent(understood),
        "calendars": silent,
        "unnamed": file.project.unnamed,
        "from_finish": file.project.from_finish,
        "resources": resources,
        "problems": { "named": named, "count": problems.count() },
    })
}

fn map(kept: &[(&'static str, String)]) -> BTreeMap<String, String> {
    kept.iter()
        .map(|(name, text)| ((*name).to_owned(), text.clone()))
        .collect()
}

/// A resource that is a person here: what a person has no field for.
fn person(row: &file::Resource, id: Id<model::Person>) -> Value {
    let mut kept = map(&row.kept);
    if let Some(units) = row.max_units {
        kept.insert("MaxUnits".into(), units.to_string());
    }
    if let Some(uid) = row.calendar_uid {
        kept.insert("CalendarUID".into(), uid.to_string());
    }
    json!({
        "uid": row.uid, "person": id, "name": row.name, "email": row.email,
        "kept": kept, "custom": row.custom,
    })
}

/// Settings that are understood go back as they were too.
fn settings(file: &File) -> BTreeMap<String, String> {
    let mut out = map(&file.project.kept);
    let raw = &file.project.raw;
    let time = |minute: u16| format!("{:02}:{:02}:00", minute / 60, minute % 60);
    let texts = [
        ("Name", Some(raw.name.clone())),
        ("GUID", Some(raw.guid.clone())),
        ("FinishDate", Some(raw.finish.clone())),
        ("DefaultStartTime", raw.start_time.map(time)),
        ("DefaultFinishTime", raw.finish_time.map(time)),
        (
            "DurationFormat",
            raw.duration_format.map(|it| it.to_string()),
        ),
    ];
    for (name, text) in texts {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            out.insert(name.into(), text);
        }
    }
    out
}

/// Elements that Microsoft Project always writes and this file never does.
fn absent(understood: &Understood) -> Vec<&'static str> {
    let counts = understood.counts.get(field::TASK.index);
    let is_absent = |name: &&str| {
        let at = field::TASK.find(name);
        at.is_some_and(|at| counts.is_none_or(|counts| counts[at] == 0))
    };
    let names = USUAL_TASK.iter().map(|(name, _)| *name);
    names.filter(is_absent).collect()
}
