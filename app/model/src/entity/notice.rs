//! Being told that a value of yours gave way.

use alloc::string::String;
use serde_json::Value;

use super::Person;
use crate::fields::entity;
use crate::{Id, Ref};

entity! {
    /// A value that gave way to an edit whose author had not seen it. The server makes it together
    /// with that edit; one person sees it, for as long as they may see the row that it is about. Who
    /// replaced the value, and when, is in the row's head. In the trash once the person took note.
    Notice {
        /// Who is told: the value was theirs.
        person: Id<Person>,
        /// The row that it is about.
        at: Ref,
        /// Which field; `place` for a place, `audience` for an audience.
        field: String,
        /// The value that gave way.
        was: Value,
    }
}
