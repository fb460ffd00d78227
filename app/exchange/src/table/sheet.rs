//! Cells before anybody said what they mean.

use std::borrow::Cow;

use model::Decimal;

use super::mapping::DateSystem;

/// How a text file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, little end first ("Unicode text" of Excel).
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Western European Windows.
    Windows1252,
}

impl Encoding {
    /// All of them, for a list to choose from.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252];

    /// Its usual name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// What stands between two fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delimiter {
    /// A comma.
    #[default]
    Comma,
    /// A semicolon.
    Semicolon,
    /// A tab.
    Tab,
    /// An upright stroke.
    Pipe,
}

impl Delimiter {
    /// All of them, for a list to choose from.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    /// The letter itself.
    pub fn letter(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
            Self::Pipe => '|',
        }
    }

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Pipe => "upright stroke",
        }
    }
}

/// How to make cells of bytes; what is `None` is guessed. Only text files have a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The delimiter.
    pub delimiter: Option<Delimiter>,
}

/// What kind of file the cells come from, with what was found out about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Text with delimiters.
    Csv {
        /// How it is written.
        encoding: Encoding,
        /// Nothing in the file says so: the encoding is a guess.
        encoding_guessed: bool,
        /// What stands between fields.
        delimiter: Delimiter,
        /// A line `sep=` says so.
        declared: bool,
    },
    /// A workbook.
    Xlsx {
        /// How its dates count, as it says itself.
        date_system: DateSystem,
    },
    /// The rows of a feed.
    Json,
}

impl Source {
    /// "CSV", "XLSX" or "JSON".
    pub fn word(self) -> &'static str {
        match self {
            Self::Csv { .. } => "CSV",
            Self::Xlsx { .. } => "XLSX",
            Self::Json => "JSON",
        }
    }
}

/// A file as sheets of cells. A text file has one sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// What it was read from.
    pub source: Source,
    /// Its name, without folders.
    pub file_name: String,
    /// Its sheets in order.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name; empty for a text file.
    pub name: String,
    /// Hidden by its author.
    pub hidden: bool,
    /// Rows that are not blank, in order.
    pub rows: Vec<Row>,
    /// Rows in all, blank ones too.
    pub height: u32,
    /// Columns of the widest row.
    pub width: usize,
    /// The row with a quotation mark that is never closed.
    pub unclosed: Option<u32>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number in the file, from 1.
    pub number: u32,
    /// How many fields it has, empty ones at the end too.
    pub fields: u32,
    /// Its cells, without empty ones at the end.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A cell; one that is not there is empty.
    pub fn cell(&self, index: usize) -> &Cell {
        self.cells.get(index).unwrap_or(&Cell::Empty)
    }
}

/// How a number of a workbook is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// As a number.
    #[default]
    Plain,
    /// As a percentage: 0.5 is shown as 50 %.
    Percent,
    /// As a date, perhaps with a time.
    Date,
}

/// A number of a workbook or feed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// Its value as stored.
    pub value: Decimal,
    /// How it is shown.
    pub form: Form,
    /// Digits after the point that its format always shows.
    pub decimals: u8,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text as it stands.
    Text(String),
    /// A number, or a date as a number of days.
    Number(Number),
    /// Yes or no.
    Truth(bool),
    /// A formula without a stored value, or one that failed ("#REF!").
    Fault(String),
}

impl Cell {
    /// Nothing, or only spaces.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// What a person sees in it.
    pub fn shown(&self, dates: DateSystem) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Truth(yes) => Cow::Borrowed(if *yes { "Yes" } else { "No" }),
            Self::Fault(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.shown(dates)),
        }
    }
}

impl Number {
    /// What a person sees.
    pub fn shown(&self, dates: DateSystem) -> String {
        match self.form {
            Form::Percent => {
                let percent = self.value.checked_mul(Decimal::ONE_HUNDRED);
                format!("{} %", percent.unwrap_or(self.value).normalize())
            }
            Form::Date => match dates.moment(self.value) {
                Some(at) if at.time() == model::DateTime::default().time() => at.date().to_string(),
                Some(at) => at.strftime("%Y-%m-%d %H:%M").to_string(),
                None => self.value.normalize().to_string(),
            },
            Form::Plain => {
                let mut value = self.value.normalize();
                if value.scale() < u32::from(self.decimals) {
                    value.rescale(u32::from(self.decimals));
                }
                value.to_string()
            }
        }
    }
}
