//! An understood file as operations: the model takes all of them, in groups that sync can carry.

use exchange::msproject::{Context, Draft, Known, plan, read};
use exchange::report::Treatment;
use model::access::{Founding, founding};
use model::{
    Assignee, Calendar, Dependency, Id, Import, Lag, Op, Person, Plan, Project, Resource, Task,
    TaskMode, TimeUnit, apply,
};
use uuid::Uuid;

use crate::shared;

const PLAN: &[u8] = include_bytes!("fixtures/plan.xml");

struct World {
    plan: Plan,
    context: model::Context,
    next: u128,
}

impl World {
    fn new() -> Self {
        let mut next = 1_u128;
        let mut id = || {
            next += 1;
            Uuid::from_u128(next)
        };
        let context = model::Context {
            actor: Id::new(id()),
            now: model::Timestamp::UNIX_EPOCH,
            today: model::Date::constant(2026, 5, 4),
        };
        let of = Founding {
            workspace: Id::new(id()),
            owner: context.actor,
            name: "House".into(),
            owner_name: "Olga".into(),
            email: "olga@example.org".into(),
            today: context.today,
            cycle: Id::new(id()),
            next_cycle: Id::new(id()),
        };
        let mut plan = Plan::default();
        apply(&mut plan, &founding(&of), &context).expect("a workspace can be founded");
        Self {
            plan,
            context,
            next,
        }
    }

    fn draft(&mut self, bytes: &[u8]) -> Draft {
        let understood = read(bytes).expect("the plan is read");
        let known = |row: &std::sync::Arc<model::Row<Person>>| Known {
            id: row.id,
            name: row.name.clone(),
            email: row.email.clone(),
        };
        let context = Context {
            file_name: "move.xml".into(),
            people: self.plan.all::<Person>().map(known).collect(),
            rank: model::rank::between(None, None),
            ..Context::default()
        };
        plan(&understood, &context, &mut || {
            self.next += 1;
            Uuid::from_u128(self.next)
        })
    }

    fn take(&mut self, draft: &Draft) {
        for op in &draft.ops {
            let bytes = serde_json::to_vec(op).expect("an operation is JSON").len();
            assert!(bytes <= 60 * 1024, "{bytes} bytes in one operation");
            if let Err(refusal) = apply(&mut self.plan, op, &self.context) {
                panic!("refused: {refusal}");
            }
        }
    }

    fn task(&self, uid: i64) -> &Task {
        let row = self.plan.all::<Task>().find(|it| it.uid == Some(uid));
        &row.expect("the task is there").body
    }
}

#[test]
fn our_own_plan_becomes_rows_of_the_model() {
    let mut world = World::new();
    let draft = world.draft(PLAN);
    world.take(&draft);
    let project = world
        .plan
        .get::<Project>(draft.project)
        .expect("the project");
    assert_eq!(project.title, "Office move");
    assert_eq!(project.notes, "Why we move");
    assert_eq!(project.minutes_per_day, 450);
    assert_eq!(project.custom_fields["Text1"], "Floor");
    assert_eq!(project.foreign_id, "AAAA-1");
    let calendar = project
        .calendar
        .and_then(|id| world.plan.get::<Calendar>(id));
    assert_eq!(calendar.expect("its calendar").name, "House");
    assert_eq!(
        world.plan.all::<Calendar>().count(),
        2,
        "Alan's differs in nothing"
    );

    let pack = world.task(11);
    assert_eq!(pack.title, "Pack & label");
    assert_eq!(pack.notes, "line one\nline two");
    assert_eq!(pack.status, "done");
    assert_eq!(pack.mode, TaskMode::Pinned);
    assert_eq!(
        pack.start.map(|it| it.to_string()).as_deref(),
        Some("2026-05-04T08:00:00")
    );
    assert_eq!(
        pack.duration.map(|it| (it.minutes, it.unit)),
        Some((1350, TimeUnit::Day))
    );
    assert_eq!(pack.estimate_minutes, Some(2700));
    assert_eq!(pack.custom["Text1"], "3rd");
    assert_eq!(pack.baselines.len(), 1);
    let parent = pack
        .parent
        .and_then(|id| world.plan.get::<Task>(id))
        .expect("its summary");
    assert_eq!(parent.uid, Some(10));
    assert_eq!(pack.assignments.len(), 2);
    assert!(matches!(pack.assignments[0].who, Assignee::Person(_)));
    assert_eq!(pack.assignments[0].units_percent.to_string(), "50");
    let carry = world.task(12);
    assert_eq!((carry.percent, carry.status.as_str()), (20, "doing"));
    assert!(carry.duration.is_some_and(|it| it.estimated));
    assert!(world.task(13).milestone);
}

