//! Two bars on one scale.

use chart::then_and_now::then_and_now;

#[test]
fn both_bars_lie_where_they_stand_in_the_span() {
    let svg = then_and_now(Some((0, 50)), Some((25, 100)), (0, 100));
    assert!(
        svg.contains(r#"class="then-and-now-was" x="0%" y="2" width="50%""#),
        "{svg}"
    );
    assert!(
        svg.contains(r#"class="then-and-now-now" x="25%" y="10" width="75%""#),
        "{svg}"
    );
}

#[test]
fn a_moment_is_wide_enough_to_see_and_stays_inside() {
    let svg = then_and_now(None, Some((100, 100)), (0, 100));
    assert!(!svg.contains("then-and-now-was"));
    assert!(
        svg.contains(r#"x="99.2%""#) && svg.contains(r#"width="0.8%""#),
        "{svg}"
    );
}
