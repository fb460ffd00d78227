//! Pictures that were looked at once and kept. `CHART_GOLDEN=write` writes them anew.

use std::path::PathBuf;

/// Compares with `golden/<name>.svg`, and checks that it is XML at all.
pub fn check(name: &str, svg: &str) {
    let root = well_formed(svg);
    assert_eq!(
        root.as_deref(),
        Ok("svg"),
        "{name} is not a picture:\n{svg}"
    );
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/golden/{name}.svg"));
    let pretty = svg.replace("><", ">\n<") + "\n";
    if option_env("CHART_GOLDEN").as_deref() == Some("write") {
        std::fs::create_dir_all(path.parent().expect("golden has a folder")).expect("a folder");
        std::fs::write(&path, &pretty).expect("the picture can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == pretty,
        "{name} changed; look at it, then run again with CHART_GOLDEN=write\n{pretty}"
    );
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test may ask how it was started"
)]
fn option_env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The name of the root element, when the text is well-formed XML with allowed characters only.
pub fn well_formed(xml: &str) -> Result<String, String> {
    use quick_xml::events::Event;
    if let Some(c) = xml.chars().find(|c| {
        (c.is_control() && !"\n\t\r".contains(*c)) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
    }) {
        return Err(format!("{c:?} is not allowed in XML"));
    }
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut root, mut depth) = (None, 0_u32);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => {
                attributes(&tag)?;
                root.get_or_insert(tag.name().as_ref().to_owned());
                depth += 1;
            }
            Event::Empty(tag) => attributes(&tag)?,
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    if depth != 0 {
        return Err("an element stays open".into());
    }
    root.ok_or("no element".into())
}

fn attributes(tag: &quick_xml::events::BytesStart<'_>) -> Result<(), String> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attribute.key.as_ref() == "style" {
            return Err("an inline style: the content policy forbids it".into());
        }
    }
    Ok(())
}
