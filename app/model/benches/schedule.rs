//! How long a project takes to schedule from nothing, and how long one edit takes to reach every
//! date: `cargo bench -p model --bench schedule`.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench talks, may stop, and reads the clock"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use model::schedule::{Schedules, schedule};
use model::*;
use uuid::Uuid;

const PROJECT: u128 = 2;
const FIRST: u128 = 1 << 40;

/// Numbers without order, always the same.
fn mixed(n: u128) -> u128 {
    (n.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835) >> 32) | 1 << 100
}

fn put(plan: &mut Plan, id: u128, entity: impl Into<Entity>) {
    plan.put(entity.into().into_row(Uuid::from_u128(id), Head::default()));
}

fn id<T>(n: u128) -> Id<T> {
    Id::new(Uuid::from_u128(n))
}

/// A tenth summaries; each leaf waits for one or two of the dozen before it.
fn plan(tasks: u128) -> Plan {
    let mut plan = Plan::default();
    put(&mut plan, 1, Workspace::default());
    let start = Some(jiff::civil::date(2026, 3, 2).at(8, 0, 0, 0));
    put(
        &mut plan,
        PROJECT,
        Project {
            start,
            ..Project::default()
        },
    );
    let mut links = 0;
    for n in 0..tasks {
        let summary = n % 10 == 0;
        let minutes = 60 + (mixed(n) % 2400) as i64;
        let task = Task {
            project: id(PROJECT),
            parent: (!summary).then(|| id(mixed(FIRST + n - n % 10))),
            rank: Rank(format!("a{n:06}")),
            duration: Some(Span {
                minutes,
                ..Span::default()
            }),
            ..Task::default()
        };
        put(&mut plan, mixed(FIRST + n), task);
        for step in [1, 3 + n % 9] {
            let wants = !summary && n > step && (n - step) % 10 != 0;
            if wants {
                links += 1;
                let dependency = Dependency {
                    predecessor: id(mixed(FIRST + n - step)),
                    successor: id(mixed(FIRST + n)),
                    ..Dependency::default()
                };
                put(&mut plan, mixed((1 << 80) + links), dependency);
            }
        }
    }
    plan
}

fn main() {
    for tasks in [1_000, 5_000, 20_000] {
        let mut plan = plan(tasks);
        let mut best = f64::MAX;
        for _ in 0..15 {
            let began = Instant::now();
            black_box(schedule(&plan, id(PROJECT)));
            best = best.min(began.elapsed().as_secs_f64() * 1e3);
        }
        let mut schedules = Schedules::new(&plan);
        let (mut edit, mut moved) = (0.0, 0);
        const EDITS: u128 = 20;
        for n in 0..EDITS {
            let at: Id<Task> = id(mixed(FIRST + (mixed(n) % tasks) / 10 * 10 + 5));
            let before = plan.get(at).unwrap().clone();
            let mut row = (*before).clone();
            row.body.duration = Some(Span {
                minutes: 480 + n as i64,
                ..Span::default()
            });
            plan.put(AnyRow::Task(Arc::new(row)));
            let began = Instant::now();
            moved += schedules
                .follow_rows(&plan, &[(at.at(), Some(AnyRow::Task(before)))])
                .len();
            edit += began.elapsed().as_secs_f64() * 1e3;
        }
        let links = plan.all::<Dependency>().count();
        println!(
            "{tasks:>6} tasks {links:>6} links: from nothing {best:>7.2} ms; one edit {:>7.3} ms, \
             moving {} tasks",
            edit / EDITS as f64,
            moved / EDITS as usize,
        );
    }
}
