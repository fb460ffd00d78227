//! The rows of a first import laid over the rows that are there: three ways, the third being what
//! the last import left. Every change is tried on a copy before it is handed out.

mod link;
use std::collections::{BTreeMap, BTreeSet};

use model::op::make;
use model::{
    Calendar, Dependency, Entity, Id, Op, Plan, Project, Resource, StatusClass, Task, apply,
};
use serde_json::Value;
use uuid::Uuid;

use super::{Again, Named, Overwrite, shown};
use crate::msproject::base::{self, Print, Stood};
use crate::msproject::plan::Draft;

pub(super) struct Merge<'a> {
    work: Plan,
    acting: &'a model::Context,
    project: Id<Project>,
    /// Identities of the draft to those that are here.
    same: BTreeMap<Uuid, Uuid>,
    /// Tasks of this project by UID, trashed ones too.
    by_uid: BTreeMap<i64, Id<Task>>,
    /// Tasks of the file that are not made, with the summary that stands for them.
    skipped: BTreeMap<Uuid, Option<Id<Task>>>,
    /// The task that came last below each summary.
    last: BTreeMap<Option<Id<Task>>, Id<Task>>,
    /// What each task waited for at the last import.
    waited: BTreeMap<Id<Task>, BTreeSet<i64>>,
    seen: BTreeSet<i64>,
    linked: BTreeSet<(Id<Task>, Id<Task>)>,
    ops: Vec<Op>,
    again: Again,
}

impl<'a> Merge<'a> {
    pub fn new(
        plan: &Plan,
        project: Id<Project>,
        acting: &'a model::Context,
        draft: &Draft,
    ) -> Self {
        let own = plan.all::<Task>().filter(|row| row.project == project);
        let mut by_uid = BTreeMap::new();
        for row in own {
            let Some(uid) = row.uid else { continue };
            // Of two with the same number the one that is not in the trash is meant.
            if plan.live(row.id).is_some() || !by_uid.contains_key(&uid) {
                by_uid.insert(uid, row.id);
            }
        }
        Self {
            work: plan.clone(),
            acting,
            project,
            same: BTreeMap::from([(draft.project.uuid(), project.uuid())]),
            by_uid,
            skipped: BTreeMap::new(),
            last: BTreeMap::new(),
            waited: BTreeMap::new(),
            seen: BTreeSet::new(),
            linked: BTreeSet::new(),
            ops: Vec::new(),
            again: Again::default(),
        }
    }

    /// Takes one operation of a first import.
    pub fn take(&mut self, op: Op) {
        match op {
            Op::Group { ops } => ops.into_iter().for_each(|op| self.take(op)),
            Op::Create { id, entity, .. } => {
                let Some(entity) = self.mapped(entity) else {
                    return;
                };
                match entity {
                    Entity::Project(row) => self.project(&row),
                    Entity::Calendar(row) => self.calendar(id, row),
                    Entity::Resource(row) => self.resource(id, row),
                    Entity::Task(row) => self.task(id, row),
                    Entity::Dependency(row) => self.link(id, row),
                    other => {
                        self.create(id, other);
                    }
                }
            }
            // The only set of a first import: the project's calendar.
            Op::Set { at, field, to, .. } => {
                if let (Some(id), Some(to)) = (self.same.get(&at.id), self.ids(to)) {
                    let at = model::Ref { id: *id, ..at };
                    let op = make::set(&self.work, at, &field, to.clone());
                    let now = self.work.any(at).and_then(|row| row.get(&field));
                    if now != Some(to) {
                        self.try_op(op);
                    }
                }
            }
            other => {
                self.try_op(other);
            }
        }
    }

    /// The same entity with the identities that are here.
    fn mapped(&self, entity: Entity) -> Option<Entity> {
        let value = serde_json::to_value(entity).ok()?;
        serde_json::from_value(self.ids(value)?).ok()
    }

    fn ids(&self, value: Value) -> Option<Value> {
        Some(match value {
            Value::String(text) => match Uuid::try_parse(&text) {
                Ok(id) if text.len() == 36 => {
                    let id = self.same.get(&id).map(Uuid::to_string);
                    Value::String(id.unwrap_or(text))
                }
                _ => Value::String(text),
            },
            Value::Array(list) => list
                .into_iter()
                .map(|it| self.ids(it))
                .collect::<Option<_>>()?,
            Value::Object(map) => {
                let pairs = map.into_iter();
                let pairs = pairs.map(|(key, it)| Some((key, self.ids(it)?)));
                Value::Object(pairs.collect::<Option<_>>()?)
            }
            other => other,
        })
    }

