//! The scheduler: small golden plans of our own, and laws on random ones.

use model::schedule::{
    Driver, Problem, Schedule, Schedules, key_result_path, schedule, work_forecast,
};
use model::*;
use proptest::prelude::*;

use crate::small::{Small, day};

fn at(text: &str) -> DateTime {
    text.parse().expect("a moment")
}

fn minutes(minutes: i64) -> Option<Span> {
    Some(Span {
        minutes,
        ..Span::default()
    })
}

/// A project that starts on Monday 5 October 2026.
fn start(small: &mut Small) -> Id<Project> {
    let id = small.project("Onboarding");
    small.edit(id, |row| row.body.start = Some(at("2026-10-05T08:00")));
    id
}

fn task(small: &mut Small, project: Id<Project>, title: &str, days: i64) -> Id<Task> {
    let body = Task {
        title: title.into(),
        duration: minutes(days * 480),
        ..Task::default()
    };
    small.task(project, 0, body)
}

fn link(small: &mut Small, predecessor: Id<Task>, successor: Id<Task>) -> Id<Dependency> {
    tie(
        small,
        predecessor,
        successor,
        DependencyKind::FinishToStart,
        0,
    )
}

fn tie(
    small: &mut Small,
    predecessor: Id<Task>,
    successor: Id<Task>,
    kind: DependencyKind,
    lag: i64,
) -> Id<Dependency> {
    small.put(Dependency {
        predecessor,
        successor,
        kind,
        lag: Lag::Span(minutes(lag).expect("a span")),
        ..Dependency::default()
    })
}

#[track_caller]
fn runs(found: &Schedule, task: Id<Task>, from: &str, to: &str) {
    let dates = found.tasks.get(&task).expect("dates");
    assert_eq!((dates.start, dates.finish), (at(from), at(to)));
}

#[test]
fn a_chain_across_a_weekend_with_slack_beside_it() {
    let mut small = Small::q4();
    let project = start(&mut small);
    let first = task(&mut small, project, "First", 5);
    let second = task(&mut small, project, "Second", 2);
    let beside = task(&mut small, project, "Beside", 1);
    let tie = link(&mut small, first, second);
    let found = schedule(&small.plan, project);
    runs(&found, first, "2026-10-05T08:00", "2026-10-09T17:00");
    runs(&found, second, "2026-10-12T08:00", "2026-10-13T17:00");
    runs(&found, beside, "2026-10-05T08:00", "2026-10-05T17:00");
    assert_eq!(found.tasks[&second].driver, Driver::Dependency(tie));
    assert!(found.tasks[&first].critical && found.tasks[&second].critical);
    assert_eq!(found.tasks[&beside].total_slack_minutes, 6 * 480);
    assert_eq!(found.tasks[&beside].late_finish, at("2026-10-13T17:00"));
    assert_eq!(found.finish, at("2026-10-13T17:00"));
}

#[test]
fn the_four_kinds_of_dependency_with_lag_and_lead() {
    let mut small = Small::q4();
    let project = start(&mut small);
    let first = task(&mut small, project, "First", 4);
    let kinds = [
        (
            DependencyKind::FinishToStart,
            -480,
            "2026-10-08T08:00",
            "2026-10-09T17:00",
        ),
        (
            DependencyKind::StartToStart,
            480,
            "2026-10-06T08:00",
            "2026-10-07T17:00",
        ),
        (
            DependencyKind::FinishToFinish,
            480,
            "2026-10-08T08:00",
            "2026-10-09T17:00",
        ),
        (
            DependencyKind::StartToFinish,
            3 * 480,
            "2026-10-06T08:00",
            "2026-10-07T17:00",
        ),
    ];
    for (kind, lag, from, to) in kinds {
        let other = task(&mut small, project, "Other", 2);
        tie(&mut small, first, other, kind, lag);
        runs(&schedule(&small.plan, project), other, from, to);
    }
}

#[test]
fn a_task_without_anything_to_schedule_it_by_has_no_dates() {
    let mut small = Small::q4();
    let project = start(&mut small);
    let idea = small.task(project, 0, Task::default());
    assert!(schedule(&small.plan, project).tasks.is_empty());
    let other = task(&mut small, project, "Other", 1);
    link(&mut small, other, idea);
    let found = schedule(&small.plan, project);
    runs(&found, idea, "2026-10-06T08:00", "2026-10-06T17:00");
}

