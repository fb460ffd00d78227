//! Long text that two people changed at once: merged by words, keeping both where they overlap.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Comparisons beyond this are made line by line, and beyond it again as one block.
const LARGEST_TABLE: usize = 4_000_000;

/// Merges two edits of the same text. `base` is what the later author saw, `earlier` what stands
/// there by now, `later` what the later author wrote. Where both changed the same words, both stay,
/// side by side and marked.
pub fn merge(base: &str, earlier: &str, later: &str) -> String {
    if base == earlier || earlier == later {
        return later.into();
    }
    if base == later {
        return earlier.into();
    }
    let fits = |cut: fn(&str) -> Vec<&str>| {
        let base = cut(base);
        [earlier, later]
            .iter()
            .all(|other| table_size(&base, &cut(other)) <= LARGEST_TABLE)
    };
    if fits(words) {
        merge_parts(&words(base), &words(earlier), &words(later))
    } else if fits(lines) {
        merge_parts(&lines(base), &lines(earlier), &lines(later))
    } else {
        merge_parts(&[base], &[earlier], &[later])
    }
}

/// Makes one line of what was pasted: control characters and line breaks become spaces.
pub fn clean_line(text: &str) -> String {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|it| !it.is_empty())
        .collect();
    parts.join(" ")
}

/// Takes out of a long text what no person typed: control characters other than line breaks and tabs.
pub fn clean_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// A text as words and the spaces between them, each a part.
fn words(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut space = None;
    for (at, c) in text.char_indices() {
        if space.is_some_and(|space| space != c.is_whitespace() || c == '\n') {
            out.push(&text[from..at]);
            from = at;
        }
        space = Some(c.is_whitespace());
    }
    if from < text.len() {
        out.push(&text[from..]);
    }
    out
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// How many parts two texts share at their beginnings and at their ends.
fn shared(base: &[&str], other: &[&str]) -> (usize, usize) {
    let head = base
        .iter()
        .zip(other)
        .take_while(|(one, two)| one == two)
        .count();
    let ends = base[head..].iter().rev().zip(other[head..].iter().rev());
    (head, ends.take_while(|(one, two)| one == two).count())
}

/// How many comparisons the rest takes.
fn table_size(base: &[&str], other: &[&str]) -> usize {
    let (head, tail) = shared(base, other);
    (base.len() - head - tail + 1) * (other.len() - head - tail + 1)
}

/// For each part of `base`, where it stands in `other` (in order), by longest common subsequence.
fn matches(base: &[&str], other: &[&str]) -> Vec<Option<usize>> {
    let mut found = alloc::vec![None; base.len()];
    let (head, tail) = shared(base, other);
    let (base_rest, other_rest) = (&base[head..], &other[head..]);
    for (at, slot) in found.iter_mut().enumerate() {
        if at < head {
            *slot = Some(at);
        } else if at >= base.len() - tail {
            *slot = Some(at + other.len() - base.len());
        }
    }
    let rows = &base_rest[..base_rest.len() - tail];
    let columns = &other_rest[..other_rest.len() - tail];
    let width = columns.len() + 1;
    let mut longest = alloc::vec![0_u32; (rows.len() + 1) * width];
    for row in (0..rows.len()).rev() {
        for column in (0..columns.len()).rev() {
            longest[row * width + column] = if rows[row] == columns[column] {
                longest[(row + 1) * width + column + 1] + 1
            } else {
                longest[(row + 1) * width + column].max(longest[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows.len() && column < columns.len() {
        if rows[row] == columns[column] {
            found[head + row] = Some(head + column);
            row += 1;
            column += 1;
        } else if longest[(row + 1) * width + column] >= longest[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    found
}

fn merge_parts(base: &[&str], earlier: &[&str], later: &[&str]) -> String {
    let in_earlier = matches(base, earlier);
    let in_later = matches(base, later);
    let mut out = String::new();
    let (mut b, mut e, mut l) = (0, 0, 0);
    loop {
        // The next part of the base that both kept ends the stretch that somebody changed.
        let kept = (b..base.len())
            .find_map(|at| Some((at, in_earlier[at]?, in_later[at]?)))
            .unwrap_or((base.len(), earlier.len(), later.len()));
        stretch(
            &mut out,
            &base[b..kept.0],
            &earlier[e..kept.1],
            &later[l..kept.2],
        );
        if kept.0 == base.len() {
            return out;
        }
        out.push_str(base[kept.0]);
        (b, e, l) = (kept.0 + 1, kept.1 + 1, kept.2 + 1);
    }
}

fn stretch(out: &mut String, base: &[&str], earlier: &[&str], later: &[&str]) {
    if earlier == later || base == later {
        out.extend(earlier.iter().copied());
    } else if base == earlier {
        out.extend(later.iter().copied());
    } else if base.iter().all(|part| part.trim().is_empty()) {
        // Both wrote something new in the same place: one after the other.
        let (one, two) = (earlier.concat(), later.concat());
        out.push_str(&one);
        if !one.ends_with(char::is_whitespace) && !two.starts_with(char::is_whitespace) {
            out.push(' ');
        }
        out.push_str(&two);
    } else {
        let or_none = |parts: &[&str]| match parts.concat() {
            text if text.trim().is_empty() => String::from("(deleted)"),
            text => text,
        };
        let (one, two) = (or_none(earlier), or_none(later));
        out.push_str(&format!("[Earlier edit: {one}] [Later edit: {two}]"));
    }
}
