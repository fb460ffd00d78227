//! The only door to change: checks an operation, makes it, and says what it touched.

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde_json::Value;

use super::place::{place_of, placed};
use super::{Context, Op, Place, check, inverse, text};
use crate::row::BadField;
use crate::{AnyRow, Audience, Head, Id, Plan, Ref, Refusal, access};

/// What an operation changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touched {
    /// The rows that changed, each once, with what stood there before (`None`: it is new).
    /// Empty means that nothing changed: somebody had done the same already.
    pub before: Vec<(Ref, Option<AnyRow>)>,
    /// Values that others had written meanwhile and that this operation replaced.
    pub replaced: Vec<Replaced>,
    /// Long text was merged by words.
    pub merged: bool,
    /// Rows whose audience changed, with the one before; also rows that only inherit it.
    pub rescoped: Vec<Rescoped>,
    /// The operations that take it back, in the order in which the parts were made.
    pub undo: Vec<Op>,
}

impl Touched {
    /// Whether nothing changed.
    pub fn is_noop(&self) -> bool {
        self.before.is_empty()
    }
}

/// A value that was not what the author of the operation had seen. The later arrival won.
#[derive(Clone, Debug, PartialEq)]
pub struct Replaced {
    /// In which row.
    pub at: Ref,
    /// Which field; `place` after a move, `audience` after a change of audience.
    pub field: String,
    /// What stood there.
    pub was: Value,
    /// What the author had seen.
    pub expected: Value,
    /// What stands there now.
    pub now: Value,
}

/// A row that other people see than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rescoped {
    /// Which row.
    pub at: Ref,
    /// Who saw it before.
    pub was: (Audience, Option<Audience>),
}

/// Groups inside groups.
const DEEPEST_GROUP: usize = 8;
/// Operations in one group.
const LARGEST_GROUP: usize = 10_000;

/// Makes a change, or refuses it and leaves the plan as it was. Also for groups: all or nothing.
pub fn apply(plan: &mut Plan, op: &Op, context: &Context) -> Result<Touched, Refusal> {
    let mut change = Change {
        plan,
        context,
        touched: Touched::default(),
        seen: BTreeSet::new(),
    };
    let result = change.make(op, 0);
    let Change { plan, touched, .. } = change;
    match result {
        Ok(()) => Ok(touched),
        Err(refusal) => {
            inverse::revert(plan, &touched);
            Err(refusal)
        }
    }
}

struct Change<'a> {
    plan: &'a mut Plan,
    context: &'a Context,
    touched: Touched,
    seen: BTreeSet<Ref>,
}

impl From<BadField> for Refusal {
    fn from(bad: BadField) -> Self {
        // What somebody sent may be quoted in there: enough of it to recognise.
        let why: String = bad.to_string().chars().take(200).collect();
        match bad {
            BadField::Unknown { field } | BadField::Value { field, .. } => {
                Refusal::BadValue { field, why }
            }
        }
    }
}

