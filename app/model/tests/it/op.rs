//! Operations one by one: what they change, and the sentences with which they are refused.

use model::op::make::{self, MoveHow};
use model::*;
use serde_json::{Value, json};

use crate::world::*;

fn refused(result: Result<Touched, Refusal>) -> String {
    result.expect_err("this had to be refused").to_string()
}

fn titles(plan: &Plan) -> Vec<(usize, String)> {
    let tasks = plan.tasks(id(PROJECT)).into_iter();
    tasks
        .map(|(depth, row)| (depth, row.title.clone()))
        .collect()
}

#[test]
fn a_workspace_is_founded_on_nothing_and_only_once() {
    let mut world = World::founded();
    assert_eq!(world.plan.workspace().unwrap().name, "Acme");
    let cycles = world.plan.cycles();
    assert_eq!(
        cycles
            .iter()
            .map(|it| (it.name.as_str(), it.start, it.finish))
            .collect::<Vec<_>>(),
        [
            ("Q4 2026", Some(day("2026-10-01")), Some(day("2026-12-31"))),
            ("Q1 2027", Some(day("2027-01-01")), Some(day("2027-03-31"))),
        ]
    );
    assert_eq!(
        world.plan.cycle_at(day("2026-12-31")).unwrap().name,
        "Q4 2026"
    );
    let workspace = Workspace {
        name: "Other".into(),
        ..Workspace::default()
    };
    assert_eq!(
        refused(world.make_for(OWNER, 99, workspace, None)),
        "There is one workspace here, and it exists already."
    );
    let april = access::quarter(day("2026-05-31"), 4).unwrap();
    assert_eq!(
        (april.name.as_str(), april.start),
        ("Q1 2027", Some(day("2026-04-01")))
    );
    let march = access::quarter(day("2026-03-31"), 4).unwrap();
    assert_eq!(
        (march.name.as_str(), march.finish),
        ("Q4 2026", Some(day("2026-03-31")))
    );
}

#[test]
fn set_replaces_merges_and_notices_conflicts() {
    let mut world = World::new();
    let at = id::<Task>(TASK).at();
    let set = |field: &str, from: Value, to: Value| Op::Set {
        at,
        field: field.into(),
        from,
        to,
    };
    let done = world
        .does(MEMBER, &set("percent", json!(0), json!(40)))
        .unwrap();
    assert_eq!((done.before.len(), done.replaced.len()), (1, 0));
    // Somebody who had seen 0 arrives later: they win, and both can be told.
    let done = world
        .does(OTHER, &set("percent", json!(0), json!(60)))
        .unwrap();
    assert_eq!(done.replaced[0].was, json!(40));
    assert_eq!(world.plan.get(id::<Task>(TASK)).unwrap().percent, 60);
    assert_eq!(
        world.plan.get(id::<Task>(TASK)).unwrap().head.changed_by,
        id(OTHER)
    );
    // The same again is nothing.
    assert!(
        world
            .does(OTHER, &set("percent", json!(0), json!(60)))
            .unwrap()
            .is_noop()
    );

    world
        .does(
            MEMBER,
            &set("notes", json!(""), json!("Call the customer today")),
        )
        .unwrap();
    world
        .does(
            MEMBER,
            &set(
                "notes",
                json!("Call the customer today"),
                json!("Call the new customer today"),
            ),
        )
        .unwrap();
    let merged = world
        .does(
            OTHER,
            &set(
                "notes",
                json!("Call the customer today"),
                json!("Call the customer today at nine"),
            ),
        )
        .unwrap();
    assert!(merged.merged && merged.replaced.is_empty());
    assert_eq!(
        world.plan.get(id::<Task>(TASK)).unwrap().notes,
        "Call the new customer today at nine"
    );
}

#[test]
fn amounts_compare_as_amounts() {
    let mut world = World::new();
    let at = id::<KeyResult>(KEY_RESULT).at();
    let op = Op::Set {
        at,
        field: "start".into(),
        from: json!("45.00"),
        to: json!("46"),
    };
    assert!(world.does(MEMBER, &op).unwrap().replaced.is_empty());
    let op = Op::Set {
        at,
        field: "start".into(),
        from: json!("1"),
        to: json!("46.0"),
    };
    assert!(world.does(MEMBER, &op).unwrap().is_noop());
}

