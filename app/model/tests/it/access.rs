//! Who may do what, and that nobody learns of what they may not see.

use model::access::{holds, scopes, sees_row};
use model::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

use crate::law::{confidential_steps, steps};
use crate::world::*;

fn refused(result: Result<Touched, Refusal>) -> String {
    result.expect_err("this had to be refused").to_string()
}

#[test]
fn roles_decide_what_may_be_changed() {
    let mut world = World::new();
    let task = id::<Task>(TASK).at();
    let guest = "Guests look and do not change. Ask an admin to make you a member.";
    assert_eq!(refused(world.set(GUEST, task, "percent", json!(5))), guest);
    assert_eq!(refused(world.set(12345, task, "percent", json!(5))), guest);
    let person = |n| id::<Person>(n).at();
    assert_eq!(
        refused(world.set(MEMBER, person(OTHER), "role", json!("admin"))),
        "An admin can change what people may do."
    );
    assert_eq!(
        refused(world.set(MEMBER, person(MEMBER), "role", json!("owner"))),
        "An admin can change what people may do."
    );
    assert_eq!(
        refused(world.set(MEMBER, person(OTHER), "name", json!("X"))),
        "Otto or an admin can change this."
    );
    world
        .set(MEMBER, person(MEMBER), "name", json!("Momo"))
        .unwrap();
    assert_eq!(
        refused(world.set(ADMIN, person(OTHER), "role", json!("owner"))),
        "Only an owner can make somebody an owner."
    );
    assert_eq!(
        refused(world.set(ADMIN, person(OWNER), "deactivated", json!(true))),
        "Only an owner can change another owner."
    );
    let last = "A workspace needs an owner. Make somebody else an owner first.";
    assert_eq!(
        refused(world.set(OWNER, person(OWNER), "role", json!("member"))),
        last
    );
    assert_eq!(
        refused(world.set(OWNER, person(OWNER), "deactivated", json!(true))),
        last
    );
    world
        .set(OWNER, person(ADMIN), "role", json!("owner"))
        .unwrap();
    world
        .set(OWNER, person(OWNER), "role", json!("member"))
        .unwrap();
    assert_eq!(
        refused(world.set(MEMBER, id::<Workspace>(1).at(), "name", json!("Mine"))),
        "An owner can rename the workspace."
    );
    assert_eq!(
        refused(world.does(
            OTHER,
            &Op::Trash {
                at: id::<Project>(PROJECT).at()
            }
        )),
        "Whoever made or owns this, or an admin, can delete it."
    );
    assert_eq!(
        refused(world.does(ADMIN, &Op::Trash { at: person(OTHER) })),
        "People stay named in history. An admin can deactivate them instead."
    );
    // Whoever may not sign in any more holds nothing and changes nothing.
    world
        .set(ADMIN, person(MEMBER), "deactivated", json!(true))
        .unwrap();
    assert!(holds(&world.plan, id(MEMBER)).is_empty());
    assert_eq!(refused(world.set(MEMBER, task, "percent", json!(5))), guest);
}

#[test]
fn may_answers_before_anything_is_done() {
    let world = World::new();
    let trash = Op::Trash {
        at: id::<Project>(PROJECT).at(),
    };
    assert!(access::may(&world.plan, &by(MEMBER), &trash).is_ok());
    assert!(access::may(&world.plan, &by(OTHER), &trash).is_err());
    let both = Op::Group { ops: vec![trash] };
    assert!(access::may(&world.plan, &by(OTHER), &both).is_err());
}

#[test]
fn people_hold_what_they_belong_to() {
    let world = World::new();
    let circle = Audience::Circle(id(CIRCLE));
    assert_eq!(
        holds(&world.plan, id(MEMBER))
            .into_iter()
            .collect::<Vec<_>>(),
        [Audience::Workspace, circle, Audience::Person(id(MEMBER))]
    );
    assert_eq!(
        holds(&world.plan, id(GUEST))
            .into_iter()
            .collect::<Vec<_>>(),
        [Audience::Person(id(GUEST))]
    );
}

