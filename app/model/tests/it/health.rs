//! The cycle clock, expectation, health with its reason, and the marks (SPEC 3.5 and 4).

use model::progress::{self, Coverage, Forecast, Fraction, HealthStatus, KeyResultProgress};
use model::{
    CheckIn, Cycle, CycleState, Id, KeyResult, LinkMethod, LinkTarget, MetricType, Project,
    ProjectStatus, Task,
};

use crate::small::{Small, day, dec, milestone};

const MONDAY: &str = "2026-11-02";

fn at(small: &Small, id: Id<KeyResult>, today: &str) -> KeyResultProgress {
    progress::key_result(&small.plan, id, day(today)).expect("it is there")
}

fn status(small: &Small, id: Id<KeyResult>, today: &str) -> HealthStatus {
    at(small, id, today).health.status
}

/// 0 to 100, checked in on a day.
fn goal(small: &mut Small, on: &str, value: &str) -> Id<KeyResult> {
    let id = small.key_result(MetricType::Number, "0", "100");
    small.check_in(id, on, value);
    id
}

/// Links `n` projects, each so far done.
fn backed(small: &mut Small, id: Id<KeyResult>, n: usize, percent: &str) -> Vec<Id<Project>> {
    let mut projects = Vec::new();
    for _ in 0..n {
        let project = small.project("Onboarding revamp");
        small.edit(project, |row| {
            row.body.reported_percent = Some(dec(percent))
        });
        small.link(id, LinkTarget::Project(project), LinkMethod::Manual, "1");
        projects.push(project);
    }
    projects
}

fn clock(start: &str, finish: &str, today: &str) -> progress::CycleClock {
    let cycle = Cycle {
        start: Some(day(start)),
        finish: Some(day(finish)),
        ..Cycle::default()
    };
    progress::cycle_clock(&cycle, day(today)).expect("dates")
}

#[test]
fn r005_the_clock_of_q4_2026() {
    let on = |today| clock("2026-10-01", "2026-12-31", today);
    let monday = on(MONDAY);
    assert_eq!(
        (monday.day, monday.days, monday.week, monday.weeks),
        (33, 92, 5, 13)
    );
    assert_eq!((monday.working_day, monday.working_days), (23, 66));
    assert_eq!(monday.expected().percent_text(), "35 %");
    assert_eq!(
        (monday.label.as_str(), monday.day_label()),
        ("week 5 of 13", "Day 33 of 92".into())
    );
    assert_eq!(
        on("2026-12-31").label,
        "week 13 of 13",
        "the odd day belongs to week 13"
    );
    assert_eq!(on("2026-12-31").expected(), Fraction::ONE);
    assert_eq!(on("2026-10-01").label, "week 1 of 13");
    assert_eq!(on("2026-10-07").week, 1);
    assert_eq!(on("2026-10-08").week, 2, "week two starts on day 8");
    assert_eq!(on("2026-09-28").label, "starts in 3 days");
    assert_eq!(on("2026-09-28").expected(), Fraction::ZERO);
    assert_eq!(on("2027-01-01").label, "ended 1 day ago");
    assert_eq!(
        on("2026-10-31").working_day,
        on("2026-10-30").working_day,
        "a Saturday adds none"
    );
    assert_eq!(
        clock("2026-10-31", "2026-11-01", "2026-10-31")
            .expected()
            .points(),
        50
    );
}

#[test]
fn half_time_of_q4_is_the_16th_of_november() {
    let gone = |today| clock("2026-10-01", "2026-12-31", today).gone();
    assert!(gone("2026-11-15") < Fraction(dec("0.5")));
    assert_eq!(gone("2026-11-16"), Fraction(dec("0.5")));
}

