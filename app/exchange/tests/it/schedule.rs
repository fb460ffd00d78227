//! Our scheduler against the oracle's answers: generated families and real plans. Dates are equal
//! when no working time lies between them; slack may differ by a minute.

#![allow(
    clippy::print_stdout,
    reason = "the table of agreement is for people to read"
)]

use std::collections::BTreeMap;
use std::path::Path;

use exchange::msproject::{Context, plan, read};
use model::schedule::{Dates, Schedule, schedule, work_time};
use model::{Date, DateTime, Id, Plan, Project, Task, TaskMode, Timestamp};
use serde_json::Value;
use uuid::Uuid;

use crate::shared;

/// A file as a plan in which what was automatic there is automatic here.
fn automatic(path: &Path, level: bool) -> (Plan, Id<Project>) {
    let bytes = std::fs::read(path).expect("the plan");
    let understood = read(&bytes).expect("it is read");
    let mut next = 1_u128;
    let mut new_id = || {
        next += 1;
        Uuid::from_u128(next)
    };
    let actor: Id<model::Person> = Id::new(Uuid::from_u128(1));
    let context = Context {
        file_name: "plan.xml".into(),
        ..Context::default()
    };
    let draft = plan(&understood, &context, &mut new_id);
    let mut plan = Plan::default();
    let head = model::Head::default();
    let me = model::Person {
        name: "Oracle".into(),
        role: model::Role::Owner,
        ..model::Person::default()
    };
    plan.put(model::Entity::from(me).into_row(actor.uuid(), head.clone()));
    let shop = model::Workspace::default();
    plan.put(model::Entity::from(shop).into_row(Uuid::from_u128(u128::MAX), head));
    let context = model::Context {
        actor,
        now: Timestamp::default(),
        today: Date::constant(2026, 1, 1),
    };
    for op in &draft.ops {
        model::apply(&mut plan, op, &context).expect("an import applies");
    }
    let tasks: Vec<_> = plan.all::<Task>().cloned().collect();
    for row in tasks {
        let mut row = (*row).clone();
        row.body.mode = match row.body.kept.contains_key("Manual") {
            true => TaskMode::Pinned,
            false => TaskMode::Auto,
        };
        if !level {
            row.body.leveling_delay_minutes = 0;
        }
        plan.put(model::AnyRow::Task(row.into()));
    }
    (plan, draft.project)
}

#[derive(Clone, Copy, Default)]
struct Agreement {
    tasks: usize,
    to_the_minute: usize,
    dates: usize,
    late: usize,
    slack: usize,
    critical: usize,
}

impl Agreement {
    fn whole(&self) -> bool {
        [self.dates, self.late, self.slack, self.critical] == [self.tasks; 4]
    }
    fn add(&mut self, other: Self) {
        self.tasks += other.tasks;
        self.to_the_minute += other.to_the_minute;
        self.dates += other.dates;
        self.late += other.late;
        self.slack += other.slack;
        self.critical += other.critical;
    }
    fn line(&self, name: &str) -> String {
        format!(
            "{name:<34} {:>6} {:>9} {:>6} {:>6} {:>6} {:>8}",
            self.tasks, self.to_the_minute, self.dates, self.late, self.slack, self.critical
        )
    }
}

const TITLE: &str =
    "case                                tasks to-minute  dates   late  slack critical";

fn moment(value: &Value) -> DateTime {
    value.as_str().expect("a moment").parse().expect("a moment")
}

struct Expected<'a> {
    uid: i64,
    summary: bool,
    dates: [&'a Value; 2],
    late: Option<[&'a Value; 2]>,
    slack: Option<i64>,
    critical: Option<bool>,
}

/// Compares one task; tells each difference.
fn compare(
    plan: &Plan,
    found: Option<&Dates>,
    task: Id<Task>,
    it: &Expected<'_>,
    told: &mut Vec<String>,
) -> Agreement {
    let mut out = Agreement {
        tasks: 1,
        ..Agreement::default()
    };
    let Some(dates) = found else {
        told.push(format!("task {}: no dates", it.uid));
        return out;
    };
    let time = work_time(plan, task);
    let same = |own: DateTime, theirs: &Value| {
        let theirs = moment(theirs);
        own == theirs || time.between(own, theirs) == 0
    };
    let own = [dates.start, dates.finish];
    out.to_the_minute = usize::from(
        own.iter()
            .zip(it.dates)
            .all(|(own, theirs)| *own == moment(theirs)),
    );
    out.dates = usize::from(
        own.iter()
            .zip(it.dates)
            .all(|(own, theirs)| same(*own, theirs)),
    );
    let late = [dates.late_start, dates.late_finish];
    out.late = usize::from(it.late.is_none_or(|theirs| {
        late.iter()
            .zip(theirs)
            .all(|(own, theirs)| same(*own, theirs))
    }));
    let slack = |theirs: i64| (theirs - dates.total_slack_minutes).abs() <= 1;
    out.slack = usize::from(it.summary || it.slack.is_none_or(slack));
    out.critical = usize::from(it.critical.is_none_or(|theirs| theirs == dates.critical));
    if !out.whole() {
        told.push(format!(
            "task {}: {own:?} late {late:?} slack {} critical {}; expected {:?} late {:?} {:?} {:?}",
            it.uid, dates.total_slack_minutes, dates.critical, it.dates, it.late, it.slack,
            it.critical
        ));
    }
    out
}

fn by_uid(plan: &Plan) -> BTreeMap<i64, Id<Task>> {
    let rows = plan.all::<Task>();
    rows.filter_map(|row| Some((row.uid?, row.id))).collect()
}

/// One generated case.
fn case(path: &Path) -> (Agreement, Vec<String>) {
    let (plan, project) = automatic(path, true);
    let schedule = schedule(&plan, project);
    let tasks = by_uid(&plan);
    let answers = shared::json(&path.with_extension("json"));
    let mut sum = Agreement::default();
    let mut told = Vec::new();
    for row in answers["tasks"].as_array().expect("rows") {
        let uid = row[0].as_i64().expect("a UID");
        let expected = Expected {
            uid,
            summary: row[1] == true,
            dates: [&row[2], &row[3]],
            late: Some([&row[4], &row[5]]),
            slack: row[6].as_f64().map(|it| it as i64),
            critical: row[7].as_bool(),
        };
        let task = tasks[&uid];
        sum.add(compare(
            &plan,
            schedule.tasks.get(&task),
            task,
            &expected,
            &mut told,
        ));
    }
    (sum, told)
}

fn cases(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of cases");
    let mut out: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "xml"))
        .collect();
    out.sort();
    out
}

