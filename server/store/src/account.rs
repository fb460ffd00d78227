//! Accounts, sessions, embed tokens and invitations. Secrets come in as digests only.

use jiff::Timestamp;
use model::{Ref, Role};
use uuid::Uuid;

/// The SHA-256 of a secret. The secret itself never reaches a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

/// What a person signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub person: Uuid,
    /// Where.
    pub workspace: Uuid,
    /// The address, in lower case.
    pub email: String,
    /// The password's argon2id hash, in PHC form.
    pub password: String,
    /// Since when.
    pub created_at: Timestamp,
}

/// A browser that signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Digest of the cookie.
    pub digest: Digest,
    /// Who.
    pub person: Uuid,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// Permission for a page we do not own to show one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Digest of the secret in the address.
    pub digest: Digest,
    /// Its name in lists; not secret.
    pub id: Uuid,
    /// Where.
    pub workspace: Uuid,
    /// What a person calls it.
    pub name: String,
    /// What it shows.
    pub target: Ref,
    /// The origins whose scripts may read it; `*` for any.
    pub origins: Vec<String>,
    /// Who made it.
    pub created_by: Uuid,
    /// When.
    pub created_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When it was used last.
    pub used_at: Option<Timestamp>,
}

/// A link that lets somebody in, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Digest of the secret in the link.
    pub digest: Digest,
    /// Its name in lists; not secret.
    pub id: Uuid,
    /// Where to.
    pub workspace: Uuid,
    /// With which role.
    pub role: Role,
    /// The person that whoever accepts it becomes.
    pub person: Uuid,
    /// For whom, as the inviter wrote it.
    pub name: String,
    /// Who invited.
    pub created_by: Uuid,
    /// When.
    pub created_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// When it was accepted.
    pub used_at: Option<Timestamp>,
}
