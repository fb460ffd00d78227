//! One trap a file. What rests on safety, on real files or on the format must hold; what is a
//! matter of policy is printed when it differs.

use std::time::Instant;

use exchange::msproject::{CustomValue, File, Task, read};
use exchange::{About, Problem, Severity};
use model::{ConstraintKind, Lag, ResourceKind};
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

use crate::shared;

#[test]
fn probes_get_what_they_expect() {
    let Some(folder) = shared::folder("corpus/msproject-probes") else {
        return;
    };
    let expect = shared::json(&folder.join("expect.json"));
    let probes = expect.as_object().expect("probes by name");
    let mut failed = Vec::new();
    for (name, expected) in probes {
        let bytes = std::fs::read(folder.join(name)).expect("a probe");
        let differs = differences(&bytes, expected);
        let basis = expected["basis"].as_str().expect("a basis");
        let binding = ["safety", "ms", "format", "trusted", "plain rule"].contains(&basis);
        for difference in differs {
            println!("{name} ({basis}): {difference}");
            if binding {
                failed.push(format!("{name} ({basis}): {difference}"));
            }
        }
    }
    assert_eq!(probes.len(), 98);
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn differences(bytes: &[u8], expected: &Value) -> Vec<String> {
    let begun = Instant::now();
    let answer = read(bytes);
    let mut out = Vec::new();
    let seconds = expected["limits"]["seconds"].as_f64().unwrap_or(1.0);
    if begun.elapsed().as_secs_f64() > seconds {
        out.push(format!("took {:?}", begun.elapsed()));
    }
    let refuse = expected["outcome"] == "refuse";
    let understood = match answer {
        Err(_) if refuse => return out,
        Err(refused) => return vec![format!("refused: {refused}")],
        Ok(_) if refuse => return vec!["was imported".into()],
        Ok(understood) => understood,
    };
    let file = &understood.file;
    tasks(file, expected, &mut out);
    links(file, expected, &mut out);
    people(file, expected, &mut out);
    details(file, expected, &mut out);
    let ours = &understood.problems.list;
    for entry in expected["report"].as_array().into_iter().flatten() {
        if !ours.iter().any(|problem| tells(problem, entry)) {
            out.push(format!("nothing tells of {entry}; there is {}", told(ours)));
        }
    }
    if expected["report"].as_array().is_some_and(Vec::is_empty) && !ours.is_empty() {
        out.push(format!("warns without need: {}", told(ours)));
    }
    out
}

fn told(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems
        .iter()
        .map(|it| format!("{:?} {}: {}", it.severity, it.about, it.why))
        .collect();
    format!("[{}]", lines.join(" | "))
}

/// Whether a problem is the one that an entry asks for: as severe, and about the first number or
/// word.
fn tells(problem: &Problem, entry: &Value) -> bool {
    let what = match problem.severity {
        Severity::Kept => "kept",
        Severity::Mapped => "mapped",
        Severity::Dropped => "dropped",
    };
    let about = entry["about"].as_str().expect("what it is about");
    if entry["what"] != what {
        return false;
    }
    let digits = |text: &str| -> Option<i64> {
        let start = text.find(|letter: char| letter.is_ascii_digit())?;
        let rest = &text[start..];
        let end = rest
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(rest.len());
        rest[..end].parse().ok()
    };
    let number = digits(about);
    match &problem.about {
        About::File => about.contains("file"),
        About::Project => about.contains("project") || about.contains("calendar"),
        About::Task {
            uid: None,
            row: None,
            ..
        } => about == "all tasks",
        About::Task { uid, row, .. } => {
            let task = about.contains("task") || about.contains("row");
            task && (number == *uid
                || number == row.map(i64::from)
                || number.is_some_and(|it| problem.why.contains(&it.to_string()))
                || about.contains("row 0"))
        }
        About::Link { from, to, .. } => {
            about.contains("link") && [Some(*from), Some(*to)].contains(&number)
        }
        About::Calendar { uid, name } => {
            about.contains("calendar") && (number == Some(*uid) || about.contains(name.as_str()))
        }
        About::Resource { uid, .. } => about.contains("resource") && number == Some(*uid),
        About::Assignment { uid } => about.contains("assignment") && number == Some(*uid),
        About::Field { name } => {
            let first = about.split(['(', ',']).next().unwrap_or(about).trim();
            name.contains(first) || first.contains(name.as_str()) || about.starts_with("rows")
        }
    }
}

fn tasks(file: &File, expected: &Value, out: &mut Vec<String>) {
    let Some(rows) = expected["tasks"].as_array() else {
        return;
    };
    if rows.is_empty() && !file.tasks.is_empty() {
        out.push(format!("{} tasks instead of none", file.tasks.len()));
    }
    let mut at = 0;
    for row in rows {
        let found = match row["uid"].as_i64() {
            Some(uid) => file.tasks.iter().position(|task| task.uid == uid),
            None => (at + 1 < file.tasks.len()).then_some(at + 1),
        };
        let Some(found) = found else {
            out.push(format!("there is no task {}", row["uid"]));
            continue;
        };
        at = found;
        let own = task(file, &file.tasks[found]);
        for (key, value) in row.as_object().expect("fields") {
            if key != "uid" && key != "id" && !same(&own[key], value) {
                out.push(format!(
                    "task {}: {key} is {} instead of {value}",
                    row["uid"], own[key]
                ));
            }
        }
    }
}

fn same(own: &Value, expected: &Value) -> bool {
    match (own.as_f64(), expected.as_f64()) {
        (Some(own), Some(expected)) => (own - expected).abs() < 1e-9,
        _ => own == expected,
    }
}

fn task(file: &File, task: &Task) -> Value {
    let units = &file.project.units;
    let kept = |name: &str| {
        task.kept
            .iter()
            .find(|it| it.0 == name)
            .map(|it| it.1.clone())
    };
    let number = |name: &str| {
        kept(name)
            .and_then(|it| it.parse::<i64>().ok())
            .unwrap_or(0)
    };
    let at = |at: Option<model::DateTime>| at.map(|it| it.to_string());
    let span = task.duration.unwrap_or_default();
    let elapsed = if span.elapsed { "e" } else { "" };
    json!({
        "name": task.name,
        "duration_min": task.duration.map(|it| it.minutes),
        "unit": format!("{elapsed}{}", span.unit.word()),
        "value": units.shown(&span).to_f64(),
        "elapsed": span.elapsed,
        "estimated": span.estimated,
        "level": task.level,
        "parent": task.parent.map(|it| file.tasks[it].uid),
        "summary": task.summary,
        "milestone": task.milestone,
        "start": at(task.start),
        "finish": at(task.finish),
        "actual_start": at(task.actual_start),
        "actual_finish": at(task.actual_finish),
        "constraint": constraint(task.constraint.kind),
        "constraint_date": at(task.constraint.at),
        "deadline": at(task.deadline),
        "manual": task.manual,
        "active": task.active,
        "percent_complete": task.percent,
        "percent_work_complete": number("PercentWorkComplete"),
        "physical_percent_complete": number("PhysicalPercentComplete"),
        "start_text": kept("StartText"),
        "finish_text": kept("FinishText"),
        "duration_text": kept("DurationText"),
        "hyperlink": kept("HyperlinkAddress"),
        "notes": task.notes,
    })
}

fn constraint(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::AsSoonAsPossible => "ASAP",
        ConstraintKind::AsLateAsPossible => "ALAP",
        ConstraintKind::MustStartOn => "MSO",
        ConstraintKind::MustFinishOn => "MFO",
        ConstraintKind::StartNoEarlierThan => "SNET",
        ConstraintKind::StartNoLaterThan => "SNLT",
        ConstraintKind::FinishNoEarlierThan => "FNET",
        ConstraintKind::FinishNoLaterThan => "FNLT",
    }
}

