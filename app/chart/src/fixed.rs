//! Fixed-point numbers on a picture: hundredths of a pixel, and basis points of a width.

use core::fmt;

/// All of a width, in basis points.
pub const FULL: u16 = 10_000;

/// Keeps a position inside the bar, so that no input can draw outside of it.
#[must_use]
pub fn bounded(at: u16) -> u16 {
    at.min(FULL)
}

/// A length in hundredths of a pixel; prints as `15.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Px(pub i32);

impl Px {
    /// A whole number of pixels.
    #[must_use]
    pub const fn whole(pixels: i32) -> Self {
        Self(pixels.saturating_mul(100))
    }

    /// This length further on.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// This length further back.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The part of this length that `at` basis points mark.
    #[must_use]
    pub fn part(self, at: u16) -> Self {
        let product = i64::from(self.0) * i64::from(bounded(at));
        let part = product / i64::from(FULL);
        Self(i32::try_from(part).expect("a part is never longer than the whole"))
    }
}

impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hundredths(f, self.0)
    }
}

/// A share of a width in basis points; prints as `35.25%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub u16);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hundredths(f, i32::from(bounded(self.0)))?;
        f.write_str("%")
    }
}

fn hundredths(f: &mut fmt::Formatter<'_>, value: i32) -> fmt::Result {
    let sign = if value < 0 { "-" } else { "" };
    let size = value.unsigned_abs();
    let (whole, rest) = (size / 100, size % 100);
    match (rest, rest % 10) {
        (0, _) => write!(f, "{sign}{whole}"),
        (_, 0) => write!(f, "{sign}{whole}.{}", rest / 10),
        _ => write!(f, "{sign}{whole}.{rest:02}"),
    }
}
