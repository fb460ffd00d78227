//! How copies agree: the messages, the server's machine (`ledger`) and the client's (`replica`).
//! Both touch no disk, no socket and no clock: they take what happened and say what to do.
//! PROTOCOL.md beside this package says the same for other languages. What is not here: what a
//! change means (`model`), SQL (`store`), sockets (`server`), IndexedDB and fetch (`frontend`).
#![no_std]

extern crate alloc;

pub mod effect;
pub mod ledger;
pub mod message;
pub mod record;
pub mod replica;
mod scope;

pub use effect::{Effect, Timer};
pub use ledger::{Arrival, Commit, Ledger, LedgerState};
pub use record::{Entry, Record, Shelf};
pub use replica::{Now, Replica, Status};
pub use scope::Scope;
