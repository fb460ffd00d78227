//! What lies under a pointer.

use super::place::{Bar, Shape, size};
use super::scale::Scale;

/// A part of a row's time line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Nothing: the row's empty time.
    Empty,
    /// The bar: moves it.
    Body,
    /// Its left end: the start.
    Start,
    /// Its right end: the finish.
    Finish,
    /// The handle at the end of what is done.
    Done,
    /// The dot before it: ties begin and end there.
    DotStart,
    /// The dot after it.
    DotFinish,
}

/// Pixels at an end that take the end.
const GRIP: i64 = 6;
/// From the end to the outer edge of its dot.
const DOT: i64 = 14;

/// What is at `x`, `y` pixels from the row's top. Ends, handle and dots are there for bars that can be
/// edited; a bar too short for three grips is all body.
#[must_use]
pub fn part(bar: &Bar, scale: Scale, x: i64, y: i64) -> Part {
    let Some(at) = bar.stretch(scale) else {
        return Part::Empty;
    };
    let tall = size::BAR_TOP - 3..size::BAR_TOP + size::BAR + 3;
    let handle = at.x + bar.done_width(at.width);
    let below = size::BAR_TOP + size::BAR - 4..size::BAR_TOP + size::BAR + 7;
    if bar.shape == Shape::Task && below.contains(&y) && (handle - x).abs() <= 5 {
        return Part::Done;
    }
    if !tall.contains(&y) {
        return Part::Empty;
    }
    let long = bar.shape == Shape::Task && at.width >= 3 * GRIP;
    match x {
        x if x < at.x - DOT || x > at.end() + DOT => Part::Empty,
        x if x < at.x - 2 => Part::DotStart,
        x if x > at.end() + 2 => Part::DotFinish,
        x if long && x < at.x + GRIP => Part::Start,
        x if long && x > at.end() - GRIP => Part::Finish,
        _ => Part::Body,
    }
}
