//! Other people's files: bytes in, what was understood and what was not out. Pure: the same code
//! runs in the browser, offline too, and on the server. What is not here: disk and network.

pub mod archive;
pub mod msproject;
pub mod pace;
pub mod problem;
pub mod report;
mod source;
pub mod table;
mod text;

pub use pace::Pace;
pub use problem::{About, Problem, Problems, Severity};
pub use report::{Report, Treatment};
pub use source::{Refused, is_table, read};
