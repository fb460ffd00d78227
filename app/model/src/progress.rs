//! Every number that follows from the rows: Outcome and Work of a Key Result, what is expected by
//! today, health with its reason, the roll-ups above, and the tree that explains each of them.

mod clock;
mod expected;
mod explain;
mod forecast;
mod fraction;
mod health;
mod outcome;
mod reason;
mod rollups;
mod summary;
mod tally;
pub mod words;
mod work;

use jiff::civil::Date;

pub use clock::{CycleClock, Phase, clock_in, cycle_clock};
pub use expected::{clock_of, expected};
pub use explain::{Explanation, Number, explain};
pub use forecast::{Forecast, Pace, forecast};
pub use fraction::Fraction;
pub use health::{Confidence, Coverage, Health, HealthStatus, health};
pub use outcome::{Origin, Outcome, Reading, at_value, band_grade, label, outcome, step_reached};
pub use rollups::Rollups;
pub use summary::{Counts, Summary, cycle, objective};
pub use work::{LinkWork, Work, project, work};

use crate::{Id, KeyResult, Plan};

/// What a row on the dashboard shows of a Key Result.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyResultProgress {
    /// Has the measured thing moved?
    pub outcome: Outcome,
    /// Is the linked work done?
    pub work: Work,
    /// Where it should stand today, 0 to 1; `None` without a cycle.
    pub expected: Option<Fraction>,
    /// Where the tick is drawn: at `expected`, or at the due day of done or not done.
    pub tick: Option<Fraction>,
    /// The word, the reason and the marks.
    pub health: Health,
    /// Where its cycle stands.
    pub clock: Option<CycleClock>,
}

/// Everything about a Key Result on a day; `None` for one that is not here.
pub fn key_result(plan: &Plan, id: Id<KeyResult>, today: Date) -> Option<KeyResultProgress> {
    let row = plan.get(id)?;
    Some(health::of(work::Source::fresh(plan), row, today))
}
