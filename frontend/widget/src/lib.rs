//! The progress widget for other people's pages. It asks `/embed/<token>.json` for a summary that the
//! server worded and counted, and only draws it: no cookies, no storage, no script in strings. The
//! element itself is defined by `public/widget.js`, since wasm cannot extend `HTMLElement`.

mod draw;
mod summary;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, CssStyleSheet, Document, HtmlElement, RequestCredentials, RequestInit, Response,
    ShadowRoot, Window,
};

use summary::Summary;

/// How often a visible widget asks again, in milliseconds.
const REFRESH: i32 = 60_000;
/// How long one request may take.
const PATIENCE: u32 = 15_000;
const CSS: &str = include_str!("widget.css");

/// One widget on a page.
#[wasm_bindgen]
pub struct Progress {
    inner: Rc<Inner>,
}

struct Inner {
    host: HtmlElement,
    root: ShadowRoot,
    home: String,
    /// What is drawn now; kept when a later request fails.
    drawn: RefCell<Option<Summary>>,
    asked_at: Cell<f64>,
    /// Raised by every request: an answer to an earlier one is left out.
    turn: Cell<u32>,
    listening: RefCell<Option<Listening>>,
}

struct Listening {
    timer: i32,
    tick: Closure<dyn FnMut()>,
}

#[wasm_bindgen]
impl Progress {
    /// A widget in `host`, drawing into `root`; `home` is where the script came from.
    #[wasm_bindgen(constructor)]
    pub fn new(host: HtmlElement, root: ShadowRoot, home: String) -> Result<Progress, JsValue> {
        let sheet = CssStyleSheet::new()?;
        sheet.replace_sync(CSS)?;
        root.set_adopted_style_sheets(&js_sys::Array::of1(&sheet));
        Ok(Self {
            inner: Rc::new(Inner {
                host,
                root,
                home,
                drawn: RefCell::default(),
                asked_at: Cell::new(0.0),
                turn: Cell::new(0),
                listening: RefCell::default(),
            }),
        })
    }

    /// Asks and draws, and again every minute while the page is looked at.
    pub fn start(&self) -> Result<(), JsValue> {
        let weak = Rc::downgrade(&self.inner);
        let tick = Closure::<dyn FnMut()>::new(move || {
            if let Some(inner) = weak.upgrade()
                && !document().hidden()
                && js_sys::Date::now() - inner.asked_at.get() >= f64::from(REFRESH) - 1_000.0
            {
                inner.ask();
            }
        });
        let function = tick.as_ref().unchecked_ref();
        document().add_event_listener_with_callback("visibilitychange", function)?;
        let timer =
            window().set_interval_with_callback_and_timeout_and_arguments_0(function, REFRESH)?;
        *self.inner.listening.borrow_mut() = Some(Listening { timer, tick });
        self.inner.ask();
        Ok(())
    }

    /// An attribute changed.
    pub fn change(&self) {
        *self.inner.drawn.borrow_mut() = None;
        self.inner.ask();
    }

    /// The element left the page.
    pub fn stop(&self) {
        self.inner.turn.set(self.inner.turn.get() + 1);
        if let Some(listening) = self.inner.listening.borrow_mut().take() {
            window().clear_interval_with_handle(listening.timer);
            let function = listening.tick.as_ref().unchecked_ref();
            // Removing a listener that is there cannot fail.
            let _ = document().remove_event_listener_with_callback("visibilitychange", function);
        }
    }
}

impl Inner {
    fn ask(self: &Rc<Self>) {
        let turn = self.turn.get() + 1;
        self.turn.set(turn);
        self.asked_at.set(js_sys::Date::now());
        let inner = self.clone();
        spawn_local(async move {
            let summary = fetch(&inner.address("json")).await;
            if inner.turn.get() == turn {
                inner.show(summary);
            }
        });
    }

    /// Draws the answer. Without one, what is drawn stays; with nothing drawn yet, the image tries.
    fn show(&self, answer: Option<Summary>) {
        let size = self.attribute("size").to_ascii_lowercase();
        let theme = self.attribute("theme").to_ascii_lowercase();
        let mut drawn = self.drawn.borrow_mut();
        let made = match (answer, drawn.as_ref()) {
            (Some(summary), _) => {
                let made = draw::card(&document(), &summary, &size, &theme, false);
                *drawn = Some(summary);
                made
            }
            (None, Some(earlier)) => draw::card(&document(), earlier, &size, &theme, true),
            (None, None) => draw::picture(&document(), &self.picture(&size, &theme)),
        };
        if let Ok(element) = made {
            self.root.replace_children_with_node_1(&element);
        }
    }

    fn attribute(&self, name: &str) -> String {
        self.host.get_attribute(name).unwrap_or_default()
    }

    fn address(&self, ending: &str) -> String {
        let src = self.attribute("src");
        let base = if src.is_empty() { &self.home } else { &src };
        let token = js_sys::encode_uri_component(&self.attribute("token"));
        format!("{}/embed/{token}.{ending}", base.trim_end_matches('/'))
    }

    fn picture(&self, size: &str, theme: &str) -> String {
        let word = |text: &str| String::from(js_sys::encode_uri_component(text));
        format!(
            "{}?size={}&theme={}",
            self.address("svg"),
            word(size),
            word(theme)
        )
    }
}

async fn fetch(address: &str) -> Option<Summary> {
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let answer = JsFuture::from(window().fetch_with_str_and_init(address, &init))
        .await
        .ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    Summary::read(&JsFuture::from(answer.json().ok()?).await.ok()?)
}

fn window() -> Window {
    web_sys::window().expect("a custom element lives in a page")
}

fn document() -> Document {
    window()
        .document()
        .expect("a custom element lives in a document")
}
