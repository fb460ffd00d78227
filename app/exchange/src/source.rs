//! One door for every format: bytes and a file name in, the same understood file out.

use crate::{msproject, table};

/// Why a file is not imported. Nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// As XML of Microsoft Project.
    #[error(transparent)]
    MsProject(#[from] msproject::Refused),
    /// As a table.
    #[error(transparent)]
    Table(#[from] table::Refused),
    /// A whole workspace, which is restored, not imported into one.
    #[error("This is the archive of a whole workspace. Restore it into a new one.")]
    Archive,
}

/// Whether a file is a table, whose columns a person may want to map before importing.
pub fn is_table(bytes: &[u8], file_name: &str) -> bool {
    let name = file_name.to_lowercase();
    let ends = |ending: &&str| name.ends_with(ending);
    let xml = xml(bytes) || [".xml", ".mspdi", ".mpp"].iter().any(ends);
    !xml && !crate::archive::is_archive(bytes)
}

/// Whether the first letter is that of a tag, in UTF-8 or UTF-16.
fn xml(bytes: &[u8]) -> bool {
    let rest = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let rest = rest.strip_prefix(&[0xFF, 0xFE]).unwrap_or(rest);
    let rest = rest.strip_prefix(&[0xFE, 0xFF]).unwrap_or(rest);
    let first = rest
        .iter()
        .take(64)
        .find(|it| !it.is_ascii_whitespace() && **it != 0);
    first == Some(&b'<')
}

/// Reads a file of any format with everything guessed. The content decides, then the name.
pub fn read(bytes: &[u8], file_name: &str) -> Result<msproject::Understood, Refused> {
    if crate::archive::is_archive(bytes) {
        return Err(Refused::Archive);
    }
    if !is_table(bytes, file_name) {
        return Ok(msproject::read(bytes)?);
    }
    let book = table::read(bytes, file_name)?;
    Ok(table::understand(&book, &table::guess(&book))?)
}
