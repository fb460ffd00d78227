//! A bar in a hand: from taking hold of it to letting go. What the pointer does becomes a `Gesture`;
//! what that would do is asked at most once a frame and shown as ghosts.

use chart::gantt::{DAY, Part, Scale, Shape, TieKind, hit, size};
use leptos::prelude::*;
use leptos::web_sys::PointerEvent;
use model::Ref;

use super::hands::{Gesture, Outlook};
use super::sheet::Line;
use super::{GanttView, Sheet};

/// What is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grab {
    part: Part,
    row: usize,
    at: Ref,
    /// Where it was taken, in pixels of the chart.
    from: (i64, i64),
    pointer: i32,
    gesture: Option<Gesture>,
    /// Nobody has asked yet what the gesture would do.
    asked: bool,
    moved: bool,
}

/// Pixels before a press becomes a drag.
const SLOP: i64 = 3;
/// Pixels around an arrow that belong to it.
const NEAR: i64 = 4;

/// The row and the part of it at a place of the chart.
pub(super) fn find(sheet: &Sheet, scale: Scale, (x, y): (i64, i64)) -> Option<(usize, Part)> {
    let row = usize::try_from(y.div_euclid(size::ROW)).ok()?;
    let line = sheet.lines.get(row)?;
    Some((row, hit::part(&line.bar, scale, x, y.rem_euclid(size::ROW))))
}

/// How many days lie between two places.
fn days(scale: Scale, from: i64, to: i64) -> i32 {
    let minutes = scale.moment(to) - scale.moment(from);
    i32::try_from((minutes + DAY / 2).div_euclid(DAY)).unwrap_or(0)
}

/// Which ends an arrow ties that is drawn from a dot to a place over another bar.
fn kind(scale: Scale, from: Part, to: &Line, x: i64) -> Option<TieKind> {
    let bar = to.bar.stretch(scale)?;
    let starts = x <= bar.x + bar.width / 2;
    Some(match (from == Part::DotStart, starts) {
        (false, true) => TieKind::FinishToStart,
        (false, false) => TieKind::FinishToFinish,
        (true, true) => TieKind::StartToStart,
        (true, false) => TieKind::StartToFinish,
    })
}

/// The pointer that holds something.
fn event_id(view: GanttView) -> Option<i32> {
    view.grab.with_value(|it| it.as_ref().map(|it| it.pointer))
}

impl Grab {
    /// What letting go at a place would mean.
    fn gesture(&self, view: GanttView, sheet: &Sheet, x: i64, y: i64) -> Option<Gesture> {
        let scale = view.scale.get_untracked();
        let by = days(scale, self.from.0, x);
        match self.part {
            Part::Body if by != 0 => Some(Gesture::Move(view.held(self.at), by)),
            Part::Start if by != 0 => Some(Gesture::Start(self.at, by)),
            Part::Finish if by != 0 => Some(Gesture::Finish(self.at, by)),
            Part::Done => {
                let bar = sheet.lines.get(self.row)?.bar.stretch(scale)?;
                let share = (x - bar.x).clamp(0, bar.width) * 100 / bar.width.max(1);
                let percent = u8::try_from((share + 2) / 5 * 5).ok()?.min(100);
                Some(Gesture::Done(self.at, percent))
            }
            Part::DotStart | Part::DotFinish => {
                let row = usize::try_from(y.div_euclid(size::ROW)).ok()?;
                let to = sheet.lines.get(row).filter(|_| row != self.row)?;
                let kind = kind(scale, self.part, to, x)?;
                Some(Gesture::Tie(self.at, to.at, kind))
            }
            _ => None,
        }
    }
}

impl GanttView {
    /// The chosen lines when this is one of them, else this one.
    pub(super) fn held(self, at: Ref) -> Vec<Ref> {
        let chosen = self.chosen.get_untracked();
        if chosen.contains(&at) {
            // In the order of the chart, summaries without what is below them twice.
            let sheet = self.sheet();
            let lines = sheet.lines.iter().map(|line| line.at);
            return lines.filter(|at| chosen.contains(at)).collect();
        }
        vec![at]
    }

    fn place(self, event: &PointerEvent) -> Option<(i64, i64)> {
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.stage
            .with_value(|stage| stage.as_ref().map(|stage| stage.place(at.0, at.1)))
    }

    /// A press on the chart: takes hold of a bar, or chooses an arrow or a row.
    pub(super) fn press(self, event: &PointerEvent) {
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        let Some(from) = self.place(event) else {
            return;
        };
        let (sheet, scale) = (self.sheet(), self.scale.get_untracked());
        let found = find(&sheet, scale, from);
        let taken = found.filter(|(_, part)| *part != Part::Empty);
        if taken.is_none() {
            let stage =
                |stage: &Option<super::Stage>| stage.as_ref()?.tie_at(&sheet, scale, from, NEAR);
            let tie = self.stage.with_value(stage);
            self.tie.set(tie.and_then(|it| sheet.tied.get(it).copied()));
        }
        let Some((row, part)) = taken.or(found) else {
            return;
        };
        let Some(line) = sheet.lines.get(row) else {
            return;
        };
        self.choose(
            line.at,
            event.ctrl_key() || event.meta_key(),
            event.shift_key(),
        );
        let can = self.hands.with_value(Option::is_some) && part != Part::Empty;
        if !can || (line.bar.shape == Shape::Summary && part == Part::Done) {
            return;
        }
        event.prevent_default();
        self.tie.set(None);
        self.stage.with_value(|stage| {
            if let Some(stage) = stage {
                stage.capture(event.pointer_id());
            }
        });
        self.grab.set_value(Some(Grab {
            part,
            row,
            at: line.at,
            from,
            pointer: event.pointer_id(),
            gesture: None,
            asked: true,
            moved: false,
        }));
    }

