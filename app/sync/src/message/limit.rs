//! How large messages may be. A client cuts its pushes so that they fit; a server refuses larger
//! ones.

/// The version of the closed list of changes and rows that this build knows. Grows with every field
/// or operation that is added.
pub const SCHEMA: u32 = 2;
/// Bytes of one operation as JSON.
pub const OP_BYTES: usize = 64 * 1024;
/// Operations in one push.
pub const PUSH_OPS: usize = 500;
/// Bytes of one push as JSON.
pub const PUSH_BYTES: usize = 1024 * 1024;
/// Rows that a page of a pull aims at; one change with more rows makes a longer page.
pub const PAGE_ROWS: u32 = 2_000;
/// The largest page that a client may ask for.
pub const PAGE_ROWS_MOST: u32 = 10_000;
/// Bytes of rows after which a page ends.
pub const PAGE_BYTES: usize = 4 * 1024 * 1024;
