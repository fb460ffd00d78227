//! Objectives: qualitative goals with a cycle and an owner, without a number of their own.

use alloc::collections::BTreeSet;
use alloc::string::String;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Cycle, Person, Team, choice};
use crate::fields::entity;
use crate::{Id, Rank};

/// How much a part counts in its whole; 1 unless somebody said otherwise, 0 is tracked but not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weight(pub Decimal);

impl Default for Weight {
    fn default() -> Self {
        Self(Decimal::ONE)
    }
}

choice! {
    /// How an Objective or Key Result is meant.
    Commitment {
        /// Promised: closing below 1.0 asks why.
        #[default]
        Committed = "Committed",
        /// A direction: no coverage alerts, no forecast.
        Aspirational = "Aspirational",
    }
}

entity! {
    /// What the cycle should change, in words.
    Objective {
        /// The cycle; `None` is the backlog.
        cycle: Option<Id<Cycle>>,
        /// The goal in words.
        title: String,
        /// Who answers for it.
        owner: Option<Id<Person>>,
        /// Why it matters; optional, long text.
        context: String,
        /// Teams that share it; counted once in every total.
        teams: BTreeSet<Id<Team>>,
        /// Order on the dashboard.
        rank: Rank,
        /// Seen as a goal, not a draft.
        published: bool,
        /// Its weight in the cycle.
        weight: Weight,
        /// Promise or direction.
        commitment: Commitment,
        /// The Objective whose number this one moves.
        contributes_to: Option<Id<Objective>>,
        /// Objectives that this one helps.
        supports: BTreeSet<Id<Objective>>,
    }
}
