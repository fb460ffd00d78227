//! Text to fields: delimiters, quotes, and line ends of all three kinds. Rows are counted as
//! records: a line break inside quotes starts none, an empty line is one.

use super::{CELLS, COLUMNS, Cell, Delimiter, ROWS, Refused, Row, Sheet};

/// Which delimiter the text has, where its first record starts, and whether a line says so.
pub(crate) fn delimiter(text: &str, wanted: Option<Delimiter>) -> (Delimiter, bool) {
    let first = text.lines().next().unwrap_or_default().trim();
    let said = first.strip_prefix("sep=").and_then(|rest| {
        let found = |it: &&Delimiter| rest.starts_with(it.letter());
        Delimiter::ALL.iter().find(found).copied()
    });
    if let Some(wanted) = wanted {
        return (wanted, said.is_some());
    }
    if let Some(said) = said {
        return (said, true);
    }
    let mut end = text.len().min(32_768);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let score = |delimiter: &Delimiter| {
        let Ok(sheet) = split(&text[..end], *delimiter) else {
            return 0;
        };
        let mut counts = std::collections::BTreeMap::<u32, usize>::new();
        for row in sheet.rows.iter().take(100).filter(|row| row.fields > 1) {
            *counts.entry(row.fields).or_default() += 1;
        }
        let score = |(fields, rows): (&u32, &usize)| *rows * (*fields as usize - 1);
        counts.iter().map(score).max().unwrap_or(0)
    };
    let mut best = (Delimiter::Comma, 0);
    for candidate in Delimiter::ALL {
        let score = score(&candidate);
        if score > best.1 {
            best = (candidate, score);
        }
    }
    (best.0, false)
}

struct Splitter {
    sheet: Sheet,
    row: Row,
    cells: usize,
}

impl Splitter {
    fn field(&mut self, field: &str) -> Result<(), Refused> {
        self.row.fields += 1;
        if self.row.fields as usize > COLUMNS {
            return Err(Refused::TooManyColumns {
                row: self.sheet.height + 1,
            });
        }
        // An apostrophe that only guards against formulas is not part of the text.
        let guarded = field.starts_with('\'') && super::write::is_formula(field);
        let field = if guarded { &field[1..] } else { field };
        if !field.is_empty() {
            self.row.cells.resize(self.row.fields as usize, Cell::Empty);
            if let Some(cell) = self.row.cells.last_mut() {
                *cell = Cell::Text(field.to_owned());
            }
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), Refused> {
        self.sheet.height = self.sheet.height.saturating_add(1);
        let mut row = std::mem::take(&mut self.row);
        if row.cells.iter().all(Cell::is_blank) {
            return Ok(());
        }
        row.number = self.sheet.height;
        self.cells += row.cells.len();
        self.sheet.width = self.sheet.width.max(row.cells.len());
        if self.cells > CELLS {
            return Err(Refused::TooManyCells);
        }
        self.sheet.rows.push(row);
        if self.sheet.rows.len() > ROWS {
            return Err(Refused::TooManyRows);
        }
        Ok(())
    }
}

/// Splits the whole text.
pub(crate) fn split(text: &str, delimiter: Delimiter) -> Result<Sheet, Refused> {
    let separator = delimiter.letter() as u8;
    let bytes = text.as_bytes();
    let mut it = Splitter {
        sheet: Sheet::default(),
        row: Row::default(),
        cells: 0,
    };
    let mut at = 0;
    let mut quoted = String::new();
    while at < bytes.len() {
        // One field starts here.
        let stop = |from: usize| {
            let ends = |byte: &u8| *byte == separator || matches!(byte, b'\r' | b'\n');
            bytes[from..]
                .iter()
                .position(ends)
                .map_or(bytes.len(), |found| from + found)
        };
        let end;
        if bytes[at] == b'"' {
            quoted.clear();
            let mut from = at + 1;
            loop {
                let Some(found) = bytes[from..].iter().position(|byte| *byte == b'"') else {
                    it.sheet.unclosed = Some(it.sheet.height + 1);
                    quoted.push_str(&text[from..]);
                    from = bytes.len();
                    break;
                };
                quoted.push_str(&text[from..from + found]);
                from += found + 1;
                if bytes.get(from) == Some(&b'"') {
                    quoted.push('"');
                    from += 1;
                } else {
                    break;
                }
            }
            end = stop(from.min(bytes.len()));
            quoted.push_str(&text[from.min(end)..end]);
            it.field(&quoted)?;
        } else {
            end = stop(at);
            it.field(&text[at..end])?;
        }
        match bytes.get(end) {
            Some(byte) if *byte == separator => {
                at = end + 1;
                // A delimiter at the very end is followed by one more empty field.
                if at == bytes.len() || matches!(bytes[at], b'\r' | b'\n') {
                    it.field("")?;
                    at = line_end(bytes, at);
                    it.end()?;
                }
            }
            _ => {
                at = line_end(bytes, end);
                it.end()?;
            }
        }
    }
    Ok(it.sheet)
}

/// After a line end at this place.
fn line_end(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\r'), Some(b'\n')) => at + 2,
        (Some(_), _) => at + 1,
        (None, _) => at,
    }
}