#[test]
fn summaries_roll_up_and_pass_on_what_they_wait_for() {
    let mut small = Small::q4();
    let project = start(&mut small);
    let before = task(&mut small, project, "Before", 1);
    let phase = small.task(project, 0, Task::default());
    let inside = task(&mut small, project, "Inside", 2);
    let after = task(&mut small, project, "After", 1);
    small.edit(inside, |row| row.body.parent = Some(phase));
    link(&mut small, before, phase);
    link(&mut small, phase, after);
    let found = schedule(&small.plan, project);
    runs(&found, inside, "2026-10-06T08:00", "2026-10-07T17:00");
    runs(&found, phase, "2026-10-06T08:00", "2026-10-07T17:00");
    runs(&found, after, "2026-10-08T08:00", "2026-10-08T17:00");
    assert!(found.tasks[&inside].critical);
}

#[test]
fn constraints_deadlines_pins_and_what_has_started() {
    let mut small = Small::q4();
    let project = start(&mut small);
    let held = |kind, text: &str| Constraint {
        kind,
        at: Some(at(text)),
    };
    let first = task(&mut small, project, "First", 3);
    let must = task(&mut small, project, "Must", 1);
    let tie = link(&mut small, first, must);
    small.edit(must, |row| {
        row.body.constraint = held(ConstraintKind::MustStartOn, "2026-10-06T08:00");
        row.body.deadline = Some(at("2026-10-05T17:00"));
    });
    let pinned = task(&mut small, project, "Pinned", 1);
    small.edit(pinned, |row| {
        row.body.mode = TaskMode::Pinned;
        row.body.start = Some(at("2026-10-20T08:00"));
    });
    let begun = task(&mut small, project, "Begun", 2);
    link(&mut small, first, begun);
    small.edit(begun, |row| {
        row.body.actual_start = Some(at("2026-10-06T08:00"))
    });
    let late = task(&mut small, project, "Late", 1);
    small.edit(late, |row| {
        row.body.constraint.kind = ConstraintKind::AsLateAsPossible
    });
    let found = schedule(&small.plan, project);
    runs(&found, must, "2026-10-06T08:00", "2026-10-06T17:00");
    runs(&found, pinned, "2026-10-20T08:00", "2026-10-20T17:00");
    runs(&found, begun, "2026-10-06T08:00", "2026-10-07T17:00");
    runs(&found, late, "2026-10-20T08:00", "2026-10-20T17:00");
    assert_eq!(found.tasks[&first].total_slack_minutes, -3 * 480);
    let problems = [
        Problem::MissedDeadline { task: must },
        Problem::ConstraintConflict {
            task: must,
            dependency: Some(tie),
        },
    ];
    assert_eq!(found.problems, problems);
}

#[test]
fn calendars_inherit_except_repeat_and_cross_midnight() {
    let mut small = Small::q4();
    let project = start(&mut small);
    let hours = |from, to| Day::Work([Hours { from, to }].into());
    let night = small.put(Calendar {
        name: "Night".into(),
        week: core::array::from_fn(|day| match day {
            1..=5 => hours(1320, 1440),
            _ => Day::Inherit,
        }),
        exceptions: [Exception {
            from: day("2026-10-01"),
            to: day("2026-12-31"),
            recurrence: Recurrence::Weekly {
                every: 2,
                days: [2].into(),
            },
            ..Exception::default()
        }]
        .into(),
        ..Calendar::default()
    });
    // Its base is the night; it adds the hours after midnight from Tuesday to Saturday.
    let shift = |extra: bool| match extra {
        true => Day::Work(
            [
                Hours { from: 0, to: 360 },
                Hours {
                    from: 1320,
                    to: 1440,
                },
            ]
            .into(),
        ),
        false => Day::Inherit,
    };
    let whole = small.put(Calendar {
        name: "Whole night".into(),
        base: Some(night),
        week: core::array::from_fn(|day| shift((2..=5).contains(&day))),
        ..Calendar::default()
    });
    small.edit(project, |row| row.body.calendar = Some(whole));
    let work = task(&mut small, project, "Work", 1);
    // Weeks count from that of 1 October: Tuesday the 6th is worked, the 13th is off.
    runs(
        &schedule(&small.plan, project),
        work,
        "2026-10-05T22:00",
        "2026-10-06T06:00",
    );
    small.edit(work, |row| row.body.duration = minutes(6 * 480));
    let found = schedule(&small.plan, project);
    runs(&found, work, "2026-10-05T22:00", "2026-10-15T04:00");
    let never = small.put(Calendar {
        name: "Never".into(),
        ..Calendar::default()
    });
    small.edit(work, |row| {
        row.body.calendar = Some(never);
        row.body.duration = minutes(480);
    });
    let found = schedule(&small.plan, project);
    assert_eq!(found.problems, [Problem::NeverWorks { calendar: never }]);
    // The project begins with its night, so the usual week follows the morning after.
    runs(&found, work, "2026-10-06T08:00", "2026-10-06T17:00");
}

