//! The Gantt chart: the tasks on the left and their time on the right in one scroll. The frame is
//! drawn once; what is in view is put there by `stage`. It knows no plan: whoever uses it gives a
//! `Sheet` and hears which line was chosen or folded.

mod cells;
mod choice;
mod drag;
mod editor;
mod export;
mod foot;
pub mod hands;
mod keys;
mod looks;
mod pick;
pub mod sheet;
mod split;
mod stage;
mod tools;
pub mod widths;

use std::collections::BTreeSet;
use std::rc::Rc;

use chart::gantt::{DAY, Scale, Zoom};
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::{
    ClipboardEvent, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent,
};
use model::Ref;

use editor::Editor;
use foot::Foot;
pub use hands::{Gesture, Hands, Outlook, TieFacts};
pub use sheet::{Fold, GanttColumn, Line, Says, Sheet};
use split::Splitter;
use stage::{Marked, Stage};
use tools::{Heads, Legend, Tools};

use crate::components::grid::{Grid, clip};
use crate::state::State;

/// Pixels below which there is room for names only.
const NARROW: i32 = 640;

/// What the parts of one chart share. Interactions hook in here: `sheet` (rows in order), `scale`,
/// `row_at`, `active`.
#[derive(Clone, Copy)]
pub struct GanttView {
    sheet: StoredValue<Rc<Sheet>, LocalStorage>,
    stage: StoredValue<Option<Stage>, LocalStorage>,
    version: RwSignal<u32>,
    /// Zoom and left edge.
    pub scale: RwSignal<Scale>,
    /// The columns of the left side.
    pub columns: RwSignal<Vec<GanttColumn>>,
    /// Whether there is room for names only.
    narrow: RwSignal<bool>,
    /// Where a person put the line between tasks and time, in pixels.
    split: RwSignal<Option<i64>>,
    /// How wide the left side is, and the most that it can be.
    left: RwSignal<(i64, i64)>,
    /// The table whose rows these are, where its cells can be worked in.
    grid: StoredValue<Option<Grid>>,
    /// Whether keys act on cells, not rows.
    cells: RwSignal<bool>,
    /// The row that keys act on.
    pub active: RwSignal<Option<Ref>>,
    /// The rows that are chosen together.
    pub chosen: RwSignal<BTreeSet<Ref>>,
    /// The arrow that is chosen.
    pub tie: RwSignal<Option<Ref>>,
    /// The row from which an arrow is being drawn by key.
    tying: RwSignal<Option<Ref>>,
    /// What the gesture that is being made would do.
    foreseen: RwSignal<Option<Outlook>>,
    /// Whether the critical path stands out.
    shows_critical: RwSignal<bool>,
    /// The saved dates that can be drawn, by number.
    pub saved: RwSignal<Vec<(u8, String)>>,
    /// Which of them are drawn.
    pub baseline: RwSignal<Option<u8>>,
    /// The moment that it begins with, until it has been laid out.
    begin: StoredValue<Option<i64>>,
    /// Whether its lines are projects and Key Results, not tasks.
    projects: StoredValue<bool>,
    /// The workspace that it stands in, if any.
    state: StoredValue<Option<State>>,
    hands: StoredValue<Option<Hands>, LocalStorage>,
    grab: StoredValue<Option<drag::Grab>, LocalStorage>,
    pressing: StoredValue<bool>,
    /// Where the pointer is in the window.
    pointer: StoredValue<(f64, f64)>,
    /// Whether the chart goes on by itself under what is held.
    drifts: StoredValue<bool>,
}

impl Default for GanttView {
    fn default() -> Self {
        Self::new(vec![
            GanttColumn::Name,
            GanttColumn::Start,
            GanttColumn::Finish,
            GanttColumn::Slack,
            GanttColumn::Done,
        ])
    }
}

impl GanttView {
    /// An empty chart with these columns.
    pub fn new(columns: Vec<GanttColumn>) -> Self {
        Self {
            sheet: StoredValue::new_local(Rc::default()),
            stage: StoredValue::new_local(None),
            version: RwSignal::new(0),
            scale: RwSignal::new(Scale::new(0, Zoom::Week)),
            columns: RwSignal::new(columns),
            narrow: RwSignal::new(false),
            split: RwSignal::new(None),
            left: RwSignal::new((0, 0)),
            grid: StoredValue::new(None),
            cells: RwSignal::new(false),
            active: RwSignal::new(None),
            chosen: RwSignal::new(BTreeSet::new()),
            tie: RwSignal::new(None),
            tying: RwSignal::new(None),
            foreseen: RwSignal::new(None),
            shows_critical: RwSignal::new(true),
            saved: RwSignal::new(Vec::new()),
            baseline: RwSignal::new(None),
            begin: StoredValue::new(None),
            projects: StoredValue::new(false),
            state: StoredValue::new(use_context::<State>()),
            hands: StoredValue::new_local(None),
            grab: StoredValue::new_local(None),
            pressing: StoredValue::new(false),
            pointer: StoredValue::new((0.0, 0.0)),
            drifts: StoredValue::new(false),
        }
    }