#[test]
fn values_that_do_not_fit_are_refused_in_words() {
    let mut world = World::new();
    let task = id::<Task>(TASK).at();
    let goal = id::<KeyResult>(KEY_RESULT).at();
    let mut no = |at, field: &str, to| refused(world.set(MEMBER, at, field, to));
    assert_eq!(
        no(task, "percent", json!(101)),
        "Percent complete is between 0 and 100."
    );
    assert!(no(task, "percent", json!("x")).starts_with("\u{201c}percent\u{201d} does not take"));
    assert_eq!(
        no(task, "colour", json!("red")),
        "There is no field \u{201c}colour\u{201d} here."
    );
    assert_eq!(no(task, "rank", json!("V")), "Order is changed by moving.");
    assert_eq!(
        no(task, "parent", json!(null)),
        "A task gets another summary by moving it."
    );
    assert_eq!(
        no(task, "start", json!("9999-01-01T08:00:00")),
        "Choose a day from 1900 to 2200."
    );
    assert_eq!(
        no(task, "title", json!("x".repeat(501))),
        "The text in \u{201c}title\u{201d} is longer than 500 letters."
    );
    assert_eq!(
        no(task, "title", json!("two\nlines")),
        "This takes one line, without line breaks or tabs."
    );
    assert!(no(task, "notes", json!("bell \u{7}")).contains("cannot be shown"));
    assert_eq!(
        no(task, "status", json!("nowhere")),
        "This status is not in use here any more. Choose another one."
    );
    assert_eq!(
        no(task, "constraint", json!({"kind": "must_start_on"})),
        "This constraint needs a date."
    );
    assert_eq!(
        no(goal, "start", json!("25")),
        "Start and target are the same. Did you mean: keep it at 25?"
    );
    assert_eq!(
        no(goal, "target", json!("1e19")),
        "That number is larger than 10^18."
    );
    assert_eq!(
        no(goal, "target", json!("0.1234567890123")),
        "That number has more than 12 digits after the point."
    );
    assert_eq!(
        no(goal, "owner", json!(uuid(999))),
        "This person is not here any more. Choose somebody else."
    );
    assert_eq!(
        no(id::<Task>(999).at(), "percent", json!(1)),
        "This task is not here any more. It may have been deleted."
    );
}

#[test]
fn what_is_published_can_be_measured() {
    let mut world = World::new();
    let objective = id::<Objective>(60).at();
    world.make(
        MEMBER,
        60,
        Objective {
            title: "Lead".into(),
            ..Objective::default()
        },
    );
    assert_eq!(
        refused(world.set(MEMBER, objective, "published", json!(true))),
        "A published Objective needs a cycle and an owner. As a draft it can wait."
    );
    world
        .set(MEMBER, objective, "cycle", json!(uuid(CYCLE)))
        .unwrap();
    world
        .set(MEMBER, objective, "owner", json!(uuid(MEMBER)))
        .unwrap();
    assert!(
        refused(world.set(MEMBER, objective, "published", json!(true)))
            .starts_with("An Objective without Key Results cannot be published.")
    );
    let wish = KeyResult {
        objective: id(60),
        title: "Be best in class".into(),
        ..KeyResult::default()
    };
    world.make(MEMBER, 61, wish);
    let goal = id::<KeyResult>(61).at();
    assert!(
        refused(world.set(MEMBER, goal, "published", json!(true)))
            .starts_with("\u{201c}best in class\u{201d} is a sentiment, not a Key Result")
    );
    world.set(MEMBER, goal, "start", json!("8")).unwrap();
    world.set(MEMBER, goal, "target", json!("1")).unwrap();
    world.set(MEMBER, goal, "published", json!(true)).unwrap();
    world
        .set(MEMBER, objective, "published", json!(true))
        .unwrap();
    assert!(
        refused(world.set(MEMBER, goal, "target", json!(null)))
            .contains("is a sentiment, not a Key Result")
    );
    assert_eq!(
        refused(world.set(MEMBER, objective, "owner", json!(null))),
        "A published Objective needs an owner. As a draft it can wait."
    );
}

