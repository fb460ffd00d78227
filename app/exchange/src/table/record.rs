//! Rows to records: what each cell says, once its column is known. Whatever had to be guessed,
//! changed or left out is told with its row.

mod cell;
use std::collections::BTreeMap;

use model::{Constraint, ConstraintKind, DateTime, Decimal, Span};
use rust_decimal::prelude::ToPrimitive;

use super::{Cell, Field, Form, Mapping, Row, Sheet, date, value};
use crate::problem::{About, Problems, Severity};

/// One row as understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Its number in the file, from 1.
    pub row: u32,
    /// Its ID in the file, when it is a number that no row before it has.
    pub id: Option<i64>,
    /// Its name.
    pub name: String,
    /// Outline level, from 1.
    pub level: u32,
    /// The record above it.
    pub parent: Option<usize>,
    /// Others are below it.
    pub summary: bool,
    /// Outline number as written or as it must have been: "2.10".
    pub outline_number: String,
    /// Marks a point in time.
    pub milestone: bool,
    /// Not left out of the plan.
    pub active: Option<bool>,
    /// Scheduled by hand.
    pub manual: Option<bool>,
    /// How long it takes.
    pub duration: Option<Span>,
    /// When it starts.
    pub start: Option<DateTime>,
    /// When it finishes.
    pub finish: Option<DateTime>,
    /// How much is done, exactly.
    pub percent: Option<Decimal>,
    /// Who works on it: name, address, share where 1 is full time.
    pub people: Vec<(String, String, Decimal)>,
    /// Long text.
    pub notes: String,
    /// The word for how far it is.
    pub status: String,
    pub(crate) uid: Option<i64>,
    pub(crate) guid: String,
    pub(crate) key: String,
    pub(crate) stated_level: Option<i64>,
    pub(crate) indent: usize,
    pub(crate) above: String,
    pub(crate) number: Option<Decimal>,
    pub(crate) constraint: Constraint,
    pub(crate) deadline: Option<DateTime>,
    pub(crate) actual_start: Option<DateTime>,
    pub(crate) actual_finish: Option<DateTime>,
    pub(crate) work: Option<i64>,
    pub(crate) priority: Option<u16>,
    pub(crate) custom: BTreeMap<String, String>,
    pub(crate) before: Vec<Cell>,
    pub(crate) after: Vec<Cell>,
    pub(crate) project: String,
    pub(crate) is_project: bool,
    no_duration: bool,
    bad_duration: bool,
}

impl Record {
    pub(crate) fn about(&self) -> About {
        About::Task {
            uid: None,
            row: Some(self.row),
            name: self.name.clone(),
        }
    }
}

pub(crate) struct Reader<'a> {
    pub mapping: &'a Mapping,
    pub problems: &'a mut Problems,
    pub unitless: Vec<(u32, String, String)>,
    pub lengths: usize,
}