#[test]
fn a_circle_is_broken_once_and_named() {
    let mut small = Small::q4();
    let project = start(&mut small);
    let tasks: Vec<_> = (0..3)
        .map(|_| task(&mut small, project, "Task", 1))
        .collect();
    link(&mut small, tasks[0], tasks[1]);
    link(&mut small, tasks[1], tasks[2]);
    let last = link(&mut small, tasks[2], tasks[0]);
    let found = schedule(&small.plan, project);
    let [
        Problem::CycleBroken {
            dependency,
            tasks: named,
        },
    ] = found.problems.as_slice()
    else {
        panic!("one circle: {:?}", found.problems);
    };
    assert_eq!((*dependency, named.len()), (last, 3));
    runs(&found, tasks[2], "2026-10-07T08:00", "2026-10-07T17:00");
}

/// The one circle that a schedule names: which link was left out, and whose.
#[track_caller]
fn circle(found: &Schedule) -> (Id<Dependency>, Vec<Id<Task>>) {
    match found.problems.as_slice() {
        [Problem::CycleBroken { dependency, tasks }] => (*dependency, tasks.clone()),
        other => panic!("one circle: {other:?}"),
    }
}

#[test]
fn a_task_that_waits_for_its_own_summary_loses_that_link() {
    let mut small = Small::q4();
    let project = start(&mut small);
    let summary = task(&mut small, project, "Summary", 0);
    let below = task(&mut small, project, "Below", 2);
    let after = task(&mut small, project, "After", 1);
    small.edit(below, |row| row.body.parent = Some(summary));
    link(&mut small, below, after);
    let upward = link(&mut small, summary, below);
    let found = schedule(&small.plan, project);
    let (left_out, named) = circle(&found);
    assert_eq!(left_out, upward);
    assert!(named.contains(&summary) && named.contains(&below));
    runs(&found, below, "2026-10-05T08:00", "2026-10-06T17:00");
    runs(&found, summary, "2026-10-05T08:00", "2026-10-06T17:00");
    runs(&found, after, "2026-10-07T08:00", "2026-10-07T17:00");
    // The other way about, a summary that waits for what is below it, is no better.
    small.edit(upward, |row| row.head.trashed = true);
    let downward = link(&mut small, below, summary);
    let found = schedule(&small.plan, project);
    assert_eq!(circle(&found).0, downward);
    runs(&found, summary, "2026-10-05T08:00", "2026-10-06T17:00");
}

#[test]
fn a_circle_through_a_summary_is_broken_and_the_rest_is_scheduled() {
    let mut small = Small::q4();
    let project = start(&mut small);
    let summary = task(&mut small, project, "Summary", 0);
    let below = task(&mut small, project, "Below", 1);
    let beyond = task(&mut small, project, "Beyond", 1);
    let beside = task(&mut small, project, "Beside", 3);
    small.edit(below, |row| row.body.parent = Some(summary));
    // The summary leads to a task for which a task of the summary waits.
    link(&mut small, summary, beyond);
    let closing = link(&mut small, beyond, below);
    let mut all = Schedules::new(&small.plan);
    let found = all.project(project).expect("a schedule");
    let (left_out, named) = circle(found);
    assert_eq!(left_out, closing);
    for task in [summary, below, beyond] {
        assert!(named.contains(&task), "{named:?}");
    }
    assert!(!named.contains(&beside));
    runs(found, below, "2026-10-05T08:00", "2026-10-05T17:00");
    runs(found, beyond, "2026-10-06T08:00", "2026-10-06T17:00");
    runs(found, beside, "2026-10-05T08:00", "2026-10-07T17:00");
    // An edit keeps it broken at the same place, and taking the link away mends it.
    let before = small.plan.any(below.at());
    small.edit(below, |row| row.body.duration = minutes(960));
    all.follow_rows(&small.plan, &[(below.at(), before)]);
    assert_eq!(all, Schedules::new(&small.plan));
    assert_eq!(circle(all.project(project).expect("a schedule")).0, closing);
    let before = small.plan.any(closing.at());
    small.edit(closing, |row| row.head.trashed = true);
    all.follow_rows(&small.plan, &[(closing.at(), before)]);
    assert_eq!(all, Schedules::new(&small.plan));
    let found = all.project(project).expect("a schedule");
    assert_eq!(found.problems, []);
    runs(found, beyond, "2026-10-07T08:00", "2026-10-07T17:00");
}