#[test]
fn hidden_and_deleted_answer_the_same() {
    let mut world = World::new();
    let hidden = id::<KeyResult>(SECRET).at();
    let absent = id::<KeyResult>(999).at();
    for op in [
        |at| Op::Set {
            at,
            field: "title".into(),
            from: json!(null),
            to: json!("x"),
        },
        |at| Op::Trash { at },
        |at| Op::Restore { at },
        |at| Op::SetAudience {
            at,
            from: None,
            to: None,
        },
    ] {
        assert_eq!(
            world.does(OTHER, &op(hidden)),
            world.does(OTHER, &op(absent))
        );
        assert!(world.does(OTHER, &op(hidden)).is_err());
    }
    let link = |goal: u128| Link {
        key_result: id(goal),
        target: LinkTarget::Project(id(PROJECT)),
        ..Link::default()
    };
    assert_eq!(
        world.make_for(OTHER, 70, link(SECRET), None),
        world.make_for(OTHER, 70, link(999), None)
    );
    assert_eq!(
        refused(world.make_for(
            OTHER,
            71,
            project("Mine"),
            Some(Audience::Circle(id(CIRCLE)))
        )),
        "You can only make something visible to a group that you belong to."
    );
}

#[test]
fn a_link_is_seen_by_those_who_see_both_ends() {
    let mut world = World::new();
    let members = [id(MEMBER), id(OTHER)].into();
    world.make(
        OTHER,
        10,
        Circle {
            name: "Deal".into(),
            members,
            ..Circle::default()
        },
    );
    let deal = Some(Audience::Circle(id(10)));
    world
        .make_for(OTHER, 32, project("Deal room"), deal)
        .unwrap();
    world.link(MEMBER, 70, SECRET, LinkTarget::Project(id(32)));
    world.link(MEMBER, 71, SECRET, LinkTarget::Project(id(CLOSED_PROJECT)));
    world.link(MEMBER, 72, SECRET, LinkTarget::Task(id(TASK)));
    world.link(MEMBER, 73, KEY_RESULT, LinkTarget::Task(id(FOREIGN_TASK)));
    let of = |n| scopes(&world.plan, id::<Link>(n).at());
    let (board, deal) = (Audience::Circle(id(CIRCLE)), Audience::Circle(id(10)));
    assert_eq!(of(70), (board, Some(deal)));
    assert_eq!([of(71), of(72), of(73)], [(board, None); 3]);
    let seen = |person| {
        let link = world.plan.any(id::<Link>(70).at()).unwrap();
        sees_row(&world.plan, id(person), &link)
    };
    assert_eq!(
        [MEMBER, OWNER, OTHER, GUEST].map(seen),
        [true, false, false, false]
    );
}

#[test]
fn a_change_of_audience_names_everything_that_follows_it() {
    let mut world = World::new();
    world.depend(90, 1, 3).unwrap();
    world.link(MEMBER, 70, KEY_RESULT, LinkTarget::Task(id(TASK + 3)));
    let at = id::<Project>(PROJECT).at();
    let board = Some(Audience::Circle(id(CIRCLE)));
    let op = Op::SetAudience {
        at,
        from: None,
        to: board,
    };
    let touched = world.does(MEMBER, &op).unwrap();
    assert_eq!(touched.before.len(), 1);
    assert_eq!(
        touched.rescoped.len(),
        8,
        "project, five tasks, dependency, link"
    );
    assert!(
        touched
            .rescoped
            .iter()
            .all(|it| it.was == (Audience::Workspace, None))
    );
    assert!(
        refused(world.set(OTHER, id::<Task>(TASK).at(), "percent", json!(1)))
            .starts_with("This task is not here any more.")
    );
    // What hangs below has no audience of its own.
    let row = task(PROJECT, "Own", None);
    assert_eq!(
        refused(world.make_for(MEMBER, 60, row, board)),
        "This is seen by whoever sees what it belongs to."
    );
}

