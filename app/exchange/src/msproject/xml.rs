//! Walks XML element by element within fixed bounds: no document type, no entities, no deep
//! nesting. It hands out the elements that a table asks for; others are kept, left or recorded.

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::field::{How, TABLES, Table};
use super::{DEPTH, Refused};

/// Elements kept as text, with their names.
pub(crate) type Kept = Vec<(&'static str, String)>;

/// Names outside the format that are told apart in the report.
const UNKNOWN_NAMES: usize = 100;
/// Longest text that is kept of an element that is not read.
const KEPT_LENGTH: usize = 2_000;

pub(crate) struct Source<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    prefix: String,
    depth: usize,
    /// How often each element of each table occurred.
    pub counts: Vec<Vec<u32>>,
    /// Elements outside the format: (owner, name) to how many.
    pub unknown: BTreeMap<(&'static str, String), u32>,
    /// Such elements of the current owner, for telling where.
    pub strangers: Vec<String>,
}

impl<'a> Source<'a> {
    /// Opens the document and its root element, which must be `Project`.
    pub fn open(text: &'a str) -> Result<Self, Refused> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let counts = TABLES
            .iter()
            .map(|table| vec![0; table.fields.len()])
            .collect();
        let mut it = Self {
            reader,
            text,
            prefix: String::new(),
            depth: 0,
            counts,
            unknown: BTreeMap::new(),
            strangers: Vec::new(),
        };
        it.root()?;
        Ok(it)
    }

    fn root(&mut self) -> Result<(), Refused> {
        loop {
            match self.event()? {
                Event::Start(start) => {
                    let name = start.name();
                    let (local, prefix) = name.decompose();
                    if local.as_ref() != "Project" {
                        let root = short(local.as_ref());
                        return Err(Refused::NotProject { root });
                    }
                    self.prefix = prefix.map(|it| it.as_ref().to_owned()).unwrap_or_default();
                    let key = match self.prefix.as_str() {
                        "" => "xmlns".to_owned(),
                        prefix => format!("xmlns:{prefix}"),
                    };
                    for attribute in start.attributes().with_checks(false).flatten().take(50) {
                        let value: &str = &attribute.value;
                        if attribute.key.as_ref() == key
                            && !value.starts_with("http://schemas.microsoft.com/project")
                        {
                            return Err(Refused::OtherProject {
                                namespace: short(value),
                            });
                        }
                    }
                    return Ok(());
                }
                Event::Text(text) if text.trim().is_empty() => {}
                Event::Text(_) | Event::CData(_) => return Err(Refused::NotXml),
                Event::Eof => return Err(Refused::NotXml),
                _ => {}
            }
        }
    }

    /// The next event, with the bounds enforced.
    fn event(&mut self) -> Result<Event<'a>, Refused> {
        let event = match self.reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(self.broken(&error)),
        };
        match &event {
            Event::Start(_) => {
                self.depth += 1;
                if self.depth > DEPTH {
                    return Err(Refused::TooDeep { line: self.line() });
                }
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => {
                return Err(match self.text.contains("<!ENTITY") {
                    true => Refused::Entity { line: self.line() },
                    false => Refused::DocType,
                });
            }
            Event::Eof if self.depth > 0 => return Err(Refused::Truncated { line: self.line() }),
            _ => {}
        }
        Ok(event)
    }

    fn broken(&self, error: &quick_xml::Error) -> Refused {
        let line = self.line();
        match error {
            quick_xml::Error::Syntax(_) => Refused::Truncated { line },
            other => Refused::Malformed {
                line,
                why: other.to_string(),
            },
        }
    }

    /// How many bytes were read, of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.reader.buffer_position() as usize, self.text.len())
    }

    /// The line that was read last, from 1. Walks the text: only for refusals.
    fn line(&self) -> usize {
        let end = (self.reader.buffer_position() as usize).min(self.text.len());
        1 + self.text.as_bytes()[..end]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
    }

    /// The next child of the open element that the table wants read; `None` when it closes.
    /// A child that was returned is open: read its `text`, its children, or `skip` it.
    pub fn child(
        &mut self,
        table: &'static Table,
        kept: &mut Kept,
    ) -> Result<Option<&'static str>, Refused> {
        loop {
            match self.event()? {
                Event::End(_) => return Ok(None),
                Event::Start(start) => {
                    let name = start.name();
                    let (local, prefix) = name.decompose();
                    let prefix = prefix.as_ref().map_or("", |it| it.as_ref());
                    let local: &str = local.as_ref();
                    let known = match prefix == self.prefix {
                        true => table.find(local),
                        false => None,
                    };
                    let Some(at) = known else {
                        self.stranger(table.owner, local);
                        self.skip()?;
                        continue;
                    };
                    self.counts[table.index][at] += 1;
                    let (name, how) = table.fields[at];
                    match how {
                        How::Read => return Ok(Some(name)),
                        How::Computed | How::Leave(_) => self.skip()?,
                        How::Keep(usual) => self.keep(name, usual, kept)?,
                    }
                }
                Event::GeneralRef(entity) => {
                    self.resolve(&entity)?;
                }
                _ => {}
            }
        }
    }

    fn keep(&mut self, name: &'static str, usual: &str, kept: &mut Kept) -> Result<(), Refused> {
        let text = self.text()?;
        let text = text.trim();
        if !text.is_empty() && text != usual {
            kept.push((name, super::value::lines(text, KEPT_LENGTH).0));
        }
        Ok(())
    }

    fn stranger(&mut self, owner: &'static str, name: &str) {
        if self.strangers.len() < UNKNOWN_NAMES {
            self.strangers.push(short(name));
        }
        let key = (owner, short(name));
        let room = self.unknown.len() < UNKNOWN_NAMES || self.unknown.contains_key(&key);
        let key = if room { key } else { (owner, "others".into()) };
        *self.unknown.entry(key).or_default() += 1;
    }

    /// Closes the open element without looking.
    pub fn skip(&mut self) -> Result<(), Refused> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Event::GeneralRef(entity) = self.event()? {
                self.resolve(&entity)?;
            }
        }
        Ok(())
    }

    /// The text of the open element, which it closes. Elements in it are strangers.
    pub fn text(&mut self) -> Result<Cow<'a, str>, Refused> {
        let mut text: Cow<'a, str> = Cow::Borrowed("");
        loop {
            match self.event()? {
                Event::End(_) => return Ok(unbroken(text)),
                Event::Text(more) => join(&mut text, more.into_inner()),
                Event::CData(more) => join(&mut text, more.into_inner()),
                Event::GeneralRef(entity) => {
                    let letter = self.resolve(&entity)?;
                    text.to_mut().push(letter);
                }
                Event::Start(start) => {
                    self.stranger("text", start.local_name().as_ref());
                    self.skip()?;
                }
                _ => {}
            }
        }
    }

    fn resolve(&self, entity: &BytesRef<'_>) -> Result<char, Refused> {
        let letter = match &**entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => entity
                .resolve_char_ref()
                .map_err(|error| Refused::Malformed {
                    line: self.line(),
                    why: error.to_string(),
                })?,
        };
        letter.ok_or_else(|| Refused::Entity { line: self.line() })
    }

    /// After the root: nothing but comments and white space may follow.
    pub fn close(&mut self) -> Result<(), Refused> {
        loop {
            match self.event()? {
                Event::Eof => return Ok(()),
                Event::Start(_) | Event::CData(_) => {
                    let why = "something follows the end of the project".into();
                    return Err(Refused::Malformed {
                        line: self.line(),
                        why,
                    });
                }
                _ => {}
            }
        }
    }
}

fn join<'a>(text: &mut Cow<'a, str>, more: Cow<'a, str>) {
    if text.is_empty() {
        *text = more;
    } else {
        text.to_mut().push_str(&more);
    }
}

/// XML reads every kind of line break as one line feed.
fn unbroken(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.as_bytes().contains(&b'\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    }
}

/// The first characters of a name that is shown in a report.
fn short(name: &str) -> String {
    cut(name, 60).to_owned()
}

/// At most so many bytes, never half a character.
pub(crate) fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}
