//! Order that two people can change at once: a fractional rank between two others.

use alloc::string::String;
use serde::{Deserialize, Serialize};

/// A place in an order; compare as bytes. Equal ranks are ordered by identity.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rank(pub String);
