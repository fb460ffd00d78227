//! What a table means, guessed from its headers and from how its values are written.

use model::{Decimal, TimeUnit};

use super::field::{self, Field};
use super::{
    Book, Cell, Column, DateOrder, DateSystem, Form, Language, Mapping, Preset, Row, Sheet, Source,
    date,
};
use crate::msproject::Units;

/// Rows that are looked at for headers.
const HEAD: usize = 40;
/// Rows that are looked at for how values are written.
const SAMPLE: usize = 5_000;

/// Guesses everything about a file, the sheet too.
pub(crate) fn book(book: &Book) -> Mapping {
    let mut best = (0, 0);
    for (index, sheet) in book.sheets.iter().enumerate() {
        let (_, _, words) = header(sheet);
        let named = matches!(sheet.name.as_str(), "Task_Table" | "Tasks") as usize;
        let shown = (!sheet.hidden) as usize;
        let score = if sheet.rows.is_empty() {
            0
        } else {
            1 + words * 4 + named * 8 + shown * 100
        };
        if score > best.1 {
            best = (index, score);
        }
    }
    sheet(book, best.0)
}

/// Guesses everything about one sheet.
pub(crate) fn sheet(book: &Book, index: usize) -> Mapping {
    let empty = Sheet::default();
    let sheet = book.sheets.get(index).unwrap_or(&empty);
    let (header_row, language, _) = header(sheet);
    let mut mapping = Mapping {
        sheet: index,
        preset: Preset::Plain,
        header_row,
        columns: Vec::new(),
        language,
        date_order: DateOrder::Year,
        date_proof: String::new(),
        decimal: '.',
        date_system: DateSystem::From1900,
        duration_unit: TimeUnit::Day,
        work_unit: Some(TimeUnit::Hour),
        percent_of_one: false,
        indent_levels: false,
        units: Units::default(),
        start_minute: 480,
        finish_minute: 1_020,
        typed_dates: matches!(book.source, Source::Xlsx { .. }),
        project: None,
    };
    if let Source::Xlsx { date_system } = book.source {
        mapping.date_system = date_system;
    }
    mapping.preset = preset(sheet, &mapping);
    columns(sheet, &mut mapping);
    values(sheet, &mut mapping);
    mapping
}

/// The row of headers, its language, and how many of its words are known.
fn header(sheet: &Sheet) -> (Option<u32>, Language, usize) {
    let mut best = (None, Language::English, 0);
    for row in sheet.rows.iter().take(HEAD) {
        let words: Vec<String> = row.cells.iter().map(text).map(field::plain).collect();
        for language in Language::ALL {
            let known = |word: &&String| {
                !word.is_empty()
                    && (field::find(field::words(language), word).is_some()
                        || Preset::ALL
                            .iter()
                            .any(|it| field::find(field::headers(*it), word).is_some()))
            };
            let count = words.iter().filter(known).count();
            if count > best.2 {
                best = (Some(row.number), language, count);
            }
        }
    }
    // One word alone is a header only when it names the tasks and stands first.
    let first = sheet.rows.first().map(|row| row.number);
    if best.2 < 2 && best.0 != first {
        best.0 = None;
    }
    best
}

fn text(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => text,
        _ => "",
    }
}

fn row(sheet: &Sheet, number: Option<u32>) -> Option<&Row> {
    let number = number?;
    sheet.rows.iter().find(|row| row.number == number)
}

