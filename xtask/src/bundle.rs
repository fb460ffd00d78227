//! The browser bundle and the binary that carries it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::site::Site;
use crate::tool::{self, say};
use crate::wasm::Care;
use crate::{css, wasm};

/// Builds both wasm crates and writes the site; its folder.
pub fn site(root: &Path, care: Care) -> Result<PathBuf> {
    let toolchain = wasm::Toolchain::find()?;
    say("building the app for the browser");
    let app = wasm::make(root, &toolchain, "frontend", care)?;
    say("building the widget");
    let widget = wasm::make(root, &toolchain, "widget", care)?;

    let mut site = Site::default();
    site.add_folder(&root.join("public"), "")?;
    for (path, content) in app.snippets.into_iter().chain(widget.snippets) {
        site.add(&format!("assets/{path}"), content);
    }
    let app_js = site.add_hashed("frontend", "js", app.js);
    let app_wasm = site.add_hashed("frontend", "wasm", app.wasm);
    let widget_js = site.add_hashed("widget", "js", widget.js);
    let widget_wasm = site.add_hashed("widget", "wasm", widget.wasm);
    let sheet = css::shrink(&css::inline(&root.join("style/main.css"))?);
    let style = site.add_hashed("main", "css", sheet.into_bytes());

    let boot = read(&root.join("frontend/boot.js"))?
        .replace("__FRONTEND_JS__", &app_js)
        .replace("__FRONTEND_WASM__", &app_wasm);
    let boot = site.add_hashed("boot", "js", boot.into_bytes());
    let shim = read(&root.join("public/widget.js"))?
        .replace("__WIDGET_JS__", &widget_js)
        .replace("__WIDGET_WASM__", &widget_wasm);
    site.add("widget.js", shim.into_bytes());
    let page = read(&root.join("frontend/index.html"))?
        .replace("__BOOT_JS__", &boot)
        .replace("__FRONTEND_JS__", &app_js)
        .replace("__FRONTEND_WASM__", &app_wasm)
        .replace("__STYLE__", &style);
    site.add("index.html", page.into_bytes());
    add_service_worker(root, &mut site)?;

    let dir = tool::target(root).join("site");
    let sizes = site.write(&dir, care == Care::Release)?;
    for (path, bytes, small) in sizes.iter().take(8) {
        say(&format!("{small:>8} brotli {bytes:>9} bytes  {path}"));
    }
    Ok(dir)
}

/// The worker keeps the shell: everything the app itself needs, not what only strangers' pages load.
fn add_service_worker(root: &Path, site: &mut Site) -> Result<()> {
    let shell = |path: &str| {
        let theirs = path.contains("widget") || path == "service-worker.js";
        let papers = path.ends_with(".txt") || path.ends_with(".md");
        !theirs && !papers && path != "index.html"
    };
    let mut files = site.paths(shell);
    files.insert(0, "/".into());
    let worker = read(&root.join("public/service-worker.js"))?
        .replace("__FILES__", &serde_json::to_string(&files)?)
        .replace("__BUILD__", &site.build_id());
    site.add("service-worker.js", worker.into_bytes());
    Ok(())
}

/// The release binary with the site inside.
pub fn binary(root: &Path) -> Result<PathBuf> {
    let site = site(root, Care::Release)?;
    say("building the server");
    tool::run(
        tool::cargo()
            .args(["build", "--locked", "--release", "-p", "throughline"])
            .env("THROUGHLINE_SITE", &site)
            .current_dir(root),
    )?;
    Ok(tool::target(root).join("release/throughline"))
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} is missing", file.display()))
}