#[test]
fn a_closed_cycle_takes_no_edits_until_an_admin_reopens_it() {
    let mut world = World::new();
    let cycle = id::<Cycle>(CYCLE).at();
    assert_eq!(
        refused(world.set(MEMBER, cycle, "state", json!("closed"))),
        "An admin can change a cycle."
    );
    world.link(MEMBER, 70, KEY_RESULT, LinkTarget::Project(id(PROJECT)));
    world.set(ADMIN, cycle, "state", json!("closed")).unwrap();
    let closed = "\u{201c}Q4 2026\u{201d} is closed and takes no edits. An admin can reopen it.";
    let objective = id::<Objective>(OBJECTIVE).at();
    let goal = id::<KeyResult>(KEY_RESULT).at();
    let link = id::<Link>(70).at();
    assert_eq!(
        refused(world.set(MEMBER, objective, "title", json!("x"))),
        closed
    );
    assert_eq!(refused(world.set(OWNER, goal, "title", json!("x"))), closed);
    assert_eq!(refused(world.set(MEMBER, link, "note", json!("x"))), closed);
    assert_eq!(refused(world.does(MEMBER, &Op::Trash { at: link })), closed);
    assert_eq!(
        refused(world.does(MEMBER, &Op::Trash { at: objective })),
        closed
    );
    assert_eq!(
        refused(world.set(MEMBER, objective, "cycle", json!(null))),
        closed
    );
    let check_in = CheckIn {
        key_result: id(KEY_RESULT),
        on: Some(day("2026-11-20")),
        value: Some(amount("44")),
        ..CheckIn::default()
    };
    assert_eq!(refused(world.make_for(MEMBER, 71, check_in, None)), closed);
    assert_eq!(refused(world.set(ADMIN, cycle, "name", json!("Q"))), closed);
    world.set(ADMIN, cycle, "state", json!("active")).unwrap();
    world
        .set(MEMBER, objective, "title", json!("Customers stay longer"))
        .unwrap();
}

#[test]
fn check_ins_are_corrected_never_changed() {
    let mut world = World::new();
    let make = |on: &str, value: &str, corrects| CheckIn {
        key_result: id(KEY_RESULT),
        on: Some(day(on)),
        value: Some(amount(value)),
        corrects,
        ..CheckIn::default()
    };
    world.make(MEMBER, 80, make("2026-11-02", "44", None));
    world.make(MEMBER, 81, make("2026-10-09", "45", None));
    let at = id::<CheckIn>(80).at();
    assert_eq!(
        refused(world.set(MEMBER, at, "value", json!("43"))),
        "A check-in stays as it was recorded. Record another one that corrects it."
    );
    world.make(OTHER, 82, make("2026-11-02", "43", Some(id(80))));
    let values: Vec<_> = world
        .plan
        .check_ins(id(KEY_RESULT))
        .iter()
        .map(|row| row.value.unwrap())
        .collect();
    assert_eq!(values, [amount("45"), amount("43")]);
    assert_eq!(
        refused(world.make_for(MEMBER, 83, make("2026-12-24", "43", None), None)),
        "A check-in records what was measured, so not in the future."
    );
    let sure = CheckIn {
        confidence: Some(amount("1.1")),
        ..make("2026-11-02", "1", None)
    };
    assert_eq!(
        refused(world.make_for(MEMBER, 83, sure, None)),
        "Confidence is between 0.0 and 1.0."
    );
    // Deleting the correction brings back what it corrected.
    world
        .does(
            OTHER,
            &Op::Trash {
                at: id::<CheckIn>(82).at(),
            },
        )
        .unwrap();
    assert_eq!(
        world.plan.check_ins(id(KEY_RESULT))[1].value,
        Some(amount("44"))
    );
}

#[test]
fn dependencies_never_run_in_a_circle() {
    let mut world = World::new();
    world.depend(90, 1, 3).unwrap();
    world.depend(91, 3, 4).unwrap();
    assert_eq!(
        refused(world.depend(92, 4, 1)),
        "This would close a circle: Task 4 \u{2192} Task 1 \u{2192} Task 3 \u{2192} Task 4."
    );
    assert_eq!(
        refused(world.depend(92, 1, 3)),
        "These two tasks depend on each other already."
    );
    assert_eq!(
        refused(world.depend(92, 4, 4)),
        "This would close a circle: Task 4 \u{2192} Task 4."
    );
    // A summary and what is below it are never tied to each other.
    assert_eq!(
        refused(world.depend(92, 0, 3)),
        "\u{201c}Task 3\u{201d} cannot be below \u{201c}Task 0\u{201d} and depend on it as well. \
         Remove the dependency first, or leave it beside it."
    );
    let indent = make::move_task(
        &world.plan,
        id(TASK + 4),
        MoveHow::To {
            parent: Some(id(TASK + 3)),
            after: None,
        },
    );
    assert!(refused(world.does(MEMBER, &indent.unwrap())).contains("depend on it as well"));
    // What went on while a task lay in the trash is looked at when it comes back.
    let middle = id::<Task>(TASK + 3).at();
    world.does(MEMBER, &Op::Trash { at: middle }).unwrap();
    world.depend(92, 4, 1).unwrap();
    let before = world.plan.clone();
    assert!(refused(world.does(MEMBER, &Op::Restore { at: middle })).contains("close a circle"));
    assert_eq!(world.plan, before);
    let foreign = Dependency {
        predecessor: id(FOREIGN_TASK),
        successor: id(TASK),
        ..Dependency::default()
    };
    assert_eq!(
        refused(world.make_for(MEMBER, 93, foreign.clone(), None)),
        "This belongs to another project."
    );
    // To somebody outside the Circle the other task does not exist.
    assert_eq!(
        refused(world.make_for(OTHER, 93, foreign, None)),
        "This task is not here any more. It may have been deleted."
    );
}

