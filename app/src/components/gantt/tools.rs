//! Above the chart: zoom, what is shown, what the marks mean; and the heads of its columns.

use chart::gantt::{DAY, Scale, Zoom};
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;

use super::export::Export;
use super::{GanttColumn, GanttView};
use crate::components::focus;
use crate::components::grid::tools::GridTools;
use crate::state::State;

#[component]
pub(super) fn Heads(view: GanttView) -> impl IntoView {
    let head = |column: GanttColumn| {
        let width = match column.is_name() {
            true => "var(--gantt-name)".to_owned(),
            false => format!("{}px", column.width()),
        };
        let class = match column.is_words() {
            true => "gantt-column gantt-column-words",
            false => "gantt-column",
        };
        view! { <div class=class role="columnheader" style:width=width>{column.word()}</div> }
    };
    view! {
        <div class="gantt-columns" role="rowgroup"><div class="gantt-column-row" role="row">
            {move || view.seen_columns().into_iter().map(head).collect_view()}
        </div></div>
    }
    .into_any()
}

/// Zoom and today.
#[component]
pub(super) fn Tools(
    view: GanttView,
    scroll: NodeRef<html::Div>,
    label: Signal<String>,
) -> impl IntoView {
    // The chart under measurement stands in no workspace.
    let known = use_context::<State>().is_some();
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
    let projects = view.projects.get_value();
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
            {(!projects).then(|| toggle("Critical path", view.shows_critical))}
            <Saved view/>
            {known.then(|| view! { <Export view label/> })}
            {view.grid.get_value().map(|grid| view! { <GridTools grid/> })}
        </div>
    }
    .into_any()
}

/// Which saved dates are drawn under the bars.
#[component]
fn Saved(view: GanttView) -> impl IntoView {
    let option = move |(number, title): (u8, String)| {
        let chosen = move || view.baseline.get() == Some(number);
        view! { <option value=number.to_string() selected=chosen prop:selected=chosen>{title}</option> }
    };
    let none = move || view.baseline.get().is_none();
    let choose = move |event| view.baseline.set(event_target_value(&event).parse().ok());
    move || {
        let saved = view.saved.get();
        (!saved.is_empty()).then(|| {
            view! {
                <label class="visually-hidden" for="gantt-baseline">"Baseline that is drawn"</label>
                <select class="input input-small gantt-saved" id="gantt-baseline" on:change=choose>
                    <option value="" selected=none prop:selected=none>"No baseline"</option>
                    {saved.into_iter().map(option).collect_view()}
                </select>
            }
        })
    }
}

const OF_TASKS: &[(&str, &str)] = &[
    ("gantt-sample-done", "Progress"),
    ("gantt-sample-critical", "Critical"),
    ("gantt-sample-baseline", "Baseline"),
    ("gantt-sample-slack", "Slack"),
    ("gantt-sample-pinned", "Pinned"),
];

const OF_PROJECTS: &[(&str, &str)] = &[
    ("gantt-sample-done", "Work of a project"),
    ("gantt-sample-critical", "Outcome of a Key Result"),
];

/// What the marks mean.
#[component]
pub(super) fn Legend(projects: bool) -> impl IntoView {
    let mark = |class: &'static str, words: &'static str| {
        view! { <li><span class=format!("gantt-sample {class}") aria-hidden="true"></span>{words}</li> }
    };
    let marks = if projects { OF_PROJECTS } else { OF_TASKS };
    view! {
        <ul class="gantt-legend" aria-label="What the marks mean">
            {marks.iter().map(|(class, words)| mark(class, words)).collect_view()}
        </ul>
    }
    .into_any()
}
