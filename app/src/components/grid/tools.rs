//! The controls over a table of tasks: find, fold to a level, group, filter, columns.

use chart::icon::Icon;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FocusEvent, KeyboardEvent, Node};
use model::{Id, KeyResult, Kind, Person};
use uuid::Uuid;

use super::column::Column;
use super::filter::{Filter, Group, folded_to, levels};
use super::state::Grid;
use crate::components::icon::icon;
use crate::state::State;

/// The controls.
#[component]
pub fn GridTools(
    /// The table.
    grid: Grid,
) -> impl IntoView {
    let find = move |_| grid.finding.set(Some(String::new()));
    let chosen = move || {
        let count = grid.selection.with(super::Selection::len);
        (count > 1).then(|| format!("{count} chosen"))
    };
    let count = move || grid.filter.with(Filter::count);
    let filter_word = Signal::derive(move || match count() {
        0 => "Filter".to_owned(),
        count => format!("Filter, {count} on"),
    });
    let group_word = Signal::derive(move || match grid.group.get() {
        Group::Outline => "Group".to_owned(),
        group => format!("By {}", group.word().to_lowercase()),
    });
    view! {
        <div class="grid-tools" role="group" aria-label="Task list">
            <span class="grid-chosen" role="status">{chosen}</span>
            <button type="button" class="button button-small" on:click=find>
                {icon(Icon::Search)}"Find" <kbd class="button-key">"/"</kbd>
            </button>
            <Pop word=Signal::stored("Levels".to_owned())><Levels grid/></Pop>
            <Pop word=group_word><Groups grid/></Pop>
            <Pop word=filter_word><Filters grid/></Pop>
            <Pop word=Signal::stored("Columns".to_owned())><Columns grid/></Pop>
        </div>
    }
    .into_any()
}

/// A button that opens a small panel; leaving it or Escape closes it.
#[component]
fn Pop(word: Signal<String>, children: ChildrenFn) -> impl IntoView {
    let open = RwSignal::new(false);
    let node = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let leave = move |event: FocusEvent| {
        let to = event
            .related_target()
            .and_then(|it| it.dyn_into::<Node>().ok());
        let outside = |pop: &leptos::web_sys::HtmlDivElement| {
            to.as_ref().is_some_and(|to| !pop.contains(Some(to)))
        };
        if node.get_untracked().is_some_and(|pop| outside(&pop)) {
            open.set(false);
        }
    };
    let key = move |event: KeyboardEvent| {
        event.stop_propagation();
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
            if let Some(button) = button.get_untracked() {
                drop(button.focus());
            }
        }
    };
    view! {
        <div class="menu-anchor" node_ref=node on:focusout=leave on:keydown=key>
            <button type="button" class="button button-small" node_ref=button
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|it| *it = !*it)>{word}{icon(Icon::Down)}</button>
            {move || open.get().then(|| view! {
                <div class="menu menu-end grid-pop" role="group" aria-label=word>{children()}</div>
            })}
        </div>
    }
    .into_any()
}

#[component]
fn Levels(grid: Grid) -> impl IntoView {
    let state = State::expect();
    let deepest = state.plan(|plan| levels(plan, grid.project)).min(9);
    let to = move |level: usize| {
        let folded = state.plan(|plan| folded_to(plan, grid.project, level));
        grid.folded.set(folded);
    };
    let item = move |level: usize| {
        let words = match level {
            1 => "Top level only".to_owned(),
            level => format!("To level {level}"),
        };
        view! {
            <button type="button" class="menu-item" on:click=move |_| to(level)>{words}</button>
        }
    };
    view! {
        {(1..deepest).map(item).collect_view()}
        <button type="button" class="menu-item" on:click=move |_| grid.folded.update(|it| it.clear())>
            "All levels"
        </button>
    }
    .into_any()
}

#[component]
fn Groups(grid: Grid) -> impl IntoView {
    let item = move |group: Group| {
        view! {
            <label class="menu-item">
                <input type="radio" name="grid-group" prop:checked=move || grid.group.get() == group
                    on:change=move |_| grid.group.set(group)/>
                {group.word()}
            </label>
        }
    };
    view! { {Group::ALL.map(item).collect_view()} }.into_any()
}

