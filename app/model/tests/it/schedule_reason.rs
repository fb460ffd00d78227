//! Why a task has its dates, in sentences, and the calendars that decide them.

use model::duration::Measure;
use model::progress::Rollups;
use model::schedule::reason::{lag_text, read_lag, reason};
use model::schedule::{self, Schedules};
use model::{
    Calendar, Constraint, ConstraintKind, Day, Dependency, DependencyKind, Exception, Hours, Id,
    Lag, Project, Span, Task, TaskMode,
};

use crate::small::{Small, day};

fn sentence(small: &Small, id: Id<Task>) -> String {
    let schedules = Schedules::new(&small.plan);
    let it = reason(&small.plan, &schedules, id, day("2026-11-02"));
    it.expect("it has dates").sentence
}

fn work(project: Id<Project>, title: &str) -> Task {
    Task {
        project,
        title: title.into(),
        duration: Some(Span {
            minutes: 960,
            ..Span::default()
        }),
        ..Task::default()
    }
}

fn project(small: &mut Small) -> Id<Project> {
    small.put(Project {
        title: "Move".into(),
        start: Some("2026-11-02T08:00:00".parse().expect("a moment")),
        ..Project::default()
    })
}

/// The office: Monday to Friday, 8 to 16, closed on 3 November.
fn office() -> Calendar {
    let hours = vec![Hours { from: 480, to: 960 }];
    Calendar {
        name: "Office".into(),
        week: core::array::from_fn(|day| match day {
            1..=5 => Day::Work(hours.clone()),
            _ => Day::Off,
        }),
        exceptions: vec![Exception {
            name: "Inventory".into(),
            from: day("2026-11-03"),
            to: day("2026-11-03"),
            ..Exception::default()
        }],
        ..Calendar::default()
    }
}

#[test]
fn each_driver_has_its_sentence() {
    let mut small = Small::q4();
    let project = project(&mut small);
    let first = small.put(work(project, "Pack"));
    let second = small.put(work(project, "Carry"));
    let held = small.put(Task {
        constraint: Constraint {
            kind: ConstraintKind::StartNoEarlierThan,
            at: Some("2026-11-10T08:00:00".parse().expect("a moment")),
        },
        ..work(project, "Paint")
    });
    let pinned = small.put(Task {
        mode: TaskMode::Pinned,
        start: Some("2026-11-04T08:00:00".parse().expect("a moment")),
        finish: Some("2026-11-04T17:00:00".parse().expect("a moment")),
        ..work(project, "Visit")
    });
    small.put(Dependency {
        predecessor: first,
        successor: second,
        kind: DependencyKind::FinishToStart,
        lag: read_lag("2d", Measure::default()).expect("a lag"),
        ..Dependency::default()
    });
    assert_eq!(
        sentence(&small, first),
        "It can begin when the project does, on 2 Nov."
    );
    assert_eq!(
        sentence(&small, second),
        "It starts after \u{201c}Pack\u{201d} finishes on 3 Nov, and 2 d later."
    );
    assert_eq!(
        sentence(&small, held),
        "It is held to: start no earlier than 10 Nov."
    );
    assert_eq!(
        sentence(&small, pinned),
        "It is pinned: these dates stay whatever happens around it."
    );
}

#[test]
fn a_missed_deadline_says_by_how_much() {
    let mut small = Small::q4();
    let project = project(&mut small);
    let late = small.put(Task {
        deadline: Some("2026-11-02T17:00:00".parse().expect("a moment")),
        ..work(project, "Pack")
    });
    let schedules = Schedules::new(&small.plan);
    let it = reason(&small.plan, &schedules, late, day("2026-11-02")).expect("it has dates");
    assert_eq!(it.notes, ["It misses its deadline of 2 Nov by 1 day."]);
}

