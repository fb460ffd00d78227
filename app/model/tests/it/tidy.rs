//! The tree keeps its own rules: rooms, sizes, first lines, colours.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let top = here
        .ancestors()
        .nth(2)
        .expect("the model lies two folders below the root");
    top.to_path_buf()
}

/// Every file below a folder with one of some endings, without what was built or installed.
fn files(below: &Path, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut out = Vec::new();
    let mut open = vec![below.to_path_buf()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "target" | "node_modules" | "dist" | ".git") {
                    open.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending))
                && let Ok(text) = fs::read_to_string(&path)
            {
                out.push((path.strip_prefix(root()).unwrap().to_path_buf(), text));
            }
        }
    }
    out.sort();
    out
}

fn sources() -> Vec<(PathBuf, String)> {
    let rooms = ["app", "server", "frontend", "xtask"].map(|room| root().join(room));
    rooms
        .iter()
        .flat_map(|room| files(room, &[".rs"]))
        .collect()
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn is_test(path: &Path) -> bool {
    path.components()
        .any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "fuzz")))
}

#[test]
fn the_walk_finds_the_tree() {
    let sources = sources();
    assert!(
        sources
            .iter()
            .any(|(path, _)| path.ends_with("app/model/src/lib.rs"))
    );
    assert!(sources.iter().any(|(path, _)| path.starts_with("server")));
}

#[test]
fn every_file_says_first_what_is_in_it() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let first = text
            .lines()
            .find(|line| !line.starts_with("#!["))
            .unwrap_or_default();
        if !first.starts_with("//! ") {
            faults.push(format!("{}: open with a `//!` line", path.display()));
        }
        if path.ends_with("mod.rs") {
            faults.push(format!(
                "{}: `foo.rs` beside `foo/`, never mod.rs",
                path.display()
            ));
        }
    }
    report(&faults);
}

#[test]
fn files_stay_small() {
    let mut faults = Vec::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| !is_test(path)) {
        let own = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let lines = own.lines().count();
        if lines > 400 {
            faults.push(format!("{}: {lines} lines, more than 400", path.display()));
        }
    }
    report(&faults);
}

/// What each room may name: a nested package never depends on the one that encloses it.
const ROOMS: [(&str, &[&str]); 7] = [
    ("app/model", &[]),
    ("app/sync", &["model"]),
    ("app/chart", &["model"]),
    ("app/exchange", &["model"]),
    ("app", &["model", "sync", "chart", "exchange"]),
    ("server/store", &["model", "sync", "exchange"]),
    ("frontend/widget", &["model", "chart"]),
];

#[test]
fn rooms_know_only_the_rooms_below_them() {
    let all = [
        "model", "sync", "chart", "exchange", "app", "store", "server", "frontend", "widget",
    ];
    let mut faults = Vec::new();
    for (room, may) in ROOMS {
        let manifest = fs::read_to_string(root().join(room).join("Cargo.toml")).unwrap();
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap_or_default();
        let dependencies = dependencies.split("\n[").next().unwrap_or_default();
        for line in dependencies.lines() {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
            if all.contains(&name) && !may.contains(&name) {
                faults.push(format!("{room}: may not depend on {name}"));
            }
        }
    }
    report(&faults);
}

/// The code of a line, without its comment.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
        .any(|it| it == word)
}

#[test]
fn the_core_has_no_floats_and_no_clock() {
    let mut faults = Vec::new();
    for room in ["app/model/src", "app/sync/src"] {
        for (path, text) in files(&root().join(room), &[".rs"]) {
            for (number, line) in text.lines().enumerate() {
                for word in ["f32", "f64", "HashMap", "HashSet", "SystemTime", "Instant"] {
                    if has_word(code(line), word) {
                        faults.push(format!("{}:{}: {word}", path.display(), number + 1));
                    }
                }
            }
        }
        let library = fs::read_to_string(root().join(room).join("lib.rs")).unwrap();
        assert!(library.contains("#![no_std]"), "{room} is no_std");
    }
    report(&faults);
}

#[test]
fn sql_lives_in_the_store() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        if path.starts_with("server/store") || is_test(&path) {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let line = code(line);
            let words = ["sqlx", "rusqlite"].iter().any(|word| has_word(line, word));
            let query = line.contains("SELECT ") || line.contains("INSERT INTO ");
            if words || query {
                faults.push(format!("{}:{}: SQL", path.display(), number + 1));
            }
        }
    }
    report(&faults);
}

/// A colour spelled out: `#fff`, `#a1b2c3`, `rgb(`, `hsl(`, `oklch(`.
fn colour(line: &str) -> bool {
    let functions = [
        "rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "lab(", "lch(",
    ];
    let hex = line.split('#').skip(1).any(|rest| {
        let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
        let ends = rest
            .chars()
            .nth(digits)
            .is_none_or(|c| !c.is_alphanumeric() && c != '-');
        matches!(digits, 3 | 4 | 6 | 8) && ends
    });
    let named = functions.iter().any(|name| {
        line.match_indices(name).any(|(at, _)| {
            !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_')
        })
    });
    hex || named
}

#[test]
fn colours_are_named_in_the_tokens() {
    assert!(colour("color: #fff;") && colour("fill: rgb(1 2 3)") && colour("#a1b2c3"));
    assert!(!colour("href=\"#/okrs\"") && !colour("color-mix(in oklch, var(--a), var(--b))"));
    let mut faults = Vec::new();
    for (path, text) in files(&root().join("style"), &[".css"]) {
        if path.starts_with("style/tokens") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            if colour(line.split("/*").next().unwrap_or_default()) {
                faults.push(format!("{}:{}: a colour", path.display(), number + 1));
            }
        }
    }
    report(&faults);
}
