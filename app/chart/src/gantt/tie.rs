//! Dependencies as arrows: which of them touch the rows in view, and the way each one takes. Ways run
//! along rows and columns only, leave a little apart by row, and keep to the gaps between rows when
//! they go back in time, so that an eye can follow them.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::Write;

use super::place::{Stretch, size};

/// Which ends are tied: predecessor, then successor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TieKind {
    /// Finish to start.
    #[default]
    FinishToStart,
    /// Start to start.
    StartToStart,
    /// Finish to finish.
    FinishToFinish,
    /// Start to finish.
    StartToFinish,
}

/// An arrow between two rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tie {
    /// Row of the predecessor.
    pub from: u32,
    /// Row of the successor.
    pub to: u32,
    /// Which ends.
    pub kind: TieKind,
    /// Drives the finish.
    pub critical: bool,
}

/// Rows that share a list of arrows.
const BLOCK: usize = 32;

/// All arrows of a chart, found by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    list: Vec<Tie>,
    begin: Vec<u32>,
    entries: Vec<u32>,
}

impl Ties {
    /// Sorts arrows into blocks of rows. Those that leave the `rows` rows, or tie one to itself, are
    /// left out.
    #[must_use]
    pub fn new(ties: impl IntoIterator<Item = Tie>, rows: usize) -> Self {
        let inside = |tie: &Tie| tie.from != tie.to && (tie.from.max(tie.to) as usize) < rows;
        let list: Vec<Tie> = ties.into_iter().filter(inside).collect();
        let mut begin = vec![0u32; rows.div_ceil(BLOCK) + 2];
        for tie in &list {
            let (low, high) = blocks(tie);
            for block in low..=high {
                begin[block + 2] += 1;
            }
        }
        for at in 2..begin.len() {
            begin[at] += begin[at - 1];
        }
        let mut entries = vec![0u32; begin.last().map_or(0, |sum| *sum as usize)];
        for (number, tie) in (0u32..).zip(&list) {
            let (low, high) = blocks(tie);
            for block in low..=high {
                entries[begin[block + 1] as usize] = number;
                begin[block + 1] += 1;
            }
        }
        begin.pop();
        Self {
            list,
            begin,
            entries,
        }
    }

    /// All of them, in the order given.
    #[must_use]
    pub fn list(&self) -> &[Tie] {
        &self.list
    }

    /// Names each arrow that touches a row of `from..to` once, with its number in the list.
    pub fn each(&self, from: usize, to: usize, mut hear: impl FnMut(usize, &Tie)) {
        if to <= from || self.begin.len() < 2 {
            return;
        }
        let first = from / BLOCK;
        let last = ((to - 1) / BLOCK).min(self.begin.len() - 2);
        for block in first..=last {
            let range = self.begin[block] as usize..self.begin[block + 1] as usize;
            for number in &self.entries[range] {
                let tie = &self.list[*number as usize];
                let (low, high) = (tie.from.min(tie.to) as usize, tie.from.max(tie.to) as usize);
                if low < to && high >= from && (low / BLOCK).max(first) == block {
                    hear(*number as usize, tie);
                }
            }
        }
    }
}

fn blocks(tie: &Tie) -> (usize, usize) {
    let (low, high) = (tie.from.min(tie.to), tie.from.max(tie.to));
    (low as usize / BLOCK, high as usize / BLOCK)
}

/// The corners of an arrow's way, from its tail to its head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Way {
    corners: [(i64, i64); 6],
    count: usize,
}

impl Way {
    fn of<const N: usize>(corners: [(i64, i64); N]) -> Self {
        let mut way = Self::default();
        way.corners[..N].copy_from_slice(&corners);
        way.count = N;
        way
    }

    /// Its corners; each differs from the one before in one direction only.
    #[must_use]
    pub fn corners(&self) -> &[(i64, i64)] {
        &self.corners[..self.count]
    }

    fn mirrored(mut self) -> Self {
        for corner in &mut self.corners[..self.count] {
            corner.0 = -corner.0;
        }
        self
    }

    /// Appends the line to a path.
    pub fn line_into(&self, path: &mut String) {
        for (at, (x, y)) in self.corners().iter().enumerate() {
            let before = at.checked_sub(1).map(|at| self.corners[at]);
            match before {
                None => put(path, format_args!("M{x} {y}")),
                Some((_, above)) if above == *y => put(path, format_args!("H{x}")),
                Some(_) => put(path, format_args!("V{y}")),
            }
        }
    }

    /// Appends the head to a path.
    pub fn head_into(&self, path: &mut String) {
        let [.., (ax, ay), (x, y)] = *self.corners() else {
            return;
        };
        let turn = match (x - ax, y - ay) {
            (1.., _) => "l-6 -4v8z",
            (..=-1, _) => "l6 -4v8z",
            (_, 1..) => "l-4 -6h8z",
            _ => "l-4 6h8z",
        };
        put(path, format_args!("M{x} {y}{turn}"));
    }

