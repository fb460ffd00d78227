//! A scope: the unit in which copies are kept up to date and access is taken away.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use model::Audience;
use model::audience::NotAnAudience;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Each row lies in exactly one scope: an audience, or a pair of audiences of which a person needs
/// both (a link between two confidential ends). Written `workspace` or `circle:<id>&circle:<id>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// The audience; of a pair the smaller one.
    pub one: Audience,
    /// The other of a pair.
    pub other: Option<Audience>,
}

impl Scope {
    /// The scope of what `model::access::scopes` answers.
    pub fn new(one: Audience, other: Option<Audience>) -> Self {
        match other {
            None => Self { one, other: None },
            Some(other) if other == one => Self { one, other: None },
            Some(other) => Self {
                one: one.min(other),
                other: Some(one.max(other)),
            },
        }
    }

    /// Whether somebody who belongs to these audiences may see what lies here.
    pub fn is_held_by(&self, held: &BTreeSet<Audience>) -> bool {
        held.contains(&self.one) && self.other.is_none_or(|other| held.contains(&other))
    }

    /// Every scope that somebody with these audiences can see, given the pairs that exist.
    pub fn held(audiences: &BTreeSet<Audience>, pairs: &BTreeSet<Scope>) -> Vec<Scope> {
        let single = audiences.iter().map(|one| Self::new(*one, None));
        let double = pairs
            .iter()
            .filter(|pair| pair.is_held_by(audiences))
            .copied();
        single.chain(double).collect()
    }
}

impl From<Audience> for Scope {
    fn from(one: Audience) -> Self {
        Self::new(one, None)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.other {
            None => self.one.fmt(f),
            Some(other) => write!(f, "{}&{other}", self.one),
        }
    }
}

impl FromStr for Scope {
    type Err = NotAnAudience;
    fn from_str(text: &str) -> Result<Self, NotAnAudience> {
        match text.split_once('&') {
            None => Ok(Self::new(text.parse()?, None)),
            Some((one, other)) => Ok(Self::new(one.parse()?, Some(other.parse()?))),
        }
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