#[test]
fn the_outline_moves_by_gestures() {
    let mut world = World::new();
    let shown = |rows: &[(usize, &str)]| -> Vec<(usize, String)> {
        rows.iter()
            .map(|(depth, title)| (*depth, title.to_string()))
            .collect()
    };
    assert_eq!(
        titles(&world.plan),
        shown(&[
            (0, "Task 0"),
            (1, "Task 1"),
            (1, "Task 2"),
            (2, "Task 3"),
            (0, "Task 4")
        ])
    );
    let mut go = |n: u128, how| {
        let op = make::move_task(&world.plan, id(TASK + n), how)?;
        let touched = world.does(MEMBER, &op).unwrap();
        assert!(touched.replaced.is_empty());
        Some(titles(&world.plan))
    };
    assert_eq!(go(0, MoveHow::Indent), None);
    assert_eq!(go(0, MoveHow::Up), None);
    assert_eq!(go(0, MoveHow::Outdent), None);
    assert_eq!(
        go(4, MoveHow::Indent).unwrap(),
        shown(&[
            (0, "Task 0"),
            (1, "Task 1"),
            (1, "Task 2"),
            (2, "Task 3"),
            (1, "Task 4")
        ])
    );
    assert_eq!(
        go(4, MoveHow::Up).unwrap(),
        shown(&[
            (0, "Task 0"),
            (1, "Task 1"),
            (1, "Task 4"),
            (1, "Task 2"),
            (2, "Task 3")
        ])
    );
    assert_eq!(
        go(1, MoveHow::Down).unwrap(),
        shown(&[
            (0, "Task 0"),
            (1, "Task 4"),
            (1, "Task 1"),
            (1, "Task 2"),
            (2, "Task 3")
        ])
    );
    assert_eq!(
        go(3, MoveHow::Outdent).unwrap(),
        shown(&[
            (0, "Task 0"),
            (1, "Task 4"),
            (1, "Task 1"),
            (1, "Task 2"),
            (1, "Task 3")
        ])
    );
    assert_eq!(
        go(
            3,
            MoveHow::To {
                parent: None,
                after: None
            }
        )
        .unwrap(),
        shown(&[
            (0, "Task 3"),
            (0, "Task 0"),
            (1, "Task 4"),
            (1, "Task 1"),
            (1, "Task 2")
        ])
    );
    let below = make::move_task(
        &world.plan,
        id(TASK),
        MoveHow::To {
            parent: Some(id(TASK + 2)),
            after: None,
        },
    );
    assert_eq!(
        refused(world.does(MEMBER, &below.unwrap())),
        "This would close a circle: Task 0 \u{2192} Task 2 \u{2192} Task 0."
    );
}

#[test]
fn equal_ranks_are_spread_when_there_is_no_room() {
    let mut world = World::new();
    for n in 0..4 {
        // An import or an old client may have left ranks empty: order is by identity then.
        let task = Task {
            rank: Rank::default(),
            ..task(PROJECT, &format!("Equal {n}"), None)
        };
        let op = Op::Create {
            id: uuid(900 + n),
            entity: task.into(),
            audience: None,
        };
        world.does(MEMBER, &op).unwrap();
    }
    let op = make::move_task(&world.plan, id(902), MoveHow::Up).unwrap();
    world.does(MEMBER, &op).unwrap();
    let order: Vec<_> = world
        .plan
        .children(id(PROJECT), None)
        .iter()
        .filter(|row| row.title.starts_with("Equal"))
        .map(|row| row.title.clone())
        .collect();
    assert_eq!(order, ["Equal 0", "Equal 2", "Equal 1", "Equal 3"]);
}