/// Families of cases; the second opinions are only reported.
fn families(folder: &Path) {
    let mut failed = Vec::new();
    println!("{TITLE}");
    for family in [
        "fs",
        "links",
        "lags",
        "lags-percent",
        "constraints",
        "milestones",
        "summary",
        "calendars",
        "calendars-shift",
        "links-sf",
        "calendars-task",
    ] {
        let gate = !matches!(family, "links-sf" | "calendars-task");
        let mut sum = Agreement::default();
        for path in cases(&folder.join(family)) {
            let (agreement, told) = case(&path);
            sum.add(agreement);
            for line in told.iter().take(3) {
                let line = format!("{}: {line}", path.file_stem().expect("a name").display());
                if gate {
                    failed.push(line);
                } else {
                    println!("  only reported: {line}");
                }
            }
        }
        println!("{}", sum.line(family));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn generated_families_agree_with_the_oracle() {
    let Some(folder) = shared::folder("corpus/generated") else {
        return;
    };
    families(&folder);
}

/// More cases of one's own making: `THROUGHLINE_CASES=folder cargo test -p exchange schedule`.
#[test]
fn cases_of_ones_own_agree_with_the_oracle() {
    match std::env::var_os("THROUGHLINE_CASES") {
        Some(folder) => families(Path::new(&folder)),
        None => eprintln!("THROUGHLINE_CASES names no folder: this test is left out"),
    }
}

fn real(
    plan: &Plan,
    schedule: &Schedule,
    answers: &Value,
    levelled: bool,
    late: bool,
) -> (Agreement, Vec<String>) {
    let tasks = by_uid(plan);
    let (mut sum, mut told) = (Agreement::default(), Vec::new());
    for row in answers["tasks"].as_array().expect("rows") {
        let uid = row[0].as_i64().expect("a UID");
        let first = if levelled { 2 } else { 5 };
        let expected = Expected {
            uid,
            summary: false,
            dates: [&row[first], &row[first + 1]],
            late: late.then_some([&row[7], &row[8]]),
            slack: row[9].as_i64().filter(|_| late),
            critical: row[10].as_bool().filter(|_| late),
        };
        let task = tasks[&uid];
        sum.add(compare(
            plan,
            schedule.tasks.get(&task),
            task,
            &expected,
            &mut told,
        ));
    }
    (sum, told)
}

#[test]
fn real_plans_are_reached_by_scheduling() {
    let Some(folder) = shared::folder("corpus/msproject") else {
        return;
    };
    let mut failed = Vec::new();
    println!("{TITLE}");
    let paths = cases(&folder);
    assert_eq!(paths.len(), 8);
    for path in paths {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let answers = shared::json(&folder.join("expected").join(format!("{name}.json")));
        let levelled = name.starts_with("13_");
        // Stored start and finish are the truth, with levelling where the plan was levelled.
        let (plan, project) = automatic(&path, true);
        let found = schedule(&plan, project);
        let (sum, told) = real(&plan, &found, &answers, true, !levelled);
        println!("{}", sum.line(&name));
        failed.extend(
            told.into_iter()
                .take(5)
                .map(|line| format!("{name}: {line}")),
        );
        if levelled {
            // The oracle's columns describe this plan before it was levelled.
            let (plan, project) = automatic(&path, false);
            let found = schedule(&plan, project);
            let (sum, told) = real(&plan, &found, &answers, false, true);
            println!("{}", sum.line(&format!("{name} unlevelled")));
            failed.extend(
                told.into_iter()
                    .take(5)
                    .map(|line| format!("{name}: {line}")),
            );
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
