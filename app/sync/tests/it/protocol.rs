//! PROTOCOL.md says what the code does: its examples are read, its lists compared.

use std::collections::{BTreeMap, BTreeSet};

use model::{Kind, Op, Ref};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sync::message::{
    Decided, Live, OP_BYTES, Offered, PAGE_ROWS, PAGE_ROWS_MOST, PUSH_BYTES, PUSH_OPS, Pull,
    PullAnswer, Push, PushAnswer, RowText, SCHEMA,
};

const PAGE: &str = include_str!("../../PROTOCOL.md");

/// The examples: what each is said to be, and its JSON.
fn examples() -> Vec<(&'static str, &'static str)> {
    let parts = PAGE.split("<!-- example: ").skip(1);
    let example = |part: &'static str| {
        let (what, rest) = part
            .split_once(" -->\n```json\n")
            .expect("a JSON block follows");
        (what, rest.split_once("\n```").expect("the block ends").0)
    };
    parts.map(example).collect()
}

/// What an example says is read in full: written again it says the same.
fn survives<T: DeserializeOwned + Serialize>(text: &str) {
    let said: Value = serde_json::from_str(text).expect("an example is JSON");
    let read: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"));
    assert_eq!(serde_json::to_value(&read).expect("JSON"), said);
}

#[test]
fn every_example_is_what_it_says() {
    let mut seen = BTreeMap::new();
    for (what, text) in examples() {
        *seen.entry(what).or_insert(0) += 1;
        match what {
            "reference" => survives::<Ref>(text),
            "op" => survives::<Op>(text),
            "push" => {
                survives::<Push>(text);
                let push: Push = serde_json::from_str(text).expect("a push");
                assert!(
                    push.ops
                        .iter()
                        .all(|offer| matches!(offer.op, Offered::Known(_)))
                );
            }
            "push_answer" => survives::<PushAnswer>(text),
            "decided" => survives::<Decided>(text),
            "pull" => survives::<Pull>(text),
            "pull_answer" => survives::<PullAnswer>(text),
            "live" => survives::<Live>(text),
            "row_text objective" => {
                let at = Ref {
                    kind: Kind::Objective,
                    id: uuid::Uuid::nil(),
                };
                let row = RowText(text.into()).read(at).expect("a row");
                let said: Value = serde_json::from_str(text).expect("JSON");
                assert_eq!(row.to_json(), said);
            }
            "error" => {
                let said: BTreeMap<String, String> = serde_json::from_str(text).expect("texts");
                assert!(said.keys().eq(["error", "message"]));
            }
            other => panic!("no test knows the example: {other}"),
        }
    }
    assert!(
        seen["op"] >= 9 && seen["decided"] >= 5,
        "examples of everything: {seen:?}"
    );
}

/// The rows of the table under a heading: the words of the first column.
fn table(heading: &str) -> Vec<&'static str> {
    let at = PAGE
        .find(heading)
        .unwrap_or_else(|| panic!("no heading {heading}"));
    let section = &PAGE[at + heading.len()..];
    let section = section.split("\n#").next().unwrap_or_default();
    let cells = section.lines().filter(|line| line.starts_with("| `"));
    cells.filter_map(|line| line.split('`').nth(1)).collect()
}

#[test]
fn every_field_of_every_kind_is_listed() {
    for kind in Kind::ALL {
        let name = serde_json::to_value(kind).expect("a word");
        let heading = format!("\n### `{}`\n", name.as_str().expect("a word"));
        let listed: BTreeSet<&str> = table(&heading).into_iter().collect();
        let known: BTreeSet<&str> = kind.fields().iter().copied().collect();
        assert_eq!(listed, known, "the fields of {name}");
    }
}

#[test]
fn the_limits_are_those_of_the_code() {
    let limits = PAGE.split("\n## 13. Limits").nth(1).expect("a section");
    let limits = limits.split("\n## ").next().expect("a section");
    for number in [
        OP_BYTES as u64,
        PUSH_OPS as u64,
        PUSH_BYTES as u64,
        u64::from(PAGE_ROWS),
        u64::from(PAGE_ROWS_MOST),
        u64::from(SCHEMA),
    ] {
        assert!(
            limits.contains(&format!("| {number}")),
            "the limits name {number}"
        );
    }
}

#[test]
fn what_is_not_known_survives_or_is_passed_over() {
    // A member that a newer version added to a message.
    let pull = r#"{"epoch":"00000000-0000-0000-0000-000000000000",
        "client":"9d3c1b7a-2f64-4a0e-8b59-6f0e7a1d2c3b","have":{},"newer":{"x":1}}"#;
    serde_json::from_str::<Pull>(pull).expect("passed over");
    // An operation that a newer version added stays as it is.
    let offered = r#"{"op":"teleport","at":{"kind":"task"},"deep":[1,2]}"#;
    let read: Offered = serde_json::from_str(offered).expect("kept");
    assert!(read.known().is_none());
    assert_eq!(
        read.to_json(),
        serde_json::from_str::<Value>(offered).expect("JSON")
    );
    // A field of a row that a newer version added comes back.
    let row = r#"{"head":{},"body":{"title":"t","mood":{"of":"day"}}}"#;
    let at = Ref {
        kind: Kind::Task,
        id: uuid::Uuid::nil(),
    };
    let read = RowText(row.into()).read(at).expect("a row");
    assert!(RowText::of(&read).0.contains(r#""mood":{"of":"day"}"#));
    // A row of a kind that a newer version added is left out; its neighbours are taken.
    let answer = r#"{"epoch":"00000000-0000-0000-0000-000000000000","head":3,"last_cseq":0,"scopes":[
        {"scope":"workspace","state":"rows","up_to":3,"rows":[
        {"kind":"hologram","id":"9d3c1b7a-2f64-4a0e-8b59-6f0e7a1d2c3b","seq":2,"state":"live","row":{}},
        {"kind":"task","id":"9d3c1b7a-2f64-4a0e-8b59-6f0e7a1d2c3b","seq":3,"state":"live","row":{"body":{}}}]}]}"#;
    let answer: PullAnswer = serde_json::from_str(answer).expect("passed over");
    assert_eq!(answer.scopes[0].rows.len(), 1);
}
