//! Puts the style sheets together: `@import` lines are replaced by what they name.

use std::path::Path;

use anyhow::{Context, Result};

/// One sheet with everything that `file` imports, in order. `@import "a.css" layer(b);` becomes
/// `@layer b { ... }`.
pub fn inline(file: &Path) -> Result<String> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the style sheet {} is missing", file.display()))?;
    let dir = file.parent().unwrap_or(Path::new("."));
    let mut sheet = String::new();
    for line in text.lines() {
        match import(line) {
            Some((path, layer)) => {
                let inner = inline(&dir.join(path))?;
                match layer {
                    Some(layer) => sheet.push_str(&format!("@layer {layer} {{\n{inner}}}\n")),
                    None => sheet.push_str(&inner),
                }
            }
            None => {
                sheet.push_str(line);
                sheet.push('\n');
            }
        }
    }
    Ok(sheet)
}

fn import(line: &str) -> Option<(&str, Option<&str>)> {
    let rest = line
        .trim()
        .strip_prefix("@import")?
        .trim()
        .trim_end_matches(';')
        .trim();
    let rest = rest.strip_prefix("url(").unwrap_or(rest);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (path, after) = rest[1..].split_once(quote)?;
    let layer = after
        .trim_start_matches(')')
        .trim()
        .strip_prefix("layer(")
        .and_then(|layer| layer.strip_suffix(')'));
    Some((path, layer))
}

/// Without comments and indentation: the sheet is read by machines here.
pub fn shrink(sheet: &str) -> String {
    let mut plain = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    let lines = plain.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