#[test]
fn an_outline_ends_at_a_thousand_levels() {
    let mut world = World::new();
    for n in 0..1000_u128 {
        let parent = n.checked_sub(1).map(|n| 10_000 + n);
        world.make(MEMBER, 10_000 + n, task(PROJECT, "Deeper", parent));
    }
    assert_eq!(
        refused(world.make_for(MEMBER, 11_000, task(PROJECT, "Deepest", Some(10_999)), None)),
        "This outline is longer than 1,000 levels."
    );
    let op = make::move_task(
        &world.plan,
        id(10_000),
        MoveHow::To {
            parent: Some(id(TASK)),
            after: None,
        },
    );
    assert_eq!(
        refused(world.does(MEMBER, &op.unwrap())),
        "This outline is longer than 1,000 levels."
    );
    assert_eq!(world.plan.tasks(id(PROJECT)).len(), 1005);
}

#[test]
fn trash_hides_what_is_below_and_restore_brings_all_back() {
    let mut world = World::new();
    world.link(MEMBER, 70, KEY_RESULT, LinkTarget::Task(id(TASK + 3)));
    let before = world.plan.clone();
    let summary = id::<Task>(TASK).at();
    world.does(MEMBER, &Op::Trash { at: summary }).unwrap();
    assert_eq!(titles(&world.plan), [(0, "Task 4".to_string())]);
    assert!(world.plan.live(id::<Task>(TASK + 3)).is_none());
    assert!(!world.plan.get(id::<Task>(TASK + 3)).unwrap().head.trashed);
    assert!(world.plan.links_of(id(KEY_RESULT)).is_empty());
    assert!(world.plan.serves(id(TASK + 3)).is_empty());
    assert_eq!(
        refused(world.set(MEMBER, id::<Task>(TASK + 1).at(), "percent", json!(5))),
        "This task is not here any more. It may have been deleted."
    );
    assert_eq!(
        refused(world.does(OTHER, &Op::Restore { at: summary })),
        "Whoever deleted this, or an admin, can restore it."
    );
    world.does(ADMIN, &Op::Restore { at: summary }).unwrap();
    assert_eq!(titles(&world.plan), titles(&before));
    assert_eq!(world.plan.links_of(id(KEY_RESULT)).len(), 1);
    // Deleting a link never deletes work, nor does deleting a goal.
    world
        .does(
            MEMBER,
            &Op::Trash {
                at: id::<Link>(70).at(),
            },
        )
        .unwrap();
    world
        .does(
            MEMBER,
            &Op::Trash {
                at: id::<Objective>(OBJECTIVE).at(),
            },
        )
        .unwrap();
    assert!(world.plan.live(id::<KeyResult>(KEY_RESULT)).is_none());
    assert_eq!(titles(&world.plan), titles(&before));
}

#[test]
fn work_serves_goals_directly_through_a_summary_and_through_its_project() {
    use model::plan::Via;
    let mut world = World::new();
    world.link(MEMBER, 70, KEY_RESULT, LinkTarget::Project(id(PROJECT)));
    world.link(MEMBER, 71, SECRET, LinkTarget::Task(id(TASK)));
    let via = |n: u128| -> Vec<_> {
        world
            .plan
            .serves(id(TASK + n))
            .iter()
            .map(|it| (it.key_result, it.via))
            .collect()
    };
    assert_eq!(via(4), [(id(KEY_RESULT), Via::Project)]);
    assert_eq!(
        via(3),
        [
            (id(SECRET), Via::Ancestor(id(TASK))),
            (id(KEY_RESULT), Via::Project)
        ]
    );
    assert_eq!(via(0)[0], (id(SECRET), Via::Direct));
    assert_eq!(
        world
            .plan
            .serving(id(OBJECTIVE))
            .into_iter()
            .collect::<Vec<_>>(),
        [LinkTarget::Project(id(PROJECT)), LinkTarget::Task(id(TASK))]
    );
    let again = Link {
        key_result: id(SECRET),
        target: LinkTarget::Task(id(TASK)),
        ..Link::default()
    };
    assert_eq!(
        refused(world.make_for(MEMBER, 72, again, None)),
        "These two are linked already."
    );
}

