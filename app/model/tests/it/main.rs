//! Integration tests of this package, one file a subject.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod access;
mod assessment;
mod baseline;
mod demo;
mod duration;
mod explain;
mod findings;
mod health;
mod law;
mod op;
mod outcome;
mod rank;
mod rollups;
mod schedule;
mod schedule_edit;
mod schedule_follow;
mod schedule_preview;
mod schedule_reason;
mod small;
mod text;
mod tidy;
mod work;
mod world;
