//! The Web Lock that names the leader. The bindings are ours: web-sys has them only as unstable.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[wasm_bindgen]
extern "C" {
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &JsValue,
        held: &Function,
    ) -> Result<Promise, JsValue>;
}

/// A lock that this tab holds or waits for.
pub struct Lock {
    release: Rc<Cell<Option<Function>>>,
}

impl Lock {
    /// Waits for the lock; `held` is called when it is ours, `lost` when another tab stole it. `None`
    /// when this browser (or this page, without TLS) has no locks.
    pub fn wait(
        name: &str,
        steal: bool,
        held: impl FnOnce() + 'static,
        lost: impl FnOnce() + 'static,
    ) -> Option<Self> {
        let locks = Reflect::get(&crate::device::window().navigator(), &"locks".into()).ok()?;
        if !locks.is_object() {
            return None;
        }
        let locks: LockManager = locks.unchecked_into();
        let release: Rc<Cell<Option<Function>>> = Rc::default();
        let keep = release.clone();
        // The lock is ours until the promise that this returns is resolved.
        let granted = Closure::once_into_js(move || -> Promise {
            held();
            Promise::new(&mut |resolve, _| keep.set(Some(resolve)))
        });
        let options = Object::new();
        if steal {
            Reflect::set(&options, &"steal".into(), &JsValue::TRUE).ok()?;
        }
        let asked = locks
            .request(name, &options, granted.unchecked_ref())
            .ok()?;
        spawn_local(async move {
            if JsFuture::from(asked).await.is_err() {
                lost();
            }
        });
        Some(Self { release })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            // Resolving a promise cannot fail.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}
