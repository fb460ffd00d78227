//! The demo workspace is valid under every rule and tells its story on any day.

use jiff::civil::{Date, date};
use model::access::{Founding, founding};
use model::progress::{self, Coverage, HealthStatus};
use model::{Context, Id, KeyResult, Op, Plan, StatusClass, Task, TaskMode, op};
use uuid::Uuid;

/// A workspace founded on the day, filled with the demo.
pub fn demo(today: Date) -> Plan {
    let mut count = 0_u128;
    let mut new_id = || {
        count += 1;
        Uuid::from_u128(count)
    };
    let of = Founding {
        workspace: Id::new(new_id()),
        owner: Id::new(new_id()),
        cycle: Id::new(new_id()),
        next_cycle: Id::new(new_id()),
        name: "Halden".into(),
        owner_name: "Ines Moreau".into(),
        today,
        ..Founding::default()
    };
    let now = jiff::tz::TimeZone::UTC
        .to_timestamp(today.at(10, 0, 0, 0))
        .unwrap();
    let mut plan = Plan::default();
    let context = Context {
        actor: of.owner,
        now,
        today,
    };
    op::apply(&mut plan, &founding(&of), &context).unwrap();
    let steps: Vec<(Context, Op)> = model::demo::ops(&plan, of.owner, now, today, &mut new_id);
    for (context, step) in steps {
        if let Err(refusal) = op::apply(&mut plan, &step, &context) {
            panic!("{refusal}\n{step:?}");
        }
    }
    plan
}

fn key_result(plan: &Plan, title: &str) -> Id<KeyResult> {
    plan.all::<KeyResult>()
        .find(|row| row.title.contains(title))
        .expect(title)
        .id
}

/// Key Result, outcome, work, status, coverage: as the dashboard shows them in week five.
const ROWS: &[(&str, &str, &str, HealthStatus, Coverage)] = &[
    (
        "contract to go-live",
        "20 %",
        "58 %",
        HealthStatus::AtRisk,
        Coverage::Fine(3),
    ),
    (
        "onboarding completion",
        "40 %",
        "44 %",
        HealthStatus::OnTrack,
        Coverage::Fine(2),
    ),
    (
        "active in week one",
        "36 %",
        "33 %",
        HealthStatus::OnTrack,
        Coverage::Thin,
    ),
    (
        "within 30 days",
        "5 %",
        "no work",
        HealthStatus::OffTrack,
        Coverage::NotCovered,
    ),
    (
        "customer retention",
        "10 %",
        "41 %",
        HealthStatus::OnTrack,
        Coverage::Fine(2),
    ),
    (
        "support tickets",
        "40 %",
        "52 %",
        HealthStatus::OnTrack,
        Coverage::Fine(2),
    ),
    (
        "escalations",
        "18 %",
        "42 %",
        HealthStatus::AtRisk,
        Coverage::TooMany(7),
    ),
    (
        "self-service",
        "72 %",
        "27 %",
        HealthStatus::OnTrack,
        Coverage::Fine(2),
    ),
    (
        "on-time delivery",
        "33 %",
        "31 %",
        HealthStatus::OnTrack,
        Coverage::Fine(2),
    ),
    (
        "certification audit",
        "0 %",
        "60 %",
        HealthStatus::OnTrack,
        Coverage::Fine(2),
    ),
    (
        "scope changes",
        "25 %",
        "38 %",
        HealthStatus::Stale,
        Coverage::Fine(2),
    ),
    (
        "hosting cost",
        "30 %",
        "20 %",
        HealthStatus::OnTrack,
        Coverage::Thin,
    ),
];

