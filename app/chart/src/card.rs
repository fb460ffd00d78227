//! A Key Result as one self-contained picture, for pages that only show images: its own colours
//! and system fonts, no script, readable by a screen reader.

mod theme;

use alloc::format;
use alloc::string::String;

use crate::bar::{self, ProgressPair, capital, sentence};
use crate::fixed::Px;
use crate::svg::Svg;
use crate::text::{Face, is_right_to_left, width, wrap};
use crate::{StatusLook, bar::Size as BarSize};

pub(crate) use theme::LIGHT;
pub use theme::Theme;

/// How much room the page gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 260 px wide.
    S,
    /// 340 px wide.
    M,
    /// 520 px wide.
    L,
}

/// What the picture says, all of it in the viewer's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The Key Result's title.
    pub title: String,
    /// Both numbers, the status and their words.
    pub pair: ProgressPair,
    /// "41 days"; may be empty.
    pub now: String,
    /// "45 to 25 days"; may be empty.
    pub span: String,
    /// The sentence behind the status.
    pub reason: String,
    /// "As of 2 Nov 2026, 09:41".
    pub as_of: String,
    /// The language of the words, as in `lang`: "en-GB".
    pub lang: String,
}

/// The measures of a size.
struct Frame {
    width: Px,
    title: Face,
    title_line: Px,
    title_lines: usize,
    reason_lines: usize,
    bar: BarSize,
    bar_height: Px,
}

const PAD: Px = Px::whole(16);
const SMALL: Face = Face {
    size: 12,
    strong: false,
};
const STRONG: Face = Face {
    size: 12,
    strong: true,
};

impl Size {
    const fn frame(self) -> Frame {
        let (width, size, line, title_lines, reason_lines) = match self {
            Self::S => (260, 13, 17, 2, 2),
            Self::M => (340, 14, 18, 2, 3),
            Self::L => (520, 18, 23, 2, 3),
        };
        let (bar, bar_height) = match self {
            Self::S | Self::M => (BarSize::Widget, 62),
            Self::L => (BarSize::Card, 80),
        };
        Frame {
            width: Px::whole(width),
            title: Face { size, strong: true },
            title_line: Px::whole(line),
            title_lines,
            reason_lines,
            bar,
            bar_height: Px::whole(bar_height),
        }
    }
}

/// The picture, a whole SVG document. Its height follows from its words.
#[must_use]
pub fn card(card: &Card, size: Size, theme: Theme) -> String {
    let frame = size.frame();
    let mut body = Svg::new();
    let bottom = contents(&mut body, card, &frame);
    let height = bottom.plus(PAD);
    let mut svg = Svg::new();
    let view = format!("0 0 {} {height}", frame.width);
    svg.open(
        "svg",
        &[
            ("xmlns", &"http://www.w3.org/2000/svg"),
            ("width", &frame.width),
            ("height", &height),
            ("viewBox", &view),
            ("role", &"img"),
            ("aria-labelledby", &"throughline-title throughline-desc"),
            ("lang", &card.lang),
        ],
    );
    let status = capital(&card.pair.words.status);
    svg.text(
        "title",
        &[("id", &"throughline-title")],
        &format!("{}: {status}", card.title),
    );
    svg.text("desc", &[("id", &"throughline-desc")], &description(card));
    svg.own(&theme::style(theme, frame.title.size));
    svg.open("defs", &[]);
    bar::hatch(
        &mut svg,
        "hatch",
        "progress-pair-hatch-ground",
        "progress-pair-hatch-line",
    );
    svg.close();
    ground(&mut svg, frame.width, height);
    svg.own(&body.finish());
    svg.finish()
}

/// The same in one paragraph: what a screen reader says of the picture.
fn description(card: &Card) -> String {
    let mut out = sentence(&card.pair);
    for piece in [&card.now, &card.span, &card.reason, &card.as_of] {
        let piece = piece.trim();
        if piece.is_empty() {
            continue;
        }
        out.push(' ');
        out.push_str(&capital(piece));
        if !piece.ends_with(['.', '!', '?']) {
            out.push('.');
        }
    }
    out
}

