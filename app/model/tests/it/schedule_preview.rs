//! What an edit would do is what it then does.

use model::op::{Op, make};
use model::schedule::preview::preview;
use model::schedule::{Schedules, edit};
use model::*;
use proptest::prelude::*;

use crate::small::{Small, day};

struct Plans {
    small: Small,
    project: Id<Project>,
    goal: Id<KeyResult>,
    tasks: Vec<Id<Task>>,
}

/// Tasks of so many days one after the other from Monday 14 December 2026, linked to a Key Result of a
/// cycle that ends on the 31st.
fn chain(days: &[i64]) -> Plans {
    let mut small = Small::q4();
    small.edit(small.owner, |row| row.body.role = Role::Owner);
    let goal = small.key_result(MetricType::Number, "45", "25");
    let project = small.project("Move");
    let first = "2026-12-14T08:00".parse().expect("a moment");
    small.edit(project, |row| row.body.start = Some(first));
    let mut tasks: Vec<Id<Task>> = Vec::new();
    let ranks = rank::spread(days.len());
    for (at, days) in days.iter().enumerate() {
        let body = Task {
            title: format!("Step {}", at + 1),
            duration: Some(Span {
                minutes: days * 480,
                ..Span::default()
            }),
            ..Task::default()
        };
        let task = small.task(project, 0, body);
        small.edit(task, |row| row.body.rank = ranks[at].clone());
        if let Some(before) = tasks.last() {
            small.put(Dependency {
                predecessor: *before,
                successor: task,
                ..Dependency::default()
            });
        }
        tasks.push(task);
    }
    small.link(goal, LinkTarget::Project(project), LinkMethod::Count, "1");
    Plans {
        small,
        project,
        goal,
        tasks,
    }
}

const TODAY: &str = "2026-12-14";

#[test]
fn a_move_says_what_moves_along_and_what_it_does_to_the_key_result() {
    let plans = chain(&[2, 3, 4]);
    let (plan, all) = (&plans.small.plan, Schedules::new(&plans.small.plan));
    let ops = edit::move_by(plan, &all, &plans.tasks[..1], 7);
    let seen = preview(plan, &all, &ops, plans.project, day(TODAY));
    let moved: Vec<_> = seen.moved.iter().map(|it| it.task).collect();
    assert_eq!(moved, plans.tasks, "all three, in order");
    let goals: Vec<_> = seen.key_results.iter().map(|it| it.key_result).collect();
    assert_eq!(goals, [plans.goal]);
    let words = seen.words(plan, &plans.tasks[..1], day(TODAY));
    assert_eq!(
        words,
        [
            "21 Dec to 22 Dec",
            "2 other tasks move",
            "The project finishes 31 Dec instead of 24 Dec",
            "Reduce median time from contract to go-live: the last of its work finishes 31 Dec",
        ]
    );
    let ops = edit::move_by(plan, &all, &plans.tasks[..1], 14);
    let seen = preview(plan, &all, &ops, plans.project, day(TODAY));
    let words = seen.words(plan, &plans.tasks[..1], day(TODAY));
    assert!(
        words[3].contains("of its work planned by 31 Dec instead of 100"),
        "{words:?}"
    );
}

#[test]
fn what_changes_nothing_is_said_so() {
    let plans = chain(&[2, 3]);
    let (plan, all) = (&plans.small.plan, Schedules::new(&plans.small.plan));
    // It waits for the first: it cannot come earlier.
    let ops = edit::move_by(plan, &all, &plans.tasks[1..], -1);
    let seen = preview(plan, &all, &ops, plans.project, day(TODAY));
    assert!(seen.moved.is_empty() && seen.key_results.is_empty() && seen.finish.is_none());
    let words = seen.words(plan, &plans.tasks[1..], day(TODAY));
    assert_eq!(words, ["Its dates stay as they are"]);
}

#[test]
fn the_front_of_a_bar_moves_and_its_end_stays() {
    let plans = chain(&[2, 3]);
    let (plan, all) = (&plans.small.plan, Schedules::new(&plans.small.plan));
    let was = all.dates(plan, plans.tasks[1]).expect("dates").clone();
    let ops = edit::resize_start(plan, &all, plans.tasks[1], 1).expect("it makes sense");
    let after = edit::planned(plan, &ops);
    let now = Schedules::new(&after);
    let now = now.dates(&after, plans.tasks[1]).expect("dates");
    assert_eq!(now.finish, was.finish);
    assert_eq!(now.start.date(), day("2026-12-17"));
    let senseless = edit::resize_start(plan, &all, plans.tasks[1], 30);
    assert_eq!(senseless, Err(edit::Senseless::EndsFirst));
}

#[test]
fn an_arrow_that_is_drawn_or_taken_away_is_foreseen_too() {
    let plans = chain(&[2, 3, 4]);
    let (plan, all) = (&plans.small.plan, Schedules::new(&plans.small.plan));
    let tie = plan.dependencies_into(plans.tasks[2])[0].id;
    let away = [make::trash(tie.at())];
    let seen = preview(plan, &all, &away, plans.project, day(TODAY));
    let moved: Vec<_> = seen.moved.iter().map(|it| it.task).collect();
    assert_eq!(moved, plans.tasks[2..]);
    let without = edit::planned(plan, &away);
    let all = Schedules::new(&without);
    let again = [make::create(
        uuid::Uuid::from_u128(900),
        Dependency {
            predecessor: plans.tasks[1],
            successor: plans.tasks[2],
            ..Dependency::default()
        },
    )];
    let seen = preview(&without, &all, &again, plans.project, day(TODAY));
    let moved: Vec<_> = seen.moved.iter().map(|it| it.task).collect();
    assert_eq!(moved, plans.tasks[2..]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_preview_holds_what_happens(
        days in prop::collection::vec(1..6_i64, 2..9),
        which in 0..8_usize,
        by in -10..20_i32,
    ) {
        let mut plans = chain(&days);
        let task = plans.tasks[which % plans.tasks.len()];
        let before = Schedules::new(&plans.small.plan);
        let ops = edit::move_by(&plans.small.plan, &before, &[task], by);
        let seen = preview(&plans.small.plan, &before, &ops, plans.project, day(TODAY));
        let context = Context {
            actor: plans.small.owner,
            now: "2026-12-14T10:00:00Z".parse().expect("a moment"),
            today: day(TODAY),
        };
        let op = Op::Group { ops };
        apply(&mut plans.small.plan, &op, &context).expect("is allowed");
        let after = Schedules::new(&plans.small.plan);
        for task in &plans.tasks {
            let (was, now) = (before.dates(&plans.small.plan, *task), after.dates(&plans.small.plan, *task));
            let when = |it: &schedule::Dates| (it.start, it.finish);
            let found = seen.moved.iter().find(|it| it.task == *task);
            prop_assert_eq!(found.is_some(), was.map(when) != now.map(when));
            if let Some(found) = found {
                prop_assert_eq!(found.now.as_ref(), now);
            }
        }
    }
}
