//! Outcome: every row of SPEC 3.1's table, the bounds, and what follows linked work by itself.

use model::progress::{self, Fraction, Outcome};
use model::{
    Band, CheckIn, Decimal, Id, KeyResult, Link, LinkMethod, LinkTarget, MetricType, Step, Task,
    Weight,
};
use proptest::prelude::*;

use crate::small::{Small, day, dec};

fn measured(metric: MetricType, start: &str, target: &str, current: &str) -> (Outcome, Small) {
    let mut small = Small::q4();
    let id = small.key_result(metric, start, target);
    if !current.is_empty() {
        small.check_in(id, "2026-10-29", current);
    }
    (progress::outcome(&small.plan, id), small)
}

fn shown(metric: MetricType, start: &str, target: &str, current: &str) -> (String, String) {
    let (outcome, _) = measured(metric, start, target, current);
    let shown = outcome.shown().expect("measured").percent_text();
    (shown, outcome.label().into())
}

/// SPEC 3.1: type, start, target, current, shown, label.
const TABLE: &[(MetricType, &str, &str, &str, &str, &str)] = &[
    (MetricType::Number, "0", "100", "20", "20 %", "20 %"),
    (
        MetricType::Number,
        "0",
        "100",
        "150",
        "100 %",
        "achieved 150 %",
    ),
    (
        MetricType::Number,
        "0",
        "100",
        "-25",
        "0 %",
        "moved away, −25 %",
    ),
    (MetricType::Number, "45", "25", "45", "0 %", "0 %"),
    (MetricType::Number, "45", "25", "35", "50 %", "50 %"),
    (MetricType::Number, "45", "25", "25", "100 %", "100 %"),
    (
        MetricType::Number,
        "45",
        "25",
        "20",
        "100 %",
        "achieved 125 %",
    ),
    (
        MetricType::Number,
        "45",
        "25",
        "50",
        "0 %",
        "moved away, −25 %",
    ),
    (MetricType::Number, "14", "7", "10.5", "50 %", "50 %"),
    (MetricType::Number, "200", "120", "160", "50 %", "50 %"),
    (MetricType::Number, "50", "0", "10", "80 %", "80 %"),
    (MetricType::Number, "-10", "10", "0", "50 %", "50 %"),
    (
        MetricType::Percentage,
        "62",
        "80",
        "71",
        "50 %",
        "71 %, half of the way",
    ),
    (
        MetricType::Percentage,
        "62",
        "80",
        "68",
        "33 %",
        "68 %, 33 % of the way",
    ),
    (MetricType::Boolean, "", "", "0", "0 %", "not yet"),
    (MetricType::Boolean, "", "", "1", "100 %", "done"),
    (
        MetricType::Number,
        "0",
        "1000000000000000",
        "1",
        "0 %",
        "0 %",
    ),
    (MetricType::Currency, "41", "33", "39", "25 %", "25 %"),
    (
        MetricType::Number,
        "0",
        "100",
        "130",
        "100 %",
        "achieved 130 %",
    ),
];

#[test]
fn r042_golden_table_of_the_specification() {
    for (metric, start, target, current, want, label) in TABLE {
        let (got, said) = shown(*metric, start, target, current);
        assert_eq!(
            (got.as_str(), said.as_str()),
            (*want, *label),
            "{start} to {target} at {current}"
        );
    }
}

#[test]
fn r041_35_of_45_to_25_days_is_exactly_half() {
    let (outcome, _) = measured(MetricType::Number, "45", "25", "35");
    assert_eq!(outcome.shown(), Some(Fraction(dec("0.5"))));
}

#[test]
fn r081_half_of_14_to_7_days_is_exact() {
    let (outcome, _) = measured(MetricType::Number, "14", "7", "10.5");
    assert_eq!(outcome.shown(), Some(Fraction(dec("0.5"))));
}

#[test]
fn r068_tickets_from_200_to_120_stand_half_way_at_160() {
    assert_eq!(shown(MetricType::Number, "200", "120", "160").0, "50 %");
}

#[test]
fn r070_a_percentage_says_value_and_way() {
    assert_eq!(
        shown(MetricType::Percentage, "62", "80", "71").1,
        "71 %, half of the way"
    );
}

#[test]
fn not_measured_is_not_zero() {
    let (outcome, _) = measured(MetricType::Number, "45", "25", "");
    assert_eq!(outcome, Outcome::NotMeasured);
    assert_eq!(outcome.shown(), None);
    assert_eq!(outcome.label(), "not measured yet");
}

