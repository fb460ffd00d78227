//! How much is asked against how much there is: a track as long as what there is, filled by what is
//! asked; what is too much stands beyond its end.

use alloc::string::String;

use crate::fixed::{FULL, Percent, Px};
use crate::svg::Svg;

/// Where what there is ends, in basis points of the picture: beyond it is room for half as much.
const END: i64 = 6_667;

/// The picture. The numbers stand beside it: for those who do not see it it is not there.
#[must_use]
pub fn load(asked: i64, has: i64) -> String {
    let full = i64::from(FULL);
    let filled = match (asked.max(0), has.max(0)) {
        (0, _) => 0,
        (_, 0) => full,
        (asked, has) => asked
            .saturating_mul(END)
            .checked_div(has)
            .unwrap_or(full)
            .clamp(150, full),
    };
    let mut svg = Svg::new();
    svg.open(
        "svg",
        &[
            ("class", &"load"),
            ("width", &"100%"),
            ("height", &Px::whole(6)),
            ("aria-hidden", &"true"),
        ],
    );
    bar(&mut svg, "load-has", 0, END);
    bar(&mut svg, "load-asked", 0, filled.min(END));
    if filled > END {
        bar(&mut svg, "load-over", END, filled - END);
    }
    svg.finish()
}

fn bar(svg: &mut Svg, class: &str, x: i64, width: i64) {
    let percent = |it: i64| Percent(u16::try_from(it).unwrap_or(FULL));
    svg.leaf(
        "rect",
        &[
            ("class", &class),
            ("x", &percent(x)),
            ("y", &Px::whole(0)),
            ("width", &percent(width)),
            ("height", &Px::whole(6)),
        ],
    );
}
