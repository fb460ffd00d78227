//! Bytes to text: which encoding, told by a byte order mark, by zeros, or by what fits.

use std::borrow::Cow;

use super::{Encoding, Refused};
use crate::text;

/// Text with the encoding it was read in, and whether nothing in the file says so.
pub(crate) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: Encoding,
    pub guessed: bool,
}

/// Reads bytes in the wanted encoding, or in the one that fits.
pub(crate) fn decode(bytes: &[u8], wanted: Option<Encoding>) -> Result<Decoded<'_>, Refused> {
    let (marked, rest) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (Some(Encoding::Utf8), rest),
        [0xFF, 0xFE, rest @ ..] => (Some(Encoding::Utf16Le), rest),
        [0xFE, 0xFF, rest @ ..] => (Some(Encoding::Utf16Be), rest),
        rest => (None, rest),
    };
    if let Some(encoding) = wanted {
        let body = if marked == wanted { rest } else { bytes };
        let text = read(body, encoding)?;
        return Ok(Decoded {
            text,
            encoding,
            guessed: false,
        });
    }
    if let Some(encoding) = marked {
        let text = read(rest, encoding)?;
        return Ok(Decoded {
            text,
            encoding,
            guessed: false,
        });
    }
    if let Some(encoding) = by_zeros(bytes) {
        let text = read(bytes, encoding)?;
        return Ok(Decoded {
            text,
            encoding,
            guessed: true,
        });
    }
    let control = |byte: &u8| *byte < 9 || (14..27).contains(byte) || (28..32).contains(byte);
    if bytes.iter().take(65_536).any(control) {
        return Err(Refused::Binary);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: Cow::Borrowed(text),
            encoding: Encoding::Utf8,
            guessed: false,
        }),
        Err(_) => Ok(Decoded {
            text: text::windows_1252(bytes),
            encoding: Encoding::Windows1252,
            guessed: true,
        }),
    }
}

fn read(bytes: &[u8], encoding: Encoding) -> Result<Cow<'_, str>, Refused> {
    let refused = Refused::NotText {
        encoding: encoding.word(),
    };
    match encoding {
        Encoding::Utf8 => text::utf8(bytes, 0).map_err(|_| refused),
        Encoding::Utf16Le => text::utf16(bytes, u16::from_le_bytes, 0).map_err(|_| refused),
        Encoding::Utf16Be => text::utf16(bytes, u16::from_be_bytes, 0).map_err(|_| refused),
        Encoding::Windows1252 => Ok(text::windows_1252(bytes)),
    }
}

/// UTF-16 without a mark: every second byte of Western text is zero.
fn by_zeros(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(2_000)];
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|it| **it == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match (even, odd) {
        (even, 0) if even * 2 > half && half > 0 => Some(Encoding::Utf16Be),
        (0, odd) if odd * 2 > half && half > 0 => Some(Encoding::Utf16Le),
        _ => None,
    }
}
