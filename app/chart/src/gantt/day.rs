//! The calendar of the picture: day numbers, their dates and the words of an axis. Whole numbers only.

use alloc::format;
use alloc::string::String;

/// Minutes in a day.
pub const DAY: i64 = 1440;

/// A date of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Year.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

impl Civil {
    /// The date of a day counted from 1 January 1970. Eras of 400 years are all alike, and a year that
    /// begins in March has its leap day last, which leaves one formula for all months.
    #[must_use]
    pub fn of_day(day: i64) -> Self {
        let shifted = day + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 {
            march_month + 3
        } else {
            march_month - 9
        };
        Self {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }

    /// Its day counted from 1 January 1970.
    #[must_use]
    pub fn day_number(self) -> i64 {
        let (month, year) = (i64::from(self.month), self.year);
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let march_month = if month > 2 { month - 3 } else { month + 9 };
        let of_year = (153 * march_month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
    }

    /// "November".
    #[must_use]
    pub fn month_word(self) -> &'static str {
        MONTHS[usize::from(self.month.clamp(1, 12) - 1)]
    }

    /// "Nov".
    #[must_use]
    pub fn month_short(self) -> &'static str {
        &self.month_word()[..3]
    }

    /// 1 to 4.
    #[must_use]
    pub fn quarter(self) -> u8 {
        self.month.div_ceil(3)
    }

    /// "2 Nov", with the year when it is another than `year`.
    #[must_use]
    pub fn words(self, year: i64) -> String {
        if self.year == year {
            format!("{} {}", self.day, self.month_short())
        } else {
            format!("{} {} {}", self.day, self.month_short(), self.year)
        }
    }
}

/// The day of a moment, counted from 1 January 1970.
#[must_use]
pub fn day_of(moment: i64) -> i64 {
    moment.div_euclid(DAY)
}

/// 0 = Sunday.
#[must_use]
pub fn weekday(day: i64) -> usize {
    usize::try_from((day + 4).rem_euclid(7)).unwrap_or(0)
}

/// "Mon".
#[must_use]
pub fn weekday_word(day: i64) -> &'static str {
    WEEKDAYS[weekday(day)]
}
