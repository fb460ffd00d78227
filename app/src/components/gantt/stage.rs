//! Draws a sheet into the page by hand: a pool of rows is filled anew as one scrolls, so that ten
//! thousand tasks are as light as forty. A pane of the size of the view stays where it is; only
//! what stands in it moves, and a row that stays in view is not touched.

mod held;
mod paint;
mod slot;

use std::cell::Cell;
use std::collections::BTreeSet;

use chart::gantt::{Part, Scale, Shape, Window, header, place, size, tie};
use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, Text};
use model::Ref;

use super::sheet::{Fold, GanttColumn, Line, Sheet};
use super::widths::Widths;
use crate::components::grid::Column;

const SVG: &str = "http://www.w3.org/2000/svg";
/// Height of the bar with which columns are scrolled.
const BAR: i64 = 16;
/// Pixels in steps of which arrows and shading are drawn beyond the view.
const TILE: i64 = 512;

/// What is on the page now.
pub(super) struct Stage {
    scroll: HtmlElement,
    space: HtmlElement,
    pane: HtmlElement,
    rows: HtmlElement,
    strip: HtmlElement,
    still: HtmlElement,
    moving: HtmlElement,
    paths: Vec<Element>,
    /// Outlines of where rows would stand.
    ghost: Element,
    /// The arrow that a hand draws.
    drawing: Element,
    hovered: Option<(usize, Part)>,
    marked: Marked,
    marks: Vec<HtmlElement>,
    /// What the marks say, in the header.
    pills: Vec<(HtmlElement, Text)>,
    ticks: Vec<Tick>,
    slots: Vec<Slot>,
    columns: Vec<GanttColumn>,
    widths: Widths,
    /// Rows and tiles that paths were last drawn for.
    drawn: Option<(usize, usize, i64, i64)>,
    drawn_across: Option<(i64, i64)>,
    window: Window,
}

/// The row that keys act on, and those chosen with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marked {
    pub active: Option<Ref>,
    pub chosen: BTreeSet<Ref>,
    /// The cell of the active row that keys act on, while they act on cells.
    pub cell: Option<Column>,
    /// First and last column, while part of the chosen rows is chosen.
    pub block: Option<(Column, Column)>,
}

struct Tick {
    at: HtmlElement,
    words: Text,
    /// Left end and width, of one in the upper row.
    place: Option<(i64, i64)>,
    /// How far its words are moved to stay in view.
    lead: i64,
}

struct Slot {
    row: Option<usize>,
    line: HtmlElement,
    name: HtmlElement,
    cells: Vec<(HtmlElement, Text)>,
    /// Who works on it, in two letters.
    who: (HtmlElement, Text),
    /// Some of its cells are marked.
    marked: Cell<bool>,
    bar: HtmlElement,
    done: HtmlElement,
    label: (HtmlElement, Text),
}

/// The drawn paths, from back to front.
const PATHS: [&str; 10] = [
    "gantt-shade",
    "gantt-baseline",
    "gantt-slack",
    "gantt-deadline",
    "gantt-tie",
    "gantt-tie-head",
    "gantt-tie gantt-tie-critical",
    "gantt-tie-head gantt-tie-head-critical",
    "gantt-unscheduled",
    "gantt-rule",
];

fn part(class: &str, parent: &HtmlElement) -> HtmlElement {
    let element = document()
        .create_element("div")
        .expect("a page makes elements")
        .unchecked_into::<HtmlElement>();
    element.set_class_name(class);
    put(parent, &element);
    element
}

fn words(class: &str, role: &str, parent: &HtmlElement) -> (HtmlElement, Text) {
    let element = part(class, parent);
    if !role.is_empty() {
        attribute(&element, "role", role);
    }
    let text = document().create_text_node("");
    drop(element.append_child(&text));
    (element, text)
}

/// What cannot fail on an element of our own is not asked about.
fn put(parent: &Element, child: &Element) {
    drop(parent.append_child(child));
}

fn attribute(element: &Element, name: &str, value: &str) {
    drop(element.set_attribute(name, value));
}

