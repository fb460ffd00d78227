//! The first findings: each fires at its number, and not one day or link before.

use model::findings::{self, Finding, Rule, Severity};
use model::progress::{self, Rollups};
use model::{Commitment, Id, KeyResult, LinkMethod, LinkTarget, MetricType, ProjectStatus, Task};

use crate::small::{Small, day};

fn about(small: &Small, id: Id<KeyResult>, today: &str) -> Vec<Finding> {
    let progress = progress::key_result(&small.plan, id, day(today)).unwrap();
    findings::of_key_result(&small.plan, id, &progress, day(today))
}

fn rule(found: &[Finding], rule: Rule) -> Option<&Finding> {
    found.iter().find(|it| it.rule == rule)
}

fn goal(small: &mut Small) -> Id<KeyResult> {
    let id = small.key_result(MetricType::Number, "0", "100");
    for on in [
        "2026-10-02",
        "2026-10-14",
        "2026-10-28",
        "2026-11-10",
        "2026-11-24",
        "2026-12-08",
    ] {
        small.check_in(id, on, "20");
    }
    id
}

#[test]
fn r051_uncovered_from_day_8_and_not_on_day_7() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    assert_eq!(
        rule(&about(&small, id, "2026-10-07"), Rule::UncoveredKeyResult),
        None
    );
    let found = about(&small, id, "2026-10-08");
    let found = rule(&found, Rule::UncoveredKeyResult).unwrap();
    assert_eq!(found.severity, Severity::Warning);
    assert_eq!(
        found.text,
        "No initiative backs this Key Result. From today, day 8, it counts as a resource \
         allocation gap. Link a project, or say why not."
    );
    let severity = |today| {
        rule(&about(&small, id, today), Rule::UncoveredKeyResult)
            .unwrap()
            .severity
    };
    assert_eq!(severity("2026-10-21"), Severity::Warning);
    assert_eq!(severity("2026-10-22"), Severity::Alert, "day 22");
    let last = about(&small, id, "2026-12-10");
    assert!(
        rule(&last, Rule::UncoveredKeyResult)
            .unwrap()
            .text
            .contains("ends in 21 days")
    );
    let objective = small.objective;
    small.edit(objective, |row| {
        row.body.commitment = Commitment::Aspirational
    });
    assert_eq!(
        rule(&about(&small, id, "2026-12-10"), Rule::UncoveredKeyResult),
        None
    );
}

#[test]
fn r051_day_8_of_a_cycle_that_starts_mid_week() {
    let mut small = Small::cycle("2026-10-07", "2026-12-31");
    let id = small.key_result(MetricType::Number, "0", "100");
    assert_eq!(
        rule(&about(&small, id, "2026-10-13"), Rule::UncoveredKeyResult),
        None
    );
    assert!(rule(&about(&small, id, "2026-10-14"), Rule::UncoveredKeyResult).is_some());
}

#[test]
fn r085_one_is_thin_five_are_too_many_fifteen_are_an_alert() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    for n in 1..=15 {
        let project = small.project(&format!("Initiative {n}"));
        small.link(id, LinkTarget::Project(project), LinkMethod::Auto, "1");
        let found = about(&small, id, "2026-11-02");
        let severity = rule(&found, Rule::LinkCount).map(|it| it.severity);
        let want = match n {
            1 => Some(Severity::Note),
            2..=4 => None,
            5..=14 => Some(Severity::Warning),
            _ => Some(Severity::Alert),
        };
        assert_eq!(severity, want, "{n} links");
    }
    let found = about(&small, id, "2026-11-02");
    assert_eq!(
        rule(&found, Rule::LinkCount).unwrap().text,
        "15 initiatives are linked; 2 to 4 give a signal you can read. Split the Key Result, or \
         merge initiatives."
    );
}

#[test]
fn r029_divergence_names_both() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let project = small.project("Onboarding revamp");
    small.edit(project, |row| row.body.status = ProjectStatus::OnTrack);
    small.link(id, LinkTarget::Project(project), LinkMethod::Count, "1");
    for n in 0..10 {
        small.task(project, if n < 6 { 100 } else { 0 }, Task::default());
    }
    let marked = about(&small, id, "2026-11-02");
    let marked = rule(&marked, Rule::Apart).unwrap();
    assert_eq!(
        (marked.severity, marked.title.as_str()),
        (Severity::Warning, "Work and outcome are 40 points apart")
    );
    assert!(
        marked.text.contains("From half-time, 16 Nov,"),
        "{}",
        marked.text
    );
    let found = about(&small, id, "2026-12-17");
    let alert = rule(&found, Rule::Apart).unwrap();
    assert_eq!(alert.severity, Severity::Alert);
    assert_eq!(
        alert.text,
        "Onboarding revamp reports on track; its Key Result is at 20 % with 14 days left."
    );
}

#[test]
fn r006_work_that_serves_nothing_is_said() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let project = small.project("Website");
    let campaign = small.task(
        project,
        0,
        Task {
            title: "Draft retention email campaign".into(),
            ..Task::default()
        },
    );
    let other = small.task(project, 0, Task::default());
    let text = |small: &Small| {
        findings::of_project(&small.plan, project)
            .pop()
            .map(|it| it.text)
    };
    assert_eq!(
        text(&small).as_deref(),
        Some("Website serves no Key Result. Link it, or mark it as running the business.")
    );
    assert_eq!(
        findings::of_task(&small.plan, campaign)[0].text,
        "Draft retention email campaign serves no Key Result. Link it, or mark it as running the \
         business."
    );
    small.link(id, LinkTarget::Task(other), LinkMethod::Auto, "1");
    assert_eq!(
        findings::tasks_serving_nothing(&small.plan, project),
        [campaign]
    );
    assert!(
        text(&small)
            .unwrap()
            .starts_with("1 of 2 tasks of Website serve no Key Result.")
    );
    let link = small.link(id, LinkTarget::Project(project), LinkMethod::Auto, "1");
    assert_eq!(
        (text(&small), findings::of_task(&small.plan, campaign)),
        (None, vec![])
    );
    small.edit(link, |row| row.head.trashed = true);
    small.edit(project, |row| {
        row.body.serves_none_because = "Runs the business".into()
    });
    assert_eq!(
        (text(&small), findings::of_task(&small.plan, campaign)),
        (None, vec![])
    );
}

#[test]
fn stale_and_not_measured_are_said() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Number, "0", "100");
    assert!(rule(&about(&small, id, "2026-10-05"), Rule::NotMeasured).is_some());
    small.check_in(id, "2026-10-09", "25");
    let found = about(&small, id, "2026-11-02");
    assert_eq!(
        rule(&found, Rule::Stale).unwrap().text,
        "Last check-in 24 days ago, due every 14. Number is from 9 Oct."
    );
}

#[test]
fn all_findings_come_heaviest_first() {
    let mut small = Small::q4();
    goal(&mut small);
    small.project("Website");
    let stale = small.key_result(MetricType::Number, "0", "100");
    small.check_in(stale, "2026-10-09", "25");
    let rollups = Rollups::new(&small.plan, day("2026-11-02"));
    let found = findings::findings(&small.plan, &rollups);
    let weights: Vec<_> = found.iter().map(|it| it.severity).collect();
    assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
    let rules: Vec<_> = found.iter().map(|it| it.rule).collect();
    for want in [Rule::UncoveredKeyResult, Rule::Stale, Rule::ServesNothing] {
        assert!(rules.contains(&want), "{want:?} in {rules:?}");
    }
}
