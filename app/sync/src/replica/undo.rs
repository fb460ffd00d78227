//! Undo and redo: new edits that take others back, offline too. A stack for each tab.

use alloc::vec::Vec;
use model::{Op, Refusal};
use uuid::Uuid;

use super::{Now, Replica};
use crate::effect::Effect;

/// An edit that can be taken back.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// The edit.
    pub op_id: Uuid,
    /// What takes it back; follows the edit when it is made again on other rows.
    pub back: Op,
}

impl Replica {
    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Takes back the last edit of this tab, by a new one. A refusal says why it cannot be taken
    /// back any more; the step is dropped then.
    pub fn undo(&mut self, op_id: Uuid, now: Now) -> Result<Vec<Effect>, Refusal> {
        let Some(step) = self.undo.pop() else {
            return Ok(Vec::new());
        };
        let (effects, back) = self.make(op_id, step.back, now)?;
        self.redo.extend(back);
        Ok(effects)
    }

    /// Makes it again.
    pub fn redo(&mut self, op_id: Uuid, now: Now) -> Result<Vec<Effect>, Refusal> {
        let Some(step) = self.redo.pop() else {
            return Ok(Vec::new());
        };
        let (effects, back) = self.make(op_id, step.back, now)?;
        self.undo.extend(back);
        Ok(effects)
    }
}
