//! What a hand does on the stage: the place under a pointer, the bar that follows it, ghosts of what
//! would move, the arrow that is being drawn.

use std::collections::BTreeMap;

use chart::gantt::{Part, Shape, Stretch, tie};
use model::Ref;

use super::paint::end;
use super::*;

/// Pixels from an edge within which a hand pulls the chart along, and the most it goes in a frame.
const EDGE: f64 = 36.0;
const STEP: f64 = 24.0;
/// Ghosts drawn at most; more than fit into any view.
const GHOSTS: usize = 400;

impl Stage {
    /// Where the chart's own corner stands in the window.
    pub(in super::super) fn corner(&self) -> (f64, f64) {
        let frame = self.pane.get_bounding_client_rect();
        let x = frame.left() + self.left() as f64 - self.window.x as f64;
        (x, frame.top() + size::HEAD as f64 - self.window.y as f64)
    }

    /// Scrolls so that a place of the time line stands after a third of what is in view.
    pub(in super::super) fn begin_at(&self, x: i64) {
        let seen = i64::from(self.scroll.client_width()) - self.left();
        self.across_to(x - seen / 3);
    }

    /// Scrolls so that a place of the time line is at the left edge.
    pub(in super::super) fn across_to(&self, x: i64) {
        let to = i32::try_from(x.max(0)).unwrap_or(0);
        self.scroll.set_scroll_left(to);
    }

    /// The place of the chart under a place of the window.
    pub(in super::super) fn place(&self, x: f64, y: f64) -> (i64, i64) {
        let corner = self.corner();
        ((x - corner.0) as i64, (y - corner.1) as i64)
    }

    /// Scrolls a step when a place of the window is near an edge of the time line, or beyond it; false
    /// when there is nothing to scroll.
    pub(in super::super) fn drift(&self, (x, y): (f64, f64)) -> bool {
        let frame = self.pane.get_bounding_client_rect();
        let pull = |at: f64, from: f64, to: f64| match at {
            at if at < from + EDGE => ((at - from - EDGE) / 3.0).max(-STEP) as i32,
            at if at > to - EDGE => ((at - to + EDGE) / 3.0).min(STEP) as i32,
            _ => 0,
        };
        let across = pull(x, frame.left() + self.left() as f64, frame.right());
        let down = pull(y, frame.top() + size::HEAD as f64, frame.bottom());
        let was = (self.scroll.scroll_left(), self.scroll.scroll_top());
        self.scroll.set_scroll_left(was.0 + across);
        self.scroll.set_scroll_top(was.1 + down);
        was != (self.scroll.scroll_left(), self.scroll.scroll_top())
    }

    /// The pointer belongs to the chart until it is let go.
    pub(in super::super) fn capture(&self, pointer: i32) {
        if let Some(chart) = self.still.parent_element() {
            drop(chart.set_pointer_capture(pointer));
        }
    }

    /// The number of the arrow near a place.
    pub(in super::super) fn tie_at(
        &self,
        sheet: &Sheet,
        scale: Scale,
        (x, y): (i64, i64),
        near: i64,
    ) -> Option<usize> {
        let (first, last) = self.window.rows(sheet.lines.len());
        let mut found = None;
        sheet.ties.each(first, last, |number, it| {
            if let Some((a, b)) = end(sheet, scale, it.from).zip(end(sheet, scale, it.to))
                && tie::way(it.kind, a, b).is_near(x, y, near)
            {
                found = Some(number);
            }
        });
        found
    }

    fn slot_of(&self, row: usize) -> Option<&Slot> {
        let slot = self.slots.get(row % self.slots.len().max(1));
        slot.filter(|slot| slot.row == Some(row))
    }

