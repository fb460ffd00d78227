//! The archive of a workspace: written, read, equal row for row; cut or changed, refused.

use exchange::archive::{Refused, is_archive, read, write};
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
