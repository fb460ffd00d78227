//! Import, export, import again: the second reading says what the first did.

use exchange::msproject::{Context, File, plan, read, write_with};
use model::access::{Founding, founding};
use model::{Id, KeyResult, Link, LinkTarget, Objective, Op, Plan, Project, Task, TaskMode, apply};
use uuid::Uuid;

use crate::shared;

const PLAN: &[u8] = include_bytes!("fixtures/plan.xml");

struct World {
    plan: Plan,
    acting: model::Context,
    next: u128,
}

impl World {
    fn new() -> Self {
        let mut it = Self {
            plan: Plan::default(),
            acting: model::Context {
                actor: Id::new(Uuid::from_u128(1)),
                now: model::Timestamp::UNIX_EPOCH,
                today: model::Date::constant(2026, 5, 4),
            },
            next: 10,
        };
        let of = Founding {
            workspace: Id::new(Uuid::from_u128(2)),
            owner: it.acting.actor,
            name: "House".into(),
            owner_name: "Olga".into(),
            email: "olga@example.org".into(),
            today: it.acting.today,
            cycle: Id::new(Uuid::from_u128(3)),
            next_cycle: Id::new(Uuid::from_u128(4)),
        };
        it.take(&founding(&of));
        it
    }

    fn take(&mut self, op: &Op) {
        apply(&mut self.plan, op, &self.acting).expect("the model takes it");
    }

    fn id(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    fn import(&mut self, bytes: &[u8]) -> Id<Project> {
        let understood = read(bytes).expect("the plan is read");
        let mut next = self.next;
        let draft = plan(&understood, &Context::default(), &mut || {
            next += 1;
            Uuid::from_u128(next)
        });
        self.next = next;
        draft.ops.iter().for_each(|op| self.take(op));
        draft.project
    }

    fn export(&self, project: Id<Project>) -> String {
        write_with(&self.plan, project, &|_| None).expect("the project is written")
    }
}

/// What a reading says, without what is only a help on the way.
fn said(bytes: &[u8]) -> File {
    read(bytes).expect("the plan is read").file
}

/// Compares two readings field by field, so that a failure names the one that is wrong.
fn same(name: &str, one: &File, other: &File) {
    assert_eq!(one.project.title, other.project.title, "{name}: title");
    assert_eq!(one.project.notes, other.project.notes, "{name}: notes");
    assert_eq!(one.project.start, other.project.start, "{name}: start");
    assert_eq!(one.project.units, other.project.units, "{name}: units");
    assert_eq!(one.fields, other.fields, "{name}: custom fields");
    assert_eq!(one.links.len(), other.links.len(), "{name}: links");
    for link in &one.links {
        assert!(other.links.contains(link), "{name}: {link:?}");
    }
    let calendars = |file: &File| {
        let row = |it: &exchange::msproject::CalendarRow| {
            let base = it.base.map(|at| file.calendars[at].uid);
            (it.uid, base, it.calendar.clone())
        };
        let mut all: Vec<_> = file.calendars.iter().map(row).collect();
        all.sort_by_key(|it| it.0);
        all
    };
    assert_eq!(calendars(one), calendars(other), "{name}: calendars");
    assert_eq!(one.tasks.len(), other.tasks.len(), "{name}: tasks");
    for (a, b) in one.tasks.iter().zip(&other.tasks) {
        let line = |it: &exchange::msproject::Task| {
            format!(
                "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
                (
                    it.uid, &it.guid, &it.name, &it.notes, it.level, it.parent, it.summary
                ),
                (it.milestone, it.manual, it.active),
                (it.start, it.finish, it.duration),
                (it.work_minutes.filter(|it| *it > 0), it.percent),
                it.constraint,
                (it.deadline, it.actual_start, it.actual_finish),
                it.calendar.is_some(),
                it.ignores_resource_calendars,
                it.priority,
                it.leveling_delay_minutes,
                it.baselines,
                it.custom,
                (),
                (),
                (),
                (),
                ()
            )
        };
        assert_eq!(line(a), line(b), "{name}");
        for kept in &a.kept {
            assert!(b.kept.contains(kept), "{name}: {} lost {kept:?}", a.name);
        }
    }
    let people = |file: &File| {
        let row = |it: &exchange::msproject::Resource| {
            (
                it.uid,
                it.name.clone(),
                it.email.clone(),
                it.kind,
                it.max_units,
            )
        };
        let mut all: Vec<_> = file.resources.iter().map(row).collect();
        all.sort_by_key(|it| it.0);
        all
    };
    assert_eq!(people(one), people(other), "{name}: people");
    let work = |file: &File| {
        let row = |it: &exchange::msproject::Assignment| {
            let task = file.tasks[it.task].uid;
            (
                task,
                file.resources[it.resource].uid,
                it.units,
                it.work_minutes,
            )
        };
        let mut all: Vec<_> = file.assignments.iter().map(row).collect();
        all.sort_by_key(|it| (it.0, it.1));
        all
    };
    assert_eq!(work(one), work(other), "{name}: assignments");
}

#[test]
fn our_own_plan_comes_back_as_it_was() {
    let mut world = World::new();
    let project = world.import(PLAN);
    let text = world.export(project);
    same("plan.xml", &said(PLAN), &said(text.as_bytes()));
}

#[test]
fn every_real_and_generated_plan_comes_back() {
    let Some(folder) = shared::folder("corpus") else {
        return;
    };
    let mut files: Vec<_> = std::fs::read_dir(folder.join("msproject"))
        .expect("plans")
        .map(|it| it.expect("an entry").path())
        .collect();
    for family in std::fs::read_dir(folder.join("generated")).expect("families") {
        let family = family.expect("an entry").path();
        if family.is_dir() {
            let cases = std::fs::read_dir(family).expect("cases");
            files.extend(cases.map(|it| it.expect("an entry").path()));
        }
    }
    files.retain(|it| it.extension().is_some_and(|it| it == "xml"));
    assert!(files.len() >= 85, "{} files", files.len());
    for file in files {
        let name = file.to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).expect("the plan");
        let mut world = World::new();
        let project = world.import(&bytes);
        same(
            &name,
            &said(&bytes),
            &said(world.export(project).as_bytes()),
        );
    }
}

