//! The parts that pages are made of. None holds a rule.

pub mod avatar;
pub mod dialog;
pub mod focus;
pub mod icon;
pub mod notice;
pub mod shell;
pub mod status_word;
pub mod sync_chip;
pub mod trail;