fn links(file: &File, expected: &Value, out: &mut Vec<String>) {
    let Some(rows) = expected["links"].as_array() else {
        return;
    };
    let own: Vec<Value> = file
        .links
        .iter()
        .map(|link| {
            let (value, unit) = match link.lag {
                Lag::Span(span) => {
                    let elapsed = if span.elapsed { "e" } else { "" };
                    let shown = file.project.units.shown(&span);
                    (shown, format!("{elapsed}{}", span.unit.word()))
                }
                Lag::Percent {
                    percent,
                    elapsed: true,
                } => (percent, "e%".into()),
                Lag::Percent { percent, .. } => (percent, "%".into()),
            };
            let unit = if value.is_zero() { "d".into() } else { unit };
            let (from, to) = (file.tasks[link.from].uid, file.tasks[link.to].uid);
            json!([from, to, link.kind.word(), value.to_f64(), unit])
        })
        .collect();
    let equal = |one: &Value, other: &Value| {
        one.as_array()
            .into_iter()
            .flatten()
            .zip(other.as_array().into_iter().flatten())
            .all(|(one, other)| same(one, other))
    };
    for row in rows {
        if !own.iter().any(|link| equal(link, row)) {
            out.push(format!("there is no link {row}"));
        }
    }
    if own.len() != rows.len() {
        out.push(format!("{} links instead of {}", own.len(), rows.len()));
    }
}

