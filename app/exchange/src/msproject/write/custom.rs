//! Custom fields: definitions, values, and the field in which Key Results travel.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::{Decimal, Id, Link, LinkTarget, Plan, Project, Row, Task};

use super::{Book, Line, Xml};
use crate::msproject::{custom, value};

/// What people call the field in which Key Results travel.
const KEY_RESULT: &str = "Key Result";
/// Letters that a text field of Microsoft Project holds.
const LONGEST: usize = 255;

/// The fields that are written, and the one for Key Results when there is any.
pub(super) struct Fields {
    /// Key to name.
    names: BTreeMap<String, String>,
    key_result: Option<String>,
}

impl Fields {
    pub fn of(plan: &Plan, project: &Row<Project>, lines: &[Line<'_>]) -> Self {
        let mut names = project.custom_fields.clone();
        for line in lines {
            for key in line.row.custom.keys() {
                names.entry(key.clone()).or_insert_with(|| key.clone());
            }
        }
        names.retain(|key, _| custom::number(key).is_some());
        let targets = lines.iter().map(|line| LinkTarget::Task(line.row.id));
        let linked = targets
            .chain([LinkTarget::Project(project.id)])
            .any(|target| !plan.links_to(target).is_empty());
        let same = names.iter().find(|(_, name)| *name == KEY_RESULT);
        let key_result = match same {
            Some((key, _)) => Some(key.clone()),
            None if linked => (1..=30)
                .rev()
                .map(|number| format!("Text{number}"))
                .find(|key| !names.contains_key(key)),
            None => None,
        };
        if let Some(key) = &key_result {
            names.insert(key.clone(), KEY_RESULT.into());
        }
        Self { names, key_result }
    }
}

/// The definitions of the fields that are used.
pub(super) fn definitions(book: &Book<'_>, xml: &mut Xml) {
    let mut fields: Vec<_> = book
        .fields
        .names
        .iter()
        .filter_map(|(key, name)| Some((custom::number(key)?, key, name)))
        .collect();
    fields.sort();
    xml.open("ExtendedAttributes");
    for (id, key, name) in fields.into_iter().filter(|it| !is_outline_code(it.1)) {
        xml.open("ExtendedAttribute");
        xml.put("FieldID", id);
        xml.leaf("FieldName", key);
        if name != key {
            xml.leaf("Alias", name);
        }
        xml.close("ExtendedAttribute");
    }
    xml.close("ExtendedAttributes");
}

fn is_outline_code(key: &str) -> bool {
    key.starts_with("OutlineCode")
}

/// The values of one row, without its outline codes.
pub(super) fn values(book: &Book<'_>, row: &Row<Task>, xml: &mut Xml) {
    let served = served(book, LinkTarget::Task(row.id));
    let mut all: Vec<(i64, &str, &str)> = Vec::new();
    for (key, text) in row.custom.iter().filter(|(key, _)| !is_outline_code(key)) {
        let replaced = served.is_some() && book.fields.key_result.as_ref() == Some(key);
        if let (false, Some(id)) = (replaced, custom::number(key)) {
            all.push((id, key, text));
        }
    }
    if let (Some(key), Some(text)) = (&book.fields.key_result, &served)
        && let Some(id) = custom::number(key)
    {
        all.push((id, key, text));
    }
    all.sort();
    for (id, key, text) in all {
        let (text, format) = spelled(book, key, text);
        one(xml, id, &text, format);
    }
}

/// The Key Results that the project itself serves, on its own row.
pub(super) fn of_project(book: &Book<'_>, xml: &mut Xml) {
    let served = served(book, LinkTarget::Project(book.project.id));
    let id = book.fields.key_result.as_deref().and_then(custom::number);
    if let (Some(text), Some(id)) = (served, id) {
        one(xml, id, &text, None);
    }
}

/// Whether the project itself serves a Key Result.
pub(super) fn project_serves(book: &Book<'_>) -> bool {
    served(book, LinkTarget::Project(book.project.id)).is_some()
}

pub(super) fn one(xml: &mut Xml, id: i64, text: &str, format: Option<i64>) {
    xml.open("ExtendedAttribute");
    xml.put("FieldID", id);
    xml.leaf("Value", text);
    if let Some(format) = format {
        xml.put("DurationFormat", format);
    }
    xml.close("ExtendedAttribute");
}

/// Outline codes stand apart, after the custom fields.
pub(super) fn outline_codes(row: &Row<Task>, xml: &mut Xml) {
    for (key, text) in row.custom.iter().filter(|(key, _)| is_outline_code(key)) {
        let Some(id) = custom::number(key) else {
            continue;
        };
        xml.open("OutlineCode");
        xml.put("FieldID", id);
        xml.leaf("ValueID", text);
        xml.close("OutlineCode");
    }
}

/// A value as the format spells it, with the unit of a duration.
fn spelled(book: &Book<'_>, key: &str, text: &str) -> (String, Option<i64>) {
    let plain = || (text.to_owned(), None);
    match key.trim_end_matches(|letter: char| letter.is_ascii_digit()) {
        "Flag" if text == "Yes" => ("1".into(), None),
        "Flag" if text == "No" => ("0".into(), None),
        "Cost" => match value::decimal(text) {
            Some(amount) => (
                (amount * Decimal::ONE_HUNDRED).normalize().to_string(),
                None,
            ),
            None => plain(),
        },
        "Duration" => match book.units.measure().read(text) {
            Some(span) => (
                super::length(span.minutes),
                Some(value::format_number(&span)),
            ),
            None => plain(),
        },
        _ => plain(),
    }
}

/// "Titles [identities]" of the Key Results that something serves; titles give way to identities.
fn served(book: &Book<'_>, target: LinkTarget) -> Option<String> {
    let links: Vec<&Arc<Row<Link>>> = book.plan.links_to(target);
    let served: Vec<(Id<_>, &str)> = links
        .iter()
        .filter_map(|link| book.plan.live(link.key_result))
        .map(|row| (row.id, row.title.as_str()))
        .collect();
    if served.is_empty() {
        return None;
    }
    let fixed: usize = served.len() * ("[] ; ".len() + 36);
    let room = LONGEST.saturating_sub(fixed) / served.len();
    let one = |(id, title): &(Id<_>, &str)| {
        let title: String = title.chars().take(room).collect();
        format!("{title} [{id}]")
    };
    let all: Vec<String> = served.iter().map(one).collect();
    Some(all.join("; "))
}
