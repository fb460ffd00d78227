//! Who may see a row. Each row has exactly one audience; what hangs below a confidential row inherits it.

use core::fmt;
use core::str::FromStr;

use alloc::string::String;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Circle, Id, Person};

/// A row belongs to the workspace, to one Circle, or to one person. Also the *scope* of sync.
/// Written `workspace`, `circle:<id>`, `person:<id>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everyone in the workspace.
    #[default]
    Workspace,
    /// The members of one Circle.
    Circle(Id<Circle>),
    /// One person alone.
    Person(Id<Person>),
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workspace => f.write_str("workspace"),
            Self::Circle(id) => write!(f, "circle:{id}"),
            Self::Person(id) => write!(f, "person:{id}"),
        }
    }
}

/// Not the spelling of an audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "an audience is \u{201c}workspace\u{201d}, \u{201c}circle:<id>\u{201d} or \u{201c}person:<id>\u{201d}"
)]
pub struct NotAnAudience;

impl FromStr for Audience {
    type Err = NotAnAudience;
    fn from_str(text: &str) -> Result<Self, NotAnAudience> {
        match text.split_once(':') {
            None if text == "workspace" => Ok(Self::Workspace),
            Some(("circle", id)) => id.parse().map(Self::Circle).map_err(|_| NotAnAudience),
            Some(("person", id)) => id.parse().map(Self::Person).map_err(|_| NotAnAudience),
            _ => Err(NotAnAudience),
        }
    }
}

impl Serialize for Audience {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Audience {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
