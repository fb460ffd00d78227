//! Several tabs, one device: any of them writes edits down, one of them, the leader, talks to the server.
//!
//! A Web Lock names the leader at once where the browser has locks (pages with TLS). Without locks, or
//! when the holder no longer answers, a tab takes over by raising the *term* in the journal. The term is
//! what keeps it right: an earlier leader that wakes up finds a higher term and can write nothing.

mod channel;
mod lock;
mod watch;

pub use channel::{Channel, Said};
pub use lock::Lock;
pub use watch::{ASK_EVERY, Action, Watch};