#[test]
fn every_row_of_the_dashboard_has_its_numbers() {
    let today = date(2026, 11, 2);
    let plan = demo(today);
    let mut wrong = Vec::new();
    for (title, outcome, work, status, coverage) in ROWS {
        let of = progress::key_result(&plan, key_result(&plan, title), today).unwrap();
        let shown = of
            .outcome
            .shown()
            .map_or("none".into(), |it| it.percent_text());
        let done = of
            .work
            .share()
            .map_or("no work".into(), |it| it.percent_text());
        let got = (
            shown.as_str(),
            done.as_str(),
            of.health.status,
            of.health.coverage,
        );
        if got != (*outcome, *work, *status, *coverage) {
            wrong.push(format!("{title}: {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_same_story_is_told_on_any_day_of_the_week_and_year() {
    for today in [
        date(2026, 11, 23),
        date(2027, 2, 27),
        date(2027, 3, 1),
        date(2028, 2, 29),
    ] {
        let plan = demo(today);
        for (title, .., status, _) in ROWS {
            let of = progress::key_result(&plan, key_result(&plan, title), today).unwrap();
            assert_eq!(
                of.health.status, *status,
                "{title} on {today}: {}",
                of.health.reason
            );
        }
    }
}

#[test]
fn r004_r006_forty_tasks_begun_two_weeks_late_and_one_that_serves_nothing() {
    let plan = demo(date(2026, 11, 2));
    let draft = plan
        .all::<Task>()
        .find(|task| task.title == "Draft retention email campaign")
        .expect("the task of the source");
    assert!(plan.serves(draft.id).is_empty());
    let leaves = plan
        .tasks(draft.project)
        .iter()
        .filter(|(_, row)| !plan.is_summary(row.id))
        .count();
    assert_eq!(leaves, 40);
    let start = plan.get(draft.project).unwrap().start.unwrap().date();
    assert_eq!((start - date(2026, 10, 1)).get_days(), 14);
}

#[test]
fn r029_a_project_on_track_over_a_key_result_at_twenty_percent_with_two_weeks_left() {
    let today = date(2026, 11, 2);
    let plan = demo(today);
    let id = key_result(&plan, "within ten days of signature");
    let of = progress::key_result(&plan, id, today).unwrap();
    assert_eq!(of.outcome.shown().unwrap().percent_text(), "20 %");
    assert_eq!(of.health.apart, Some(52));
    assert_eq!(of.clock.map(|clock| clock.days_left), Some(14));
}

#[test]
fn the_scheduler_finds_the_dates_of_the_demo_by_itself() {
    let plan = demo(date(2026, 11, 2));
    let schedules = model::schedule::Schedules::new(&plan);
    let (mut automatic, mut other) = (0, Vec::new());
    for row in plan.all::<Task>() {
        if plan.is_summary(row.id) || plan.status_class(row) == StatusClass::Cancelled {
            continue;
        }
        let dates = schedules.dates(&plan, row.id).expect("it is scheduled");
        let drawn = row.finish.expect("it was drawn").date();
        // What waits for something that ends on its first day begins a day later than drawn.
        if !(0..=1).contains(&(dates.finish.date() - drawn).get_days()) {
            other.push((row.title.clone(), dates.finish.date(), drawn));
        }
        automatic += usize::from(row.mode == TaskMode::Auto);
    }
    assert_eq!(other, vec![], "the story is told by the dates");
    assert!(automatic > 40, "{automatic} tasks are scheduled");
    let go_live = plan
        .all::<Task>()
        .find(|row| row.title == "Go-live")
        .expect("the end");
    let dates = schedules.dates(&plan, go_live.id).expect("it is scheduled");
    assert!(dates.critical, "the way to Go-live is the critical one");
}

#[test]
fn a_slip_in_the_middle_of_the_path_is_named_by_the_forecast() {
    let today = date(2026, 11, 2);
    let plan = demo(today);
    let schedules = model::schedule::Schedules::new(&plan);
    let goal = key_result(&plan, "contract to go-live");
    let it = model::schedule::work_forecast(&plan, &schedules, goal, today).expect("a forecast");
    assert_eq!(
        it.sentence,
        "Data migration dry run slipping 13 days moves Go-live to 8 Jan 2027, 8 days after the \
         cycle: the work planned by then falls from 100 to 99 %."
    );
    for later in 0..14 {
        let today = date(2026, 11, 2).saturating_add(jiff::ToSpan::days(later));
        let plan = demo(today);
        let schedules = model::schedule::Schedules::new(&plan);
        let goal = key_result(&plan, "contract to go-live");
        let it = model::schedule::work_forecast(&plan, &schedules, goal, today);
        let it = it.expect("a forecast");
        let start = format!(
            "Data migration dry run slipping {} days moves Go-live",
            it.slip_days
        );
        assert!(it.sentence.starts_with(&start), "{today}: {}", it.sentence);
        assert!(
            (11..=15).contains(&it.slip_days),
            "{today}: {}",
            it.slip_days
        );
    }
    let calendar = model::schedule::default_calendar(&plan).expect("Halden has a calendar");
    let time = model::schedule::work_time_of(&plan, calendar).expect("it works");
    assert_eq!(
        time.minutes_on(date(2026, 12, 24)),
        0,
        "closed between the years"
    );
    assert_eq!(time.minutes_on(date(2026, 12, 23)), 480);
}
