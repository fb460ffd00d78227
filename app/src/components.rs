//! The parts that pages are made of. None holds a rule.

pub mod avatar;
pub mod dialog;
pub mod empty_state;
pub mod focus;
pub mod gesture;
pub mod icon;
pub mod key_result_row;
pub mod menu;
pub mod notice;
pub mod objective_row;
pub mod progress_pair;
pub mod shell;
pub mod status_word;
pub mod sync_chip;
pub mod trail;
