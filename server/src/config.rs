//! What the server was told when it started. Flags and environment are read in `cli`, nowhere else.

use std::path::PathBuf;

/// How the server behaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Sign visitors in to the demo workspace.
    pub demo: bool,
    /// The address that people use: `https://goals.example.org`, without a slash at the end.
    pub base_url: Option<String>,
    /// Believe `X-Forwarded-For` and `X-Forwarded-Proto`: a proxy of ours stands in front.
    pub trust_proxy: bool,
    /// Serve the browser bundle from this folder instead of the one inside the binary.
    pub site: Option<PathBuf>,
    /// Let the chart be measured: the page `/bench/gantt`.
    pub bench: bool,
}

impl Config {
    /// Whether browsers reach us over TLS: then cookies are marked so.
    pub fn is_secure(&self) -> bool {
        self.base_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }
}
