//! What can be done with hands on a chart, in its own terms: the chart says which gesture is being
//! made, whoever shows the chart says what it would do and does it.

use std::rc::Rc;

use chart::gantt::TieKind;
use model::Ref;

/// Something done to lines, by dragging or by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// Lines move by days.
    Move(Vec<Ref>, i32),
    /// The first day becomes another.
    Start(Ref, i32),
    /// The last day becomes another.
    Finish(Ref, i32),
    /// So many percent are done.
    Done(Ref, u8),
    /// The second line waits for the first.
    Tie(Ref, Ref, TieKind),
    /// An arrow ties other ends.
    Retie(Ref, TieKind),
    /// An arrow has another lag, as typed.
    Lag(Ref, String),
    /// An arrow goes.
    Untie(Ref),
}

impl Gesture {
    /// The lines that were taken hold of.
    pub fn taken(&self) -> Vec<Ref> {
        match self {
            Self::Move(all, _) => all.clone(),
            Self::Start(at, _) | Self::Finish(at, _) | Self::Done(at, _) => vec![*at],
            Self::Tie(_, to, _) => vec![*to],
            Self::Retie(..) | Self::Lag(..) | Self::Untie(_) => Vec::new(),
        }
    }
}

/// What a gesture would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// Lines that would stand elsewhere, with their first moment and the one after the last.
    pub moved: Vec<(Ref, (i64, i64))>,
    /// It in sentences.
    pub words: Vec<String>,
    /// It cannot be done, and why: the first of the words.
    pub refused: bool,
}

impl Outlook {
    /// It cannot be done.
    pub fn refused(why: impl Into<String>) -> Self {
        Self {
            words: vec![why.into()],
            refused: true,
            ..Self::default()
        }
    }
}

/// An arrow, for those who edit it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieFacts {
    /// Where it begins.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// Which ends.
    pub kind: TieKind,
    /// Its lag, as one would type it.
    pub lag: String,
}

/// Whoever shows the chart.
#[derive(Clone)]
pub struct Hands {
    /// What a gesture would do.
    pub outlook: Rc<dyn Fn(&Gesture) -> Outlook>,
    /// Does it; false when it was refused.
    pub act: Rc<dyn Fn(&Gesture) -> bool>,
    /// Says why a gesture is not made.
    pub warn: Rc<dyn Fn(String)>,
    /// Opens a line.
    pub open: Rc<dyn Fn(Ref)>,
    /// Reads an arrow.
    pub tie: Rc<dyn Fn(Ref) -> Option<TieFacts>>,
}