fn style(element: &HtmlElement, name: &str, value: &str) {
    drop(element.style().set_property(name, value));
}

fn shift(element: &HtmlElement, x: i64, y: i64) {
    style(element, "transform", &format!("translate({x}px,{y}px)"));
}

impl Stage {
    /// Makes the fixed parts inside the frame's elements.
    pub(super) fn new(
        scroll: HtmlElement,
        space: HtmlElement,
        pane: HtmlElement,
        rows: HtmlElement,
        chart: HtmlElement,
        strip: HtmlElement,
    ) -> Self {
        let still = part("gantt-still", &chart);
        let moving = part("gantt-moving", &chart);
        let mut paths = Vec::new();
        let mut over = Vec::new();
        for (layer, under) in [(&still, true), (&moving, false)] {
            let svg = document().create_element_ns(Some(SVG), "svg");
            let svg = svg.expect("a page makes elements");
            attribute(&svg, "class", "gantt-drawing");
            put(layer, &svg);
            for class in PATHS.iter().skip(usize::from(!under)) {
                let path = document().create_element_ns(Some(SVG), "path");
                let path = path.expect("a page makes elements");
                attribute(&path, "class", class);
                put(&svg, &path);
                paths.push(path);
                if under {
                    break;
                }
            }
            for class in ["gantt-ghost", "gantt-drawn"].iter().filter(|_| !under) {
                let path = document().create_element_ns(Some(SVG), "path");
                let path = path.expect("a page makes elements");
                attribute(&path, "class", class);
                put(&svg, &path);
                over.push(path);
            }
        }
        let drawing = over.pop().expect("two were made");
        let ghost = over.pop().expect("two were made");
        let marks = ["gantt-today", "gantt-cycle-end"].map(|class| part(class, &still));
        let pills = ["gantt-pill gantt-pill-today", "gantt-pill"];
        let pills = pills.map(|class| words(class, "", &strip));
        Self {
            scroll,
            space,
            pane,
            rows,
            strip,
            still,
            moving,
            paths,
            ghost,
            drawing,
            hovered: None,
            marked: Marked::default(),
            marks: marks.into(),
            pills: pills.into(),
            ticks: Vec::new(),
            slots: Vec::new(),
            columns: Vec::new(),
            widths: Widths::default(),
            drawn: None,
            drawn_across: None,
            window: Window::default(),
        }
    }

    fn left(&self) -> i64 {
        self.widths.left
    }

    /// How wide the left side is.
    pub(super) fn widths(&self) -> &Widths {
        &self.widths
    }

    /// Measures and draws everything anew: another sheet, scale, size or choice of columns.
    pub(super) fn lay_out(
        &mut self,
        sheet: &Sheet,
        scale: Scale,
        columns: &[GanttColumn],
        split: Option<i64>,
    ) {
        let columns_differ = self.columns != columns;
        columns.clone_into(&mut self.columns);
        let (wide, tall) = (self.scroll.client_width(), self.scroll.client_height());
        self.widths = Widths::new(columns, split, i64::from(wide));
        let left = self.left();
        // The last row stays above the bar with which columns are scrolled.
        let bar = if self.widths.scrolls() { BAR } else { 0 };
        let height = size::HEAD + sheet.lines.len() as i64 * size::ROW + bar;
        let last = sheet.span().map_or(0, |span| scale.x(span.1));
        let width = left + last.max(i64::from(wide) - left - 320) + 320;
        style(&self.space, "width", &format!("{width}px"));
        style(&self.space, "height", &format!("{height}px"));
        style(&self.pane, "width", &format!("{wide}px"));
        style(&self.pane, "height", &format!("{tall}px"));
        let widths = &self.widths;
        for (name, width) in [
            ("--gantt-left", left),
            ("--gantt-name", widths.name),
            ("--gantt-all", widths.all),
        ] {
            style(&self.pane, name, &format!("{width}px"));
        }
        self.window = Window {
            x: 0,
            y: 0,
            width: (i64::from(wide) - left).max(0),
            height: (i64::from(tall) - size::HEAD).max(0),
        };
        let needed = usize::try_from(self.window.height / size::ROW).unwrap_or(0) + 2;
        if columns_differ || self.slots.len() != needed.min(sheet.lines.len()) {
            for slot in self.slots.drain(..) {
                slot.line.remove();
                slot.bar.remove();
            }
            for _ in 0..needed.min(sheet.lines.len()) {
                let slot = self.slot();
                self.slots.push(slot);
            }
        }
        for slot in &mut self.slots {
            slot.row = None;
        }
        self.drawn = None;
        self.drawn_across = None;
        self.draw(sheet, scale);
    }

