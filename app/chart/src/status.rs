//! How a status looks: its name in attributes and its shape. What it means is decided elsewhere.

use crate::icon::Icon;

/// The readings of health a picture can show. Never colour alone: each has a shape and a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusLook {
    /// On plan, within the tolerance.
    OnTrack,
    /// The target is reached.
    Achieved,
    /// Behind the plan by more than the tolerance.
    AtRisk,
    /// Far behind the plan.
    OffTrack,
    /// Nobody has looked for too long.
    Stale,
    /// There is no number yet.
    NotMeasured,
    /// The cycle has only begun.
    TooEarly,
    /// Not published, or without an owner.
    Draft,
    /// The cycle is over.
    Closed,
}

impl StatusLook {
    /// Every look, for legends and tests.
    pub const ALL: [Self; 9] = [
        Self::OnTrack,
        Self::Achieved,
        Self::AtRisk,
        Self::OffTrack,
        Self::Stale,
        Self::NotMeasured,
        Self::TooEarly,
        Self::Draft,
        Self::Closed,
    ];

    /// The value of `data-status`.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::OnTrack => "on-track",
            Self::Achieved => "achieved",
            Self::AtRisk => "at-risk",
            Self::OffTrack => "off-track",
            Self::Stale => "stale",
            Self::NotMeasured => "not-measured",
            Self::TooEarly => "too-early",
            Self::Draft => "draft",
            Self::Closed => "closed",
        }
    }

    /// The shape beside the word.
    #[must_use]
    pub const fn icon(self) -> Icon {
        match self {
            Self::OnTrack => Icon::StatusOnTrack,
            Self::Achieved => Icon::StatusAchieved,
            Self::AtRisk => Icon::StatusAtRisk,
            Self::OffTrack => Icon::StatusOffTrack,
            Self::Stale => Icon::StatusStale,
            Self::NotMeasured => Icon::StatusNotMeasured,
            Self::TooEarly => Icon::StatusTooEarly,
            Self::Draft => Icon::StatusDraft,
            Self::Closed => Icon::StatusClosed,
        }
    }

    /// Whether the missing part of the outcome is drawn.
    pub(crate) const fn shows_missing(self) -> bool {
        matches!(self, Self::AtRisk | Self::OffTrack)
    }
}