#[test]
fn health_takes_the_first_match() {
    let mut small = Small::q4();
    let id = goal(&mut small, "2026-10-30", "40");
    assert_eq!(status(&small, id, MONDAY), HealthStatus::OnTrack);
    assert_eq!(
        status(&small, id, "2026-11-16"),
        HealthStatus::OnTrack,
        "17 days"
    );
    assert_eq!(
        status(&small, id, "2026-11-17"),
        HealthStatus::Stale,
        "18 days"
    );
    small.edit(id, |row| row.body.cadence_days = 7);
    assert_eq!(
        status(&small, id, "2026-11-10"),
        HealthStatus::Stale,
        "its own cadence"
    );
    small.edit(id, |row| row.body.published = false);
    assert_eq!(status(&small, id, "2026-11-10"), HealthStatus::Draft);
    let cycle = small.cycle;
    small.edit(cycle, |row| row.body.state = CycleState::Closed);
    assert_eq!(status(&small, id, "2026-11-10"), HealthStatus::Closed);
}

#[test]
fn r028_silence_is_never_green() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Number, "0", "100");
    assert_eq!(status(&small, id, "2026-10-05"), HealthStatus::NotMeasured);
    assert_eq!(status(&small, id, MONDAY), HealthStatus::Stale);
    let health = at(&small, id, MONDAY).health;
    assert_eq!(health.reason_short, "Never checked in, due every 14 days.");
    small.edit(id, |row| row.body.owner = None);
    assert_eq!(status(&small, id, MONDAY), HealthStatus::Draft);
}

#[test]
fn the_gap_decides_between_the_three_words() {
    // 2 November: 23 of 66 working days, 34.8 % expected.
    for (value, want) in [
        ("24.85", HealthStatus::OnTrack),
        ("24.8", HealthStatus::AtRisk),
        ("9.85", HealthStatus::AtRisk),
        ("9.8", HealthStatus::OffTrack),
    ] {
        let mut small = Small::q4();
        let id = goal(&mut small, "2026-10-30", value);
        assert_eq!(status(&small, id, MONDAY), want, "at {value}");
    }
}

#[test]
fn the_first_tenth_is_too_early_to_tell() {
    let mut small = Small::q4();
    let id = goal(&mut small, "2026-10-05", "0");
    assert_eq!(
        status(&small, id, "2026-10-10"),
        HealthStatus::TooEarly,
        "day 10: 9 of 92 gone"
    );
    assert_eq!(
        status(&small, id, "2026-10-11"),
        HealthStatus::AtRisk,
        "day 11"
    );
    assert_eq!(
        at(&small, id, "2026-10-10").health.reason_short,
        "Too early to tell on day 10 of 92."
    );
}

#[test]
fn sentences_of_the_dashboard() {
    let line = |value: &str, n: usize, on: &str| {
        let mut small = Small::q4();
        let id = goal(&mut small, on, value);
        backed(&mut small, id, n, "40");
        at(&small, id, MONDAY).health.reason_short
    };
    assert_eq!(
        line("40", 2, "2026-10-30"),
        "5 points ahead of plan. Checked in 3 days ago."
    );
    assert_eq!(
        line("40", 2, "2026-11-01"),
        "5 points ahead of plan. Checked in yesterday."
    );
    assert_eq!(
        line("36", 1, "2026-10-30"),
        "1 point ahead of plan, resting on one initiative."
    );
    assert_eq!(
        line("33.3", 2, "2026-10-30"),
        "2 points behind plan, inside the tolerance of 10."
    );
    assert_eq!(
        line("25", 1, "2026-10-30"),
        "10 points behind plan, at the edge of tolerance."
    );
    assert_eq!(
        line("5", 0, "2026-10-30"),
        "5 % done, 35 % expected. No initiative has backed it since day 8."
    );
    assert_eq!(
        line("18", 7, "2026-10-30"),
        "18 % done, 35 % expected. Seven initiatives blur the signal."
    );
    assert_eq!(
        line("25", 2, "2026-10-09"),
        "Last check-in 24 days ago, due every 14. Number is from 9 Oct."
    );
    assert_eq!(
        line("100", 2, "2026-10-30"),
        "Outcome is 60 points ahead of work: luck, or unlinked work?"
    );
    assert_eq!(
        line("100", 0, "2026-10-30"),
        "Target reached. No initiative has backed it since day 8."
    );
}

