//! The chart as a picture: a file, or pages to print.

use chart::gantt::document::{Column, Row};
use chart::gantt::{Civil, Document};
use chart::icon::Icon;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{GanttColumn, GanttView};
use crate::components::export::file_name;
use crate::components::icon::small_icon;
use crate::components::menu::{Menu, MenuItem};
use crate::state::State;

/// The widest picture that is made, and the widest page, in pixels.
const WIDEST: i64 = 16_000;
const PAGE: i64 = 1_500;
/// Height of an A4 sheet across, within its margins, in percent of its width.
const A4: i64 = 68;
/// Pixels of a side that every browser can paint.
const CANVAS: i64 = 16_000;

/// What can be made of the chart.
#[component]
pub(super) fn Export(view: GanttView, label: Signal<String>) -> impl IntoView {
    let state = State::expect();
    let items = move |()| {
        let item = |words, act: fn(State, Document)| {
            MenuItem::new(words, Icon::Export, move || {
                act(state, document(view, label.get_untracked()))
            })
        };
        vec![
            item("Print, or save as PDF\u{2026}", print),
            item("Save as SVG", save_svg),
            item("Save as PNG", save_png),
        ]
    };
    view! {
        <Menu id="gantt-export" label=Signal::stored("Print or save the chart".to_owned()) class="row-menu"
            button_class="button button-small" items=Callback::new(items)>
            {small_icon(Icon::Export)}"Picture"
        </Menu>
    }
    .into_any()
}

/// What the chart shows now, from its first row to its last.
fn document(view: GanttView, title: String) -> Document {
    let sheet = view.sheet();
    let columns: Vec<GanttColumn> = view.columns.get_untracked();
    let made = sheet.today.map(Civil::of_day);
    let row = |line: &super::Line| Row {
        depth: line.depth,
        cells: columns.iter().map(|it| sheet.text(line, *it)).collect(),
        bar: line.bar.clone(),
        label: line.label.clone(),
        head: line.head.is_some(),
    };
    let head = |it: &GanttColumn| Column {
        head: it.word().to_owned(),
        width: it.width(),
        words: it.is_words(),
    };
    Document {
        title,
        note: made.map_or_else(String::new, |it| {
            format!("As of {} {} {}", it.day, it.month_word(), it.year)
        }),
        columns: columns.iter().map(head).collect(),
        rows: sheet.lines.iter().map(row).collect(),
        ties: sheet.ties.clone(),
        work: sheet.work.clone(),
        today: sheet.today,
        cycle_end: sheet.cycle_end,
        cycle_ends: sheet.cycle_ends.clone(),
        scale: view.scale.get_untracked(),
    }
}

fn print(state: State, document: Document) {
    state.host().print(document.no_wider(PAGE).pages(A4));
}

fn save_svg(state: State, document: Document) {
    let name = format!("{}.svg", file_name(&document.title));
    let svg = document.no_wider(WIDEST).svg().into_bytes();
    state.host().save_file(&name, "image/svg+xml", svg);
    state.say(format!("Saved as {name}."));
}

/// Twice as large as on the screen, as far as a browser can paint that.
fn save_png(state: State, document: Document) {
    let document = document.no_wider(WIDEST / 2);
    let (width, height) = (document.width(), document.height(document.rows.len()));
    let percent = (CANVAS * 100 / width.max(height).max(1)).min(200);
    if percent < 25 {
        state.warn("This many rows make a picture that no browser can paint. Fold some, or save it as SVG.");
        return;
    }
    let size = (
        u32::try_from(width).unwrap_or(0),
        u32::try_from(height).unwrap_or(0),
    );
    let name = format!("{}.png", file_name(&document.title));
    let done = match percent {
        200 => format!("Saved as {name}."),
        less => {
            format!("Saved as {name}, at {less} % of its size: browsers paint no larger picture.")
        }
    };
    let percent = u32::try_from(percent).unwrap_or(100);
    let saved = state.host().save_png(&name, document.svg(), size, percent);
    spawn_local(async move {
        match saved.await {
            Ok(()) => state.say(done),
            Err(why) => state.warn(why.to_string()),
        }
    });
}