fn preset(sheet: &Sheet, mapping: &Mapping) -> Preset {
    let Some(row) = row(sheet, mapping.header_row) else {
        return Preset::Plain;
    };
    let words: Vec<String> = row.cells.iter().map(text).map(field::plain).collect();
    let has = |word: &str| words.iter().any(|it| it == word);
    let field_of = |word: &String| {
        Language::ALL
            .iter()
            .find_map(|it| field::find(field::words(*it), word))
            .map(|it| it.0)
    };
    let own = [
        Field::Mode,
        Field::Level,
        Field::OutlineNumber,
        Field::Predecessors,
        Field::Uid,
    ];
    let known = words
        .iter()
        .filter_map(field_of)
        .filter(|field| own.contains(field))
        .count();
    if has("taskname") && (has("taskid") || has("projectid") || has("taskindex")) {
        Preset::ProjectOnlineTasks
    } else if has("projectname") && (has("projectid") || has("projectstartdate")) {
        Preset::ProjectOnlineProjects
    } else if has("summary") && (has("issue key") || has("issue id")) {
        Preset::Jira
    } else if has("name") && (has("section/column") || has("task id") && has("created at")) {
        Preset::Asana
    } else if known >= 2 {
        Preset::MsProject
    } else {
        Preset::Plain
    }
}

/// Guesses the columns anew, after the row of headers, the layout or the language was changed.
pub(crate) fn columns(sheet: &Sheet, mapping: &mut Mapping) {
    let header = row(sheet, mapping.header_row);
    let width = sheet.width.max(header.map_or(0, |row| row.cells.len()));
    mapping.columns = (0..width)
        .map(|index| {
            let given = header.map(|row| row.cell(index).shown(mapping.date_system));
            let given = given
                .map(|it| it.trim().to_owned())
                .filter(|it| !it.is_empty());
            let header = given.unwrap_or_else(|| format!("Column {}", letters(index)));
            Column {
                header,
                field: None,
            }
        })
        .collect();
    if header.is_none() {
        if let Some(column) = longest(sheet).and_then(|at| mapping.columns.get_mut(at)) {
            column.field = Some(Field::Name);
        }
        return;
    }
    let mut wishes: Vec<(usize, usize, Field)> = Vec::new();
    for (index, column) in mapping.columns.iter().enumerate() {
        if let Some((field, rank)) = meaning(&column.header, mapping) {
            wishes.push((rank, index, field));
        }
    }
    wishes.sort_by_key(|(rank, index, _)| (*rank, *index));
    let mut taken = Vec::new();
    for (_, index, field) in wishes {
        if field.is_list() || !taken.contains(&field) {
            taken.push(field.clone());
            mapping.columns[index].field = Some(field);
        }
    }
}

/// The field that a header names and how sure that is; 0 is best.
fn meaning(header: &str, mapping: &Mapping) -> Option<(Field, usize)> {
    if let Some((key, _)) = field::custom(header) {
        return Some((Field::Custom(key), 0));
    }
    let word = field::plain(header);
    if let Some((field, at)) = field::find(field::headers(mapping.preset), &word) {
        return Some((field.clone(), at));
    }
    let own = matches!(mapping.preset, Preset::Plain | Preset::MsProject);
    let first = field::find(field::words(mapping.language), &word).map(|(it, at)| (it, at + 100));
    let other = || {
        let found = |it: &Language| field::find(field::words(*it), &word);
        Language::ALL
            .iter()
            .find_map(found)
            .map(|(it, at)| (it, at + 200))
    };
    let (field, rank) = first.or_else(other)?;
    // Layouts with headers of their own hold many columns that only sound like ours.
    (own || matches!(field, Field::Start | Field::Finish | Field::Milestone))
        .then(|| (field.clone(), rank))
}

/// The column with the most text, where nothing says which holds the names.
fn longest(sheet: &Sheet) -> Option<usize> {
    let mut sums = vec![0_usize; sheet.width];
    for row in sheet.rows.iter().take(200) {
        for (index, cell) in row.cells.iter().enumerate() {
            sums[index] += text(cell).chars().filter(|it| it.is_alphabetic()).count();
        }
    }
    let best = (0..sums.len()).max_by_key(|index| (sums[*index], usize::MAX - index))?;
    (sums[best] > 0).then_some(best)
}

/// "A" to "Z", "AA" and on.
pub(crate) fn letters(index: usize) -> String {
    let letter = char::from(b'A' + (index % 26) as u8);
    match index / 26 {
        0 => letter.to_string(),
        before => letters(before - 1) + &letter.to_string(),
    }
}

