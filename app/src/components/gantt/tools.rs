//! Above the chart: zoom, what is shown, what the marks mean; and the heads of its columns.

use chart::gantt::{DAY, Scale, Zoom};
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;

use super::{GanttColumn, GanttView};
use crate::components::focus;

#[component]
pub(super) fn Heads(view: GanttView) -> impl IntoView {
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
pub(super) fn Tools(view: GanttView, scroll: NodeRef<html::Div>) -> impl IntoView {
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
            "Escape" => drop(view.drop_it()),
            _ => {}
        }
    });
    let button = move |zoom: Zoom| {
        let pressed = move || (view.scale.get().zoom() == Some(zoom)).to_string();
        let press = move |_| to(Scale::new(view.scale.get_untracked().origin, zoom));
        view! { <button type="button" aria-pressed=pressed on:click=press>{zoom.word()}</button> }
    };
    let toggle = |words: &'static str, shown: RwSignal<bool>| {
        view! {
            <button type="button" class="button button-small" aria-pressed=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)>{words}</button>
        }
    };
    view! {
        <div class="gantt-tools">
            <div class="segment" role="group" aria-label="Zoom">{Zoom::ALL.map(button).collect_view()}</div>
            <button type="button" class="button button-small" on:click=move |_| today()>"Today"</button>
            {toggle("Critical path", view.shows_critical)}
            {toggle("Baseline", view.shows_baseline)}
            <Legend/>
        </div>
    }
    .into_any()
}

/// What the marks mean.
#[component]
fn Legend() -> impl IntoView {
    let mark = |class: &'static str, words: &'static str| {
        view! { <li><span class=format!("gantt-sample {class}") aria-hidden="true"></span>{words}</li> }
    };
    view! {
        <ul class="gantt-legend" aria-label="What the marks mean">
            {mark("gantt-sample-done", "Progress")}
            {mark("gantt-sample-critical", "Critical")}
            {mark("gantt-sample-baseline", "Baseline")}
            {mark("gantt-sample-slack", "Slack")}
            {mark("gantt-sample-pinned", "Pinned")}
        </ul>
    }
    .into_any()
}
