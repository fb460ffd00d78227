//! The Gantt chart: the tasks on the left and their time on the right in one scroll. The frame is
//! drawn once; what is in view is put there by `stage`. It knows no plan: whoever uses it gives a
//! `Sheet` and hears which line was chosen or folded.

pub mod sheet;
mod stage;

use std::rc::Rc;

use chart::gantt::{DAY, Scale, Zoom};
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::{HtmlElement, KeyboardEvent, MouseEvent, WheelEvent};
use model::Ref;

pub use sheet::{Fold, GanttColumn, Line, Sheet};
use stage::Stage;

use crate::components::focus;

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
        let columns = self.columns.get_untracked();
        self.stage.update_value(|stage| {
            if let Some(stage) = stage {
                stage.lay_out(&sheet, scale, &columns);
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
    let click = move |event: MouseEvent| fold_at(view, &event, fold);
    let count = move || {
        view.version.track();
        (view.sheet().lines.len() + 1).to_string()
    };
    view! {
        <Tools view scroll/>
        <div class="gantt-scroll" node_ref=scroll on:scroll=move |_| view.draw() on:wheel=wheel>
            <div class="gantt-space" node_ref=space>
                <div class="gantt-pane" node_ref=pane>
                    <div class="gantt-time">
                        <div class="gantt-head"><div class="gantt-strip" node_ref=strip></div></div>
                        <div class="gantt-chart" node_ref=chart></div>
                    </div>
                    <div class="gantt-grid" role="treegrid" tabindex="0" aria-label=label
                        aria-rowcount=count on:click=click>
                        <Heads view/>
                        <div class="gantt-body" role="rowgroup">
                            <div class="gantt-rows" role="presentation" node_ref=rows></div>
                        </div>
                    </div>
                </div>
            </div>
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
        view.active.set(Some(line.at));
        if line.fold != Fold::None {
            fold.run(line.at);
        }
    }
}

#[component]
fn Heads(view: GanttView) -> impl IntoView {
    let head = |column: GanttColumn| {
        let width = format!("{}px", column.width());
        view! { <div class="gantt-column" role="columnheader" style:width=width>{column.word()}</div> }
    };
    view! {
        <div class="gantt-columns" role="rowgroup"><div class="gantt-column-row" role="row">
            {move || view.columns.get().into_iter().map(head).collect_view()}
        </div></div>
    }
    .into_any()
}

/// Zoom and today.
#[component]
fn Tools(view: GanttView, scroll: NodeRef<html::Div>) -> impl IntoView {
    let to = move |scale: Scale| {
        if let Some(node) = scroll.get_untracked() {
            view.zoom(&node, scale, 200);
        }
    };
    let today = move || {
        if let Some((node, day)) = scroll.get_untracked().zip(view.sheet().today) {
            let x = view.scale.get_untracked().x(day * DAY) - 240;
            node.set_scroll_left(i32::try_from(x.max(0)).unwrap_or(0));
        }
    };
    focus::on_keys(move |event: KeyboardEvent| {
        if focus::in_field(&event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let scale = view.scale.get_untracked();
        match event.key().as_str() {
            "]" => to(scale.zoomed(1)),
            "[" => to(scale.zoomed(-1)),
            _ => {}
        }
    });
    let button = move |zoom: Zoom| {
        let pressed = move || (view.scale.get().zoom() == Some(zoom)).to_string();
        let press = move |_| to(Scale::new(view.scale.get_untracked().origin, zoom));
        view! { <button type="button" aria-pressed=pressed on:click=press>{zoom.word()}</button> }
    };
    view! {
        <div class="gantt-tools">
            <div class="segment" role="group" aria-label="Zoom">{Zoom::ALL.map(button).collect_view()}</div>
            <button type="button" class="button button-small" on:click=move |_| today()>"Today"</button>
        </div>
    }
    .into_any()
}
