//! Calendars of rows to working time: the chain of bases, exceptions, work weeks, people.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;

use super::minute::{FIRST_DAY, date_of, day_of};
use super::recurrence::{MOST_DAYS, days};
use super::work_time::{WeekHours, WorkTime, standard_week};
use crate::{
    Assignee, Calendar, Day, Hours, Id, Person, Plan, Project, Recurrence, ResourceKind, Row, Task,
    WorkWeek,
};

/// Bases that stand on bases: no real chain is as long.
const LONGEST_CHAIN: usize = 64;

/// The calendars of people who have one.
pub(super) type Persons = BTreeMap<Id<Person>, Id<Calendar>>;

/// The calendars of a project, each resolved once.
pub(super) struct Calendars<'a> {
    plan: &'a Plan,
    /// Whose hours are their own.
    pub persons: Persons,
    home: Option<Id<Calendar>>,
    /// Calendars that are worked on together, by number.
    pub known: BTreeMap<Vec<Id<Calendar>>, u32>,
    /// By number; 0 is the project's.
    pub times: Vec<WorkTime>,
    /// Those without any working time.
    pub never: BTreeSet<Id<Calendar>>,
}

impl<'a> Calendars<'a> {
    pub fn new(plan: &'a Plan, project: Id<Project>) -> Self {
        let mut persons = BTreeMap::new();
        let rows = plan.all::<Calendar>().filter(|row| !row.head.trashed);
        for row in rows.filter(|row| row.project.is_none_or(|of| of == project)) {
            if let Some(person) = row.person {
                // What an import said of somebody in this project goes before the general.
                if row.project.is_some() || !persons.contains_key(&person) {
                    persons.insert(person, row.id);
                }
            }
        }
        let mut it = Self {
            plan,
            persons,
            home: home(plan, project),
            known: BTreeMap::new(),
            times: Vec::new(),
            never: BTreeSet::new(),
        };
        it.number(it.home.into_iter().collect());
        it
    }

    /// The number of the calendar that a task runs on. With people who have hours of their own, the
    /// time in which all of them work.
    pub fn of(&mut self, task: &Row<Task>) -> u32 {
        let ids = named(self.plan, &self.persons, task);
        if ids.is_empty() { 0 } else { self.number(ids) }
    }

    fn number(&mut self, ids: Vec<Id<Calendar>>) -> u32 {
        if let Some(number) = self.known.get(&ids) {
            return *number;
        }
        let mut all: Option<WorkTime> = None;
        for id in &ids {
            let Some(time) = resolve(self.plan, *id) else {
                self.never.insert(*id);
                continue;
            };
            all = Some(match all {
                Some(before) => Some(before.common(&time))
                    .filter(WorkTime::works)
                    .unwrap_or(before),
                None => time,
            });
        }
        let number = self.times.len() as u32;
        self.times.push(all.unwrap_or_else(WorkTime::standard));
        self.known.insert(ids, number);
        number
    }
}

