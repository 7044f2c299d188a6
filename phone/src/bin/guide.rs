//! The guide: looks at the camera's frames for the phone's page, which loads this program once its camera opens.

use beian_guidance::{Frame, card, face};
use wasm_bindgen::closure::Closure;

/// The name under which the page finds it: `guide(is_face, width, rgba)` gives the bytes of what is seen, none for no picture.
const NAME: &str = "beianGuide";

fn main() {
    let look = Closure::<dyn Fn(bool, usize, Vec<u8>) -> Vec<u8>>::new(|is_face, width, rgba: Vec<u8>| {
        let look = if is_face { face } else { card };
        Frame::new(&rgba, width).map(|frame| look(&frame).to_bytes()).unwrap_or_default()
    });
    // A page that cannot be written to has no guide; its camera works without.
    let _ = js_sys::Reflect::set(&js_sys::global(), &NAME.into(), &look.into_js_value());
}
