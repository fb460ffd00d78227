//! Projects and lighter workstreams: both are Initiatives when linked to a Key Result.

use alloc::collections::BTreeMap;
use alloc::string::String;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Calendar, Person, choice};
use crate::fields::entity;
use crate::{Id, Rank};

choice! {
    /// How much of a project it is.
    ProjectForm {
        /// Tasks, milestones, dependencies.
        #[default]
        Project = "Project",
        /// A line of work that may become a project later.
        Workstream = "Workstream",
    }
}

choice! {
    /// Where a project stands in its life.
    ProjectState {
        /// Not begun.
        #[default]
        Planned = "Planned",
        /// Running.
        Active = "Active",
        /// Finished.
        Done = "Done",
        /// Stopped: leaves every number.
        Cancelled = "Cancelled",
    }
}

choice! {
    /// The word that the project's lead reports. It is about the work, not the outcome.
    ProjectStatus {
        /// Nothing reported yet.
        #[default]
        NotReported = "Not reported",
        /// Going as planned.
        OnTrack = "On track",
        /// May not.
        AtRisk = "At risk",
        /// Does not.
        OffTrack = "Off track",
    }
}

choice! {
    /// What drives the work.
    ProjectNature {
        /// Planned ahead.
        #[default]
        Planned = "Planned",
        /// Maintenance, escalations, incidents: no schedule to promise.
        Reactive = "Reactive",
    }
}

/// What a saved baseline is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaselineName {
    /// "Agreed with the board".
    #[serde(default)]
    pub name: String,
    /// When it was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved_at: Option<Timestamp>,
}

entity! {
    /// Work with a lead and an end.
    Project {
        /// Its name.
        title: String,
        /// Project or workstream.
        form: ProjectForm,
        /// Where it stands in its life.
        state: ProjectState,
        /// The word that its lead reports.
        status: ProjectStatus,
        /// Planned or reactive.
        nature: ProjectNature,
        /// Who leads it.
        lead: Option<Id<Person>>,
        /// The percentage that the lead reports, for links counted `manual`; 0 to 100.
        reported_percent: Option<Decimal>,
        /// More about it, long text.
        notes: String,
        /// First day.
        start: Option<DateTime>,
        /// Target completion.
        target_finish: Option<Date>,
        /// The calendar that its tasks run on.
        calendar: Option<Id<Calendar>>,
        /// The answer "none, because ..." to "Which Key Result does this serve?".
        serves_none_because: String,
        /// Order in lists.
        rank: Rank,
        /// Working minutes in a day, week, and days in a month, as an import stated them; 0 = workspace's.
        minutes_per_day: u32,
        /// Working minutes in a week; 0 = five days.
        minutes_per_week: u32,
        /// Working days in a month; 0 = 20.
        days_per_month: u32,
        /// Names of custom fields: key -> shown name.
        custom_fields: BTreeMap<String, String>,
        /// Names of saved baselines by number.
        baselines: BTreeMap<u8, BaselineName>,
        /// The foreign identity of an imported project (GUID or file name).
        foreign_id: String,
    }
}
