//! Puts the browser bundle into the binary: every file with its compressed twins and its hash.
//! The folder is `THROUGHLINE_SITE`; a release build without it takes `target/site` when it is there.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-env-changed=THROUGHLINE_SITE");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut list = String::from("&[\n");
    if let Some(site) = site() {
        println!(
            "cargo:rerun-if-changed={}",
            site.join("manifest.json").display()
        );
        let mut files = Vec::new();
        collect(&site, &site, &mut files);
        files.sort();
        for path in files {
            entry(&site, &path, &mut list);
        }
    }
    list.push(']');
    fs::write(out.join("site.rs"), list).expect("OUT_DIR can be written");
}

fn site() -> Option<PathBuf> {
    if let Some(named) = env::var_os("THROUGHLINE_SITE").filter(|it| !it.is_empty()) {
        let named = PathBuf::from(named);
        let index = named.join("index.html");
        assert!(
            index.is_file(),
            "THROUGHLINE_SITE has no index.html: {}",
            index.display()
        );
        return Some(named);
    }
    let release = env::var_os("PROFILE").is_some_and(|profile| profile == "release");
    let beside = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR")?).join("../target/site");
    println!(
        "cargo:rerun-if-changed={}",
        beside.join("manifest.json").display()
    );
    (release && beside.join("index.html").is_file()).then_some(beside)
}

fn collect(site: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the bundle can be read") {
        let path = entry.expect("the bundle can be read").path();
        if path.is_dir() {
            collect(site, &path, files);
            continue;
        }
        let name = path
            .strip_prefix(site)
            .expect("it lies in the bundle")
            .to_string_lossy();
        if !name.ends_with(".br") && !name.ends_with(".gz") {
            files.push(name.replace('\\', "/"));
        }
    }
}

fn entry(site: &Path, path: &str, list: &mut String) {
    let file = fs::canonicalize(site.join(path)).expect("it was just listed");
    let twin = |ending: &str| {
        let twin = PathBuf::from(format!("{}.{ending}", file.display()));
        match twin.is_file() {
            true => format!("Some(include_bytes!({twin:?}))"),
            false => "None".into(),
        }
    };
    let (br, gz) = (twin("br"), twin("gz"));
    writeln!(
        list,
        "File {{ path: {path:?}, plain: include_bytes!({file:?}), br: {br}, gz: {gz} }},"
    )
    .expect("a string can be written");
}
