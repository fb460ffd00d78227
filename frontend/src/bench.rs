//! The page on which the Gantt chart is measured beside others: it hands the chart to whoever measures,
//! as `window.__bench`. Only a server that was started with `--bench` lets it be shown.

use std::cell::RefCell;
use std::rc::Rc;

use app::pages::project::{GanttBench, GanttBenchPage};
use js_sys::{JSON, Object, Promise, Reflect};
use leptos::prelude::request_animation_frame;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::device::window;
use crate::transport;

/// Where the page is.
const PATH: &str = "/bench/gantt";

/// Whether this address is the page's and the server lets it be shown.
pub async fn is_here() -> bool {
    let path = window().location().pathname();
    path.is_ok_and(|path| path == PATH) && transport::get::<bool>("bench").await == Ok(true)
}

/// Mounts the page and hands it over.
pub fn start() {
    let made: Rc<RefCell<Option<GanttBench>>> = Rc::default();
    let keep = made.clone();
    leptos::mount::mount_to_body(move || {
        let bench = GanttBench::default();
        keep.replace(Some(bench));
        leptos::view! { <GanttBenchPage bench/> }
    });
    if let Some(bench) = made.take() {
        let name = concat!("throughline ", env!("CARGO_PKG_VERSION"));
        let bench = JsValue::from(Bench { bench, name });
        drop(Reflect::set(&window(), &"__bench".into(), &bench));
    }
}

/// What `window.__bench` offers.
#[wasm_bindgen]
pub struct Bench {
    bench: GanttBench,
    name: &'static str,
}

async fn frame() {
    let promise = Promise::new(&mut |resolve, _| {
        request_animation_frame(move || drop(resolve.call0(&JsValue::NULL)));
    });
    drop(JsFuture::from(promise).await);
}

fn scroll_area() -> Option<web_sys::Element> {
    let document = window().document()?;
    document.query_selector(".gantt-scroll").ok().flatten()
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        drop(Reflect::set(&object, &JsValue::from_str(name), value));
    }
    object.into()
}

#[wasm_bindgen]
impl Bench {
    /// Whose row it is.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.name.to_owned()
    }

    /// Shows a plan; resolves in the second frame after its bars are there.
    pub async fn load(&self, data: JsValue) -> Result<(), JsValue> {
        let text = String::from(JSON::stringify(&data)?);
        let given = serde_json::from_str(&text);
        let given = given.map_err(|error| JsValue::from_str(&error.to_string()))?;
        drop(text);
        self.bench.load(given);
        frame().await;
        frame().await;
        Ok(())
    }

    /// Scrolls to a share of the height and, when given, of the width.
    #[wasm_bindgen(js_name = scrollTo)]
    pub fn scroll_to(&self, fy: f64, fx: Option<f64>) {
        let Some(area) = scroll_area() else {
            return;
        };
        let part = |share: f64, all: i32, seen: i32| (share * f64::from(all - seen)) as i32;
        area.set_scroll_top(part(fy, area.scroll_height(), area.client_height()));
        if let Some(fx) = fx {
            area.set_scroll_left(part(fx, area.scroll_width(), area.client_width()));
        }
    }

    /// Whether the row in the middle is drawn for where one scrolled to.
    pub fn fresh(&self) -> bool {
        self.bench.is_fresh()
    }

    /// Where to take hold of the first bar, and how far so many days are.
    #[wasm_bindgen(js_name = dragFirstBar)]
    pub async fn drag_first_bar(&self, days: i32) -> JsValue {
        let Some(grip) = self.bench.first_bar(days) else {
            return JsValue::NULL;
        };
        frame().await;
        object(&[
            ("id", JsValue::from_f64(grip.id as f64)),
            ("x", grip.x.into()),
            ("y", grip.y.into()),
            ("dx", grip.dx.into()),
        ])
    }

    /// The start of a task in the model and where its bar stands.
    pub fn bar(&self, id: f64) -> JsValue {
        match self.bench.bar(id as u64) {
            Some((start, left)) => object(&[("start", start.into()), ("left", left.into())]),
            None => JsValue::NULL,
        }
    }

    /// Elements on the page.
    #[wasm_bindgen(js_name = nodeCount)]
    pub fn node_count(&self) -> u32 {
        let document = window().document();
        document.map_or(0, |it| it.get_elements_by_tag_name("*").length())
    }

    /// Bytes of linear memory.
    #[wasm_bindgen(js_name = wasmBytes)]
    pub fn wasm_bytes(&self) -> f64 {
        let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
        let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
        f64::from(buffer.byte_length())
    }
}
