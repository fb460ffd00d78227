//! A schedule that follows edits equals one from nothing, whatever was edited, and looks only at
//! what an edit reaches.

use model::schedule::{Schedules, preview};
use model::*;
use proptest::prelude::*;

use crate::small::{Small, day};

fn at(text: &str) -> DateTime {
    text.parse().expect("a moment")
}

fn span(minutes: i64) -> Span {
    Span {
        minutes,
        ..Span::default()
    }
}

const COUNT: usize = 24;

/// A link that is wished for: from, to, kind, lag in steps.
type Wish = (usize, usize, usize, i64);

/// An edit: which kind, of which task, with which other, by how much.
type Edit = (u8, usize, usize, i64);

struct World {
    small: Small,
    project: Id<Project>,
    calendar: Id<Calendar>,
    tasks: Vec<Id<Task>>,
    links: Vec<Id<Dependency>>,
}

/// Tasks three levels deep, half of them on a calendar of their own, tied in every way, circles too.
fn world(wishes: &[Wish], from_dates: bool) -> World {
    let mut small = Small::q4();
    let project = small.project("Onboarding");
    if !from_dates {
        small.edit(project, |row| row.body.start = Some(at("2026-10-05T08:00")));
    }
    let mut week: [Day; 7] = core::array::from_fn(|_| Day::Off);
    for long in &mut week[1..5] {
        *long = Day::Work(vec![Hours { from: 360, to: 960 }]);
    }
    let calendar = small.put(Calendar {
        name: "Four days".into(),
        week,
        ..Calendar::default()
    });
    let mut tasks: Vec<Id<Task>> = Vec::new();
    for number in 0..COUNT {
        let parent = match number {
            4..=7 => Some(tasks[2]),
            8..=11 => Some(tasks[5]),
            16..=19 => Some(tasks[15]),
            _ => None,
        };
        let body = Task {
            title: format!("Task {number}"),
            duration: Some(span(number as i64 % 7 * 240)),
            parent,
            calendar: (number % 2 == 1).then_some(calendar),
            ..Task::default()
        };
        tasks.push(small.task(project, 0, body));
    }
    let mut links = Vec::new();
    for (from, to, kind, lag) in wishes {
        if from != to {
            links.push(tie(&mut small, (tasks[*from], tasks[*to]), *kind, *lag));
        }
    }
    World {
        small,
        project,
        calendar,
        tasks,
        links,
    }
}

fn tie(
    small: &mut Small,
    (predecessor, successor): (Id<Task>, Id<Task>),
    kind: usize,
    lag: i64,
) -> Id<Dependency> {
    small.put(Dependency {
        predecessor,
        successor,
        kind: DependencyKind::ALL[kind % 4],
        lag: lag_of(lag),
        ..Dependency::default()
    })
}

fn lag_of(step: i64) -> Lag {
    match step.rem_euclid(5) {
        0 => Lag::Percent {
            percent: Decimal::from(step * 10),
            elapsed: step % 2 == 0,
        },
        _ => Lag::Span(span(step * 180)),
    }
}

/// Some day of the autumn.
fn moment(amount: i64) -> DateTime {
    let days = jiff::Span::new().days(amount.rem_euclid(60));
    at("2026-10-01T09:00").checked_add(days).expect("a day")
}

fn constraint(amount: i64) -> Constraint {
    let kinds = ConstraintKind::ALL;
    Constraint {
        kind: kinds[amount.unsigned_abs() as usize % kinds.len()],
        at: (amount % 3 != 0).then(|| moment(amount)),
    }
}

/// Makes an edit; says which row it touched and what stood there before.
fn edit(world: &mut World, (kind, one, other, amount): Edit) -> (Ref, Option<AnyRow>) {
    let (task, link) = (
        world.tasks[one],
        world.links.get(other % world.links.len().max(1)),
    );
    let (at, is_new) = match (kind, link) {
        (0, _) if one != other => {
            let ends = (task, world.tasks[other]);
            let made = tie(&mut world.small, ends, other, amount);
            world.links.push(made);
            (made.at(), true)
        }
        (1..=4, Some(link)) => (link.at(), false),
        (5, _) => (world.project.at(), false),
        (6, _) => (world.calendar.at(), false),
        _ => (task.at(), false),
    };
    if is_new {
        return (at, None);
    }
    let before = world.small.plan.any(at);
    match (kind, at.kind) {
        (1, _) if at.kind == Kind::Dependency => {
            world.small.edit(Id::<Dependency>::new(at.id), |row| {
                row.head.trashed = !row.head.trashed;
            });
        }
        (_, Kind::Dependency) => world.small.edit(Id::<Dependency>::new(at.id), |row| {
            row.body.lag = lag_of(amount);
            if kind == 4 {
                row.body.kind = DependencyKind::ALL[one % 4];
            }
        }),
        (_, Kind::Project) => world.small.edit(world.project, |row| {
            row.body.start = (amount % 2 == 0).then(|| moment(amount));
        }),
        (_, Kind::Calendar) => world.small.edit(world.calendar, |row| {
            row.body.week[5] = match amount % 2 {
                0 => Day::Off,
                _ => Day::Work(vec![Hours { from: 480, to: 720 }]),
            };
        }),
        _ => edit_task(world, task, (kind, one, other, amount)),
    }
    (at, before)
}