#[test]
fn r079_no_percentage_without_start_or_target() {
    for (start, target) in [("", "25"), ("45", ""), ("", "")] {
        let (outcome, _) = measured(MetricType::Number, start, target, "40");
        assert_eq!(outcome, Outcome::NotMeasurable, "{start} to {target}");
        assert_eq!(outcome.label(), "not measurable yet");
    }
}

#[test]
fn start_equal_to_target_is_no_number_even_if_it_got_in() {
    let (outcome, _) = measured(MetricType::Number, "5", "5", "5");
    assert_eq!(outcome, Outcome::NotMeasurable);
}

fn step(title: &str, weight: &str, reached: bool, task: Option<Id<Task>>) -> Step {
    Step {
        key: title.into(),
        title: title.into(),
        weight: Weight(dec(weight)),
        reached,
        task,
    }
}

#[test]
fn milestone_steps_weigh() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Milestone, "", "");
    assert_eq!(progress::outcome(&small.plan, id), Outcome::NotMeasurable);
    small.edit(id, |row| {
        row.body.steps = vec![
            step("a", "1", false, None),
            step("b", "1", false, None),
            step("c", "2", true, None),
        ];
    });
    let outcome = progress::outcome(&small.plan, id);
    assert_eq!(outcome.shown(), Some(Fraction(dec("0.5"))));
    assert_eq!(outcome.label(), "50 %, 1 of 3 reached");
}

#[test]
fn r035_a_milestone_step_follows_its_task() {
    let mut small = Small::q4();
    let project = small.project("Data migration toolkit");
    let task = small.task(
        project,
        0,
        Task {
            milestone: true,
            ..Task::default()
        },
    );
    let id = small.key_result(MetricType::Milestone, "", "");
    small.edit(id, |row| {
        row.body.steps = vec![
            step("a", "1", false, Some(task)),
            step("b", "1", false, None),
        ];
    });
    let percent = |small: &Small| {
        progress::outcome(&small.plan, id)
            .shown()
            .map(Fraction::points)
    };
    assert_eq!(percent(&small), Some(0));
    small.edit(task, |row| row.body.status = "done".into());
    assert_eq!(percent(&small), Some(50));
    small.edit(task, |row| row.body.status = String::new());
    assert_eq!(percent(&small), Some(0), "reopened");
}

fn outcome_step(small: &mut Small, key_result: Id<KeyResult>) -> Id<Task> {
    let project = small.project("Certification");
    let task = small.task(project, 0, Task::default());
    small.put(Link {
        key_result,
        target: LinkTarget::Task(task),
        method: LinkMethod::Auto,
        outcome_step: true,
        ..Link::default()
    });
    task
}

#[test]
fn r069_a_boolean_follows_its_outcome_step() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Boolean, "", "");
    assert_eq!(progress::outcome(&small.plan, id), Outcome::NotMeasured);
    let task = outcome_step(&mut small, id);
    assert_eq!(progress::outcome(&small.plan, id).label(), "not yet");
    small.edit(task, |row| row.body.status = "done".into());
    assert_eq!(progress::outcome(&small.plan, id).label(), "done");
    small.edit(task, |row| row.body.status = String::new());
    assert_eq!(
        progress::outcome(&small.plan, id).label(),
        "not yet",
        "reopened"
    );
}

#[test]
fn a_boolean_follows_the_hand_that_came_later() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Boolean, "", "");
    let task = outcome_step(&mut small, id);
    small.check_in(id, "2026-10-05", "0");
    small.edit(task, |row| {
        row.body.status = "done".into();
        row.body.actual_finish = Some(day("2026-10-20").at(12, 0, 0, 0));
    });
    assert_eq!(
        progress::outcome(&small.plan, id).label(),
        "done",
        "finished after the check-in"
    );
    small.check_in(id, "2026-10-21", "0");
    assert_eq!(
        progress::outcome(&small.plan, id).label(),
        "not yet",
        "the owner says so later"
    );
}

