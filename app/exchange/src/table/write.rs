//! A project as a table with the English headers of Microsoft Project, so that it, we and most
//! others read it back. A text that a spreadsheet would run as a formula is written as text.

mod line;
pub(super) use line::before;
use line::table;

use std::collections::BTreeMap;

use model::schedule::Schedule;
use model::{
    Assignee, ConstraintKind, DateTime, Decimal, Id, Lag, Plan, Project, Span, StatusClass, Task,
    TaskMode, TimeUnit,
};

use super::{Delimiter, guess, pack};
use crate::msproject::Units;
use crate::report::{Entry, Report, Treatment};

/// How to write a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// What stands between two fields of a text file.
    pub delimiter: Delimiter,
    /// Begin with a byte order mark, by which spreadsheets know UTF-8.
    pub mark: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            delimiter: Delimiter::Comma,
            mark: true,
        }
    }
}

/// A written table, and what of the project is not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was left out or written in another form.
    pub report: Report,
}

enum Value {
    Text(String),
    Number(i64),
    Percent(u8),
    Moment(DateTime),
    None,
}

const HEADERS: [&str; 21] = [
    "ID",
    "Unique ID",
    "Active",
    "Task Mode",
    "Name",
    "Duration",
    "Start",
    "Finish",
    "Predecessors",
    "Outline Level",
    "Resource Names",
    "% Complete",
    "Milestone",
    "Work",
    "Constraint Type",
    "Constraint Date",
    "Deadline",
    "Actual Start",
    "Actual Finish",
    "Priority",
    "Notes",
];

struct Table {
    header: Vec<String>,
    rows: Vec<Vec<Value>>,
    report: Report,
}

/// Writes a project as CSV. `None` when there is no such project.
pub fn write_csv(
    plan: &Plan,
    schedule: Option<&Schedule>,
    project: Id<Project>,
    options: &Options,
) -> Option<Written> {
    let mut table = table(plan, schedule, project)?;
    let mut out = String::new();
    if options.mark {
        out.push('\u{feff}');
    }
    let delimiter = options.delimiter.letter();
    let mut guarded = 0;
    let header = std::mem::take(&mut table.header);
    line(&mut out, header.into_iter(), delimiter, &mut guarded);
    for row in &table.rows {
        line(&mut out, row.iter().map(written), delimiter, &mut guarded);
    }
    if guarded > 0 {
        table.report.add(Entry {
            field: "texts that begin like a formula".into(),
            treatment: Treatment::Mapped,
            count: guarded,
            reason: "an apostrophe was put before them, so that no spreadsheet runs them; reading \
                     takes it away"
                .into(),
            examples: Vec::new(),
        });
    }
    Some(Written {
        bytes: out.into_bytes(),
        report: table.report,
    })
}

fn line(
    out: &mut String,
    values: impl Iterator<Item = String>,
    delimiter: char,
    guarded: &mut u32,
) {
    for (index, value) in values.enumerate() {
        if index > 0 {
            out.push(delimiter);
        }
        let guard = is_formula(&value);
        *guarded += u32::from(guard);
        let special = [delimiter, '"', '\n', '\r'];
        let spaced = value.starts_with(' ') || value.ends_with(' ');
        if guard || spaced || value.contains(special) {
            out.push('"');
            if guard {
                out.push('\'');
            }
            out.push_str(&value.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&value);
        }
    }
    out.push_str("\r\n");
}

/// Whether a spreadsheet would run a text, or take the apostrophe of a guarded one away.
pub(crate) fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Percent(percent) => format!("{percent}%"),
        Value::Moment(at) => at.strftime("%Y-%m-%d %H:%M").to_string(),
        Value::None => String::new(),
    }
}

/// Writes a project as a workbook with one sheet. `None` when there is no such project.
pub fn write_xlsx(
    plan: &Plan,
    schedule: Option<&Schedule>,
    project: Id<Project>,
) -> Option<Written> {
    let table = table(plan, schedule, project)?;
    let mut sheet = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
         activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>",
    );
    let header = table.header.iter().cloned().map(Value::Text).collect();
    for (index, row) in std::iter::once(&header).chain(&table.rows).enumerate() {
        sheet.push_str(&format!("<row r=\"{}\">", index + 1));
        for (column, value) in row.iter().enumerate() {
            cell(
                &mut sheet,
                &format!("{}{}", guess::letters(column), index + 1),
                value,
            );
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", ROOT.to_owned()),
        ("xl/workbook.xml", WORKBOOK.to_owned()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.to_owned()),
        ("xl/styles.xml", STYLES.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    // Writing to memory cannot fail.
    let bytes = pack::write(&parts).unwrap_or_default();
    Some(Written {
        bytes,
        report: table.report,
    })
}

fn cell(out: &mut String, place: &str, value: &Value) {
    match value {
        Value::None => {}
        Value::Text(text) if text.is_empty() => {}
        Value::Text(text) => {
            out.push_str(&format!(
                "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
            ));
            for letter in text.chars() {
                match letter {
                    '&' => out.push_str("&amp;"),
                    '<' => out.push_str("&lt;"),
                    '>' => out.push_str("&gt;"),
                    '\n' | '\t' => out.push(letter),
                    '\r' => out.push_str("&#13;"),
                    '\u{FFFE}' | '\u{FFFF}' => {}
                    letter if letter.is_control() => {}
                    letter => out.push(letter),
                }
            }
            out.push_str("</t></is></c>");
        }
        Value::Number(number) => out.push_str(&format!("<c r=\"{place}\"><v>{number}</v></c>")),
        Value::Percent(percent) => {
            let part = Decimal::new(i64::from(*percent), 2).normalize();
            out.push_str(&format!("<c r=\"{place}\" s=\"2\"><v>{part}</v></c>"));
        }
        Value::Moment(at) => {
            let first = jiff::civil::date(1899, 12, 30);
            let days = (at.date() - first).get_days();
            let minutes = i64::from(at.hour()) * 60 + i64::from(at.minute());
            let part = Decimal::from(minutes) / Decimal::from(1_440);
            let serial = (Decimal::from(days) + part).round_dp(10).normalize();
            out.push_str(&format!("<c r=\"{place}\" s=\"1\"><v>{serial}</v></c>"));
        }
    }
}

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>";
const ROOT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
const WORKBOOK: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Task_Table\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";
const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/></numFmts><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/><xf numFmtId=\"9\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";
