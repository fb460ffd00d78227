//! Taking a change back: as an operation of its own (undo), or as if it never was (rewind).

use super::{Op, Touched};
use crate::Plan;

/// The operation that undoes one. Redo is the inverse of the undo. What was created goes to the trash.
pub fn inverse(_op: &Op, touched: &Touched) -> Op {
    match touched.undo.as_slice() {
        [one] => one.clone(),
        many => Op::Group {
            ops: many.iter().rev().cloned().collect(),
        },
    }
}

/// Puts back what stood before, to the last bit: how a replica rewinds edits that are not confirmed.
pub fn revert(plan: &mut Plan, touched: &Touched) {
    for (at, before) in touched.before.iter().rev() {
        match before {
            Some(row) => plan.put(row.clone()),
            None => plan.remove(*at),
        };
    }
}
