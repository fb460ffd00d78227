//! Numbers kept step by step equal numbers from nothing, whatever rows come, change and go.

use std::sync::Arc;

use model::op::{Op, Place, apply, inverse, revert};
use model::progress::{self, Fraction, Rollups};
use model::{
    AnyRow, CheckIn, Context, Cycle, Decimal, Entity, Head, Id, KeyResult, Kind, Link, LinkMethod,
    LinkTarget, MetricType, Objective, Person, Plan, Project, ProjectState, Rank, Ref, Role, Span,
    Step, Task, TimeUnit, Weight, Workspace,
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::small::{Small, day, hours};

const TODAY: &str = "2026-11-20";

fn id<T>(of: u128, n: u8) -> Id<T> {
    Id::new(Uuid::from_u128((of << 64) + u128::from(n)))
}

fn head(trashed: bool) -> Head {
    let at = "2026-10-01T09:00:00Z".parse().unwrap();
    Head {
        trashed,
        created_at: at,
        changed_at: at,
        ..Head::default()
    }
}

fn row(of: u128, n: u8, trashed: bool, entity: impl Into<Entity>) -> AnyRow {
    entity
        .into()
        .into_row(id::<()>(of, n).uuid(), head(trashed))
}

fn task() -> impl Strategy<Value = AnyRow> {
    let place = (0_u8..14, 0_u8..3, prop::option::of(0_u8..14), "[a-d]");
    let state = (
        0_u8..=100,
        0_u8..5,
        any::<bool>(),
        prop::bool::weighted(0.1),
    );
    let size = (
        prop::option::of(0_i64..500),
        prop::option::of(0_i64..5),
        prop::option::of(0_i8..60),
    );
    (place, state, size, prop::bool::weighted(0.15)).prop_map(|(place, state, size, trashed)| {
        let statuses = ["", "todo", "started", "done", "cancelled"];
        let finish = size.2.map(|n| {
            day("2026-11-10")
                .checked_add(jiff::Span::new().days(n))
                .unwrap()
                .at(17, 0, 0, 0)
        });
        let span = |n: i64| Span {
            minutes: n * 480,
            unit: TimeUnit::Day,
            ..Span::default()
        };
        row(
            7,
            place.0,
            trashed,
            Task {
                project: id(6, place.1),
                parent: place.2.filter(|n| *n < place.0).map(|n| id(7, n)),
                rank: Rank(place.3),
                title: format!("t{}", state.1),
                status: statuses[usize::from(state.1)].into(),
                percent: state.0,
                milestone: state.2,
                inactive: state.3,
                estimate_minutes: size.0,
                duration: size.1.map(span),
                finish,
                ..Task::default()
            },
        )
    })
}

fn link() -> impl Strategy<Value = AnyRow> {
    let ends = (0_u8..8, 0_u8..5, any::<bool>(), 0_u8..14);
    (
        ends,
        0_usize..7,
        0_i64..4,
        prop::bool::weighted(0.15),
        any::<bool>(),
    )
        .prop_map(
            |((n, key_result, project, target), method, weight, trashed, outcome_step)| {
                let target = match project {
                    true => LinkTarget::Project(id(6, target % 3)),
                    false => LinkTarget::Task(id(7, target)),
                };
                row(
                    8,
                    n,
                    trashed,
                    Link {
                        key_result: id(4, key_result),
                        target,
                        method: LinkMethod::ALL[method % LinkMethod::ALL.len()],
                        weight: Weight(weight.into()),
                        outcome_step,
                        ..Link::default()
                    },
                )
            },
        )
}

fn key_result() -> impl Strategy<Value = AnyRow> {
    let parts = (
        0_u8..5,
        0_u8..3,
        0_usize..5,
        0_i64..3,
        prop::bool::weighted(0.8),
    );
    (
        parts,
        prop::collection::vec((0_u8..14, any::<bool>()), 0..3),
        prop::bool::weighted(0.1),
    )
        .prop_map(
            |((n, objective, metric, weight, published), steps, trashed)| {
                row(
                    4,
                    n,
                    trashed,
                    KeyResult {
                        objective: id(3, objective),
                        owner: Some(id(1, 0)),
                        metric: MetricType::ALL[metric],
                        start: Some(Decimal::from(45)),
                        target: Some(Decimal::from(25)),
                        weight: Weight(weight.into()),
                        published,
                        steps: steps
                            .into_iter()
                            .map(|(task, reached)| Step {
                                key: "k".into(),
                                title: "s".into(),
                                weight: Weight::default(),
                                reached,
                                task: Some(id(7, task)),
                            })
                            .collect(),
                        ..KeyResult::default()
                    },
                )
            },
        )
}

fn goal_row() -> impl Strategy<Value = AnyRow> {
    let trashed = prop::bool::weighted(0.15);
    prop_oneof![
        (0_u8..3, prop::option::of(0_u8..2), 0_i64..3, trashed).prop_map(
            |(n, cycle, weight, trashed)| row(
                3,
                n,
                trashed,
                Objective {
                    cycle: cycle.map(|n| id(2, n)),
                    weight: Weight(weight.into()),
                    ..Objective::default()
                }
            )
        ),
        (0_u8..2, 1_i8..20, trashed).prop_map(|(n, from, trashed)| row(
            2,
            n,
            trashed,
            Cycle {
                start: Some(
                    day("2026-10-01")
                        .checked_add(jiff::Span::new().days(from))
                        .unwrap()
                ),
                finish: Some(day("2026-12-31")),
                ..Cycle::default()
            }
        )),
        (
            0_u8..6,
            0_u8..5,
            1_i8..31,
            -5_i64..60,
            trashed,
            prop::option::of(0_u8..6)
        )
            .prop_map(|(n, of, on, value, trashed, corrects)| row(
                5,
                n,
                trashed,
                CheckIn {
                    key_result: id(4, of),
                    on: Some(jiff::civil::date(2026, 10, on)),
                    value: Some(value.into()),
                    corrects: corrects.map(|n| id(5, n)),
                    ..CheckIn::default()
                }
            )),
        (0_u8..3, 0_usize..4, prop::option::of(0_i64..120), trashed).prop_map(
            |(n, state, reported, trashed)| row(
                6,
                n,
                trashed,
                Project {
                    title: format!("p{state}"),
                    state: ProjectState::ALL[state],
                    reported_percent: reported.map(Decimal::from),
                    ..Project::default()
                }
            )
        ),
        (5_u8..20).prop_map(|gap| {
            let mut workspace = Workspace::default();
            workspace.settings.on_track_gap_points = gap;
            row(1, 9, false, workspace)
        }),
    ]
}

#[derive(Clone)]
enum Change {
    Put(AnyRow),
    Remove(u128, u8),
}

/// One line a change, so that a failure can be read.
impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Put(row) => {
                let (at, trashed) = (row.at(), row.head().trashed);
                let body = serde_json::to_string(&row.to_json()["body"]).unwrap_or_default();
                write!(
                    f,
                    "put {:?} {} {trashed} {body}",
                    at.kind,
                    at.id.as_u128() as u8
                )
            }
            Self::Remove(of, n) => write!(f, "remove {:?} {n}", kind(*of)),
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => task().prop_map(Change::Put),
        3 => link().prop_map(Change::Put),
        2 => key_result().prop_map(Change::Put),
        4 => goal_row().prop_map(Change::Put),
        1 => (2_u128..9, 0_u8..14).prop_map(|(of, n)| Change::Remove(of, n)),
    ]
}

