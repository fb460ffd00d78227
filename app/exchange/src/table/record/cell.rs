//! What single cells say: truths, outline, moments, lengths, shares.

use super::*;

impl Reader<'_> {
    pub(super) fn truth(&mut self, it: &Record, cell: &Cell, header: &str) -> Option<bool> {
        let found = match cell {
            Cell::Truth(yes) => Some(*yes),
            cell => value::truth(&cell.shown(self.mapping.date_system)),
        };
        if found.is_none() {
            let text = cell.shown(self.mapping.date_system).into_owned();
            let why = format!("Its {header} \u{201c}{text}\u{201d} is neither yes nor no.");
            self.tell(it, Severity::Dropped, why);
        }
        found
    }

    pub(super) fn outline(&mut self, it: &mut Record, cell: &Cell, text: String) {
        match cell {
            Cell::Number(number) if number.form == Form::Date => {
                let at = self.mapping.date_system.moment(number.value);
                let offer = at
                    .map(|at| format!("{}.{}", at.month(), at.day()))
                    .unwrap_or_default();
                let other = at
                    .map(|at| format!("{}.{}", at.day(), at.month()))
                    .unwrap_or_default();
                let why = format!(
                    "Its outline number is a date ({text}): it stays in row order at level 1. It \
                     may have been {other} or {offer}."
                );
                self.tell(it, Severity::Mapped, why);
            }
            Cell::Number(number) => {
                it.number = Some(number.value.normalize());
                it.outline_number = number.value.normalize().to_string();
            }
            _ => it.outline_number = text.trim_end_matches('.').to_owned(),
        }
    }

    pub(super) fn constraint(&mut self, it: &mut Record, text: &str) {
        let plain = text.to_lowercase();
        let found = ConstraintKind::ALL
            .iter()
            .find(|kind| kind.word().to_lowercase() == plain);
        match found {
            Some(kind) => it.constraint.kind = *kind,
            None => {
                let why =
                    format!("There is no constraint \u{201c}{text}\u{201d}: as soon as possible.");
                self.tell(it, Severity::Dropped, why);
            }
        }
    }

    pub(super) fn moment(
        &mut self,
        it: &Record,
        cell: &Cell,
        field: &Field,
        end: bool,
    ) -> Option<DateTime> {
        let found = match cell {
            Cell::Number(number) if number.form == Form::Date => {
                let at = self.mapping.date_system.moment(number.value);
                at.map(|at| date::Moment {
                    at,
                    timed: !number.value.fract().is_zero(),
                    note: None,
                })
            }
            cell => {
                let text = cell.shown(self.mapping.date_system);
                let mut found = date::moment(&text, self.mapping.date_order);
                if let (Some(found), Some(true)) = (&mut found, self.typed(it.row)) {
                    let note = format!("the text {} was read as {}", text.trim(), found.at.date());
                    found.note.get_or_insert(note);
                }
                found
            }
        };
        let Some(found) = found else {
            let text = cell.shown(self.mapping.date_system).into_owned();
            let why = format!("Its {} \u{201c}{text}\u{201d} is not a date.", field.word());
            self.tell(it, Severity::Dropped, why);
            return None;
        };
        if let Some(note) = found.note {
            let why = format!("Its {}: {note}.", field.word());
            self.tell(it, Severity::Mapped, why);
        }
        if found.timed {
            return Some(found.at);
        }
        let minute = if end {
            self.mapping.finish_minute
        } else {
            self.mapping.start_minute
        };
        Some(
            found
                .at
                .date()
                .at((minute / 60) as i8, (minute % 60) as i8, 0, 0),
        )
    }

    /// Whether dates of this file are cells of a workbook, so that a text is worth telling.
    pub(super) fn typed(&self, _row: u32) -> Option<bool> {
        Some(self.mapping.typed_dates)
    }

    pub(super) fn duration(&mut self, it: &mut Record, cell: &Cell) {
        let text = cell.shown(self.mapping.date_system).trim().to_owned();
        let mapping = self.mapping;
        let decimal = if matches!(cell, Cell::Number(_)) {
            '.'
        } else {
            mapping.decimal
        };
        let read = value::length(
            &text,
            decimal,
            mapping.language,
            mapping.duration_unit,
            &mapping.units,
        );
        match read {
            Ok(length) => {
                self.lengths += 1;
                it.duration = Some(length.span);
                if length.unitless {
                    self.unitless.push((it.row, it.name.clone(), text.clone()));
                }
                if let Some(note) = length.note {
                    let why = format!(
                        "The comma or point in its duration \u{201c}{text}\u{201d} was {note}."
                    );
                    self.tell(it, Severity::Mapped, why);
                }
            }
            Err(bad) => {
                it.bad_duration = true;
                let why = match bad {
                    value::Bad::Unreadable => "is not one",
                    value::Bad::Negative => "is negative",
                    value::Bad::TooLong => "is longer than 300 years",
                };
                let why = format!(
                    "Its duration \u{201c}{text}\u{201d} {why}: 1 day, estimated, instead."
                );
                self.tell(it, Severity::Mapped, why);
            }
        }
    }

    pub(super) fn percent(&mut self, it: &mut Record, cell: &Cell) {
        let hundred = Decimal::ONE_HUNDRED;
        let text = cell.shown(self.mapping.date_system).trim().to_owned();
        let (value, signed) = match cell {
            Cell::Number(number) if number.form == Form::Percent => {
                (number.value.checked_mul(hundred), true)
            }
            Cell::Number(number) => (Some(number.value), false),
            _ => {
                let signed = text.ends_with('%');
                let read = value::number(text.trim_end_matches('%'), self.mapping.decimal);
                (read.map(|read| read.value), signed)
            }
        };
        let Some(mut value) = value.filter(|value| !value.is_sign_negative() || value.is_zero())
        else {
            let why =
                format!("Its % complete \u{201c}{text}\u{201d} is not a number from 0 to 100.");
            return self.tell(it, Severity::Dropped, why);
        };
        if self.mapping.percent_of_one && !signed {
            value *= hundred;
        } else if !signed && value > Decimal::ZERO && value < Decimal::ONE {
            let why = format!("Its % complete {text} is read as {text} %, not as a part of 1.");
            self.tell(it, Severity::Mapped, why);
        }
        if value > hundred {
            value = hundred;
            let why = format!("Its % complete \u{201c}{text}\u{201d} was cut to 100.");
            self.tell(it, Severity::Mapped, why);
        }
        it.percent = Some(value.normalize());
    }

    pub(super) fn work(&mut self, it: &Record, cell: &Cell) -> Option<i64> {
        let mapping = self.mapping;
        let text = cell.shown(mapping.date_system).trim().to_owned();
        let decimal = if matches!(cell, Cell::Number(_)) {
            '.'
        } else {
            mapping.decimal
        };
        let minutes = match mapping.work_unit {
            None => value::number(&text, decimal)
                .and_then(|read| (read.value / Decimal::from(60)).round().to_i64()),
            Some(unit) => value::length(&text, decimal, mapping.language, unit, &mapping.units)
                .ok()
                .map(|length| length.span.minutes),
        };
        if minutes.is_none() {
            let why = format!("Its effort \u{201c}{text}\u{201d} cannot be read.");
            self.tell(it, Severity::Dropped, why);
        }
        minutes
    }
}