fn edit_task(world: &mut World, task: Id<Task>, (kind, one, other, amount): Edit) {
    let (parent, calendar) = (world.tasks[other], world.calendar);
    world.small.edit(task, |row| match kind {
        7 => row.head.trashed = !row.head.trashed,
        8 => row.body.parent = (one != other).then_some(parent),
        9 => row.body.inactive = !row.body.inactive,
        10 => row.body.constraint = constraint(amount),
        11 => row.body.deadline = (amount % 4 != 0).then(|| moment(amount)),
        12 => {
            row.body.mode = [TaskMode::Auto, TaskMode::Pinned][amount as usize % 2];
            row.body.start = Some(moment(amount));
        }
        13 => row.body.percent = [0, 40, 100][amount as usize % 3],
        14 => row.body.actual_start = (amount % 3 != 0).then(|| moment(amount)),
        15 => row.body.calendar = (amount % 2 == 0).then_some(calendar),
        16 => row.body.leveling_delay_minutes = amount * 30,
        17 => row.body.milestone = !row.body.milestone,
        18 => row.body.duration = (amount % 5 != 0).then(|| span(0)),
        19 => {
            row.body.duration = Some(Span {
                elapsed: amount % 2 == 0,
                ..span(amount * 60)
            });
        }
        20 => row.body.title = format!("Renamed {amount}"),
        _ => row.body.duration = Some(span(amount * 90)),
    });
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    prop::collection::vec((0..COUNT, 0..COUNT, 0..4_usize, -3..8_i64), 0..40)
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec((0..30_u8, 0..COUNT, 0..COUNT, 0..60_i64), 1..16)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn following_any_edit_equals_scheduling_from_nothing(
        wishes in wishes(), edits in edits(), from_dates in any::<bool>()
    ) {
        let mut world = world(&wishes, from_dates);
        let mut kept = Schedules::new(&world.small.plan);
        for wanted in edits {
            let was = kept.clone();
            let touched = edit(&mut world, wanted);
            let changed = kept.follow_rows(&world.small.plan, &[touched]);
            let whole = Schedules::new(&world.small.plan);
            prop_assert_eq!(&kept, &whole, "after {:?}", wanted);
            for id in &world.tasks {
                let same = was.dates(&world.small.plan, *id) == kept.dates(&world.small.plan, *id);
                prop_assert_eq!(same, !changed.contains(id), "{:?}", wanted);
            }
        }
    }

    #[test]
    fn a_preview_foresees_what_following_finds(
        wishes in wishes(), which in 0..COUNT, hours in 0..80_i64
    ) {
        let world = world(&wishes, false);
        let plan = &world.small.plan;
        let all = Schedules::new(plan);
        let task = world.tasks[which];
        let to = serde_json::json!(span(hours * 60));
        let ops = [op::make::set(plan, task.at(), "duration", to)];
        let seen = preview::preview(plan, &all, &ops, world.project, day("2026-11-02"));
        let order: Vec<_> = plan.tasks(world.project).into_iter().map(|it| it.1.id).collect();
        let place = |id: &Id<Task>| order.iter().position(|it| it == id);
        prop_assert!(seen.moved.is_sorted_by_key(|it| place(&it.task)));
        let after = schedule::edit::planned(plan, &ops);
        let whole = Schedules::new(&after);
        let now = whole.project(world.project).expect("a schedule");
        for id in &world.tasks {
            let dates = |it: Option<&schedule::Dates>| it.map(|it| (it.start, it.finish));
            let (was, then) = (dates(all.dates(plan, *id)), dates(now.tasks.get(id)));
            let moved = seen.moved.iter().find(|it| it.task == *id);
            prop_assert_eq!(moved.is_some(), was != then);
            if let Some(moved) = moved {
                prop_assert_eq!(dates(moved.now.as_ref()), then);
            }
        }
    }
}