    /// Shows what the pointer could take hold of.
    pub(in super::super) fn hover(&mut self, found: Option<(usize, Part)>) {
        if self.hovered == found {
            return;
        }
        let was = self
            .hovered
            .filter(|_| found.map(|it| it.0) != self.hovered.map(|it| it.0));
        if let Some(slot) = was.and_then(|it| self.slot_of(it.0)) {
            drop(slot.bar.remove_attribute("data-near"));
        }
        if let Some((row, part)) = found
            && let Some(slot) = self.slot_of(row)
        {
            match part {
                Part::Empty => drop(slot.bar.remove_attribute("data-near")),
                _ => attribute(&slot.bar, "data-near", ""),
            }
        }
        let cursor = match found.map(|it| it.1) {
            Some(Part::Body) => "grab",
            Some(Part::Start | Part::Finish) => "ew-resize",
            Some(Part::Done) => "col-resize",
            Some(Part::DotStart | Part::DotFinish) => "crosshair",
            _ => "",
        };
        if let Some(chart) = self.still.parent_element() {
            attribute(&chart, "data-cursor", cursor);
        }
        self.hovered = found;
    }

    /// What is held follows the pointer.
    pub(in super::super) fn hold(
        &mut self,
        sheet: &Sheet,
        scale: Scale,
        row: usize,
        part: Part,
        by: i64,
        to: (i64, i64),
    ) {
        let Some(line) = sheet.lines.get(row) else {
            return;
        };
        let Some(at) = line.bar.stretch(scale) else {
            return;
        };
        if let Part::DotStart | Part::DotFinish = part {
            let x = if part == Part::DotStart {
                at.x
            } else {
                at.end()
            };
            let y = row as i64 * size::ROW + size::MIDDLE;
            attribute(&self.drawing, "d", &format!("M{x} {y}L{} {}", to.0, to.1));
            return;
        }
        let Some(slot) = self.slot_of(row) else {
            return;
        };
        attribute(&slot.bar, "data-held", "");
        let y = row as i64 * size::ROW;
        let Stretch { x, width } = at;
        match part {
            Part::Body => shift(&slot.bar, x + by, y),
            Part::Start => {
                let by = by.min(width - 2);
                shift(&slot.bar, x + by, y);
                style(&slot.bar, "width", &format!("{}px", width - by));
            }
            Part::Finish => style(&slot.bar, "width", &format!("{}px", (width + by).max(2))),
            Part::Done => {
                let done = (to.0 - x).clamp(0, width);
                style(&slot.done, "width", &format!("{done}px"));
            }
            _ => {}
        }
    }

    /// The row that was held stands where it stood.
    pub(in super::super) fn put_back(&mut self, sheet: &Sheet, scale: Scale, row: usize) {
        attribute(&self.drawing, "d", "");
        if let Some(slot) = self.slot_of(row) {
            drop(slot.bar.remove_attribute("data-held"));
            slot.fill(row, sheet, scale, &self.columns, &self.marked);
        }
    }

    /// Outlines of where lines would stand.
    pub(in super::super) fn ghosts(
        &self,
        sheet: &Sheet,
        scale: Scale,
        moved: &[(Ref, (i64, i64))],
    ) {
        let mut d = String::new();
        if !moved.is_empty() {
            let moved: BTreeMap<Ref, (i64, i64)> = moved.iter().copied().collect();
            let (first, last) = self.window.rows(sheet.lines.len());
            let seen = sheet.lines.get(first..last).unwrap_or_default();
            let ghosts = seen.iter().zip(first as i64..).filter_map(|(line, row)| {
                let mut bar = line.bar.clone();
                bar.dates = Some(*moved.get(&line.at)?);
                Some((bar.stretch(scale)?, row, bar.shape))
            });
            for (at, row, shape) in ghosts.take(GHOSTS) {
                let top = row * size::ROW;
                match shape {
                    Shape::Milestone => {
                        let (x, y) = (at.x + size::STONE, top + size::MIDDLE);
                        d.push_str(&format!("M{x} {}l8 8l-8 8l-8 -8z", y - 8));
                    }
                    _ => {
                        let (y, width) = (top + size::BAR_TOP - 2, at.width);
                        d.push_str(&format!(
                            "M{} {y}h{width}v{h}h-{width}z",
                            at.x,
                            h = size::BAR + 4
                        ));
                    }
                }
            }
        }
        attribute(&self.ghost, "d", &d);
    }
}
