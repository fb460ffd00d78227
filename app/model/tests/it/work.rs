//! Work: SPEC 3.2 rule by rule, and roll-ups.

use model::progress::{self, Fraction, Work};
use model::{
    Id, KeyResult, LinkMethod, LinkTarget, MetricType, ProjectForm, ProjectState, StatusClass,
    Task, Weight, Workspace,
};

use crate::small::{Small, day, days, dec, hours, milestone};

fn goal(small: &mut Small) -> Id<KeyResult> {
    small.key_result(MetricType::Number, "0", "100")
}

fn percent(small: &Small, id: Id<KeyResult>) -> Option<String> {
    progress::work(&small.plan, id)
        .share()
        .map(Fraction::percent_text_fine)
}

#[test]
fn vector_three_tasks_of_a_day_are_20_percent_by_duration_whatever_the_outline() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let project = small.project("Onboarding revamp");
    let first = small.task(project, 50, days(1));
    let second = small.task(project, 0, days(1));
    let third = small.task(project, 10, days(1));
    small.link(id, LinkTarget::Project(project), LinkMethod::Duration, "1");
    assert_eq!(percent(&small, id).as_deref(), Some("20.0 %"));
    // The same three below summaries, one inside another; the summaries' own figures do not count.
    let summary = small.task(project, 90, days(30));
    let inner = small.task(
        project,
        90,
        Task {
            parent: Some(summary),
            ..days(20)
        },
    );
    for (task, parent) in [(first, summary), (second, inner), (third, inner)] {
        small.edit(task, |row| row.body.parent = Some(parent));
    }
    assert_eq!(percent(&small, id).as_deref(), Some("20.0 %"));
}

#[test]
fn rule_1_cancelled_and_inactive_work_leaves_both_sides() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let project = small.project("Data migration toolkit");
    for n in 0..4 {
        small.task(project, if n == 0 { 100 } else { 0 }, Task::default());
    }
    let cancelled = small.task(project, 0, Task::default());
    let inactive = small.task(project, 0, Task::default());
    small.link(id, LinkTarget::Project(project), LinkMethod::Count, "1");
    assert_eq!(percent(&small, id).as_deref(), Some("16.7 %"));
    small.edit(cancelled, |row| row.body.status = "cancelled".into());
    small.edit(inactive, |row| row.body.inactive = true);
    assert_eq!(percent(&small, id).as_deref(), Some("25.0 %"));
    let other = small.project("Stopped");
    small.task(other, 0, Task::default());
    small.link(id, LinkTarget::Project(other), LinkMethod::Count, "1");
    assert_eq!(percent(&small, id).as_deref(), Some("12.5 %"));
    small.edit(other, |row| row.body.state = ProjectState::Cancelled);
    assert_eq!(percent(&small, id).as_deref(), Some("25.0 %"));
}

#[test]
fn rule_3_a_milestone_weighs_1_by_milestones_and_0_by_duration() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let project = small.project("Onboarding revamp");
    small.task(project, 100, milestone("2026-10-09"));
    small.task(project, 50, milestone("2026-12-17"));
    small.task(project, 40, days(5));
    let link = small.link(
        id,
        LinkTarget::Project(project),
        LinkMethod::Milestones,
        "1",
    );
    assert_eq!(
        percent(&small, id).as_deref(),
        Some("50.0 %"),
        "half a milestone is none"
    );
    small.edit(link, |row| row.body.method = LinkMethod::Duration);
    assert_eq!(percent(&small, id).as_deref(), Some("40.0 %"));
}

