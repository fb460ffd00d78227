//! Moments as whole minutes, so that the passes are plain integer arithmetic.

use jiff::civil::{Date, DateTime};

/// Minutes since the first of January of the year 1.
pub(super) type Minute = i64;

pub(super) const DAY: Minute = 1440;
/// The first day that calendars cover.
pub(super) const FIRST_DAY: i64 = 0;
/// The day after the last that calendars cover: about the year 9990.
pub(super) const LAST_DAY: i64 = 3_648_500;
/// The first moment of all.
pub(super) const FIRST: Minute = FIRST_DAY * DAY;
/// The last moment of all.
pub(super) const LAST: Minute = LAST_DAY * DAY;
/// Days from the first of March of the year 0 to the first of January of the year 1.
const SHIFT: i64 = 306;

/// Days since the first of January of the year 1.
pub(super) fn day_of(date: Date) -> i64 {
    let month = i64::from(date.month());
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let from_march = (month + 9) % 12;
    let of_year = (153 * from_march + 2) / 5 + i64::from(date.day()) - 1;
    let of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    (era * 146_097 + of_era - SHIFT).clamp(FIRST_DAY, LAST_DAY)
}

/// The way back.
pub(super) fn date_of(day: i64) -> Date {
    let day = day.clamp(FIRST_DAY, LAST_DAY) + SHIFT;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let date = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year + era * 400 + i64::from(month <= 2);
    Date::new(year as i16, month as i8, date as i8).unwrap_or_default()
}

/// 0 = Sunday to 6 = Saturday.
pub(super) fn weekday(day: i64) -> usize {
    // The first of January of the year 1 was a Monday.
    (day + 1).rem_euclid(7) as usize
}

/// A moment in minutes; seconds are left out.
pub(super) fn minute_of(at: DateTime) -> Minute {
    let of_day = i64::from(at.hour()) * 60 + i64::from(at.minute());
    day_of(at.date()) * DAY + of_day
}

/// The way back.
pub(super) fn moment_of(at: Minute) -> DateTime {
    let at = at.clamp(FIRST, LAST);
    let of_day = at.rem_euclid(DAY);
    date_of(at.div_euclid(DAY)).at((of_day / 60) as i8, (of_day % 60) as i8, 0, 0)
}
