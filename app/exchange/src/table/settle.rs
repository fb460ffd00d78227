//! Records to the same project file that every other format becomes, with problems and report.

mod file;
use file::{customs, people, project, report, task};

use std::collections::{BTreeMap, BTreeSet};

use model::{Decimal, ResourceKind, Span, TimeUnit};
use rust_decimal::prelude::ToPrimitive;

use super::record::Reader;
use super::{Book, Cell, Field, Mapping, Record, Refused, Row, Sheet, Source, field, outline, tie};
use crate::msproject::{
    Assignment, CustomField, CustomValue, File, Link, Project, Resource, Task, Understood, closing,
    working,
};
use crate::problem::{About, Problems, Severity};
use crate::report::{Entry, Report, Treatment};

/// Rows as understood, with the links between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// In the order of the outline.
    pub list: Vec<Record>,
    /// Links by index.
    pub links: Vec<Link>,
    /// What to know, each with its row.
    pub problems: Problems,
    title: String,
}

fn column(name: &str) -> About {
    About::Field {
        name: format!("column {name}"),
    }
}

/// What the rows say.
pub(crate) fn records(book: &Book, mapping: &Mapping) -> Result<Records, Refused> {
    let sheet = book.sheets.get(mapping.sheet).ok_or(Refused::NoRows)?;
    if sheet.rows.is_empty() {
        return Err(Refused::NoRows);
    }
    if mapping.column(&Field::Name).is_none() {
        return Err(Refused::NoNames);
    }
    let mut problems = Problems::default();
    around(book, sheet, mapping, &mut problems);
    let mut reader = Reader {
        mapping,
        problems: &mut problems,
        unitless: Vec::new(),
        lengths: 0,
    };
    let mut list = reader.records(sheet);
    let title = projects(&mut list, mapping, &mut problems);
    numbers(&mut list, &mut problems);
    let mut list = outline::settle(list, mapping, &mut problems);
    let mut reader = Reader {
        mapping,
        problems: &mut problems,
        unitless: Vec::new(),
        lengths: 0,
    };
    reader.missing(&mut list);
    let links = tie::links(&mut list, mapping, &mut problems);
    Ok(Records {
        list,
        links,
        problems,
        title,
    })
}

/// What is told about the file, its sheets, its rows that are none, and its columns.
fn around(book: &Book, sheet: &Sheet, mapping: &Mapping, problems: &mut Problems) {
    if let Source::Csv {
        encoding,
        encoding_guessed: true,
        ..
    } = book.source
    {
        let why = format!(
            "Read as {}; choose another encoding if letters look wrong.",
            encoding.word()
        );
        problems.push(Severity::Mapped, About::File, why);
    }
    if let Some(row) = sheet.unclosed {
        let about = About::Task {
            uid: None,
            row: Some(row),
            name: String::new(),
        };
        let why =
            "It has a quotation mark that is never closed: the rest of the file is in one cell.";
        problems.push(Severity::Mapped, about, why);
    }
    let others = book
        .sheets
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != mapping.sheet);
    let others: Vec<&str> = others.map(|(_, sheet)| sheet.name.as_str()).collect();
    if !others.is_empty() {
        let name = format!("sheets {}", others.join(", "));
        problems.push(
            Severity::Kept,
            About::Field { name },
            "They are not imported.",
        );
    }
    let header = mapping.header_row.unwrap_or(0);
    let declared = matches!(book.source, Source::Csv { declared: true, .. });
    for row in sheet.rows.iter().filter(|row| row.number < header) {
        if !(declared && row.number == 1) {
            let about = About::Task {
                uid: None,
                row: Some(row.number),
                name: String::new(),
            };
            problems.push(
                Severity::Dropped,
                about,
                "It is a title row above the header.",
            );
        }
    }
    blank(sheet, problems);
    let body: Vec<&Row> = sheet
        .rows
        .iter()
        .filter(|row| row.number > header)
        .collect();
    for (index, it) in mapping.columns.iter().enumerate() {
        let filled = body.iter().any(|row| !row.cell(index).is_blank());
        match &it.field {
            None if filled => {
                let why = "It is no field of ours: choose one, or keep it as a custom field.";
                problems.push(Severity::Dropped, column(&it.header), why);
            }
            Some(Field::Level) if !filled => {
                let why = "It is empty: the level comes from the outline number or the row order.";
                problems.push(Severity::Mapped, column(&it.header), why);
            }
            _ => {}
        }
    }
    let dated = mapping
        .column(&Field::Start)
        .or(mapping.column(&Field::Finish));
    if let (Some(dated), false) = (dated, mapping.date_proof.is_empty()) {
        let why = format!(
            "Dates are read as {}, because {}.",
            mapping.date_order.word(),
            mapping.date_proof
        );
        problems.push(
            Severity::Mapped,
            column(&mapping.columns[dated].header),
            why,
        );
    }
}

/// Rows without anything, told in one line.
fn blank(sheet: &Sheet, problems: &mut Problems) {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    let mut next = 1;
    for row in &sheet.rows {
        if row.number > next {
            ranges.push((next, row.number - 1));
        }
        next = row.number + 1;
    }
    if ranges.is_empty() {
        return;
    }
    let count: u32 = ranges.iter().map(|(from, to)| to - from + 1).sum();
    let word = |(from, to): &(u32, u32)| match to - from {
        0 => from.to_string(),
        _ => format!("{from} to {to}"),
    };
    let mut words: Vec<String> = ranges.iter().take(10).map(word).collect();
    if ranges.len() > 10 {
        words.push("others".into());
    }
    let last = words.pop().unwrap_or_default();
    let words = if words.is_empty() {
        last
    } else {
        format!("{} and {last}", words.join(", "))
    };
    let name = if count == 1 {
        format!("row {words}")
    } else {
        format!("rows {words}")
    };
    problems.push(Severity::Dropped, About::Field { name }, "Blank; left out.");
}

