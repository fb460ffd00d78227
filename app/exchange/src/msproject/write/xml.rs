//! XML as text: one element a line, everything escaped, nothing that XML forbids.

/// A document that grows.
pub(super) struct Xml {
    out: String,
}

impl Xml {
    /// Begins the document.
    pub fn new() -> Self {
        let out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".into();
        Self { out }
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// Closes it.
    pub fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// An element with text in it.
    pub fn leaf(&mut self, name: &str, text: &str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        escape(text, &mut self.out);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// An element with something printable in it.
    pub fn put(&mut self, name: &str, value: impl core::fmt::Display) {
        self.leaf(name, &value.to_string());
    }

    /// The document.
    pub fn finish(self) -> String {
        self.out
    }
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(letter),
            letter if letter.is_control() => {}
            '\u{FFFE}' | '\u{FFFF}' => {}
            letter => out.push(letter),
        }
    }
}
