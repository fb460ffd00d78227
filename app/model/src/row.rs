//! A row: an entity with its head (identity, audience, trash, who made it when).

use alloc::string::{String, ToString};
use alloc::sync::Arc;
use core::ops::Deref;

use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{Audience, Id, Person};

/// What every row carries, whatever it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Who may see it, when it says so itself; `None` inherits from what it hangs below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// In the trash: out of every list and number, restorable.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub trashed: bool,
    /// Who created it.
    #[serde(default)]
    pub created_by: Id<Person>,
    /// When the server (offline: the device) first saw it.
    #[serde(default)]
    pub created_at: Timestamp,
    /// Who changed it last, and when.
    #[serde(default)]
    pub changed_by: Id<Person>,
    /// When it was changed last.
    #[serde(default)]
    pub changed_at: Timestamp,
}

/// An entity with identity and head. Fields of the entity are reached through `Deref`.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<T> {
    /// Its identity.
    pub id: Id<T>,
    /// What every row carries.
    pub head: Head,
    /// What it is.
    pub body: T,
}

impl<T> Deref for Row<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.body
    }
}

/// A field that could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadField {
    /// No such field on this kind of row.
    #[error("There is no field \u{201c}{field}\u{201d} here.")]
    Unknown {
        /// The name given.
        field: String,
    },
    /// The value does not fit the field.
    #[error("\u{201c}{field}\u{201d} does not take that value: {why}")]
    Value {
        /// The field.
        field: String,
        /// What the reader expected.
        why: String,
    },
}

/// An entity read straight from its source, for the one reader that has to be fast.
pub(crate) trait Direct: Sized {
    /// Reads it.
    fn direct<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error>;
}

/// Reads one field value; null means the default.
pub(crate) fn read_field<T: Default + DeserializeOwned>(
    field: &str,
    value: &Value,
) -> Result<T, BadField> {
    Option::<T>::deserialize(value)
        .map(Option::unwrap_or_default)
        .map_err(|error| BadField::Value {
            field: field.into(),
            why: error.to_string(),
        })
}

macro_rules! any_row {
    ($($variant:ident),*) => {
        /// A row of any kind: what travels, what is stored.
        #[derive(Clone, Debug, PartialEq)]
        pub enum AnyRow { $(
            #[allow(missing_docs, reason = "named after the entity that it holds")]
            $variant(Arc<Row<crate::$variant>>),
        )* }

        impl AnyRow {
            /// Its kind and identity.
            pub fn at(&self) -> crate::Ref {
                match self { $(Self::$variant(row) => crate::Ref {
                    kind: crate::Kind::$variant, id: row.id.uuid() },)* }
            }
            /// What every row carries.
            pub fn head(&self) -> &Head {
                match self { $(Self::$variant(row) => &row.head,)* }
            }
            /// The head, for writing.
            pub fn head_mut(&mut self) -> &mut Head {
                match self { $(Self::$variant(row) => &mut Arc::make_mut(row).head,)* }
            }
            /// One field of the entity as JSON.
            pub fn get(&self, field: &str) -> Option<Value> {
                match self { $(Self::$variant(row) => row.body.get(field),)* }
            }
            /// Whether a field holds what this JSON says.
            pub fn holds(&self, field: &str, value: &Value) -> Result<bool, BadField> {
                match self { $(Self::$variant(row) => row.body.holds(field, value),)* }
            }
            /// Writes one field of the entity.
            pub fn set(&mut self, field: &str, value: &Value) -> Result<(), BadField> {
                match self { $(Self::$variant(row) => Arc::make_mut(row).body.set(field, value),)* }
            }
            /// The names of the fields in which two rows of one kind differ; all that are not at
            /// their default when there is no other.
            pub fn differing(&self, other: Option<&AnyRow>) -> alloc::vec::Vec<&'static str> {
                match self { $(Self::$variant(row) => match other {
                    Some(Self::$variant(other)) => row.body.differing(&other.body),
                    _ => row.body.differing(&crate::$variant::default()),
                },)* }
            }
            /// What a newer version wrote and this one does not know.
            pub fn extra(&self) -> &alloc::collections::BTreeMap<String, Value> {
                match self { $(Self::$variant(row) => &row.body.extra,)* }
            }
            /// The entity without its head.
            pub fn entity(&self) -> crate::Entity {
                match self { $(Self::$variant(row) => row.body.clone().into(),)* }
            }
            /// The body as JSON text's value: what the store keeps beside kind, id and scopes.
            pub fn to_json(&self) -> Value {
                let (head, body) = match self { $(Self::$variant(row) => (
                    serde_json::to_value(&row.head), serde_json::to_value(&row.body)),)* };
                let mut map = serde_json::Map::new();
                map.insert("head".into(), head.unwrap_or_default());
                map.insert("body".into(), body.unwrap_or_default());
                Value::Object(map)
            }
            /// Reads what `to_json` wrote.
            pub fn from_json(at: crate::Ref, value: Value) -> Result<Self, serde_json::Error> {
                #[derive(Deserialize)]
                struct Parts<T> { #[serde(default)] head: Head, body: T }
                match at.kind { $(crate::Kind::$variant => {
                    let parts: Parts<crate::$variant> = serde_json::from_value(value)?;
                    Ok(Self::$variant(Arc::new(Row {
                        id: Id::new(at.id), head: parts.head, body: parts.body })))
                })* }
            }
            /// Reads the same from JSON text, without building a tree of values first.
            pub fn from_json_text(at: crate::Ref, text: &str) -> Result<Self, serde_json::Error> {
                #[derive(Deserialize)]
                #[serde(bound(deserialize = "T: Direct"))]
                struct Parts<T> {
                    #[serde(default)] head: Head,
                    #[serde(deserialize_with = "Direct::direct")] body: T,
                }
                match at.kind { $(crate::Kind::$variant => {
                    let parts: Parts<crate::$variant> = serde_json::from_str(text)?;
                    Ok(Self::$variant(Arc::new(Row {
                        id: Id::new(at.id), head: parts.head, body: parts.body })))
                })* }
            }
        }

        $(impl crate::plan::Record for crate::$variant {
            const KIND: crate::Kind = crate::Kind::$variant;
            fn table(plan: &crate::plan::Tables) -> &crate::plan::Table<Self> { &plan.$variant }
            fn table_mut(plan: &mut crate::plan::Tables) -> &mut crate::plan::Table<Self> {
                alloc::sync::Arc::make_mut(&mut plan.$variant)
            }
            fn wrap(row: Arc<Row<Self>>) -> AnyRow { AnyRow::$variant(row) }
            fn unwrap(row: &AnyRow) -> Option<&Arc<Row<Self>>> {
                match row { AnyRow::$variant(row) => Some(row), _ => None }
            }
        })*
    };
}
crate::entity::every_kind!(any_row);
