//! Building a crate for the browser, wherever the wasm standard library comes from.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::tool::{self, say};

const TARGET: &str = "wasm32-unknown-unknown";

/// How much a build is worth waiting for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Small and fast in the browser.
    Release,
    /// Built fast, to look at.
    Quick,
}

/// A way to compile for the browser.
pub enum Toolchain {
    /// The rustup toolchain has the target.
    Rustup,
    /// Another compiler with the library's sources builds the library as well.
    BuildStd {
        /// Its compiler.
        rustc: PathBuf,
        /// Its cargo.
        cargo: PathBuf,
        /// A linker for wasm.
        linker: PathBuf,
    },
}

impl Toolchain {
    /// Finds one, installing what is missing.
    pub fn find() -> Result<Self> {
        if has_target() {
            return Ok(Self::Rustup);
        }
        say(&format!("adding the Rust target {TARGET}"));
        let added = tool::which("rustup").is_some_and(|rustup| {
            tool::run(Command::new(rustup).args(["target", "add", TARGET])).is_ok()
        });
        if added && has_target() {
            return Ok(Self::Rustup);
        }
        say("rustup cannot bring it here; using Debian's compiler and library sources instead");
        Self::debian()
    }

    fn debian() -> Result<Self> {
        let rustc = PathBuf::from("/usr/bin/rustc");
        let sources = tool::output(Command::new(&rustc).args(["--print", "sysroot"]))
            .map(|root| Path::new(&root).join("lib/rustlib/src/rust/library/std"));
        if !sources.is_some_and(|dir| dir.exists()) {
            tool::apt_install(&["rustc-web", "cargo-web", "rust-web-src"])?;
        }
        let linker = linker(&rustc).context(
            "no linker for wasm: neither rust-lld beside the Rust toolchain nor wasm-ld was found",
        )?;
        Ok(Self::BuildStd {
            rustc,
            cargo: "/usr/bin/cargo".into(),
            linker,
        })
    }

    /// Builds a package; the path of its wasm file.
    fn build(&self, root: &Path, package: &str, care: Care) -> Result<PathBuf> {
        let profile = match care {
            Care::Release => "wasm-release",
            Care::Quick => "wasm-quick",
        };
        let dir = tool::target(root).join("wasm");
        let mut command = match self {
            Self::Rustup => {
                let mut cargo = tool::cargo();
                cargo.arg("build");
                cargo
            }
            Self::BuildStd {
                rustc,
                cargo,
                linker,
            } => {
                let mut command = Command::new(cargo);
                command
                    .args(["build", "-Z", "build-std=std,panic_abort"])
                    .env("RUSTC", rustc)
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    .env_remove("RUSTUP_TOOLCHAIN");
                command
            }
        };
        command
            .args([
                "--locked",
                "--target",
                TARGET,
                "--profile",
                profile,
                "-p",
                package,
            ])
            .env("CARGO_TARGET_DIR", &dir)
            .current_dir(root);
        tool::run(&mut command)?;
        Ok(dir
            .join(TARGET)
            .join(profile)
            .join(format!("{package}.wasm")))
    }
}

fn has_target() -> bool {
    tool::output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|dir| {
            std::fs::read_dir(dir).is_ok_and(|mut files| {
                files.any(|file| {
                    file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
                })
            })
        })
}

fn linker(rustc: &Path) -> Option<PathBuf> {
    let beside = |compiler: &Path| {
        let root = tool::output(Command::new(compiler).args(["--print", "sysroot"]))?;
        let host = tool::output(Command::new(compiler).arg("-vV"))?
            .lines()
            .find_map(|line| line.strip_prefix("host: ").map(str::to_owned))?;
        let file = Path::new(&root)
            .join("lib/rustlib")
            .join(host)
            .join("bin/rust-lld");
        file.is_file().then_some(file)
    };
    beside(Path::new("rustc"))
        .or_else(|| beside(rustc))
        .or_else(|| tool::which("wasm-ld"))
        .or_else(|| {
            (14..=30)
                .rev()
                .find_map(|n| tool::which(&format!("wasm-ld-{n}")))
        })
}

/// What wasm-bindgen makes of one wasm file.
pub struct Bound {
    /// The module that loads it.
    pub js: Vec<u8>,
    /// The wasm itself, after wasm-opt when there is one.
    pub wasm: Vec<u8>,
    /// Further modules, path -> content.
    pub snippets: Vec<(String, Vec<u8>)>,
}

/// Builds a package and runs wasm-bindgen and, for a release that can have it, wasm-opt.
pub fn make(root: &Path, toolchain: &Toolchain, name: &str, care: Care) -> Result<Bound> {
    let wasm = toolchain.build(root, name, care)?;
    let out = tool::target(root).join("bind").join(name);
    if out.exists() {
        std::fs::remove_dir_all(&out)?;
    }
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(&wasm)
        .out_name(name)
        .web(true)?
        .typescript(false)
        .remove_name_section(care == Care::Release)
        .remove_producers_section(true)
        .generate(&out)
        .with_context(|| format!("wasm-bindgen could not read {}", wasm.display()))?;
    let file = out.join(format!("{name}_bg.wasm"));
    if care == Care::Release {
        optimise(root, &file)?;
    }
    let snippets = read_tree(&out.join("snippets"), "snippets")?;
    Ok(Bound {
        js: std::fs::read(out.join(format!("{name}.js")))?,
        wasm: std::fs::read(file)?,
        snippets,
    })
}

/// What the compiler uses, and no more: with every feature allowed wasm-opt writes types that only the
/// newest engines read.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

fn optimise(root: &Path, file: &Path) -> Result<()> {
    let Some(mut wasm_opt) = wasm_opt(root) else {
        say("wasm-opt is not here: the bundle will be about a third larger");
        return Ok(());
    };
    let before = std::fs::metadata(file)?.len();
    let better = file.with_extension("opt.wasm");
    let ran = tool::run(
        wasm_opt
            .arg("-Oz")
            .args(FEATURES)
            .arg("-o")
            .arg(&better)
            .arg(file),
    );
    if let Err(error) = ran {
        say(&format!("going on without wasm-opt: {error}"));
        return Ok(());
    }
    std::fs::rename(&better, file)?;
    say(&format!(
        "wasm-opt: {before} to {} bytes",
        std::fs::metadata(file)?.len()
    ));
    Ok(())
}

fn wasm_opt(root: &Path) -> Option<Command> {
    if let Some(path) = tool::which("wasm-opt") {
        return Some(Command::new(path));
    }
    let local = root.join("end2end/node_modules/.bin/wasm-opt");
    if !local.exists()
        && let Err(error) = node_packages(root)
    {
        say(&format!("{error}"));
    }
    local.exists().then(|| Command::new(local))
}

/// Installs the Node packages (wasm-opt, Playwright) when they are missing.
pub fn node_packages(root: &Path) -> Result<()> {
    let dir = root.join("end2end");
    if dir.join("node_modules/.package-lock.json").exists() {
        return Ok(());
    }
    let Some(npm) = tool::which("npm") else {
        bail!("npm is not here")
    };
    say("installing Node packages into end2end/node_modules");
    tool::run(
        Command::new(npm)
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(dir),
    )
}

fn read_tree(dir: &Path, prefix: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    if !dir.exists() {
        return Ok(files);
    }
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            files.extend(read_tree(&entry.path(), &name)?);
        } else {
            files.push((name, std::fs::read(entry.path())?));
        }
    }
    Ok(files)
}
