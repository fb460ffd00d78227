//! Laws that hold after any sequence of operations, sensible or not.

use model::op::Place;
use model::*;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::world::*;

const ACTORS: [u128; 5] = [OWNER, ADMIN, MEMBER, OTHER, GUEST];

/// A row that is there, may come to be there, or never is.
fn any_id(kind: Kind) -> BoxedStrategy<u128> {
    let known: Vec<u128> = match kind {
        Kind::Workspace => vec![1],
        Kind::Person => ACTORS.to_vec(),
        Kind::Circle => vec![CIRCLE, 300],
        Kind::Cycle => vec![CYCLE, NEXT],
        Kind::Objective => vec![OBJECTIVE, 301, 302],
        Kind::KeyResult => vec![KEY_RESULT, SECRET, 303, 304],
        Kind::Project => vec![PROJECT, CLOSED_PROJECT, 305],
        Kind::Task => vec![TASK, 41, 42, 43, 44, FOREIGN_TASK, 306, 307, 308],
        Kind::Dependency => vec![310, 311, 312, 313],
        Kind::Link => vec![320, 321, 322],
        Kind::CheckIn => vec![330, 331, 332],
        _ => vec![340, 341],
    };
    prop_oneof![20 => prop::sample::select(known), 1 => Just(999_u128)].boxed()
}

fn any_kind() -> impl Strategy<Value = Kind> {
    use Kind::*;
    prop_oneof![
        4 => Just(Task), 3 => Just(KeyResult), 2 => Just(Objective), 2 => Just(Dependency),
        2 => Just(Link), 1 => Just(Project), 1 => Just(CheckIn), 1 => Just(Cycle),
        1 => Just(Circle), 1 => Just(Person), 1 => Just(Team), 1 => Just(Calendar),
        1 => Just(Workspace), 1 => Just(Resource), 1 => Just(Import),
    ]
}

fn at() -> impl Strategy<Value = Ref> {
    any_kind().prop_flat_map(|kind| any_id(kind).prop_map(move |n| Ref { kind, id: uuid(n) }))
}

fn place() -> impl Strategy<Value = Place> {
    let parent = prop_oneof![
        2 => Just(None),
        3 => any_id(Kind::Task).prop_map(Some),
        2 => any_id(Kind::Objective).prop_map(Some),
    ];
    (parent, "[0-9A-Za-z]{0,3}").prop_map(|(parent, rank)| Place {
        parent: parent.map(uuid),
        rank: Rank(rank),
    })
}

fn value() -> BoxedStrategy<Value> {
    prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        (-5_i64..120).prop_map(Value::from),
        "[a-c .\n]{0,12}".prop_map(Value::from),
        prop::sample::select(vec![
            "1",
            "25",
            "45",
            "1e30",
            "0.5",
            "done",
            "todo",
            "closed",
            "active",
            "boolean",
            "maintain",
            "milestone",
            "2026-11-20",
            "2026-11-20T08:00:00",
            "9999-12-31",
            "Be best in class",
            "workspace",
            "owner",
            "guest"
        ])
        .prop_map(Value::from),
        any_kind()
            .prop_flat_map(any_id)
            .prop_map(|n| json!(uuid(n))),
        Just(json!([{"key": "a", "name": "A", "class": "done"}])),
        Just(json!([{"key": "a", "title": "A", "task": uuid(TASK)}])),
        Just(json!({"minutes": -1})),
        Just(json!({"low": "1", "high": "2"})),
    ]
    .boxed()
}

/// Mostly a value that fits the field.
fn value_of(kind: Kind, field: &str) -> BoxedStrategy<Value> {
    let one_of = |words: &'static [&'static str]| {
        prop::sample::select(words.to_vec())
            .prop_map(Value::from)
            .boxed()
    };
    let row = |kind| any_id(kind).prop_map(|n| json!(uuid(n))).boxed();
    let fitting = match (kind, field) {
        (_, "title" | "name" | "notes" | "context" | "note") => {
            "[a-c]{1,2}( [a-c]{1,2}){0,4}".prop_map(Value::from).boxed()
        }
        (_, "percent") => (0..101).prop_map(Value::from).boxed(),
        (_, "published" | "milestone" | "accepted" | "deactivated" | "placeholder") => {
            any::<bool>().prop_map(Value::from).boxed()
        }
        (Kind::Task, "start" | "finish" | "deadline") => {
            one_of(&["2026-11-20T08:00:00", "2026-11-21T17:00:00"])
        }
        (_, "start" | "target" | "stretch" | "weight") => one_of(&["1", "2", "25", "45", "0"]),
        (_, "owner" | "lead") => row(Kind::Person),
        (_, "cycle") => row(Kind::Cycle),
        (_, "contributes_to") => row(Kind::Objective),
        (_, "carried_from") => row(Kind::KeyResult),
        (_, "state") => one_of(&["planning", "active", "closed", "planned", "done"]),
        (_, "status") => one_of(&["", "todo", "done", "on_track"]),
        (_, "role") => one_of(&["owner", "admin", "member", "guest"]),
        (_, "metric") => one_of(&["boolean", "number", "milestone", "maintain"]),
        _ => value(),
    };
    prop_oneof![5 => fitting, 1 => Just(Value::Null), 1 => value()].boxed()
}

