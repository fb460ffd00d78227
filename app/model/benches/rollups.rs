//! How long one edit takes to reach every number above it in a plan of 50,000 tasks, and how long it
//! takes from nothing: `cargo bench -p model --bench rollups`.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench talks, may stop, and reads the clock"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::progress::Rollups;
use model::*;
use uuid::Uuid;

const TASKS: u128 = 50_000;
const PROJECTS: u128 = 50;
const GOALS: u128 = 60;
const EDITS: u128 = 20_000;

fn id<T>(n: u128) -> Id<T> {
    Id::new(Uuid::from_u128(n))
}

fn put(plan: &mut Plan, n: u128, entity: impl Into<Entity>) {
    plan.put(entity.into().into_row(Uuid::from_u128(n), Head::default()));
}

fn goals(plan: &mut Plan) {
    put(plan, 1, Workspace::default());
    let (start, finish) = (
        jiff::civil::date(2026, 10, 1),
        jiff::civil::date(2026, 12, 31),
    );
    put(
        plan,
        2,
        Cycle {
            start: Some(start),
            finish: Some(finish),
            ..Cycle::default()
        },
    );
    for n in 0..GOALS {
        if n % 4 == 0 {
            put(
                plan,
                10_000 + n,
                Objective {
                    cycle: Some(id(2)),
                    ..Objective::default()
                },
            );
        }
        put(
            plan,
            20_000 + n,
            KeyResult {
                objective: id(10_000 + n / 4 * 4),
                title: format!("Key Result {n}"),
                owner: Some(id(3)),
                start: Some(45.into()),
                target: Some(25.into()),
                published: true,
                ..KeyResult::default()
            },
        );
        for day in [8, 15, 22, 29] {
            put(
                plan,
                30_000 + n * 40 + day,
                CheckIn {
                    key_result: id(20_000 + n),
                    on: Some(jiff::civil::date(2026, 10, day as i8)),
                    value: Some((45 - day as i64 / 7).into()),
                    ..CheckIn::default()
                },
            );
        }
        for link in 0..3 {
            put(
                plan,
                40_000 + n * 4 + link,
                Link {
                    key_result: id(20_000 + n),
                    target: LinkTarget::Project(id(50_000 + (n + link * 7) % PROJECTS)),
                    method: LinkMethod::ALL[1 + (link as usize) % 4],
                    ..Link::default()
                },
            );
        }
    }
}

fn plan() -> Plan {
    let mut plan = Plan::default();
    goals(&mut plan);
    for n in 0..PROJECTS {
        put(
            &mut plan,
            50_000 + n,
            Project {
                title: format!("P{n}"),
                ..Project::default()
            },
        );
    }
    for n in 0..TASKS {
        let place = n / PROJECTS;
        let summary = (!place.is_multiple_of(10))
            .then(|| id(100_000 + place / 10 * 10 * PROJECTS + n % PROJECTS));
        let minutes = (n as i64 * 37 % 4000) + 30;
        put(
            &mut plan,
            100_000 + n,
            Task {
                project: id(50_000 + n % PROJECTS),
                parent: summary,
                rank: Rank(format!("{place:06}")),
                title: format!("Task {n}"),
                percent: (n % 101) as u8,
                estimate_minutes: (n % 5 != 0).then_some(minutes),
                duration: Some(Span {
                    minutes,
                    ..Span::default()
                }),
                milestone: n % 40 == 39,
                ..Task::default()
            },
        );
    }
    plan
}

fn main() {
    let today = jiff::civil::date(2026, 11, 2);
    let mut plan = plan();
    let begin = Instant::now();
    let mut rollups = Rollups::new(&plan, today);
    println!("from nothing, {TASKS} tasks: {:?}", begin.elapsed());
    let mut times = Vec::new();
    for n in 0..EDITS {
        let at: Id<Task> = id(100_000 + n * 7919 % TASKS);
        let before = AnyRow::Task(plan.get(at).unwrap().clone());
        let mut row = plan.get(at).unwrap().as_ref().clone();
        row.body.percent = (n % 101) as u8;
        plan.put(AnyRow::Task(Arc::new(row)));
        let changes = [(at.at(), Some(before))];
        let begin = Instant::now();
        black_box(rollups.follow_rows(&plan, &changes));
        times.push(begin.elapsed());
    }
    times.sort();
    let total: Duration = times.iter().sum();
    println!(
        "one edit, every number above it, mean: {:?}",
        total / EDITS as u32
    );
    println!(
        "median {:?}, 99th {:?}",
        times[times.len() / 2],
        times[times.len() * 99 / 100]
    );
    assert!(
        rollups == Rollups::new(&plan, today),
        "kept numbers equal numbers from nothing"
    );
}
