//! The card as elements. All words go in as text, never as markup.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement};

use crate::summary::{Bar, Summary};

type Drawn = Result<Element, JsValue>;

/// The whole card. `late` says that the server did not answer the latest request.
pub fn card(document: &Document, it: &Summary, size: &str, theme: &str, late: bool) -> Drawn {
    let card = make(document, "article", "card")?;
    card.set_attribute("data-size", one_of(size, &["s", "m", "l"], "m"))?;
    card.set_attribute(
        "data-theme",
        one_of(theme, &["light", "dark", "auto"], "auto"),
    )?;
    card.set_attribute("data-status", &it.status)?;
    card.set_attribute("aria-label", &format!("Progress: {}", it.title))?;

    let head = make(document, "header", "head")?;
    put(&head, title(document, it)?)?;
    put(&head, words(document, "span", "status", &it.status_word)?)?;
    put(&card, head)?;
    if !it.now.is_empty() || !it.span.is_empty() {
        let value = make(document, "p", "value")?;
        put(&value, words(document, "b", "now", &it.now)?)?;
        put(&value, words(document, "span", "span", &it.span)?)?;
        put(&card, value)?;
    }
    let bars = make(document, "dl", "bars")?;
    row(
        document,
        &bars,
        "Outcome",
        "outcome",
        &it.outcome,
        it.expected,
    )?;
    row(document, &bars, "Work", "work", &it.work, None)?;
    put(&card, bars)?;
    if !it.reason.is_empty() {
        put(&card, words(document, "p", "reason", &it.reason)?)?;
    }
    let as_of = if late {
        format!("{} \u{2013} not reachable now", it.as_of)
    } else {
        it.as_of.clone()
    };
    put(&card, words(document, "p", "as-of", &as_of)?)?;
    Ok(card)
}

/// The image of the same, for when the summary cannot be had.
pub fn picture(document: &Document, address: &str) -> Drawn {
    let picture = make(document, "img", "picture")?;
    picture.set_attribute("alt", "Progress of a goal, as an image from Throughline")?;
    picture.set_attribute("src", address)?;
    Ok(picture)
}

fn title(document: &Document, it: &Summary) -> Drawn {
    if it.url.is_empty() {
        return words(document, "h3", "title", &it.title);
    }
    let head = make(document, "h3", "title")?;
    let link = words(document, "a", "", &it.title)?;
    link.set_attribute("href", &it.url)?;
    link.set_attribute("rel", "noopener")?;
    put(&head, link)?;
    Ok(head)
}

/// One number: its name, its bar, its words. The bar is a picture of the words beside it.
fn row(
    document: &Document,
    bars: &Element,
    name: &str,
    class: &str,
    bar: &Bar,
    tick: Option<i32>,
) -> Result<(), JsValue> {
    put(bars, words(document, "dt", "name", name)?)?;
    let said = make(document, "dd", "said")?;
    let track = make(document, "span", "track")?;
    track.set_attribute("aria-hidden", "true")?;
    match bar.basis_points {
        Some(length) => put(&track, sized(document, class, "width", length)?)?,
        None => put(&track, make(document, "span", "none")?)?,
    }
    if let Some(tick) = tick {
        put(&track, sized(document, "tick", "inset-inline-start", tick)?)?;
    }
    put(&said, track)?;
    let text = if bar.text.is_empty() {
        "not measured"
    } else {
        bar.text.as_str()
    };
    put(&said, words(document, "span", "text", text)?)?;
    put(bars, said)?;
    Ok(())
}

/// `place` is in basis points. Whole numbers only: printing a fraction would cost 15 KB of wasm.
fn sized(document: &Document, class: &str, property: &str, place: i32) -> Drawn {
    let element = make(document, "span", class)?;
    let place = place.clamp(0, 10_000);
    let percent = format!("{}.{}%", place / 100, place % 100 / 10);
    element
        .unchecked_ref::<HtmlElement>()
        .style()
        .set_property(property, &percent)?;
    Ok(element)
}

fn put(parent: &Element, child: Element) -> Result<(), JsValue> {
    parent.append_child(&child).map(drop)
}

fn make(document: &Document, tag: &str, class: &str) -> Drawn {
    let element = document.create_element(tag)?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    Ok(element)
}

fn words(document: &Document, tag: &str, class: &str, text: &str) -> Drawn {
    let element = make(document, tag, class)?;
    element.set_text_content(Some(text));
    Ok(element)
}

fn one_of<'a>(word: &'a str, words: &[&'a str], otherwise: &'a str) -> &'a str {
    if words.contains(&word) {
        word
    } else {
        otherwise
    }
}