fn entity() -> BoxedStrategy<(u128, Entity)> {
    let task = (
        any_id(Kind::Project),
        prop::option::of(any_id(Kind::Task)),
        306_u128..309,
    );
    let dependency = (any_id(Kind::Task), any_id(Kind::Task), 310_u128..314);
    let link = (
        any_id(Kind::KeyResult),
        any_id(Kind::Task),
        any::<bool>(),
        320_u128..323,
    );
    let check_in = (
        any_id(Kind::KeyResult),
        prop::option::of(any_id(Kind::CheckIn)),
        330_u128..333,
    );
    let objective = (prop::option::of(any_id(Kind::Cycle)), 301_u128..303);
    let goal = (any_id(Kind::Objective), -2_i64..3, 303_u128..305);
    prop_oneof![
        3 => task.prop_map(|(project, parent, n)| (n, task_row(project, parent))),
        3 => dependency.prop_map(|(from, to, n)| (n, Dependency {
            predecessor: id(from), successor: id(to), ..Dependency::default() }.into())),
        2 => link.prop_map(|(goal, task, whole, n)| (n, Link {
            key_result: id(goal),
            target: if whole { LinkTarget::Project(id(PROJECT)) } else { LinkTarget::Task(id(task)) },
            ..Link::default() }.into())),
        1 => check_in.prop_map(|(goal, corrects, n)| (n, CheckIn {
            key_result: id(goal), on: Some(day("2026-11-20")), value: Some(amount("1")),
            corrects: corrects.map(id), ..CheckIn::default() }.into())),
        1 => objective.prop_map(|(cycle, n)| (n, Objective {
            cycle: cycle.map(id), title: "Another".into(), ..Objective::default() }.into())),
        1 => goal.prop_map(|(objective, target, n)| (n, KeyResult {
            objective: id(objective), title: "Measured".into(), start: Some(amount("1")),
            target: Some(target.into()), ..KeyResult::default() }.into())),
        1 => Just((300, Circle { name: "Few".into(), members: [id(MEMBER)].into(),
            ..Circle::default() }.into())),
        1 => Just((305, project("Another").into())),
        1 => Just((340, Team { name: "Team".into(), ..Team::default() }.into())),
    ]
    .boxed()
}

fn task_row(project: u128, parent: Option<u128>) -> Entity {
    task(project, "Another", parent).into()
}

fn audience() -> impl Strategy<Value = Option<Audience>> {
    prop::sample::select(vec![
        None,
        None,
        Some(Audience::Workspace),
        Some(Audience::Circle(id(CIRCLE))),
        Some(Audience::Circle(id(300))),
        Some(Audience::Person(id(MEMBER))),
    ])
}