/// How dates, numbers and shares are written.
pub(crate) fn values(sheet: &Sheet, mapping: &mut Mapping) {
    if mapping.preset == Preset::ProjectOnlineTasks
        || mapping.preset == Preset::ProjectOnlineProjects
    {
        mapping.duration_unit = TimeUnit::Hour;
    }
    if mapping.preset == Preset::Jira {
        mapping.work_unit = None;
    }
    let after = mapping.header_row.unwrap_or(0);
    let rows = || {
        sheet
            .rows
            .iter()
            .filter(|row| row.number > after)
            .take(SAMPLE)
    };
    let of = |wanted: &[Field]| -> Vec<usize> {
        let is = |(index, column): (usize, &Column)| {
            column
                .field
                .as_ref()
                .filter(|it| wanted.contains(it))
                .map(|_| index)
        };
        mapping.columns.iter().enumerate().filter_map(is).collect()
    };
    let dates = of(&[
        Field::Start,
        Field::Finish,
        Field::Deadline,
        Field::ConstraintDate,
        Field::ActualStart,
        Field::ActualFinish,
    ]);
    // Lists of predecessors hold commas that separate: they decide nothing.
    let numbers = of(&[Field::Duration, Field::PercentComplete, Field::Work]);
    let percents = of(&[Field::PercentComplete]);
    let (order, proof) = order(rows(), &dates, mapping.language);
    let decimal = decimal(rows(), &numbers, mapping.language);
    mapping.percent_of_one = of_one(rows(), &percents);
    (mapping.date_order, mapping.date_proof) = (order, proof);
    mapping.decimal = decimal;
}

fn order<'a>(
    rows: impl Iterator<Item = &'a Row>,
    columns: &[usize],
    language: Language,
) -> (DateOrder, String) {
    let mut usual = DateOrder::Year;
    for row in rows {
        for column in columns {
            let text = text(row.cell(*column));
            let Some(([first, second, _], sign)) = date::numbers(text) else {
                continue;
            };
            let proof = || format!("row {} has {}", row.number, text.trim());
            if first > 31 {
                continue;
            }
            if first > 12 {
                return (DateOrder::Day, proof());
            }
            if second > 12 {
                return (DateOrder::Month, proof());
            }
            usual = match sign {
                '/' if language == Language::English => DateOrder::Month,
                _ => DateOrder::Day,
            };
        }
    }
    (usual, String::new())
}

fn decimal<'a>(rows: impl Iterator<Item = &'a Row>, columns: &[usize], language: Language) -> char {
    let (mut points, mut commas) = (0, 0);
    for row in rows {
        for column in columns {
            let bytes = text(row.cell(*column)).as_bytes();
            for at in 1..bytes.len().saturating_sub(1).min(200) {
                let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
                let fraction = digit(at - 1) && digit(at + 1) && !(digit(at + 2) && digit(at + 3));
                match bytes[at] {
                    b'.' if fraction => points += 1,
                    b',' if fraction => commas += 1,
                    _ => {}
                }
            }
        }
    }
    match (points, commas) {
        (points, commas) if points > commas => '.',
        (points, commas) if commas > points => ',',
        _ if language == Language::English => '.',
        _ => ',',
    }
}

fn of_one<'a>(rows: impl Iterator<Item = &'a Row>, columns: &[usize]) -> bool {
    let mut parts = false;
    for row in rows {
        for column in columns {
            let value = match row.cell(*column) {
                Cell::Number(number) if number.form == Form::Plain => number.value,
                Cell::Text(text) => match Decimal::from_str_exact(text.trim()) {
                    Ok(value) => value,
                    Err(_) => return false,
                },
                Cell::Number(_) => return false,
                _ => continue,
            };
            if value > Decimal::ONE {
                return false;
            }
            parts |= value > Decimal::ZERO && value < Decimal::ONE;
        }
    }
    parts
}
