//! What copies say to each other: JSON, self-describing. Fields only get added; a reader leaves out
//! what it does not know and never refuses a message for it. PROTOCOL.md says the same in prose.

mod limit;
mod live;
mod pull;
mod pull_answer;
mod push;
mod push_answer;
mod row;

pub use limit::*;
pub use live::*;
pub use pull::*;
pub use pull_answer::*;
pub use push::*;
pub use push_answer::*;
pub use row::*;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One life of a workspace's log. A restored backup begins another: everybody rebuilds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Epoch(pub Uuid);

impl core::fmt::Display for Epoch {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.fmt(f)
    }
}

impl core::str::FromStr for Epoch {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        text.parse().map(Self)
    }
}
