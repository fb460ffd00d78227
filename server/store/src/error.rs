//! Why a store could not do what it was asked, in sentences a person can act on.

/// A store's refusal or failure.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing by that identity.
    #[error("There is no such workspace in this database.")]
    NoWorkspace,
    /// Exists already.
    #[error("{what} is already in use.")]
    Taken {
        /// What.
        what: &'static str,
    },
    /// The head moved: another server wrote. Load what is new, decide again.
    #[error("The database is at {head}, the change was decided at {expected}.")]
    Behind {
        /// Where the database is.
        head: u64,
        /// Where the change thought it was.
        expected: u64,
    },
    /// What stands in the database cannot be read.
    #[error("The database holds something unreadable: {what}. Run `throughline check`.")]
    Unreadable {
        /// Where and why.
        what: String,
    },
    /// The file cannot be used for this.
    #[error("{why}")]
    File {
        /// What to do.
        why: String,
    },
    /// The database itself failed (disk full, file locked, not a database ...).
    #[error("The database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought to this version.
    #[error("The database could not be brought to this version: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
}

impl StoreError {
    /// Something unreadable, by where it stands and what the reader said.
    pub(crate) fn unreadable(place: &str, why: impl std::fmt::Display) -> Self {
        Self::Unreadable {
            what: format!("{place}: {why}"),
        }
    }
}
