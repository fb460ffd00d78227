//! How cells of each style show numbers.

use super::*;

/// How cells of each style show numbers.
pub(super) fn styles(part: &[u8]) -> Result<Vec<(Form, u8)>, Refused> {
    let mut codes: BTreeMap<u32, String> = BTreeMap::new();
    let mut out = Vec::new();
    let mut in_cells = false;
    starts(part, |name, start| match name {
        "numFmt" => {
            let id = attribute(start, "numFmtId").and_then(|it| it.parse().ok());
            if let (Some(id), Some(code)) = (id, attribute(start, "formatCode")) {
                codes.insert(id, code);
            }
        }
        "cellXfs" => in_cells = true,
        "cellStyleXfs" | "cellStyles" | "dxfs" => in_cells = false,
        "xf" if in_cells => {
            let id = attribute(start, "numFmtId")
                .and_then(|it| it.parse().ok())
                .unwrap_or(0);
            out.push(form(id, codes.get(&id).map(String::as_str)));
        }
        _ => {}
    })?;
    Ok(out)
}

pub(super) fn form(id: u32, code: Option<&str>) -> (Form, u8) {
    match (id, code) {
        (9 | 10, None) => (Form::Percent, 0),
        (14..=22 | 27..=36 | 45..=47 | 50..=58, None) => (Form::Date, 0),
        (2 | 4, None) => (Form::Plain, 2),
        (_, None) => (Form::Plain, 0),
        (_, Some(code)) => by_code(code),
    }
}

pub(super) fn by_code(code: &str) -> (Form, u8) {
    let first = code.split(';').next().unwrap_or_default();
    let (mut quoted, mut bracketed, mut skip) = (false, false, false);
    let mut plain = String::new();
    for letter in first.chars() {
        match letter {
            _ if skip => skip = false,
            '\\' => skip = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            letter if !quoted && !bracketed => plain.push(letter.to_ascii_lowercase()),
            _ => {}
        }
    }
    if plain.contains('%') {
        return (Form::Percent, 0);
    }
    if plain != "general" && plain.contains(['y', 'd', 'm', 'h', 's']) {
        return (Form::Date, 0);
    }
    let decimals = plain.split_once('.').map_or(0, |(_, rest)| {
        rest.chars()
            .take_while(|letter| *letter == '0')
            .count()
            .min(10)
    });
    (Form::Plain, decimals as u8)
}
