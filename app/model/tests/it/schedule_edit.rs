//! What a person does to dates.

use model::op::{self, Op};
use model::schedule::{Schedules, edit};
use model::{
    ConstraintKind, Context, DateTime, Dependency, Id, Person, Project, Role, Span, Task, TaskMode,
};

use crate::small::{Small, day};

struct Bench {
    small: Small,
    project: Id<Project>,
    first: Id<Task>,
    second: Id<Task>,
    actor: Id<Person>,
}

fn at(text: &str) -> Option<DateTime> {
    Some(text.parse().expect("a moment"))
}

/// Two days of packing from Monday, then three of carrying.
fn bench() -> Bench {
    let mut small = Small::q4();
    let project = small.put(Project {
        title: "Move".into(),
        start: at("2026-11-02T08:00:00"),
        ..Project::default()
    });
    let task = |small: &mut Small, title: &str, days: i64| {
        small.put(Task {
            project,
            title: title.into(),
            duration: Some(Span {
                minutes: days * 480,
                ..Span::default()
            }),
            ..Task::default()
        })
    };
    let first = task(&mut small, "Pack", 2);
    let second = task(&mut small, "Carry", 3);
    small.put(Dependency {
        predecessor: first,
        successor: second,
        ..Dependency::default()
    });
    let actor = small.put(Person {
        role: Role::Owner,
        ..Person::default()
    });
    Bench {
        small,
        project,
        first,
        second,
        actor,
    }
}

impl Bench {
    fn schedules(&self) -> Schedules {
        Schedules::new(&self.small.plan)
    }

    fn run(&mut self, ops: Vec<Op>) -> (Op, op::Touched) {
        let context = Context {
            actor: self.actor,
            now: "2026-11-23T10:00:00Z".parse().expect("a moment"),
            today: day("2026-11-23"),
        };
        let op = Op::Group { ops };
        let touched = op::apply(&mut self.small.plan, &op, &context).expect("is allowed");
        (op, touched)
    }

    fn days(&self, id: Id<Task>) -> (String, String) {
        let schedules = self.schedules();
        let dates = schedules.dates(&self.small.plan, id).expect("it has dates");
        (dates.start.to_string(), dates.finish.to_string())
    }
}

fn span(start: &str, finish: &str) -> (String, String) {
    (
        format!("2026-11-{start}:00"),
        format!("2026-11-{finish}:00"),
    )
}

#[test]
fn typing_a_start_is_no_earlier_than_and_what_waits_moves_along() {
    let mut bench = bench();
    assert_eq!(bench.days(bench.second), span("04T08:00", "06T17:00"));
    let (plan, all) = (&bench.small.plan, bench.schedules());
    // A Saturday: work begins on Monday.
    let ops = edit::type_start(plan, &all, bench.first, Some(day("2026-11-07")));
    let (op, touched) = bench.run(ops);
    let held = bench
        .small
        .plan
        .get(bench.first)
        .expect("it is there")
        .constraint;
    assert_eq!(held.kind, ConstraintKind::StartNoEarlierThan);
    assert_eq!(held.at, at("2026-11-09T08:00:00"));
    assert_eq!(bench.days(bench.first), span("09T08:00", "10T17:00"));
    assert_eq!(bench.days(bench.second), span("11T08:00", "13T17:00"));
    let back = op::inverse(&op, &touched);
    bench.run(vec![back]);
    assert_eq!(bench.days(bench.second), span("04T08:00", "06T17:00"));
}

#[test]
fn typing_a_finish_changes_how_long_it_takes() {
    let mut bench = bench();
    let (plan, all) = (&bench.small.plan, bench.schedules());
    let friday = Some(day("2026-11-06"));
    let ops = edit::type_finish(plan, &all, bench.first, friday).expect("it makes sense");
    let early = edit::type_finish(plan, &all, bench.second, Some(day("2026-11-03")));
    assert_eq!(early, Err(edit::Senseless::EndsFirst));
    bench.run(ops);
    let minutes = bench
        .small
        .plan
        .get(bench.first)
        .expect("it is there")
        .duration;
    assert_eq!(minutes.map(|it| it.minutes), Some(5 * 480));
    assert_eq!(bench.days(bench.second), span("09T08:00", "11T17:00"));
}

#[test]
fn a_pinned_task_stays_whatever_comes_before_it() {
    let mut bench = bench();
    let all = bench.schedules();
    let ops = edit::pin(&bench.small.plan, &all, bench.second);
    bench.run(ops);
    let all = bench.schedules();
    let ops = edit::move_by(&bench.small.plan, &all, &[bench.first], 7);
    bench.run(ops);
    assert_eq!(bench.days(bench.second), span("04T08:00", "06T17:00"));
    let all = bench.schedules();
    let ops = edit::type_start(
        &bench.small.plan,
        &all,
        bench.second,
        Some(day("2026-11-05")),
    );
    bench.run(ops);
    assert_eq!(bench.days(bench.second), span("05T08:00", "09T17:00"));
    let ops = edit::unpin(&bench.small.plan, bench.second);
    bench.run(ops);
    assert_eq!(bench.days(bench.second), span("11T08:00", "13T17:00"));
}

#[test]
fn rescheduling_an_import_says_first_what_it_would_move() {
    let mut bench = bench();
    for (id, uid) in [(bench.first, 1), (bench.second, 2)] {
        bench.small.edit(id, |row| {
            row.body.mode = TaskMode::Pinned;
            row.body.uid = Some(uid);
            row.body.start = at("2026-11-16T08:00:00");
            row.body.finish = at("2026-11-17T17:00:00");
        });
    }
    bench.small.edit(bench.second, |row| {
        row.body.kept.insert("Manual".into(), "1".into());
    });
    let all = bench.schedules();
    let before = bench.small.plan.clone();
    let ops = edit::reschedule(&before, bench.project);
    bench.run(ops);
    let moved = edit::moved(&before, &all, &bench.small.plan, bench.project);
    assert_eq!(moved.len(), 1, "what was manual in the file stays");
    assert_eq!(moved[0].task, bench.first);
    assert_eq!(
        moved[0].was.as_ref().map(|it| it.start),
        at("2026-11-16T08:00:00")
    );
    assert_eq!(
        moved[0].now.as_ref().map(|it| it.start),
        at("2026-11-02T08:00:00")
    );
    assert_eq!(
        bench
            .small
            .plan
            .get(bench.first)
            .expect("it is there")
            .start,
        at("2026-11-16T08:00:00"),
        "the imported dates stay to compare with"
    );
}

#[test]
fn a_planned_copy_is_what_the_operations_make() {
    let mut bench = bench();
    let all = bench.schedules();
    let ops = edit::move_by(&bench.small.plan, &all, &[bench.first], 7);
    let planned = edit::planned(&bench.small.plan, &ops);
    let moved = edit::moved(&bench.small.plan, &all, &planned, bench.project);
    let tasks: Vec<_> = moved.iter().map(|it| it.task).collect();
    assert_eq!(tasks, [bench.first, bench.second], "what waits moves along");
    bench.run(ops);
    let then = bench.schedules();
    for it in moved {
        assert_eq!(it.now.as_ref(), then.dates(&bench.small.plan, it.task));
    }
}