#[test]
fn what_is_changed_here_is_written_as_changed() {
    let mut world = World::new();
    let project = world.import(PLAN);
    let task = |world: &World, uid| {
        let found = world.plan.all::<Task>().find(|it| it.uid == Some(uid));
        found.expect("the task").clone()
    };
    let pack = task(&world, 11);
    let set = |field: &str, to: serde_json::Value| Op::Set {
        at: pack.id.at(),
        field: field.into(),
        from: pack.get(field).unwrap_or_default(),
        to,
    };
    world.take(&set("title", "Pack <all> & label".into()));
    world.take(&set("start", "2026-05-05T08:00:00".into()));
    let carry = task(&world, 12);
    assert_eq!(carry.mode, TaskMode::Pinned);
    let file = said(world.export(project).as_bytes());
    let found = file.tasks.iter().find(|it| it.uid == 11).expect("the task");
    assert_eq!(found.name, "Pack <all> & label");
    assert_eq!(
        found.start.map(|it| it.to_string()).as_deref(),
        Some("2026-05-05T08:00:00")
    );
    assert!(found.manual, "what was moved by hand says so");
    let other = file.tasks.iter().find(|it| it.uid == 12).expect("the task");
    assert_eq!((other.start, other.manual), (carry.start, false));
}

#[test]
fn key_results_travel_as_a_custom_field() {
    let mut world = World::new();
    let project = world.import(PLAN);
    let (goal, result, link) = (world.id(), world.id(), world.id());
    let objective = Objective {
        title: "A better house".into(),
        ..Objective::default()
    };
    let key_result = KeyResult {
        objective: Id::new(goal),
        title: "Everybody sits by a window".into(),
        metric: model::MetricType::Boolean,
        ..KeyResult::default()
    };
    let task = world.plan.all::<Task>().find(|it| it.uid == Some(13));
    let target = LinkTarget::Task(task.expect("the task").id);
    let link_row = Link {
        key_result: Id::new(result),
        target,
        reason: model::StepReason::GoLive,
        ..Link::default()
    };
    for (id, entity) in [
        (goal, objective.into()),
        (result, key_result.into()),
        (link, link_row.into()),
    ] {
        world.take(&Op::Create {
            id,
            entity,
            audience: None,
        });
    }
    let text = world.export(project);
    let mut again = World::new();
    let back = again.import(text.as_bytes());
    let row = again.plan.get::<Project>(back).expect("the project");
    let key = row.custom_fields.iter().find(|it| it.1 == "Key Result");
    let key = key.expect("the field").0;
    let task = again.plan.all::<Task>().find(|it| it.uid == Some(13));
    let value = &task.expect("the task").custom[key];
    assert!(value.contains("Everybody sits by a window"), "{value}");
    assert!(value.contains(&result.to_string()), "{value}");
    // And again: the field is the same, and nothing is lost.
    same(
        "key results",
        &said(text.as_bytes()),
        &said(again.export(back).as_bytes()),
    );
}
