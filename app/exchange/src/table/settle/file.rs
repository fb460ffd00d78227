//! From records to the project, its tasks, people and custom fields, and the report.

use super::*;

pub(super) fn project(book: &Book, mapping: &Mapping, records: &Records) -> Project {
    let stem = book
        .file_name
        .rsplit_once('.')
        .map_or(book.file_name.as_str(), |(stem, _)| stem);
    let titles = [records.title.trim(), stem.trim(), "Imported table"];
    let title = titles
        .into_iter()
        .find(|it| !it.is_empty())
        .unwrap_or_default();
    let title = crate::msproject::line(title, 500).0;
    Project {
        foreign_id: title.clone(),
        title,
        start: records.list.iter().filter_map(|it| it.start).min(),
        finish: records.list.iter().filter_map(|it| it.finish).max(),
        units: mapping.units,
        ..Project::default()
    }
}

pub(super) fn task(it: &Record, uid: i64) -> Task {
    let manual = it.manual.unwrap_or(false);
    Task {
        uid,
        row: it.row,
        guid: it.guid.clone(),
        name: it.name.clone(),
        notes: it.notes.clone(),
        level: it.level,
        parent: it.parent,
        summary: it.summary,
        milestone: it.milestone,
        manual,
        active: it.active.unwrap_or(true),
        start: it.start,
        finish: it.finish,
        duration: it.duration,
        work_minutes: it.work,
        percent: it
            .percent
            .and_then(|it| it.round().to_u8())
            .unwrap_or(0)
            .min(100),
        constraint: it.constraint,
        deadline: it.deadline,
        actual_start: it.actual_start,
        actual_finish: it.actual_finish,
        priority: it.priority,
        custom: it
            .custom
            .iter()
            .map(|(key, text)| (key.clone(), CustomValue::Text(text.clone())))
            .collect(),
        ..Task::default()
    }
}

pub(super) fn people(list: &[Record], file: &mut File) {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (task, it) in list.iter().enumerate() {
        for (name, email, units) in &it.people {
            let key = if email.is_empty() { name } else { email }.to_lowercase();
            let place = *places.entry(key).or_insert_with(|| {
                file.resources.push(Resource {
                    uid: file.resources.len() as i64 + 1,
                    name: name.clone(),
                    email: email.clone(),
                    kind: ResourceKind::Work,
                    max_units: Some(Decimal::ONE),
                    ..Resource::default()
                });
                file.resources.len() - 1
            });
            file.assignments.push(Assignment {
                uid: file.assignments.len() as i64 + 1,
                task,
                resource: place,
                units: *units,
                ..Assignment::default()
            });
        }
    }
    file.resource_rows = file.resources.len() as u32;
    file.assignment_rows = file.assignments.len() as u32;
}

pub(super) fn customs(mapping: &Mapping, file: &mut File) {
    for column in &mapping.columns {
        if let Some(Field::Custom(key)) = &column.field {
            let alias = match field::custom(&column.header) {
                Some((_, alias)) if !alias.is_empty() => alias,
                Some(_) => key.clone(),
                None => column.header.clone(),
            };
            file.fields.insert(
                key.clone(),
                CustomField {
                    alias,
                    defined: true,
                },
            );
        }
    }
}

pub(super) fn report(book: &Book, mapping: &Mapping, problems: &Problems) -> Report {
    let mut report = Report::default();
    let empty = Sheet::default();
    let sheet = book.sheets.get(mapping.sheet).unwrap_or(&empty);
    let header = mapping.header_row.unwrap_or(0);
    for (index, column) in mapping.columns.iter().enumerate() {
        let rows = sheet.rows.iter().filter(|row| row.number > header);
        let count = rows
            .filter(|row| !matches!(row.cell(index), Cell::Empty))
            .count() as u32;
        if count == 0 {
            continue;
        }
        let (treatment, reason) = match &column.field {
            None => (
                Treatment::Dropped,
                "no field was chosen for this column".to_owned(),
            ),
            Some(Field::Start | Field::Finish) => (
                Treatment::Kept,
                "every task is pinned to it until you reschedule".to_owned(),
            ),
            Some(Field::Resources | Field::Email) => {
                let why = "people are matched by e-mail or name, or become placeholders";
                (Treatment::Mapped, why.to_owned())
            }
            Some(Field::Status) => {
                let why = "words for done became 100 %; other words are left out";
                (Treatment::Approximated, why.to_owned())
            }
            Some(Field::Level | Field::OutlineNumber | Field::Parent) => {
                (Treatment::Mapped, "became the outline".to_owned())
            }
            Some(field) => (Treatment::Kept, format!("as {}", field.word())),
        };
        let field = format!("column: {}", column.header);
        report.add(Entry {
            field,
            treatment,
            count,
            reason,
            examples: Vec::new(),
        });
    }
    crate::msproject::values(problems, &mut report);
    report.sort();
    report
}
