//! Pictures as files and on paper: SVG painted on a canvas, and pages that are only there to print.

use app::host::Trouble;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Document, HtmlCanvasElement, HtmlImageElement,
    Url,
};

use crate::device::{self, window};
use crate::file;

/// The class of what is printed; the style sheet leaves out everything else while it is there.
const PAGES: &str = "print-pages";

fn document() -> Result<Document, JsValue> {
    window().document().ok_or(JsValue::UNDEFINED)
}

fn failed(_: JsValue) -> Trouble {
    Trouble::Device("This browser could not paint the picture. Save it as SVG instead.".to_owned())
}

/// Paints a picture and offers it as a file.
pub async fn save_png(
    name: &str,
    svg: &str,
    size: (u32, u32),
    percent: u32,
) -> Result<(), Trouble> {
    let blob = paint(svg, size, percent).await.map_err(failed)?;
    let bytes = JsFuture::from(blob.array_buffer()).await.map_err(failed)?;
    file::save(name, "image/png", &js_sys::Uint8Array::new(&bytes).to_vec())
}

async fn paint(svg: &str, (width, height): (u32, u32), percent: u32) -> Result<Blob, JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(svg));
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let source = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&source)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&address);
    let decoded = JsFuture::from(image.decode()).await;
    let painted = decoded.and_then(|_| {
        let canvas: HtmlCanvasElement = document()?.create_element("canvas")?.dyn_into()?;
        canvas.set_width(width * percent / 100);
        canvas.set_height(height * percent / 100);
        let context: CanvasRenderingContext2d = canvas
            .get_context("2d")?
            .ok_or(JsValue::UNDEFINED)?
            .dyn_into()?;
        let (wide, high) = (f64::from(canvas.width()), f64::from(canvas.height()));
        context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high)?;
        Ok(canvas)
    });
    Url::revoke_object_url(&address)?;
    let canvas = painted?;
    let made = js_sys::Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            let _ = resolve.call1(&JsValue::UNDEFINED, &blob);
        });
        if canvas.to_blob(done.unchecked_ref()).is_err() {
            let _ = reject.call0(&JsValue::UNDEFINED);
        }
    });
    JsFuture::from(made).await?.dyn_into()
}

/// Prints pages. They are taken away when the browser has them.
pub fn print(pages: &[String]) -> Result<(), Trouble> {
    show(pages).map_err(|_| Trouble::Device("This browser could not print.".to_owned()))
}

fn show(pages: &[String]) -> Result<(), JsValue> {
    let document = document()?;
    let body = document.body().ok_or(JsValue::UNDEFINED)?;
    // Where the browser never said that it was done with the pages before, they still stand there.
    while let Some(spent) = document.query_selector(&format!(".{PAGES}"))? {
        spent.remove();
    }
    let place = document.create_element("div")?;
    place.set_class_name(PAGES);
    for page in pages {
        let sheet = document.create_element("div")?;
        sheet.set_class_name("print-page");
        sheet.set_inner_html(page);
        place.append_child(&sheet)?;
    }
    body.append_child(&place)?;
    let spent = place.clone();
    device::hear(&window(), "afterprint", move || spent.remove());
    window().print()
}
