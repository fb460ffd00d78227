//! How much of a person's time the plans ask for, day by day, against the time they have.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Schedules, WorkTime, work_time};
use crate::{Assignee, Assignment, Id, Person, Plan, Row, StatusClass, Task};

/// The longest range that is counted, in days.
pub const LONGEST: i32 = 3660;

/// One day of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Minutes that the plans ask for.
    pub asked: i64,
    /// Minutes that the person has.
    pub has: i64,
    /// The tasks that ask, with their minutes, most first.
    pub tasks: Vec<(Id<Task>, i64)>,
}

impl Day {
    /// More is asked than there is.
    pub fn is_over(&self) -> bool {
        self.asked > self.has
    }
}

/// The days on which something is asked of a person, in a range with both ends included. `own` is
/// when the person works.
pub fn load(
    plan: &Plan,
    schedules: &Schedules,
    person: Id<Person>,
    own: &WorkTime,
    (from, to): (Date, Date),
) -> BTreeMap<Date, Day> {
    let mut days: BTreeMap<Date, Day> = BTreeMap::new();
    for row in plan.tasks_of(person) {
        let class = plan.status_class(row);
        let out = row.inactive || matches!(class, StatusClass::Done | StatusClass::Cancelled);
        if out || plan.is_summary(row.id) {
            continue;
        }
        for (day, minutes) in asked(plan, schedules, row, person, (from, to)) {
            let entry = days.entry(day).or_default();
            entry.asked += minutes;
            entry.tasks.push((row.id, minutes));
        }
    }
    for (day, entry) in &mut days {
        entry.has = own.minutes_on(*day);
        entry.tasks.sort_by_key(|(id, minutes)| (-minutes, *id));
    }
    days
}

/// What one task asks of a person on each of its working days in the range: their planned work
/// spread evenly over its working time, else their share of it. What is done asks nothing more.
fn asked(
    plan: &Plan,
    schedules: &Schedules,
    row: &Row<Task>,
    person: Id<Person>,
    (from, to): (Date, Date),
) -> Vec<(Date, i64)> {
    let mine = |it: &&Assignment| it.who == Assignee::Person(person);
    let (Some(dates), Some(mine)) = (
        schedules.dates(plan, row.id),
        row.assignments.iter().find(mine),
    ) else {
        return Vec::new();
    };
    let time = work_time(plan, row.id);
    let whole = time.between(dates.start, dates.finish).max(0);
    if whole == 0 {
        return Vec::new();
    }
    let first = dates.start.date().max(from);
    let last = dates.finish.date().min(to);
    let days = first.series(jiff::ToSpan::days(1)).take(LONGEST as usize);
    let within = days.take_while(|day| *day <= last);
    let minutes = within.filter_map(|day| {
        let opens = dates.start.max(day.at(0, 0, 0, 0));
        let closes = dates.finish.min(day.tomorrow().ok()?.at(0, 0, 0, 0));
        let worked = time.between(opens, closes);
        let share = match mine.work_minutes {
            Some(work) => Decimal::from(work) / Decimal::from(whole),
            None => mine.units_percent / Decimal::ONE_HUNDRED,
        };
        let asked = (share * Decimal::from(worked)).round().to_i64()?;
        (asked > 0).then_some((day, asked))
    });
    minutes.collect()
}
