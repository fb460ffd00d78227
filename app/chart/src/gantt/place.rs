//! Where the parts of a row stand: bar, progress, baseline, deadline, slack.

use super::day::DAY;
use super::scale::Scale;

/// Heights in pixels.
pub mod size {
    /// A row.
    pub const ROW: i64 = 31;
    /// From the row's top to the bar.
    pub const BAR_TOP: i64 = 8;
    /// A bar.
    pub const BAR: i64 = 14;
    /// From the row's top to the middle of the bar: where arrows end.
    pub const MIDDLE: i64 = BAR_TOP + BAR / 2;
    /// A summary's line.
    pub const SUMMARY_TOP: i64 = 11;
    /// With its ends.
    pub const SUMMARY: i64 = 9;
    /// Half a milestone.
    pub const STONE: i64 = 8;
    /// From the row's top to the baseline.
    pub const BASELINE_TOP: i64 = 25;
    /// Both rows of the header.
    pub const HEAD: i64 = 44;
}

/// What a row shows on the time line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// A bar.
    #[default]
    Task,
    /// A bracket over the rows below it.
    Summary,
    /// A point.
    Milestone,
}

/// A row of the chart in time. Moments are minutes since 1 January 1970, local time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// What is drawn.
    pub shape: Shape,
    /// First moment and the one after the last; `None` is not scheduled.
    pub dates: Option<(i64, i64)>,
    /// Percent done.
    pub done: u8,
    /// The same in the baseline that is compared with.
    pub baseline: Option<(i64, i64)>,
    /// Should be finished by.
    pub deadline: Option<i64>,
    /// How far the finish may slip.
    pub slack_until: Option<i64>,
    /// On the critical path.
    pub critical: bool,
    /// Dates set by hand, not by the scheduler.
    pub pinned: bool,
    /// Left out of the schedule.
    pub inactive: bool,
}

/// A stretch of the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Left end.
    pub x: i64,
    /// Width.
    pub width: i64,
}

impl Stretch {
    /// The place after its right end.
    #[must_use]
    pub fn end(self) -> i64 {
        self.x + self.width
    }
}

/// Where two moments stand: to the minute when days are wide, else from the first of their days to
/// the last; never thinner than can be seen.
#[must_use]
pub fn stretch(scale: Scale, (start, finish): (i64, i64)) -> Stretch {
    let (start, finish) = if scale.rounds_to_days() {
        let first = start.div_euclid(DAY) * DAY;
        (first, (-(-finish).div_euclid(DAY) * DAY).max(first + DAY))
    } else {
        (start, finish)
    };
    let x = scale.x(start);
    Stretch {
        x,
        width: (scale.x(finish) - x).max(2),
    }
}

/// Where a point stands: in the middle of its day while days are narrow.
#[must_use]
pub fn point(scale: Scale, moment: i64) -> i64 {
    if scale.rounds_to_days() {
        let day = moment.div_euclid(DAY) * DAY;
        (scale.x(day) + scale.x(day + DAY)) / 2
    } else {
        scale.x(moment)
    }
}

impl Bar {
    /// Where it stands, from end to end; a milestone from tip to tip.
    #[must_use]
    pub fn stretch(&self, scale: Scale) -> Option<Stretch> {
        let dates = self.dates?;
        Some(match self.shape {
            Shape::Milestone => Stretch {
                x: point(scale, dates.1) - size::STONE,
                width: 2 * size::STONE,
            },
            Shape::Task | Shape::Summary => stretch(scale, dates),
        })
    }

    /// How much of its width is done, in pixels.
    #[must_use]
    pub fn done_width(&self, width: i64) -> i64 {
        match self.shape {
            Shape::Task => width * i64::from(self.done.min(100)) / 100,
            Shape::Summary | Shape::Milestone => 0,
        }
    }

    /// From the bar's end to where it may slip to.
    #[must_use]
    pub fn slack(&self, scale: Scale) -> Option<Stretch> {
        let end = self.stretch(scale)?.end();
        let until = stretch(scale, (self.dates?.0, self.slack_until?)).end();
        (until > end).then_some(Stretch {
            x: end,
            width: until - end,
        })
    }

    /// Where the deadline's mark points.
    #[must_use]
    pub fn deadline(&self, scale: Scale) -> Option<i64> {
        self.deadline
            .map(|moment| stretch(scale, (moment - 1, moment)).end())
    }
}
