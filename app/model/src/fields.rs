//! The macro behind every entity: plain fields, each with a default that is left out of the JSON,
//! reachable by name (operations name fields), and with unknown fields kept for newer versions.

/// Declares an entity. Every field type needs `Default + PartialEq + Serialize + DeserializeOwned`.
/// Made for each: `FIELDS`, `get(name)`, `holds(name, value)`, `set(name, value)`, `Serialize`, `Deserialize`.
macro_rules! entity {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident : $ty:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Default)]
        pub struct $name {
            $($(#[$doc])* pub $field: $ty,)*
            /// Fields that a newer version wrote and this one does not know: kept, not read.
            pub extra: alloc::collections::BTreeMap<alloc::string::String, serde_json::Value>,
        }

        impl $name {
            /// The names of the fields, as operations and JSON spell them.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            /// One field as JSON; `None` when there is no such field.
            pub fn get(&self, field: &str) -> Option<serde_json::Value> {
                match field {
                    $(stringify!($field) => serde_json::to_value(&self.$field).ok(),)*
                    other => self.extra.get(other).cloned(),
                }
            }

            /// Whether a field holds what this JSON says. `1.0` and `1` are the same amount.
            pub fn holds(
                &self,
                field: &str,
                value: &serde_json::Value,
            ) -> Result<bool, $crate::row::BadField> {
                match field {
                    $(stringify!($field) => {
                        Ok(self.$field == $crate::row::read_field::<$ty>(field, value)?)
                    })*
                    other => Err($crate::row::BadField::Unknown { field: other.into() }),
                }
            }

            /// The names of the fields in which two differ, with `extra` for what is not known.
            pub fn differing(&self, other: &Self) -> alloc::vec::Vec<&'static str> {
                let mut out = alloc::vec::Vec::new();
                $(if self.$field != other.$field {
                    out.push(stringify!($field));
                })*
                if self.extra != other.extra {
                    out.push("extra");
                }
                out
            }

            /// Writes one field from JSON; null means the default. The error says what was expected.
            pub fn set(
                &mut self,
                field: &str,
                value: &serde_json::Value,
            ) -> Result<(), $crate::row::BadField> {
                match field {
                    $(stringify!($field) => {
                        self.$field = $crate::row::read_field::<$ty>(field, value)?;
                        Ok(())
                    })*
                    other => Err($crate::row::BadField::Unknown { field: other.into() }),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = to.serialize_map(None)?;
                $(if self.$field != <$ty>::default() {
                    map.serialize_entry(stringify!($field), &self.$field)?;
                })*
                for (key, value) in &self.extra {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                // Through `Value`: one reader a field serves every kind of message, where a generic
                // one would be compiled again for each (a tenth of what a browser has to load).
                let mut it = $name::default();
                for (field, value) in serde_json::Map::<_, _>::deserialize(from)? {
                    if Self::FIELDS.contains(&field.as_str()) {
                        it.set(&field, &value).map_err(serde::de::Error::custom)?;
                    } else {
                        it.extra.insert(field, value);
                    }
                }
                Ok(it)
            }
        }

        impl $crate::row::Direct for $name {
            fn direct<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Fields;
                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $name;
                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        f.write_str(concat!("the fields of ", stringify!($name)))
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$name, A::Error> {
                        let mut it = $name::default();
                        while let Some(key) = map.next_key::<alloc::string::String>()? {
                            match key.as_str() {
                                $(stringify!($field) => {
                                    it.$field = map
                                        .next_value::<Option<$ty>>()?
                                        .unwrap_or_default();
                                })*
                                _ => {
                                    it.extra.insert(key, map.next_value()?);
                                }
                            }
                        }
                        Ok(it)
                    }
                }
                from.deserialize_map(Fields)
            }
        }
    };
}
pub(crate) use entity;