pub fn op() -> BoxedStrategy<Op> {
    let set = at().prop_flat_map(|at| {
        let field = prop::sample::select(at.kind.fields().to_vec());
        field.prop_flat_map(move |field| {
            (
                Just(at),
                Just(field),
                value_of(at.kind, field),
                value_of(at.kind, field),
            )
        })
    });
    let set = set.prop_map(|(at, field, from, to)| Op::Set {
        at,
        field: field.into(),
        from,
        to,
    });
    let sets = prop::sample::select(vec![
        (Kind::Objective, "teams", Kind::Team),
        (Kind::Objective, "supports", Kind::Objective),
        (Kind::Circle, "members", Kind::Person),
        (Kind::Team, "members", Kind::Person),
        (Kind::Task, "title", Kind::Person),
    ]);
    let member = sets.prop_flat_map(|(kind, field, of)| {
        let at = any_id(kind).prop_map(move |n| Ref { kind, id: uuid(n) });
        (at, Just(field), any_id(of).prop_map(|n| json!(uuid(n))))
    });
    let member = member.boxed();
    let one = prop_oneof![
        6 => (entity(), audience()).prop_map(|((n, entity), audience)| Op::Create {
            id: uuid(n), entity, audience }),
        6 => set,
        1 => member.clone().prop_map(|(at, field, element)| Op::Add {
            at, field: field.into(), element }),
        1 => member.prop_map(|(at, field, element)| Op::Remove { at, field: field.into(), element }),
        4 => (at(), place(), place()).prop_map(|(at, from, to)| Op::Move { at, from, to }),
        2 => at().prop_map(|at| Op::Trash { at }),
        2 => at().prop_map(|at| Op::Restore { at }),
        2 => (at(), audience(), audience()).prop_map(|(at, from, to)| Op::SetAudience {
            at, from, to }),
    ];
    let group = prop::collection::vec(one.clone(), 0..4).prop_map(|ops| Op::Group { ops });
    prop_oneof![6 => one, 1 => group].boxed()
}

fn step() -> impl Strategy<Value = (u128, Op)> {
    let actor = prop_oneof![
        3 => Just(OWNER), 3 => Just(MEMBER), 1 => Just(ADMIN), 1 => Just(OTHER), 1 => Just(GUEST)
    ];
    (actor, op())
}

pub fn steps() -> impl Strategy<Value = Vec<(u128, Op)>> {
    prop::collection::vec(step(), 1..40)
}

/// Changes of audience and of what names what, by people who may: where a leak would come from.
pub fn confidential_steps() -> impl Strategy<Value = Vec<(u128, Op)>> {
    let set = |at: Ref, field: &str, to: Value| Op::Set {
        at,
        field: field.into(),
        from: json!(null),
        to,
    };
    let objective = || any_id(Kind::Objective).prop_map(|n| id::<Objective>(n).at());
    let goal = || any_id(Kind::KeyResult).prop_map(|n| id::<KeyResult>(n).at());
    let secret = prop_oneof![
        objective(),
        goal(),
        any_id(Kind::Project).prop_map(|n| id::<Project>(n).at()),
    ];
    let one = prop_oneof![
        3 => (secret, audience()).prop_map(|(at, to)| Op::SetAudience { at, from: None, to }),
        2 => (301_u128..303, audience()).prop_map(|(n, audience)| Op::Create {
            id: uuid(n),
            entity: Objective { title: "More".into(), ..Objective::default() }.into(),
            audience,
        }),
        2 => (objective(), objective()).prop_map(move |(at, to)| {
            set(at, "contributes_to", json!(to.id))
        }),
        1 => (objective(), objective()).prop_map(|(at, to)| Op::Add {
            at, field: "supports".into(), element: json!(to.id) }),
        1 => (goal(), goal()).prop_map(move |(at, to)| set(at, "carried_from", json!(to.id))),
        2 => (goal(), any_id(Kind::Task)).prop_map(move |(at, task)| {
            set(at, "steps", json!([{"key": "a", "title": "A", "task": uuid(task)}]))
        }),
        2 => (goal(), objective()).prop_map(|(at, to)| Op::Move {
            at,
            from: Place::default(),
            to: Place { parent: Some(to.id), rank: Rank::default() },
        }),
        1 => entity().prop_map(|(n, entity)| Op::Create { id: uuid(n), entity, audience: None }),
    ];
    let actor = prop_oneof![3 => Just(MEMBER), 1 => Just(OWNER)];
    prop::collection::vec((actor, one), 1..40)
}