fn ground(svg: &mut Svg, width: Px, height: Px) {
    let half = Px(50);
    let (inner, tall) = (width.minus(Px(100)), height.minus(Px(100)));
    svg.leaf(
        "rect",
        &[
            ("class", &"ground"),
            ("x", &half),
            ("y", &half),
            ("width", &inner),
            ("height", &tall),
            ("rx", &10),
        ],
    );
}

/// Draws everything from the top down and says where it ended.
fn contents(svg: &mut Svg, card: &Card, frame: &Frame) -> Px {
    let room = frame.width.minus(PAD).minus(PAD);
    let mut y = Px::whole(11);
    for line in wrap(&card.title, room, frame.title, frame.title_lines) {
        y = y.plus(frame.title_line);
        words(svg, "title", &line, y, frame.width);
    }
    y = status(svg, card, frame, y.plus(Px::whole(10)));
    y = bars(svg, card, frame, y.plus(Px::whole(8)));
    y = legend(svg, card, frame, y.plus(Px::whole(18)));
    y = y.plus(Px::whole(5));
    for line in wrap(&card.reason, room, SMALL, frame.reason_lines) {
        y = y.plus(Px::whole(17));
        words(svg, "second", &line, y, frame.width);
    }
    for line in wrap(&card.as_of, room, SMALL, 1) {
        y = y.plus(Px::whole(19));
        words(svg, "third", &line, y, frame.width);
    }
    y
}

/// One line of somebody's words, from the side it reads from.
fn words(svg: &mut Svg, class: &str, line: &str, y: Px, width: Px) {
    if is_right_to_left(line) {
        let x = width.minus(PAD);
        svg.text(
            "text",
            &[
                ("class", &class),
                ("x", &x),
                ("y", &y),
                ("direction", &"rtl"),
            ],
            line,
        );
    } else {
        svg.text("text", &[("class", &class), ("x", &PAD), ("y", &y)], line);
    }
}

/// The status in shape and word, then the value; the value moves below when there is no room.
fn status(svg: &mut Svg, card: &Card, frame: &Frame, top: Px) -> Px {
    let look = card.pair.status;
    let room = frame.width.minus(PAD).minus(PAD);
    let word = wrap(
        &capital(&card.pair.words.status),
        room.minus(Px::whole(32)),
        STRONG,
        1,
    );
    let word = word.first().map_or("", String::as_str);
    let filled = matches!(
        look,
        StatusLook::AtRisk | StatusLook::OffTrack | StatusLook::Stale | StatusLook::NotMeasured
    );
    let inset = if filled { Px::whole(6) } else { Px(0) };
    let left = PAD.plus(inset);
    let after = left.plus(Px::whole(20)).plus(width(word, STRONG));
    svg.open("g", &[("class", &"status"), ("data-status", &look.slug())]);
    if filled {
        let wide = after.plus(Px::whole(8)).minus(PAD);
        svg.leaf(
            "rect",
            &[
                ("class", &"status-ground"),
                ("x", &PAD),
                ("y", &top),
                ("width", &wide),
                ("height", &22),
                ("rx", &3),
            ],
        );
    }
    let icon_top = top.plus(Px::whole(4));
    svg.open(
        "g",
        &[
            ("class", &"icon"),
            (
                "transform",
                &format!("translate({left} {icon_top}) scale(.875)"),
            ),
        ],
    );
    svg.own(&look.icon().body());
    svg.close();
    let baseline = top.plus(Px(1525));
    let x = left.plus(Px::whole(20));
    svg.text(
        "text",
        &[("class", &"status-word"), ("x", &x), ("y", &baseline)],
        word,
    );
    svg.close();
    value(svg, card, frame, after.plus(Px::whole(20)), top)
}

