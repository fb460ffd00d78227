//! Who is below whom: by parent, by level, by outline number, or by indentation; then the order
//! in which parents stand before what is below them.

#![allow(
    clippy::needless_range_loop,
    reason = "a record is read and written while others are looked at"
)]

use std::collections::BTreeMap;

use super::{Mapping, Record};
use crate::msproject::LEVELS;
use crate::problem::{Problems, Severity};

/// Settles parents and levels, and puts the records into the order of the outline.
pub(crate) fn settle(
    mut records: Vec<Record>,
    mapping: &Mapping,
    problems: &mut Problems,
) -> Vec<Record> {
    tenths(&mut records, problems);
    let any = |which: fn(&Record) -> bool| records.iter().any(which);
    if any(|it| !it.above.is_empty()) {
        by_parent(&mut records, problems);
    } else if any(|it| it.stated_level.is_some()) {
        let level = |it: &Record| it.stated_level.unwrap_or(1);
        by_level(&mut records, level, problems, true);
    } else if any(|it| !it.outline_number.is_empty()) {
        by_number(&mut records, problems);
    } else if mapping.indent_levels {
        by_level(&mut records, |it| it.indent as i64 + 1, problems, false);
    }
    ordered(records, problems)
}

/// A workbook stores 2.10 as 2.1: a second 2.1 behind 2.9 is the tenth.
fn tenths(records: &mut [Record], problems: &mut Problems) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut last: BTreeMap<String, u64> = BTreeMap::new();
    for it in records
        .iter_mut()
        .filter(|it| !it.outline_number.is_empty())
    {
        if it.number.is_some() && it.outline_number.contains('.') {
            let longer = format!("{}0", it.outline_number);
            let (above, child) = split(&longer);
            let follows = last.get(above).is_some_and(|last| child == Some(*last + 1));
            if let (Some(first), true) = (seen.get(&it.outline_number), follows) {
                let why = format!(
                    "Its outline number {} stands behind that of row {first} and its siblings: \
                     taken as {longer}.",
                    it.outline_number
                );
                problems.push(Severity::Mapped, it.about(), why);
                it.outline_number = longer;
            }
        }
        seen.entry(it.outline_number.clone()).or_insert(it.row);
        let (above, child) = split(&it.outline_number);
        if let Some(child) = child {
            last.insert(above.to_owned(), child);
        }
    }
}

fn split(number: &str) -> (&str, Option<u64>) {
    let (above, child) = number.rsplit_once('.').unwrap_or(("", number));
    (above, child.parse().ok())
}

fn by_parent(records: &mut [Record], problems: &mut Problems) {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for (index, it) in records.iter().enumerate() {
        for key in [
            &it.key,
            &it.guid,
            &it.uid.map(|uid| uid.to_string()).unwrap_or_default(),
        ] {
            if !key.is_empty() {
                names.entry(key.to_lowercase()).or_insert(index);
            }
        }
    }
    for (index, it) in records.iter().enumerate() {
        names.entry(it.name.to_lowercase()).or_insert(index);
    }
    for index in 0..records.len() {
        let above = records[index].above.to_lowercase();
        if above.is_empty() || above == records[index].guid.to_lowercase() {
            continue;
        }
        records[index].parent = names.get(&above).copied().filter(|found| *found != index);
        if records[index].parent.is_none() {
            let why = format!(
                "There is no task \u{201c}{}\u{201d} to stand below.",
                records[index].above
            );
            problems.push(Severity::Mapped, records[index].about(), why);
        }
    }
    // Each record points at one other; a walk that meets its own mark is a circle.
    let mut marks = vec![0_usize; records.len()];
    for start in 0..records.len() {
        let mut at = start;
        while marks[at] == 0 {
            marks[at] = start + 1;
            match records[at].parent {
                Some(parent) if marks[parent] == start + 1 => {
                    records[at].parent = None;
                    let why = "It stands below itself: it was put at level 1.";
                    problems.push(Severity::Mapped, records[at].about(), why);
                }
                Some(parent) => at = parent,
                None => {}
            }
        }
    }
}

fn by_level(
    records: &mut [Record],
    level: fn(&Record) -> i64,
    problems: &mut Problems,
    tell: bool,
) {
    let mut open: Vec<(i64, usize)> = Vec::new();
    for index in 0..records.len() {
        let stated = level(&records[index]).max(1);
        while open.last().is_some_and(|(level, _)| *level >= stated) {
            open.pop();
        }
        if tell && open.len() as i64 + 1 != stated {
            let why = format!(
                "Its outline level was {stated}; the rows above allow {}.",
                open.len() + 1
            );
            problems.push(Severity::Mapped, records[index].about(), why);
        }
        records[index].parent = open.last().map(|(_, parent)| *parent);
        open.push((stated, index));
    }
}

fn by_number(records: &mut [Record], problems: &mut Problems) {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (index, it) in records.iter().enumerate() {
        if !it.outline_number.is_empty() {
            places.entry(it.outline_number.clone()).or_insert(index);
        }
    }
    let mut open: Vec<(usize, usize)> = Vec::new();
    for index in 0..records.len() {
        let number = &records[index].outline_number;
        let level = number.matches('.').count() + 1;
        while open.last().is_some_and(|(other, _)| *other >= level) {
            open.pop();
        }
        let in_order = open.last().map(|(_, parent)| *parent);
        open.push((level, index));
        let Some((above, _)) = number.rsplit_once('.') else {
            continue;
        };
        let found = places.get(above).copied().filter(|found| *found != index);
        records[index].parent = found.or(in_order);
        let why = match (found, in_order) {
            (Some(found), order) if order != Some(found) => format!(
                "Its outline number {} makes it a child of {above}: it was moved there.",
                records[index].outline_number
            ),
            (None, _) => format!("There is no row with the outline number {above} above it."),
            _ => continue,
        };
        problems.push(Severity::Mapped, records[index].about(), why);
    }
}

/// Parents before children, siblings in row order; levels follow.
fn ordered(mut records: Vec<Record>, problems: &mut Problems) -> Vec<Record> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); records.len()];
    let mut next = Vec::new();
    for index in (0..records.len()).rev() {
        match records[index].parent {
            Some(parent) => below[parent].push(index),
            None => next.push(index),
        }
    }
    let mut order = Vec::with_capacity(records.len());
    while let Some(index) = next.pop() {
        let above = records[index]
            .parent
            .map_or(0, |parent| records[parent].level);
        records[index].level = above + 1;
        if above as usize >= LEVELS {
            records[index].level = 1;
            records[index].parent = None;
            let why = "It is more than 1,000 levels deep: it was put at level 1.";
            problems.push(Severity::Mapped, records[index].about(), why);
        }
        order.push(index);
        next.extend(&below[index]);
    }
    let mut places = vec![0; records.len()];
    order
        .iter()
        .enumerate()
        .for_each(|(place, index)| places[*index] = place);
    let mut taken: Vec<Option<Record>> = records.into_iter().map(Some).collect();
    let mut out: Vec<Record> = order
        .iter()
        .filter_map(|index| taken[*index].take())
        .collect();
    for index in 0..out.len() {
        out[index].parent = out[index].parent.map(|parent| places[parent]);
        if let Some(parent) = out[index].parent {
            out[parent].summary = true;
        }
    }
    out
}
