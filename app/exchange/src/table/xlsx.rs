//! Workbooks to cells, with the formats of numbers: a percentage, a date and 2.10 are told apart by
//! them. Read part by part under a cap; formulas, links and macros are never followed.

mod style;
use style::styles;

use std::collections::BTreeMap;

use model::Decimal;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::pack::Pack;
use super::{CELLS, COLUMNS, Cell, DateSystem, Form, Number, ROWS, Refused, Row, Sheet};

/// The last row that a sheet can have.
const LAST_ROW: u32 = 1_048_576;

fn damaged(why: &str) -> Refused {
    Refused::Damaged {
        why: why.to_owned(),
    }
}

fn text(part: &[u8]) -> Result<&str, Refused> {
    let part = part.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(part);
    std::str::from_utf8(part).map_err(|_| damaged("one of its parts is not UTF-8"))
}

/// Reads every sheet.
pub(crate) fn read(bytes: &[u8]) -> Result<(DateSystem, Vec<Sheet>), Refused> {
    let mut pack = Pack::open(bytes)?;
    let Some(book) = pack.part("xl/workbook.xml")? else {
        return Err(Refused::NoWorkbook);
    };
    let (dates, listed) = workbook(&book)?;
    let targets = match pack.part("xl/_rels/workbook.xml.rels")? {
        Some(part) => relations(&part)?,
        None => BTreeMap::new(),
    };
    let formats = pack
        .part("xl/styles.xml")?
        .map(|part| styles(&part))
        .transpose()?;
    let shared = pack
        .part("xl/sharedStrings.xml")?
        .map(|part| strings(&part))
        .transpose()?;
    let mut cells = 0;
    let mut sheets = Vec::new();
    for (index, (name, hidden, id)) in listed.into_iter().enumerate().take(100) {
        let usual = format!("worksheets/sheet{}.xml", index + 1);
        let target = targets.get(&id).map_or(usual.as_str(), String::as_str);
        let path = match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        };
        let Some(part) = pack.part(&path)? else {
            continue;
        };
        let known = Known {
            formats: formats.as_deref().unwrap_or_default(),
            shared: shared.as_deref().unwrap_or_default(),
        };
        let mut sheet = sheet(&part, &known, &mut cells)?;
        (sheet.name, sheet.hidden) = (name, hidden);
        sheets.push(sheet);
    }
    Ok((dates, sheets))
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start
        .attributes()
        .flatten()
        .find(|it| it.key.local_name().as_ref() == name)?;
    Some(
        found
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .ok()?
            .into_owned(),
    )
}

/// The start tags of a small part, in order.
fn starts(part: &[u8], mut each: impl FnMut(&str, &BytesStart<'_>)) -> Result<(), Refused> {
    let mut reader = Reader::from_str(text(part)?);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                let name = start.local_name();
                each(name.as_ref(), &start);
            }
            Ok(Event::DocType(_)) => return Err(damaged("it has a document type")),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(damaged("one of its parts is not valid XML")),
        }
    }
}

type Listed = (String, bool, String);

fn workbook(part: &[u8]) -> Result<(DateSystem, Vec<Listed>), Refused> {
    let mut dates = DateSystem::From1900;
    let mut sheets = Vec::new();
    starts(part, |name, start| match name {
        "workbookPr" => {
            let value = attribute(start, "date1904");
            if matches!(value.as_deref(), Some("1" | "true")) {
                dates = DateSystem::From1904;
            }
        }
        "sheet" => {
            let hidden = attribute(start, "state").is_some_and(|it| it != "visible");
            // `sheetId` has another local name; `r:id` ends in `id`.
            let id = attribute(start, "id").unwrap_or_default();
            sheets.push((attribute(start, "name").unwrap_or_default(), hidden, id));
        }
        _ => {}
    })?;
    Ok((dates, sheets))
}

fn relations(part: &[u8]) -> Result<BTreeMap<String, String>, Refused> {
    let mut out = BTreeMap::new();
    starts(part, |name, start| {
        if name == "Relationship"
            && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
        {
            out.insert(id, target);
        }
    })?;
    Ok(out)
}

/// The text of an event inside a text element.
fn text_of(event: &Event<'_>, out: &mut String) {
    match event {
        Event::Text(text) => out.push_str(text),
        Event::CData(text) => out.push_str(text),
        Event::GeneralRef(name) => {
            let name: &str = name;
            let number = name
                .strip_prefix('#')
                .and_then(|it| match it.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => it.parse().ok(),
                });
            out.extend(match name {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                _ => number.and_then(char::from_u32),
            });
        }
        _ => {}
    }
}

fn strings(part: &[u8]) -> Result<Vec<String>, Refused> {
    let mut reader = Reader::from_str(text(part)?);
    let mut out = Vec::new();
    let mut string = String::new();
    let (mut inside, mut phonetic) = (false, false);
    loop {
        match reader
            .read_event()
            .map_err(|_| damaged("its texts are not valid XML"))?
        {
            Event::Start(start) => match start.local_name().as_ref() {
                "si" => string.clear(),
                "t" => inside = true,
                "rPh" => phonetic = true,
                _ => {}
            },
            Event::Empty(start) if start.local_name().as_ref() == "si" => out.push(String::new()),
            Event::End(end) => match end.local_name().as_ref() {
                "si" => out.push(std::mem::take(&mut string)),
                "t" => inside = false,
                "rPh" => phonetic = false,
                _ => {}
            },
            Event::DocType(_) => return Err(damaged("it has a document type")),
            Event::Eof => return Ok(out),
            event if inside && !phonetic => text_of(&event, &mut string),
            _ => {}
        }
        if out.len() > CELLS {
            return Err(Refused::TooManyCells);
        }
    }
}

