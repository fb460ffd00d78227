//! A share of a whole as an exact decimal, and how it is put into words. Arithmetic here saturates: no
//! value that a person can type leads to a panic, an infinity or a number that is not one.

use alloc::format;
use alloc::string::String;
use core::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// Values beyond this are treated as this: it keeps every difference and product representable.
pub(crate) const LARGEST: Decimal = Decimal::from_parts(2_808_348_672, 232_830_643, 0, false, 0);

/// Keeps a typed value inside what arithmetic can carry (±10^18).
pub(crate) fn bounded(value: Decimal) -> Decimal {
    value.clamp(-LARGEST, LARGEST)
}

/// `numerator / denominator`, saturated; `None` when the denominator is 0.
pub(crate) fn divided(numerator: Decimal, denominator: Decimal) -> Option<Decimal> {
    if denominator.is_zero() {
        return None;
    }
    let beyond = if numerator.is_sign_negative() == denominator.is_sign_negative() {
        LARGEST
    } else {
        -LARGEST
    };
    Some(numerator.checked_div(denominator).map_or(beyond, bounded))
}

/// A share of a whole: 0 to 1 where it counts, below or beyond where a number moved away or overshot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fraction(pub Decimal);

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// All of it.
    pub const ONE: Self = Self(Decimal::ONE);

    /// `part` of `whole` in exact integers; `None` when the whole is 0.
    pub fn of(part: i128, whole: i128) -> Option<Self> {
        let (mut part, mut whole) = (part, whole);
        while part.unsigned_abs() >> 94 != 0 || whole.unsigned_abs() >> 94 != 0 {
            part >>= 1;
            whole >>= 1;
        }
        let decimal = |n: i128| Decimal::try_from_i128_with_scale(n, 0).unwrap_or(LARGEST);
        divided(decimal(part), decimal(whole)).map(Self)
    }

    /// A whole number of percent.
    pub fn from_percent(percent: i64) -> Self {
        Self(Decimal::new(percent, 2))
    }

    /// The same, kept between 0 and 1.
    pub fn clamped(self) -> Self {
        Self(self.0.clamp(Decimal::ZERO, Decimal::ONE))
    }

    /// In whole percent, as shown: half away from zero, but 100 only for all of it, so that
    /// nothing looks finished before it is.
    pub fn points(self) -> i64 {
        let rounded = rounded(self.0, 2);
        if rounded == 100 && self.0 < Decimal::ONE {
            99
        } else {
            rounded
        }
    }

    /// In hundredths of a percent.
    pub fn basis_points(self) -> i64 {
        rounded(self.0, 4)
    }

    /// "58 %", "−25 %".
    pub fn percent_text(self) -> String {
        format!("{} %", signed(self.points()))
    }

    /// "57.8 %": one decimal, for explanations.
    pub fn percent_text_fine(self) -> String {
        let tenths = rounded(self.0, 3);
        let tenths = if tenths == 1000 && self.0 < Decimal::ONE {
            999
        } else {
            tenths
        };
        let sign = if tenths < 0 { "\u{2212}" } else { "" };
        let tenths = tenths.unsigned_abs();
        format!("{sign}{}.{} %", tenths / 10, tenths % 10)
    }

    /// `self - other`, saturated.
    pub fn less(self, other: Self) -> Self {
        Self(bounded(self.0) - bounded(other.0))
    }

    /// Whether it is at least so many whole points.
    pub(crate) fn reaches_points(self, points: u8) -> bool {
        self.0.cmp(&Decimal::new(i64::from(points), 2)) != Ordering::Less
    }
}

fn rounded(value: Decimal, places: u32) -> i64 {
    let scaled = bounded(value).checked_mul(Decimal::from(10_u64.pow(places)));
    let scaled = scaled.unwrap_or(LARGEST);
    let whole = scaled.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    i64::try_from(whole).unwrap_or(if whole.is_sign_negative() {
        i64::MIN
    } else {
        i64::MAX
    })
}

/// A whole number with a true minus sign.
pub(crate) fn signed(value: i64) -> String {
    if value < 0 {
        format!("\u{2212}{}", value.unsigned_abs())
    } else {
        format!("{value}")
    }
}

/// The weighted mean of shares; `None` when nothing weighs anything. Weights below 0 count as 0.
pub(crate) fn mean(parts: impl Iterator<Item = (Decimal, Fraction)>) -> Option<Fraction> {
    let heaviest = Decimal::from(1_000_000_000_u64);
    let mut sum = Decimal::ZERO;
    let mut weights = Decimal::ZERO;
    for (weight, share) in parts {
        let weight = weight.clamp(Decimal::ZERO, heaviest);
        weights = weights.checked_add(weight)?;
        let part = weight.checked_mul(share.clamped().0)?;
        sum = sum.checked_add(part)?;
    }
    divided(sum, weights).map(Fraction)
}
