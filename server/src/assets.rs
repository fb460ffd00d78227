//! The browser bundle: from inside the binary, or from a folder while it is being worked on. Every
//! address that is no file is a page of the app, so the shell answers it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::{Request, State as Extract};
use axum::http::header::{self, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::error::Problem;
use crate::state::State;

/// One file inside the binary.
struct File {
    path: &'static str,
    plain: &'static [u8],
    br: Option<&'static [u8]>,
    gz: Option<&'static [u8]>,
}

static INSIDE: &[File] = include!(concat!(env!("OUT_DIR"), "/site.rs"));

/// Where a bundle lies while one works on it.
const BUILT: &str = "target/site";

/// What a browser is told when there is no bundle.
const MISSING: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <title>Throughline</title><h1>The app is not built yet</h1>\
    <p>The server runs, but this binary carries no browser bundle. Build it with \
    <code>cargo xtask bundle</code>, or start everything with <code>cargo xtask serve</code>.</p>";

/// Where files come from.
pub enum Site {
    /// From inside the binary, by path, each with its hash.
    Inside(BTreeMap<&'static str, (usize, String)>),
    /// From a folder.
    Folder(PathBuf),
    /// From nowhere.
    Missing,
}

impl Site {
    /// The folder that was named, else what the binary carries, else a folder built here.
    pub fn find(named: Option<&Path>) -> Self {
        let here = Path::new(BUILT);
        match named {
            Some(folder) => Self::Folder(folder.to_owned()),
            None if !INSIDE.is_empty() => Self::inside(),
            None if here.join("index.html").is_file() => Self::Folder(here.to_owned()),
            None => Self::Missing,
        }
    }

    fn inside() -> Self {
        let hashed = |(at, file): (usize, &File)| (file.path, (at, etag(file.plain)));
        Self::Inside(INSIDE.iter().enumerate().map(hashed).collect())
    }

    async fn get(&self, path: &str, accepts: &Accepts) -> Option<Found> {
        match self {
            Self::Missing => None,
            Self::Inside(files) => {
                let (at, etag) = files.get(path)?;
                let file = &INSIDE[*at];
                let (bytes, encoding) = match (file.br, file.gz) {
                    (Some(br), _) if accepts.br => (br, Some("br")),
                    (_, Some(gz)) if accepts.gzip => (gz, Some("gzip")),
                    _ => (file.plain, None),
                };
                Some(Found {
                    body: Body::from(bytes),
                    encoding,
                    etag: etag.clone(),
                })
            }
            Self::Folder(folder) => {
                let bytes = tokio::fs::read(folder.join(path)).await.ok()?;
                Some(Found {
                    etag: etag(&bytes),
                    body: Body::from(bytes),
                    encoding: None,
                })
            }
        }
    }
}

struct Found {
    body: Body,
    encoding: Option<&'static str>,
    etag: String,
}

struct Accepts {
    br: bool,
    gzip: bool,
}

impl Accepts {
    fn of(headers: &HeaderMap) -> Self {
        let list = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|it| it.to_str().ok());
        let names = |name: &str| {
            let mut parts = list.unwrap_or_default().split(',').map(str::trim);
            parts.any(|part| {
                let (coding, weight) = part.split_once(';').unwrap_or((part, ""));
                coding.trim() == name && weight.trim() != "q=0"
            })
        };
        Self {
            br: names("br"),
            gzip: names("gzip"),
        }
    }
}

/// A file, or the shell for a page of the app.
pub async fn serve(Extract(state): Extract<State>, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/').to_owned();
    let Some(path) = plain(&path) else {
        return Problem::not_found().into_response();
    };
    let accepts = Accepts::of(request.headers());
    let is_file = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    let name = if is_file { path } else { "index.html" };
    match state.site.get(name, &accepts).await {
        Some(found) => answer(name, found, request.headers()),
        None if is_file => Problem::not_found().into_response(),
        None => (
            StatusCode::SERVICE_UNAVAILABLE,
            axum::response::Html(MISSING),
        )
            .into_response(),
    }
}

/// A path that stays inside the bundle.
fn plain(path: &str) -> Option<&str> {
    let odd = |part: &str| part == ".." || part == "." || part.contains(['\\', '%', '\0', ':']);
    let file = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    // Only files are looked up; the address of a page may hold anything.
    (!file || !path.split('/').any(odd)).then_some(path)
}

fn answer(name: &str, found: Found, request: &HeaderMap) -> Response {
    let tag = HeaderValue::try_from(&found.etag).ok();
    let same = request
        .get(header::IF_NONE_MATCH)
        .is_some_and(|it| Some(it) == tag.as_ref());
    let mut response = match same {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => Response::new(found.body),
    };
    let headers = response.headers_mut();
    if !same {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime(name)));
        if let Some(encoding) = found.encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
    }
    if let Some(tag) = tag {
        headers.insert(header::ETAG, tag);
    }
    let hashed = name.starts_with("assets/");
    let cache = if hashed {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if hashed || name == "widget.js" {
        // The widget runs on other people's pages; nothing in the bundle is secret.
        let all = HeaderValue::from_static("*");
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, all);
        let shared = HeaderValue::from_static("cross-origin");
        headers.insert("cross-origin-resource-policy", shared);
    }
    response
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn etag(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let hex: String = hash
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    // Weak, because the compressed twins carry it too.
    format!("W/\"{hex}\"")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_path_leaves_the_bundle() {
        for odd in [
            "../a.txt",
            "a/../../b.txt",
            "..",
            "a\\..\\b.txt",
            "%2e%2e/a.txt",
            "C:/a.txt",
        ] {
            assert_eq!(plain(odd), None, "{odd}");
        }
        assert_eq!(plain("assets/app-1.js"), Some("assets/app-1.js"));
        assert_eq!(plain("okrs/key-result/1"), Some("okrs/key-result/1"));
    }
}
