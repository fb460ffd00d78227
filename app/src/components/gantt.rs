//! The Gantt chart: the tasks on the left and their time on the right in one scroll. The frame is
//! drawn once; what is in view is put there by `stage`. It knows no plan: whoever uses it gives a
//! `Sheet` and hears which line was chosen or folded.

mod drag;
mod export;
mod foot;
pub mod hands;
mod keys;
mod looks;
pub mod sheet;
mod stage;
mod tools;

use std::collections::BTreeSet;
use std::rc::Rc;

use chart::gantt::{DAY, Scale, Zoom};
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::{HtmlElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};
use model::Ref;

use foot::Foot;
pub use hands::{Gesture, Hands, Outlook, TieFacts};
pub use sheet::{Fold, GanttColumn, Line, Sheet};
use stage::{Marked, Stage};
use tools::{Heads, Tools};

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
    hands: StoredValue<Option<Hands>, LocalStorage>,
    grab: StoredValue<Option<drag::Grab>, LocalStorage>,
    pressing: StoredValue<bool>,
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
            hands: StoredValue::new_local(None),
            grab: StoredValue::new_local(None),
            pressing: StoredValue::new(false),
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

    fn title(self, at: Ref) -> String {
        let sheet = self.sheet();
        let line = sheet.lines.iter().find(|line| line.at == at);
        line.map_or_else(String::new, |line| line.title.clone())
    }

    /// Makes a row the active one: alone, with those chosen before, or with all between.
    fn choose(self, at: Ref, also: bool, through: bool) {
        let was = self.active.get_untracked();
        let sheet = self.sheet();
        let row = |at: Ref| sheet.lines.iter().position(|line| line.at == at);
        self.chosen.update(
            |chosen| match (also, through, was.and_then(row).zip(row(at))) {
                (_, true, Some((a, b))) => {
                    let between = &sheet.lines[a.min(b)..=a.max(b)];
                    chosen.extend(between.iter().map(|line| line.at));
                }
                (true, ..) if chosen.contains(&at) => drop(chosen.remove(&at)),
                (true, ..) => drop(chosen.insert(at)),
                // Taking hold of one of several keeps them together.
                _ if chosen.contains(&at) && chosen.len() > 1 && self.keeps() => {}
                _ => *chosen = BTreeSet::from([at]),
            },
        );
        self.active.set(Some(at));
    }

    /// Whether a press is going on that may become a drag of all that is chosen.
    fn keeps(self) -> bool {
        self.pressing.get_value()
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
        let marked = Marked {
            active: self.active.get(),
            chosen: self.chosen.get(),
        };
        let (sheet, scale) = (self.sheet(), self.scale.get_untracked());
        self.stage.update_value(|stage| {
            if let Some(stage) = stage {
                stage.mark(marked, &sheet, scale);
            }
        });
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
        let columns = self.columns.get_untracked();
        self.stage.update_value(|stage| {
            if let Some(stage) = stage {
                stage.lay_out(&sheet, scale, &columns);
                let begin = self.begin.get_value().filter(|_| !sheet.lines.is_empty());
                if let Some(moment) = begin {
                    self.begin.set_value(None);
                    stage.begin_at(scale.x(moment));
                }
            }
        });
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
        view.columns.track();
        let frame = [scroll, space, pane, rows, chart, strip].map(|node| node.get());
        // On a phone the names alone leave room for time.
        let short = vec![GanttColumn::ShortName];
        let is_narrow = frame[0]
            .as_ref()
            .is_some_and(|it| (1..NARROW).contains(&it.client_width()));
        if is_narrow && view.columns.get_untracked() != short {
            view.columns.set(short);
            return;
        }
        let [Some(a), Some(b), Some(c), Some(d), Some(e), Some(f)] = frame else {
            return;
        };
        view.stage.update_value(|stage| {
            stage.get_or_insert_with(|| {
                Stage::new(a.into(), b.into(), c.into(), d.into(), e.into(), f.into())
            });
        });
        view.lay_out();
    });
    Effect::new(move |_| view.mark());
    if cfg!(target_arch = "wasm32") {
        let handle = window_event_listener(leptos::ev::resize, move |_| view.lay_out());
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
    let state = use_context::<State>();
    let click = move |event: MouseEvent| fold_at(view, &event, fold);
    let key = move |event: KeyboardEvent| {
        if state.is_some_and(|state| keys::on_key(state, view, fold, &event)) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let active = move || {
        view.track();
        let at = view.active.get()?;
        let row = view.sheet().lines.iter().position(|line| line.at == at)?;
        Some(format!("gantt-row-{row}"))
    };
    let press = move |event: PointerEvent| {
        view.pressing.set_value(true);
        view.press(&event);
        view.pressing.set_value(false);
    };
    let open = move |_: MouseEvent| {
        if let Some((hands, at)) = view.hands.get_value().zip(view.active.get_untracked()) {
            (hands.open)(at);
        }
    };
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
                    <div class="gantt-grid" role="treegrid" tabindex="0" aria-label=label
                        aria-multiselectable="true" aria-activedescendant=active aria-rowcount=count
                        on:click=click on:dblclick=open on:keydown=key>
                        <Heads view/>
                        <div class="gantt-body" role="rowgroup">
                            <div class="gantt-rows" role="presentation" node_ref=rows></div>
                        </div>
                    </div>
                </div>
            </div>
        </div>
        <Foot view/>
        </div>
    }
    .into_any()
}

/// Folds the summary whose name was clicked.
fn fold_at(view: GanttView, event: &MouseEvent, fold: Callback<Ref>) {
    use leptos::wasm_bindgen::JsCast;
    let target = event
        .target()
        .and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let row = target.and_then(|it| it.closest(".gantt-row").ok().flatten());
    let index = row
        .and_then(|it| it.get_attribute("aria-rowindex"))
        .and_then(|text| text.parse::<usize>().ok());
    let sheet = view.sheet();
    if let Some(line) = index.and_then(|index| sheet.lines.get(index.checked_sub(2)?)) {
        view.choose(
            line.at,
            event.ctrl_key() || event.meta_key(),
            event.shift_key(),
        );
        if line.fold != Fold::None {
            fold.run(line.at);
        }
    }
}
