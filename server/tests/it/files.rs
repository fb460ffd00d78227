//! `convert`, `schedule` and the archive from the command line, on plans made here.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::binary::{BINARY, run, runs};

/// A chain of tasks of a day each, in the format of Microsoft Project; the file holds the same day for
/// each. A table knows no other start of a project than that of its first task.
fn chain(count: usize, stored: &str) -> String {
    let task = |at: usize| {
        let link = match at {
            1 => String::new(),
            _ => format!(
                "<PredecessorLink><PredecessorUID>{}</PredecessorUID><Type>1</Type></PredecessorLink>",
                at - 1
            ),
        };
        format!(
            "<Task><UID>{at}</UID><ID>{at}</ID><Name>Step {at}</Name><OutlineLevel>1</OutlineLevel>\
             <Start>{stored}T08:00:00</Start><Finish>{stored}T17:00:00</Finish>\
             <Duration>PT8H0M0S</Duration><DurationFormat>7</DurationFormat>{link}</Task>"
        )
    };
    let tasks: String = (1..=count).map(task).collect();
    format!(
        "<?xml version=\"1.0\"?><Project xmlns=\"http://schemas.microsoft.com/project\">\
         <Name>Chain</Name><ScheduleFromStart>1</ScheduleFromStart>\
         <StartDate>2026-11-02T08:00:00</StartDate><Tasks>{tasks}</Tasks></Project>"
    )
}

fn folder(name: &str, tasks: usize, stored: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::Builder::new().prefix(name).tempdir().unwrap();
    let plan = folder.path().join("plan.xml");
    std::fs::write(&plan, chain(tasks, stored)).unwrap();
    (folder, plan)
}

fn dates(args: &[&str]) -> Vec<(i64, String, String)> {
    let rows: Vec<Value> = serde_json::from_str(&runs(args)).unwrap();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.iter()
        .map(|row| {
            let uid = row["uid"].as_i64().unwrap();
            (uid, text(row, "start"), text(row, "finish"))
        })
        .collect()
}

#[test]
fn a_file_is_scheduled_from_nothing_and_its_own_dates_are_still_told() {
    let (_folder, plan) = folder("schedule", 3, "2026-11-09");
    let plan = plan.to_str().unwrap();
    let computed = dates(&["schedule", plan, "--json"]);
    let day = |uid, day: &str| (uid, format!("{day}T08:00"), format!("{day}T17:00"));
    assert_eq!(
        computed,
        [
            day(1, "2026-11-02"),
            day(2, "2026-11-03"),
            day(3, "2026-11-04")
        ]
    );
    let stored = dates(&["schedule", plan, "--json", "--stored"]);
    assert!(
        stored.iter().all(|it| it.1 == "2026-11-09T08:00"),
        "{stored:?}"
    );
    assert!(runs(&["schedule", plan]).contains("Step 3"));
}

#[test]
fn every_format_gives_the_same_schedule() {
    let (folder, plan) = folder("convert", 5, "2026-11-02");
    let expected = dates(&["schedule", plan.to_str().unwrap(), "--json"]);
    let mut from = plan;
    for name in ["plan.csv", "plan.xlsx", "again.xml", "plan.jsonl"] {
        let to = folder.path().join(name);
        let told = runs(&[
            "convert",
            from.to_str().unwrap(),
            to.to_str().unwrap(),
            "--report",
        ]);
        if name == "plan.csv" {
            assert!(told.contains("Kept") || told.contains("Mapped"), "{told}");
        }
        let found = dates(&["schedule", to.to_str().unwrap(), "--json"]);
        assert_eq!(found, expected, "{name}");
        from = to;
    }
}

#[test]
fn what_cannot_be_read_is_a_sentence_and_nothing_is_written() {
    let (folder, plan) = folder("refused", 1, "2026-11-02");
    std::fs::write(&plan, "<Project><Tasks><Task>").unwrap();
    let to = folder.path().join("out.csv");
    let ended = run(&["convert", plan.to_str().unwrap(), to.to_str().unwrap()]);
    assert_eq!(ended.status.code(), Some(1));
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(
        said.starts_with("throughline: ") && said.len() > 30,
        "{said}"
    );
    assert!(!to.exists());
    let odd = folder.path().join("out.docx");
    let ended = run(&["convert", plan.to_str().unwrap(), odd.to_str().unwrap()]);
    assert!(!ended.status.success() && !odd.exists());
}

#[test]
fn a_reader_that_has_read_enough_is_no_error() {
    // More than a pipe holds, so that the writer meets the closed end.
    let (_folder, plan) = folder("pipe", 3_000, "2026-11-02");
    let mut child = Command::new(BINARY)
        .args(["schedule", plan.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success());
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
}
