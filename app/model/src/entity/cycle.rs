//! Cycles: a quarter by default.

use alloc::string::String;
use jiff::civil::Date;

use super::choice;
use crate::fields::entity;

choice! {
    /// Where a cycle stands.
    CycleState {
        /// Being planned.
        #[default]
        Planning = "Planning",
        /// Running.
        Active = "Active",
        /// Takes no edits.
        Closed = "Closed",
    }
}

entity! {
    /// A period for which Objectives are set. First and last day both belong to it; day 1 is the first.
    Cycle {
        /// What people call it: "Q4 2026".
        name: String,
        /// The first day.
        start: Option<Date>,
        /// The last day.
        finish: Option<Date>,
        /// Where it stands.
        state: CycleState,
    }
}