/// Rows of other projects go; the row of the project itself gives the title.
fn projects(list: &mut Vec<Record>, mapping: &Mapping, problems: &mut Problems) -> String {
    let names = names(list);
    let wanted = mapping
        .project
        .clone()
        .or_else(|| names.first().map(|(name, _)| name.clone()));
    let mut title = String::new();
    if let (Some(wanted), true) = (&wanted, names.len() > 1) {
        let before = list.len();
        list.retain(|it| it.project == *wanted);
        let about = About::Field {
            name: "other projects".into(),
        };
        let why = format!(
            "Only the rows of \u{201c}{wanted}\u{201d} are read; {} rows belong to {} other \
             projects. Choose one of them to import it.",
            before - list.len(),
            names.len() - 1
        );
        problems.push(Severity::Kept, about, why);
    }
    list.retain(|it| {
        if it.is_project && title.is_empty() {
            title.clone_from(&it.name);
            let why = "It is the project itself and gives the title.";
            problems.push(Severity::Mapped, it.about(), why);
        }
        !it.is_project
    });
    if title.is_empty() {
        wanted.unwrap_or_default()
    } else {
        title
    }
}

/// The projects that records belong to, in order, with how many rows each has.
pub(crate) fn names(list: &[Record]) -> Vec<(String, usize)> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<(String, usize)> = Vec::new();
    for it in list.iter().filter(|it| !it.project.is_empty()) {
        let place = *places.entry(&it.project).or_insert(out.len());
        if place == out.len() {
            out.push((it.project.clone(), 0));
        }
        out[place].1 += 1;
    }
    out
}

/// IDs as the file gives them; those that are twice or missing are told.
fn numbers(list: &mut [Record], problems: &mut Problems) {
    let any = list.iter().any(|it| it.key.parse::<i64>().is_ok());
    let mut rows: BTreeMap<String, u32> = BTreeMap::new();
    for it in list.iter_mut() {
        if it.key.is_empty() {
            if any {
                let why = "It has no ID: a free one was given.";
                problems.push(Severity::Mapped, it.about(), why);
            }
            continue;
        }
        let first = *rows.entry(it.key.clone()).or_insert(it.row);
        if first != it.row {
            let why = format!(
                "ID {} is already taken by row {first}: a free one was given; predecessors {} \
                 mean row {first}.",
                it.key, it.key
            );
            problems.push(Severity::Mapped, it.about(), why);
            it.key = String::new();
            continue;
        }
        it.id = it.key.parse().ok().filter(|id| *id > 0);
    }
}

/// The file that every format becomes.
pub(crate) fn understood(book: &Book, mapping: &Mapping) -> Result<Understood, Refused> {
    let mut records = records(book, mapping)?;
    let mut problems = std::mem::take(&mut records.problems);
    let mut file = File {
        project: project(book, mapping, &records),
        ..File::default()
    };
    let uids = uids(&records.list);
    let mut dated = 0;
    let mut rounded = 0;
    for (it, uid) in records.list.iter().zip(uids) {
        let mut task = task(it, uid);
        if let (None, Some(start), Some(finish)) = (task.duration, task.start, task.finish)
            && let Some(minutes) = working(start, finish)
        {
            task.duration = Some(Span {
                minutes,
                unit: TimeUnit::Day,
                ..Span::default()
            });
            dated += 1;
        }
        rounded += u32::from(it.percent.is_some_and(|percent| !percent.fract().is_zero()));
        file.tasks.push(task);
    }
    if dated > 0 {
        let why = format!(
            "{dated} durations were taken from start and finish, Monday to Friday 8:00 to 17:00."
        );
        problems.push(Severity::Mapped, About::Project, why);
    }
    if rounded > 0 {
        let why = format!("{rounded} shares were rounded to whole percent.");
        problems.push(
            Severity::Mapped,
            About::Field {
                name: "% complete".into(),
            },
            why,
        );
    }
    file.links = acyclic(&file.tasks, records.links, &mut problems);
    people(&records.list, &mut file);
    customs(mapping, &mut file);
    if file.tasks.is_empty() {
        problems.push(
            Severity::Mapped,
            About::Project,
            "There are no tasks in this table.",
        );
    }
    let report = report(book, mapping, &problems);
    Ok(Understood::told(file, problems, book.source.word(), report))
}

fn acyclic(tasks: &[Task], links: Vec<Link>, problems: &mut Problems) -> Vec<Link> {
    let mut drop = BTreeSet::new();
    for (index, names) in closing(tasks, &links) {
        let link = links[index];
        let about = About::Link {
            from: tasks[link.from].uid,
            to: tasks[link.to].uid,
            row: Some(tasks[link.to].row),
        };
        problems.push(Severity::Dropped, about, names);
        drop.insert(index);
    }
    let kept = links
        .into_iter()
        .enumerate()
        .filter(|(index, _)| !drop.contains(index));
    kept.map(|(_, link)| link).collect()
}

/// One number for each that no other has: the unique ID, else the ID, else a free one.
fn uids(list: &[Record]) -> Vec<i64> {
    let mut taken = BTreeSet::new();
    let wanted: Vec<Option<i64>> = list
        .iter()
        .map(|it| it.uid.or(it.id).filter(|uid| taken.insert(*uid)))
        .collect();
    let mut free = 1;
    let mut next = || {
        while !taken.insert(free) {
            free += 1;
        }
        free
    };
    wanted
        .into_iter()
        .map(|uid| uid.unwrap_or_else(&mut next))
        .collect()
}
