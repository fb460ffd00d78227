//! The entities, one file each, and the list of their kinds.

mod calendar;
mod check_in;
mod cycle;
mod import;
mod key_result;
mod link;
mod notice;
mod objective;
mod people;
mod project;
mod task;
mod workspace;

pub use calendar::*;
pub use check_in::*;
pub use cycle::*;
pub use import::*;
pub use key_result::*;
pub use link::*;
pub use notice::*;
pub use objective::*;
pub use people::*;
pub use project::*;
pub use task::*;
pub use workspace::*;

/// Calls a macro with every kind of row, in the order in which a fresh replica should apply them.
macro_rules! every_kind {
    ($callback:ident) => {
        $callback!(
            Workspace, Person, Team, Circle, Cycle, Objective, KeyResult, CheckIn, Calendar,
            Project, Resource, Task, Dependency, Link, Import, Notice
        );
    };
}
pub(crate) use every_kind;

macro_rules! kinds {
    ($($variant:ident),*) => {
        /// What a row is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $(
            #[allow(missing_docs, reason = "named after the entity")]
            $variant,
        )* }
        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant),*];
            /// The names of the fields of this kind.
            pub fn fields(self) -> &'static [&'static str] {
                match self { $(Kind::$variant => $variant::FIELDS,)* }
            }
        }

        /// The body of a row of any kind, as a `create` carries it.
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "kind", content = "body", rename_all = "snake_case")]
        pub enum Entity { $(
            #[allow(missing_docs, reason = "named after the entity that it holds")]
            $variant($variant),
        )* }
        impl Entity {
            /// Its kind.
            pub fn kind(&self) -> Kind {
                match self { $(Entity::$variant(_) => Kind::$variant,)* }
            }
            /// Makes a row of it.
            pub fn into_row(self, id: uuid::Uuid, head: crate::Head) -> crate::AnyRow {
                match self { $(Entity::$variant(body) => crate::AnyRow::$variant(
                    alloc::sync::Arc::new(crate::Row { id: crate::Id::new(id), head, body })),)* }
            }
        }
        $(impl From<$variant> for Entity {
            fn from(body: $variant) -> Self { Entity::$variant(body) }
        })*
    };
}
every_kind!(kinds);

impl Kind {
    /// The word in a sentence.
    pub fn word(self) -> &'static str {
        match self {
            Self::Workspace => "workspace",
            Self::Person => "person",
            Self::Team => "team",
            Self::Circle => "Circle",
            Self::Cycle => "cycle",
            Self::Objective => "Objective",
            Self::KeyResult => "Key Result",
            Self::CheckIn => "check-in",
            Self::Calendar => "calendar",
            Self::Project => "project",
            Self::Resource => "resource",
            Self::Task => "task",
            Self::Dependency => "dependency",
            Self::Link => "link",
            Self::Import => "import",
            Self::Notice => "notice",
        }
    }
}

/// A plain enum that is spelled in snake case, with its words in order.
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant,)* }
        impl $name {
            /// Every choice, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            /// The word on screen.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
        }
    };
}
pub(crate) use choice;