#[test]
fn apart_is_marked_early_and_both_ways() {
    let mut small = Small::q4();
    let id = goal(&mut small, "2026-10-30", "20");
    let projects = backed(&mut small, id, 3, "57.8");
    let health = at(&small, id, MONDAY).health;
    assert_eq!(health.apart, Some(38));
    assert_eq!(health.divergence, None, "the alert waits for half-time");
    assert_eq!(health.reason_short, "Work is 38 points ahead of outcome.");
    assert_eq!(
        health.reason,
        "20 % done where 35 % was expected by today, and work is 38 points ahead of it. The work is \
         getting done and the number is not moving. Last check-in 3 days ago."
    );
    assert_eq!(at(&small, id, "2026-10-10").health.apart, None, "too early");
    // The milestone that finishes after the cycle belongs to the reason.
    small.task(
        projects[0],
        0,
        Task {
            title: "Go-live".into(),
            ..milestone("2027-01-08")
        },
    );
    assert_eq!(
        at(&small, id, MONDAY).health.reason_short,
        "Work is 38 points ahead of outcome. Go-live forecast 8 Jan 2027, after the cycle."
    );
    let other = goal(&mut small, "2026-10-30", "72");
    backed(&mut small, other, 2, "27");
    let health = at(&small, other, MONDAY).health;
    assert_eq!(
        (health.status, health.apart),
        (HealthStatus::OnTrack, Some(45))
    );
    assert_eq!(
        health.reason_short,
        "Outcome is 45 points ahead of work: luck, or unlinked work?"
    );
}

#[test]
fn apart_needs_30_points_exactly() {
    for (work, want) in [("49.9", None), ("50", Some(30))] {
        let mut small = Small::q4();
        let id = goal(&mut small, "2026-10-30", "20");
        backed(&mut small, id, 2, work);
        assert_eq!(at(&small, id, MONDAY).health.apart, want, "work {work}");
    }
}

#[test]
fn r029_on_track_over_a_key_result_at_20_percent_with_14_days_left() {
    let mut small = Small::q4();
    let id = goal(&mut small, "2026-12-10", "20");
    let projects = backed(&mut small, id, 1, "90");
    small.edit(projects[0], |row| row.body.status = ProjectStatus::OnTrack);
    let progress = at(&small, id, "2026-12-17");
    assert_eq!(
        progress.clock.as_ref().map(|clock| clock.days_left),
        Some(14)
    );
    assert_eq!(progress.outcome.shown().map(Fraction::points), Some(20));
    assert_eq!(progress.health.status, HealthStatus::OffTrack);
    let said = "Onboarding revamp reports on track; its Key Result is at 20 % with 14 days left.";
    assert_eq!(progress.health.divergence.as_deref(), Some(said));
    // Also where work and outcome do not lie far apart: the word is what misleads.
    small.edit(projects[0], |row| {
        row.body.reported_percent = Some(dec("30"))
    });
    assert_eq!(
        at(&small, id, "2026-12-17").health.divergence.as_deref(),
        Some(said)
    );
    // Quiet while it lags.
    small.edit(id, |row| row.body.lagging_until = Some(day("2026-12-20")));
    assert_eq!(at(&small, id, "2026-12-17").health.divergence, None);
}

