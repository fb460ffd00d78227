//! What the columns of a table mean and how its dates and numbers are written: guessed, shown, and
//! changed by whoever knows better.

use jiff::civil::DateTime;
use model::{Decimal, TimeUnit};
use rust_decimal::prelude::ToPrimitive;

use super::field::Field;
use crate::msproject::Units;

/// The language of headers, units and words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
}

impl Language {
    /// All of them, for a list to choose from.
    pub const ALL: [Self; 4] = [Self::English, Self::German, Self::French, Self::Spanish];

    /// Its two letters.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
        }
    }

    /// Its English name.
    pub fn word(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "German",
            Self::French => "French",
            Self::Spanish => "Spanish",
        }
    }
}

/// How a date of three numbers is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateOrder {
    /// 2026-04-13.
    #[default]
    Year,
    /// 13.04.2026.
    Day,
    /// 04/13/2026.
    Month,
}

impl DateOrder {
    /// All of them, for a list to choose from.
    pub const ALL: [Self; 3] = [Self::Year, Self::Day, Self::Month];

    /// "dmy".
    pub fn code(self) -> &'static str {
        match self {
            Self::Year => "ymd",
            Self::Day => "dmy",
            Self::Month => "mdy",
        }
    }

    /// "day, month, year".
    pub fn word(self) -> &'static str {
        match self {
            Self::Year => "year, month, day",
            Self::Day => "day, month, year",
            Self::Month => "month, day, year",
        }
    }
}

/// What day number 0 of a workbook is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateSystem {
    /// Excel on Windows: day 1 is 1 January 1900.
    #[default]
    From1900,
    /// Old Excel on the Macintosh: day 0 is 1 January 1904.
    From1904,
}

impl DateSystem {
    /// Both, for a list to choose from.
    pub const ALL: [Self; 2] = [Self::From1900, Self::From1904];

    /// 1900 or 1904.
    pub fn year(self) -> u16 {
        match self {
            Self::From1900 => 1900,
            Self::From1904 => 1904,
        }
    }

    /// The moment that a number of days stands for, to the minute.
    pub fn moment(self, days: Decimal) -> Option<DateTime> {
        if days.is_sign_negative() || days > Decimal::from(2_958_466) {
            return None;
        }
        let minutes = (days.checked_mul(Decimal::from(1_440))?).round().to_i64()?;
        let first = match self {
            // Excel believes in 29 February 1900; from March on its numbers are one more.
            Self::From1900 if minutes < 60 * 1_440 => DateTime::constant(1899, 12, 31, 0, 0, 0, 0),
            Self::From1900 => DateTime::constant(1899, 12, 30, 0, 0, 0, 0),
            Self::From1904 => DateTime::constant(1904, 1, 1, 0, 0, 0, 0),
        };
        first.checked_add(jiff::Span::new().minutes(minutes)).ok()
    }
}

/// A layout that is known by its headers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Preset {
    /// Any list of tasks.
    #[default]
    Plain,
    /// The task export of Microsoft Project, and our own.
    MsProject,
    /// `Tasks` of Project Online's reporting feed (ProjectData).
    ProjectOnlineTasks,
    /// `Projects` of the same feed; each project becomes one row.
    ProjectOnlineProjects,
    /// Issues of Jira.
    Jira,
    /// A project of Asana.
    Asana,
}

impl Preset {
    /// All of them, for a list to choose from.
    pub const ALL: [Self; 6] = [
        Self::Plain,
        Self::MsProject,
        Self::ProjectOnlineTasks,
        Self::ProjectOnlineProjects,
        Self::Jira,
        Self::Asana,
    ];

    /// Its name on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "Plain list",
            Self::MsProject => "Microsoft Project",
            Self::ProjectOnlineTasks => "Project Online, tasks",
            Self::ProjectOnlineProjects => "Project Online, projects",
            Self::Jira => "Jira",
            Self::Asana => "Asana",
        }
    }
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// What its header says; "Column C" where the table has none.
    pub header: String,
    /// What it means; `None` leaves it out, which the report tells.
    pub field: Option<Field>,
}

/// How to understand a sheet. Every value is public: show it, change it, understand again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// Index of the sheet.
    pub sheet: usize,
    /// The layout that the headers are known from.
    pub preset: Preset,
    /// Number of the row with the headers; `None` when there is none. After changing it call
    /// [`super::guess_columns`].
    pub header_row: Option<u32>,
    /// One for each column of the sheet.
    pub columns: Vec<Column>,
    /// Language of headers, units and words.
    pub language: Language,
    /// How dates of three numbers are written.
    pub date_order: DateOrder,
    /// Why: "row 4 has 13/04/2026", or empty when nothing in the file decides it.
    pub date_proof: String,
    /// What stands before the fraction of a number: '.' or ','.
    pub decimal: char,
    /// How dates count that are numbers.
    pub date_system: DateSystem,
    /// The unit of a duration that names none.
    pub duration_unit: TimeUnit,
    /// The unit of an effort that names none: hours, or seconds in Jira (as `None`).
    pub work_unit: Option<TimeUnit>,
    /// Numbers of the percent column without a percent sign are parts of 1.
    pub percent_of_one: bool,
    /// Spaces before names mean levels. Never guessed, only offered.
    pub indent_levels: bool,
    /// How long days, weeks and months are.
    pub units: Units,
    /// Minute of the day of a start without time.
    pub start_minute: u16,
    /// Minute of the day of a finish without time.
    pub finish_minute: u16,
    /// Dates are cells of a workbook; a text among them is told.
    pub typed_dates: bool,
    /// Only rows of this project, where a feed holds several ([`super::projects`] names them).
    pub project: Option<String>,
}

impl Mapping {
    /// The first column of a field.
    pub fn column(&self, field: &Field) -> Option<usize> {
        let is = |column: &Column| column.field.as_ref() == Some(field);
        self.columns.iter().position(is)
    }
}
