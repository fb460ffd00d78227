//! A resolved calendar: which minutes are worked. Time is counted in working minutes since the
//! beginning, by stretches of days that share a week; both directions are one search.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;
use jiff::civil::{Date, DateTime};

use super::minute::{
    DAY, FIRST, FIRST_DAY, LAST, LAST_DAY, Minute, date_of, day_of, minute_of, moment_of, weekday,
};
use crate::Hours;

/// Which minutes are worked. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkTime(Arc<Shape>);

/// A kind of day.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shifts {
    hours: Vec<Hours>,
    total: i64,
}

/// Seven kinds of day, Sunday first, with the minutes before each and of the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Week {
    days: [u16; 7],
    before: [i64; 8],
}

/// Days from here on follow a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    from: i64,
    week: u16,
    /// Working minutes before the first day.
    done: i64,
    /// Working minutes before a Sunday of day number 0 or less, had this week always been.
    base: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Shape {
    shifts: Vec<Shifts>,
    weeks: Vec<Week>,
    stretches: Vec<Stretch>,
    /// All working minutes there are.
    all: i64,
}

/// A week of hours.
pub(super) type WeekHours = [Vec<Hours>; 7];

/// Monday to Friday, eight hours.
pub(super) fn standard_week() -> WeekHours {
    core::array::from_fn(|day| match day {
        1..=5 => vec![
            Hours { from: 480, to: 720 },
            Hours {
                from: 780,
                to: 1020,
            },
        ],
        _ => Vec::new(),
    })
}

/// Hours in order, within the day, apart.
fn tidy(hours: &[Hours]) -> Vec<Hours> {
    let mut all: Vec<Hours> = hours
        .iter()
        .map(|it| Hours {
            from: it.from,
            to: it.to.min(1440),
        })
        .filter(|it| it.from < it.to)
        .collect();
    all.sort_by_key(|it| (it.from, it.to));
    let mut out: Vec<Hours> = Vec::with_capacity(all.len());
    for next in all {
        match out.last_mut() {
            Some(last) if next.from <= last.to => last.to = last.to.max(next.to),
            _ => out.push(next),
        }
    }
    out
}

/// The week that a day number lies in, counted from a Sunday.
fn week_of(day: i64) -> i64 {
    (day + 1).div_euclid(7)
}

#[derive(Default)]
struct Builder {
    shifts: Vec<Shifts>,
    known: BTreeMap<Vec<(u16, u16)>, u16>,
    weeks: Vec<Week>,
    known_weeks: BTreeMap<[u16; 7], u16>,
    stretches: Vec<Stretch>,
    done: i64,
}

impl Builder {
    fn shift(&mut self, hours: &[Hours]) -> u16 {
        let hours = tidy(hours);
        let key = hours.iter().map(|it| (it.from, it.to)).collect();
        let next = self.shifts.len() as u16;
        let index = *self.known.entry(key).or_insert(next);
        if index == next {
            let total = hours.iter().map(|it| i64::from(it.to - it.from)).sum();
            self.shifts.push(Shifts { hours, total });
        }
        index
    }

    fn week(&mut self, days: [u16; 7]) -> u16 {
        let next = self.weeks.len() as u16;
        let index = *self.known_weeks.entry(days).or_insert(next);
        if index == next {
            let mut before = [0; 8];
            for day in 0..7 {
                before[day + 1] = before[day] + self.shifts[usize::from(days[day])].total;
            }
            self.weeks.push(Week { days, before });
        }
        index
    }

    /// From this day on, this week; days come in order.
    fn from(&mut self, day: i64, days: [u16; 7]) {
        let week = self.week(days);
        if let Some(last) = self.stretches.last() {
            if last.week == week {
                return;
            }
            self.done = value(last, &self.weeks[usize::from(last.week)], day);
        }
        let of = &self.weeks[usize::from(week)];
        let own = week_of(day) * of.before[7] + of.before[weekday(day)];
        self.stretches.push(Stretch {
            from: day,
            week,
            done: self.done,
            base: self.done - own,
        });
    }

