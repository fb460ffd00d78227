//! Time in which nobody works, as stretches to shade.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use super::day::{DAY, day_of, weekday};
use super::scale::Scale;

/// Working minutes of a day: from, to.
pub type Hours = (u16, u16);

/// The working time behind a chart: plain, so that the picture needs no rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Sunday to Saturday; a day without hours is off.
    pub week: [Vec<Hours>; 7],
    /// Days that differ, counted from 1 January 1970.
    pub days: BTreeMap<i64, Vec<Hours>>,
}

impl Work {
    /// Monday to Friday, nine to five.
    #[must_use]
    pub fn office() -> Self {
        let hours = || vec![(540, 720), (780, 1020)];
        let mut week: [Vec<Hours>; 7] = Default::default();
        week[1..6].fill_with(hours);
        Self {
            week,
            days: BTreeMap::new(),
        }
    }

    /// When a day works.
    #[must_use]
    pub fn hours(&self, day: i64) -> &[Hours] {
        self.days
            .get(&day)
            .map_or(&self.week[weekday(day)], |hours| hours)
    }

    /// Stretches without work between two places, as (x, width), joined where they touch. Days alone
    /// while they are narrow; nothing once they are slivers.
    #[must_use]
    pub fn off(&self, scale: Scale, from: i64, to: i64) -> Vec<(i64, i64)> {
        let mut off: Vec<(i64, i64)> = Vec::new();
        if scale.day_pixels() < 3 {
            return off;
        }
        let mut add = |start: i64, end: i64| {
            let (x, end) = (scale.x(start), scale.x(end));
            match off.last_mut() {
                Some(last) if last.0 + last.1 >= x => last.1 = end - last.0,
                _ if end > x => off.push((x, end - x)),
                _ => {}
            }
        };
        for day in day_of(scale.moment(from))..=day_of(scale.moment(to)) {
            let hours = self.hours(day);
            let midnight = day * DAY;
            if hours.is_empty() {
                add(midnight, midnight + DAY);
            } else if !scale.rounds_to_days() {
                let mut at = 0;
                for (start, end) in hours {
                    add(midnight + at, midnight + i64::from(*start));
                    at = i64::from(*end);
                }
                add(midnight + at, midnight + DAY);
            }
        }
        off
    }
}