#[test]
fn what_is_too_far_is_cut_and_told() {
    let mut small = Small::q4();
    let project = start(&mut small);
    let far = task(&mut small, project, "Far", i64::MAX / 480);
    let further: Vec<_> = (0..200)
        .map(|_| task(&mut small, project, "Further", i64::MAX / 960))
        .collect();
    let mut before = far;
    for next in further {
        link(&mut small, before, next);
        before = next;
    }
    let found = schedule(&small.plan, project);
    assert!(found.problems.contains(&Problem::TooFar { task: before }));
}

#[test]
fn the_work_forecast_names_the_task_that_decides() {
    let mut small = Small::cycle("2026-07-01", "2026-09-30");
    let goal = small.key_result(MetricType::Number, "45", "25");
    let project = small.project("Move");
    small.edit(project, |row| row.body.start = Some(at("2026-09-14T08:00")));
    let data = task(&mut small, project, "Data migration", 14);
    let live = task(&mut small, project, "Go-live", 1);
    link(&mut small, data, live);
    for (id, finish) in [(data, "2026-09-25T17:00"), (live, "2026-09-28T17:00")] {
        small.edit(id, |row| {
            row.body.baselines = [Baseline {
                number: 0,
                start: None,
                finish: Some(at(finish)),
                duration: None,
                work_minutes: None,
                waits_for: Default::default(),
            }]
            .into();
        });
    }
    for _ in 0..2 {
        task(&mut small, project, "Training", 1);
    }
    small.put(Link {
        key_result: goal,
        target: LinkTarget::Project(project),
        method: LinkMethod::Count,
        weight: Weight::default(),
        ..Link::default()
    });
    let schedules = Schedules::new(&small.plan);
    assert_eq!(
        key_result_path(&small.plan, &schedules, goal).tasks,
        [data, live]
    );
    let found =
        work_forecast(&small.plan, &schedules, goal, day("2026-09-14")).expect("a forecast");
    assert_eq!((found.deciding, found.last), (data, live));
    assert_eq!(
        found.sentence,
        "Data migration slipping 6 days moves Go-live to 2 Oct, 2 days after \
        the cycle: the work planned by then falls from 100 to 50 %."
    );
}

#[derive(Clone, Debug)]
struct Wish {
    from: usize,
    to: usize,
    kind: usize,
    lag: i64,
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let one = (0..14_usize, 0..14_usize, 0..4_usize, -3..6_i64);
    let wish = one.prop_map(|(from, to, kind, lag)| Wish {
        from,
        to,
        kind,
        lag: lag * 240,
    });
    prop::collection::vec(wish, 0..24)
}

/// A plan, its project, tasks and dependencies.
type Random = (Small, Id<Project>, Vec<Id<Task>>, Vec<Id<Dependency>>);

