//! Real plans: counts and stored dates as the corpus counted them.

use std::collections::BTreeMap;

use exchange::msproject::{File, read};
use model::{ConstraintKind, DependencyKind, Lag};
use serde_json::{Value, json};

use crate::shared;

fn lags(file: &File) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for link in &file.links {
        let Lag::Span(span) = link.lag else { continue };
        if span.minutes != 0 {
            let sign = if span.minutes > 0 { '+' } else { '-' };
            *out.entry(format!("{sign}{}", span.unit.word()))
                .or_default() += 1;
        }
    }
    out
}

fn counts(file: &File) -> Value {
    let mut links: BTreeMap<&str, usize> = BTreeMap::new();
    file.links
        .iter()
        .for_each(|it| *links.entry(it.kind.word()).or_default() += 1);
    let mut constraints: BTreeMap<String, usize> = BTreeMap::new();
    for task in &file.tasks {
        let number = match task.constraint.kind {
            ConstraintKind::AsSoonAsPossible => 0,
            ConstraintKind::StartNoEarlierThan => 4,
            _ => 9,
        };
        *constraints.entry(number.to_string()).or_default() += 1;
    }
    json!({
        "tasks": file.tasks.len(),
        "summaries": file.tasks.iter().filter(|it| it.summary).count(),
        "milestones": file.tasks.iter().filter(|it| it.milestone).count(),
        "links": links,
        "lags": lags(file),
        "constraints": constraints,
        "resources": file.resources.len(),
        "resource_rows": file.resource_rows,
        "assignments": file.assignments.len(),
        "assignment_rows": file.assignment_rows,
        "base_calendars": file.calendars.iter().filter(|it| it.is_base).count(),
        "calendars": file.calendars.len(),
    })
}

#[test]
fn every_real_plan_keeps_its_counts_and_stored_columns() {
    let Some(folder) = shared::folder("corpus/msproject") else {
        return;
    };
    let mut seen = 0;
    for entry in std::fs::read_dir(folder.join("expected")).expect("expected answers") {
        let expected = shared::json(&entry.expect("an entry").path());
        let name = expected["xml"].as_str().expect("the name of the plan");
        let bytes = std::fs::read(folder.join(name)).expect("the plan");
        let understood = read(&bytes).expect("a real plan is read");
        let file = &understood.file;
        assert_eq!(counts(file), expected["counts"], "{name}");
        assert!(
            file.links
                .iter()
                .all(|it| it.kind == DependencyKind::FinishToStart),
            "{name}"
        );
        assert_eq!(
            file.project.title,
            expected["project"]["title"].as_str().expect("title")
        );
        let rows = expected["tasks"].as_array().expect("rows");
        assert_eq!(rows.len(), file.tasks.len());
        for (row, task) in rows.iter().zip(&file.tasks) {
            let own = json!([
                task.uid,
                task.milestone,
                task.start.expect("start").to_string(),
                task.finish.expect("finish").to_string(),
                task.duration.expect("duration").minutes,
            ]);
            let theirs = Value::Array(row.as_array().expect("columns")[..5].to_vec());
            assert_eq!(own, theirs, "{name}");
        }
        let worse = understood
            .problems
            .list
            .iter()
            .filter(|it| it.severity == exchange::Severity::Dropped);
        assert_eq!(
            worse.count(),
            0,
            "{name}: nothing of a real plan is dropped"
        );
        seen += 1;
    }
    assert_eq!(seen, 8);
}
