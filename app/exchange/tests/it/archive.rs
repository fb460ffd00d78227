//! The archive of a workspace: written, read, equal row for row; cut or changed, refused.

use std::future::Future;

use exchange::archive::{Archive, Brought, Refused, bring, is_archive, read, write};
use model::access::{Founding, founding};
use model::{Id, Plan, apply, demo};
use uuid::Uuid;

fn house() -> Plan {
    let mut next = 0_u128;
    let mut id = || {
        next += 1;
        Uuid::from_u128(next)
    };
    let acting = model::Context {
        actor: Id::new(id()),
        now: model::Timestamp::from_second(1_790_000_000).expect("a moment"),
        today: model::Date::constant(2026, 9, 21),
    };
    let of = Founding {
        workspace: Id::new(id()),
        owner: acting.actor,
        name: "House".into(),
        owner_name: "Olga".into(),
        email: "olga@example.org".into(),
        today: acting.today,
        cycle: Id::new(id()),
        next_cycle: Id::new(id()),
    };
    let mut plan = Plan::default();
    apply(&mut plan, &founding(&of), &acting).expect("founded");
    for (context, op) in demo::ops(&plan, acting.actor, acting.now, acting.today, &mut id) {
        apply(&mut plan, &op, &context).expect("the demo follows the rules");
    }
    let task = plan.all::<model::Task>().next().expect("a task").id;
    apply(&mut plan, &model::Op::Trash { at: task.at() }, &acting).expect("trashed");
    plan
}

fn lines(plan: &Plan) -> Vec<String> {
    write(plan).collect()
}

#[test]
fn every_row_comes_back_equal_trashed_ones_too() {
    let plan = house();
    let text = lines(&plan).join("\n");
    assert!(is_archive(text.as_bytes()));
    let archive = read(&text).expect("it is read");
    assert_eq!(archive.plan, plan);
    assert_eq!(archive.rows, plan.every().count());
    assert!(archive.rows > 100);
    assert_eq!(
        Some(archive.workspace),
        plan.workspace().map(|row| row.id.uuid())
    );
}

#[test]
fn what_is_cut_or_changed_is_refused() {
    let all = lines(&house());
    let without = |at: usize| {
        let mut some = all.clone();
        some.remove(at);
        read(&some.join("\n"))
    };
    let count = all.len() - 2;
    assert_eq!(
        without(count + 1).err(),
        Some(Refused::Truncated { found: count })
    );
    let missing = Refused::Count {
        named: count,
        found: count - 1,
    };
    assert_eq!(without(5).err(), Some(missing));
    assert_eq!(read("").err(), Some(Refused::NotArchive));
    assert_eq!(read("{}").err(), Some(Refused::NotArchive));
    let newer = all[0].replace("\"version\":2", "\"version\":3");
    assert_eq!(read(&newer).err(), Some(Refused::Newer { version: 3 }));
    let twice = [all[0].as_str(), &all[1], &all[1]].join("\n");
    assert!(matches!(read(&twice), Err(Refused::Line { line: 3, .. })));
    let odd = [all[0].as_str(), "{\"kind\":\"task\"}"].join("\n");
    assert!(matches!(read(&odd), Err(Refused::Line { line: 2, .. })));
}

/// A workspace of somebody else, with one person who is in both.
fn other() -> (Plan, model::Context) {
    let id = |number: u128| Uuid::from_u128(0xABC0_0000 + number);
    let acting = model::Context {
        actor: Id::new(id(1)),
        now: model::Timestamp::from_second(1_791_000_000).expect("a moment"),
        today: model::Date::constant(2026, 10, 2),
    };
    let of = Founding {
        workspace: Id::new(id(2)),
        owner: acting.actor,
        name: "Barn".into(),
        owner_name: "Olga".into(),
        email: "olga@example.org".into(),
        today: acting.today,
        cycle: Id::new(id(3)),
        next_cycle: Id::new(id(4)),
    };
    let mut plan = Plan::default();
    apply(&mut plan, &founding(&of), &acting).expect("founded");
    (plan, acting)
}

fn brought(plan: &Plan, acting: &model::Context, archive: &Archive) -> Brought {
    let pace = exchange::Pace::at_once();
    let mut work = std::pin::pin!(bring(archive, plan, acting, &pace));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match work.as_mut().poll(&mut context) {
        std::task::Poll::Ready(done) => done,
        std::task::Poll::Pending => panic!("nothing waits without pauses"),
    }
}

#[test]
fn an_archive_goes_into_another_workspace_whole_and_once() {
    let archive = read(&lines(&house()).join("\n")).expect("it is read");
    let (mut plan, acting) = other();
    let first = brought(&plan, &acting, &archive);
    assert_eq!(first.refused, [], "everything fits");
    assert!(!first.own);
    assert!(first.trashed >= 1, "the trash stays behind");
    for op in &first.ops {
        assert!(serde_json::to_vec(op).expect("json").len() < 64 * 1024);
        apply(&mut plan, op, &acting).expect("what was tried is made");
    }
    let count = |plan: &Plan, kind| {
        let all = plan.every().filter(|row| row.at().kind == kind);
        all.filter(|row| plan.is_live(row)).count()
    };
    use model::Kind;
    for kind in [
        Kind::Objective,
        Kind::KeyResult,
        Kind::CheckIn,
        Kind::Project,
        Kind::Calendar,
        Kind::Task,
        Kind::Dependency,
        Kind::Link,
    ] {
        assert_eq!(count(&plan, kind), count(&archive.plan, kind), "{kind:?}");
    }
    let olga = plan.all::<model::Person>().filter(|it| it.name == "Olga");
    assert_eq!(olga.count(), 1, "who is in both is one person");
    for row in archive.plan.projects() {
        let here = plan.get(row.id).expect("each project");
        assert_eq!(here.title, row.title);
        assert_eq!(
            model::schedule::schedule(&plan, row.id).finish,
            model::schedule::schedule(&archive.plan, row.id).finish,
            "it is scheduled the same"
        );
    }
    let again = brought(&plan, &acting, &archive);
    assert_eq!(
        (again.created(), again.ops.len()),
        (0, 0),
        "a second time changes nothing"
    );
}
