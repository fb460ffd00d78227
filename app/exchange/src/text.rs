//! Bytes of a foreign file to text: UTF-8, UTF-16 and windows-1252, each byte accounted for.

use std::borrow::Cow;

/// Text, and how it was told.
pub struct Text<'a> {
    /// The text without a byte order mark.
    pub text: Cow<'a, str>,
    /// Declared ISO-8859-1, but holds what only windows-1252 has.
    pub taken_as_windows_1252: bool,
}

/// Why bytes are not text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// A byte that the encoding does not allow.
    #[error(
        "it is not valid {encoding}: the first bad byte is number {position}. \
         Save the file as UTF-8 and try again"
    )]
    Invalid {
        /// Which encoding was tried.
        encoding: &'static str,
        /// The first bad byte, from 0.
        position: usize,
    },
    /// An encoding that is not read here.
    #[error("it says it is written in {name}, which is not read here. Save it as UTF-8")]
    Unknown {
        /// What the file says.
        name: String,
    },
}

/// windows-1252 from 0x80 to 0x9F; the five unused bytes stay control characters, as in browsers.
const UPPER: [char; 32] = [
    '\u{20AC}', '\u{81}', '\u{201A}', '\u{192}', '\u{201E}', '\u{2026}', '\u{2020}', '\u{2021}',
    '\u{2C6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8D}', '\u{17D}', '\u{8F}',
    '\u{90}', '\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}', '\u{2022}', '\u{2013}', '\u{2014}',
    '\u{2DC}', '\u{2122}', '\u{161}', '\u{203A}', '\u{153}', '\u{9D}', '\u{17E}', '\u{178}',
];

/// Reads XML bytes: the byte order mark decides, then the declaration, then UTF-8.
pub fn xml(bytes: &[u8]) -> Result<Text<'_>, NotText> {
    let plain = |text| Text {
        text,
        taken_as_windows_1252: false,
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, 3).map(plain),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, 2).map(plain),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, 2).map(plain),
        [b'<', 0, ..] => utf16(bytes, u16::from_le_bytes, 0).map(plain),
        [0, b'<', ..] => utf16(bytes, u16::from_be_bytes, 0).map(plain),
        _ => match declared(bytes).as_deref() {
            None | Some("utf-8" | "utf8" | "us-ascii" | "ascii") => utf8(bytes, 0).map(plain),
            Some("windows-1252" | "cp1252" | "x-cp1252") => Ok(plain(windows_1252(bytes))),
            Some("iso-8859-1" | "latin1" | "latin-1" | "iso8859-1") => Ok(Text {
                text: windows_1252(bytes),
                taken_as_windows_1252: bytes.iter().any(|byte| (0x80..0xA0).contains(byte)),
            }),
            Some(name) => Err(NotText::Unknown { name: name.into() }),
        },
    }
}

pub(crate) fn utf8(bytes: &[u8], before: usize) -> Result<Cow<'_, str>, NotText> {
    std::str::from_utf8(bytes)
        .map(Cow::Borrowed)
        .map_err(|error| NotText::Invalid {
            encoding: "UTF-8",
            position: before + error.valid_up_to(),
        })
}

pub(crate) fn utf16(
    bytes: &[u8],
    unit: fn([u8; 2]) -> u16,
    before: usize,
) -> Result<Cow<'_, str>, NotText> {
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut read = 0;
    let bad = |read| NotText::Invalid {
        encoding: "UTF-16",
        position: before + read,
    };
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    for each in char::decode_utf16(units) {
        let each = each.map_err(|_| bad(read))?;
        read += each.len_utf16() * 2;
        text.push(each);
    }
    if bytes.len() % 2 == 1 {
        Err(bad(bytes.len() - 1))
    } else {
        Ok(Cow::Owned(text))
    }
}

pub(crate) fn windows_1252(bytes: &[u8]) -> Cow<'_, str> {
    let letter = |byte: &u8| match byte {
        0x80..=0x9F => UPPER[usize::from(byte - 0x80)],
        byte => char::from(*byte),
    };
    Cow::Owned(bytes.iter().map(letter).collect())
}

/// The encoding that an XML declaration names, in lower case.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(256)];
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start().strip_prefix("<?xml")?;
    let head = &head[..head.find("?>")?];
    let value = head[head.find("encoding")? + 8..]
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let quote = value
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))?;
    let name = &value[1..];
    Some(name[..name.find(quote)?].to_ascii_lowercase())
}
