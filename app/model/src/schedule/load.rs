//! How much of a person's time the plans ask for, day by day and week by week, against the time they
//! have.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Schedules, WorkTime, work_time, work_time_of, work_time_of_project};
use crate::{Assignee, Assignment, Calendar, Id, Person, Plan, Row, StatusClass, Task};

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
        entry.has = available(plan, person, own.minutes_on(*day));
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

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// From Monday to Sunday.
    Week,
    /// A day.
    Day,
}

impl Step {
    /// The first day of the period that lies so many periods after the one with a day in it.
    pub fn begin(self, day: Date, shift: i32) -> Date {
        let (back, days) = match self {
            Self::Week => (day.weekday().to_monday_zero_offset().into(), 7),
            Self::Day => (0, 1),
        };
        let by = i64::from(shift) * days - back;
        let span = jiff::Span::new().try_days(by);
        span.and_then(|span| day.checked_add(span)).unwrap_or(day)
    }
}

/// A week or day of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Minutes that the plans ask for.
    pub asked: i64,
    /// Minutes that the person has.
    pub has: i64,
    /// Days on which more is asked than there is.
    pub days_over: usize,
    /// The tasks that ask, with their minutes, most first.
    pub tasks: Vec<(Id<Task>, i64)>,
}

impl Period {
    /// More is asked than there is.
    pub fn is_over(&self) -> bool {
        self.asked > self.has
    }

    /// Nothing is asked.
    pub fn is_free(&self) -> bool {
        self.asked == 0
    }
}

/// What a person has of some working minutes: those who work part of the time have part of them.
fn available(plan: &Plan, person: Id<Person>, minutes: i64) -> i64 {
    match plan.get(person).map_or(0, |row| row.max_units_percent) {
        0 => minutes,
        percent => minutes * i64::from(percent) / 100,
    }
}

/// When a person works: by their own calendar, else as the workspace does.
pub fn own_time(plan: &Plan, person: Id<Person>) -> WorkTime {
    let mut calendars = plan.all::<Calendar>().filter(|row| !row.head.trashed);
    let own = calendars.find(|row| row.person == Some(person) && row.project.is_none());
    own.and_then(|row| work_time_of(plan, row.id))
        .unwrap_or_else(|| work_time_of_project(plan, Id::default()))
}

/// A person's periods, one after the other from the first day on.
pub fn periods(
    plan: &Plan,
    schedules: &Schedules,
    person: Id<Person>,
    (step, from, count): (Step, Date, usize),
) -> Vec<Period> {
    let own = own_time(plan, person);
    let begins: Vec<Date> = (0..=count)
        .map(|at| step.begin(from, i32::try_from(at).unwrap_or(0)))
        .collect();
    let last = begins.last().copied().unwrap_or(from);
    let days = load(plan, schedules, person, &own, (begins[0], last));
    let period = |ends: &[Date]| {
        let (from, until) = (ends[0], ends[1]);
        let to = until.yesterday().unwrap_or(from);
        let own_days = from
            .series(jiff::ToSpan::days(1))
            .take_while(|day| *day <= to);
        let worked = own_days.take(7).map(|day| own.minutes_on(day)).sum();
        let has = available(plan, person, worked);
        let mut tasks: BTreeMap<Id<Task>, i64> = BTreeMap::new();
        let (mut asked, mut days_over) = (0, 0);
        for day in days.range(from..until).map(|it| it.1) {
            asked += day.asked;
            days_over += usize::from(day.is_over());
            for (task, minutes) in &day.tasks {
                *tasks.entry(*task).or_default() += minutes;
            }
        }
        let mut tasks: Vec<_> = tasks.into_iter().collect();
        tasks.sort_by_key(|(id, minutes)| (-minutes, *id));
        Period {
            from,
            to,
            asked,
            has,
            days_over,
            tasks,
        }
    };
    begins.windows(2).map(period).collect()
}

/// Open tasks that nobody is assigned to.
pub fn unassigned(plan: &Plan) -> Vec<Id<Task>> {
    let projects = plan.projects().into_iter();
    let tasks = projects.flat_map(|row| plan.tasks(row.id));
    let open = tasks.map(|it| it.1).filter(|row| {
        let class = plan.status_class(row);
        let out = row.inactive || matches!(class, StatusClass::Done | StatusClass::Cancelled);
        !out && !row.milestone && row.assignments.is_empty() && !plan.is_summary(row.id)
    });
    open.map(|row| row.id).collect()
}

/// Minutes as hours with at most one decimal: "38.5".
pub fn hours_text(minutes: i64) -> String {
    let hours = (Decimal::from(minutes) / Decimal::from(60)).round_dp(1);
    format!("{}", hours.normalize())
}
