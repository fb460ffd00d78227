//! Time to pixels and back. A scale is a whole number of 1/1024 pixels a day, so that every copy
//! draws the same picture.

use super::day::DAY;

/// Parts of a pixel.
const PART: i64 = 1024;

/// Pixels a day in 1/1024, from years to hours. Every step has a header that fits it.
const STEPS: [i64; 19] = [
    184,     // a year is 66 px
    307,     // 110
    512,     // a quarter is 46 px
    717,     // 64
    1_024,   // a month is 30 px
    1_536,   // 46
    2_048,   // 61
    3_072,   // a week is 21 px
    5_120,   // 35
    7_680,   // 52
    11_264,  // a day is 11 px
    16_384,  // 16
    24_576,  // 24
    36_864,  // 36
    65_536,  // 64
    122_880, // 120: half days
    245_760, // 240: 10 px an hour
    491_520, // 480
    983_040, // 960: 40 px an hour
];

/// The zooms with a button of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zoom {
    /// Days are columns.
    Day,
    /// Weeks are columns.
    Week,
    /// Months are columns.
    Month,
    /// Quarters are columns.
    Quarter,
}

impl Zoom {
    /// From near to far.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Quarter];

    /// The word on its button.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "Day",
            Self::Week => "Week",
            Self::Month => "Month",
            Self::Quarter => "Quarter",
        }
    }

    /// Its step among all.
    #[must_use]
    pub fn step(self) -> usize {
        match self {
            Self::Day => 13,
            Self::Week => 9,
            Self::Month => 6,
            Self::Quarter => 3,
        }
    }
}

/// Where moments (minutes since 1 January 1970, local time) stand on the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The moment at the left edge; a day's first minute.
    pub origin: i64,
    step: usize,
}

impl Scale {
    /// A scale with a named zoom.
    #[must_use]
    pub fn new(origin: i64, zoom: Zoom) -> Self {
        Self::at_step(origin, zoom.step())
    }

    /// A scale at one of the steps; beyond the last is the last.
    #[must_use]
    pub fn at_step(origin: i64, step: usize) -> Self {
        Self {
            origin: origin.div_euclid(DAY) * DAY,
            step: step.min(STEPS.len() - 1),
        }
    }

    /// Which step it is.
    #[must_use]
    pub fn step(self) -> usize {
        self.step
    }

    /// The same origin, nearer (positive) or farther.
    #[must_use]
    pub fn zoomed(self, by: isize) -> Self {
        let step = self.step.saturating_add_signed(by);
        Self::at_step(self.origin, step)
    }

    /// The named zoom that it stands at.
    #[must_use]
    pub fn zoom(self) -> Option<Zoom> {
        Zoom::ALL.into_iter().find(|zoom| zoom.step() == self.step)
    }

    /// Whole pixels of a day, rounded down; 0 when a day is less than one.
    #[must_use]
    pub fn day_pixels(self) -> i64 {
        self.parts() / PART
    }

    /// Pixels that a length of time takes.
    #[must_use]
    pub fn pixels(self, minutes: i64) -> i64 {
        (minutes * self.parts()).div_euclid(DAY * PART)
    }

    /// Where a moment stands, from the left edge.
    #[must_use]
    pub fn x(self, moment: i64) -> i64 {
        self.pixels(moment - self.origin)
    }

    /// The first moment at a place: the way back from `x`.
    #[must_use]
    pub fn moment(self, x: i64) -> i64 {
        // Rounding up undoes the rounding down of `pixels`: x(moment(x)) is x wherever a minute is
        // less than a pixel.
        let over = x * DAY * PART;
        self.origin + -(-over).div_euclid(self.parts())
    }

    /// Whether bars are drawn from the first to the last of their days instead of to the minute.
    #[must_use]
    pub fn rounds_to_days(self) -> bool {
        self.day_pixels() < 100
    }

    /// What dragging snaps to, in minutes.
    #[must_use]
    pub fn snap(self) -> i64 {
        match self.day_pixels() {
            0..200 => DAY,
            200..400 => 60,
            _ => 15,
        }
    }

    fn parts(self) -> i64 {
        STEPS[self.step]
    }
}