    fn finish(self) -> WorkTime {
        let all = self.stretches.last().map_or(0, |last| {
            value(last, &self.weeks[usize::from(last.week)], LAST_DAY)
        });
        WorkTime(Arc::new(Shape {
            shifts: self.shifts,
            weeks: self.weeks,
            stretches: self.stretches,
            all,
        }))
    }
}

/// Working minutes before a day of a stretch.
fn value(stretch: &Stretch, week: &Week, day: i64) -> i64 {
    stretch.base + week_of(day) * week.before[7] + week.before[weekday(day)]
}

impl WorkTime {
    /// Monday to Friday, 8 to 12 and 13 to 17.
    pub fn standard() -> Self {
        Self::new(&[(FIRST_DAY, standard_week())], &BTreeMap::new())
    }

    /// From weeks, each from a day on, and from single days that differ.
    pub(super) fn new(weeks: &[(i64, WeekHours)], single: &BTreeMap<i64, Vec<Hours>>) -> Self {
        let mut builder = Builder::default();
        let mut weeks: Vec<(i64, [u16; 7])> = weeks
            .iter()
            .map(|(from, week)| (*from, core::array::from_fn(|day| builder.shift(&week[day]))))
            .collect();
        weeks.sort_by_key(|it| it.0);
        let mut next = weeks.iter().peekable();
        let mut now = [0; 7];
        let mut resume: Option<i64> = None;
        let empty = builder.shift(&[]);
        now.fill(empty);
        for (day, hours) in single {
            if let Some(at) = resume.filter(|at| at < day) {
                while let Some((_, week)) = next.next_if(|it| it.0 <= at) {
                    now = *week;
                }
                builder.from(at, now);
            }
            while let Some((from, week)) = next.next_if(|it| it.0 < *day) {
                now = *week;
                builder.from(*from, now);
            }
            let shift = builder.shift(hours);
            builder.from(*day, [shift; 7]);
            resume = Some(day + 1);
        }
        if let Some(at) = resume {
            while let Some((_, week)) = next.next_if(|it| it.0 <= at) {
                now = *week;
            }
            builder.from(at, now);
        }
        for (from, week) in next {
            builder.from(*from, *week);
        }
        builder.finish()
    }

    /// Whether there is any working time at all.
    pub(super) fn works(&self) -> bool {
        self.0.all > 0
    }

    /// The time in which all of these work.
    pub(super) fn common(&self, other: &Self) -> Self {
        let mut starts: Vec<i64> = self.0.stretches.iter().map(|it| it.from).collect();
        starts.extend(other.0.stretches.iter().map(|it| it.from));
        starts.sort_unstable();
        starts.dedup();
        let week = |from: i64| {
            core::array::from_fn(|day| {
                let (one, two) = (self.hours_of(from, day), other.hours_of(from, day));
                let each = one.iter().flat_map(|a| {
                    two.iter().map(|b| Hours {
                        from: a.from.max(b.from),
                        to: a.to.min(b.to),
                    })
                });
                each.filter(|it| it.from < it.to).collect()
            })
        };
        let weeks: Vec<(i64, WeekHours)> = starts.into_iter().map(|at| (at, week(at))).collect();
        Self::new(&weeks, &BTreeMap::new())
    }

    fn hours_of(&self, at: i64, day: usize) -> &[Hours] {
        let week = &self.0.weeks[usize::from(self.stretch(at).week)];
        &self.0.shifts[usize::from(week.days[day])].hours
    }

    fn stretch(&self, day: i64) -> &Stretch {
        let all = &self.0.stretches;
        let index = match all.len() {
            1 => 0,
            _ => all.partition_point(|it| it.from <= day).saturating_sub(1),
        };
        &all[index]
    }

    fn shifts(&self, day: i64) -> &Shifts {
        let week = &self.0.weeks[usize::from(self.stretch(day).week)];
        &self.0.shifts[usize::from(week.days[weekday(day)])]
    }

