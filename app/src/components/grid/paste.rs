//! Writing many cells at once: a table from the clipboard, or one row's values into those below it.
//! It is tried on a copy of the plan first, so that every refusal is known before anything changes.

use std::collections::BTreeMap;

use model::op::make;
use model::schedule::Schedules;
use model::{Context, Id, Op, Plan, Project, Task};
use uuid::Uuid;

use super::cell::{self, Pen};
use super::column::Column;
use super::number::Counted;

/// A cell that will not change, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The title of the row.
    pub task: String,
    /// Which cell.
    pub column: Column,
    /// What was to be written.
    pub text: String,
    /// A sentence.
    pub why: String,
}

/// What writing would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The operations, in order.
    pub ops: Vec<Op>,
    /// How many cells of rows that exist take another value.
    pub changed: usize,
    /// The rows that are added.
    pub added: Vec<Id<Task>>,
    /// What is not written.
    pub refused: Vec<Refused>,
}

/// Where a table is written.
#[derive(Clone, Debug)]
pub struct Target {
    /// Whose tasks.
    pub project: Id<Project>,
    /// The rows that take it, from top to bottom; rows beyond them are added.
    pub rows: Vec<Id<Task>>,
    /// The columns that take it, from left to right.
    pub columns: Vec<Column>,
    /// Whether more rows than there are become new tasks.
    pub grows: bool,
}

/// The columns that a table says in its first row; `None` when that row is no head.
pub fn head(table: &[Vec<String>]) -> Option<Vec<Column>> {
    let first = table
        .first()
        .filter(|row| table.len() > 1 && row.len() > 1)?;
    let columns: Vec<Column> = first.iter().filter_map(|it| Column::of_word(it)).collect();
    (columns.len() == first.len()).then_some(columns)
}

/// A working copy that takes each cell's operations or says why not.
struct Trial<'a> {
    plan: Plan,
    all: &'a Schedules,
    context: &'a Context,
    numbers: Counted,
    new_id: &'a mut dyn FnMut() -> Uuid,
    outcome: Outcome,
}

impl Trial<'_> {
    /// Makes operations on the copy; all or nothing.
    fn make(&mut self, ops: Vec<Op>) -> Result<bool, String> {
        let Some(op) = crate::state::edit::group(ops.clone()) else {
            return Ok(false);
        };
        model::apply(&mut self.plan, &op, self.context).map_err(|why| why.to_string())?;
        self.outcome.ops.extend(ops);
        Ok(true)
    }

    fn write(&mut self, id: Id<Task>, column: Column, text: &str) -> bool {
        let mut pen = Pen {
            today: self.context.today,
            numbers: &self.numbers,
            new_id: self.new_id,
        };
        let ops = cell::write((&self.plan, self.all), id, column, text, &mut pen);
        match ops.and_then(|ops| self.make(ops)) {
            Ok(changed) => changed,
            Err(why) => {
                let task = self.plan.get(id).map(|row| row.title.clone());
                self.outcome.refused.push(Refused {
                    task: task.unwrap_or_default(),
                    column,
                    text: text.to_owned(),
                    why,
                });
                false
            }
        }
    }

    fn add(&mut self, project: Id<Project>, title: &str) -> Option<Id<Task>> {
        let id = (self.new_id)();
        let task = Task {
            project,
            title: title.trim().to_owned(),
            ..Task::default()
        };
        let op = make::create(id, make::last(&self.plan, task));
        let refused = match title.trim().is_empty() {
            true => Some("A new task needs a title: paste with the Task column.".to_owned()),
            false => self.make(vec![op]).err(),
        };
        if let Some(why) = refused {
            self.outcome.refused.push(Refused {
                task: title.to_owned(),
                column: Column::Title,
                text: title.to_owned(),
                why,
            });
            return None;
        }
        let id = Id::new(id);
        self.numbers = Counted::default();
        self.outcome.added.push(id);
        Some(id)
    }
}

/// What pasting a table would do. One cell goes into all rows and columns that are chosen.
pub fn paste(
    (plan, all): (&Plan, &Schedules),
    context: &Context,
    table: &[Vec<String>],
    target: &Target,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Outcome {
    let mut trial = begin(plan, all, context, new_id);
    if let [row] = table
        && let [cell] = &row[..]
    {
        for id in &target.rows {
            for column in &target.columns {
                trial.outcome.changed += usize::from(trial.write(*id, *column, cell));
            }
        }
        return trial.outcome;
    }
    let (columns, body) = match head(table) {
        Some(columns) => (columns, &table[1..]),
        None => (target.columns.clone(), table),
    };
    for (at, cells) in body.iter().enumerate() {
        let named: BTreeMap<Column, &String> = columns.iter().copied().zip(cells).collect();
        let title = named.get(&Column::Title).map_or("", |it| it.as_str());
        let (id, fresh) = match target.rows.get(at) {
            Some(id) => (Some(*id), false),
            None if target.grows => (trial.add(target.project, title), true),
            None => break,
        };
        let Some(id) = id else { continue };
        for (column, cell) in columns.iter().zip(cells) {
            let empty = fresh && cell.trim().is_empty();
            if !empty && trial.write(id, *column, cell) && !fresh {
                trial.outcome.changed += 1;
            }
        }
    }
    trial.outcome
}

/// What filling down would do: the first row's values go into the others.
pub fn fill(
    (plan, all): (&Plan, &Schedules),
    context: &Context,
    rows: &[Id<Task>],
    columns: &[Column],
    new_id: &mut dyn FnMut() -> Uuid,
) -> Outcome {
    let mut trial = begin(plan, all, context, new_id);
    if let [first, others @ ..] = rows {
        for column in columns {
            let value = cell::text((plan, all), &trial.numbers, *first, *column);
            for id in others {
                trial.outcome.changed += usize::from(trial.write(*id, *column, &value));
            }
        }
    }
    trial.outcome
}

fn begin<'a>(
    plan: &Plan,
    all: &'a Schedules,
    context: &'a Context,
    new_id: &'a mut dyn FnMut() -> Uuid,
) -> Trial<'a> {
    Trial {
        plan: plan.clone(),
        all,
        context,
        numbers: Counted::default(),
        new_id,
        outcome: Outcome::default(),
    }
}

/// The cells of some rows and columns, for the clipboard.
pub fn table(
    (plan, all): (&Plan, &Schedules),
    rows: &[Id<Task>],
    columns: &[Column],
) -> Vec<Vec<String>> {
    let numbers = Counted::default();
    let cells = |id: &Id<Task>| {
        columns
            .iter()
            .map(|it| cell::text((plan, all), &numbers, *id, *it))
            .collect()
    };
    rows.iter().map(cells).collect()
}

/// The same operations in groups that each fit into one message.
pub fn parts(ops: Vec<Op>) -> Vec<Op> {
    /// Room for the frame of a group.
    const MOST: usize = sync::message::OP_BYTES - 1024;
    let mut parts = Vec::new();
    let mut part: Vec<Op> = Vec::new();
    let mut size = 0;
    for op in ops {
        let own = serde_json::to_string(&op).map_or(0, |text| text.len() + 1);
        if size + own > MOST && !part.is_empty() {
            parts.extend(crate::state::edit::group(std::mem::take(&mut part)));
            size = 0;
        }
        size += own;
        part.push(op);
    }
    parts.extend(crate::state::edit::group(part));
    parts
}