#[test]
fn divergence_alerts_from_half_time_in_both_directions() {
    let mut small = Small::q4();
    let id = goal(&mut small, "2026-11-13", "20");
    backed(&mut small, id, 2, "60");
    assert_eq!(at(&small, id, "2026-11-15").health.divergence, None);
    assert_eq!(
        at(&small, id, "2026-11-16").health.divergence.as_deref(),
        Some(
            "Work is 40 points ahead of outcome with 45 days left. The work is getting done and \
             the number is not moving."
        )
    );
    let other = goal(&mut small, "2026-11-13", "90");
    backed(&mut small, other, 2, "10");
    assert_eq!(
        at(&small, other, "2026-11-16").health.divergence.as_deref(),
        Some(
            "Outcome is 80 points ahead of work with 45 days left. It is moving without the \
             planned work."
        )
    );
}

#[test]
fn lagging_keeps_the_mark_off_until_its_day() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Percentage, "74", "85");
    small.check_in(id, "2026-10-30", "75.1");
    backed(&mut small, id, 2, "41");
    small.edit(id, |row| {
        row.body.lagging_until = Some(day("2026-12-01"));
        row.body.phased.insert(day(MONDAY), dec("74.88"));
    });
    let progress = at(&small, id, MONDAY);
    assert_eq!(progress.health.apart, None);
    assert_eq!(
        progress.health.reason_short,
        "On its phased plan (8 %). Lagging: expect movement after 1 Dec."
    );
    assert_eq!(
        at(&small, id, "2026-11-30").health.lagging_until,
        Some(day("2026-12-01"))
    );
    assert_eq!(at(&small, id, "2026-12-01").health.lagging_until, None);
}

#[test]
fn phased_targets_are_met_on_their_day_and_grow_between() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Number, "0", "100");
    small.edit(id, |row| {
        row.body.phased.insert(day("2026-10-31"), dec("10"));
        row.body.phased.insert(day("2026-11-30"), dec("30"));
    });
    let expected = |today| progress::expected(&small.plan, id, day(today)).unwrap().0;
    assert_eq!(expected("2026-10-31"), dec("0.1"));
    assert_eq!(expected("2026-11-30"), dec("0.3"));
    assert_eq!(expected("2026-12-31"), dec("1"));
    assert_eq!(expected("2026-09-30"), dec("0"));
    // 2 to 13 November: 10 of the 21 working days of the month.
    assert_eq!(expected("2026-11-13").round_dp(6), dec("0.195238"));
    let mut last = dec("0");
    for n in 0..92 {
        let today = day("2026-10-01")
            .checked_add(jiff::Span::new().days(n))
            .unwrap();
        let now = progress::expected(&small.plan, id, today).unwrap().0;
        assert!(now >= last, "{today}");
        last = now;
    }
}

#[test]
fn done_or_not_done_is_expected_on_its_day() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Boolean, "", "");
    small.edit(id, |row| row.body.due = Some(day("2026-12-11")));
    small.put(CheckIn {
        key_result: id,
        on: Some(day("2026-10-30")),
        value: Some(dec("0")),
        note: "Audit booked 8 to 11 Dec; 3 of 5 controls ready. More below.".into(),
        ..CheckIn::default()
    });
    backed(&mut small, id, 1, "60");
    let progress = at(&small, id, MONDAY);
    assert_eq!(progress.health.status, HealthStatus::OnTrack);
    assert_eq!(progress.health.apart, None);
    assert_eq!(
        progress.health.reason_short,
        "Done or not done. Audit booked 8 to 11 Dec; 3 of 5 controls ready."
    );
    assert_eq!(
        progress.tick.map(Fraction::points),
        Some(79),
        "52 of 66 working days"
    );
    small.check_in(id, "2026-12-10", "0");
    assert_eq!(status(&small, id, "2026-12-11"), HealthStatus::OnTrack);
    assert_eq!(status(&small, id, "2026-12-12"), HealthStatus::OffTrack);
}

