//! Words of this copy, and numbers as people type them.

use app::format::{initials, parse_number};
use model::Decimal;

#[test]
fn numbers_are_read_as_people_type_them() {
    for (text, value) in [
        ("41", "41"),
        ("11.2", "11.2"),
        ("11,2", "11.2"),
        ("1 200,5", "1200.5"),
        ("1,200.5", "1200.5"),
        ("1.200,5", "1200.5"),
        ("\u{2212}0.7", "-0.7"),
        ("-0.7", "-0.7"),
        ("38 %", "38"),
        ("\u{20ac}39", "39"),
        ("1.200.300", "1200300"),
    ] {
        let expected: Decimal = value.parse().expect("a number");
        assert_eq!(parse_number(text), Ok(Some(expected)), "{text}");
    }
    assert_eq!(parse_number("  "), Ok(None));
    assert!(parse_number("many").is_err());
    assert!(parse_number("4-1").is_err());
}

#[test]
fn initials_are_two_letters() {
    assert_eq!(initials("Ana Ruiz"), "AR");
    assert_eq!(initials("Jean Claude van Damme"), "JD");
    assert_eq!(initials("Prince"), "P");
    assert_eq!(initials(""), "");
}
