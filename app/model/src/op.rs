//! The closed list of changes. An operation carries the value that it replaces: that gives conflict
//! detection, undo, history and three-way merge of text.

mod apply;
mod check;
mod inverse;
pub mod make;
mod place;
pub mod sentiment;
pub mod text;

use alloc::string::String;
use alloc::vec::Vec;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{Audience, Entity, Id, Person, Rank, Ref};
pub use apply::{Replaced, Rescoped, Touched, apply};
pub use inverse::{inverse, revert};
pub use place::place_of;

/// One change. `group` makes several all-or-nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
#[allow(
    clippy::large_enum_variant,
    reason = "operations are few at a time and plain to match on"
)]
pub enum Op {
    /// A new row.
    Create {
        /// Its identity, made by whoever creates it.
        id: Uuid,
        /// What it is.
        #[serde(flatten)]
        entity: Entity,
        /// Its audience, when it is not inherited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        audience: Option<Audience>,
    },
    /// A field takes another value. Long text is merged by words, everything else is replaced.
    Set {
        /// Which row.
        at: Ref,
        /// Which field.
        field: String,
        /// The value that its author saw; null for the default.
        from: Value,
        /// The new value.
        to: Value,
    },
    /// An element joins a set field (members, teams, supports).
    Add {
        /// Which row.
        at: Ref,
        /// Which field.
        field: String,
        /// What joins.
        element: Value,
    },
    /// An element leaves a set field.
    Remove {
        /// Which row.
        at: Ref,
        /// Which field.
        field: String,
        /// What leaves.
        element: Value,
    },
    /// Another place in an order or outline.
    Move {
        /// Which row.
        at: Ref,
        /// Where its author saw it.
        from: Place,
        /// Where it goes.
        to: Place,
    },
    /// Into the trash, with everything below it.
    Trash {
        /// Which row.
        at: Ref,
    },
    /// Back from the trash.
    Restore {
        /// Which row.
        at: Ref,
    },
    /// Another audience.
    SetAudience {
        /// Which row.
        at: Ref,
        /// The audience that its author saw.
        from: Option<Audience>,
        /// The new one.
        to: Option<Audience>,
    },
    /// All or nothing, in order.
    Group {
        /// The parts.
        ops: Vec<Op>,
    },
}

/// A place: what it hangs below and where among its siblings. For a task the parent is a summary task
/// (`None` = top of its project); for a Key Result its Objective; otherwise `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What it hangs below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Uuid>,
    /// Where among its siblings.
    pub rank: Rank,
}

/// Who changes something, when. Never read from a clock in here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// Who.
    pub actor: Id<Person>,
    /// When.
    pub now: Timestamp,
    /// The day where the actor is.
    pub today: Date,
}
