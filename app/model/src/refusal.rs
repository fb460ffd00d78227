//! Why a change is not made, as sentences a person can act on.

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::{Kind, Ref};

/// Why an operation was refused. Nothing of it was applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// Hidden and deleted look the same.
    #[error("This {} is not here any more. It may have been deleted.", kind.word())]
    NotFound {
        /// What was sought.
        kind: Kind,
    },
    /// Exists already: the same create came twice with another content.
    #[error("There is already something with this identity.")]
    Exists {
        /// Which.
        at: Ref,
    },
    /// The role does not allow it.
    #[error("{why}")]
    NotAllowed {
        /// A sentence that names the role that may.
        why: String,
    },
    /// The cycle is closed.
    #[error("\u{201c}{cycle}\u{201d} is closed and takes no edits. An admin can reopen it.")]
    CycleClosed {
        /// Its name.
        cycle: String,
    },
    /// Dependencies or an outline would run in a circle.
    #[error("This would close a circle: {}.", names.join(" \u{2192} "))]
    CycleFound {
        /// The names along it.
        names: Vec<String>,
    },
    /// A field does not take the value.
    #[error("{why}")]
    BadValue {
        /// The field.
        field: String,
        /// What to do instead.
        why: String,
    },
    /// Something it points at is missing.
    #[error("{why}")]
    Missing {
        /// The field.
        field: String,
        /// What to do.
        why: String,
    },
    /// Start equals target.
    #[error("Start and target are the same. Did you mean: keep it at {value}?")]
    StartEqualsTarget {
        /// The value.
        value: String,
    },
    /// Cannot be published yet.
    #[error("{why}")]
    NotPublishable {
        /// What is missing.
        why: String,
    },
    /// Too large.
    #[error("{what} is longer than {limit}.")]
    TooLong {
        /// What.
        what: String,
        /// How much is allowed, with unit.
        limit: String,
    },
}
