//! Secrets that stand in cookies and links. Only their digest is kept, so that a stolen database
//! opens nothing; looking one up by its digest takes the same time for every guess.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use store::Digest;

use crate::clock;

/// A new secret: 256 bits, as text for addresses.
pub fn make() -> String {
    URL_SAFE_NO_PAD.encode(clock::secret_bytes())
}

/// What is kept of a secret.
pub fn digest(secret: &str) -> Digest {
    Digest(Sha256::digest(secret.as_bytes()).into())
}
