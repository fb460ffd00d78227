//! Lengths of time as people type them.

use model::duration::Measure;
use model::{Span, TimeUnit};

#[test]
fn what_people_type_is_read_exactly() {
    let cases = [
        ("3d", 1440, TimeUnit::Day, false),
        ("3", 1440, TimeUnit::Day, false),
        (" 2 w ", 4800, TimeUnit::Week, false),
        ("90 min", 90, TimeUnit::Minute, false),
        ("1,5h", 90, TimeUnit::Hour, false),
        ("1 mo", 9600, TimeUnit::Month, false),
        ("2ed", 2880, TimeUnit::Day, true),
        ("0", 0, TimeUnit::Day, false),
    ];
    for (text, minutes, unit, elapsed) in cases {
        let want = Span {
            minutes,
            unit,
            elapsed,
            estimated: false,
        };
        assert_eq!(Measure::default().read(text), Some(want), "{text}");
    }
}

#[test]
fn what_is_no_length_of_time_is_not_read() {
    for text in ["", "d", "-1d", "3 apples", "1e400d", "99999999999w", "3d5"] {
        assert_eq!(Measure::default().read(text), None, "{text}");
    }
}

#[test]
fn writing_and_reading_agree() {
    for text in ["3 d", "2 w", "90 min", "1.5 h", "1 mo", "2 ed", "5 d?"] {
        let span = Measure::default().read(text).expect(text);
        assert_eq!(Measure::default().write(span), text);
    }
}
