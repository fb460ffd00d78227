//! What people fill in and what they are told, as JSON. Fields only get added.

use jiff::Timestamp;
use model::{Id, Person, Ref, Role, Workspace};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Their row in the plan.
    pub person: Id<Person>,
    /// Their workspace.
    pub workspace: Id<Workspace>,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// What the first owner types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUp {
    /// The workspace's name.
    pub workspace: String,
    /// The owner's name.
    pub name: String,
    /// For signing in.
    pub email: String,
    /// At least ten characters.
    pub password: String,
}

/// What an invited person types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// From the link.
    pub token: String,
    /// Their name.
    pub name: String,
    /// For signing in.
    pub email: String,
    /// At least ten characters.
    pub password: String,
}

/// An invitation to make.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// The role that it gives.
    pub role: Role,
    /// A person row that is to get the account, or a new one.
    #[serde(default)]
    pub person: Option<Id<Person>>,
    /// The name, when known.
    #[serde(default)]
    pub name: String,
}

/// What an invitation says before it is accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// The workspace's name.
    pub workspace: String,
    /// Who invites.
    pub invited_by: String,
    /// The role that it gives.
    pub role: Role,
    /// The name, when known.
    pub name: String,
}

/// A token to make for other people's pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEmbed {
    /// What is shown.
    pub at: Ref,
    /// What people call it.
    pub name: String,
    /// Pages that may frame and read it; empty means any.
    #[serde(default)]
    pub origins: Vec<String>,
}

/// A token as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embed {
    /// Names it for revoking.
    pub id: Uuid,
    /// What is shown.
    pub at: Ref,
    /// Its name.
    pub name: String,
    /// Pages that may frame and read it.
    pub origins: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
    /// When a page last asked for it.
    pub last_used_at: Option<Timestamp>,
}

/// A token just made: the only time that its secret is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmbedMade {
    /// As the list shows it.
    pub embed: Embed,
    /// The secret part of the address: `/embed/<token>`.
    pub token: String,
}
