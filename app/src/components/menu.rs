//! A menu behind a button: arrow keys move, Escape closes and gives the focus back, leaving closes.

use chart::icon::Icon;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FocusEvent, HtmlElement, KeyboardEvent, Node};

use crate::components::focus;
use crate::components::icon::icon;

/// One thing to do.
#[derive(Clone)]
pub struct MenuItem {
    /// Its words.
    pub words: String,
    /// Its shape.
    pub icon: Icon,
    /// The key that does the same.
    pub key: &'static str,
    /// Whether it takes something away.
    pub danger: bool,
    /// What it does.
    pub act: Callback<()>,
}

impl MenuItem {
    /// An item without a key.
    pub fn new(
        words: impl Into<String>,
        icon: Icon,
        act: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self {
            words: words.into(),
            icon,
            key: "",
            danger: false,
            act: Callback::new(move |()| act()),
        }
    }
    /// The key that does the same.
    pub fn key(self, key: &'static str) -> Self {
        Self { key, ..self }
    }
    /// It takes something away.
    pub fn danger(self) -> Self {
        Self {
            danger: true,
            ..self
        }
    }
}

/// The button and its menu. `id` tells it from others on the page.
#[component]
pub fn Menu(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The button's name, "Actions for …".
    #[prop(optional, into)]
    label: Signal<String>,
    /// The class of the wrapper, for its place.
    #[prop(optional)]
    class: &'static str,
    /// The class of the button.
    #[prop(default = "button button-plain button-small button-icon")]
    button_class: &'static str,
    /// What can be done, asked when opened.
    items: Callback<(), Vec<MenuItem>>,
    /// What the button shows; without it, three dots.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let node = NodeRef::<html::Div>::new();
    let button = format!("{id}-button");
    let id = StoredValue::new(id);
    let item_id = move |at: usize| id.with_value(|id| format!("{id}-{at}"));
    let back = button.clone();
    let close = Callback::new(move |()| {
        open.set(false);
        focus::to_id(&back);
    });
    let leave = move |event: FocusEvent| {
        let to = event
            .related_target()
            .and_then(|it| it.dyn_into::<Node>().ok());
        if node
            .get_untracked()
            .is_some_and(|menu| !menu.contains(to.as_ref()))
        {
            open.set(false);
        }
    };
    let side = if children.is_some() { "" } else { "menu-end" };
    let face = children.map_or_else(
        || icon(Icon::More).into_any(),
        |children| children().into_any(),
    );
    let list = move || {
        open.get().then(|| {
            let items = items.run(());
            let count = items.len();
            focus::to_id_soon(item_id(0));
            let rows = items.into_iter().enumerate().map(|(at, item)| {
                item_view(item, item_id(at), close, move |key| {
                    step(key, at, count).map(item_id)
                })
            });
            view! { <div class=format!("menu {side}") role="menu">{rows.collect_view()}</div> }
        })
    };
    view! {
        <div class=format!("menu-anchor {class}") node_ref=node on:focusout=leave>
            <button type="button" id=button class=button_class
                aria-haspopup="menu" aria-expanded=move || open.get().to_string()
                aria-label=move || Some(label.get()).filter(|it| !it.is_empty())
                on:click=move |_| open.update(|now| *now = !*now)>
                {face}
            </button>
            {list}
        </div>
    }
    .into_any()
}

fn step(key: &str, at: usize, count: usize) -> Option<usize> {
    match key {
        "ArrowDown" => Some((at + 1) % count),
        "ArrowUp" => Some((at + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}

fn item_view(
    item: MenuItem,
    id: String,
    close: Callback<()>,
    step: impl Fn(&str) -> Option<String> + 'static,
) -> impl IntoView {
    let key = move |event: KeyboardEvent| {
        event.stop_propagation();
        if event.key() == "Escape" {
            close.run(());
        } else if let Some(next) = step(&event.key()) {
            event.prevent_default();
            focus::to_id(&next);
        }
    };
    let class = if item.danger {
        "menu-item menu-item-danger"
    } else {
        "menu-item"
    };
    view! {
        <button type="button" role="menuitem" id=id class=class tabindex="-1" on:keydown=key
            on:click=move |_| { close.run(()); item.act.run(()); }>
            {icon(item.icon)}<span>{item.words}</span>
            {(!item.key.is_empty()).then(|| view! { <kbd>{item.key}</kbd> })}
        </button>
    }
    .into_any()
}

/// The element that an event came from, as one that can be asked.
pub fn source(event: &KeyboardEvent) -> Option<HtmlElement> {
    event.target().and_then(|it| it.dyn_into().ok())
}
