//! A result as a file: the answers and the day. What they come to is computed again when it is opened.

use alloc::string::String;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Answers;

/// What the file calls itself.
const FORMAT: &str = "throughline-assessment";
/// The newest version that this program reads.
const VERSION: u32 = 1;

/// A result that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    format: String,
    version: u32,
    /// The day on which it was made.
    pub made: Date,
    /// What was answered.
    pub answers: Answers,
}

/// Why a file cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Something else.
    #[error(
        "This file is no result of an assessment. Choose one that was saved here, ending in .json."
    )]
    Other,
    /// From a later version.
    #[error("This result was saved by a newer version. Update Throughline to open it.")]
    Newer,
    /// Answers are missing.
    #[error(
        "This result was saved before all questions were answered. Open a whole one to compare."
    )]
    Partial,
}

impl Kept {
    /// What is to be kept.
    pub fn new(answers: Answers, made: Date) -> Self {
        Self {
            format: FORMAT.into(),
            version: VERSION,
            made,
            answers,
        }
    }

    /// As text.
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// From a file's bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let it: Self = serde_json::from_slice(bytes).map_err(|_| Unreadable::Other)?;
        if it.format != FORMAT {
            return Err(Unreadable::Other);
        }
        if it.version > VERSION {
            return Err(Unreadable::Newer);
        }
        match it.answers.is_whole() {
            true => Ok(it),
            false => Err(Unreadable::Partial),
        }
    }
}
