//! When Halden works, and what was agreed before the work began: its calendar and a saved baseline.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::ops::RangeInclusive;

use super::build::{Demo, moment, text};
use super::outline::Line;
use crate::{Baseline, BaselineName, Calendar, Day, Exception, Hours, Op, Plan};

/// The days of the quarter, and just after it, on which nobody works.
pub(super) const CLOSED: RangeInclusive<i64> = 84..=92;

/// What slipped: title, first and last day as agreed. It waits for nothing but what comes before it.
const SLIPPED: &[(&str, i64, i64)] = &[
    ("Data migration", 11, 61),
    ("Data migration dry run", 25, 36),
    ("Fix data mapping defects", 39, 50),
    ("Cut over customer data", 51, 61),
    ("Launch", 46, 77),
    ("Pilot with five customers", 62, 77),
    ("Go-live", 77, 77),
];

/// Whether a task begins as soon as what it waits for is done.
pub(super) fn follows(line: &Line) -> bool {
    let slipped = SLIPPED.iter().any(|it| it.0 == line.title);
    slipped && line.percent == 0 && !line.after.is_empty()
}

impl Demo<'_> {
    /// The calendar "Halden", and the workspace that uses it.
    pub(super) fn calendar(&mut self, founded: &Plan) {
        let hours = Vec::from([
            Hours { from: 480, to: 720 },
            Hours {
                from: 780,
                to: 1020,
            },
        ]);
        let closed = Exception {
            name: text("Closed between the years"),
            from: self.day(*CLOSED.start()),
            to: self.day(*CLOSED.end()),
            ..Exception::default()
        };
        let id = self.create(
            -40,
            Calendar {
                name: text("Halden"),
                week: core::array::from_fn(|day| match day {
                    1..=5 => Day::Work(hours.clone()),
                    _ => Day::Off,
                }),
                exceptions: Vec::from([closed]),
                ..Calendar::default()
            },
        );
        let Some(row) = founded.workspace() else {
            return;
        };
        let mut settings = row.settings.clone();
        settings.calendar = Some(id);
        let to = serde_json::to_value(&settings).unwrap_or_default();
        let op = Op::Set {
            at: row.id.at(),
            field: text("settings"),
            from: row.body.get("settings").unwrap_or_default(),
            to,
        };
        self.act(self.owner, -40, op);
    }

    /// The dates of a task as they were agreed.
    pub(super) fn agreed(&self, line: &Line) -> Vec<Baseline> {
        let slipped = SLIPPED.iter().find(|it| it.0 == line.title);
        let plain = (line.from, line.from + line.days.max(1) - 1);
        let (from, to) = slipped.map_or(plain, |it| (it.1, it.2));
        let start = self.workday(from).at(8, 0, 0, 0);
        let finish = self.workday(to).at(17, 0, 0, 0);
        Vec::from([Baseline {
            start: Some(if line.milestone { finish } else { start }),
            finish: Some(finish),
            ..Baseline::default()
        }])
    }

    /// What the saved dates are called.
    pub(super) fn agreement(&self) -> BTreeMap<u8, BaselineName> {
        let name = BaselineName {
            name: text("Agreed with the board"),
            saved_at: moment(self.day(-10).at(9, 41, 0, 0)),
        };
        BTreeMap::from([(0, name)])
    }
}