/// The calendars that a task's time is made of, in order; none means the project's.
pub(super) fn named(plan: &Plan, persons: &Persons, task: &Row<Task>) -> Vec<Id<Calendar>> {
    let mut ids: Vec<Id<Calendar>> = Vec::new();
    if task.calendar.is_none() && task.assignments.is_empty() {
        return ids;
    }
    let own = task.calendar.filter(|id| plan.live(*id).is_some());
    if own.is_none() || !task.ignores_resource_calendars {
        for assignment in &task.assignments {
            ids.extend(match assignment.who {
                Assignee::Person(id) => persons.get(&id).copied(),
                Assignee::Resource(id) => plan
                    .get(id)
                    .filter(|row| row.kind == ResourceKind::Work)
                    .and_then(|row| row.calendar),
            });
        }
    }
    ids.extend(own);
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The calendar of a project: its own, else the workspace's.
fn home(plan: &Plan, project: Id<Project>) -> Option<Id<Calendar>> {
    let own = plan.get(project).and_then(|row| row.calendar);
    own.or_else(|| default_calendar(plan))
}

/// The calendar of projects that name none; `None` is the standard week.
pub fn default_calendar(plan: &Plan) -> Option<Id<Calendar>> {
    let named = plan.workspace().and_then(|row| row.settings.calendar);
    named.filter(|id| plan.live(*id).is_some())
}

/// The working time of a calendar; `None` when it never works.
pub fn work_time_of(plan: &Plan, calendar: Id<Calendar>) -> Option<WorkTime> {
    resolve(plan, calendar)
}

/// The days that the exceptions of a calendar name in a range, each with the exception's name.
pub fn named_days(calendar: &Calendar, from: Date, to: Date) -> BTreeMap<Date, String> {
    let range = day_of(from)..=day_of(to);
    let named = calendar.exceptions.iter().flat_map(|it| {
        let all = days(it, MOST_DAYS).into_iter();
        all.map(|day| (day, it.name.clone()))
    });
    named
        .filter(|(day, _)| range.contains(day))
        .map(|(day, name)| (date_of(day), name))
        .collect()
}

/// A calendar with what its bases say; `None` when it never works.
fn resolve(plan: &Plan, id: Id<Calendar>) -> Option<WorkTime> {
    let mut chain: Vec<&Row<Calendar>> = Vec::new();
    let mut next = Some(id);
    let mut open_end = false;
    while let Some(id) = next {
        let row = plan.get(id).filter(|row| !row.head.trashed);
        let Some(row) =
            row.filter(|row| chain.len() < LONGEST_CHAIN && chain.iter().all(|it| it.id != row.id))
        else {
            open_end = true;
            break;
        };
        chain.push(row);
        next = row.base;
    }
    let mut starts = BTreeSet::from([FIRST_DAY]);
    for week in chain.iter().flat_map(|row| &row.work_weeks) {
        starts.insert(day_of(week.from));
        starts.insert(day_of(week.to) + 1);
    }
    let weeks: Vec<(i64, WeekHours)> = starts
        .into_iter()
        .map(|from| (from, week_at(&chain, from, open_end)))
        .collect();
    Some(WorkTime::new(&weeks, &exceptions(&chain))).filter(WorkTime::works)
}

fn week_at(chain: &[&Row<Calendar>], at: i64, open_end: bool) -> WeekHours {
    let standard = standard_week();
    let covers = |week: &&WorkWeek| (day_of(week.from)..=day_of(week.to)).contains(&at);
    core::array::from_fn(|day| {
        for row in chain {
            let special = row
                .work_weeks
                .iter()
                .find(covers)
                .map(|week| &week.days[day]);
            for said in special.into_iter().chain([&row.week[day]]) {
                match said {
                    Day::Inherit => {}
                    Day::Off => return Vec::new(),
                    Day::Work(hours) => return hours.clone(),
                }
            }
        }
        if open_end {
            standard[day].clone()
        } else {
            Vec::new()
        }
    })
}

/// Single days: the nearest calendar's word counts; in one calendar what repeats less often.
fn exceptions(chain: &[&Row<Calendar>]) -> BTreeMap<i64, Vec<Hours>> {
    let mut out: BTreeMap<i64, Vec<Hours>> = BTreeMap::new();
    let mut left = MOST_DAYS;
    for row in chain {
        let mut all: Vec<_> = row.exceptions.iter().collect();
        all.sort_by_key(|it| match it.recurrence {
            Recurrence::Daily => 0,
            Recurrence::EveryDays { .. } => 1,
            Recurrence::Weekly { .. } => 2,
            Recurrence::MonthlyDay { .. } | Recurrence::MonthlyWeekday { .. } => 3,
            Recurrence::YearlyDay { .. } | Recurrence::YearlyWeekday { .. } => 4,
        });
        for exception in all {
            let named = days(exception, left);
            left -= named.len();
            for day in named {
                out.entry(day).or_insert_with(|| exception.hours.clone());
            }
        }
    }
    out
}

/// When a task can be worked on: its calendar, its people's, or the project's.
pub fn work_time(plan: &Plan, task: Id<Task>) -> WorkTime {
    let Some(row) = plan.get(task) else {
        return WorkTime::standard();
    };
    let mut calendars = Calendars::new(plan, row.project);
    let number = calendars.of(row);
    calendars.times[number as usize].clone()
}

/// When work happens in a project.
pub fn work_time_of_project(plan: &Plan, project: Id<Project>) -> WorkTime {
    Calendars::new(plan, project).times[0].clone()
}
