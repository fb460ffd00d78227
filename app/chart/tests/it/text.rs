//! Breaking lines without a browser.

use chart::fixed::Px;
use chart::text::{Face, is_right_to_left, width, wrap};

const FACE: Face = Face {
    size: 12,
    strong: false,
};

#[test]
fn lines_fit_and_keep_every_word() {
    let text = "Reduce median time from contract to go-live for new customers";
    let lines = wrap(text, Px::whole(120), FACE, 10);
    assert!(lines.len() > 1);
    assert!(
        lines.iter().all(|line| width(line, FACE) <= Px::whole(120)),
        "{lines:?}"
    );
    assert_eq!(lines.join(" "), text);
}

#[test]
fn what_does_not_fit_ends_in_an_ellipsis() {
    let lines = wrap(&"word ".repeat(40), Px::whole(100), FACE, 2);
    assert_eq!(lines.len(), 2);
    assert!(
        lines[1].ends_with('…') && width(&lines[1], FACE) <= Px::whole(100),
        "{lines:?}"
    );
}

#[test]
fn a_word_wider_than_a_line_is_broken() {
    let word = "Donaudampfschifffahrtsgesellschaft";
    let lines = wrap(word, Px::whole(60), FACE, 10);
    assert!(lines.len() > 2);
    assert_eq!(lines.concat(), word);
}

#[test]
fn a_mark_stays_with_its_letter_and_no_room_still_ends() {
    let lines = wrap("e\u{301}e\u{301}e\u{301}", Px::whole(8), FACE, 10);
    assert!(
        lines.iter().all(|line| !line.starts_with('\u{301}')),
        "{lines:?}"
    );
    assert_eq!(wrap("abc", Px(0), FACE, 10).len(), 3);
    assert!(wrap("", Px::whole(10), FACE, 3).is_empty());
}

#[test]
fn direction_is_that_of_the_first_letter() {
    assert!(is_right_to_left("42 % زمن"));
    assert!(!is_right_to_left("Zeit זמן"));
    assert!(!is_right_to_left("42 %"));
}
