//! The workspace: its name, its rules, its statuses.

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::{Calendar, choice};
use crate::Id;
use crate::fields::entity;

entity! {
    /// One company's goals and work. There is exactly one row of this kind; its id is the workspace's id.
    Workspace {
        /// What people call it.
        name: String,
        /// Every number that a rule uses.
        settings: Settings,
        /// The statuses a task may have; empty means the four of `Status::defaults`.
        statuses: Vec<Status>,
    }
}

/// A status of a task: its word is the workspace's own, its class decides what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Stable key, stored in tasks.
    pub key: String,
    /// The word on screen.
    pub name: String,
    /// What it means.
    pub class: StatusClass,
}

impl Status {
    const DEFAULTS: [(&str, &str, StatusClass); 4] = [
        ("todo", "To do", StatusClass::Open),
        ("doing", "In progress", StatusClass::Started),
        ("done", "Done", StatusClass::Done),
        ("cancelled", "Cancelled", StatusClass::Cancelled),
    ];

    /// The statuses of a workspace that has not made its own.
    pub fn defaults() -> Vec<Status> {
        let make = |(key, name, class): (&str, &str, StatusClass)| Status {
            key: key.into(),
            name: name.into(),
            class,
        };
        Self::DEFAULTS.into_iter().map(make).collect()
    }

    /// What one of the default keys means; open when it is none of them.
    pub(crate) fn default_class(key: &str) -> StatusClass {
        Self::DEFAULTS
            .iter()
            .find(|it| it.0 == key)
            .map(|it| it.2)
            .unwrap_or_default()
    }
}

choice! {
    /// What a status means for the numbers.
    StatusClass {
        /// Not begun.
        #[default]
        Open = "Open",
        /// Begun.
        Started = "Started",
        /// Finished: counts as 100 %.
        Done = "Done",
        /// Leaves numerator and denominator.
        Cancelled = "Cancelled",
    }
}

/// Thresholds and habits of a workspace, each with the default of SPEC 3 to 6.
/// Percentages are whole points, cadences are days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Up to this many points behind is on track.
    pub on_track_gap_points: u8,
    /// Up to this many points behind is at risk; beyond is off track.
    pub at_risk_gap_points: u8,
    /// Too early to tell for this share of the cycle.
    pub early_percent: u8,
    /// Days between check-ins.
    pub check_in_cadence_days: u16,
    /// Days of grace before a Key Result is stale.
    pub check_in_grace_days: u16,
    /// Points between outcome and work that count as apart.
    pub divergence_points: u8,
    /// Share of the cycle from which divergence alerts.
    pub divergence_percent: u8,
    /// Cycle day (first day is 1) from which an uncovered Key Result is a resource allocation gap.
    pub uncovered_day: u16,
    /// Working minutes in a day, for showing durations.
    pub minutes_per_day: u16,
    /// The calendar of every project that names none; `None` is Monday to Friday.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Id<Calendar>>,
    /// Month (1 to 12) in which the fiscal year starts.
    pub fiscal_start_month: u8,
    /// The OKR part is in use; off leaves projects as they are.
    pub okrs: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            on_track_gap_points: 10,
            at_risk_gap_points: 25,
            early_percent: 10,
            check_in_cadence_days: 14,
            check_in_grace_days: 3,
            divergence_points: 30,
            divergence_percent: 50,
            uncovered_day: 8,
            minutes_per_day: 480,
            calendar: None,
            fiscal_start_month: 1,
            okrs: true,
        }
    }
}