    /// Working minutes before a moment.
    pub(super) fn work_at(&self, at: Minute) -> i64 {
        let day = at.div_euclid(DAY);
        let minute = at.rem_euclid(DAY);
        let stretch = self.stretch(day);
        let week = &self.0.weeks[usize::from(stretch.week)];
        let shifts = &self.0.shifts[usize::from(week.days[weekday(day)])];
        let mut done = value(stretch, week, day);
        for it in &shifts.hours {
            let (from, to) = (i64::from(it.from), i64::from(it.to));
            if minute <= from {
                break;
            }
            done += minute.min(to) - from;
        }
        done
    }

    /// Where the working minute of this number begins: the latest moment with so much before it.
    pub(super) fn start_at(&self, work: i64) -> Minute {
        if work >= self.0.all {
            return LAST;
        }
        if work < 0 {
            return FIRST;
        }
        let all = &self.0.stretches;
        let index = all.partition_point(|it| it.done <= work).saturating_sub(1);
        let stretch = &all[index];
        let week = &self.0.weeks[usize::from(stretch.week)];
        let of_week = week.before[7];
        if of_week == 0 {
            return LAST;
        }
        let left = work - stretch.base;
        let (weeks, mut left) = (left.div_euclid(of_week), left.rem_euclid(of_week));
        let mut day = 6;
        while week.before[day] > left {
            day -= 1;
        }
        left -= week.before[day];
        let mut at = (weeks * 7 + day as i64 - 1) * DAY;
        for it in &self.0.shifts[usize::from(week.days[day])].hours {
            let length = i64::from(it.to - it.from);
            if left < length {
                at += i64::from(it.from) + left;
                break;
            }
            left -= length;
        }
        at
    }

    /// The earliest moment with so much work before it.
    pub(super) fn finish_at(&self, work: i64) -> Minute {
        match self.start_at(work - 1) {
            LAST => LAST,
            at => at + 1,
        }
    }

    pub(super) fn works_at(&self, at: Minute) -> bool {
        let minute = at.rem_euclid(DAY);
        let hours = &self.shifts(at.div_euclid(DAY)).hours;
        hours
            .iter()
            .any(|it| (i64::from(it.from)..i64::from(it.to)).contains(&minute))
    }

    pub(super) fn start_from(&self, at: Minute) -> Minute {
        if self.works_at(at) {
            at
        } else {
            self.start_at(self.work_at(at))
        }
    }

    pub(super) fn finish_to(&self, at: Minute) -> Minute {
        match self.work_at(at) {
            0 => FIRST,
            work => self.finish_at(work),
        }
    }

    pub(super) fn add_minutes(&self, at: Minute, minutes: i64) -> Minute {
        let work = self.work_at(at).saturating_add(minutes);
        match minutes {
            0 => at,
            1.. => self.finish_at(work),
            _ => self.start_at(work),
        }
    }

    /// The first moment from here at which work can happen.
    pub fn next_start(&self, at: DateTime) -> DateTime {
        moment_of(self.start_from(minute_of(at)))
    }

    /// The last moment up to here at which work can end.
    pub fn previous_finish(&self, at: DateTime) -> DateTime {
        moment_of(self.finish_to(minute_of(at)))
    }

    /// The moment after this many working minutes; back in time when negative.
    pub fn add(&self, at: DateTime, minutes: i64) -> DateTime {
        moment_of(self.add_minutes(minute_of(at), minutes))
    }

    /// Working minutes between two moments; negative when they are the other way round.
    pub fn between(&self, from: DateTime, to: DateTime) -> i64 {
        self.work_at(minute_of(to)) - self.work_at(minute_of(from))
    }

    /// Whether the minute that begins here is worked.
    pub fn is_working(&self, at: DateTime) -> bool {
        self.works_at(minute_of(at))
    }

    /// Working minutes of a day.
    pub fn minutes_on(&self, day: Date) -> i64 {
        self.shifts(day_of(day)).total
    }

    /// Working hours of a day, in order.
    pub fn hours_on(&self, day: Date) -> &[Hours] {
        &self.shifts(day_of(day)).hours
    }

    /// The days without work in a range, both ends included.
    pub fn days_off(&self, from: Date, to: Date) -> Vec<Date> {
        let days = day_of(from)..=day_of(to);
        let off = days.filter(|day| self.shifts(*day).total == 0);
        off.map(date_of).collect()
    }
}
