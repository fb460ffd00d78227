//! Operations into groups that fit the limits of sync, each row cut to fit where it must be.

use model::{Audience, Entity, Import, Op};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::report::{Entry, Report, Treatment};

/// Bytes of one group as JSON; an operation may have 64 KiB.
const GROUP_BYTES: usize = 48 * 1024;
/// Bytes of one row, so that it fits a group of its own.
const ROW_BYTES: usize = 56 * 1024;
/// Rows of one group.
const GROUP_ROWS: usize = 250;

pub(crate) struct Packer<'a> {
    report: &'a mut Report,
    done: Vec<Op>,
    open: Vec<Op>,
    bytes: usize,
}

impl<'a> Packer<'a> {
    pub fn new(report: &'a mut Report) -> Self {
        Self {
            report,
            done: Vec::new(),
            open: Vec::new(),
            bytes: 0,
        }
    }

    /// Adds a line to the report.
    pub fn note(&mut self, field: &str, treatment: Treatment, count: u32, why: &str) {
        let (field, reason) = (field.to_owned(), why.to_owned());
        self.report.add(Entry {
            field,
            treatment,
            count,
            reason,
            examples: Vec::new(),
        });
    }

    pub fn create(&mut self, id: Uuid, entity: impl Into<Entity>, audience: Option<Audience>) {
        self.push(Op::Create {
            id,
            entity: entity.into(),
            audience,
        });
    }

    pub fn push(&mut self, mut op: Op) {
        let mut bytes = size(&op);
        let mut step = 0;
        while bytes > ROW_BYTES && step < 6 {
            if let Op::Create { entity, .. } = &mut op
                && let Some((field, count)) = shorten(entity, step)
            {
                let why = "too large for one row here; the rest of the row is kept";
                self.note(field, Treatment::Dropped, count, why);
            }
            bytes = size(&op);
            step += 1;
        }
        if self.bytes + bytes > GROUP_BYTES || self.open.len() >= GROUP_ROWS {
            self.close();
        }
        self.bytes += bytes + 1;
        self.open.push(op);
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.done.push(Op::Group {
                ops: std::mem::take(&mut self.open),
            });
        }
        self.bytes = 0;
    }

    pub fn finish(mut self) -> Vec<Op> {
        self.close();
        self.done
    }
}

/// Bytes of an operation as JSON, which is how it travels.
pub(crate) fn size(op: &Op) -> usize {
    struct Counter(usize);
    impl std::io::Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut counter = Counter(0);
    // Writing to a counter cannot fail.
    let _ = serde_json::to_writer(&mut counter, op);
    counter.0
}

/// Takes the least important thing out of a row that is too large. Says which, and how many.
fn shorten(entity: &mut Entity, step: usize) -> Option<(&'static str, u32)> {
    match (entity, step) {
        (Entity::Task(task), 0) => {
            let count = task
                .assignments
                .iter_mut()
                .map(|it| std::mem::take(&mut it.kept).len() as u32);
            Some(("assignment: kept values", count.sum()))
        }
        (Entity::Task(task), 1) => Some((
            "task: kept values",
            std::mem::take(&mut task.kept).len() as u32,
        )),
        (Entity::Task(task), 2) => Some((
            "custom field: Value",
            std::mem::take(&mut task.custom).len() as u32,
        )),
        (Entity::Task(task), 3) => {
            let more = task.assignments.len().saturating_sub(200);
            task.assignments.truncate(200);
            Some(("assignment", more as u32))
        }
        (Entity::Task(task), 4) => {
            let cut = crate::msproject::xml::cut(&task.notes, 4_000).len();
            task.notes.truncate(cut);
            Some(("task: Notes", 1))
        }
        (Entity::Calendar(calendar), 0) => {
            let more = calendar.exceptions.len().saturating_sub(250);
            calendar.exceptions.truncate(250);
            Some(("calendar: Exceptions", more as u32))
        }
        (Entity::Calendar(calendar), 1) => {
            let more = calendar.work_weeks.len().saturating_sub(40);
            calendar.work_weeks.truncate(40);
            Some(("calendar: WorkWeeks", more as u32))
        }
        (Entity::Calendar(calendar), 2) => {
            let more = calendar.exceptions.len().saturating_sub(20);
            calendar.exceptions.truncate(20);
            calendar.work_weeks.truncate(4);
            Some(("calendar: Exceptions", more as u32))
        }
        (Entity::Project(project), 0) => {
            let fields = std::mem::take(&mut project.custom_fields);
            Some(("custom field definition: Alias", fields.len() as u32))
        }
        (Entity::Resource(resource), 0) => Some((
            "resource: kept values",
            std::mem::take(&mut resource.kept).len() as u32,
        )),
        _ => None,
    }
}

/// The import itself: what it keeps for the way back gives way before the report does.
pub(crate) fn import(id: Uuid, mut import: Import) -> Op {
    let wrap = |import: &Import| Op::Create {
        id,
        entity: import.clone().into(),
        audience: None,
    };
    for part in ["problems", "resources", "project"] {
        if size(&wrap(&import)) <= ROW_BYTES {
            break;
        }
        if let Value::Object(kept) = &mut import.kept {
            kept.insert(part.into(), json!("too large to keep"));
        }
    }
    if size(&wrap(&import)) > ROW_BYTES
        && let Some(Value::Array(entries)) = import.report.get_mut("entries")
    {
        entries.truncate(100);
    }
    wrap(&import)
}
