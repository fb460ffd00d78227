//! The measures of the drawing at each size.

use crate::fixed::Px;

/// Where the drawing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A row of the dashboard, 48 px.
    Row,
    /// A line of a list or a sheet, 30 px.
    Slim,
    /// The head of a page, 96 px, with its labels.
    Card,
    /// A widget on a page we do not own, 62 px, with the label of the plan.
    Widget,
}

/// The same in lengths.
pub(super) struct Frame {
    pub height: Px,
    pub outcome_top: Px,
    pub outcome_height: Px,
    pub work_top: Px,
    pub work_height: Px,
    pub radius: Px,
    pub tick_top: Px,
    pub tick_bottom: Px,
    /// Baseline of the label over the tick.
    pub label: Option<Px>,
    /// Middle of the line that measures how far the two are apart.
    pub gap: Option<Px>,
}

impl Size {
    pub(super) const fn frame(self) -> Frame {
        match self {
            Self::Row => Frame {
                height: Px::whole(48),
                outcome_top: Px(1550),
                outcome_height: Px::whole(8),
                work_top: Px(2650),
                work_height: Px::whole(6),
                radius: Px::whole(2),
                tick_top: Px(1150),
                tick_bottom: Px(3650),
                label: None,
                gap: None,
            },
            Self::Slim => Frame {
                height: Px::whole(30),
                outcome_top: Px(650),
                outcome_height: Px::whole(8),
                work_top: Px(1750),
                work_height: Px::whole(6),
                radius: Px::whole(2),
                tick_top: Px(250),
                tick_bottom: Px(2750),
                label: None,
                gap: None,
            },
            Self::Card => Frame {
                height: Px::whole(96),
                outcome_top: Px::whole(30),
                outcome_height: Px::whole(16),
                work_top: Px::whole(62),
                work_height: Px::whole(10),
                radius: Px::whole(3),
                tick_top: Px::whole(20),
                tick_bottom: Px::whole(77),
                label: Some(Px::whole(14)),
                gap: Some(Px::whole(54)),
            },
            Self::Widget => Frame {
                height: Px::whole(62),
                outcome_top: Px::whole(22),
                outcome_height: Px::whole(14),
                work_top: Px::whole(44),
                work_height: Px::whole(9),
                radius: Px::whole(3),
                tick_top: Px::whole(16),
                tick_bottom: Px::whole(59),
                label: Some(Px::whole(12)),
                gap: None,
            },
        }
    }
}