#[test]
fn rule_4_an_unestimated_task_takes_the_median_and_is_counted() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let project = small.project("Help centre rewrite");
    small.task(project, 100, hours(2));
    small.task(project, 0, hours(4));
    small.task(project, 0, hours(30));
    small.task(project, 50, Task::default());
    small.link(id, LinkTarget::Project(project), LinkMethod::Effort, "1");
    // 2 + half of 4, of 2 + 4 + 30 + 4.
    assert_eq!(percent(&small, id).as_deref(), Some("10.0 %"));
    let work = progress::work(&small.plan, id);
    assert_eq!(work.links()[0].by_median, 1);
    // An even number of estimates: the median lies between the middle two.
    small.task(project, 0, hours(6));
    // 2 + half of 5, of 42 + 5.
    assert_eq!(percent(&small, id).as_deref(), Some("9.6 %"));
}

#[test]
fn effort_without_any_estimate_weighs_all_the_same() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let project = small.project("Help centre rewrite");
    small.task(project, 100, Task::default());
    small.task(project, 20, Task::default());
    small.link(id, LinkTarget::Project(project), LinkMethod::Effort, "1");
    assert_eq!(percent(&small, id).as_deref(), Some("60.0 %"));
}

#[test]
fn rule_5_a_task_linked_twice_counts_once_through_its_own_link() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let project = small.project("Onboarding revamp");
    let go_live = small.task(project, 100, Task::default());
    small.task(project, 0, Task::default());
    small.task(project, 0, Task::default());
    small.link(id, LinkTarget::Project(project), LinkMethod::Count, "1");
    assert_eq!(percent(&small, id).as_deref(), Some("33.3 %"));
    small.link(id, LinkTarget::Task(go_live), LinkMethod::Auto, "1");
    // The project without it: 0 of 2. The task: 100. The mean of both links.
    assert_eq!(percent(&small, id).as_deref(), Some("50.0 %"));
    assert_eq!(
        progress::work(&small.plan, id).links()[0].linked_directly,
        1
    );
    // Linking the same project again changes nothing.
    small.link(id, LinkTarget::Project(project), LinkMethod::Count, "1");
    assert_eq!(percent(&small, id).as_deref(), Some("50.0 %"));
}

#[test]
fn a_linked_summary_counts_its_leaves() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let project = small.project("Onboarding revamp");
    let summary = small.task(project, 0, Task::default());
    let inside = small.task(
        project,
        100,
        Task {
            parent: Some(summary),
            ..days(1)
        },
    );
    small.task(
        project,
        0,
        Task {
            parent: Some(summary),
            ..days(3)
        },
    );
    small.task(project, 0, days(4));
    small.link(id, LinkTarget::Task(summary), LinkMethod::Duration, "1");
    assert_eq!(percent(&small, id).as_deref(), Some("25.0 %"));
    small.link(id, LinkTarget::Task(inside), LinkMethod::Auto, "1");
    assert_eq!(
        percent(&small, id).as_deref(),
        Some("50.0 %"),
        "0 of 3 days, and 100 %"
    );
    small.link(id, LinkTarget::Project(project), LinkMethod::Duration, "2");
    assert_eq!(
        percent(&small, id).as_deref(),
        Some("25.0 %"),
        "the project has 4 days left"
    );
}

#[test]
fn r036_done_is_a_class_and_reopening_lowers_the_number() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let project = small.project("Onboarding revamp");
    let task = small.task(project, 0, Task::default());
    small.task(project, 0, Task::default());
    small.link(id, LinkTarget::Project(project), LinkMethod::Count, "1");
    let workspace: Id<Workspace> = small.plan.workspace().unwrap().id;
    small.edit(workspace, |row| {
        row.body.statuses = [("todo", StatusClass::Open), ("shipped", StatusClass::Done)]
            .map(|(key, class)| model::Status {
                key: key.into(),
                name: key.into(),
                class,
            })
            .into();
    });
    assert_eq!(percent(&small, id).as_deref(), Some("0.0 %"));
    small.edit(task, |row| row.body.status = "shipped".into());
    assert_eq!(percent(&small, id).as_deref(), Some("50.0 %"));
    small.edit(task, |row| row.body.status = "todo".into());
    assert_eq!(percent(&small, id).as_deref(), Some("0.0 %"));
}