impl Reader<'_> {
    fn tell(&mut self, record: &Record, severity: Severity, why: impl Into<String>) {
        self.problems.push(severity, record.about(), why);
    }

    /// Every row below the header as a record.
    pub fn records(&mut self, sheet: &Sheet) -> Vec<Record> {
        let first = self.mapping.header_row.unwrap_or(0);
        let mut out = Vec::with_capacity(sheet.rows.len());
        for row in sheet.rows.iter().filter(|row| row.number > first) {
            out.extend(self.record(row));
        }
        self.durations();
        out
    }

    fn durations(&mut self) {
        let unit = self.mapping.duration_unit.word();
        let unitless = std::mem::take(&mut self.unitless);
        if unitless.len() * 2 > self.lengths {
            let about = About::Field {
                name: "column Duration".into(),
            };
            let why = format!("Its numbers have no unit: taken as \u{201c}{unit}\u{201d}.");
            self.problems.push(Severity::Mapped, about, why);
            return;
        }
        for (row, name, text) in unitless {
            let about = About::Task {
                uid: None,
                row: Some(row),
                name,
            };
            let why = format!(
                "Its duration \u{201c}{text}\u{201d} has no unit: \u{201c}{unit}\u{201d} is taken."
            );
            self.problems.push(Severity::Mapped, about, why);
        }
    }

    fn record(&mut self, row: &Row) -> Option<Record> {
        let mut it = Record {
            row: row.number,
            ..Record::default()
        };
        let columns = &self.mapping.columns;
        let name = self.mapping.column(&Field::Name);
        let text = name
            .map(|at| row.cell(at).shown(self.mapping.date_system))
            .unwrap_or_default();
        let trimmed = text.trim_start_matches([' ', '\t', '\u{a0}']);
        it.indent = text.chars().count() - trimmed.chars().count();
        let (name, _) = crate::msproject::line(trimmed.trim_end(), crate::msproject::NAME_LENGTH);
        it.name = name;
        if it.name.is_empty() {
            let id = self.mapping.column(&Field::Id).map(|at| row.cell(at));
            let total = matches!(id, Some(Cell::Text(text)) if text.trim().parse::<i64>().is_err());
            let why = match id.filter(|_| total) {
                Some(Cell::Text(word)) => {
                    format!(
                        "It has no name, and \u{201c}{}\u{201d} is no ID: a total, not a task.",
                        word.trim()
                    )
                }
                _ => "It has no name.".to_owned(),
            };
            self.tell(&it, Severity::Dropped, why);
            return None;
        }
        if it.indent > 0 && !self.mapping.indent_levels {
            let why = "Spaces before its name were left out. They may mean a level below: choose \
                       \u{201c}indentation means levels\u{201d} if they do.";
            self.tell(&it, Severity::Mapped, why);
        }
        self.width(&it, row);
        for (index, column) in columns.iter().enumerate() {
            let cell = row.cell(index);
            if let Some(field) = column.field.as_ref().filter(|field| **field != Field::Name) {
                self.cell(&mut it, field, cell, &column.header);
            }
        }
        self.settle(&mut it);
        Some(it)
    }

    fn width(&mut self, it: &Record, row: &Row) {
        let columns = self.mapping.columns.len();
        let last = row
            .cells
            .iter()
            .rposition(|cell| !cell.is_blank())
            .map_or(0, |at| at + 1);
        if row.fields == 0 || self.mapping.header_row.is_none() {
            return;
        }
        if row.fields as usize > columns && last <= columns {
            let more = row.fields as usize - columns;
            self.tell(
                it,
                Severity::Mapped,
                format!("It has {more} fields too many; they are empty."),
            );
        } else if (row.fields as usize) + 1 < columns {
            let why = "It has fewer fields than the header: the others are empty.";
            self.tell(it, Severity::Mapped, why);
        }
    }

    fn cell(&mut self, it: &mut Record, field: &Field, cell: &Cell, header: &str) {
        if let Cell::Fault(text) = cell {
            let why = format!("Its {} is left out: {text}.", field.word());
            return self.tell(it, Severity::Dropped, why);
        }
        if cell.is_blank() {
            it.no_duration |= *field == Field::Duration;
            return;
        }
        let text = cell.shown(self.mapping.date_system).trim().to_owned();
        match field {
            Field::Id => it.key = text,
            Field::Uid => it.uid = text.parse().ok().filter(|uid| *uid > 0),
            Field::Guid => it.guid = text.chars().take(200).collect(),
            Field::Active => it.active = self.truth(it, cell, header),
            Field::Mode => it.manual = Some(manual(cell)),
            Field::Milestone => it.milestone = self.truth(it, cell, header).unwrap_or(false),
            Field::Estimated => {
                let estimated = self.truth(it, cell, header).unwrap_or(false);
                if let Some(span) = &mut it.duration {
                    span.estimated = estimated;
                }
            }
            Field::ProjectRow => it.is_project = self.truth(it, cell, header).unwrap_or(false),
            Field::Project => it.project = text,
            Field::Duration => self.duration(it, cell),
            Field::Start => it.start = self.moment(it, cell, field, false),
            Field::Finish => it.finish = self.moment(it, cell, field, true),
            Field::Deadline => it.deadline = self.moment(it, cell, field, true),
            Field::ActualStart => it.actual_start = self.moment(it, cell, field, false),
            Field::ActualFinish => it.actual_finish = self.moment(it, cell, field, true),
            Field::ConstraintDate => it.constraint.at = self.moment(it, cell, field, false),
            Field::ConstraintType => self.constraint(it, &text),
            Field::Predecessors => it.before.push(cell.clone()),
            Field::Successors => it.after.push(cell.clone()),
            Field::Level => it.stated_level = text.parse().ok(),
            Field::OutlineNumber => self.outline(it, cell, text),
            Field::Parent => it.above = text,
            Field::PercentComplete => self.percent(it, cell),
            Field::Work => it.work = self.work(it, cell),
            Field::Resources => people(it, &text),
            Field::Email => email(it, text),
            Field::Notes => {
                it.notes = crate::msproject::lines(&text, crate::msproject::NOTES_LENGTH).0
            }
            Field::Status => it.status = text,
            Field::Priority => it.priority = text.parse().ok().filter(|it| *it <= 1000),
            Field::Custom(key) => {
                it.custom
                    .insert(key.clone(), text.chars().take(2_000).collect());
            }
            Field::Name => {}
        }
    }

    /// What follows from several cells.
    fn settle(&mut self, it: &mut Record) {
        if it.duration.is_some_and(|span| span.minutes == 0) {
            it.milestone = true;
        }
        if !it.status.is_empty() && it.percent.is_none() {
            if value::is_done(&it.status) {
                it.percent = Some(Decimal::ONE_HUNDRED);
            } else if let Some(share) = it.status.strip_suffix('%') {
                let read = value::number(share, self.mapping.decimal);
                it.percent = read
                    .map(|it| it.value)
                    .filter(|it| *it <= Decimal::ONE_HUNDRED && !it.is_sign_negative());
            }
        }
        if it.percent.is_none() && it.actual_finish.is_some() {
            it.percent = Some(Decimal::ONE_HUNDRED);
        }
        let midnight = |at: DateTime, minute: u16| {
            at.time() == jiff::civil::time((minute / 60) as i8, (minute % 60) as i8, 0, 0)
        };
        if let (true, Some(start), Some(finish)) = (it.milestone, it.start, it.finish)
            && midnight(start, self.mapping.start_minute)
            && midnight(finish, self.mapping.finish_minute)
            && start.date() == finish.date()
        {
            it.start = Some(finish);
        }
        let free = matches!(
            it.constraint.kind,
            ConstraintKind::AsSoonAsPossible | ConstraintKind::AsLateAsPossible
        );
        if free {
            it.constraint.at = None;
        } else if it.constraint.at.is_none() {
            self.tell(
                it,
                Severity::Mapped,
                "Its constraint has no date: as soon as possible.",
            );
            it.constraint = Constraint::default();
        }
    }

    /// Durations of those that state none, once it is known who has rows below.
    pub fn missing(&mut self, records: &mut [Record]) {
        let day = i64::from(self.mapping.units.minutes_per_day);
        let guess = Span {
            minutes: day,
            estimated: true,
            ..Span::default()
        };
        for it in records.iter_mut().filter(|it| it.duration.is_none()) {
            let dated = it.start.is_some() && it.finish.is_some();
            if it.bad_duration {
                it.duration = Some(guess);
            } else if it.no_duration && !it.summary && !dated {
                it.duration = Some(guess);
                self.problems.push(
                    Severity::Mapped,
                    it.about(),
                    "It has no duration: 1 day, estimated.",
                );
            }
        }
    }
}

