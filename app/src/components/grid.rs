//! What one does in a table of tasks, the same in the outline and beside the Gantt: choose columns and
//! rows, fold, filter, group, find, fill down, copy and paste. Rules are pure; parts here are thin.

pub mod cell;
pub mod clip;
pub mod column;
pub mod command;
pub mod dated;
pub mod edit;
pub mod filter;
pub mod find;
pub mod input;
pub mod new_task;
pub mod number;
pub mod paste;
pub mod preview;
pub mod said;
pub mod select;
pub mod state;
pub mod tools;
pub mod tsv;
pub mod view;
pub mod waits;

pub use column::{Column, Shown};
pub use filter::{Filter, Group};
pub use select::{Selection, Spot};
pub use state::{Grid, Place};
pub use view::{Entry, Line};
