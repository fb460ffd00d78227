//! A plan that is imported twice: updated by UID, never doubled, and edits of one's own survive
//! where the file did not change the same thing.

use exchange::msproject::{Again, Context, Draft, Known, again, earlier, plan, read};
use model::access::{Founding, founding};
use model::op::make;
use model::{Dependency, Id, Op, Person, Plan, Project, Task, apply};
use uuid::Uuid;

const PLAN: &str = include_str!("fixtures/plan.xml");

struct World {
    plan: Plan,
    acting: model::Context,
    next: u128,
}

impl World {
    fn new() -> (Self, Id<Project>) {
        let acting = model::Context {
            actor: Id::new(Uuid::from_u128(1)),
            now: model::Timestamp::UNIX_EPOCH,
            today: model::Date::constant(2026, 5, 4),
        };
        let of = Founding {
            workspace: Id::new(Uuid::from_u128(2)),
            owner: acting.actor,
            name: "House".into(),
            owner_name: "Olga".into(),
            email: "olga@example.org".into(),
            today: acting.today,
            cycle: Id::new(Uuid::from_u128(3)),
            next_cycle: Id::new(Uuid::from_u128(4)),
        };
        let mut it = Self {
            plan: Plan::default(),
            acting,
            next: 10,
        };
        it.take(&founding(&of));
        let understood = read(PLAN.as_bytes()).expect("read");
        let context = it.context();
        let mut next = it.next;
        let draft = plan(&understood, &context, &mut || {
            next += 1;
            Uuid::from_u128(next)
        });
        it.next = next;
        draft.ops.iter().for_each(|op| it.take(op));
        (it, draft.project)
    }

    fn context(&self) -> Context {
        let known = |row: &std::sync::Arc<model::Row<Person>>| Known {
            id: row.id,
            name: row.name.clone(),
            email: row.email.clone(),
        };
        Context {
            people: self.plan.all::<Person>().map(known).collect(),
            ..Context::default()
        }
    }

    fn take(&mut self, op: &Op) {
        if let Err(refusal) = apply(&mut self.plan, op, &self.acting) {
            panic!("refused: {refusal}");
        }
    }

    /// Imports a changed file over the project; what it said it would do, and did.
    fn again(&mut self, project: Id<Project>, text: &str) -> Again {
        let understood = read(text.as_bytes()).expect("read");
        assert_eq!(earlier(&self.plan, &understood), [project]);
        let context = self.context();
        let mut next = self.next;
        let draft: Draft = again(
            &understood,
            &context,
            &self.plan,
            project,
            &self.acting,
            &mut || {
                next += 1;
                Uuid::from_u128(next)
            },
        );
        self.next = next;
        draft.ops.iter().for_each(|op| self.take(op));
        draft.again.expect("it is a second import")
    }

    fn task(&self, uid: i64) -> std::sync::Arc<model::Row<Task>> {
        let found = self.plan.all::<Task>().find(|it| it.uid == Some(uid));
        found.expect("the task").clone()
    }

    fn set(&mut self, uid: i64, field: &str, to: serde_json::Value) {
        let op = make::set(&self.plan, self.task(uid).id.at(), field, to);
        self.take(&op);
    }
}

#[test]
fn the_same_file_again_changes_nothing() {
    let (mut world, project) = World::new();
    let before: Vec<_> = world.plan.all::<Task>().cloned().collect();
    let links = world.plan.all::<Dependency>().count();
    let people = world.plan.all::<Person>().count();
    let said = world.again(project, PLAN);
    assert_eq!(
        said,
        Again {
            unchanged: before.len(),
            ..Again::default()
        }
    );
    let after: Vec<_> = world.plan.all::<Task>().cloned().collect();
    assert_eq!(before, after);
    assert_eq!(world.plan.all::<Dependency>().count(), links);
    assert_eq!(world.plan.all::<Person>().count(), people);
    assert_eq!(world.plan.projects().len(), 1);
}

#[test]
fn what_only_the_file_changed_is_taken_and_what_only_we_changed_stays() {
    let (mut world, project) = World::new();
    world.set(12, "title", "Carry with care".into());
    world.set(13, "title", "Ours".into());
    let name = world.task(11).title.clone();
    assert!(PLAN.contains("Pack &amp; label"), "{name}");
    let done = world.task(13).title.clone();
    assert_eq!(done, "Ours");
    let (_, rest) = PLAN.split_once("<UID>13</UID>").expect("task 13");
    let (_, rest) = rest.split_once("<Name>").expect("its name");
    let (theirs, _) = rest.split_once("</Name>").expect("its name");
    let changed = PLAN
        .replace("Pack &amp; label", "Pack everything")
        .replace(&format!("<Name>{theirs}</Name>"), "<Name>Theirs</Name>");
    let said = world.again(project, &changed);
    assert_eq!(world.task(11).title, "Pack everything");
    assert_eq!(world.task(12).title, "Carry with care");
    assert_eq!(world.task(13).title, "Theirs");
    assert_eq!(said.overwrites.len(), 1, "{said:?}");
    let over = &said.overwrites[0];
    assert_eq!(
        (over.field, over.ours.as_str(), over.theirs.as_str()),
        ("Title", "Ours", "Theirs")
    );
    assert_eq!(said.stays.len(), 1, "{said:?}");
    assert_eq!(said.stays[0].ours, "Carry with care");
    let updated: Vec<i64> = said.updated.iter().map(|it| it.uid).collect();
    assert_eq!(updated, [11, 13]);
    // And a third time there is nothing left to do.
    let said = world.again(project, &changed);
    assert_eq!(
        (said.updated.len(), said.overwrites.len()),
        (0, 0),
        "{said:?}"
    );
}

#[test]
fn new_absent_and_trashed_tasks_are_told_apart() {
    let (mut world, project) = World::new();
    let trashed = world.task(13).id;
    world.take(&make::trash(trashed.at()));
    let count = world.plan.all::<Task>().count();
    // Task 11 is not in the file any more; 99 is new.
    let begin = PLAN
        .find("<Task><UID>11</UID>")
        .or(PLAN.find("<UID>11</UID>"))
        .expect("task 11");
    let begin = PLAN[..begin + 6].rfind("<Task>").expect("it begins");
    let end = begin + PLAN[begin..].find("</Task>").expect("it ends") + "</Task>".len();
    let new = "<Task><UID>99</UID><ID>9</ID><Name>Wave</Name><OutlineLevel>2</OutlineLevel>\
               <Duration>PT8H0M0S</Duration></Task>";
    let changed = format!("{}{new}{}", &PLAN[..begin], &PLAN[end..]);
    let said = world.again(project, &changed);
    let uids = |list: &[exchange::msproject::Named]| -> Vec<i64> {
        list.iter().map(|it| it.uid).collect()
    };
    assert_eq!(uids(&said.created), [99], "{said:?}");
    assert_eq!(uids(&said.absent), [11], "{said:?}");
    assert_eq!(uids(&said.trashed), [13], "{said:?}");
    assert_eq!(world.plan.all::<Task>().count(), count + 1);
    assert!(world.plan.live(world.task(11).id).is_some(), "it stays");
    assert!(world.plan.live(trashed).is_none(), "it stays in the trash");
    let said = world.again(project, &changed);
    assert!(said.created.is_empty(), "never twice: {said:?}");
}
