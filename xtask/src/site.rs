//! The folder that a browser is served from: hashed names, compressed twins, a list of everything.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use sha2::{Digest, Sha256};

/// Files by their path in the site.
#[derive(Default)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Adds a file under its own name.
    pub fn add(&mut self, path: &str, content: Vec<u8>) {
        self.files.insert(path.into(), content);
    }

    /// Adds a file under a name that changes with its content; the absolute path of it.
    pub fn add_hashed(&mut self, stem: &str, ending: &str, content: Vec<u8>) -> String {
        let path = format!("assets/{stem}-{}.{ending}", short_hash(&content));
        self.files.insert(path.clone(), content);
        format!("/{path}")
    }

    /// Adds every file below a folder.
    pub fn add_folder(&mut self, dir: &Path, prefix: &str) -> Result<()> {
        for entry in std::fs::read_dir(dir)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.add_folder(&entry.path(), &format!("{name}/"))?;
            } else {
                self.add(&name, std::fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// One name for this exact set of files.
    pub fn build_id(&self) -> String {
        let mut hash = Sha256::new();
        for (path, content) in &self.files {
            hash.update(path.as_bytes());
            hash.update(Sha256::digest(content));
        }
        hex(&hash.finalize())[..16].to_owned()
    }

    /// The absolute paths of files that pass.
    pub fn paths(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        self.files
            .keys()
            .filter(|path| wanted(path))
            .map(|path| format!("/{path}"))
            .collect()
    }

    /// Writes everything and `manifest.json`, with brotli and gzip twins when asked; what stood
    /// there is replaced only once all is written. The sizes, largest first.
    pub fn write(self, dir: &Path, compress: bool) -> Result<Vec<(String, usize, usize)>> {
        let beside = dir.with_extension("new");
        if beside.exists() {
            std::fs::remove_dir_all(&beside)?;
        }
        let sizes = self.write_into(&beside, compress)?;
        if dir.exists() {
            std::fs::remove_dir_all(dir)?;
        }
        std::fs::rename(&beside, dir)?;
        Ok(sizes)
    }

    fn write_into(self, dir: &Path, compress: bool) -> Result<Vec<(String, usize, usize)>> {
        let mut list = Vec::new();
        let mut sizes = Vec::new();
        for (path, content) in &self.files {
            let file = dir.join(path);
            std::fs::create_dir_all(file.parent().unwrap_or(dir))?;
            std::fs::write(&file, content)?;
            let mut small = content.len();
            if compress && compressible(path) {
                let br = brotli(content)?;
                small = br.len();
                std::fs::write(dir.join(format!("{path}.br")), br)?;
                std::fs::write(dir.join(format!("{path}.gz")), gzip(content)?)?;
            }
            list.push(serde_json::json!({
                "path": path,
                "hash": hex(&Sha256::digest(content)),
                "bytes": content.len(),
            }));
            sizes.push((path.clone(), content.len(), small));
        }
        std::fs::write(dir.join("manifest.json"), serde_json::to_vec_pretty(&list)?)?;
        sizes.sort_by_key(|(_, _, small)| std::cmp::Reverse(*small));
        Ok(sizes)
    }
}

fn compressible(path: &str) -> bool {
    [
        ".js",
        ".wasm",
        ".css",
        ".html",
        ".svg",
        ".json",
        ".webmanifest",
        ".txt",
    ]
    .iter()
    .any(|ending| path.ends_with(ending))
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &content[..], &mut out, &parameters)?;
    Ok(out)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn short_hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content))[..12].to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
