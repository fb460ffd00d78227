//! The two-bar drawing of a Key Result: outcome over work, today through both. Widths are shares
//! of whatever box the page gives it, so one text serves every size of screen.

mod frame;
mod mark;
mod ruler;

use alloc::format;
use alloc::string::String;

use crate::StatusLook;
use crate::fixed::{Percent, Px, bounded};
use crate::svg::Svg;

use frame::Frame;
pub use frame::Size;
pub use ruler::{Ruler, Week, When, today_thread, week_ruler};

/// What one of the two bars shows. Places are basis points, 0 to 10000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Filled up to here.
    Filled(u16),
    /// Past the target: a full bar with an arrow beyond its end.
    Beyond,
    /// Moved away from the target: an arrow before the start.
    Away,
    /// Done or not done, and not done yet: a dashed track.
    Pending,
    /// Keep within: the band and where the value stands.
    Band {
        /// Lower edge of the band.
        from: u16,
        /// Upper edge of the band.
        to: u16,
        /// Where the value stands.
        now: u16,
    },
    /// No number yet, which is not zero: dotted.
    NotMeasured,
    /// Nothing is linked: a dashed empty bar.
    Absent,
}

impl Mark {
    /// Where the mark ends, when it has an end that a tick could meet.
    fn end(self) -> Option<u16> {
        match self {
            Self::Filled(at) => Some(bounded(at)),
            Self::Beyond => Some(crate::fixed::FULL),
            Self::Away => Some(0),
            Self::Pending | Self::Band { .. } | Self::NotMeasured | Self::Absent => None,
        }
    }
}

/// One of the two numbers: how it is drawn and the words that stand for it ("20 %", "no work").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// How it is drawn.
    pub mark: Mark,
    /// What is said, in the viewer's language.
    pub words: String,
}

/// The words around the two numbers, written as they stand inside a sentence; where a word
/// starts a label, the drawing makes its first letter a capital.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// "outcome".
    pub outcome: String,
    /// "work".
    pub work: String,
    /// "expected by today 35 %"; empty when nothing is expected.
    pub expected: String,
    /// "38 apart"; empty when they are not.
    pub apart: String,
    /// "at risk".
    pub status: String,
}

/// All that the drawing needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressPair {
    /// Has the measured thing moved?
    pub outcome: Reading,
    /// Is the linked work done?
    pub work: Reading,
    /// Where the plan is today, or the due date of a thing that is done or not done.
    pub expected: Option<u16>,
    /// Where today's hairline runs through the row, when rows stand under a week ruler.
    pub today: Option<u16>,
    /// How it stands.
    pub status: StatusLook,
    /// The points between the two, when they are worth drawing.
    pub apart: Option<u16>,
    /// The words.
    pub words: Words,
}

/// Whether the drawing speaks for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The cells beside it say everything: hidden from screen readers.
    Silent,
    /// It is an image with the sentence as its name.
    Named,
}

/// The pattern that the work bars use; stands once in a page (or shadow root), before the bars.
#[must_use]
pub fn defs() -> String {
    let mut svg = Svg::new();
    let class = "progress-pair-defs";
    svg.open(
        "svg",
        &[
            ("class", &class),
            ("width", &0),
            ("height", &0),
            ("aria-hidden", &"true"),
        ],
    );
    svg.open("defs", &[]);
    hatch(
        &mut svg,
        "hatch",
        "progress-pair-hatch-ground",
        "progress-pair-hatch-line",
    );
    svg.finish()
}

pub(crate) fn hatch(svg: &mut Svg, id: &str, ground: &str, line: &str) {
    svg.open(
        "pattern",
        &[
            ("id", &id),
            ("width", &5),
            ("height", &5),
            ("patternUnits", &"userSpaceOnUse"),
            ("patternTransform", &"rotate(45)"),
        ],
    );
    svg.leaf("rect", &[("class", &ground), ("width", &5), ("height", &5)]);
    svg.leaf(
        "line",
        &[("class", &line), ("x1", &1), ("x2", &1), ("y2", &5)],
    );
    svg.close();
}

/// "Outcome 20 %, work 58 %, expected by today 35 %, 38 apart, at risk."
#[must_use]
pub fn sentence(pair: &ProgressPair) -> String {
    let words = &pair.words;
    let mut out = capital(&words.outcome);
    for piece in [
        format!(
            " {}, {} {}",
            pair.outcome.words, words.work, pair.work.words
        ),
        words.expected.clone(),
        words.apart.clone(),
        words.status.clone(),
    ] {
        if piece.trim().is_empty() {
            continue;
        }
        if !piece.starts_with(' ') {
            out.push_str(", ");
        }
        out.push_str(&piece);
    }
    out.push('.');
    out
}

