//! The parts that pages are made of. None holds a rule.

pub mod avatar;
pub mod icon;
pub mod notice;
pub mod shell;
pub mod sync_chip;
pub mod trail;
