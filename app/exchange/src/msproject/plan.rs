//! From what was understood to operations: a project with its calendars, people, tasks and links,
//! and the report that stays with it. Nothing is changed here; the caller pushes `Draft::ops`.

mod again;
mod body;
mod pack;
mod people;

use std::collections::BTreeMap;

use model::{
    Audience, Calendar, DateTime, Dependency, Id, Import, Op, Person, Project, Rank, Ref, Resource,
    Status, Task, Timestamp,
};
use serde_json::Value;
use uuid::Uuid;

use super::Understood;
use super::base::{self, Print, Stood};
use super::file::File;
use crate::pace::{self, Pace};
use crate::report::Report;
use pack::Packer;

pub use again::{Again, Named, Overwrite, again, again_in_turns, earlier};
pub use people::{How, Key, Known, Matched};

/// What the caller knows and a file cannot.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The file's name, for the report.
    pub file_name: String,
    /// Now.
    pub read_at: Timestamp,
    /// Everybody in the workspace, placeholders too.
    pub people: Vec<Known>,
    /// Who somebody in the file is, said by hand: a person here, or `None` for a new placeholder.
    pub choices: BTreeMap<Key, Option<Id<Person>>>,
    /// The statuses in use; empty means the usual four.
    pub statuses: Vec<Status>,
    /// Where the project goes in the list.
    pub rank: Rank,
    /// Who leads it.
    pub lead: Option<Id<Person>>,
    /// Who may see it; `None` is everyone.
    pub audience: Option<Audience>,
}

/// How much a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that become tasks.
    pub tasks: usize,
    /// Of them with rows below.
    pub summaries: usize,
    /// Of them milestones.
    pub milestones: usize,
    /// Links between tasks.
    pub links: usize,
    /// People and resources.
    pub resources: usize,
    /// Who works on what.
    pub assignments: usize,
    /// Calendars in the file.
    pub calendars: usize,
    /// Tasks with at least one baseline.
    pub baselines: usize,
    /// Custom fields.
    pub fields: usize,
}

/// One row of the tree to look at before importing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// Row in the file, from 1: problems name it.
    pub row: u32,
    /// Depth in the outline, from 0.
    pub depth: u32,
    /// Name.
    pub name: String,
    /// Start as stored.
    pub start: Option<DateTime>,
    /// Finish as stored.
    pub finish: Option<DateTime>,
    /// Marked as a milestone.
    pub milestone: bool,
    /// Has rows below it.
    pub summary: bool,
    /// Percent complete.
    pub percent: u8,
}

/// An import that waits for a yes.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The project that it will make.
    pub project: Id<Project>,
    /// Its title.
    pub title: String,
    /// The changes, in order. Each is a group below the limit of one operation and is all or
    /// nothing; each prefix of the list is a valid state. Push them in order, as many at a time as
    /// fit a message; should one be refused, trash `project` and everything is gone again.
    pub ops: Vec<Op>,
    /// How much there is.
    pub counts: Counts,
    /// The tree.
    pub rows: Vec<PreviewRow>,
    /// Each person of the file, with the one they are matched to.
    pub people: Vec<Matched>,
    /// What becomes of each class of field.
    pub report: Report,
    /// What changes in the project that is there already; `None` when it is a new one.
    pub again: Option<Again>,
}

/// Counts what a file holds.
pub(crate) fn count(understood: &Understood) -> Counts {
    let file = &understood.file;
    let tasks = |which: fn(&super::Task) -> bool| file.tasks.iter().filter(|it| which(it)).count();
    Counts {
        tasks: file.tasks.len(),
        summaries: tasks(|it| it.summary),
        milestones: tasks(|it| it.milestone),
        links: file.links.len(),
        resources: file.resources.len(),
        assignments: file.assignments.len(),
        calendars: file.calendars.len(),
        baselines: tasks(|it| !it.baselines.is_empty()),
        fields: file.fields.len(),
    }
}

impl Understood {
    /// How much the file holds.
    pub fn counts(&self) -> Counts {
        count(self)
    }

