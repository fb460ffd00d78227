//! Six dimensions around a middle: how far each reaches now, and how far it did before.

use alloc::format;
use alloc::string::String;

use crate::card::LIGHT;
use crate::svg::Svg;

/// One of the six.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// What it measures.
    pub words: String,
    /// Its value as people write it.
    pub value: String,
    /// How far it reaches, in tenths of a step: 0 to 40.
    pub tenths: u32,
    /// How far it reached before.
    pub was: Option<u32>,
}

/// Where the picture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a page, with the page's colours; a table beside it says the same.
    Page,
    /// In a file of its own: light, as paper is.
    File,
}

const WIDTH: i64 = 520;
const HEIGHT: i64 = 380;
const MIDDLE: (i64, i64) = (260, 190);
/// Pixels from the middle to the outermost ring.
const REACH: i64 = 130;
/// The most that an axis can reach, in tenths.
const MOST: i64 = 40;
/// Directions in thousandths, from the top on clockwise.
const WAYS: [(i64, i64); 6] = [
    (0, -1000),
    (866, -500),
    (866, 500),
    (0, 1000),
    (-866, 500),
    (-866, -500),
];

fn point(axis: usize, tenths: i64) -> (i64, i64) {
    let (x, y) = WAYS[axis % WAYS.len()];
    let out = |way: i64| way * tenths * REACH / (MOST * 1000);
    (MIDDLE.0 + out(x), MIDDLE.1 + out(y))
}

fn ring(tenths: impl Fn(usize) -> i64) -> String {
    let mut d = String::new();
    for axis in 0..WAYS.len() {
        let (x, y) = point(axis, tenths(axis).clamp(0, MOST));
        d.push_str(&format!("{}{x} {y}", if axis == 0 { 'M' } else { 'L' }));
    }
    d.push('z');
    d
}

/// A line of the picture: its class in a page, its looks in a file.
fn line(
    svg: &mut Svg,
    place: Place,
    d: &str,
    class: &str,
    (stroke, fill, dash): (&str, &str, &str),
) {
    match place {
        Place::Page => svg.leaf("path", &[("class", &class), ("d", &d)]),
        Place::File => svg.leaf(
            "path",
            &[
                ("d", &d),
                ("stroke", &stroke),
                ("fill", &fill),
                ("stroke-width", &"1.5"),
                ("stroke-dasharray", &dash),
                ("fill-opacity", &"0.35"),
            ],
        ),
    }
}

/// The picture of six axes; further ones are left out.
#[must_use]
pub fn radar(title: &str, axes: &[Axis], place: Place) -> String {
    let mut svg = Svg::new();
    let size = format!("0 0 {WIDTH} {HEIGHT}");
    match place {
        Place::Page => svg.open(
            "svg",
            &[
                ("class", &"radar"),
                ("viewBox", &size),
                ("role", &"img"),
                ("aria-label", &title),
            ],
        ),
        Place::File => {
            svg.open(
                "svg",
                &[
                    ("xmlns", &"http://www.w3.org/2000/svg"),
                    ("width", &WIDTH),
                    ("height", &HEIGHT),
                    ("viewBox", &size),
                    ("font-family", &"'Hanken Grotesk', system-ui, sans-serif"),
                    ("role", &"img"),
                    ("aria-label", &title),
                ],
            );
            svg.text("title", &[], title);
            svg.leaf(
                "rect",
                &[
                    ("width", &WIDTH),
                    ("height", &HEIGHT),
                    ("fill", &LIGHT.panel),
                ],
            );
        }
    }
    for step in 1..=4 {
        line(
            &mut svg,
            place,
            &ring(|_| step * 10),
            "radar-ring",
            (LIGHT.line, "none", "none"),
        );
    }
    let mut spokes = String::new();
    for axis in 0..axes.len().min(WAYS.len()) {
        let (x, y) = point(axis, MOST);
        spokes.push_str(&format!("M{} {}L{x} {y}", MIDDLE.0, MIDDLE.1));
    }
    line(
        &mut svg,
        place,
        &spokes,
        "radar-ring",
        (LIGHT.line, "none", "none"),
    );
    let reach = |axis: usize| axes.get(axis).map_or(0, |it| i64::from(it.tenths));
    if axes.iter().any(|it| it.was.is_some()) {
        let was = |axis: usize| axes.get(axis).and_then(|it| it.was).map_or(0, i64::from);
        line(
            &mut svg,
            place,
            &ring(was),
            "radar-was",
            (LIGHT.work, "none", "4 3"),
        );
    }
    line(
        &mut svg,
        place,
        &ring(reach),
        "radar-now",
        (LIGHT.outcome, LIGHT.outcome_soft, "none"),
    );
    for (at, axis) in axes.iter().take(WAYS.len()).enumerate() {
        words(&mut svg, place, at, axis);
    }
    svg.finish()
}

fn words(svg: &mut Svg, place: Place, at: usize, axis: &Axis) {
    let (x, y) = point(at, MOST + 5);
    let anchor = match WAYS[at].0 {
        0 => "middle",
        1.. => "start",
        _ => "end",
    };
    let y = match WAYS[at].1 {
        1000 => y + 14,
        -1000 => y - 12,
        _ => y,
    };
    for (class, y, size, weight, ink, text) in [
        ("radar-words", y, 13, 600, LIGHT.text, &axis.words),
        ("radar-value", y + 16, 12, 400, LIGHT.text_2, &axis.value),
    ] {
        match place {
            Place::Page => svg.text(
                "text",
                &[
                    ("class", &class),
                    ("x", &x),
                    ("y", &y),
                    ("text-anchor", &anchor),
                ],
                text,
            ),
            Place::File => svg.text(
                "text",
                &[
                    ("x", &x),
                    ("y", &y),
                    ("text-anchor", &anchor),
                    ("font-size", &size),
                    ("font-weight", &weight),
                    ("fill", &ink),
                ],
                text,
            ),
        }
    }
}
