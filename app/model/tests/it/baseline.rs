//! Saved dates: what differs between two versions, and that saving is one undo.

use model::op::{self, Op};
use model::schedule::baseline::{self, Change, Version};
use model::schedule::comparison::{Comparison, comparison};
use model::schedule::{Schedules, load};
use model::{
    Assignee, Assignment, BaselineName, Context, Date, DateTime, Decimal, Dependency, Id, Lag,
    LinkMethod, LinkTarget, MetricType, Person, Project, Role, Task, TaskMode,
};

use crate::small::{Small, day};

fn at(text: &str) -> Option<DateTime> {
    Some(text.parse().expect("a moment"))
}

/// Two pinned tasks, the second waits for the first.
fn plan() -> (Small, Id<Project>, [Id<Task>; 2]) {
    let mut small = Small::q4();
    let project = small.put(Project {
        title: "Move".into(),
        start: at("2026-11-02T08:00:00"),
        ..Project::default()
    });
    let task = |small: &mut Small, title: &str, start, finish| {
        small.put(Task {
            project,
            title: title.into(),
            mode: TaskMode::Pinned,
            start: at(start),
            finish: at(finish),
            uid: Some(1),
            ..Task::default()
        })
    };
    let first = task(
        &mut small,
        "Pack",
        "2026-11-02T08:00:00",
        "2026-11-03T17:00:00",
    );
    let second = task(
        &mut small,
        "Carry",
        "2026-11-04T08:00:00",
        "2026-11-06T17:00:00",
    );
    small.put(Dependency {
        predecessor: first,
        successor: second,
        ..Dependency::default()
    });
    (small, project, [first, second])
}

fn run(small: &mut Small, ops: Vec<Op>) -> op::Touched {
    let actor = Person {
        name: "Owner".into(),
        role: Role::Owner,
        ..Person::default()
    };
    let context = Context {
        actor: small.put(actor),
        now: "2026-11-23T10:00:00Z".parse().expect("a moment"),
        today: day("2026-11-23"),
    };
    op::apply(&mut small.plan, &Op::Group { ops }, &context).expect("is allowed")
}

fn name(text: &str) -> BaselineName {
    BaselineName {
        name: text.into(),
        saved_at: None,
    }
}

fn set_start(small: &mut Small, id: Id<Task>, start: &str) {
    let op = op::make::set(&small.plan, id.at(), "start", start);
    run(small, vec![op]);
}

#[test]
fn a_saved_baseline_equals_now_until_something_moves() {
    let (mut small, project, [first, second]) = plan();
    let schedules = Schedules::new(&small.plan);
    let ops = baseline::save(&small.plan, &schedules, project, 0, name("Agreed"));
    assert_eq!(ops.len(), 3, "two tasks and the name");
    let touched = run(&mut small, ops);
    let versions = (Version::Baseline(0), Version::Current);
    assert_eq!(
        baseline::compare(&small.plan, &schedules, project, versions),
        vec![]
    );
    assert_eq!(baseline::title(&small.plan, project, 0), "Agreed");

    set_start(&mut small, first, "2026-11-03T08:00:00");
    let schedules = Schedules::new(&small.plan);
    let differences = baseline::compare(&small.plan, &schedules, project, versions);
    assert!(matches!(&differences[..], [one] if one.task == first
        && matches!(&one.change, Change::Moved { was, now }
            if was.start == at("2026-11-02T08:00:00") && now.start == at("2026-11-03T08:00:00"))));

    let link = small.plan.dependencies_into(second)[0].id;
    let lag = op::make::set(
        &small.plan,
        link.at(),
        "lag",
        serde_json::to_value(Lag::Percent {
            percent: Decimal::new(-50, 0),
            elapsed: false,
        })
        .expect("a value"),
    );
    run(&mut small, vec![lag]);
    let schedules = Schedules::new(&small.plan);
    let differences = baseline::compare(&small.plan, &schedules, project, versions);
    assert!(matches!(&differences[1].change, Change::Relinked { .. }));
    assert!(touched.before.len() >= 3);
}