#[test]
fn rule_8_all_weights_0_is_no_number() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    assert_eq!(progress::work(&small.plan, id), Work::NoWork);
    let project = small.project("Onboarding revamp");
    small.task(project, 100, milestone("2026-10-09"));
    let link = small.link(id, LinkTarget::Project(project), LinkMethod::Duration, "1");
    assert_eq!(
        progress::work(&small.plan, id).share(),
        None,
        "milestones have no duration"
    );
    small.edit(link, |row| {
        row.body.method = LinkMethod::Milestones;
        row.body.weight = Weight(dec("0"));
    });
    assert_eq!(progress::work(&small.plan, id).share(), None);
    assert_eq!(
        progress::work(&small.plan, id).label(),
        "nothing to count yet"
    );
    small.edit(link, |row| row.body.weight = Weight(dec("-3")));
    assert_eq!(
        progress::work(&small.plan, id).share(),
        None,
        "a negative weight counts as 0"
    );
}

#[test]
fn automatic_takes_milestones_then_effort_then_count() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let project = small.project("Onboarding revamp");
    let done = small.task(project, 100, Task::default());
    small.task(project, 0, Task::default());
    small.link(id, LinkTarget::Project(project), LinkMethod::Auto, "1");
    let method = |small: &Small| progress::work(&small.plan, id).links()[0].method;
    assert_eq!(method(&small), LinkMethod::Count);
    small.edit(done, |row| row.body.estimate_minutes = Some(60));
    assert_eq!(method(&small), LinkMethod::Effort);
    small.task(project, 0, milestone("2026-12-17"));
    assert_eq!(method(&small), LinkMethod::Milestones);
    assert_eq!(percent(&small, id).as_deref(), Some("0.0 %"));
}

#[test]
fn a_project_without_tasks_is_what_its_lead_says() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let line = small.project("Call every customer");
    small.edit(line, |row| row.body.form = ProjectForm::Workstream);
    let link = small.link(id, LinkTarget::Project(line), LinkMethod::Auto, "1");
    assert_eq!(progress::work(&small.plan, id).share(), None);
    small.edit(line, |row| row.body.reported_percent = Some(dec("40")));
    assert_eq!(percent(&small, id).as_deref(), Some("40.0 %"));
    small.edit(line, |row| row.body.state = ProjectState::Done);
    assert_eq!(percent(&small, id).as_deref(), Some("100.0 %"));
    small.edit(link, |row| row.body.method = LinkMethod::Manual);
    assert_eq!(
        percent(&small, id).as_deref(),
        Some("40.0 %"),
        "as reported"
    );
    small.edit(line, |row| row.body.reported_percent = Some(dec("940")));
    assert_eq!(percent(&small, id).as_deref(), Some("100.0 %"));
}

#[test]
fn design_58_percent_of_three_initiatives() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    for (title, done, open, weight) in [("revamp", 280, 160, "2"), ("handover", 36, 14, "1")] {
        let project = small.project(title);
        small.task(project, 100, hours(done));
        small.task(project, 0, hours(open));
        small.link(id, LinkTarget::Project(project), LinkMethod::Effort, weight);
    }
    let toolkit = small.project("toolkit");
    for n in 0..25 {
        small.task(toolkit, if n < 8 { 100 } else { 0 }, Task::default());
    }
    small.link(id, LinkTarget::Project(toolkit), LinkMethod::Count, "1");
    assert_eq!(percent(&small, id).as_deref(), Some("57.8 %"));
    let shares: Vec<_> = progress::work(&small.plan, id)
        .links()
        .iter()
        .map(|link| link.share.unwrap().percent_text_fine())
        .collect();
    assert_eq!(shares, ["63.6 %", "72.0 %", "32.0 %"]);
}