impl Change<'_> {
    fn make(&mut self, op: &Op, depth: usize) -> Result<(), Refusal> {
        if let Op::Group { ops } = op {
            if depth >= DEEPEST_GROUP || ops.len() > LARGEST_GROUP {
                return Err(Refusal::TooLong {
                    what: "This group of changes".into(),
                    limit: "10,000 changes in one, or more than eight groups deep".into(),
                });
            }
            return ops.iter().try_for_each(|op| self.make(op, depth + 1));
        }
        access::may_one(self.plan, self.context, op)?;
        match op {
            Op::Create {
                id,
                entity,
                audience,
            } => {
                let head = Head {
                    audience: *audience,
                    ..self.new_head()
                };
                self.create(entity.clone().into_row(*id, head))
            }
            Op::Set {
                at,
                field,
                from,
                to,
            } => self.set(*at, field, from, to),
            Op::Add { at, field, element } => self.join(*at, field, element, true),
            Op::Remove { at, field, element } => self.join(*at, field, element, false),
            Op::Move { at, from, to } => self.relocate(*at, from, to),
            Op::Trash { at } => self.trash(*at, true),
            Op::Restore { at } => self.trash(*at, false),
            Op::SetAudience { at, from, to } => self.set_audience(*at, *from, *to),
            Op::Group { .. } => Ok(()),
        }
    }

    fn new_head(&self) -> Head {
        Head {
            created_by: self.context.actor,
            created_at: self.context.now,
            changed_by: self.context.actor,
            changed_at: self.context.now,
            ..Head::default()
        }
    }

    /// A row that may be edited: there, and neither in the trash nor below something that is.
    fn row(&self, at: Ref) -> Result<AnyRow, Refusal> {
        self.plan
            .any(at)
            .filter(|row| self.plan.is_live(row))
            .ok_or(Refusal::NotFound { kind: at.kind })
    }

    /// Checks the row as it would be, then writes it.
    fn write(&mut self, before: Option<&AnyRow>, mut row: AnyRow) -> Result<(), Refusal> {
        check::row(self.plan, self.context, before, &row)?;
        let head = row.head_mut();
        head.changed_by = self.context.actor;
        head.changed_at = self.context.now;
        let at = row.at();
        let was = self.plan.put(row);
        if self.seen.insert(at) {
            self.touched.before.push((at, was));
        }
        Ok(())
    }

    fn create(&mut self, row: AnyRow) -> Result<(), Refusal> {
        let at = row.at();
        if let Some(there) = self.plan.any(at) {
            let same = there.entity() == row.entity();
            return if same {
                Ok(())
            } else {
                Err(Refusal::Exists { at })
            };
        }
        self.write(None, row)?;
        self.touched.undo.push(Op::Trash { at });
        Ok(())
    }

    fn set(&mut self, at: Ref, field: &str, from: &Value, to: &Value) -> Result<(), Refusal> {
        let row = self.row(at)?;
        check::settable(at.kind, field)?;
        if row.holds(field, to)? {
            return Ok(());
        }
        let was = row.get(field).unwrap_or_default();
        let expected = row.holds(field, from)?;
        let mut after = row.clone();
        after.set(field, to)?;
        let merged = !expected && check::is_long_text(at.kind, field);
        if merged {
            let words = |value: &Value| value.as_str().unwrap_or_default().to_string();
            let text = text::merge(&words(from), &words(&was), &words(to));
            after.set(field, &Value::String(text))?;
        }
        if after == row {
            return Ok(());
        }
        let now = after.get(field).unwrap_or_default();
        self.write(Some(&row), after)?;
        self.touched.merged |= merged;
        if !expected && !merged {
            self.touched.replaced.push(Replaced {
                at,
                field: field.into(),
                was: was.clone(),
                expected: from.clone(),
                now: now.clone(),
            });
        }
        self.touched.undo.push(Op::Set {
            at,
            field: field.into(),
            from: now,
            to: was,
        });
        Ok(())
    }

    fn join(&mut self, at: Ref, field: &str, element: &Value, add: bool) -> Result<(), Refusal> {
        let row = self.row(at)?;
        check::joinable(at.kind, field)?;
        let id: Id<()> = serde_json::from_value(element.clone()).map_err(|_| {
            let why = "Expected the identity of what joins or leaves.".into();
            Refusal::BadValue {
                field: field.into(),
                why,
            }
        })?;
        let element = Value::String(id.to_string());
        let mut elements = match row.get(field) {
            Some(Value::Array(elements)) => elements,
            _ => Vec::new(),
        };
        let there = elements.iter().position(|it| *it == element);
        match there {
            None if add => elements.push(element.clone()),
            Some(index) if !add => {
                elements.remove(index);
            }
            _ => return Ok(()),
        }
        let mut after = row.clone();
        after.set(field, &Value::Array(elements))?;
        self.write(Some(&row), after)?;
        let field = field.into();
        self.touched.undo.push(match add {
            true => Op::Remove { at, field, element },
            false => Op::Add { at, field, element },
        });
        Ok(())
    }

    fn relocate(&mut self, at: Ref, from: &Place, to: &Place) -> Result<(), Refusal> {
        let row = self.row(at)?;
        let was = place_of(&row)?;
        if was == *to {
            return Ok(());
        }
        let after = placed(&row, to);
        if place_of(&after)? != *to {
            let why = "This does not hang below anything: only its order changes.";
            return Err(Refusal::BadValue {
                field: "place".into(),
                why: why.into(),
            });
        }
        let scopes = self.scopes_before(at, was.parent != to.parent);
        self.write(Some(&row), after)?;
        if self.rescope(scopes) {
            check::audience(self.plan, self.context, at)?;
        }
        if was != *from {
            let json = |place: &Place| serde_json::to_value(place).unwrap_or_default();
            self.touched.replaced.push(Replaced {
                at,
                field: "place".into(),
                was: json(&was),
                expected: json(from),
                now: json(to),
            });
        }
        self.touched.undo.push(Op::Move {
            at,
            from: to.clone(),
            to: was,
        });
        Ok(())
    }

    fn trash(&mut self, at: Ref, trashed: bool) -> Result<(), Refusal> {
        let row = self
            .plan
            .any(at)
            .ok_or(Refusal::NotFound { kind: at.kind })?;
        if row.head().trashed == trashed {
            return Ok(());
        }
        let mut after = row.clone();
        after.head_mut().trashed = trashed;
        self.write(Some(&row), after)?;
        if !trashed {
            // What stood still in the trash may no longer fit to what was made meanwhile. On refusal
            // the whole operation is reverted.
            check::restored(self.plan, &row)?;
        }
        self.touched.undo.push(match trashed {
            true => Op::Restore { at },
            false => Op::Trash { at },
        });
        Ok(())
    }

    fn set_audience(
        &mut self,
        at: Ref,
        from: Option<Audience>,
        to: Option<Audience>,
    ) -> Result<(), Refusal> {
        let row = self.row(at)?;
        let was = row.head().audience;
        if was == to {
            return Ok(());
        }
        let mut after = row.clone();
        after.head_mut().audience = to;
        let scopes = self.scopes_before(at, true);
        self.write(Some(&row), after)?;
        self.rescope(scopes);
        check::audience(self.plan, self.context, at)?;
        if was != from {
            let json = |audience| serde_json::to_value(audience).unwrap_or_default();
            self.touched.replaced.push(Replaced {
                at,
                field: "audience".into(),
                was: json(was),
                expected: json(from),
                now: json(to),
            });
        }
        self.touched.undo.push(Op::SetAudience {
            at,
            from: to,
            to: was,
        });
        Ok(())
    }

    /// The audiences of a row and of all that inherits from it, when they are about to change.
    fn scopes_before(&self, at: Ref, changes: bool) -> Vec<Rescoped> {
        let rows = if changes {
            access::below(self.plan, at)
        } else {
            Vec::new()
        };
        let all = changes.then_some(at).into_iter().chain(rows);
        all.map(|at| Rescoped {
            at,
            was: access::scopes(self.plan, at),
        })
        .collect()
    }

    /// Notes which of them changed; whether any did.
    fn rescope(&mut self, before: Vec<Rescoped>) -> bool {
        let plan = &*self.plan;
        let known = self.touched.rescoped.len();
        let changed = before
            .into_iter()
            .filter(|row| access::scopes(plan, row.at) != row.was);
        self.touched.rescoped.extend(changed);
        self.touched.rescoped.len() > known
    }
}