    /// The tree to look at before importing.
    pub fn rows(&self) -> Vec<PreviewRow> {
        let row = |task: &super::Task| PreviewRow {
            row: task.row,
            depth: task.level.saturating_sub(1),
            name: task.name.clone(),
            start: task.start,
            finish: task.finish,
            milestone: task.milestone,
            summary: task.summary,
            percent: task.percent,
        };
        self.file.tasks.iter().map(row).collect()
    }
}

/// Turns an understood file into operations. Identities come from the caller; the same ones give
/// the same bytes.
pub fn plan(understood: &Understood, context: &Context, new_id: &mut dyn FnMut() -> Uuid) -> Draft {
    let whole = Pace::at_once();
    pace::at_once(plan_in_turns(understood, context, new_id, &whole))
}

/// The same in slices.
pub async fn plan_in_turns(
    understood: &Understood,
    context: &Context,
    new_id: &mut dyn FnMut() -> Uuid,
    pace: &Pace<'_>,
) -> Draft {
    let file = &understood.file;
    let mut report = understood.report();
    let mut pack = Packer::new(&mut report);
    let project: Id<Project> = Id::new(new_id());
    let people = people::of(file, context, new_id, &mut pack);
    pack.create(
        project.uuid(),
        body::project(understood, context),
        context.audience,
    );
    let calendars = calendars(understood, project, &people, new_id, &mut pack);
    set_calendar(understood, project, &calendars, &mut pack);
    for (index, matched) in people.iter().enumerate() {
        if let people::Who::Resource(id) = matched.who {
            let resource: Resource = body::resource(&file.resources[index], project, &calendars);
            pack.create(id.uuid(), resource, None);
        }
    }
    let below = Below {
        understood,
        context,
        project,
        calendars: &calendars,
        people: &people,
    };
    let tasks = tasks(&below, new_id, &mut pack, pace).await;
    for (index, link) in file.links.iter().enumerate() {
        pace.row(
            file.tasks.len() + index,
            file.tasks.len() + file.links.len(),
        )
        .await;
        let dependency = Dependency {
            predecessor: tasks[link.from],
            successor: tasks[link.to],
            kind: link.kind,
            lag: link.lag,
            ..Dependency::default()
        };
        pack.create(new_id(), dependency, None);
    }
    let mut ops = pack.finish();
    report.sort();
    let import = Import {
        project,
        file: super::value::line(&context.file_name, 500).0,
        format: understood.format().into(),
        read_at: context.read_at,
        report: serde_json::to_value(&report).unwrap_or_default(),
        kept: body::kept(understood, &people),
        ..Import::default()
    };
    ops.push(pack::import(new_id(), import));
    let people = people.into_iter().filter_map(|it| it.shown).collect();
    Draft {
        project,
        title: file.project.title.clone(),
        ops,
        counts: count(understood),
        rows: understood.rows(),
        people,
        report,
        again: None,
    }
}

/// Creates base calendars, and the calendars of people and resources where they differ. Answers by
/// index of the file; one that differs in nothing is its base.
fn calendars(
    understood: &Understood,
    project: Id<Project>,
    people: &[people::Settled],
    new_id: &mut dyn FnMut() -> Uuid,
    pack: &mut Packer<'_>,
) -> BTreeMap<usize, Id<Calendar>> {
    let file = &understood.file;
    let mut ids: BTreeMap<usize, Id<Calendar>> = BTreeMap::new();
    let mut persons = BTreeMap::new();
    for (resource, settled) in file.resources.iter().zip(people) {
        if let (Some(index), people::Who::Person(id)) = (resource.calendar, settled.who) {
            persons.insert(index, id);
        }
    }
    let mut same = 0;
    for index in body::bases_first(file) {
        let row = &file.calendars[index];
        let base = row.base.and_then(|base| ids.get(&base).copied());
        if let (true, Some(base)) = (body::says_nothing(row), base) {
            ids.insert(index, base);
            same += 1;
            continue;
        }
        let id = Id::new(new_id());
        let person = persons.get(&index).copied();
        let mut calendar = Calendar {
            project: Some(project),
            base,
            person,
            ..row.calendar.clone()
        };
        calendar.name = body::short(&calendar.name, "calendar: Name", pack);
        pack.create(id.uuid(), calendar, None);
        ids.insert(index, id);
    }
    if same > 0 {
        let why = "calendars that differ in nothing from their base are their base";
        pack.note("calendar: derived", crate::Treatment::Mapped, same, why);
    }
    ids
}