fn kind(of: u128) -> Kind {
    match of {
        2 => Kind::Cycle,
        3 => Kind::Objective,
        4 => Kind::KeyResult,
        5 => Kind::CheckIn,
        6 => Kind::Project,
        7 => Kind::Task,
        _ => Kind::Link,
    }
}

fn make(plan: &mut Plan, change: Change) -> Vec<(Ref, Option<AnyRow>)> {
    match change {
        Change::Put(row) => vec![(row.at(), plan.put(row))],
        Change::Remove(of, n) => {
            let at = Ref {
                kind: kind(of),
                id: id::<()>(of, n).uuid(),
            };
            let before = plan.remove(at);
            if before.is_some() {
                vec![(at, before)]
            } else {
                Vec::new()
            }
        }
    }
}

/// What changed according to the plain functions must be what the rollups say changed.
fn told(plan: &Plan, old: &Rollups, new: &Rollups, said: &std::collections::BTreeSet<Ref>) {
    for row in plan.all::<KeyResult>() {
        if old.key_result(row.id) != new.key_result(row.id) {
            assert!(said.contains(&row.id.at()), "unannounced: {:?}", row.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn step_by_step_equals_from_nothing(batches in prop::collection::vec(
        prop::collection::vec(change(), 1..4), 1..40,
    )) {
        let mut plan = Plan::default();
        let today = day(TODAY);
        let mut rollups = Rollups::new(&plan, today);
        for batch in batches {
            let mut before: Vec<(Ref, Option<AnyRow>)> = Vec::new();
            for change in batch {
                for (at, row) in make(&mut plan, change) {
                    if !before.iter().any(|(seen, _)| *seen == at) {
                        before.push((at, row));
                    }
                }
            }
            let old = rollups.clone();
            let said = rollups.follow_rows(&plan, &before);
            told(&plan, &old, &rollups, &said);
            let fresh = Rollups::new(&plan, today);
            prop_assert!(rollups == fresh);
            for row in plan.all::<KeyResult>() {
                let plain = progress::key_result(&plan, row.id, today);
                prop_assert_eq!(rollups.key_result(row.id), plain.as_ref());
            }
            for row in plan.all::<Objective>() {
                let plain = progress::objective(&plan, row.id, today);
                prop_assert_eq!(rollups.objective(row.id), Some(&plain));
            }
            for row in plan.all::<Cycle>() {
                prop_assert_eq!(rollups.cycle(row.id), Some(&progress::cycle(&plan, row.id, today)));
            }
            for row in plan.all::<Project>() {
                prop_assert_eq!(rollups.project(&plan, row.id), progress::project(&plan, row.id));
            }
        }
    }
}

fn workspace() -> (Plan, Context) {
    let mut plan = Plan::default();
    let owner: Id<Person> = id(1, 0);
    let person = Person {
        name: "Ines".into(),
        role: Role::Owner,
        ..Person::default()
    };
    plan.put(row(1, 9, false, Workspace::default()));
    plan.put(AnyRow::Person(Arc::new(model::Row {
        id: owner,
        head: head(false),
        body: person,
    })));
    let now = "2026-11-20T09:00:00Z".parse().unwrap();
    (
        plan,
        Context {
            actor: owner,
            now,
            today: day(TODAY),
        },
    )
}

fn op() -> impl Strategy<Value = Op> {
    let at = |of: u128, n: u8| Ref {
        kind: kind(of),
        id: id::<()>(of, n).uuid(),
    };
    let create = prop_oneof![3 => task(), 1 => link(), 1 => key_result(), 1 => goal_row()];
    prop_oneof![
        4 => create.prop_map(|row| Op::Create {
            id: row.at().id, entity: row.entity(), audience: None,
        }),
        3 => (0_u8..14, 0_u8..=100).prop_map(move |(n, percent)| Op::Set {
            at: at(7, n), field: "percent".into(), from: 0.into(), to: percent.into(),
        }),
        3 => (0_u8..14, 0_usize..3).prop_map(move |(n, status)| Op::Set {
            at: at(7, n), field: "status".into(), from: "".into(),
            to: ["done", "cancelled", "started"][status].into(),
        }),
        2 => (0_u8..14, prop::option::of(0_u8..14), "[a-z]").prop_map(move |(n, parent, rank)| Op::Move {
            at: at(7, n), from: Place::default(),
            to: Place { parent: parent.map(|n| id::<Task>(7, n).uuid()), rank: Rank(rank) },
        }),
        2 => (3_u128..9, 0_u8..8, any::<bool>()).prop_map(move |(of, n, trash)| match trash {
            true => Op::Trash { at: at(of, n) },
            false => Op::Restore { at: at(of, n) },
        }),
    ]
}

proptest! {
    #[test]
    fn operations_undo_and_rewind_keep_the_numbers(ops in prop::collection::vec(op(), 1..80)) {
        let (mut plan, context) = workspace();
        let mut rollups = Rollups::new(&plan, context.today);
        let mut applied = 0;
        for op in ops {
            let Ok(touched) = apply(&mut plan, &op, &context) else { continue };
            applied += 1;
            rollups.follow(&plan, &touched);
            prop_assert!(rollups == Rollups::new(&plan, context.today), "after {op:?}");
            if applied % 3 == 0 && let Ok(undone) = apply(&mut plan, &inverse(&op, &touched), &context) {
                rollups.follow(&plan, &undone);
                prop_assert!(rollups == Rollups::new(&plan, context.today), "after undo of {op:?}");
            } else if applied % 5 == 0 {
                let back = touched.before.iter().map(|(at, _)| (*at, plan.any(*at))).collect::<Vec<_>>();
                revert(&mut plan, &touched);
                rollups.follow_rows(&plan, &back);
                prop_assert!(rollups == Rollups::new(&plan, context.today), "after rewind of {op:?}");
            }
        }
    }
}

#[test]
fn r046_a_finished_task_moves_task_to_cycle_at_once_and_wakes_only_them() {
    let mut small = Small::q4();
    let project = small.project("Onboarding revamp");
    let task = small.task(project, 0, hours(4));
    small.task(project, 0, hours(4));
    let served = small.key_result(MetricType::Number, "45", "25");
    let other = small.key_result(MetricType::Number, "14", "7");
    small.link(
        served,
        LinkTarget::Project(project),
        LinkMethod::Effort,
        "1",
    );
    let mut rollups = Rollups::new(&small.plan, day(TODAY));
    let before = small.plan.any(task.at());
    small.edit(task, |row| row.body.status = "done".into());
    let changed = rollups.follow_rows(&small.plan, &[(task.at(), before)]);
    assert_eq!(rollups.key_result(served).unwrap().work.label(), "50 %");
    assert_eq!(
        rollups.project(&small.plan, project).map(Fraction::points),
        Some(50)
    );
    for at in [
        served.at(),
        project.at(),
        small.objective.at(),
        small.cycle.at(),
    ] {
        assert!(changed.contains(&at), "{at:?}");
    }
    assert!(!changed.contains(&other.at()));
}

#[test]
fn another_day_turns_what_depends_on_it() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Number, "0", "100");
    small.check_in(id, "2026-10-30", "40");
    let mut rollups = Rollups::new(&small.plan, day("2026-11-02"));
    let changed = rollups.turn(&small.plan, day("2026-11-20"));
    assert!(changed.contains(&id.at()));
    assert!(rollups == Rollups::new(&small.plan, day("2026-11-20")));
}