#[test]
fn r055_ten_low_effort_tasks_move_count_but_not_effort() {
    let mut small = Small::q4();
    let project = small.project("Two hundred tasks");
    let (by_count, by_effort) = (goal(&mut small), goal(&mut small));
    small.link(
        by_count,
        LinkTarget::Project(project),
        LinkMethod::Count,
        "1",
    );
    small.link(
        by_effort,
        LinkTarget::Project(project),
        LinkMethod::Effort,
        "1",
    );
    let mut small_ones = Vec::new();
    for n in 0..200 {
        let low = (94..104).contains(&n);
        let task = small.task(
            project,
            if n < 94 { 100 } else { 0 },
            hours(if low { 1 } else { 16 }),
        );
        small_ones.extend(low.then_some(task));
    }
    assert_eq!(percent(&small, by_count).as_deref(), Some("47.0 %"));
    let before = progress::work(&small.plan, by_effort).share().unwrap();
    for task in small_ones {
        small.edit(task, |row| row.body.status = "done".into());
    }
    assert_eq!(percent(&small, by_count).as_deref(), Some("52.0 %"));
    let after = progress::work(&small.plan, by_effort).share().unwrap();
    assert!(
        after.less(before) < Fraction(dec("0.01")),
        "{before:?} to {after:?}"
    );
}

#[test]
fn huge_estimates_do_not_overflow() {
    let mut small = Small::q4();
    let id = goal(&mut small);
    let project = small.project("Forever");
    for percent in [0, 50, 100, 100] {
        let body = Task {
            estimate_minutes: Some(i64::MAX),
            duration: Some(model::Span {
                minutes: i64::MAX,
                ..model::Span::default()
            }),
            ..Task::default()
        };
        small.task(project, percent, body);
    }
    let link = small.link(
        id,
        LinkTarget::Project(project),
        LinkMethod::Effort,
        "79228162514264337593543950335",
    );
    assert_eq!(percent(&small, id).as_deref(), Some("62.5 %"));
    small.edit(link, |row| row.body.method = LinkMethod::Duration);
    assert_eq!(percent(&small, id).as_deref(), Some("62.5 %"));
}

#[test]
fn rollup_counts_not_measured_as_0_and_says_so() {
    let mut small = Small::q4();
    let today = day("2026-11-02");
    let [first, second, third] = [(); 3].map(|()| goal(&mut small));
    small.check_in(first, "2026-11-01", "60");
    small.check_in(second, "2026-11-01", "30");
    let summary = progress::objective(&small.plan, small.objective, today);
    assert_eq!(summary.outcome.map(Fraction::points), Some(30));
    assert_eq!(summary.note, "1 of 3 is not measured yet and counts as 0.");
    assert_eq!(summary.work, None);
    // Weight 0 is tracked and does not count.
    small.edit(third, |row| row.body.weight = Weight(dec("0")));
    let summary = progress::objective(&small.plan, small.objective, today);
    assert_eq!(summary.outcome.map(Fraction::points), Some(45));
    assert_eq!(summary.note, "1 Key Result tracked without counting.");
    small.edit(second, |row| row.body.weight = Weight(dec("3")));
    let summary = progress::objective(&small.plan, small.objective, today);
    assert_eq!(summary.outcome, Some(Fraction(dec("0.375"))));
    let cycle = progress::cycle(&small.plan, small.cycle, today);
    assert_eq!(cycle.outcome, Some(Fraction(dec("0.375"))));
    assert_eq!(cycle.counts.all, 3);
}

#[test]
fn the_means_of_an_objective_are_the_dashboards() {
    let mut small = Small::q4();
    for value in ["20", "40", "36", "5"] {
        let id = goal(&mut small);
        small.check_in(id, "2026-10-29", value);
    }
    let summary = progress::objective(&small.plan, small.objective, day("2026-11-02"));
    assert_eq!(summary.outcome.unwrap().percent_text(), "25 %");
    assert_eq!(summary.words, "1 of 4 off track");
}