#[component]
fn Columns(grid: Grid) -> impl IntoView {
    let state = State::expect();
    let item = move |column: Column| {
        let shown = move || grid.shown.with(|it| it.holds(column));
        view! {
            <label class="menu-item">
                <input type="checkbox" prop:checked=shown disabled=column == Column::Title
                    on:change=move |event| grid.show(state, column, event_target_checked(&event))/>
                {column.word()}
            </label>
        }
    };
    view! { {Column::ALL.map(item).collect_view()} }.into_any()
}

type Choice = (String, String);

#[component]
fn Filters(grid: Grid) -> impl IntoView {
    let state = State::expect();
    let nil = Uuid::nil().to_string();
    let people = state.plan(|plan| {
        let person =
            |row: &std::sync::Arc<model::Row<Person>>| (row.id.to_string(), row.name.clone());
        plan.persons()
            .into_iter()
            .map(person)
            .collect::<Vec<Choice>>()
    });
    let people = [(nil.clone(), "Nobody".to_owned())]
        .into_iter()
        .chain(people)
        .collect();
    let statuses = state.plan(|plan| {
        plan.statuses()
            .into_iter()
            .map(|it| (it.key, it.name))
            .collect::<Vec<Choice>>()
    });
    let goals = [(nil, "None".to_owned())]
        .into_iter()
        .chain(goals(state, grid))
        .collect();
    let filter = grid.filter;
    let person = move || filter.with(|it| it.person.map(|id| id.to_string()));
    let status = move || filter.with(|it| it.status.clone());
    let goal = move || filter.with(|it| it.key_result.map(|id| id.to_string()));
    view! {
        <Pick name="who" word="Who" choices=people now=Signal::derive(person)
            choose=Callback::new(move |to: Option<String>| {
                filter.update(|it| it.person = to.and_then(|id| id.parse::<Id<Person>>().ok()));
            })/>
        <Pick name="status" word="Status" choices=statuses now=Signal::derive(status)
            choose=Callback::new(move |to| filter.update(|it| it.status = to))/>
        <Pick name="goal" word="Key Result" choices=goals now=Signal::derive(goal)
            choose=Callback::new(move |to: Option<String>| {
                filter.update(|it| it.key_result = to.and_then(|id| id.parse::<Id<KeyResult>>().ok()));
            })/>
        <label class="menu-item">
            <input type="checkbox" prop:checked=move || filter.with(|it| it.critical)
                on:change=move |event| {
                    let to = event_target_checked(&event);
                    filter.update(|it| it.critical = to);
                }/>
            "Only the critical path"
        </label>
        <button type="button" class="menu-item" disabled=move || filter.with(Filter::is_open)
            on:click=move |_| filter.set(Filter::default())>"Show all tasks"</button>
    }
    .into_any()
}

/// The Key Results that tasks of this project serve.
fn goals(state: State, grid: Grid) -> Vec<Choice> {
    state.track_list(Kind::Link, None);
    state.plan(|plan| {
        let tasks = plan.tasks(grid.project);
        let served = tasks.iter().flat_map(|(_, row)| plan.serves(row.id));
        let mut ids: Vec<Id<KeyResult>> = served
            .chain(plan.project_serves(grid.project))
            .map(|it| it.key_result)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let named = ids.into_iter().filter_map(|id| plan.get(id));
        named
            .map(|row| (row.id.to_string(), row.title.clone()))
            .collect()
    })
}

#[component]
fn Pick(
    name: &'static str,
    word: &'static str,
    choices: Vec<Choice>,
    now: Signal<Option<String>>,
    choose: Callback<Option<String>>,
) -> impl IntoView {
    let id = format!("grid-filter-{name}");
    let option = move |(key, words): Choice| {
        let own = key.clone();
        view! { <option value=key selected=move || now.get().as_ref() == Some(&own)>{words}</option> }
    };
    view! {
        <div class="grid-pick">
            <label for=id.clone()>{word}</label>
            <select class="input input-small" id=id
                on:change=move |event| {
                    choose.run(Some(event_target_value(&event)).filter(|it| !it.is_empty()));
                }>
                <option value="">"All"</option>
                {choices.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}