#[test]
fn links_people_and_report_are_there() {
    let mut world = World::new();
    let draft = world.draft(PLAN);
    world.take(&draft);
    let lags: Vec<Lag> = world.plan.all::<Dependency>().map(|it| it.lag).collect();
    assert!(
        lags.iter()
            .any(|it| matches!(it, Lag::Span(span) if span.minutes == 450))
    );
    assert!(
        lags.iter()
            .any(|it| matches!(it, Lag::Percent { elapsed: true, percent }
        if percent.to_string() == "-50"))
    );
    assert_eq!(
        world.plan.all::<Resource>().next().expect("boxes").name,
        "Boxes"
    );
    let people: Vec<_> = draft
        .people
        .iter()
        .map(|it| (it.name.as_str(), it.placeholder))
        .collect();
    assert_eq!(people, [("Grace Hopper", true), ("Alan", true)]);
    let import = world.plan.all::<Import>().next().expect("the import stays");
    let report: exchange::Report =
        serde_json::from_value(import.report.clone()).expect("the report is read back");
    assert_eq!(report, draft.report);
    let slack = report
        .entries
        .iter()
        .find(|it| it.field == "task: TotalSlack")
        .expect("told");
    assert_eq!((slack.treatment, slack.count), (Treatment::Kept, 1));
    assert_eq!(import.kept["project"]["Manager"], "Grace");
    let tree: Vec<_> = draft
        .rows
        .iter()
        .map(|it| (it.depth, it.name.as_str()))
        .collect();
    assert_eq!(
        tree,
        [
            (0, "Prepare"),
            (1, "Pack & label"),
            (0, "Carry"),
            (0, "Moved")
        ]
    );
}

#[test]
fn people_are_matched_by_address_then_by_name_and_only_once() {
    let mut world = World::new();
    let draft = world.draft(PLAN);
    world.take(&draft);
    let before = world.plan.all::<Person>().count();
    let again = world.draft(PLAN);
    world.take(&again);
    assert!(again.people.iter().all(|it| !it.placeholder));
    assert_eq!(world.plan.all::<Person>().count(), before);
    assert_eq!(again.people[0].person, draft.people[0].person);
}

#[test]
fn the_same_identities_give_the_same_operations() {
    let one: Vec<Op> = World::new().draft(PLAN).ops;
    let other: Vec<Op> = World::new().draft(PLAN).ops;
    assert_eq!(one, other);
}

#[test]
fn rows_that_are_too_large_are_cut_and_told() {
    let notes = "word ".repeat(10_000);
    let field = |id: u32| {
        let value = "v".repeat(1_900);
        format!(
            "<ExtendedAttribute><FieldID>{id}</FieldID><Value>{value}</Value></ExtendedAttribute>"
        )
    };
    let fields: String = (188_743_997..188_744_017)
        .chain(188_743_746..188_743_751)
        .map(field)
        .collect();
    let text = format!(
        "<Project><Name>{}</Name><Tasks><Task><UID>1</UID><Name>{}</Name><Notes>{notes}</Notes>\
         {fields}         </Task></Tasks></Project>",
        "n".repeat(3_000),
        "t".repeat(1_500),
    );
    let mut world = World::new();
    let draft = world.draft(text.as_bytes());
    world.take(&draft);
    assert_eq!(world.task(1).title.len(), 500);
    assert!(world.task(1).notes.len() > 3_000);
    let told = |field: &str| draft.report.entries.iter().any(|it| it.field == field);
    assert!(told("task: Name") && told("custom field: Value"));
}

#[test]
fn every_file_of_the_corpus_is_taken_by_the_model() {
    for folder in ["corpus/msproject", "corpus/msproject-probes"] {
        let Some(folder) = shared::folder(folder) else {
            continue;
        };
        for entry in std::fs::read_dir(folder).expect("the corpus") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|it| it != "xml") {
                continue;
            }
            let bytes = std::fs::read(&path).expect("a plan");
            if read(&bytes).is_err() {
                continue;
            }
            let mut world = World::new();
            let draft = world.draft(&bytes);
            world.take(&draft);
            assert_eq!(world.plan.all::<Task>().count(), draft.counts.tasks);
            assert_eq!(world.plan.all::<Dependency>().count(), draft.counts.links);
            let project = world.plan.get::<Project>(draft.project);
            assert!(project.is_some_and(|it| !it.title.is_empty()));
        }
    }
}