/// Fourteen tasks, some in summaries, some held or pinned, with links forwards only.
fn random(lengths: &[i64], wishes: &[Wish]) -> Random {
    let mut small = Small::q4();
    let project = start(&mut small);
    let summary = small.task(project, 0, Task::default());
    let tasks: Vec<_> = lengths
        .iter()
        .enumerate()
        .map(|(at_index, length)| {
            let id = task(&mut small, project, "Task", 0);
            small.edit(id, |row| {
                row.body.duration = minutes(length * 60);
                row.body.parent = (at_index % 5 == 3).then_some(summary);
                if at_index % 6 == 5 {
                    row.body.constraint = Constraint {
                        kind: ConstraintKind::StartNoEarlierThan,
                        at: Some(at("2026-10-10T10:00")),
                    };
                }
            });
            id
        })
        .collect();
    let mut links = Vec::new();
    for wish in wishes.iter().filter(|it| it.from < it.to) {
        let kind = DependencyKind::ALL[wish.kind];
        links.push(tie(
            &mut small,
            tasks[wish.from],
            tasks[wish.to],
            kind,
            wish.lag,
        ));
    }
    (small, project, tasks, links)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_task_starts_before_its_links_and_constraints_allow(
        lengths in prop::collection::vec(0..40_i64, 14), wishes in wishes()
    ) {
        let (small, project, _, links) = random(&lengths, &wishes);
        let found = schedule(&small.plan, project);
        let time = schedule::work_time_of_project(&small.plan, project);
        for link in links {
            let row = small.plan.get(link).expect("a link");
            let (from, to) = (&found.tasks[&row.predecessor], &found.tasks[&row.successor]);
            let (one, other) = match row.kind {
                DependencyKind::FinishToStart => (from.finish, to.start),
                DependencyKind::StartToStart => (from.start, to.start),
                DependencyKind::FinishToFinish => (from.finish, to.finish),
                DependencyKind::StartToFinish => (from.start, to.finish),
            };
            let Lag::Span(lag) = row.lag else { unreachable!("spans only") };
            prop_assert!(time.between(one, other) >= lag.minutes);
        }
        for (id, dates) in &found.tasks {
            let row = small.plan.get(*id).expect("a task");
            if let Some(date) = row.constraint.at {
                prop_assert!(dates.start >= date);
            }
            prop_assert!(dates.start >= found.start && dates.finish >= dates.start);
            prop_assert!(dates.total_slack_minutes >= 0);
            prop_assert!(time.between(dates.start, dates.finish) == dates.duration_minutes);
        }
        prop_assert_eq!(&found, &schedule(&small.plan, project));
    }

    #[test]
    fn more_lag_never_moves_a_task_earlier(
        lengths in prop::collection::vec(0..40_i64, 14), wishes in wishes(), which in 0..24_usize
    ) {
        let (mut small, project, _, links) = random(&lengths, &wishes);
        prop_assume!(!links.is_empty());
        let before = schedule(&small.plan, project);
        small.edit(links[which % links.len()], |row| {
            if let Lag::Span(span) = &mut row.body.lag {
                span.minutes += 300;
            }
        });
        let after = schedule(&small.plan, project);
        for (id, dates) in &before.tasks {
            prop_assert!(after.tasks[id].start >= dates.start);
        }
    }

    #[test]
    fn following_rows_equals_scheduling_from_nothing(
        lengths in prop::collection::vec(0..40_i64, 14),
        wishes in wishes(),
        edits in prop::collection::vec((0..9_u8, 0..14_usize, 0..14_usize, 0..2000_i64), 1..12),
    ) {
        let (mut small, project, tasks, mut links) = random(&lengths, &wishes);
        let mut kept = Schedules::new(&small.plan);
        for (kind, one, other, amount) in edits {
            let was = kept.clone();
            let at_row = match kind {
                6 if one != other => tie(&mut small, tasks[one], tasks[other], DependencyKind::ALL[one % 4], amount).at(),
                7 if !links.is_empty() => links.swap_remove(one % links.len()).at(),
                8 => project.at(),
                _ => tasks[one].at(),
            };
            let before = match kind {
                6 if one != other => None,
                _ => small.plan.any(at_row),
            };
            match (kind, at_row.kind) {
                (_, Kind::Dependency) if before.is_some() => {
                    let mut row = small.plan.any(at_row).expect("a row");
                    row.head_mut().trashed = true;
                    small.plan.put(row);
                }
                (_, Kind::Dependency) => {}
                (_, Kind::Project) => small.edit(project, |row| {
                    row.body.start = Some(at("2026-10-07T08:00"));
                }),
                _ => small.edit(tasks[one], |row| match kind {
                    0 => row.body.duration = minutes(amount),
                    1 => row.body.duration = None,
                    2 => row.head.trashed = !row.head.trashed,
                    3 => row.body.inactive = !row.body.inactive,
                    4 => row.body.parent = (one != other).then(|| tasks[other]),
                    _ => row.body.title = "Renamed".into(),
                }),
            }
            let changed = kept.follow_rows(&small.plan, &[(at_row, before)]);
            prop_assert_eq!(&kept, &Schedules::new(&small.plan));
            for id in &tasks {
                let same = was.dates(&small.plan, *id) == kept.dates(&small.plan, *id);
                prop_assert_eq!(same, !changed.contains(id));
            }
        }
    }
}