#[test]
fn a_large_outline_is_that_of_its_children() {
    let mut small = Small::q4();
    let project = small.project("Large");
    let mut tasks: Vec<Id<Task>> = Vec::new();
    for number in 0..900_usize {
        let parent = (number % 7 > 2).then(|| tasks[number - number % 7]);
        let body = Task {
            rank: Rank(format!("a{:04}", number * 37 % 900)),
            parent,
            ..Task::default()
        };
        tasks.push(small.task(project, 0, body));
    }
    small.edit(tasks[70], |row| row.head.trashed = true);
    small.edit(tasks[143], |row| row.head.trashed = true);
    fn walk(
        small: &Small,
        project: Id<Project>,
        at: Option<Id<Task>>,
        depth: usize,
        out: &mut Vec<(usize, Id<Task>)>,
    ) {
        for row in small.plan.each_child(project, at) {
            out.push((depth, row.id));
            walk(small, project, Some(row.id), depth + 1, out);
        }
    }
    let mut wanted = Vec::new();
    walk(&small, project, None, 0, &mut wanted);
    let tasks = small.plan.tasks(project).into_iter();
    let found: Vec<_> = tasks.map(|(depth, row)| (depth, row.id)).collect();
    assert!(wanted.len() > 850);
    assert_eq!(found, wanted);
}

/// A chain of tasks of a day, each after the one before.
fn chain(count: usize) -> (Small, Id<Project>, Vec<Id<Task>>) {
    let mut small = Small::q4();
    let project = small.project("Chain");
    small.edit(project, |row| row.body.start = Some(at("2026-10-05T08:00")));
    let task = |small: &mut Small| {
        let body = Task {
            duration: Some(span(480)),
            ..Task::default()
        };
        small.task(project, 0, body)
    };
    let tasks: Vec<_> = (0..count).map(|_| task(&mut small)).collect();
    for pair in tasks.windows(2) {
        tie(&mut small, (pair[0], pair[1]), 0, 1);
    }
    (small, project, tasks)
}

#[test]
fn only_what_an_edit_reaches_is_looked_at() {
    let (mut small, project, tasks) = chain(2000);
    let free = small.task(
        project,
        0,
        Task {
            duration: Some(span(960)),
            ..Task::default()
        },
    );
    let mut kept = Schedules::new(&small.plan);
    let whole = kept.steps(project);
    assert!(whole >= 2 * tasks.len(), "{whole} steps from nothing");
    let mut follow = |small: &mut Small, task: Id<Task>, minutes: i64| {
        let before = small.plan.any(task.at());
        small.edit(task, |row| row.body.duration = Some(span(minutes)));
        let changed = kept.follow_rows(&small.plan, &[(task.at(), before)]);
        assert_eq!(kept, Schedules::new(&small.plan));
        (kept.steps(project), changed.len())
    };
    // A free task moves nothing but itself.
    assert_eq!(follow(&mut small, free, 480), (2, 1));
    // What comes after a task in the middle moves; what stands before it keeps its dates.
    let (steps, moved) = follow(&mut small, tasks[1000], 960);
    assert!(moved >= 1000, "{moved} moved");
    assert!(steps <= whole + 4, "{steps} of {whole} steps");
    // A title reaches nobody.
    let before = small.plan.any(tasks[5].at());
    small.edit(tasks[5], |row| row.body.title = "Renamed".into());
    assert!(
        kept.follow_rows(&small.plan, &[(tasks[5].at(), before)])
            .is_empty()
    );
}

#[test]
fn an_edit_near_the_end_of_a_long_chain_visits_few() {
    let (mut small, project, tasks) = chain(20_000);
    // It lasts longer than all of them, so that the chain does not decide the project's end.
    let long = Task {
        duration: Some(span(20_100 * 480 * 2)),
        ..Task::default()
    };
    small.task(project, 0, long);
    let mut kept = Schedules::new(&small.plan);
    assert!(kept.steps(project) >= 40_000);
    let at = tasks[19_990];
    let before = small.plan.any(at.at());
    // A deadline, a constraint: forwards the ten that come after, backwards nobody whose end stays.
    small.edit(at, |row| {
        row.body.constraint = Constraint {
            kind: ConstraintKind::StartNoEarlierThan,
            at: Some(moment_after(&kept, project, at)),
        };
    });
    let changed = kept.follow_rows(&small.plan, &[(at.at(), before)]);
    assert_eq!(kept, Schedules::new(&small.plan));
    let steps = kept.steps(project);
    assert!((10..=64).contains(&steps), "{steps} steps");
    assert!((10..=11).contains(&changed.len()), "{changed:?}");
}

/// A week after a task starts.
fn moment_after(all: &Schedules, project: Id<Project>, task: Id<Task>) -> DateTime {
    let start = all.project(project).expect("a schedule").tasks[&task].start;
    start.checked_add(jiff::Span::new().days(7)).expect("a day")
}
