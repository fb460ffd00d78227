//! Edits too large for one message: made in parts, taken back and made again as one.

use leptos::prelude::*;
use model::Op;

use super::State;

/// How many parts the last edit had, while nothing was made after it.
#[derive(Clone, Copy, Default)]
pub(super) struct Parts {
    undo: usize,
    redo: usize,
}

impl State {
    /// Makes the parts of one edit and says so with an "Undo" beside it. When a part is refused, those
    /// before it are taken back. True when all are made.
    pub fn act_together(self, parts: Vec<Op>, done: impl Into<String>) -> bool {
        let count = parts.len();
        for (at, op) in parts.into_iter().enumerate() {
            if let Err(refusal) = self.dispatch(op) {
                for _ in 0..at {
                    drop(self.host().undo());
                }
                self.warn(refusal.to_string());
                return false;
            }
        }
        self.parts.set_value(Parts {
            undo: count,
            redo: 0,
        });
        self.put_notice(done.into(), false, true);
        count > 0
    }

    /// Another edit was made: what came before it is taken back part by part.
    pub(super) fn forget_parts(self) {
        self.parts.set_value(Parts::default());
    }

    /// How many steps the next undo takes.
    pub(super) fn undo_steps(self) -> usize {
        self.take_steps(|parts| Parts {
            undo: 0,
            redo: parts.undo,
        })
        .undo
    }

    /// How many steps the next redo takes.
    pub(super) fn redo_steps(self) -> usize {
        self.take_steps(|parts| Parts {
            undo: parts.redo,
            redo: 0,
        })
        .redo
    }

    fn take_steps(self, next: impl FnOnce(Parts) -> Parts) -> Parts {
        let parts = self.parts.get_value();
        self.parts.set_value(next(parts));
        Parts {
            undo: parts.undo.max(1),
            redo: parts.redo.max(1),
        }
    }
}
