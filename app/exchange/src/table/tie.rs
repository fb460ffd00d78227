//! Predecessors to records: by ID, by outline number, by key, by name; what cannot be found is told.

use std::collections::{BTreeMap, BTreeSet};

use model::Decimal;

use super::link::{self, Manner, Written};
use super::{Cell, Form, Mapping, Record};
use crate::msproject::Link;
use crate::problem::{Problems, Severity};

struct Names {
    by_key: BTreeMap<String, usize>,
    by_number: BTreeMap<String, usize>,
    by_value: BTreeMap<Decimal, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
    numbered: bool,
    rows: Vec<usize>,
}

fn small(text: &str) -> String {
    text.trim().to_lowercase()
}

impl Names {
    fn of(records: &[Record]) -> Self {
        let mut it = Self {
            by_key: BTreeMap::new(),
            by_number: BTreeMap::new(),
            by_value: BTreeMap::new(),
            by_name: BTreeMap::new(),
            numbered: records.iter().any(|it| it.key.parse::<i64>().is_ok()),
            rows: (0..records.len()).collect(),
        };
        it.rows.sort_by_key(|index| records[*index].row);
        for index in it.rows.clone() {
            let record = &records[index];
            for key in [&record.key, &record.guid] {
                if !key.is_empty() {
                    it.by_key.entry(small(key)).or_insert(index);
                }
            }
            if !record.outline_number.is_empty() {
                it.by_number
                    .entry(record.outline_number.clone())
                    .or_insert(index);
            }
            if let Some(value) = record.number {
                it.by_value.entry(value).or_default().push(index);
            }
            it.by_name
                .entry(small(&record.name))
                .or_default()
                .push(index);
        }
        it
    }

    fn name(&self, name: &str, own: usize) -> Result<usize, String> {
        match self.by_name.get(&small(name)).map(Vec::as_slice) {
            Some([only]) => Ok(*only),
            Some(several) => {
                let own = if several.contains(&own) {
                    ", one of them the row itself"
                } else {
                    ""
                };
                Err(format!("{} tasks have that name{own}", several.len()))
            }
            None => Err(self.nearest(name)),
        }
    }

    fn nearest(&self, name: &str) -> String {
        let letters = |text: &str| -> String {
            text.chars()
                .filter(|it| it.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        };
        let wanted = letters(name);
        let near = || {
            self.by_name
                .keys()
                .take(5_000)
                .find(|it| letters(it) == wanted)
        };
        match near().filter(|_| !wanted.is_empty()) {
            Some(near) => {
                format!("no task has exactly that name; the nearest is \u{201c}{near}\u{201d}")
            }
            None if self.numbered => "it is not a predecessor, and no task has that name".into(),
            None => "no task has that name".into(),
        }
    }

    fn find(&self, written: &Written, own: usize) -> Result<usize, String> {
        let named = &written.named;
        if !written.formed {
            let key = self.by_key.get(&small(named)).copied();
            return key.map_or_else(|| self.name(named, own), Ok);
        }
        if let Some(found) = self.by_key.get(named) {
            return Ok(*found);
        }
        if self.numbered {
            return Err(format!("there is no row with ID {named}"));
        }
        if !self.by_number.is_empty() {
            let found = self.by_number.get(named).copied();
            return found.ok_or_else(|| format!("there is no row with the number {named}"));
        }
        let place = named.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
        let found = place.and_then(|at| self.rows.get(at)).copied();
        found.ok_or_else(|| format!("there is no row {named}"))
    }
}

/// Every link between the records.
pub(crate) fn links(
    records: &mut [Record],
    mapping: &Mapping,
    problems: &mut Problems,
) -> Vec<Link> {
    let names = Names::of(records);
    let mut out = Vec::new();
    let mut pairs = BTreeSet::new();
    for index in names.rows.clone() {
        let before = std::mem::take(&mut records[index].before);
        let after = std::mem::take(&mut records[index].after);
        for (cell, turned) in before
            .iter()
            .map(|it| (it, false))
            .chain(after.iter().map(|it| (it, true)))
        {
            let mut tell =
                |severity, why: String| problems.push(severity, records[index].about(), why);
            let word = if turned { "successor" } else { "predecessor" };
            let written = match writtens(cell, &names, index, mapping) {
                Ok(written) => written,
                Err(why) => {
                    tell(
                        Severity::Dropped,
                        format!("Its {word} was left out: {why}."),
                    );
                    continue;
                }
            };
            for (written, found) in written {
                let raw = &written.raw;
                let found = match found {
                    Ok(found) if found == index => Err("a task cannot wait for itself".to_owned()),
                    other => other,
                };
                let found = match found {
                    Ok(found) => found,
                    Err(why) => {
                        tell(
                            Severity::Dropped,
                            format!("Its {word} \u{201c}{raw}\u{201d} was left out: {why}."),
                        );
                        continue;
                    }
                };
                if let Some(note) = &written.note {
                    tell(
                        Severity::Mapped,
                        format!("Its {word} \u{201c}{raw}\u{201d}: {note}."),
                    );
                }
                let (from, to) = if turned {
                    (index, found)
                } else {
                    (found, index)
                };
                if pairs.insert((from, to)) {
                    out.push(Link {
                        from,
                        to,
                        kind: written.kind,
                        lag: written.lag,
                    });
                } else if !turned {
                    tell(
                        Severity::Mapped,
                        format!(
                            "Its {word} \u{201c}{raw}\u{201d} is there twice; the first counts."
                        ),
                    );
                }
            }
        }
    }
    out
}

type Found = (Written, Result<usize, String>);

fn writtens(
    cell: &Cell,
    names: &Names,
    own: usize,
    mapping: &Mapping,
) -> Result<Vec<Found>, String> {
    let text = cell.shown(mapping.date_system);
    let mut decimal = mapping.decimal;
    if let Cell::Number(number) = cell {
        if number.form == Form::Date {
            return Err(format!(
                "the cell is a date ({text}), not the number of a task"
            ));
        }
        decimal = '.';
        if !names.numbered
            && let Some(several) = names.by_value.get(&number.value.normalize())
        {
            let mut written = link::plain(&text);
            written.formed = true;
            let found = match several.as_slice() {
                [only] => Ok(*only),
                several => Err(format!(
                    "{} rows have that number, it is ambiguous",
                    several.len()
                )),
            };
            return Ok(vec![(written, found)]);
        }
    }
    let manner = Manner {
        decimal,
        language: mapping.language,
        units: &mapping.units,
    };
    let found = |written: Written| {
        let found = names.find(&written, own);
        (written, found)
    };
    if names.numbered {
        return Ok(link::list(&text, &manner).into_iter().map(found).collect());
    }
    if names.by_name.contains_key(&small(&text)) {
        return Ok(vec![found(link::plain(text.trim()))]);
    }
    let mut out = Vec::new();
    let whole = link::list(&text, &manner);
    let is_name = |it: &Written| it.formed || names.by_name.contains_key(&small(&it.named));
    if whole.iter().all(is_name) && whole.iter().any(|it| it.formed) {
        return Ok(whole.into_iter().map(found).collect());
    }
    for part in text
        .split([',', ';', '\n'])
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .take(5_000)
    {
        if names.by_name.contains_key(&small(part)) {
            out.push(found(link::plain(part)));
        } else {
            out.extend(link::list(part, &manner).into_iter().map(found));
        }
    }
    Ok(out)
}
