//! Where something stood and where it stands, one bar above the other on one scale of time.

use alloc::string::String;

use crate::fixed::{FULL, Percent, Px};
use crate::svg::Svg;

/// From when to when, in any unit.
pub type Stretch = (i64, i64);

/// The narrowest bar that can be seen, in basis points.
const LEAST: i64 = 80;

/// Both bars in a picture as wide as its place; `span` is what that width stands for. The words are
/// beside it: for those who do not see it it is not there.
#[must_use]
pub fn then_and_now(was: Option<Stretch>, now: Option<Stretch>, span: Stretch) -> String {
    let mut svg = Svg::new();
    svg.open(
        "svg",
        &[
            ("class", &"then-and-now"),
            ("width", &"100%"),
            ("height", &Px::whole(18)),
            ("aria-hidden", &"true"),
        ],
    );
    bar(&mut svg, "then-and-now-was", was, span, Px::whole(2));
    bar(&mut svg, "then-and-now-now", now, span, Px::whole(10));
    svg.finish()
}

fn bar(svg: &mut Svg, class: &str, at: Option<Stretch>, span: Stretch, y: Px) {
    let Some((start, finish)) = at else {
        return;
    };
    let full = i64::from(FULL);
    let whole = (span.1 - span.0).max(1);
    let place = |moment: i64| ((moment - span.0).clamp(0, whole)) * full / whole;
    let x = place(start).min(full - LEAST);
    let width = (place(finish) - x).max(LEAST);
    let percent = |it: i64| Percent(u16::try_from(it).unwrap_or(FULL));
    svg.leaf(
        "rect",
        &[
            ("class", &class),
            ("x", &percent(x)),
            ("y", &y),
            ("width", &percent(width)),
            ("height", &Px::whole(6)),
            ("rx", &Px::whole(1)),
        ],
    );
}
