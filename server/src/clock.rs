//! The one place of the server that reads a clock or makes something random.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rand::RngCore;
use uuid::Uuid;

/// Now.
#[expect(
    clippy::disallowed_methods,
    reason = "the server is a driver: this is where it asks"
)]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The day where the server is.
pub fn today() -> Date {
    local(now()).date()
}

/// A moment as the clock where the server is shows it.
pub fn local(at: Timestamp) -> DateTime {
    TimeZone::system().to_datetime(at)
}

/// A new identity, ordered by time.
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// Random bytes that nobody can guess.
pub fn secret_bytes() -> [u8; 32] {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}
