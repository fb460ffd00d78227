//! The message of the live stream.

use super::Epoch;
use serde::{Deserialize, Serialize};

/// How far the server is. Says nothing else, so that it can be lost, merged or late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Live {
    /// The life of the log.
    pub epoch: Epoch,
    /// The number of its last change.
    pub head: u64,
}
