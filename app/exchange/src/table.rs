//! Task tables: CSV, XLSX and the JSON of OData feeds, in and out.
//!
//! Reading has three steps, and whatever is guessed in one can be changed before the next:
//! [`read`] makes cells of bytes (encoding, delimiter: [`read_as`] takes other ones), [`guess`]
//! says which column means what and how dates and numbers are written, [`understand`] makes tasks
//! of cells, with every problem at its row. What comes out is the same as for any other format.

mod cell;
mod date;
mod decode;
mod field;
mod guess;
mod json;
mod link;
mod mapping;
mod outline;
mod pack;
mod record;
mod settle;
mod sheet;
mod split;
mod tie;
mod value;
mod write;
mod xlsx;

pub use cell::{Predecessor, read_predecessors, write_predecessors};
pub use field::{FIELDS, Field};
pub use mapping::{Column, DateOrder, DateSystem, Language, Mapping, Preset};
pub use record::Record;
pub use settle::Records;
pub use sheet::{Book, Cell, Delimiter, Encoding, Form, Number, Reading, Row, Sheet, Source};
pub use write::{Options, Written, write_csv, write_xlsx};

use crate::msproject::Understood;

/// Largest file that is read, in bytes.
pub const SIZE: usize = 50 * 1024 * 1024;
/// Most rows that are read of one sheet, blank ones not counted.
pub const ROWS: usize = 200_000;
/// Most columns of one row.
pub const COLUMNS: usize = 1_024;
/// Most cells that are read of a file.
pub const CELLS: usize = 4_000_000;
/// Most bytes that a compressed workbook may unpack to.
pub const UNPACKED: usize = 200 * 1024 * 1024;

/// Why a table is not imported. Nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No bytes.
    #[error("The file is empty.")]
    Empty,
    /// Too many bytes.
    #[error("The file has {megabytes} MB; up to 50 MB are read. Split it.")]
    TooLarge {
        /// How large it is.
        megabytes: usize,
    },
    /// A workbook of the old kind.
    #[error(
        "This is an old .xls workbook. Open it and save it as .xlsx or .csv, then import that."
    )]
    OldWorkbook,
    /// Bytes that are not a text in the encoding asked for.
    #[error("The file cannot be read as {encoding}. Choose another encoding.")]
    NotText {
        /// Which one was tried.
        encoding: &'static str,
    },
    /// Bytes that are no text at all.
    #[error("This is not a table: the file holds bytes that no text has.")]
    Binary,
    /// Too many rows.
    #[error("The table has more than 200,000 rows. Split it.")]
    TooManyRows,
    /// Too many columns.
    #[error("Row {row} has more than 1,024 columns. Is the delimiter right?")]
    TooManyColumns {
        /// Which row.
        row: u32,
    },
    /// Too many cells.
    #[error("The table has more than 4,000,000 cells. Leave columns out or split it.")]
    TooManyCells,
    /// A compressed file that is no workbook.
    #[error("This is a compressed file without a workbook in it. Unpack it first.")]
    NoWorkbook,
    /// A workbook that unpacks to far too much.
    #[error("The workbook unpacks to more than 200 MB, which no task table needs. It is not read.")]
    Bomb,
    /// A workbook that is damaged.
    #[error("The workbook is damaged: {why}.")]
    Damaged {
        /// What is wrong.
        why: String,
    },
    /// JSON that is no list of rows.
    #[error("This JSON is not a list of tasks or projects: {why}.")]
    NotRows {
        /// What is wrong.
        why: String,
    },
    /// Nothing in it.
    #[error("There are no rows in this table.")]
    NoRows,
    /// No column of names.
    #[error("No column holds the names of the tasks. Choose one.")]
    NoNames,
}

/// Reads a table; encoding and delimiter are guessed.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Book, Refused> {
    read_as(bytes, file_name, Reading::default())
}

/// Reads a table with what is already known about it.
pub fn read_as(bytes: &[u8], file_name: &str, reading: Reading) -> Result<Book, Refused> {
    let name = file_name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .to_owned();
    match bytes {
        [] => return Err(Refused::Empty),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(Refused::OldWorkbook),
        bytes if bytes.len() > SIZE => {
            let megabytes = bytes.len().div_ceil(1024 * 1024);
            return Err(Refused::TooLarge { megabytes });
        }
        _ => {}
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let (date_system, sheets) = xlsx::read(bytes)?;
        return Ok(Book {
            source: Source::Xlsx { date_system },
            file_name: name,
            sheets,
        });
    }
    let decoded = decode::decode(bytes, reading.encoding)?;
    if decoded.text.trim_start().starts_with(['{', '[']) && name.to_lowercase().ends_with(".json") {
        let sheets = vec![json::read(&decoded.text)?];
        return Ok(Book {
            source: Source::Json,
            file_name: name,
            sheets,
        });
    }
    let (delimiter, declared) = split::delimiter(&decoded.text, reading.delimiter);
    let sheet = split::split(&decoded.text, delimiter)?;
    let source = Source::Csv {
        encoding: decoded.encoding,
        encoding_guessed: decoded.guessed,
        delimiter,
        declared,
    };
    Ok(Book {
        source,
        file_name: name,
        sheets: vec![sheet],
    })
}

/// Guesses which sheet holds the tasks, what its columns mean and how its values are written.
pub fn guess(book: &Book) -> Mapping {
    guess::book(book)
}

/// The same for one sheet.
pub fn guess_sheet(book: &Book, sheet: usize) -> Mapping {
    guess::sheet(book, sheet)
}

/// Guesses columns and values anew after the header row, layout or language was changed.
pub fn guess_columns(book: &Book, mapping: &mut Mapping) {
    if let Some(sheet) = book.sheets.get(mapping.sheet) {
        guess::columns(sheet, mapping);
        guess::values(sheet, mapping);
    }
}

/// What the rows say, before they become a plan: exact shares, rows of the file, links.
pub fn records(book: &Book, mapping: &Mapping) -> Result<Records, Refused> {
    settle::records(book, mapping)
}

/// Understands a table: the same as any other format becomes, with problems and report.
pub fn understand(book: &Book, mapping: &Mapping) -> Result<Understood, Refused> {
    settle::understood(book, mapping)
}

/// The projects that the rows belong to, with how many rows each has, where a feed holds several.
pub fn projects(book: &Book, mapping: &Mapping) -> Vec<(String, usize)> {
    let (Some(column), Some(sheet)) = (
        mapping.column(&Field::Project),
        book.sheets.get(mapping.sheet),
    ) else {
        return Vec::new();
    };
    let header = mapping.header_row.unwrap_or(0);
    let mut out: Vec<(String, usize)> = Vec::new();
    for row in sheet.rows.iter().filter(|row| row.number > header) {
        let name = row.cell(column).shown(mapping.date_system);
        let full = name.trim().is_empty() || out.len() >= 1_000;
        match out.iter_mut().find(|(it, _)| it == name.trim()) {
            Some(found) => found.1 += 1,
            None if !full => {
                out.push((name.trim().to_owned(), 1));
            }
            None => {}
        }
    }
    out
}
