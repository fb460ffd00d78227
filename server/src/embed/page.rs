//! The page for an iframe: the picture, its words and a link. It needs no script.

use super::{Look, Summary};

const STYLE: &str = "html{color-scheme:light dark}body{margin:0;font:14px/1.5 system-ui,sans-serif}\
                     a{display:block;color:inherit;text-decoration:none}\
                     a:focus-visible{outline:2px solid;outline-offset:-2px}\
                     svg{display:block;max-width:100%;height:auto}";

/// The whole document.
pub fn page(summary: &Summary, look: &Look) -> String {
    let picture = summary.picture(look.size(), look.theme());
    let title = escape(&summary.title);
    let body = match summary.url.is_empty() {
        true => picture,
        false => format!(
            "<a href=\"{}\" target=\"_blank\" rel=\"noopener\">{picture}</a>",
            escape(&summary.url)
        ),
    };
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta http-equiv=\"refresh\" content=\"300\">\
         <title>{title}</title><style>{STYLE}</style></head>\
         <body><main>{body}</main></body></html>"
    )
}

/// Text as HTML.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