/// The project was made before its calendars, which hang below it.
fn set_calendar(
    understood: &Understood,
    project: Id<Project>,
    calendars: &BTreeMap<usize, Id<Calendar>>,
    pack: &mut Packer<'_>,
) {
    let calendar = understood
        .file
        .project
        .calendar
        .and_then(|index| calendars.get(&index));
    if let Some(calendar) = calendar {
        let at = Ref {
            kind: model::Kind::Project,
            id: project.uuid(),
        };
        let to = Value::String(calendar.to_string());
        pack.push(Op::Set {
            at,
            field: "calendar".into(),
            from: Value::Null,
            to,
        });
    }
}

/// What tasks hang below and point at.
struct Below<'a> {
    understood: &'a Understood,
    context: &'a Context,
    project: Id<Project>,
    calendars: &'a BTreeMap<usize, Id<Calendar>>,
    people: &'a [people::Settled],
}

/// Creates the tasks, parents before children. Answers by index of the file.
async fn tasks(
    below: &Below<'_>,
    new_id: &mut dyn FnMut() -> Uuid,
    pack: &mut Packer<'_>,
    pace: &Pace<'_>,
) -> Vec<Id<Task>> {
    let file = &below.understood.file;
    let (calendars, people) = (below.calendars, below.people);
    let ids: Vec<Id<Task>> = file.tasks.iter().map(|_| Id::new(new_id())).collect();
    let ranks = body::ranks(file);
    let mut assigned: Vec<Vec<usize>> = vec![Vec::new(); file.tasks.len()];
    for (index, assignment) in file.assignments.iter().enumerate() {
        assigned[assignment.task].push(index);
    }
    let states = body::States::of(below.context);
    let before = siblings(file);
    let mut waits = waits(file);
    for (index, row) in file.tasks.iter().enumerate() {
        let mut task = body::task(row, &file.project.units, &states, pack);
        task.project = below.project;
        task.parent = row.parent.map(|parent| ids[parent]);
        task.rank = ranks[index].clone();
        task.calendar = row
            .calendar
            .and_then(|index| calendars.get(&index).copied());
        let rows = assigned[index].iter().map(|at| &file.assignments[*at]);
        task.assignments = body::assignments(rows, people, pack);
        mark(&mut task, file, index, &before);
        if !waits[index].is_empty() {
            let waits = std::mem::take(&mut waits[index]);
            task.kept.insert(base::LINKS.into(), waits);
        }
        pack.create(ids[index].uuid(), task, None);
        pace.row(index, file.tasks.len() + file.links.len()).await;
    }
    ids
}

/// Leaves the print by which a later import tells what was changed since.
fn mark(task: &mut Task, file: &File, index: usize, before: &[Option<usize>]) {
    let uid = |at: usize| file.tasks[at].uid;
    let stood = Stood {
        parent: file.tasks[index].parent.map(uid),
        before: before[index].map(uid),
    };
    let print = Print::of(task, stood).written();
    task.kept.insert(base::KEY.into(), print);
}

/// What each task waits for in the file, by UID: a later import tells by it which links are gone.
fn waits(file: &File) -> Vec<String> {
    let mut out = vec![String::new(); file.tasks.len()];
    for link in &file.links {
        let text = &mut out[link.to];
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&file.tasks[link.from].uid.to_string());
    }
    out
}

/// The sibling before each task.
fn siblings(file: &File) -> Vec<Option<usize>> {
    let mut last: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    let tasks = file.tasks.iter().enumerate();
    tasks
        .map(|(index, task)| last.insert(task.parent, index))
        .collect()
}
