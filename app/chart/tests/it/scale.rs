//! From values to places.

use chart::scale::{position, position_of_day, ticks};
use rust_decimal::Decimal;

fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

#[test]
fn places_in_both_directions() {
    for (value, from, to, place) in [
        ("41", "45", "25", 2_000),
        ("10.5", "14", "7", 5_000),
        ("71", "62", "80", 5_000),
        ("50", "45", "25", 0),
        ("20", "45", "25", 10_000),
        ("1", "0", "1000000000000000", 0),
        ("5", "5", "5", 0),
        ("0", "-10", "10", 5_000),
    ] {
        assert_eq!(
            position(dec(value), dec(from), dec(to)),
            place,
            "{value} of {from} to {to}"
        );
    }
    assert_eq!(
        position(Decimal::MAX, Decimal::MIN, Decimal::MAX),
        0,
        "too far apart to tell"
    );
    assert_eq!(position_of_day(46, 0, 92), 5_000);
}

#[test]
fn axes_name_round_numbers() {
    let named = |low, high, wanted| {
        let ticks = ticks(dec(low), dec(high), wanted);
        ticks.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(named("25", "45", 4), ["25", "30", "35", "40", "45"]);
    assert_eq!(named("45", "25", 4), ["25", "30", "35", "40", "45"]);
    assert_eq!(named("0", "100", 5), ["0", "20", "40", "60", "80", "100"]);
    assert_eq!(named("0", "1", 4), ["0", "0.5", "1"]);
    assert_eq!(named("7", "7", 4), ["7"]);
    assert_eq!(named("-0.3", "0.3", 3), ["-0.2", "0", "0.2"]);
    assert!(ticks(Decimal::MIN, Decimal::MAX, 5).len() <= 15);
    assert!(ticks(Decimal::ZERO, dec("0.0000000000000000000000000001"), 5).len() <= 15);
}