#[test]
fn maintain_falls_with_the_distance_over_the_tolerance() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Maintain, "", "");
    assert_eq!(progress::outcome(&small.plan, id), Outcome::NotMeasurable);
    let band = Band {
        low: Some(dec("4")),
        high: Some(dec("6")),
        tolerance: dec("2"),
    };
    small.edit(id, |row| row.body.band = Some(band));
    assert_eq!(progress::outcome(&small.plan, id), Outcome::NotMeasured);
    let days = [
        "2026-10-02",
        "2026-10-03",
        "2026-10-04",
        "2026-10-05",
        "2026-10-06",
    ];
    let vector = [("5", 100), ("6", 100), ("7", 50), ("9", 0), ("3.5", 75)];
    for (on, (value, percent)) in days.into_iter().zip(vector) {
        small.check_in(id, on, value);
        let shown = progress::outcome(&small.plan, id)
            .shown()
            .map(Fraction::points);
        assert_eq!(shown, Some(percent), "at {value}");
    }
    assert_eq!(
        progress::band_grade(&small.plan, id),
        Some(Fraction(dec("0.4")))
    );
    small.edit(id, |row| {
        row.body.band = Some(Band {
            tolerance: Decimal::ZERO,
            ..band
        });
    });
    assert_eq!(
        progress::outcome(&small.plan, id).shown(),
        Some(Fraction::ZERO),
        "at once"
    );
}

#[test]
fn a_corrected_check_in_counts_no_more() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Number, "0", "100");
    let wrong = small.check_in(id, "2026-10-20", "90");
    small.put(CheckIn {
        key_result: id,
        on: Some(day("2026-10-20")),
        value: Some(dec("9")),
        corrects: Some(wrong),
        ..CheckIn::default()
    });
    assert_eq!(progress::outcome(&small.plan, id).label(), "9 %");
}

#[test]
fn nothing_looks_finished_before_it_is() {
    let almost = Fraction(dec("0.9999"));
    assert_eq!(almost.percent_text(), "99 %");
    assert_eq!(almost.percent_text_fine(), "99.9 %");
    assert_eq!(Fraction::ONE.percent_text(), "100 %");
    assert_eq!(Fraction(dec("0.578")).percent_text_fine(), "57.8 %");
    assert_eq!(Fraction(dec("0.578")).basis_points(), 5780);
    assert_eq!(Fraction(dec("-0.007")).percent_text_fine(), "−0.7 %");
}

fn any_decimal() -> impl Strategy<Value = Decimal> {
    (any::<[u32; 3]>(), any::<bool>(), 0..=28_u32).prop_map(|(parts, negative, scale)| {
        Decimal::from_parts(parts[0], parts[1], parts[2], negative, scale)
    })
}

proptest! {
    #[test]
    fn any_decimal_gives_a_share_between_0_and_1(
        start in any_decimal(), target in any_decimal(), current in any_decimal(),
        low in any_decimal(), tolerance in any_decimal(),
    ) {
        let mut small = Small::q4();
        let id = small.key_result(MetricType::Number, "0", "1");
        small.edit(id, |row| { row.body.start = Some(start); row.body.target = Some(target); });
        let check_in = small.check_in(id, "2026-10-20", "1");
        small.edit(check_in, |row| row.body.value = Some(current));
        for maintain in [false, true] {
            if maintain {
                small.edit(id, |row| {
                    row.body.metric = MetricType::Maintain;
                    row.body.band = Some(Band { low: Some(low), high: Some(target), tolerance });
                });
            }
            let progress = progress::key_result(&small.plan, id, day("2026-11-02")).unwrap();
            if let Some(shown) = progress.outcome.shown() {
                prop_assert!(shown >= Fraction::ZERO && shown <= Fraction::ONE);
                prop_assert!((0..=100).contains(&shown.points()));
            }
            progress::forecast(&small.plan, id, day("2026-11-02"));
        }
    }

    #[test]
    fn closer_to_the_target_is_never_less(
        start in -1_000_000_i64..1_000_000, target in -1_000_000_i64..1_000_000,
        a in 0_i64..=1000, b in 0_i64..=1000,
    ) {
        prop_assume!(start != target);
        let at = |n: i64| Decimal::from(start)
            + Decimal::from(target - start) * Decimal::new(n, 3);
        let row = KeyResult {
            start: Some(start.into()), target: Some(target.into()), ..KeyResult::default()
        };
        let share = |n| progress::at_value(&row, at(n)).unwrap();
        prop_assert_eq!(share(a), Fraction(Decimal::new(a, 3)));
        prop_assert_eq!(a.cmp(&b), share(a).cmp(&share(b)));
    }
}
