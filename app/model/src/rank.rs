//! Order that two people can change at once: a fractional rank between two others.

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

/// A place in an order; compare as bytes. Equal ranks are ordered by identity.
/// Written with the 62 digits `0`-`9`, `A`-`Z`, `a`-`z` as a fraction that never ends in `0`,
/// so that there is always room before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rank(pub String);

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE: u128 = 62;
/// Digits that an append or prepend looks at.
const WIDTH: usize = 4;
/// How far an append or prepend steps away, leaving room for inserts.
const STEP: u128 = BASE;
/// Longer ranks are refused; whoever moves rows spreads their siblings anew before that.
pub const LONGEST: usize = 256;

impl Rank {
    /// Whether this is spelled as ranks are. The empty rank is the default and sorts first.
    pub fn is_well_formed(&self) -> bool {
        let bytes = self.0.as_bytes();
        bytes.len() <= LONGEST
            && bytes.iter().all(u8::is_ascii_alphanumeric)
            && bytes.last() != Some(&b'0')
    }
}

/// A rank strictly between two others; `None` is the open end. When the two do not leave room (they
/// are equal or the wrong way round) the answer comes after the first.
pub fn between(after: Option<&Rank>, before: Option<&Rank>) -> Rank {
    let low: Vec<u8> = after.map(values).unwrap_or_default();
    let high = before.map(values).filter(|high| *high > low);
    let digits = match &high {
        None if low.is_empty() => Vec::from([31]),
        None => stepped(&low, true).unwrap_or_else(|| middle(&low, None)),
        Some(high) if low.is_empty() => {
            stepped(high, false).unwrap_or_else(|| middle(&low, Some(high)))
        }
        Some(high) => middle(&low, Some(high)),
    };
    spell(&digits)
}

/// `count` ranks in order, evenly apart.
pub fn spread(count: usize) -> Vec<Rank> {
    let parts = count as u128 + 1;
    let mut width = 1;
    let mut whole = BASE;
    while whole < parts * BASE {
        whole *= BASE;
        width += 1;
    }
    (1..parts)
        .map(|part| spell(&digits_of(whole * part / parts, width)))
        .collect()
}

fn values(rank: &Rank) -> Vec<u8> {
    let value = |byte: u8| DIGITS.iter().position(|digit| *digit >= byte).unwrap_or(61);
    rank.0.bytes().map(|byte| value(byte) as u8).collect()
}

fn spell(values: &[u8]) -> Rank {
    let end = values
        .iter()
        .rposition(|value| *value != 0)
        .map_or(0, |last| last + 1);
    Rank(
        values[..end]
            .iter()
            .map(|value| DIGITS[usize::from(*value) % 62] as char)
            .collect(),
    )
}

fn digits_of(mut number: u128, width: usize) -> Vec<u8> {
    let mut digits = alloc::vec![0; width];
    for digit in digits.iter_mut().rev() {
        *digit = (number % BASE) as u8;
        number /= BASE;
    }
    digits
}

/// A step beyond one end, seen to four digits; `None` when that end is nearly reached.
fn stepped(from: &[u8], up: bool) -> Option<Vec<u8>> {
    let digit = |at: usize| u128::from(from.get(at).copied().unwrap_or(0));
    let number = (0..WIDTH).fold(0, |number, at| number * BASE + digit(at));
    let number = if up {
        number + STEP
    } else {
        number.checked_sub(STEP)?
    };
    (number > 0 && number < BASE.pow(WIDTH as u32)).then(|| digits_of(number, WIDTH))
}

/// Between two fractions, `low < high`; `None` is 1.
fn middle(low: &[u8], high: Option<&[u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut high = high;
    for at in 0.. {
        let from = low.get(at).copied().unwrap_or(0);
        let to = high.map_or(62, |high| high.get(at).copied().unwrap_or(0));
        if to > from + 1 {
            out.push(from.midpoint(to));
            break;
        }
        if to == from + 1 && high.is_some_and(|high| high.len() > at + 1) {
            out.push(to);
            break;
        }
        out.push(from);
        if to > from {
            high = None;
        }
        if at > low.len() && high.is_some_and(|high| at > high.len()) {
            break;
        }
    }
    out
}
