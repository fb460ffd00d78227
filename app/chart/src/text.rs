//! How wide words are, near enough to break lines: a picture that carries its own text cannot ask
//! a browser, so this errs on the wide side of the common system fonts.

use alloc::string::String;
use alloc::vec::Vec;

use crate::fixed::Px;

/// Size and weight of a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face {
    /// Height of the type in pixels.
    pub size: u16,
    /// Whether it is set strong.
    pub strong: bool,
}

/// Widths of the printable ASCII characters from the space on, in thousandths of the type size.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width of a text, rounded up.
#[must_use]
pub fn width(text: &str, face: Face) -> Px {
    let mut sum: i64 = 0;
    for c in text.chars() {
        sum = sum.saturating_add(i64::from(advance(c)));
    }
    // Thousandths of the size to hundredths of a pixel; the widest system font in use, DejaVu Sans,
    // runs 16 % over the table, and 30 when strong.
    let margin = if face.strong { 130 } else { 116 };
    let wide = sum
        .saturating_mul(i64::from(face.size))
        .saturating_mul(margin)
        / 1_000;
    Px(i32::try_from(wide).unwrap_or(i32::MAX))
}

fn advance(c: char) -> u16 {
    let code = u32::from(c);
    match code {
        0x20..=0x7E => ASCII[(code - 0x20) as usize],
        // Marks that stand on the letter before, and joiners.
        0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5BD | 0x610..=0x61A | 0x64B..=0x65F => 0,
        0x200B..=0x200F | 0x20D0..=0x20FF | 0xFE00..=0xFE0F => 0,
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF => 1_000,
        0xFE30..=0xFE6F | 0xFF00..=0xFF60 => 1_000,
        0x10000.. => 1_250,
        _ => 640,
    }
}

/// Whether the text reads from right to left: its first letter with a direction decides.
#[must_use]
pub fn is_right_to_left(text: &str) -> bool {
    let strong = text.chars().find(|c| c.is_alphabetic());
    strong.is_some_and(|c| {
        matches!(u32::from(c),
            0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF
            | 0x1E800..=0x1EFFF)
    })
}

/// The text in at most `most` lines no wider than `room`. A word wider than a line is broken; what
/// does not fit ends in an ellipsis.
#[must_use]
pub fn wrap(text: &str, room: Px, face: Face, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if lines.len() > most {
            break;
        }
        let wider = if line.is_empty() {
            String::new()
        } else {
            line.clone() + " "
        } + word;
        if width(&wider, face) <= room {
            line = wider;
            continue;
        }
        if !line.is_empty() {
            lines.push(core::mem::take(&mut line));
        }
        line = break_word(word, room, face, most, &mut lines);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            shorten(last, room, face);
        }
    }
    lines
}

/// Puts the full lines of a word that is wider than a line away; hands back what is left.
fn break_word(word: &str, room: Px, face: Face, most: usize, lines: &mut Vec<String>) -> String {
    let mut part = String::new();
    for c in word.chars() {
        part.push(c);
        if width(&part, face) <= room || part.chars().count() == 1 || advance(c) == 0 {
            continue;
        }
        part.pop();
        lines.push(core::mem::take(&mut part));
        if lines.len() > most {
            break;
        }
        part.push(c);
    }
    part
}

fn shorten(line: &mut String, room: Px, face: Face) {
    line.push('…');
    while width(line, face) > room && line.chars().count() > 2 {
        line.pop();
        line.pop();
        let kept = line.trim_end().len();
        line.truncate(kept);
        line.push('…');
    }
}
