//! Tables: the shared cases with their expected answers, and small ones of our own.

use exchange::table::{self, Mapping, Records, Source};
use exchange::{About, Problem, Severity};
use model::{Decimal, Lag, Span};
use serde_json::{Value, json};

use crate::shared;

fn open(bytes: &[u8], name: &str) -> (table::Book, Mapping, Records) {
    let book = table::read(bytes, name).expect("the table is read");
    let mapping = table::guess(&book);
    let records = table::records(&book, &mapping).expect("the table is understood");
    (book, mapping, records)
}

fn unit(span: &Span) -> String {
    let unit = match span.unit {
        model::TimeUnit::Minute => "min",
        model::TimeUnit::Hour => "h",
        model::TimeUnit::Day => "d",
        model::TimeUnit::Week => "w",
        model::TimeUnit::Month => "mo",
    };
    format!("{}{unit}", if span.elapsed { "e" } else { "" })
}

fn same_number(value: Decimal, expected: &Value) -> bool {
    expected
        .to_string()
        .parse::<Decimal>()
        .is_ok_and(|it| it.normalize() == value.normalize())
}

fn moment(at: Option<model::DateTime>) -> Value {
    at.map_or(Value::Null, |at| {
        json!(at.strftime("%Y-%m-%dT%H:%M").to_string())
    })
}

/// Every field that the expected task names must be as it says.
fn differences(records: &Records, mapping: &Mapping, expected: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let row = expected["row"].as_u64().unwrap_or_default();
    let Some(index) = records.list.iter().position(|it| u64::from(it.row) == row) else {
        return vec![format!("row {row} is missing")];
    };
    let it = &records.list[index];
    for (key, value) in expected.as_object().expect("a task") {
        let fine = match key.as_str() {
            "row" => true,
            "id" => match value.as_i64() {
                Some(id) => it.id == Some(id),
                None => it.id.is_none(),
            },
            "name" => *value == json!(it.name),
            "level" => *value == json!(it.level),
            "summary" => *value == json!(it.summary),
            "milestone" => *value == json!(it.milestone),
            "active" => *value == json!(it.active.unwrap_or(true)),
            "mode" => (value == "manual") == (it.manual == Some(true)),
            "notes" => *value == json!(it.notes),
            "outline_number" => *value == json!(it.outline_number),
            "start" => *value == moment(it.start),
            "finish" => *value == moment(it.finish),
            "percent_complete" => it
                .percent
                .is_some_and(|percent| same_number(percent, value)),
            "resources" => {
                let expected = value.as_array().expect("resources");
                expected.len() == it.people.len()
                    && expected
                        .iter()
                        .zip(&it.people)
                        .all(|(want, (name, _, units))| {
                            want[0] == json!(name) && same_number(*units, &want[1])
                        })
            }
            "duration" => it.duration.is_some_and(|span| {
                value["minutes"] == json!(span.minutes)
                    && value["unit"] == json!(unit(&span))
                    && same_number(mapping.units.shown(&span), &value["value"])
                    && value["estimated"].as_bool().unwrap_or(false) == span.estimated
            }),
            "predecessors" => links(records, mapping, index, value),
            other => panic!("an unknown expectation: {other}"),
        };
        if !fine {
            out.push(format!(
                "row {row} {key}: expected {value}, is {it:?}, {:?}",
                records.links
            ));
        }
    }
    out
}

fn links(records: &Records, mapping: &Mapping, index: usize, expected: &Value) -> bool {
    let found: Vec<_> = records
        .links
        .iter()
        .filter(|link| link.to == index)
        .collect();
    let expected = expected.as_array().expect("predecessors");
    expected.len() == found.len()
        && expected.iter().all(|want| {
            found.iter().any(|link| {
                let from = &records.list[link.from];
                let named = match want[0].as_i64() {
                    Some(id) => from.id == Some(id),
                    None => want[0] == json!(format!("row {}", from.row)),
                };
                let (amount, unit) = match link.lag {
                    Lag::Span(span) => (mapping.units.shown(&span), unit(&span)),
                    Lag::Percent { percent, elapsed } => {
                        (percent, if elapsed { "e%".into() } else { "%".into() })
                    }
                };
                let none = amount.is_zero() && want[2] == json!(0);
                let lag = none || same_number(amount, &want[2]) && want[3] == json!(unit);
                named && lag && want[1] == json!(link.kind.word())
            })
        })
}

/// Numbers of rows that a text names: "rows 3 and 7 to 9".
fn rows(text: &str) -> Vec<u64> {
    let Some((_, rest)) = text.split_once("row") else {
        return Vec::new();
    };
    let rest = rest.trim_start_matches('s');
    let words = rest.split(|it: char| it.is_whitespace() || it == ',');
    words
        .map_while(|word| match word {
            "" | "and" | "to" => Some(None),
            word => word.trim_end_matches(')').parse().ok().map(Some),
        })
        .flatten()
        .collect()
}

