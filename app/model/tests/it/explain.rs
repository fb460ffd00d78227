//! Every percentage opens a tree whose root is the number itself.

use model::progress::{Explanation, Number, explain, key_result, objective};
use model::{Id, KeyResult, LinkMethod, LinkTarget, MetricType, Person, Task};

use crate::small::{Small, day, hours};

const TODAY: &str = "2026-11-02";

fn lines(of: &Explanation, depth: usize, out: &mut Vec<String>) {
    let parts = [&of.text, &of.value, &of.detail];
    let said: Vec<_> = parts
        .into_iter()
        .filter(|it| !it.is_empty())
        .cloned()
        .collect();
    out.push(format!("{}{}", "  ".repeat(depth), said.join(" | ")));
    of.children
        .iter()
        .for_each(|child| lines(child, depth + 1, out));
}

fn text(small: &Small, id: Id<KeyResult>, of: Number) -> String {
    let tree = explain(&small.plan, id.at(), of, day(TODAY)).expect("a tree");
    let mut out = Vec::new();
    lines(&tree, 0, &mut out);
    out.join("\n")
}

/// The Key Result of the design's page.
fn page() -> (Small, Id<KeyResult>) {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Number, "45", "25");
    small.edit(id, |row| row.body.unit = "days".into());
    let ana: Id<Person> = small.owner;
    for (on, value) in [("2026-10-22", "42"), ("2026-10-29", "41")] {
        let check_in = small.check_in(id, on, value);
        small.edit(check_in, |row| row.head.created_by = ana);
    }
    for (title, done, open, weight) in [
        ("Onboarding revamp", 280, 160, "2"),
        ("Contract-to-kickoff handover", 36, 14, "1"),
    ] {
        let project = small.project(title);
        small.task(project, 100, hours(done));
        small.task(project, 0, hours(open));
        small.link(id, LinkTarget::Project(project), LinkMethod::Effort, weight);
    }
    let toolkit = small.project("Data migration toolkit");
    for n in 0..25 {
        small.task(toolkit, if n < 8 { 100 } else { 0 }, Task::default());
    }
    small.task(
        toolkit,
        0,
        Task {
            status: "cancelled".into(),
            ..Task::default()
        },
    );
    small.link(id, LinkTarget::Project(toolkit), LinkMethod::Count, "1");
    (small, id)
}

#[test]
fn design_why_58_percent() {
    let (small, id) = page();
    assert_eq!(
        text(&small, id, Number::Work),
        "Weighted mean of 3 initiatives | 57.8 %
  Onboarding revamp | 63.6 % | weight 2 of 4
    280 of 440 planned hours done
  Contract-to-kickoff handover | 72.0 % | weight 1 of 4
    36 of 50 planned hours done
  Data migration toolkit | 32.0 % | weight 1 of 4
    8 of 25 tasks done
    1 cancelled task left out"
    );
}

#[test]
fn why_20_percent() {
    let (small, id) = page();
    assert_eq!(
        text(&small, id, Number::Outcome),
        "Share of the way from start to target | 20.0 % | (41 − 45) / (25 − 45)
  Start | 45 days
  Target | 25 days
  Now | 41 days | 29 Oct, by Ana Ruiz
  Since the check-in on 22 Oct | 15.0 % → 20.0 % | 42 days"
    );
}

#[test]
fn the_median_and_direct_links_are_said() {
    let mut small = Small::q4();
    let id = small.key_result(MetricType::Number, "0", "100");
    let project = small.project("Help centre rewrite");
    small.task(project, 100, hours(2));
    small.task(project, 0, Task::default());
    let own = small.task(
        project,
        40,
        Task {
            title: "Go-live".into(),
            ..Task::default()
        },
    );
    small.link(id, LinkTarget::Project(project), LinkMethod::Effort, "1");
    small.link(id, LinkTarget::Task(own), LinkMethod::Auto, "1");
    assert_eq!(
        text(&small, id, Number::Work),
        "Weighted mean of 1 initiative and 1 step | 45.0 %
  Help centre rewrite | 50.0 % | weight 1 of 2
    2 of 4 planned hours done
    1 task without an estimate taken at the median of the others
    1 task counts through a link of its own
  Go-live | 40.0 % | weight 1 of 2
    40 % complete"
    );
}

#[test]
fn roots_are_the_numbers_shown() {
    let (mut small, id) = page();
    let unmeasured = small.key_result(MetricType::Number, "0", "100");
    let root = |at, of| explain(&small.plan, at, of, day(TODAY)).unwrap().value;
    let progress = key_result(&small.plan, id, day(TODAY)).unwrap();
    let shown = progress.outcome.shown().unwrap().percent_text_fine();
    assert_eq!(root(id.at(), Number::Outcome), shown);
    let summary = objective(&small.plan, small.objective, day(TODAY));
    let tree = explain(
        &small.plan,
        small.objective.at(),
        Number::Outcome,
        day(TODAY),
    )
    .unwrap();
    assert_eq!(tree.value, summary.outcome.unwrap().percent_text_fine());
    assert_eq!(tree.detail, "1 of 2 is not measured yet and counts as 0.");
    assert_eq!(tree.children[1].detail, "weight 1, counts as 0");
    assert_eq!(tree.children[1].about, Some(unmeasured.at()));
    let cycle = explain(&small.plan, small.cycle.at(), Number::Work, day(TODAY)).unwrap();
    assert_eq!(cycle.value, "57.8 %");
    assert_eq!(
        explain(&small.plan, small.owner.at(), Number::Work, day(TODAY)),
        None
    );
}
