//! Files that a person chooses, drops or saves, and the clipboard.

use app::host::{Picked, Trouble};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

use crate::device::{self, window};

/// More than any import may have: reading it would only freeze the page.
const LARGEST: f64 = 64.0 * 1024.0 * 1024.0;

/// Lets the person choose a file.
pub async fn pick(accept: &str) -> Result<Option<Picked>, Trouble> {
    let input: HtmlInputElement = document()
        .create_element("input")
        .ok()
        .and_then(|element| element.dyn_into().ok())
        .ok_or_else(|| failed("This browser cannot open files."))?;
    input.set_type("file");
    input.set_accept(accept);
    let chosen = js_sys::Promise::new(&mut |resolve, _| {
        for name in ["change", "cancel"] {
            let resolve = resolve.clone();
            device::hear(&input, name, move || {
                // Resolving a promise a second time does nothing.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            });
        }
    });
    input.click();
    JsFuture::from(chosen)
        .await
        .map_err(|_| failed("The file was not opened."))?;
    match input.files().and_then(|files| files.get(0)) {
        Some(file) => read(file).await.map(Some),
        None => Ok(None),
    }
}

/// The file that was dropped. The event forgets its files when it is over, so take it before waiting.
pub fn dropped(event: &web_sys::DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// Reads a file.
pub async fn read(file: File) -> Result<Picked, Trouble> {
    let name = file.name();
    if file.size() > LARGEST {
        return Err(failed(
            "This file is larger than 64 MB, more than an import takes.",
        ));
    }
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| failed("The file could not be read. Was it moved or is it still open?"))?;
    Ok(Picked {
        name,
        bytes: js_sys::Uint8Array::new(&buffer).to_vec(),
    })
}

/// Offers a file to save.
pub fn save(name: &str, mime: &str, bytes: &[u8]) -> Result<(), Trouble> {
    offer(name, mime, bytes).map_err(|_| failed("This browser did not let the file be saved."))
}

fn offer(name: &str, mime: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser reads the blob after the click; a minute is more than it needs to begin.
    device::after(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    });
    Ok(())
}

/// Puts text on the clipboard.
pub async fn copy(text: &str) -> Result<(), Trouble> {
    let no = || failed("This browser does not allow copying here. Select the text and copy it.");
    // There is no clipboard on pages without TLS.
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return Err(no());
    }
    let written = window().navigator().clipboard().write_text(text);
    JsFuture::from(written).await.map(drop).map_err(|_| no())
}

fn document() -> web_sys::Document {
    window()
        .document()
        .expect("a window that shows a page has a document")
}

fn failed(why: &str) -> Trouble {
    Trouble::Device(why.into())
}
