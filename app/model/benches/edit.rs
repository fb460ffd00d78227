//! How long one edit takes in a plan of 50,000 tasks: `cargo bench -p model --bench edit`.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench talks, may stop, and reads the clock"
)]

use std::hint::black_box;
use std::time::Instant;

use model::access::{Founding, founding};
use model::op::make::{self, MoveHow};
use model::*;
use serde_json::json;
use uuid::Uuid;

const TASKS: u128 = 50_000;
const PROJECTS: u128 = 50;

fn id<T>(n: u128) -> Id<T> {
    Id::new(Uuid::from_u128(n))
}

fn plan(context: &Context) -> Plan {
    let mut plan = Plan::default();
    let begin = founding(&Founding {
        workspace: id(1),
        name: "Bench".into(),
        owner: context.actor,
        owner_name: "Owner".into(),
        cycle: id(3),
        next_cycle: id(4),
        today: context.today,
        ..Founding::default()
    });
    apply(&mut plan, &begin, context).unwrap();
    for project in 0..PROJECTS {
        let row = Project {
            title: format!("Project {project}"),
            ..Project::default()
        };
        let op = make::create(Uuid::from_u128(100 + project), make::last(&plan, row));
        apply(&mut plan, &op, context).unwrap();
    }
    for task in 0..TASKS {
        let project = task % PROJECTS;
        // Every tenth task of a project is a summary of the nine that follow it.
        let place = task / PROJECTS;
        let summary =
            (!place.is_multiple_of(10)).then(|| id(1000 + place / 10 * 10 * PROJECTS + project));
        let row = Task {
            project: id(100 + project),
            parent: summary,
            title: format!("Task {task}"),
            ..Task::default()
        };
        let op = make::create(Uuid::from_u128(1000 + task), make::last(&plan, row));
        apply(&mut plan, &op, context).unwrap();
        if let (Some(_), true) = (task.checked_sub(PROJECTS), place % 10 > 1) {
            let row = Dependency {
                predecessor: id(1000 + task - PROJECTS),
                successor: id(1000 + task),
                ..Dependency::default()
            };
            let op = make::create(Uuid::from_u128(1_000_000 + task), row);
            apply(&mut plan, &op, context).unwrap();
        }
    }
    plan
}

/// Runs an edit many times, forth and back, and prints the time of one.
fn measure(name: &str, plan: &mut Plan, context: &Context, make: impl Fn(&Plan, u128) -> Op) {
    const ROUNDS: u128 = 2000;
    let ops: Vec<Op> = (0..ROUNDS).map(|round| make(plan, round)).collect();
    let begin = Instant::now();
    for op in &ops {
        let touched = apply(plan, black_box(op), context).unwrap();
        revert(plan, &touched);
    }
    let each = begin.elapsed().as_nanos() / ROUNDS;
    println!("{name:<28} {:>9.3} \u{b5}s", each as f64 / 1000.0);
}

fn main() {
    let context = Context {
        actor: id(2),
        now: "2026-11-23T10:00:00Z".parse().unwrap(),
        today: Date::constant(2026, 11, 23),
    };
    let begin = Instant::now();
    let mut plan = plan(&context);
    println!("built 50,000 tasks in {:.1?}", begin.elapsed());
    let some = |round: u128| id::<Task>(1000 + round * 17 % TASKS);
    measure("tick a task off", &mut plan, &context, |plan, round| {
        make::finish_task(plan, some(round), true)
    });
    measure("rename a task", &mut plan, &context, |plan, round| {
        make::set(plan, some(round).at(), "title", json!("Another title"))
    });
    measure("outdent a task", &mut plan, &context, |plan, round| {
        let first_child = id(1000 + (round * 10 + 1) * PROJECTS % TASKS);
        make::move_task(plan, first_child, MoveHow::Outdent).unwrap()
    });
    measure("trash a summary", &mut plan, &context, |_, round| {
        make::trash(id::<Task>(1000 + round * 10 * PROJECTS % TASKS).at())
    });
    measure("draw a dependency", &mut plan, &context, |_, round| {
        let row = Dependency {
            predecessor: id(1000 + PROJECTS * 10 * (round % 90) + PROJECTS),
            successor: id(1000 + PROJECTS * (round % 90 + 1) * 10 + 5 * PROJECTS),
            ..Dependency::default()
        };
        make::create(Uuid::from_u128(9_000_000 + round), row)
    });
    let begin = Instant::now();
    let outlines: usize = (0..PROJECTS)
        .map(|project| plan.tasks(id(100 + project)).len())
        .sum();
    println!("outlines of {outlines} tasks in {:.1?}", begin.elapsed());
}
