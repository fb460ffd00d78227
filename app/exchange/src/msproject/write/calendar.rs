//! Calendars: weeks, exceptions with their recurrences, work weeks, and who derives from whom.

use std::collections::{BTreeMap, BTreeSet};

use model::{Calendar, Date, Day, Exception, Hours, Id, Plan, Project, Recurrence, Row, WorkWeek};

use super::staff::Staff;
use super::{Book, Line, Xml, flag};
use crate::msproject::calendar::usual_week;

/// UIDs of the calendars that this project uses, with their bases.
pub(super) fn numbers(
    plan: &Plan,
    project: &Row<Project>,
    lines: &[Line<'_>],
) -> BTreeMap<Id<Calendar>, i64> {
    let own = plan
        .all::<Calendar>()
        .filter(|it| it.project == Some(project.id) && !it.head.trashed)
        .map(|it| it.id);
    let used = lines.iter().filter_map(|line| line.row.calendar);
    let mut wanted: Vec<Id<Calendar>> = own.chain(project.calendar).chain(used).collect();
    let mut seen = BTreeSet::new();
    let mut at = 0;
    while let Some(id) = wanted.get(at).copied() {
        at += 1;
        if let (true, Some(row)) = (seen.insert(id), plan.get(id)) {
            wanted.extend(row.base);
        }
    }
    // Imported numbers first, then bases before what derives from them.
    let mut rows: Vec<_> = seen.into_iter().filter_map(|id| plan.get(id)).collect();
    rows.sort_by_key(|row| (row.uid.is_none(), row.uid, row.base.is_some(), row.id));
    let mut taken = BTreeSet::new();
    let uids = super::number(rows.iter().map(|row| row.uid), &mut taken);
    rows.iter().map(|row| row.id).zip(uids).collect()
}

/// Writes all of them, by UID.
pub(super) fn write(book: &Book<'_>, staff: &Staff, xml: &mut Xml) {
    xml.open("Calendars");
    let mut by_uid: BTreeMap<i64, Option<Id<Calendar>>> = book
        .calendars
        .iter()
        .map(|(id, uid)| (*uid, Some(*id)))
        .collect();
    if by_uid.is_empty() {
        usual(xml);
    }
    by_uid.extend(staff.calendars.keys().map(|uid| (*uid, None)));
    for (uid, id) in by_uid {
        match id.and_then(|id| book.plan.get(id)) {
            Some(row) => {
                let base = row.base.and_then(|id| book.calendars.get(&id).copied());
                head(xml, uid, &row.name, base);
                body(xml, &row.week, &row.exceptions, &row.work_weeks);
                xml.close("Calendar");
            }
            None => {
                let (name, base) = &staff.calendars[&uid];
                head(xml, uid, name, *base);
                xml.close("Calendar");
            }
        }
    }
    xml.close("Calendars");
}

/// A project without a calendar works Monday to Friday.
fn usual(xml: &mut Xml) {
    head(xml, 1, "Standard", None);
    body(xml, &usual_week(), &[], &[]);
    xml.close("Calendar");
}

fn head(xml: &mut Xml, uid: i64, name: &str, base: Option<i64>) {
    xml.open("Calendar");
    xml.put("UID", uid);
    xml.leaf("Name", name);
    xml.leaf("IsBaseCalendar", &flag(base.is_none()));
    xml.leaf("IsBaselineCalendar", "0");
    xml.put("BaseCalendarUID", base.unwrap_or(-1));
}

fn body(xml: &mut Xml, week: &[Day; 7], exceptions: &[Exception], work_weeks: &[WorkWeek]) {
    days(xml, week);
    if !exceptions.is_empty() {
        xml.open("Exceptions");
        exceptions.iter().for_each(|it| exception(xml, it));
        xml.close("Exceptions");
    }
    if !work_weeks.is_empty() {
        xml.open("WorkWeeks");
        for it in work_weeks {
            xml.open("WorkWeek");
            period(xml, it.from, it.to);
            xml.leaf("Name", &it.name);
            days(xml, &it.days);
            xml.close("WorkWeek");
        }
        xml.close("WorkWeeks");
    }
}

fn days(xml: &mut Xml, week: &[Day; 7]) {
    if week.iter().all(|day| *day == Day::Inherit) {
        return;
    }
    xml.open("WeekDays");
    for (number, day) in (1..).zip(week) {
        let hours: &[Hours] = match day {
            Day::Inherit => continue,
            Day::Off => &[],
            Day::Work(hours) => hours,
        };
        xml.open("WeekDay");
        xml.put("DayType", number);
        working(xml, hours);
        xml.close("WeekDay");
    }
    xml.close("WeekDays");
}

fn working(xml: &mut Xml, hours: &[Hours]) {
    xml.leaf("DayWorking", &flag(!hours.is_empty()));
    if hours.is_empty() {
        return;
    }
    xml.open("WorkingTimes");
    for it in hours {
        xml.open("WorkingTime");
        xml.leaf("FromTime", &time(it.from));
        xml.leaf("ToTime", &time(it.to));
        xml.close("WorkingTime");
    }
    xml.close("WorkingTimes");
}

/// "08:30:00"; midnight at the end of a day is 00:00.
pub(super) fn time(minute: u16) -> String {
    format!("{:02}:{:02}:00", minute / 60 % 24, minute % 60)
}

fn period(xml: &mut Xml, from: Date, to: Date) {
    xml.open("TimePeriod");
    xml.leaf("FromDate", &format!("{from}T00:00:00"));
    xml.leaf("ToDate", &format!("{to}T23:59:00"));
    xml.close("TimePeriod");
}

fn exception(xml: &mut Xml, it: &Exception) {
    xml.open("Exception");
    let days = it
        .from
        .until(it.to)
        .map_or(1, |span| i64::from(span.get_days()) + 1);
    xml.leaf("EnteredByOccurrences", &flag(it.occurrences > 0));
    period(xml, it.from, it.to);
    match (&it.recurrence, it.occurrences) {
        (Recurrence::Daily, 0) => xml.put("Occurrences", days),
        (_, count) => xml.put("Occurrences", count),
    }
    xml.leaf("Name", &it.name);
    recurrence(xml, &it.recurrence);
    working(xml, &it.hours);
    xml.close("Exception");
}

/// What each kind says, in the order of the format: type, period, days, month, item, position, day.
fn recurrence(xml: &mut Xml, it: &Recurrence) {
    let kind = match it {
        Recurrence::Daily => 1,
        Recurrence::YearlyDay { .. } => 2,
        Recurrence::YearlyWeekday { .. } => 3,
        Recurrence::MonthlyDay { .. } => 4,
        Recurrence::MonthlyWeekday { .. } => 5,
        Recurrence::Weekly { .. } => 6,
        Recurrence::EveryDays { .. } => 7,
    };
    xml.put("Type", kind);
    // The format counts weekdays from 3 (Sunday); 0 to 2 are any day, weekdays, weekend days.
    let item = |weekday: u8| {
        if weekday >= 7 {
            weekday - 7
        } else {
            weekday + 3
        }
    };
    match it {
        Recurrence::Daily => {}
        Recurrence::EveryDays { every } => xml.put("Period", every),
        Recurrence::Weekly { every, days } => {
            xml.put("Period", every);
            xml.put(
                "DaysOfWeek",
                days.iter().fold(0_u8, |bits, day| bits | 1 << day),
            );
        }
        Recurrence::MonthlyDay { every, day } => {
            xml.put("Period", every);
            xml.put("MonthDay", day);
        }
        Recurrence::MonthlyWeekday {
            every,
            nth,
            weekday,
        } => {
            xml.put("Period", every);
            xml.put("MonthItem", item(*weekday));
            xml.put("MonthPosition", nth.saturating_sub(1));
        }
        Recurrence::YearlyDay { month, day } => {
            xml.put("Month", month.saturating_sub(1));
            xml.put("MonthDay", day);
        }
        Recurrence::YearlyWeekday {
            month,
            nth,
            weekday,
        } => {
            xml.put("Month", month.saturating_sub(1));
            xml.put("MonthItem", item(*weekday));
            xml.put("MonthPosition", nth.saturating_sub(1));
        }
    }
}
