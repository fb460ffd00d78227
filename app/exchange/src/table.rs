//! Task tables: CSV, XLSX and the JSON of OData feeds, in and out.
//!
//! Reading has three steps, and whatever is guessed in one can be changed before the next:
//! [`read`] makes cells of bytes (encoding, delimiter: [`read_as`] takes other ones), [`guess`]
//! says which column means what and how dates and numbers are written, [`understand`] makes tasks
//! of cells, with every problem at its row. What comes out is the same as for any other format.

mod sheet;
mod field;
mod mapping;

pub use field::Field;
pub use mapping::{Column, DateOrder, DateSystem, Language, Mapping, Preset};
pub use sheet::{Book, Cell, Delimiter, Encoding, Form, Number, Reading, Row, Sheet, Source};

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
    #[error("This is an old .xls workbook. Open it and save it as .xlsx or .csv, then import that.")]
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
