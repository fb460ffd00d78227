//! Passwords: argon2id, computed off the request threads, a few at a time.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use tokio::sync::Semaphore;

use crate::clock;
use crate::error::Problem;

/// The shortest password.
const SHORTEST: usize = 10;
/// The longest: hashing is work.
const LONGEST: usize = 1000;

/// Each hash takes 19 MiB for a moment: this many at once.
static ROOM: Semaphore = Semaphore::const_new(2);

/// The hash of no password at all, for addresses that nobody has: refusing takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmU$\
                      yTmXDXvMxLJmqEBZ4cEtKpWtOLRJFmFEHoYrq4DLjgM";

/// Says what is wrong with a new password.
pub fn judge(password: &str) -> Result<(), Problem> {
    match password.chars().count() {
        n if n < SHORTEST => {
            let message = format!("A password needs at least {SHORTEST} characters.");
            Err(Problem::bad("password_short", message))
        }
        n if n > LONGEST => {
            let message = format!("A password has at most {LONGEST} characters.");
            Err(Problem::bad("password_long", message))
        }
        _ => Ok(()),
    }
}

/// The hash to keep, in PHC form.
pub async fn hash(password: String) -> Result<String, Problem> {
    work(move || {
        let salt = SaltString::encode_b64(&clock::secret_bytes()[..16]).ok()?;
        let hash = Argon2::default()
            .hash_password(password.as_bytes(), &salt)
            .ok()?;
        Some(hash.to_string())
    })
    .await?
    .ok_or_else(|| Problem::unavailable("a password could not be hashed"))
}

/// Whether a password is the one behind a hash; without a hash it takes as long and is not.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool, Problem> {
    if password.len() > LONGEST * 4 {
        return Ok(false);
    }
    work(move || {
        let known = hash.is_some();
        let text = hash.as_deref().unwrap_or(NOBODY);
        let Ok(parsed) = PasswordHash::new(text) else {
            return false;
        };
        let right = Argon2::default()
            .verify_password(password.as_bytes(), &parsed)
            .is_ok();
        right && known
    })
    .await
}

async fn work<T: Send + 'static>(act: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let room = ROOM.acquire().await;
    let done = tokio::task::spawn_blocking(act).await;
    drop(room);
    done.map_err(Problem::unavailable)
}

#[cfg(test)]
mod tests {
    use super::{NOBODY, hash, judge, verify};
    use argon2::password_hash::PasswordHash;

    #[tokio::test]
    async fn only_the_right_password_opens() {
        let kept = hash("correct horse".into()).await.unwrap();
        assert!(
            kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{kept}"
        );
        assert!(
            verify("correct horse".into(), Some(kept.clone()))
                .await
                .unwrap()
        );
        assert!(!verify("wrong horse".into(), Some(kept)).await.unwrap());
        assert!(!verify("correct horse".into(), None).await.unwrap());
        assert!(!verify("x".into(), Some("!".into())).await.unwrap());
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(nobody.params.get_decimal("m"), Some(19456));
        assert!(nobody.hash.is_some());
    }

    #[test]
    fn a_password_has_a_length() {
        assert!(judge("123456789").is_err());
        assert!(judge("1234567890").is_ok());
        assert!(judge(&"x".repeat(1001)).is_err());
    }
}