#[test]
fn statuses_have_a_class_and_stay_while_tasks_have_them() {
    let mut world = World::new();
    let op = make::finish_task(&world.plan, id(TASK + 1), true);
    world.does(MEMBER, &op).unwrap();
    let class = |plan: &Plan| plan.status_class(plan.get(id::<Task>(TASK + 1)).unwrap());
    assert_eq!(class(&world.plan), StatusClass::Done);
    let workspace = id::<Workspace>(1).at();
    let own = json!([
        {"key": "todo", "name": "Waiting", "class": "open"},
        {"key": "shipped", "name": "Shipped", "class": "done"},
    ]);
    assert_eq!(
        refused(world.set(ADMIN, workspace, "statuses", own.clone())),
        "Tasks still have this status. Give them another one first."
    );
    let op = make::finish_task(&world.plan, id(TASK + 1), false);
    world.does(MEMBER, &op).unwrap();
    world.set(ADMIN, workspace, "statuses", own).unwrap();
    let op = make::finish_task(&world.plan, id(TASK + 1), true);
    world.does(MEMBER, &op).unwrap();
    assert_eq!(
        world.plan.get(id::<Task>(TASK + 1)).unwrap().status,
        "shipped"
    );
    assert_eq!(class(&world.plan), StatusClass::Done);
    assert_eq!(
        refused(world.set(
            ADMIN,
            workspace,
            "statuses",
            json!([{"key": "todo", "name": "Waiting", "class": "open"}])
        )),
        "Keep at least one status for tasks that are done."
    );
}

#[test]
fn objectives_align_without_circles() {
    let mut world = World::new();
    for (n, above) in [(60, OBJECTIVE), (61, 60)] {
        let objective = Objective {
            title: format!("Objective {n}"),
            contributes_to: Some(id(above)),
            ..Objective::default()
        };
        world.make(MEMBER, n, objective);
    }
    let supports = Op::Add {
        at: id::<Objective>(OBJECTIVE).at(),
        field: "supports".into(),
        element: json!(uuid(61)),
    };
    assert_eq!(
        refused(world.does(MEMBER, &supports)),
        "This would close a circle: Customers stay \u{2192} Objective 61 \u{2192} Objective 60 \
         \u{2192} Customers stay."
    );
    assert_eq!(world.plan.supporters(id(OBJECTIVE)).len(), 1);
}

#[test]
fn sets_grow_and_shrink_by_elements() {
    let mut world = World::new();
    world.make(
        ADMIN,
        60,
        Team {
            name: "Growth".into(),
            ..Team::default()
        },
    );
    let at = id::<Team>(60).at();
    let add = Op::Add {
        at,
        field: "members".into(),
        element: json!(uuid(OTHER)),
    };
    let touched = world.does(ADMIN, &add).unwrap();
    assert!(world.does(ADMIN, &add).unwrap().is_noop());
    assert!(
        world
            .plan
            .get(id::<Team>(60))
            .unwrap()
            .members
            .contains(&id(OTHER))
    );
    world.does(ADMIN, &inverse(&add, &touched)).unwrap();
    assert!(world.plan.get(id::<Team>(60)).unwrap().members.is_empty());
    let odd = Op::Add {
        at,
        field: "members".into(),
        element: json!(["x"]),
    };
    assert_eq!(
        refused(world.does(ADMIN, &odd)),
        "Expected the identity of what joins or leaves."
    );
    let odd = Op::Add {
        at,
        field: "name".into(),
        element: json!(uuid(1)),
    };
    assert!(refused(world.does(ADMIN, &odd)).contains("is one value"));
    assert_eq!(
        refused(world.set(ADMIN, at, "members", json!([]))),
        "Elements are added and removed one by one."
    );
}

#[test]
fn a_create_that_comes_twice_is_one() {
    let mut world = World::new();
    let op = make::create(uuid(60), project("Twice"));
    assert_eq!(world.does(MEMBER, &op).unwrap().before.len(), 1);
    assert!(world.does(MEMBER, &op).unwrap().is_noop());
    let other = make::create(uuid(60), project("Other"));
    assert_eq!(
        refused(world.does(MEMBER, &other)),
        "There is already something with this identity."
    );
    assert_eq!(
        refused(world.does(MEMBER, &make::create(uuid::Uuid::nil(), project("Nil")))),
        "A row needs an identity."
    );
}

#[test]
fn long_groups_and_nests_are_refused() {
    let mut world = World::new();
    let mut op = make::create(uuid(60), project("Deep"));
    for _ in 0..10_000 {
        op = Op::Group { ops: vec![op] };
    }
    assert!(refused(world.does(MEMBER, &op)).starts_with("This group of changes is longer"));
    // Dropping ten thousand boxes one inside the other would overflow the stack of this test.
    while let Op::Group { mut ops } = op {
        op = ops.remove(0);
    }
}