/// The drawing. `style/components/progress-pair.css` gives it its colours.
#[must_use]
pub fn progress_pair(pair: &ProgressPair, size: Size, voice: Voice) -> String {
    let frame = size.frame();
    let mut svg = Svg::new();
    open(&mut svg, pair, &frame, voice);
    thread(&mut svg, pair, &frame);
    draw(&mut svg, pair, size);
    svg.finish()
}

/// The bars, the tick and the labels, into a frame that is already open.
pub(crate) fn draw(svg: &mut Svg, pair: &ProgressPair, size: Size) {
    let frame = size.frame();
    mark::outcome(svg, pair, &frame);
    mark::work(svg, pair, &frame);
    tick(svg, pair, &frame);
    if frame.label.is_some() {
        labels(svg, pair, &frame);
    }
}

fn thread(svg: &mut Svg, pair: &ProgressPair, frame: &Frame) {
    if let Some(today) = pair.today {
        let at = Percent(today);
        let (top, bottom) = (Px::whole(-12), frame.height.plus(Px::whole(12)));
        let class = "progress-pair-today";
        svg.leaf(
            "line",
            &[
                ("class", &class),
                ("x1", &at),
                ("x2", &at),
                ("y1", &top),
                ("y2", &bottom),
            ],
        );
    }
}

/// A bar of work alone, 8 px high, for lists of initiatives and projects.
#[must_use]
pub fn work_bar(at: Option<u16>) -> String {
    let mut svg = Svg::new();
    let (height, radius) = (Px::whole(8), Px::whole(2));
    let class = "progress-pair";
    svg.open(
        "svg",
        &[
            ("class", &class),
            ("height", &height),
            ("aria-hidden", &"true"),
        ],
    );
    mark::track(&mut svg, Px(0), height, radius);
    if let Some(at) = at {
        mark::hatched(&mut svg, at, Px(0), height, radius);
    }
    svg.finish()
}

fn open(svg: &mut Svg, pair: &ProgressPair, frame: &Frame, voice: Voice) {
    let status = pair.status.slug();
    let class = "progress-pair";
    match voice {
        Voice::Silent => svg.open(
            "svg",
            &[
                ("class", &class),
                ("data-status", &status),
                ("height", &frame.height),
                ("aria-hidden", &"true"),
            ],
        ),
        Voice::Named => svg.open(
            "svg",
            &[
                ("class", &class),
                ("data-status", &status),
                ("height", &frame.height),
                ("role", &"img"),
                ("aria-label", &sentence(pair)),
            ],
        ),
    }
}

/// The tick where the plan is, with a gap of the ground beside it so that it cuts the bars.
/// A bar that ends close to the tick keeps no gap, for it would leave a sliver.
fn tick(svg: &mut Svg, pair: &ProgressPair, frame: &Frame) {
    let Some(expected) = pair.expected.map(bounded) else {
        return;
    };
    let at = Percent(expected);
    let clear = |mark: Mark| mark.end().is_none_or(|end| end.abs_diff(expected) >= 250);
    let (outcome, work) = (clear(pair.outcome.mark), clear(pair.work.mark));
    let between = frame.outcome_top.plus(frame.outcome_height);
    let top = if outcome { frame.outcome_top } else { between };
    let bottom = if work {
        frame.work_top.plus(frame.work_height)
    } else {
        between
    };
    if outcome || work {
        let class = "progress-pair-halo";
        svg.leaf(
            "line",
            &[
                ("class", &class),
                ("x1", &at),
                ("x2", &at),
                ("y1", &top),
                ("y2", &bottom),
            ],
        );
    }
    let class = "progress-pair-tick";
    svg.leaf(
        "line",
        &[
            ("class", &class),
            ("x1", &at),
            ("x2", &at),
            ("y1", &frame.tick_top),
            ("y2", &frame.tick_bottom),
        ],
    );
}

fn labels(svg: &mut Svg, pair: &ProgressPair, frame: &Frame) {
    let Some(baseline) = frame.label else { return };
    let words = &pair.words;
    if let Some(expected) = pair.expected.filter(|_| !words.expected.is_empty()) {
        let anchor = match bounded(expected) {
            0..=2_000 => "start",
            2_001..=7_999 => "middle",
            _ => "end",
        };
        svg.text(
            "text",
            &[
                ("class", &"progress-pair-text"),
                ("x", &Percent(expected)),
                ("y", &baseline),
                ("text-anchor", &anchor),
            ],
            &capital(&words.expected),
        );
    }
    if let Some(middle) = frame.gap {
        mark::gap(svg, pair, middle);
    }
}

/// The words with a capital first letter, as a label starts.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