#[test]
fn r085_coverage_counts_links() {
    for (n, want, text) in [
        (0, Coverage::NotCovered, "Not covered"),
        (1, Coverage::Thin, "1, thin"),
        (2, Coverage::Fine(2), "2"),
        (4, Coverage::Fine(4), "4"),
        (5, Coverage::TooMany(5), "5, too many"),
        (15, Coverage::TooMany(15), "15, too many"),
    ] {
        let mut small = Small::q4();
        let id = goal(&mut small, "2026-10-30", "20");
        backed(&mut small, id, n, "10");
        let health = at(&small, id, MONDAY).health;
        assert_eq!(
            (health.coverage, health.coverage_text.as_str()),
            (want, text)
        );
    }
    let mut small = Small::q4();
    let id = goal(&mut small, "2026-10-30", "20");
    let projects = backed(&mut small, id, 1, "10");
    let task = small.task(projects[0], 0, Task::default());
    small.link(id, LinkTarget::Task(task), LinkMethod::Auto, "1");
    assert_eq!(at(&small, id, MONDAY).health.coverage_text, "1 + 1 step");
}

#[test]
fn confidence_two_bands_from_health_asks_for_a_line() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Number, "0", "100");
    let say = |small: &mut Small, on: &str, confidence: &str, note: &str| {
        small.put(CheckIn {
            key_result: id,
            on: Some(day(on)),
            value: Some(dec("2")),
            confidence: Some(dec(confidence)),
            note: note.into(),
            ..CheckIn::default()
        });
        at(small, id, MONDAY).health.confidence.unwrap()
    };
    let first = say(&mut small, "2026-10-20", "0.5", "");
    assert!(!first.far && first.before.is_none());
    let second = say(&mut small, "2026-10-27", "0.8", "");
    assert!(second.far && second.asks);
    assert_eq!(second.before, Some(dec("0.5")));
    let third = say(
        &mut small,
        "2026-10-30",
        "0.8",
        "The big contract closes in December.",
    );
    assert!(third.far && !third.asks);
    assert_eq!(
        status(&small, id, MONDAY),
        HealthStatus::OffTrack,
        "and never overrides the rule"
    );
}

#[test]
fn forecast_vector_32_at_this_pace() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Number, "45", "25");
    small.edit(id, |row| row.body.unit = "days".into());
    for (on, value) in [("2026-10-08", "44"), ("2026-10-15", "43")] {
        assert_eq!(
            progress::forecast(&small.plan, id, day(MONDAY)),
            Forecast::TooFewCheckIns
        );
        small.check_in(id, on, value);
    }
    small.check_in(id, "2026-10-22", "42");
    small.check_in(id, "2026-10-29", "41");
    let Forecast::Pace(pace) = progress::forecast(&small.plan, id, day(MONDAY)) else {
        panic!("four check-ins and a start are enough");
    };
    assert_eq!((pace.value, pace.share), (dec("32"), Fraction(dec("0.65"))));
    assert_eq!(pace.range, (dec("32"), dec("32")));
    assert_eq!(pace.sentence, "32 days at this pace by 31 Dec: 65 %.");
}

#[test]
fn forecast_shrugs_off_one_wild_value() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Number, "0", "100");
    for (on, value) in [
        ("2026-10-08", "7"),
        ("2026-10-15", "14"),
        ("2026-10-22", "90"),
        ("2026-10-29", "28"),
        ("2026-11-05", "35"),
    ] {
        small.check_in(id, on, value);
    }
    let Forecast::Pace(pace) = progress::forecast(&small.plan, id, day("2026-11-05")) else {
        panic!("enough points");
    };
    assert_eq!(pace.value, dec("91"), "one a day for the 56 days left");
    assert!(
        pace.range.0 <= pace.value && pace.value <= pace.range.1,
        "{:?}",
        pace.range
    );
}

#[test]
fn sentence_of_the_specification() {
    let mut small = Small::q4();
    let id = goal(&mut small, "2026-12-08", "20");
    assert_eq!(
        at(&small, id, "2026-12-17").health.sentence,
        "Off track: 20 % done, 84 % of the time gone, last check-in 9 days ago"
    );
}
