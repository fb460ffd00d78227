//! The compressed container of a workbook: reading with a cap on everything, and writing.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::{Refused, UNPACKED};

/// Most parts that a workbook may have.
const PARTS: usize = 5_000;

fn damaged(why: &str) -> Refused {
    Refused::Damaged {
        why: why.to_owned(),
    }
}

struct Part {
    name: String,
    method: u16,
    packed: usize,
    at: usize,
}

/// A container that can be read part by part.
pub(crate) struct Pack<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
    left: usize,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_le_bytes([pair[0], pair[1]])))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u16_at(bytes, at)? | u16_at(bytes, at.checked_add(2)?)? << 16)
}

impl<'a> Pack<'a> {
    /// Reads the list of parts, which stands at the end.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        let from = bytes.len().saturating_sub(66_000);
        let end = bytes[from..].windows(4).rposition(|it| it == b"PK\x05\x06");
        let end = from + end.ok_or_else(|| damaged("it is not complete"))?;
        let parts =
            Self::parts(bytes, end).ok_or_else(|| damaged("its list of parts is broken"))?;
        Ok(Self {
            bytes,
            parts,
            left: UNPACKED,
        })
    }

    fn parts(bytes: &[u8], end: usize) -> Option<Vec<Part>> {
        let count = u16_at(bytes, end + 10)?;
        let mut at = u32_at(bytes, end + 16)?;
        let mut parts = Vec::new();
        for _ in 0..count.min(PARTS) {
            if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
                return None;
            }
            let (name, extra, comment) = (
                u16_at(bytes, at + 28)?,
                u16_at(bytes, at + 30)?,
                u16_at(bytes, at + 32)?,
            );
            let text = bytes.get(at + 46..at + 46 + name)?;
            parts.push(Part {
                name: String::from_utf8_lossy(text).into_owned(),
                method: u16_at(bytes, at + 10)? as u16,
                packed: u32_at(bytes, at + 20)?,
                at: u32_at(bytes, at + 42)?,
            });
            at = at + 46 + name + extra + comment;
        }
        Some(parts)
    }

    /// Unpacks a part; all parts together may not exceed the cap.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        let same = |part: &&Part| part.name.eq_ignore_ascii_case(name);
        let Some(part) = self.parts.iter().find(same) else {
            return Ok(None);
        };
        let place = || {
            let (name, extra) = (
                u16_at(self.bytes, part.at + 26)?,
                u16_at(self.bytes, part.at + 28)?,
            );
            let from = part.at + 30 + name + extra;
            self.bytes.get(from..from.checked_add(part.packed)?)
        };
        let packed = place().ok_or_else(|| damaged("a part is not complete"))?;
        let mut out = Vec::new();
        let limit = self.left as u64 + 1;
        let done = match part.method {
            0 => packed.take(limit).read_to_end(&mut out),
            8 => DeflateDecoder::new(packed)
                .take(limit)
                .read_to_end(&mut out),
            _ => return Err(damaged("a part is packed in a way that is not read here")),
        };
        done.map_err(|_| damaged("a part cannot be unpacked"))?;
        if out.len() > self.left {
            return Err(Refused::Bomb);
        }
        self.left -= out.len();
        Ok(Some(out))
    }
}

/// Packs parts into a container. The same parts give the same bytes.
pub(crate) fn write(parts: &[(&str, String)]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut list = Vec::new();
    for (name, text) in parts {
        let mut sum = flate2::Crc::new();
        sum.update(text.as_bytes());
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
        packer.write_all(text.as_bytes())?;
        let packed = packer.finish()?;
        let at = out.len() as u32;
        // Version, flags (UTF-8 names), method, time and date (1980-01-01), checksum, lengths.
        let mut head = Vec::new();
        for short in [20_u16, 0x0800, 8, 0, 0x21] {
            head.extend(short.to_le_bytes());
        }
        for long in [sum.sum(), packed.len() as u32, text.len() as u32] {
            head.extend(long.to_le_bytes());
        }
        head.extend((name.len() as u16).to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(&packed);
        list.extend(b"PK\x01\x02");
        list.extend(20_u16.to_le_bytes());
        list.extend(&head);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (at, count) = (out.len() as u32, parts.len() as u16);
    out.extend(&list);
    out.extend(b"PK\x05\x06");
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((list.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    Ok(out)
}