#[test]
fn what_came_and_went_since_is_said() {
    let (mut small, project, [first, _]) = plan();
    let schedules = Schedules::new(&small.plan);
    let ops = baseline::save(&small.plan, &schedules, project, 3, name(""));
    run(&mut small, ops);
    assert_eq!(baseline::title(&small.plan, project, 3), "Baseline 3");
    assert_eq!(baseline::free_number(&small.plan, project), Some(0));
    run(&mut small, vec![op::make::trash(first.at())]);
    let new = small.put(Task {
        project,
        title: "Unpack".into(),
        mode: TaskMode::Pinned,
        start: at("2026-11-09T08:00:00"),
        finish: at("2026-11-09T17:00:00"),
        ..Task::default()
    });
    let schedules = Schedules::new(&small.plan);
    let versions = (Version::Baseline(3), Version::Current);
    let found = baseline::compare(&small.plan, &schedules, project, versions);
    let kinds: Vec<_> = found
        .iter()
        .map(|it| match it.change {
            Change::Added(_) => (it.task, "added"),
            Change::Removed(_) => (it.task, "removed"),
            Change::Moved { .. } => (it.task, "moved"),
            Change::Relinked { .. } => (it.task, "relinked"),
        })
        .collect();
    assert!(
        kinds.contains(&(new, "added")) && kinds.contains(&(first, "removed")),
        "{kinds:?}"
    );
    let ops = baseline::forget(&small.plan, project, 3);
    run(&mut small, ops);
    assert_eq!(
        baseline::versions(&small.plan, project),
        vec![Version::Current, Version::Imported]
    );
    let schedules = Schedules::new(&small.plan);
    let later = baseline::name("Again", "2026-12-01T00:00:00Z".parse().expect("a moment"));
    let ops = baseline::save(&small.plan, &schedules, project, 3, later);
    run(&mut small, ops);
    let found = baseline::compare(&small.plan, &schedules, project, versions);
    assert_eq!(
        found,
        vec![],
        "the trashed task is no part of what was saved after it went"
    );
}

#[test]
fn two_tasks_on_one_day_are_more_than_a_person_has() {
    let (mut small, _, [first, second]) = plan();
    let who = small.put(Person {
        name: "Jo Weber".into(),
        ..Person::default()
    });
    for id in [first, second] {
        let assigned = [Assignment {
            who: Assignee::Person(who),
            units_percent: Decimal::ONE_HUNDRED,
            work_minutes: None,
            kept: Default::default(),
        }];
        let to = serde_json::to_value(assigned).expect("a value");
        let op = op::make::set(&small.plan, id.at(), "assignments", to);
        run(&mut small, vec![op]);
    }
    set_start(&mut small, second, "2026-11-03T08:00:00");
    let schedules = Schedules::new(&small.plan);
    let own = model::schedule::WorkTime::standard();
    let range: (Date, Date) = (day("2026-11-01"), day("2026-11-30"));
    let days = load::load(&small.plan, &schedules, who, &own, range);
    let monday = &days[&day("2026-11-02")];
    assert_eq!(
        (monday.asked, monday.has, monday.is_over()),
        (480, 480, false)
    );
    let tuesday = &days[&day("2026-11-03")];
    assert_eq!(
        (tuesday.asked, tuesday.has, tuesday.is_over()),
        (960, 480, true)
    );
    assert_eq!(tuesday.tasks.len(), 2);
    assert_eq!(days.len(), 5, "Monday to Friday");
}

fn words(small: &Small, project: Id<Project>, versions: (Version, Version)) -> Comparison {
    let schedules = Schedules::new(&small.plan);
    comparison(
        &small.plan,
        &schedules,
        project,
        versions,
        day("2026-11-23"),
    )
}