    fn try_op(&mut self, op: Op) -> bool {
        match apply(&mut self.work, &op, self.acting) {
            Ok(_) => {
                self.ops.push(op);
                true
            }
            Err(refusal) => {
                self.again.refused.push(refusal.to_string());
                false
            }
        }
    }

    fn create(&mut self, id: Uuid, entity: impl Into<Entity>) -> bool {
        self.try_op(make::create(id, entity))
    }

    /// Sets the fields in which a row differs.
    fn bring(&mut self, at: model::Ref, fields: &[&str], get: impl Fn(&str) -> Option<Value>) {
        for field in fields {
            let to = get(field).unwrap_or_default();
            let now = self.work.any(at).and_then(|row| row.get(field));
            if now.unwrap_or_default() != to {
                self.try_op(make::set(&self.work, at, field, to));
            }
        }
    }

    fn project(&mut self, row: &Project) {
        let at = self.project.at();
        let lengths = ["minutes_per_day", "minutes_per_week", "days_per_month"];
        self.bring(at, &lengths, |field| row.get(field));
        if let Some(here) = self.work.get(self.project) {
            let mut fields = here.custom_fields.clone();
            fields.extend(row.custom_fields.clone());
            let (ours, theirs) = (here.start, row.start);
            let title = here.title.clone();
            self.bring(at, &["custom_fields"], |_| {
                serde_json::to_value(&fields).ok()
            });
            if ours != theirs && theirs.is_some() {
                let text =
                    |at: Option<model::DateTime>| at.map(|at| at.to_string()).unwrap_or_default();
                self.again.overwrites.push(Overwrite {
                    task: None,
                    title,
                    field: "Start",
                    ours: text(ours),
                    theirs: text(theirs),
                });
                self.bring(at, &["start"], |field| row.get(field));
            }
        }
    }

    fn calendar(&mut self, id: Uuid, row: Calendar) {
        let is_own = |it: &model::Row<Calendar>| {
            it.project == Some(self.project) && !it.head.trashed && it.uid == row.uid
        };
        let found = self.work.all().find(|it| is_own(it)).map(|it| it.id);
        match found {
            Some(here) => {
                self.same.insert(id, here.uuid());
                let fields = ["name", "base", "week", "exceptions", "work_weeks"];
                self.bring(here.at(), &fields, |field| row.get(field));
            }
            None => {
                self.create(id, row);
            }
        }
    }

    fn resource(&mut self, id: Uuid, row: Resource) {
        let is_own = |it: &model::Row<Resource>| {
            it.project == self.project && !it.head.trashed && it.uid == row.uid
        };
        let found = self.work.all().find(|it| is_own(it)).map(|it| it.id);
        match found {
            Some(here) => {
                self.same.insert(id, here.uuid());
                let fields = ["name", "kind", "max_units_percent", "calendar", "kept"];
                self.bring(here.at(), &fields, |field| row.get(field));
            }
            None => {
                self.create(id, row);
            }
        }
    }

    fn task(&mut self, id: Uuid, mut row: Task) {
        let uid = row.uid.unwrap_or_default();
        self.seen.insert(uid);
        // Below a task that stays in the trash: what stands for it.
        if let Some(parent) = row.parent
            && let Some(instead) = self.skipped.get(&parent.uuid())
        {
            row.parent = *instead;
        }
        let here = self.by_uid.get(&uid).copied();
        if let Some(was) = Print::kept(&row) {
            let print = prints(&row).standing_as(&was);
            row.kept.insert(base::KEY.into(), print.written());
        }
        match here {
            Some(here) if self.work.live(here).is_none() => {
                self.again.trashed.push(named(here, &row));
                self.same.insert(id, here.uuid());
                self.skipped.insert(here.uuid(), row.parent);
            }
            Some(here) => {
                self.same.insert(id, here.uuid());
                self.update(here, &row);
            }
            None => self.add(Id::new(id), row),
        }
    }

    fn add(&mut self, id: Id<Task>, mut row: Task) {
        let parent = row.parent;
        let after = self.last.get(&parent).copied();
        row.rank = self.work.rank_after_tasks(self.project, parent);
        let named = named(id, &row);
        if !self.create(id.uuid(), row) {
            self.skipped.insert(id.uuid(), parent);
            return;
        }
        self.again.created.push(named);
        self.place(id, parent, after);
        self.last.insert(parent, id);
    }