#[test]
fn nothing_that_more_people_see_names_what_is_confidential() {
    let mut world = World::new();
    let goal = id::<KeyResult>(KEY_RESULT).at();
    let steps = json!([{"key": "a", "title": "Read", "task": uuid(FOREIGN_TASK)}]);
    assert!(refused(world.set(MEMBER, goal, "steps", steps)).starts_with("That is confidential"));
    let steps = json!([{"key": "a", "title": "Read", "task": uuid(TASK)}]);
    world.set(MEMBER, goal, "steps", steps).unwrap();
    let board = Some(Audience::Circle(id(CIRCLE)));
    let hide = Op::SetAudience {
        at: id::<Project>(PROJECT).at(),
        from: None,
        to: board,
    };
    assert!(refused(world.does(MEMBER, &hide)).starts_with("Something else that more people see"));
    let show = Op::SetAudience {
        at: id::<KeyResult>(SECRET).at(),
        from: board,
        to: None,
    };
    world.does(MEMBER, &show).unwrap();
}

/// Every identity that a row points at: in any field that is not free text, where people may type
/// what they like.
fn named(value: &Value, out: &mut BTreeSet<String>) {
    const FREE: [&str; 20] = [
        "title",
        "name",
        "email",
        "time_zone",
        "context",
        "notes",
        "note",
        "blockers",
        "unit",
        "source",
        "status",
        "serves_none_because",
        "foreign_id",
        "file",
        "format",
        "key",
        "custom",
        "custom_fields",
        "kept",
        "report",
    ];
    match value {
        Value::String(text) if uuid::Uuid::try_parse(text).is_ok() => {
            out.insert(text.clone());
        }
        Value::String(text) => out.extend(text.split_once(':').map(|(_, id)| id.into())),
        Value::Array(items) => items.iter().for_each(|it| named(it, out)),
        Value::Object(map) => map
            .iter()
            .filter(|(key, _)| !FREE.contains(&key.as_str()))
            .for_each(|(_, it)| named(it, out)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Whatever happens, a row that somebody sees never names one that they do not see, and what
    /// hangs below a confidential row is as confidential.
    #[test]
    fn no_visible_row_names_a_hidden_one(
        steps in prop_oneof![1 => steps().boxed(), 2 => confidential_steps().boxed()],
    ) {
        let mut world = World::new();
        for (actor, op) in &steps {
            let _ = world.does(*actor, op);
        }
        let plan = &world.plan;
        for person in plan.persons() {
            let held = holds(plan, person.id);
            if !held.contains(&Audience::Workspace) {
                continue;
            }
            let (seen, hidden): (Vec<AnyRow>, Vec<AnyRow>) =
                plan.every().partition(|row| sees_row(plan, person.id, row));
            let hidden: BTreeSet<String> =
                hidden.iter().map(|row| row.at().id.to_string()).collect();
            for row in &seen {
                let (one, other) = scopes(plan, row.at());
                prop_assert!(held.contains(&one) && other.is_none_or(|it| held.contains(&it)));
                let mut names = BTreeSet::new();
                named(&row.to_json(), &mut names);
                for name in names {
                    prop_assert!(
                        !hidden.contains(&name),
                        "{} sees {name} in {row:?}", person.name
                    );
                }
            }
        }
    }

    /// Guests see what is in their Circles and nothing of the workspace.
    #[test]
    fn guests_see_only_what_they_were_given(steps in steps()) {
        let mut world = World::new();
        let at = id::<Circle>(CIRCLE).at();
        let op = Op::Add { at, field: "members".into(), element: json!(uuid(GUEST)) };
        world.does(MEMBER, &op).unwrap();
        for (actor, op) in &steps {
            let _ = world.does(*actor, op);
        }
        let plan = &world.plan;
        let guests = plan.persons().into_iter().filter(|row| row.role == Role::Guest);
        for person in guests {
            for row in plan.every().filter(|row| sees_row(plan, person.id, row)) {
                let (one, other) = scopes(plan, row.at());
                for scope in [Some(one), other].into_iter().flatten() {
                    prop_assert!(scope != Audience::Workspace);
                    prop_assert!(holds(plan, person.id).contains(&scope));
                }
            }
        }
    }
}