    /// Other rows are active or chosen.
    pub(super) fn mark(&mut self, marked: Marked, sheet: &Sheet, scale: Scale) {
        if self.marked == marked {
            return;
        }
        self.marked = marked;
        for slot in &mut self.slots {
            slot.row = None;
        }
        self.draw(sheet, scale);
    }

    /// Scrolls the columns so that one is in view.
    pub(super) fn bring_column(&self, column: Column) {
        let found = self.columns.iter().position(|it| it.column() == column);
        let grid = self.rows.closest(".gantt-grid").ok().flatten();
        let (Some(number), Some(grid)) = (found, grid) else {
            return;
        };
        let (x, width) = self.widths.place(&self.columns, number);
        let now = i64::from(grid.scroll_left());
        let to = now.clamp((x + width - self.widths.left).min(x), x);
        if to != now {
            grid.set_scroll_left(i32::try_from(to).unwrap_or(0));
        }
    }

    /// Scrolls so that a row is in view.
    pub(super) fn bring(&self, row: usize) {
        let top = row as i64 * size::ROW;
        let bottom = top + size::ROW - self.window.height;
        let to = self.window.y.clamp(bottom.min(top), top);
        if to != self.window.y {
            self.scroll.set_scroll_top(i32::try_from(to).unwrap_or(0));
        }
    }

    /// Follows the scroll position.
    pub(super) fn draw(&mut self, sheet: &Sheet, scale: Scale) {
        self.window.x = i64::from(self.scroll.scroll_left());
        self.window.y = i64::from(self.scroll.scroll_top());
        let window = self.window;
        shift(&self.rows, 0, -window.y);
        shift(&self.moving, -window.x, -window.y);
        shift(&self.still, -window.x, 0);
        shift(&self.strip, -window.x, 0);
        self.keep_words();
        let (first, last) = window.rows(sheet.lines.len());
        let count = self.slots.len().max(1);
        for row in first..last {
            if let Some(slot) = self.slots.get_mut(row % count)
                && slot.row != Some(row)
            {
                slot.row = Some(row);
                slot.fill(row, sheet, scale, &self.columns, &self.marked);
            }
        }
        let (tile, after) = (window.x / TILE, (window.x + window.width) / TILE + 1);
        if self.drawn_across != Some((tile, after)) {
            self.drawn_across = Some((tile, after));
            self.across(sheet, scale, tile * TILE, after * TILE);
            self.keep_words();
        }
        if self.drawn != Some((first, last, tile, after)) {
            self.drawn = Some((first, last, tile, after));
            self.lines(sheet, scale, (first, last), tile * TILE, after * TILE);
        }
    }

    /// Whether the row in the middle of the view is drawn.
    pub(super) fn is_fresh(&self) -> bool {
        let middle = i64::from(self.scroll.scroll_top()) + self.window.height / 2;
        let row = usize::try_from(middle / size::ROW).unwrap_or(0);
        let slot = self.slots.get(row % self.slots.len().max(1));
        slot.is_some_and(|slot| slot.row == Some(row))
    }

    /// The row under a height of the view, in pixels from the top of the scroll area.
    pub(super) fn row_at(&self, y: i64) -> Option<usize> {
        let y = y - size::HEAD;
        (y >= 0)
            .then(|| usize::try_from((y + self.window.y) / size::ROW).ok())
            .flatten()
    }
}