    /// Lets hands at it: without them it is only looked at.
    #[must_use]
    pub fn with_hands(self, hands: Hands) -> Self {
        self.hands.set_value(Some(hands));
        self
    }

    /// Wakes the caller when it shows something else.
    pub fn track(self) {
        self.version.track();
    }

    /// Scrolls to a row and so that a place of the time line is a little right of the left edge.
    pub fn bring_to(self, row: usize, x: i64) {
        self.bring(row);
        self.stage.with_value(|stage| {
            if let Some(stage) = stage {
                stage.across_to(x - 200);
            }
        });
        self.draw();
    }

    /// Where the chart's own corner stands in the window, in pixels; it moves as one scrolls.
    pub fn corner(self) -> Option<(f64, f64)> {
        self.stage
            .with_value(|stage| stage.as_ref().map(Stage::corner))
    }

    fn bring(self, row: usize) {
        self.stage.with_value(|stage| {
            if let Some(stage) = stage {
                stage.bring(row);
            }
        });
    }

    fn mark(self) {
        let grid = self.grid.get_value();
        let cell = grid.filter(|_| self.cells.get());
        let marked = Marked {
            active: self.active.get(),
            chosen: self.chosen.get(),
            cell: cell.and_then(|grid| grid.active.get()).map(|it| it.1),
            block: cell.and_then(|grid| grid.selection.with(|it| it.block())),
        };
        let (sheet, scale) = (self.sheet(), self.scale.get_untracked());
        self.stage.update_value(|stage| {
            if let Some(stage) = stage {
                if let Some(column) = marked.cell {
                    stage.bring_column(column);
                }
                stage.mark(marked, &sheet, scale);
            }
        });
    }

    /// The columns that there is room for.
    fn seen_columns(self) -> Vec<GanttColumn> {
        match self.narrow.get() {
            true => vec![GanttColumn::ShortName],
            false => self.columns.get(),
        }
    }

    /// What it shows.
    pub fn sheet(self) -> Rc<Sheet> {
        self.sheet.get_value()
    }

    /// Shows something else. The left edge moves only when time before it is needed.
    pub fn show(self, sheet: Sheet) {
        if let Some((start, _)) = sheet.span() {
            let scale = self.scale.get_untracked();
            let origin = (start.div_euclid(DAY) - 7) * DAY;
            if self.sheet.with_value(|old| old.lines.is_empty()) || start < scale.origin {
                self.scale.set(Scale::at_step(origin, scale.step()));
            }
        }
        self.sheet.set_value(Rc::new(sheet));
        self.version.update(|version| *version += 1);
    }

    /// Whether the row in the middle of the view is drawn for where one scrolled to.
    pub fn is_fresh(self) -> bool {
        self.stage
            .with_value(|stage| stage.as_ref().is_some_and(Stage::is_fresh))
    }

    /// The line at a height of the scroll area, in pixels from its top.
    pub fn row_at(self, y: i64) -> Option<usize> {
        self.stage
            .with_value(|stage| stage.as_ref().and_then(|stage| stage.row_at(y)))
    }

    fn lay_out(self) {
        let (sheet, scale) = (self.sheet(), self.scale.get_untracked());
        let columns = untrack(|| self.seen_columns());
        let split = self.split.get_untracked();
        let left = self.stage.try_update_value(|stage| {
            stage.as_mut().map(|stage| {
                stage.lay_out(&sheet, scale, &columns, split);
                let begin = self.begin.get_value().filter(|_| !sheet.lines.is_empty());
                if let Some(moment) = begin {
                    self.begin.set_value(None);
                    stage.begin_at(scale.x(moment));
                }
                (stage.widths().left, stage.widths().most)
            })
        });
        if let Some(left) = left.flatten().filter(|it| *it != self.left.get_untracked()) {
            self.left.set(left);
        }
    }

    fn draw(self) {
        let (sheet, scale) = (self.sheet(), self.scale.get_untracked());
        self.stage.update_value(|stage| {
            if let Some(stage) = stage {
                stage.draw(&sheet, scale);
            }
        });
    }

