//! What the words of Throughline mean: true if computers did not exist. Here are the rows, the closed
//! list of changes, who may make them, and every number that follows from them. What is not here:
//! clocks, randomness, files, sockets, pixels. Time and new identities are arguments.
#![no_std]

extern crate alloc;

pub mod access;
pub mod assessment;
pub mod audience;
pub mod demo;
pub mod duration;
pub mod entity;
pub mod findings;
pub mod id;
pub mod op;
pub mod plan;
pub mod progress;
pub mod rank;
pub mod refusal;
pub mod row;
pub mod schedule;

mod fields;
mod numbers;

pub use audience::Audience;
pub use entity::*;
pub use id::{Id, Ref};
pub use jiff::Timestamp;
pub use jiff::civil::{Date, DateTime};
pub use numbers::Numbers;
pub use op::{Context, Op, Place, Replaced, Touched, apply, inverse, revert};
pub use plan::Plan;
pub use rank::Rank;
pub use refusal::Refusal;
pub use row::{AnyRow, Head, Row};
pub use rust_decimal::Decimal;