fn people(file: &File, expected: &Value, out: &mut Vec<String>) {
    if let Some(rows) = expected["resources"].as_array() {
        let own: Vec<Value> = file
            .resources
            .iter()
            .map(|it| {
                json!({
                    "uid": it.uid,
                    "name": it.name,
                    "type": match it.kind {
                        ResourceKind::Work => "work",
                        ResourceKind::Material => "material",
                        ResourceKind::Cost => "cost",
                    },
                    "max_units": it.max_units.and_then(|it| it.to_f64()),
                    "email": it.email,
                    "group": it.kept.iter().find(|it| it.0 == "Group").map(|it| it.1.clone()),
                })
            })
            .collect();
        let fits = own.len() == rows.len()
            && rows.iter().zip(&own).all(|(row, own)| {
                row.as_object()
                    .expect("fields")
                    .iter()
                    .all(|(key, value)| same(&own[key], value))
            });
        if !fits {
            out.push(format!("resources are {own:?}"));
        }
    }
    if let Some(rows) = expected["assignments"].as_array() {
        let own: Vec<Value> = file
            .assignments
            .iter()
            .map(|it| {
                json!([
                    file.tasks[it.task].uid,
                    file.resources[it.resource].uid,
                    it.units.to_f64(),
                    it.work_minutes.unwrap_or(0),
                ])
            })
            .collect();
        if own != *rows {
            out.push(format!("assignments are {own:?}"));
        }
    }
}

fn details(file: &File, expected: &Value, out: &mut Vec<String>) {
    if let Some(rows) = expected["exceptions"].as_array() {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let own: Vec<Value> = file.calendars[0]
            .calendar
            .exceptions
            .iter()
            .map(|it| {
                let mut own = json!({
                    "from": it.from.to_string(),
                    "to": it.to.to_string(),
                    "working": !it.hours.is_empty(),
                });
                if !it.hours.is_empty() {
                    let hours = it.hours.iter().map(|it| [clock(it.from), clock(it.to)]);
                    own["hours"] = json!(hours.collect::<Vec<_>>());
                }
                own
            })
            .collect();
        if own != *rows {
            out.push(format!("exceptions are {own:?}"));
        }
    }
    for (uid, baselines) in expected["baselines"].as_object().into_iter().flatten() {
        let task = file
            .tasks
            .iter()
            .find(|it| it.uid.to_string() == *uid)
            .expect("the task");
        let own: Value = task
            .baselines
            .iter()
            .map(|it| {
                let at = |at: Option<model::DateTime>| at.map(|it| it.to_string());
                let row = json!([
                    at(it.start),
                    at(it.finish),
                    it.duration.map(|it| it.minutes)
                ]);
                (it.number.to_string(), row)
            })
            .collect::<serde_json::Map<_, _>>()
            .into();
        if own != *baselines {
            out.push(format!("baselines of {uid} are {own}"));
        }
    }
    for (uid, fields) in expected["custom_fields"].as_object().into_iter().flatten() {
        let task = file
            .tasks
            .iter()
            .find(|it| it.uid.to_string() == *uid)
            .expect("the task");
        let own: Value = task
            .custom
            .iter()
            .map(|(key, value)| {
                let alias = &file.fields[key].alias;
                let name = if alias == key {
                    key.clone()
                } else {
                    format!("{alias} ({key})")
                };
                (name, custom(file, value))
            })
            .collect::<serde_json::Map<_, _>>()
            .into();
        if own != *fields {
            out.push(format!("custom fields of {uid} are {own}"));
        }
    }
}

fn custom(file: &File, value: &CustomValue) -> Value {
    match value {
        CustomValue::Text(text) => json!(text),
        CustomValue::Number(number) | CustomValue::Cost(number) => json!(number.to_f64()),
        CustomValue::Flag(flag) => json!(flag),
        CustomValue::Moment(at) => json!(at.to_string()),
        CustomValue::Duration(span) => json!({
            "minutes": span.minutes,
            "unit": span.unit.word(),
            "value": file.project.units.shown(span).to_f64(),
        }),
    }
}