    /// Nearer or farther, with the moment at `x` pixels of the time line left where it is.
    fn zoom(self, scroll: &HtmlElement, to: Scale, x: i64) {
        let from = self.scale.get_untracked();
        let moment = from.moment(i64::from(scroll.scroll_left()) + x);
        self.scale.set(to);
        self.lay_out();
        scroll.set_scroll_left(i32::try_from(to.x(moment) - x).unwrap_or(0));
    }
}

/// The chart.
#[component]
pub fn Gantt(
    /// What it shows.
    view: GanttView,
    /// A name for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// A line is to be folded or unfolded.
    fold: Callback<Ref>,
) -> impl IntoView {
    let scroll = NodeRef::<html::Div>::new();
    let (space, pane) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    let (rows, chart) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    let strip = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        view.version.track();
        view.scale.track();
        view.split.track();
        drop(view.seen_columns());
        let frame = [scroll, space, pane, rows, chart, strip].map(|node| node.get());
        let [Some(a), Some(b), Some(c), Some(d), Some(e), Some(f)] = frame else {
            return;
        };
        view.stage.update_value(|stage| {
            stage.get_or_insert_with(|| {
                Stage::new(a.into(), b.into(), c.into(), d.into(), e.into(), f.into())
            });
        });
        view.fit(scroll);
        view.lay_out();
    });
    Effect::new(move |_| view.mark());
    if cfg!(target_arch = "wasm32") {
        let handle = window_event_listener(leptos::ev::resize, move |_| {
            view.fit(scroll);
            view.lay_out();
        });
        on_cleanup(move || handle.remove());
    }
    let wheel = move |event: WheelEvent| {
        if event.ctrl_key()
            && let Some(node) = scroll.get_untracked()
        {
            event.prevent_default();
            let scale = view.scale.get_untracked();
            let to = scale.zoomed(if event.delta_y() < 0.0 { 1 } else { -1 });
            view.zoom(&node, to, 200);
        }
    };
    let state = view.state.get_value();
    let click = move |event: MouseEvent| pick::on_click(view, &event, fold);
    let key = move |event: KeyboardEvent| {
        if state.is_some_and(|state| keys::on_key(state, view, fold, &event)) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let copy = move |event: ClipboardEvent| {
        if let Some((state, grid)) = state.zip(view.grid.get_value()) {
            clip::on_copy(state, grid, !view.cells.get_untracked(), &event);
        }
    };
    let paste = move |event: ClipboardEvent| {
        if let Some((state, grid)) = state.zip(view.grid.get_value()) {
            clip::on_paste(state, grid, &event);
        }
    };
    let press = move |event: PointerEvent| {
        view.pressing.set_value(true);
        view.press(&event);
        view.pressing.set_value(false);
    };
    let open = move |_: MouseEvent| view.open();
    let open_row = move |event: MouseEvent| pick::on_double(view, &event);
    let count = move || {
        view.version.track();
        (view.sheet().lines.len() + 1).to_string()
    };
    view! {
        <Tools view scroll label/>
        <div class="gantt-frame" class:is-plain=move || !view.shows_critical.get()>
        <div class="gantt-scroll" node_ref=scroll on:scroll=move |_| view.draw() on:wheel=wheel>
            <div class="gantt-space" node_ref=space>
                <div class="gantt-pane" node_ref=pane>
                    <div class="gantt-time">
                        <div class="gantt-head"><div class="gantt-strip" node_ref=strip></div></div>
                        <div class="gantt-chart" node_ref=chart on:pointerdown=press on:dblclick=open
                            on:pointermove=move |event| view.follow(&event)
                            on:pointerup=move |event| view.release(&event)
                            on:pointercancel=move |_| { view.drop_it(); }></div>
                    </div>
                    <div class="gantt-grid" role="treegrid" tabindex="0" aria-label=label id=cells::GRID
                        aria-multiselectable="true" aria-activedescendant=move || view.here() aria-rowcount=count
                        data-cells=move || view.cells.get().then_some("")
                        on:click=click on:dblclick=open_row on:keydown=key on:copy=copy on:paste=paste>
                        <Heads view/>
                        <div class="gantt-body" role="rowgroup">
                            <div class="gantt-rows" role="presentation" node_ref=rows><Editor view/></div>
                        </div>
                    </div>
                    <Splitter view/>
                </div>
            </div>
        </div>
        <Foot view/>
        </div>
        <Legend projects=view.projects.get_value()/>
    }
    .into_any()
}