fn manual(cell: &Cell) -> bool {
    match cell {
        Cell::Truth(yes) => *yes,
        Cell::Text(text) => {
            text.to_lowercase().contains("manu") || value::truth(text) == Some(true)
        }
        _ => false,
    }
}

/// "Müller[50%];Böhm", "Ada Lovelace, Grace Hopper <grace@example.org>".
fn people(it: &mut Record, text: &str) {
    let separator = if text.contains(';') { ';' } else { ',' };
    for part in text
        .split(separator)
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let (name, share) = match part.split_once('[') {
            Some((name, share)) => (name.trim(), share.trim_end_matches(']')),
            None => (part, ""),
        };
        let percent = share
            .trim_end()
            .strip_suffix('%')
            .and_then(|it| value::number(it, '.'));
        let units = percent.map_or(Decimal::ONE, |it| {
            (it.value / Decimal::ONE_HUNDRED).normalize()
        });
        let (name, email) = match name.split_once('<') {
            Some((name, email)) => (name.trim(), email.trim_end_matches('>').trim()),
            None if name.contains('@') => (name, name),
            None => (name, ""),
        };
        let name = if name.is_empty() { email } else { name };
        if it.people.len() < 200 && !it.people.iter().any(|(other, ..)| other == name) {
            it.people
                .push((name.chars().take(500).collect(), email.to_owned(), units));
        }
    }
}

fn email(it: &mut Record, text: String) {
    match it.people.as_mut_slice() {
        [only] => only.1 = text,
        [] => it.people.push((text.clone(), text, Decimal::ONE)),
        _ => {}
    }
}