#[test]
fn lags_are_read_and_written() {
    let read = |text| read_lag(text, Measure::default());
    for (typed, words) in [
        ("2d", "2 d"),
        ("-1d", "-1 d"),
        ("1ed", "1 ed"),
        ("50%", "50 %"),
        ("-12,5 e%", "-12.5 e%"),
        ("+3h", "3 h"),
        ("", ""),
    ] {
        let lag = read(typed).unwrap_or_else(|| panic!("{typed} is a lag"));
        assert_eq!(lag_text(lag), words, "{typed}");
        if !words.is_empty() {
            assert_eq!(read(words), Some(lag), "{words} is read back");
        }
    }
    for typed in ["soon", "-", "%", "2x", "1 2d"] {
        assert_eq!(read(typed), None::<Lag>, "{typed}");
    }
}

#[test]
fn the_workspaces_calendar_moves_dates_and_is_followed() {
    let mut small = Small::q4();
    let project = project(&mut small);
    let task = small.put(work(project, "Pack"));
    let office = small.put(office());
    let finish = |schedules: &Schedules, small: &Small| {
        let dates = schedules.dates(&small.plan, task).expect("dates");
        dates.finish.date()
    };
    let before = Rollups::new(&small.plan, day("2026-11-02"));
    assert_eq!(finish(before.schedules(), &small), day("2026-11-03"));
    let row = small.plan.workspace().expect("a workspace").clone();
    let mut changed = (*row).clone();
    changed.body.settings.calendar = Some(office);
    let was = model::AnyRow::Workspace(row.clone());
    small
        .plan
        .put(model::AnyRow::Workspace(std::sync::Arc::new(changed)));
    let mut rollups = before;
    let woken = rollups.follow_rows(&small.plan, &[(row.id.at(), Some(was))]);
    assert_eq!(finish(rollups.schedules(), &small), day("2026-11-04"));
    assert!(woken.contains(&task.at()), "its bar is drawn again");
    assert_eq!(schedule::default_calendar(&small.plan), Some(office));
    let named = schedule::named_days(
        small.plan.get(office).expect("it is there"),
        day("2026-11-01"),
        day("2026-11-30"),
    );
    assert_eq!(
        named.get(&day("2026-11-03")).map(String::as_str),
        Some("Inventory")
    );
}

#[test]
fn hours_are_read_and_written() {
    use model::schedule::words::{hours_text, read_hours};
    let two = read_hours("8-12, 13:00\u{2013}17.30").expect("hours");
    assert_eq!(hours_text(&two), "08:00\u{2013}12:00, 13:00\u{2013}17:30");
    assert_eq!(read_hours(&hours_text(&two)), Ok(two));
    assert_eq!(read_hours(" "), Ok(Vec::new()));
    assert_eq!(
        hours_text(&read_hours("0-24").expect("a day")),
        "00:00\u{2013}24:00"
    );
    for (typed, says) in [
        ("nine to five", "no working time"),
        ("12-8", "ends before it begins"),
        ("8-12, 11-13", "overlaps"),
        ("8-25", "no working time"),
        ("08:70-9", "no working time"),
    ] {
        let why = read_hours(typed).expect_err(typed).to_string();
        assert!(why.contains(says), "{typed}: {why}");
    }
}

#[test]
fn expectation_counts_the_days_that_the_workspace_works() {
    let mut small = Small::q4();
    let cycle = small.plan.get(small.cycle).expect("a cycle").clone();
    let plain = model::progress::clock_in(&small.plan, &cycle, day("2026-11-02")).expect("dates");
    assert_eq!((plain.working_day, plain.working_days), (23, 66));
    let office = small.put(office());
    let mut row = (**small.plan.workspace().expect("a workspace")).clone();
    row.body.settings.calendar = Some(office);
    small
        .plan
        .put(model::AnyRow::Workspace(std::sync::Arc::new(row)));
    let clock = model::progress::clock_in(&small.plan, &cycle, day("2026-11-03")).expect("dates");
    // 3 November is closed: it neither counts nor passes.
    assert_eq!((clock.working_day, clock.working_days), (23, 65));
    assert_eq!(clock.expected(), clock.position(day("2026-11-02")));
}
