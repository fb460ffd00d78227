//! When Halden works, and what was agreed before the work began: its calendar and a saved baseline.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::ops::RangeInclusive;

use super::build::{Demo, moment, text};
use super::outline::Line;
use crate::{Baseline, BaselineName, Calendar, Day, Exception, Hours, Op, Plan};

/// The days of the quarter, and just after it, on which nobody works.
pub(super) const CLOSED: RangeInclusive<i64> = 84..=92;

/// What slipped, in order: the first ran longer, the others only wait for what comes before them.
const SLIPPED: [&str; 5] = [
    "Data migration dry run",
    "Fix data mapping defects",
    "Cut over customer data",
    "Pilot with five customers",
    "Go-live",
];
/// By how many working days.
const SLIP: usize = 9;

/// Whether a task begins as soon as what it waits for is done.
pub(super) fn follows(line: &Line) -> bool {
    let slipped = SLIPPED.contains(&line.title);
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
    pub(super) fn agreed(&self, lines: &[Line], line: &Line) -> Vec<Baseline> {
        let ends = self.agreed_ends(lines);
        let of = |title: &str| ends.get(title).copied();
        let plain = (line.from, line.from + line.days.max(1) - 1);
        let (from, to) = match line.title {
            "Data migration" => (line.from, of(SLIPPED[2]).map_or(plain.1, |it| it.1)),
            "Launch" => (line.from, of(SLIPPED[4]).map_or(plain.1, |it| it.1)),
            title => of(title).unwrap_or(plain),
        };
        let start = self.workday(from).at(8, 0, 0, 0);
        let finish = self.workday(to).at(17, 0, 0, 0);
        Vec::from([Baseline {
            start: Some(if line.milestone { finish } else { start }),
            finish: Some(finish),
            ..Baseline::default()
        }])
    }

    /// First and last day of what slipped, had it not: each begins after the one before it.
    fn agreed_ends(&self, lines: &[Line]) -> BTreeMap<&'static str, (i64, i64)> {
        let mut out = BTreeMap::new();
        let mut before: Option<i64> = None;
        for title in SLIPPED {
            let Some(line) = lines.iter().find(|it| it.title == title) else {
                continue;
            };
            let last = line.from + line.days.max(1) - 1;
            let days = self.working_days(self.workday(line.from), self.workday(last)) as usize;
            let ends = match before {
                None => {
                    let finish = self.offset(self.workday(last));
                    let mut back = (0..finish).rev().filter(|day| self.works(*day));
                    (line.from, back.nth(SLIP - 1).unwrap_or(finish))
                }
                Some(end) if line.milestone => (end, end),
                Some(end) => {
                    let worked = |day: &i64| self.works(*day);
                    let first = (end + 1..).find(worked).unwrap_or(end);
                    let last = (first..).filter(worked).nth(days.saturating_sub(1));
                    (first, last.unwrap_or(first))
                }
            };
            before = Some(ends.1);
            out.insert(title, ends);
        }
        out
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
