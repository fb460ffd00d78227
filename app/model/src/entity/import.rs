//! What an import understood: kept with its project for good.

use alloc::string::String;
use jiff::Timestamp;
use serde_json::Value;

use super::Project;
use crate::Id;
use crate::fields::entity;

entity! {
    /// One import of a foreign file, with its fidelity report.
    Import {
        /// The project that it made.
        project: Id<Project>,
        /// The file's name.
        file: String,
        /// "MSPDI", "CSV".
        format: String,
        /// When it was read.
        read_at: Timestamp,
        /// The fidelity report, as `exchange::report` writes it.
        report: Value,
        /// Parts of the file that we keep for the way back.
        kept: Value,
    }
}