#[test]
fn a_comparison_says_by_how_much_and_what_it_means_for_key_results() {
    let (mut small, project, [first, second]) = plan();
    let schedules = Schedules::new(&small.plan);
    let ops = baseline::save(&small.plan, &schedules, project, 0, name("Agreed"));
    run(&mut small, ops);
    let versions = (Version::Baseline(0), Version::Current);
    let same = words(&small, project, versions);
    assert_eq!(
        same.sentence,
        "Nothing differs: 2 tasks with the same dates."
    );
    assert!(same.knows_links && same.goals.is_empty());

    let goal = small.key_result(MetricType::Number, "0", "10");
    small.link(
        goal,
        LinkTarget::Project(project),
        LinkMethod::default(),
        "1",
    );
    let to = op::make::set(&small.plan, second.at(), "finish", "2026-11-10T17:00:00");
    run(&mut small, vec![to]);
    let link = small.plan.dependencies_into(second)[0].id;
    run(&mut small, vec![op::make::trash(link.at())]);
    set_start(&mut small, first, "2026-11-03T08:00:00");
    let now = words(&small, project, versions);
    assert_eq!(
        now.sentence,
        "Of 2 tasks 2 moved. The finish slips 2 working days, from 6 Nov to 10 Nov."
    );
    assert_eq!(now.lines[0].task, second, "the biggest slip first");
    assert_eq!(now.lines[0].slip_minutes, 2 * 480);
    assert_eq!(
        now.lines[0].words,
        [
            "finishes 2 working days later",
            "2 working days longer",
            "waits no longer for \u{201c}Pack\u{201d} (FS)"
        ]
    );
    assert_eq!(
        now.lines[1].words,
        ["starts 1 working day later", "1 working day shorter"]
    );
    assert_eq!(now.goals.len(), 1);
    assert_eq!(now.goals[0].key_result, goal);
    assert_eq!(
        now.goals[0].words,
        "Its work here finishes 10 Nov instead of 6 Nov."
    );
    let back = words(&small, project, (versions.1, versions.0));
    assert!(back.sentence.contains("comes 2 working days earlier"));
    let imported = words(&small, project, (Version::Imported, Version::Current));
    assert!(!imported.knows_links, "a file's own dates hold no links");
}

#[test]
fn a_baseline_takes_another_name_and_keeps_when_it_was_saved() {
    let (mut small, project, _) = plan();
    let schedules = Schedules::new(&small.plan);
    let saved_at = "2026-11-01T00:00:00Z".parse().expect("a moment");
    let agreed = baseline::name("Agreed", saved_at);
    let ops = baseline::save(&small.plan, &schedules, project, 0, agreed);
    run(&mut small, ops);
    let op = baseline::rename(&small.plan, project, 0, " Signed ").expect("it differs");
    run(&mut small, vec![op]);
    assert_eq!(baseline::title(&small.plan, project, 0), "Signed");
    let row = small.plan.get(project).expect("it is there");
    assert_eq!(row.baselines[&0].saved_at, Some(saved_at));
    assert!(baseline::rename(&small.plan, project, 0, "Signed").is_none());
}

#[test]
fn weeks_add_up_their_days_and_say_which_tasks_ask() {
    let (mut small, _, [first, second]) = plan();
    let who = small.put(Person {
        name: "Jo Weber".into(),
        ..Person::default()
    });
    assert_eq!(load::unassigned(&small.plan), [first, second]);
    for id in [first, second] {
        let assigned = [Assignment {
            who: Assignee::Person(who),
            units_percent: Decimal::ONE_HUNDRED,
            work_minutes: None,
            kept: Default::default(),
        }];
        let to = serde_json::to_value(assigned).expect("a value");
        let op = op::make::set(&small.plan, id.at(), "assignments", to);
        run(&mut small, vec![op]);
    }
    assert_eq!(load::unassigned(&small.plan), []);
    set_start(&mut small, second, "2026-11-03T08:00:00");
    let schedules = Schedules::new(&small.plan);
    let from = load::Step::Week.begin(day("2026-11-05"), 0);
    assert_eq!(from, day("2026-11-02"), "a week begins on Monday");
    let weeks = load::periods(&small.plan, &schedules, who, (load::Step::Week, from, 2));
    assert_eq!(weeks.len(), 2);
    let week = &weeks[0];
    assert_eq!((week.to, week.has), (day("2026-11-08"), 5 * 480));
    assert_eq!(week.asked, 2 * 480 + 4 * 480);
    assert!(week.is_over() && week.days_over == 1);
    assert_eq!(week.tasks, [(second, 4 * 480), (first, 2 * 480)]);
    assert!(weeks[1].is_free() && weeks[1].has == 5 * 480);
    let days = load::periods(&small.plan, &schedules, who, (load::Step::Day, from, 7));
    assert_eq!(days[1].asked, 960);
    assert_eq!(days[5].has, 0, "Saturday");
    assert_eq!(load::hours_text(2310), "38.5");
}

#[test]
fn a_task_without_dates_is_neither_added_nor_removed_by_saving() {
    let (mut small, project, _) = plan();
    small.put(Task {
        project,
        title: "Perhaps".into(),
        inactive: true,
        ..Task::default()
    });
    let schedules = Schedules::new(&small.plan);
    let ops = baseline::save(&small.plan, &schedules, project, 0, name("Agreed"));
    run(&mut small, ops);
    let same = words(&small, project, (Version::Baseline(0), Version::Current));
    assert_eq!(same.lines, [], "{}", same.sentence);
}