/// A plan without the traces that every change leaves in a row's head, and without rows that were
/// created and taken back.
fn bare(plan: &Plan, before: &Plan) -> Vec<AnyRow> {
    let rows = plan
        .every()
        .filter(|row| before.any(row.at()).is_some() || !row.head().trashed);
    rows.map(|mut row| {
        let head = row.head_mut();
        head.changed_by = Id::default();
        head.changed_at = Timestamp::default();
        row
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Refused operations leave no trace; indexes are what they would be from nothing; rewinding
    /// restores every bit; undo restores what people see, and redo makes it again.
    #[test]
    fn operations_obey_the_laws(steps in steps()) {
        let mut world = World::new();
        let mut done = 0;
        for (actor, op) in steps {
            let before = world.plan.clone();
            let Ok(touched) = world.does(actor, &op) else {
                prop_assert_eq!(&world.plan, &before, "a refusal left a trace");
                continue;
            };
            done += 1;
            let after = world.plan.clone();
            prop_assert_eq!(&rebuilt(&after), &after, "an index is out of step");
            for (at, was) in &touched.before {
                prop_assert_eq!(was, &before.any(*at));
            }
            for row in after.every() {
                let known = touched.before.iter().any(|(at, _)| *at == row.at());
                prop_assert!(known || before.any(row.at()) == Some(row), "a change is not reported");
            }
            for row in before.every() {
                let (was, is) = (
                    access::scopes(&before, row.at()),
                    access::scopes(&after, row.at()),
                );
                let known = touched.rescoped.iter().any(|it| it.at == row.at());
                prop_assert!(known || was == is, "another audience is not reported");
            }

            revert(&mut world.plan, &touched);
            prop_assert_eq!(&world.plan, &before, "rewinding did not restore");
            world.does(actor, &op).unwrap();
            prop_assert_eq!(&world.plan, &after, "the same operation made something else");

            // Some changes take away the right to take them back: leaving a Circle, giving up a role.
            let undo = inverse(&op, &touched);
            if let Ok(undone) = world.does(actor, &undo) {
                prop_assert!(undone.replaced.is_empty());
                prop_assert_eq!(bare(&world.plan, &before), bare(&before, &before));
                let redo = inverse(&undo, &undone);
                world.does(actor, &redo).unwrap();
                prop_assert_eq!(bare(&world.plan, &before), bare(&after, &before));
            } else {
                prop_assert!(gives_up_rights(&op), "an undo was refused: {undo:?}");
            }
            world.plan = after;
        }
        prop_assume!(done > 0);
    }

    /// A group that fails anywhere changes nothing.
    #[test]
    fn groups_are_all_or_nothing(
        ops in prop::collection::vec(op(), 1..6),
        at in any::<prop::sample::Index>(),
    ) {
        let mut world = World::new();
        let mut ops = ops;
        ops.insert(at.index(ops.len() + 1), Op::Trash { at: id::<Task>(999_999).at() });
        let before = world.plan.clone();
        let refused = world.does(OWNER, &Op::Group { ops });
        prop_assert!(refused.is_err());
        prop_assert_eq!(world.plan, before);
    }

    /// What a client says it may do agrees with what happens.
    #[test]
    fn a_change_that_is_made_was_allowed((actor, op) in step()) {
        let mut world = World::new();
        let may = access::may(&world.plan, &by(actor), &op);
        if world.does(actor, &op).is_ok() && !matches!(op, Op::Group { .. }) {
            prop_assert!(may.is_ok());
        }
    }

    /// Any JSON is an operation or an error, and any operation is made or refused: never a panic.
    #[test]
    fn hostile_json_is_answered(
        kind in "set|create|move|group|trash|add|x",
        field in ".{0,8}|title|percent|phased|steps|week",
        value in any_json(),
        entity in "task|key_result|calendar|workspace|import|person|cycle",
    ) {
        let mut world = World::new();
        let at = json!({"kind": entity, "id": uuid(TASK)});
        let hostile = json!({"op": kind, "id": uuid(777), "kind": entity, "body": {&field: &value},
            "at": at, "field": field, "from": value, "to": value, "element": value,
            "ops": [{"op": "set", "at": at, "field": field, "from": null, "to": value}]});
        if let Ok(op) = serde_json::from_value::<Op>(hostile) {
            let _ = world.does(OWNER, &op);
            prop_assert_eq!(&rebuilt(&world.plan), &world.plan);
            for row in world.plan.every() {
                let text = row.to_json().to_string();
                prop_assert_eq!(AnyRow::from_json_text(row.at(), &text).unwrap(), row);
            }
        }
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        Just(json!("-9999-01-01")),
        Just(json!("79228162514264337593543950335")),
        Just(json!("9999-12-31T23:59:59.999999999")),
    ];
    leaf.prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,6}", inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Whether a change can leave its author unable to take it back.
fn gives_up_rights(op: &Op) -> bool {
    match op {
        Op::Group { ops } => ops.iter().any(gives_up_rights),
        Op::Remove { field, .. } => field == "members",
        Op::Set { field, at, .. } => {
            at.kind == Kind::Person || matches!(field.as_str(), "owner" | "lead" | "state")
        }
        Op::SetAudience { .. } => true,
        _ => false,
    }
}
