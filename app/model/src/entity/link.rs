//! Links: which work serves which Key Result.

use alloc::string::String;
use serde::{Deserialize, Serialize};

use super::{KeyResult, Project, Task, Weight, choice};
use crate::Id;
use crate::fields::entity;

/// What a link points at. A milestone is a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum LinkTarget {
    /// A whole project or workstream.
    Project(Id<Project>),
    /// One task or milestone.
    Task(Id<Task>),
}

impl Default for LinkTarget {
    fn default() -> Self {
        Self::Project(Id::default())
    }
}

choice! {
    /// How linked work is counted (SPEC 3.2).
    LinkMethod {
        /// By milestones when the project has any, else by effort when any is estimated, else by count.
        #[default]
        Auto = "Automatic",
        /// Milestones reached.
        Milestones = "Milestones",
        /// Estimated effort done.
        Effort = "Effort",
        /// Duration done.
        Duration = "Duration",
        /// Tasks done.
        Count = "Task count",
        /// The percentage that the project's lead reports.
        Manual = "Reported by the lead",
    }
}

choice! {
    /// Why a single task is linked: it is itself an outcome step.
    StepReason {
        /// Not said.
        #[default]
        None = "Not said",
        /// Something goes live.
        GoLive = "Go-live",
        /// A contract is signed.
        ContractSignature = "Contract signature",
        /// A regulator agrees.
        RegulatorySignOff = "Regulatory sign-off",
        /// Another, in `note`.
        Other = "Other",
    }
}

entity! {
    /// Work that serves a Key Result. Seen by those who may see both ends.
    Link {
        /// The end.
        key_result: Id<KeyResult>,
        /// The means.
        target: LinkTarget,
        /// How it is counted.
        method: LinkMethod,
        /// How much it counts.
        weight: Weight,
        /// Why a single task is linked.
        reason: StepReason,
        /// More about the reason.
        note: String,
        /// The linked task, once done, sets the outcome of a `boolean` Key Result.
        outcome_step: bool,
    }
}
