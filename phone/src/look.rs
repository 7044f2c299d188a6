//! The guide's program: fetched once the camera opens, so that the page before it stays small, and called for each frame.

use beian_browser::window::{document, window};
use beian_guidance::Seen;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlTemplateElement;

/// The name under which `bin/guide` puts itself into the page.
const NAME: &str = "beianGuide";
/// Where the html keeps what loads it.
const LATER: &str = "template[data-later='guide']";

/// Begins to load it, once for the page. Where that fails nothing is said of frames, and the camera works all the same.
pub fn fetch() {
    let Ok(Some(template)) = document().query_selector(LATER) else { return };
    template.remove();
    if let (Ok(template), Some(page)) = (template.dyn_into::<HtmlTemplateElement>(), document().document_element()) {
        // Scripts of a template run as soon as they stand in the document.
        let _ = page.append_child(&template.content());
    }
}

/// What is seen in a frame's pixels (`Uint8ClampedArray`); `None` while the program is on its way.
pub fn at(is_face: bool, width: u32, rgba: &JsValue) -> Option<Seen> {
    let look: Function = Reflect::get(&window(), &NAME.into()).ok()?.dyn_into().ok()?;
    let seen = look.apply(&JsValue::NULL, &Array::of3(&is_face.into(), &width.into(), rgba)).ok()?;
    Seen::from_bytes(&seen.dyn_into::<Uint8Array>().ok()?.to_vec())
}
