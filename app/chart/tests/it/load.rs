//! Asked against had.

use chart::load::load;

#[test]
fn what_is_too_much_stands_beyond_the_end() {
    let half = load(600, 1200);
    assert!(
        half.contains(r#"class="load-asked" x="0%" y="0" width="33.33%""#),
        "{half}"
    );
    assert!(!half.contains("load-over"));
    let over = load(1500, 1200);
    assert!(over.contains(r#"class="load-over" x="66.67%""#), "{over}");
}

#[test]
fn no_number_breaks_the_picture() {
    for (asked, has) in [(0, 0), (10, 0), (-5, -5), (i64::MAX, 1), (1, i64::MAX)] {
        let svg = load(asked, has);
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"), "{svg}");
    }
}
