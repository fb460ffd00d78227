//! The parts that pages are made of. None holds a rule.

pub mod avatar;
pub mod check_in_preview;
pub mod check_in_sheet;
pub mod cycle_form;
pub mod dialog;
pub mod draft;
pub mod empty_state;
pub mod field;
pub mod focus;
pub mod gesture;
pub mod icon;
pub mod initiative_form;
pub mod key_result_form;
pub mod key_result_row;
pub mod menu;
pub mod notice;
pub mod objective_form;
pub mod objective_row;
pub mod picker;
pub mod progress_pair;
pub mod shell;
pub mod status_word;
pub mod sync_chip;
pub mod trail;