    /// Whether a place lies on it, within some pixels.
    #[must_use]
    pub fn is_near(&self, x: i64, y: i64, within: i64) -> bool {
        self.corners().windows(2).any(|ends| {
            let ((ax, ay), (bx, by)) = (ends[0], ends[1]);
            (ax.min(bx) - within..=ax.max(bx) + within).contains(&x)
                && (ay.min(by) - within..=ay.max(by) + within).contains(&y)
        })
    }
}

fn put(path: &mut String, words: core::fmt::Arguments<'_>) {
    path.write_fmt(words)
        .expect("writing to a string cannot fail");
}

/// An end of an arrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// The row.
    pub row: i64,
    /// The bar in it.
    pub bar: Stretch,
    /// Whether the bar has a top to land on: summaries and milestones have corners instead.
    pub flat: bool,
}

impl End {
    fn middle(self) -> i64 {
        self.row * size::ROW + size::MIDDLE
    }
    fn mirrored(mut self) -> Self {
        self.bar.x = -self.bar.end();
        self
    }
}

/// The way of an arrow.
#[must_use]
pub fn way(kind: TieKind, from: End, to: End) -> Way {
    match kind {
        TieKind::FinishToStart => forward(from, to),
        TieKind::StartToFinish => forward(from.mirrored(), to.mirrored()).mirrored(),
        TieKind::FinishToFinish => around(from, to),
        TieKind::StartToStart => around(from.mirrored(), to.mirrored()).mirrored(),
    }
}

/// How far right of a bar a line that leaves it begins, so that it does not run through its label.
#[must_use]
pub fn past_label(label: &str) -> i64 {
    match i64::try_from(label.chars().count()).unwrap_or(0) {
        0 => 0,
        count => LABEL + 7 * count + 4,
    }
}

/// Right of a bar, where its label stands when nothing is in the way.
const LABEL: i64 = 13;
/// The farthest that a label gives way.
const AWAY: i64 = 64;

/// How far right of its bar the label of a row stands: clear of the arrows that leave or arrive there.
#[must_use]
pub fn label_at(ties: &Ties, row: u32, end: impl Fn(u32) -> Option<End>) -> i64 {
    let mut at = LABEL;
    let Some(own) = end(row) else {
        return at;
    };
    ties.each(row as usize, row as usize + 1, |_, it| {
        let leaves =
            it.from == row && matches!(it.kind, TieKind::FinishToStart | TieKind::FinishToFinish);
        let arrives =
            it.to == row && matches!(it.kind, TieKind::FinishToFinish | TieKind::StartToFinish);
        if !leaves && !arrives {
            return;
        }
        if let Some((a, b)) = end(it.from).zip(end(it.to)) {
            let way = way(it.kind, a, b);
            let corners = way.corners();
            let turn = if leaves {
                corners.get(1)
            } else {
                corners.iter().rev().nth(1)
            };
            let off = turn.map_or(0, |turn| turn.0 - own.bar.end());
            if off <= AWAY {
                at = at.max(off + 7);
            }
        }
    });
    at
}

/// Pixels from the end of a bar within which a point still comes after it: bars end with the day,
/// points with the work.
const EVENING: i64 = 8;

/// How far from its bar an arrow turns: neighbours a little apart.
fn lane(row: i64) -> i64 {
    5 + 3 * row.rem_euclid(3)
}

/// Out at the right, in at the left.
fn forward(from: End, to: End) -> Way {
    let (start, end) = (from.bar.end(), to.bar.x);
    let (y, goal) = (from.middle(), to.middle());
    let turn = start + lane(from.row);
    if turn + 7 <= end {
        return Way::of([(start, y), (turn, y), (turn, goal), (end, goal)]);
    }
    let down = to.row > from.row;
    let landing = if to.flat {
        (end + 4).max(start + 4)
    } else {
        end + to.bar.width / 2
    };
    // A point at the end of a bar, or in the evening of its last day, stands right below or above it.
    if !to.flat && (start - EVENING..start + 2).contains(&landing) && landing > from.bar.x {
        let leave = |end: End| if end.flat { size::BAR / 2 } else { size::STONE };
        let (leave, land) = match down {
            true => (y + leave(from), goal - size::STONE),
            false => (y - leave(from), goal + size::STONE),
        };
        return Way::of([(landing, leave), (landing, land)]);
    }
    if landing >= start + 2 && landing + 2 <= to.bar.end() {
        let half = if to.flat { size::BAR / 2 } else { size::STONE };
        let edge = if down { goal - half } else { goal + half };
        return Way::of([(start, y), (landing, y), (landing, edge)]);
    }
    let boundary = (to.row + i64::from(!down)) * size::ROW;
    let back = end - lane(from.row) - 4;
    Way::of([
        (start, y),
        (turn, y),
        (turn, boundary),
        (back, boundary),
        (back, goal),
        (end, goal),
    ])
}

/// Out and in at the right.
fn around(from: End, to: End) -> Way {
    let (start, end) = (from.bar.end(), to.bar.end());
    let (y, goal) = (from.middle(), to.middle());
    let turn = start.max(end) + lane(from.row) + 4;
    Way::of([(start, y), (turn, y), (turn, goal), (end, goal)])
}
