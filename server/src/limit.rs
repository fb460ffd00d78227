//! How often somebody may knock: a bucket of tokens for each kind of request and each caller.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use crate::clock;
use crate::error::Problem;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Passwords and invitations: a few, then one every six seconds.
    Door,
    /// Pictures on other people's pages.
    Embed,
    /// Pushes of one person.
    Push,
}

impl Kind {
    /// How many at once, and how many milliseconds each costs.
    const fn terms(self) -> (i64, i64) {
        match self {
            Self::Door => (20, 6_000),
            Self::Embed => (240, 50),
            Self::Push => (400, 20),
        }
    }
}

/// Every bucket in use.
#[derive(Debug, Default)]
pub struct Limits {
    /// The moment, in milliseconds, up to which each caller has spent.
    spent: Mutex<HashMap<(Kind, String), i64>>,
}

/// So many callers are remembered before the rested ones are forgotten.
const REMEMBERED: usize = 10_000;

impl Limits {
    /// Takes one token, or says that there is none.
    pub fn take(&self, kind: Kind, who: &str) -> Result<(), Problem> {
        self.take_at(kind, who, clock::now())
    }

    fn take_at(&self, kind: Kind, who: &str, now: Timestamp) -> Result<(), Problem> {
        let (burst, cost) = kind.terms();
        let now = now.as_millisecond();
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if spent.len() >= REMEMBERED {
            spent.retain(|_, until| *until > now);
        }
        let until = spent.entry((kind, who.to_owned())).or_insert(now);
        let next = (*until).max(now) + cost;
        if next - now > burst * cost {
            return Err(Problem::too_often());
        }
        *until = next;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Limits};
    use jiff::Timestamp;

    #[test]
    fn a_burst_is_fine_and_then_it_takes_time() {
        let limits = Limits::default();
        let at = |second| Timestamp::from_second(second).unwrap();
        for _ in 0..20 {
            limits.take_at(Kind::Door, "a", at(100)).unwrap();
        }
        assert!(limits.take_at(Kind::Door, "a", at(100)).is_err());
        assert!(limits.take_at(Kind::Door, "b", at(100)).is_ok());
        assert!(limits.take_at(Kind::Embed, "a", at(100)).is_ok());
        assert!(limits.take_at(Kind::Door, "a", at(105)).is_err());
        assert!(limits.take_at(Kind::Door, "a", at(106)).is_ok());
    }
}
