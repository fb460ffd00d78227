//! Where things sit on a picture. Input is display-ready: words as strings, places as basis
//! points; the rules behind them live in `model`. What colours look like lives in `style/`.
#![no_std]

extern crate alloc;

pub mod bar;
pub mod card;
pub mod fixed;
pub mod gantt;
pub mod icon;
pub mod load;
pub mod radar;
pub mod scale;
mod status;
pub mod svg;
pub mod text;
pub mod then_and_now;
pub mod trend;

pub use status::StatusLook;
