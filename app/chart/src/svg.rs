//! A writer of SVG that cannot write a broken document, whatever the strings hold.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Display, Write};

/// Attributes of an element: a name we chose, and anything that can be printed.
pub type Attributes<'a> = &'a [(&'static str, &'a dyn Display)];

/// Grows a document; every value goes through the escape.
#[derive(Debug, Default)]
pub struct Svg {
    out: String,
    open: Vec<&'static str>,
}

impl Svg {
    /// An empty document.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens an element; `close` ends the innermost one.
    pub fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.out.push('>');
        self.open.push(name);
    }

    /// Ends the innermost open element.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    /// An element without content.
    pub fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.out.push_str("/>");
    }

    /// An element whose content is one text.
    pub fn text(&mut self, name: &'static str, attributes: Attributes<'_>, words: &str) {
        self.open(name, attributes);
        escape_into(&mut self.out, words);
        self.close();
    }

    /// Markup of our own that needs no escape: style sheets and icons.
    pub fn own(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Closes what is open and hands the document over.
    #[must_use]
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            write!(Escape(&mut self.out), "{value}").expect("writing to a string cannot fail");
            self.out.push('"');
        }
    }
}

/// The text as it may stand in XML or HTML, in an element or a quoted attribute.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

struct Escape<'a>(&'a mut String);

impl Write for Escape<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape_into(self.0, text);
        Ok(())
    }
}

fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            // Turning the direction of what follows would let a title rewrite its neighbours.
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            c if is_forbidden(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
}

/// Characters that XML 1.0 does not allow at all, not even as a reference.
fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}
