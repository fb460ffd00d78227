//! Key Results: the measured thing.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Commitment, Objective, Person, Task, Weight, choice};
use crate::fields::entity;
use crate::{Id, Rank};

choice! {
    /// What kind of measure it is (SPEC 3.1).
    MetricType {
        /// A count or amount from start to target.
        #[default]
        Number = "Number",
        /// 0 to 100.
        Percentage = "Percentage",
        /// Money; `unit` is the ISO 4217 code.
        Currency = "Currency",
        /// Done or not done; start and target are implied.
        Boolean = "Done or not done",
        /// Weighted steps.
        Milestone = "Milestones",
        /// Stay inside a band.
        Maintain = "Keep within",
    }
}

/// One step of a `milestone` Key Result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Stable key within the Key Result.
    pub key: String,
    /// What is reached.
    pub title: String,
    /// How much it counts.
    #[serde(default)]
    pub weight: Weight,
    /// Set by hand; a linked task or milestone sets it by itself.
    #[serde(default)]
    pub reached: bool,
    /// The task or milestone whose completion reaches it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Id<Task>>,
}

/// The band of a `maintain` Key Result. Outside it the outcome falls linearly to 0 over the tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Lowest good value, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Decimal>,
    /// Highest good value, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Decimal>,
    /// Distance over which it falls to 0; 0 means at once.
    #[serde(default)]
    pub tolerance: Decimal,
}

entity! {
    /// A measurable change that shows the Objective is reached.
    KeyResult {
        /// The Objective that it belongs to.
        objective: Id<Objective>,
        /// What changes.
        title: String,
        /// Who records it.
        owner: Option<Id<Person>>,
        /// The owner has said yes.
        accepted: bool,
        /// More about it, long text.
        context: String,
        /// Order within the Objective.
        rank: Rank,
        /// What kind of measure.
        metric: MetricType,
        /// "days", "tickets/month", "EUR"; empty for percentages.
        unit: String,
        /// Where it began.
        start: Option<Decimal>,
        /// Where it should end.
        target: Option<Decimal>,
        /// A value beyond the target worth dreaming of.
        stretch: Option<Decimal>,
        /// Steps, for `milestone`.
        steps: Vec<Step>,
        /// Band, for `maintain`.
        band: Option<Band>,
        /// Its weight in the Objective.
        weight: Weight,
        /// Promise or direction.
        commitment: Commitment,
        /// Expected values by day, when progress is not linear: measured values, not percentages.
        phased: BTreeMap<Date, Decimal>,
        /// A due day other than the cycle's end (done or not done).
        due: Option<Date>,
        /// Movement is not expected before this day: divergence stays quiet.
        lagging_until: Option<Date>,
        /// Where the number comes from.
        source: String,
        /// Days between check-ins; 0 means the workspace's.
        cadence_days: u16,
        /// Seen as a goal, not a draft.
        published: bool,
        /// The Key Result of an earlier cycle that this one carries on.
        carried_from: Option<Id<KeyResult>>,
    }
}