fn value(svg: &mut Svg, card: &Card, frame: &Frame, left: Px, top: Px) -> Px {
    let right = frame.width.minus(PAD);
    let bottom = top.plus(Px::whole(22));
    let now = width(&card.now, STRONG);
    let whole = now.plus(Px::whole(8)).plus(width(&card.span, SMALL));
    let (mut x, mut y, mut end) = (left, top.plus(Px(1525)), bottom);
    if left.plus(whole) > right {
        (x, y, end) = (PAD, bottom.plus(Px::whole(16)), bottom.plus(Px::whole(18)));
    }
    if card.now.is_empty() && card.span.is_empty() {
        return bottom;
    }
    run(
        svg,
        &[(&card.now, "strong"), (&card.span, "second")],
        x,
        y,
        right,
    );
    end
}

/// Pieces of one line that follow each other as the reader's font sets them; what has no room is
/// shortened. Says where the line ends at the widest.
fn run(svg: &mut Svg, pieces: &[(&str, &str)], x: Px, y: Px, right: Px) -> Px {
    let mut end = x;
    svg.open("text", &[("x", &x), ("y", &y)]);
    for (words, class) in pieces {
        let face = if *class == "strong" { STRONG } else { SMALL };
        let Some(line) = wrap(words, right.minus(end), face, 1).into_iter().next() else {
            continue;
        };
        let space = if end == x { Px(0) } else { Px::whole(6) };
        svg.text("tspan", &[("class", class), ("dx", &space)], &line);
        end = end.plus(space).plus(width(&line, face));
    }
    svg.close();
    end
}

/// The two bars, in a frame of their own so that their shares count from its width.
fn bars(svg: &mut Svg, card: &Card, frame: &Frame, top: Px) -> Px {
    let room = frame.width.minus(PAD).minus(PAD);
    svg.open(
        "svg",
        &[
            ("class", &"progress-pair"),
            ("data-status", &card.pair.status.slug()),
            ("x", &PAD),
            ("y", &top),
            ("width", &room),
            ("height", &frame.bar_height),
            ("overflow", &"visible"),
        ],
    );
    bar::draw(svg, &card.pair, frame.bar);
    svg.close();
    top.plus(frame.bar_height)
}

/// Both numbers with their names, so that neither is ever alone.
fn legend(svg: &mut Svg, card: &Card, frame: &Frame, y: Px) -> Px {
    let right = frame.width.minus(PAD);
    let pair = &card.pair;
    let mut x = PAD;
    let entries = [
        (
            "progress-pair-outcome",
            "",
            &pair.words.outcome,
            &pair.outcome.words,
            8,
        ),
        (
            "progress-pair-work",
            "url(#hatch)",
            &pair.words.work,
            &pair.work.words,
            6,
        ),
    ];
    for (class, fill, name, number, tall) in entries {
        let top = y.minus(Px::whole(tall));
        let mut attributes: [(&'static str, &dyn core::fmt::Display); 6] = [
            ("class", &class),
            ("x", &x),
            ("y", &top),
            ("width", &12),
            ("height", &tall),
            ("rx", &2),
        ];
        if fill.is_empty() {
            svg.leaf("rect", &attributes);
        } else {
            attributes[5] = ("fill", &fill);
            svg.leaf("rect", &attributes);
        }
        x = x.plus(Px::whole(18));
        let entry: [(&str, &str); 2] = [(&capital(name), "second"), (number, "strong")];
        x = run(svg, &entry, x, y, right);
        x = x.plus(Px::whole(11));
    }
    let apart = capital(&pair.words.apart);
    // The large drawing measures the gap itself.
    if frame.bar != BarSize::Card && !apart.is_empty() && x.plus(width(&apart, STRONG)) <= right {
        let class = "strong";
        svg.text(
            "text",
            &[
                ("class", &class),
                ("x", &right),
                ("y", &y),
                ("text-anchor", &"end"),
            ],
            &apart,
        );
    }
    y
}
