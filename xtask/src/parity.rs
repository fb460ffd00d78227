//! The scheduler in wasm and natively: the same bytes, and how long each takes.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::tool::{self, say};
use crate::wasm::{self, Care, Toolchain};

/// Plans that are compared: how many, and of how many tasks.
const PLANS: u32 = 60;
const TASKS: u32 = 120;
const COMPARE: &str = "
for (let seed = 1; seed <= PLANS; seed += 1) console.log(String(digest(seed, TASKS)));
";

const TIME: &str = "
const timed = (act) => { const from = performance.now(); act(); return performance.now() - from; };
const middle = (all) => all.sort((a, b) => a - b)[all.length >> 1];
for (const tasks of SIZES) {
  hold(tasks);
  const all = middle(Array.from({ length: 9 }, () => timed(whole)));
  const one = middle(Array.from({ length: EDITS }, (_, n) => timed(() => edit(place(tasks, n), n))));
  console.log(`${all} ${one}`);
}
";

/// Builds the wasm side; the folder of its module.
fn built(root: &Path) -> Result<PathBuf> {
    if tool::which("node").is_none() {
        tool::apt_install(&["nodejs", "npm"])?;
    }
    let toolchain = Toolchain::find()?;
    wasm::make(root, &toolchain, "twin", Care::Release)?;
    let dir = tool::target(root).join("bind/twin");
    std::fs::write(dir.join("package.json"), "{\"type\":\"module\"}")?;
    Ok(dir)
}

/// Runs a script beside the module, and reads its lines.
fn lines(dir: &Path, script: &str) -> Result<Vec<String>> {
    let head = "import { readFileSync } from 'node:fs';
import init, { digest, hold, whole, edit } from './twin.js';
await init({ module_or_path: readFileSync(new URL('./twin_bg.wasm', import.meta.url)) });
const place = (tasks, n) => Math.floor(((n * 7919 + 5) % tasks) / 10) * 10 + 5;\n";
    let script = script
        .replace("PLANS", &PLANS.to_string())
        .replace("TASKS", &TASKS.to_string())
        .replace("SIZES", &format!("{:?}", twin::SIZES))
        .replace("EDITS", &twin::EDITS.to_string());
    let file = dir.join("run.mjs");
    std::fs::write(&file, format!("{head}{script}"))?;
    let said = tool::output(Command::new("node").arg(&file));
    let said = said.context("node could not run the scheduler in wasm")?;
    Ok(said.lines().map(str::to_owned).collect())
}

/// Fails where one plan has other dates in wasm.
pub fn check(root: &Path) -> Result<()> {
    let found = lines(&built(root)?, COMPARE)?;
    ensure!(
        found.len() == PLANS as usize,
        "wasm told {} of {PLANS} plans",
        found.len()
    );
    for (seed, there) in (1..=PLANS).zip(&found) {
        let here = twin::digest(seed, TASKS).to_string();
        ensure!(
            here == *there,
            "plan {seed} has other dates in wasm: {here} here, {there} there"
        );
    }
    say(&format!(
        "{PLANS} plans of {TASKS} tasks have the same dates here and in wasm"
    ));
    Ok(())
}

/// Times a whole schedule and one edit in both worlds.
#[allow(clippy::print_stdout, reason = "a benchmark talks")]
pub fn time(root: &Path) -> Result<()> {
    let there = lines(&built(root)?, TIME)?;
    let mut cargo = tool::cargo();
    let bench = cargo.args(["bench", "--quiet", "-p", "twin", "--bench", "times"]);
    let here = tool::output(bench.current_dir(root)).context("the native times are missing")?;
    println!("| tasks | native ms | wasm ms | native ms an edit | wasm ms an edit |");
    println!("|---|---|---|---|---|");
    let here = here.lines().filter(|it| !it.is_empty());
    for (tasks, (here, there)) in twin::SIZES.into_iter().zip(here.zip(&there)) {
        let number = |text: Option<&str>| text.and_then(|it| it.parse().ok()).unwrap_or(f64::NAN);
        let (mut here, mut there) = (here.split(' '), there.split(' '));
        let (whole, whole_there) = (number(here.next()), number(there.next()));
        let (edit, edit_there) = (number(here.next()), number(there.next()));
        println!("| {tasks} | {whole:.2} | {whole_there:.2} | {edit:.3} | {edit_there:.3} |");
    }
    Ok(())
}
