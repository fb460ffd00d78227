//! The summary as `/embed/<token>.json` says it, ready to show:
//! `{"title", "outcome": {"text", "basis_points"}, "work": {...}, "expected": {...}, "now", "span",
//! "status": "at-risk", "status_word", "reason", "as_of", "url"}`. A missing part is not drawn.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// One number: its words and its length.
pub struct Bar {
    /// "58 %".
    pub text: String,
    /// 5800; `None` when there is nothing to measure.
    pub basis_points: Option<i32>,
}

/// What is drawn.
pub struct Summary {
    /// Whose progress.
    pub title: String,
    /// How far the result is.
    pub outcome: Bar,
    /// How far the work is.
    pub work: Bar,
    /// Where the outcome should be today, in basis points.
    pub expected: Option<i32>,
    /// The current value with its unit.
    pub now: String,
    /// From where to where.
    pub span: String,
    /// One of the status words as a slug.
    pub status: String,
    /// The status word.
    pub status_word: String,
    /// Why.
    pub reason: String,
    /// From when.
    pub as_of: String,
    /// Where to read more, when the reader may.
    pub url: String,
}

impl Summary {
    /// Reads an answer; `None` when it is not a summary.
    pub fn read(json: &JsValue) -> Option<Self> {
        let title = text(json, "title");
        if title.is_empty() {
            return None;
        }
        let url = text(json, "url");
        let web = url.starts_with("https://") || url.starts_with("http://");
        Some(Self {
            title,
            outcome: bar(json, "outcome"),
            work: bar(json, "work"),
            expected: number(&get(json, "expected"), "basis_points"),
            now: text(json, "now"),
            span: text(json, "span"),
            status: text(json, "status").replace('_', "-"),
            status_word: text(json, "status_word"),
            reason: text(json, "reason"),
            as_of: text(json, "as_of"),
            url: if web { url } else { String::new() },
        })
    }
}

fn bar(json: &JsValue, name: &str) -> Bar {
    let bar = get(json, name);
    Bar {
        text: text(&bar, "text"),
        basis_points: number(&bar, "basis_points"),
    }
}

fn get(json: &JsValue, name: &str) -> JsValue {
    // Asking something that is no object fails, and then there is nothing.
    Reflect::get(json, &JsValue::from_str(name)).unwrap_or_default()
}

fn text(json: &JsValue, name: &str) -> String {
    get(json, name).as_string().unwrap_or_default()
}

fn number(json: &JsValue, name: &str) -> Option<i32> {
    get(json, name).as_f64().map(|number| number as i32)
}