    /// Puts a task after another one of the file, unless nothing of the file stands between.
    fn place(&mut self, id: Id<Task>, parent: Option<Id<Task>>, after: Option<Id<Task>>) -> bool {
        let below = self.work.get(id).map(|row| row.parent);
        let siblings = self.work.each_child(self.project, parent);
        let known: Vec<Id<Task>> = siblings
            .filter(|row| row.uid.is_some() || row.id == id)
            .map(|row| row.id)
            .collect();
        let at = known.iter().position(|it| *it == id);
        let before = at.and_then(|at| at.checked_sub(1)).map(|at| known[at]);
        if below == Some(parent) && before == after {
            return false;
        }
        let how = make::MoveHow::To { parent, after };
        make::move_task(&self.work, id, how).is_some_and(|op| self.try_op(op))
    }

    fn update(&mut self, id: Id<Task>, row: &Task) {
        let Some(here) = self.work.get(id).cloned() else {
            return;
        };
        let mut ours = here.body.clone();
        if self.work.status_class(&here) == StatusClass::Done {
            ours.percent = 100;
        }
        let was = Print::kept(&here);
        let mine = prints(&ours);
        let Some(file) = Print::kept(row) else {
            return;
        };
        self.waited.insert(id, waits(&here));
        let done = self.ops.len();
        for field in base::FIELDS {
            if mine.same(&file, field) {
                continue;
            }
            let file_stayed = was.as_ref().is_some_and(|was| was.same(&file, field));
            let ours_stayed = was.as_ref().is_some_and(|was| was.same(&mine, field));
            if !ours_stayed {
                let difference = self.difference(id, &ours, row, field);
                match file_stayed {
                    true => self.again.stays.push(difference),
                    false => self.again.overwrites.push(difference),
                }
            }
            if file_stayed {
                continue;
            }
            let to = row.get(field).unwrap_or_default();
            self.try_op(make::set(&self.work, id.at(), field, to));
            if *field == "percent" {
                let status = row.get("status").unwrap_or_default();
                self.bring(id.at(), &["status"], |_| Some(status.clone()));
            }
        }
        let after = self.last.get(&row.parent).copied();
        let place = was.as_ref();
        let moved = place.is_none_or(|was| !was.same_parent(&file) || !was.same_before(&file));
        if moved {
            self.place(id, row.parent, after);
        }
        if self.ops.len() > done {
            self.again.updated.push(named(id, row));
        } else {
            self.again.unchanged += 1;
        }
        self.bring(id.at(), &["kept"], |field| row.get(field));
        let parent = self.work.get(id).and_then(|row| row.parent);
        self.last.insert(parent, id);
    }

    fn difference(&self, id: Id<Task>, ours: &Task, theirs: &Task, field: &str) -> Overwrite {
        let measure = self.work.get(self.project).map(|row| {
            let usual = model::duration::Measure::default();
            let or = |own: u32, usual: u32| if own == 0 { usual } else { own };
            model::duration::Measure {
                minutes_per_day: or(row.minutes_per_day, usual.minutes_per_day),
                minutes_per_week: or(row.minutes_per_week, usual.minutes_per_week),
                days_per_month: or(row.days_per_month, usual.days_per_month),
            }
        });
        let measure = measure.unwrap_or_default();
        Overwrite {
            task: Some(id),
            title: ours.title.clone(),
            field: shown::name(field),
            ours: shown::value(&self.work, measure, ours, field),
            theirs: shown::value(&self.work, measure, theirs, field),
        }
    }

    pub fn finish(mut self) -> (Vec<Op>, Again) {
        self.unlink();
        for (uid, id) in &self.by_uid {
            if !self.seen.contains(uid)
                && let Some(row) = self.work.live(*id)
            {
                self.again.absent.push(named(*id, row));
            }
        }
        (self.ops, self.again)
    }
}

fn prints(task: &Task) -> Print {
    Print::of(task, Stood::default())
}

fn named(task: Id<Task>, row: &Task) -> Named {
    Named {
        task,
        uid: row.uid.unwrap_or_default(),
        title: row.title.clone(),
    }
}

fn waits(task: &Task) -> BTreeSet<i64> {
    let text = task.kept.get(base::LINKS).map(String::as_str);
    let all = text.unwrap_or_default().split(' ');
    all.filter_map(|uid| uid.parse().ok()).collect()
}