fn told(problem: &Problem, expected: &Value, records: &Records) -> bool {
    let severity = match expected["what"].as_str() {
        Some("dropped") => Severity::Dropped,
        Some("mapped") => Severity::Mapped,
        _ => Severity::Kept,
    };
    let about = expected["about"].as_str().unwrap_or_default();
    let here = problem.about.to_string();
    let place = if let Some(id) = about.split("of ID ").nth(1) {
        let row = records
            .list
            .iter()
            .find(|it| it.id.map(|id| id.to_string()).as_deref() == Some(id));
        problem.about.row() == row.map(|it| it.row)
    } else if let Some(name) = about
        .strip_prefix("column ")
        .or(about.strip_prefix("sheets "))
    {
        here.contains(name)
    } else if about == "file" {
        problem.about == About::File
    } else {
        let wanted = rows(about);
        let given = rows(&here);
        let here = problem.about.row().map(u64::from);
        given == wanted
            || here.is_some_and(|row| wanted == [row])
            // A choice for a whole column names the row that decides it.
            || wanted.len() > 1 && wanted.iter().any(|it| problem.why.contains(&format!("row {it} ")))
    };
    place && problem.severity == severity
}

fn case(name: &str) {
    let Some(folder) = shared::folder("corpus/csv") else {
        return;
    };
    let stem = folder.join(name);
    let expected = shared::json(&stem.with_extension("json"));
    let file = expected["file"].as_str().expect("a name");
    let bytes = std::fs::read(folder.join(file)).expect("the table");
    let (book, mapping, records) = open(&bytes, file);
    let mut out = Vec::new();
    for (key, value) in expected["detect"].as_object().expect("detect") {
        let found = match (key.as_str(), book.source) {
            ("encoding", Source::Csv { encoding, .. }) => json!(encoding.word()),
            ("delimiter", Source::Csv { delimiter, .. }) => json!(delimiter.letter().to_string()),
            ("header_row", _) => json!(mapping.header_row),
            ("language", _) => json!(mapping.language.code()),
            ("date_order", _) => json!(mapping.date_order.code()),
            ("decimal", _) => json!(mapping.decimal.to_string()),
            ("sheet", _) => json!(book.sheets[mapping.sheet].name),
            ("date_system", _) => json!(mapping.date_system.year()),
            other => panic!("an unknown expectation: {other:?}"),
        };
        if found != *value {
            out.push(format!("{key}: expected {value}, found {found}"));
        }
    }
    for (header, field) in expected["columns"].as_object().expect("columns") {
        let column = mapping.columns.iter().find(|it| it.header == *header);
        let found = column
            .and_then(|it| it.field.as_ref())
            .map(|it| it.key().to_owned());
        if column.is_none() || json!(found) != *field {
            out.push(format!(
                "column {header}: expected {field}, found {found:?}"
            ));
        }
    }
    let tasks = expected["tasks"].as_array().expect("tasks");
    tasks
        .iter()
        .for_each(|task| out.extend(differences(&records, &mapping, task)));
    if tasks.len() != records.list.len() {
        out.push(format!(
            "{} tasks instead of {}",
            records.list.len(),
            tasks.len()
        ));
    }
    let report = expected["report"].as_array().expect("report");
    for entry in report {
        if !records
            .problems
            .list
            .iter()
            .any(|it| told(it, entry, &records))
        {
            out.push(format!("not told: {entry}"));
        }
    }
    for problem in records
        .problems
        .list
        .iter()
        .filter(|it| it.severity == Severity::Dropped)
    {
        // Rows above the header hold no task; not every case lists them.
        let above = rows(&problem.about.to_string())
            .iter()
            .all(|row| *row < u64::from(mapping.header_row.unwrap_or(0)));
        let named = !rows(&problem.about.to_string()).is_empty();
        if !(above && named || report.iter().any(|entry| told(problem, entry, &records))) {
            out.push(format!("dropped without being expected: {problem:?}"));
        }
    }
    assert!(
        out.is_empty(),
        "{name}:\n{}\nproblems:\n{:#?}",
        out.join("\n"),
        records.problems.list
    );
    let understood = table::understand(&book, &mapping).expect("it becomes a plan");
    assert_eq!(understood.file.tasks.len(), tasks.len());
}

macro_rules! cases {
    ($($name:ident $file:literal,)*) => { $(#[test] fn $name() { case($file); })* };
}
cases! {
    microsoft_project_english "01-msproject-en",
    german_windows "02-msproject-de-semicolon-cp1252",
    french_unicode_text "03-msproject-fr-utf16-tab",
    units_and_predecessors "04-units-and-predecessors",
    gaps_and_blank_rows "05-gaps-and-blank-rows",
    a_list_that_somebody_typed "06-hand-made",
    outline_as_text "07-outline-text",
    outline_as_numbers "08-outline-number",
}
