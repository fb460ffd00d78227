//! The shared corpus beside the repository; tests go on without it and say so.

use std::path::PathBuf;

/// A folder of the shared material, when it is there.
pub fn folder(name: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let found = root.join(name);
    if found.exists() {
        return Some(found);
    }
    eprintln!("{name} is not beside the repository: this test is left out");
    None
}

/// A JSON file.
pub fn json(path: &std::path::Path) -> serde_json::Value {
    let text = std::fs::read_to_string(path).expect("the file can be read");
    serde_json::from_str(&text).expect("the file is JSON")
}