    /// The pointer moves: what is held follows it; else what it could take hold of is shown. Near an
    /// edge of the view the chart goes on by itself.
    pub(super) fn follow(self, event: &PointerEvent) {
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.pointer.set_value(at);
        self.carry(event.pointer_id(), event.buttons() == 0);
        if self
            .grab
            .with_value(|it| it.as_ref().is_some_and(|it| it.moved))
            && !self.drifts.get_value()
        {
            self.drifts.set_value(true);
            request_animation_frame(move || self.drift(event_id(self)));
        }
    }

    /// Scrolls a step while something is held near an edge, and takes it along.
    fn drift(self, pointer: Option<i32>) {
        let at = self.pointer.get_value();
        let went = pointer.is_some()
            && self
                .stage
                .with_value(|it| it.as_ref().is_some_and(|it| it.drift(at)));
        let Some(pointer) = pointer.filter(|_| went) else {
            self.drifts.set_value(false);
            return;
        };
        self.draw();
        self.carry(pointer, false);
        request_animation_frame(move || self.drift(event_id(self)));
    }

    fn carry(self, pointer: i32, free: bool) {
        let at = self.pointer.get_value();
        let place = |stage: &Option<super::Stage>| Some(stage.as_ref()?.place(at.0, at.1));
        let Some((x, y)) = self.stage.with_value(place) else {
            return;
        };
        let (sheet, scale) = (self.sheet(), self.scale.get_untracked());
        let Some(mut grab) = self.grab.get_value() else {
            let found = find(&sheet, scale, (x, y)).filter(|_| free);
            self.stage.update_value(|stage| {
                if let Some(stage) = stage {
                    stage.hover(found);
                }
            });
            return;
        };
        if grab.pointer != pointer {
            return;
        }
        grab.moved |= (x - grab.from.0).abs().max((y - grab.from.1).abs()) >= SLOP;
        if !grab.moved {
            return;
        }
        let gesture = grab.gesture(self, &sheet, x, y);
        let ask = grab.asked && gesture != grab.gesture;
        if gesture != grab.gesture {
            grab.gesture = gesture;
            grab.asked = false;
        }
        let (part, row, by) = (grab.part, grab.row, x - grab.from.0);
        self.grab.set_value(Some(grab));
        self.stage.update_value(|stage| {
            if let Some(stage) = stage {
                stage.hold(&sheet, scale, row, part, by, (x, y));
            }
        });
        if ask {
            request_animation_frame(move || self.ask());
        }
    }

    /// Asks what the gesture would do and shows it.
    fn ask(self) {
        let gesture = self.grab.try_update_value(|grab| {
            let grab = grab.as_mut()?;
            grab.asked = true;
            Some(grab.gesture.clone())
        });
        let Some(Some(gesture)) = gesture else {
            return;
        };
        let outlook = gesture.map(|gesture| self.outlook(&gesture));
        self.foresee(outlook.unwrap_or_default());
    }

    /// What a gesture would do.
    pub(super) fn outlook(self, gesture: &Gesture) -> Outlook {
        let hands = self.hands.get_value();
        hands.map_or_else(Outlook::default, |hands| (hands.outlook)(gesture))
    }

    /// Shows what would happen: ghosts on the chart, words below it.
    pub(super) fn foresee(self, outlook: Outlook) {
        let (sheet, scale) = (self.sheet(), self.scale.get_untracked());
        self.stage.update_value(|stage| {
            if let Some(stage) = stage {
                stage.ghosts(&sheet, scale, &outlook.moved);
            }
        });
        self.foreseen
            .set((!outlook.words.is_empty()).then_some(outlook));
    }

    /// Lets go: what was shown is done.
    pub(super) fn release(self, event: &PointerEvent) {
        let Some(grab) = self.grab.get_value() else {
            return;
        };
        if grab.pointer != event.pointer_id() {
            return;
        }
        let at = self.place(event).filter(|_| grab.moved);
        let last = at.and_then(|(x, y)| grab.gesture(self, &self.sheet(), x, y));
        let known = self.foreseen.get_untracked();
        let known = known.filter(|_| grab.asked && grab.gesture == last);
        self.drop_it();
        if let Some(gesture) = last {
            let outlook = known.unwrap_or_else(|| self.outlook(&gesture));
            self.make(&gesture, outlook);
        }
    }

    /// Does a gesture; false when it was refused.
    pub(super) fn perform(self, gesture: &Gesture) -> bool {
        self.make(gesture, self.outlook(gesture))
    }

    /// Does what would do this; what would do nothing is not done but said.
    fn make(self, gesture: &Gesture, outlook: Outlook) -> bool {
        let Some(hands) = self.hands.get_value() else {
            return false;
        };
        if outlook.refused {
            (hands.warn)(outlook.words.join(" "));
            return false;
        }
        (hands.act)(gesture)
    }

    /// Nothing is held any more and nothing foreseen; everything stands where it stood.
    pub(super) fn drop_it(self) -> bool {
        let held = self.grab.try_update_value(Option::take).flatten();
        if let Some(grab) = &held {
            let (sheet, scale) = (self.sheet(), self.scale.get_untracked());
            self.stage.update_value(|stage| {
                if let Some(stage) = stage {
                    stage.put_back(&sheet, scale, grab.row);
                }
            });
        }
        self.foresee(Outlook::default());
        held.is_some()
    }
}