struct Known<'a> {
    formats: &'a [(Form, u8)],
    shared: &'a [String],
}

#[derive(Default)]
struct Open {
    column: usize,
    kind: String,
    style: usize,
    value: String,
    inline: String,
    formula: bool,
}

fn sheet(part: &[u8], known: &Known<'_>, cells: &mut usize) -> Result<Sheet, Refused> {
    let mut reader = Reader::from_str(text(part)?);
    let mut sheet = Sheet::default();
    let mut row = Row::default();
    let mut next_row = 1;
    let mut open = Open::default();
    let mut next_column = 0;
    let mut place = "";
    loop {
        let event = reader
            .read_event()
            .map_err(|_| damaged("a sheet is not valid XML"))?;
        let empty = matches!(event, Event::Empty(_));
        match &event {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "row" => {
                    let number = attribute(start, "r").and_then(|it| it.parse().ok());
                    row = Row {
                        number: number.unwrap_or(next_row).clamp(1, LAST_ROW),
                        ..Row::default()
                    };
                    next_row = row.number.saturating_add(1);
                    sheet.height = sheet.height.max(row.number);
                    next_column = 0;
                }
                "c" => {
                    let at = attribute(start, "r").and_then(|it| column(&it));
                    open = Open {
                        column: at.unwrap_or(next_column),
                        kind: attribute(start, "t").unwrap_or_default(),
                        style: attribute(start, "s")
                            .and_then(|it| it.parse().ok())
                            .unwrap_or(0),
                        ..Open::default()
                    };
                    next_column = open.column + 1;
                }
                "v" if !empty => place = "v",
                "t" if !empty => place = "t",
                "f" => open.formula = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "v" | "t" => place = "",
                "c" => put(std::mem::take(&mut open), known, &mut row, cells)?,
                "row" => close(std::mem::take(&mut row), &mut sheet)?,
                _ => {}
            },
            Event::DocType(_) => return Err(damaged("it has a document type")),
            Event::Eof => break,
            event => match place {
                "v" => text_of(event, &mut open.value),
                "t" => text_of(event, &mut open.inline),
                _ => {}
            },
        }
    }
    // Rows may stand in any order in a damaged file; numbers must grow for what follows.
    sheet.rows.sort_by_key(|row| row.number);
    sheet.rows.dedup_by_key(|row| row.number);
    Ok(sheet)
}

fn close(row: Row, sheet: &mut Sheet) -> Result<(), Refused> {
    if row.cells.iter().all(Cell::is_blank) {
        return Ok(());
    }
    sheet.width = sheet.width.max(row.cells.len());
    sheet.rows.push(row);
    if sheet.rows.len() > ROWS {
        Err(Refused::TooManyRows)
    } else {
        Ok(())
    }
}

/// Column of "AB12", from 0.
fn column(reference: &str) -> Option<usize> {
    let letters = reference
        .bytes()
        .take_while(u8::is_ascii_alphabetic)
        .take(4);
    let number = letters.fold(0, |sum, it| {
        sum * 26 + usize::from(it.to_ascii_uppercase() - b'A') + 1
    });
    number.checked_sub(1)
}

fn put(open: Open, known: &Known<'_>, row: &mut Row, cells: &mut usize) -> Result<(), Refused> {
    let column = open.column;
    let cell = cell(open, known);
    if cell == Cell::Empty {
        return Ok(());
    }
    if column >= COLUMNS {
        return Err(Refused::TooManyColumns { row: row.number });
    }
    if row.cells.len() <= column {
        *cells += column + 1 - row.cells.len();
        row.cells.resize(column + 1, Cell::Empty);
    }
    if *cells > CELLS {
        return Err(Refused::TooManyCells);
    }
    row.cells[column] = cell;
    Ok(())
}

fn cell(open: Open, known: &Known<'_>) -> Cell {
    let value = open.value.trim();
    if open.formula && value.is_empty() && open.inline.is_empty() && open.kind != "str" {
        return Cell::Fault("a formula without a stored value".into());
    }
    let text = match open.kind.as_str() {
        "s" => value
            .parse()
            .ok()
            .and_then(|at: usize| known.shared.get(at))
            .cloned()
            .unwrap_or_default(),
        "inlineStr" => open.inline,
        "str" => open.value,
        "b" => return Cell::Truth(value == "1"),
        "e" => return Cell::Fault(format!("the formula failed with {value}")),
        "d" => value.to_owned(),
        _ => {
            let number = Decimal::from_str_exact(value).or_else(|_| {
                let scientific = Decimal::from_scientific(value);
                scientific.or_else(|_| value.get(..28).unwrap_or(value).parse())
            });
            let (form, decimals) = known.formats.get(open.style).copied().unwrap_or_default();
            return match number {
                Ok(value) => Cell::Number(Number {
                    value,
                    form,
                    decimals,
                }),
                Err(_) if value.is_empty() => Cell::Empty,
                Err(_) => Cell::Text(value.to_owned()),
            };
        }
    };
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text)
    }
}
