//! The shell that the html paints before any program runs, and how it gives place. Where it shows a field, `shell.js` is its side of this:
//! it keeps what was typed, the caret, and that it was sent, until the program's own field is there.

use super::window::{document, spawn, take_over_shell, window};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// What the browser remembers while somebody is signed in, so that the shell shows them no field of who is not. The session itself is
/// a cookie that no script sees.
pub const SIGNED_IN: &str = "beian.signed-in";

/// The shell shows a field that can be used already.
pub fn has_field() -> bool {
    has("[data-first]")
}

/// The shell still stands: the page that is drawn is the first one.
pub fn is_there() -> bool {
    has("[data-shell]")
}

fn has(css: &str) -> bool {
    matches!(document().query_selector(css), Ok(Some(_)))
}

/// Draws the pages once the shell may go, which it then does: not while something is composed in its field, for a composition would not
/// outlive it.
pub fn take_over(draw: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(move || {
        draw();
        // After what the pages do as they appear, so that the focus goes from field to field: were the shell's gone before, a telephone
        // would put its keyboard away.
        spawn(async { take_over_shell() });
    });
    if !ask("take", &then) {
        // Nobody keeps anything: there is nothing to wait for.
        let _ = then.unchecked_ref::<Function>().call0(&JsValue::UNDEFINED);
    }
}

/// Puts what was typed into the shell's field into the page's, as soon as that is there: text, focus and caret; sends it where it was sent.
/// Once: whatever shows such a field calls it as it is made.
pub fn give_soon() {
    spawn(async {
        ask("give", &JsValue::UNDEFINED);
    });
}

/// Keeps nothing of the shell's field any more: who is signed in is asked for nothing there, now or later.
pub fn drop_kept() {
    ask("drop", &JsValue::UNDEFINED);
}

/// Remembers whether somebody is signed in, for the next visit's shell.
pub fn note_signed_in(signed_in: bool) {
    // A browser that stores nothing shows everybody the field.
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(SIGNED_IN, if signed_in { "1" } else { "" });
    }
}

/// Asks the shell's script for something; false where the page has none.
fn ask(what: &str, argument: &JsValue) -> bool {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    let shell = get(&window(), "beianShell");
    let ask = get(&shell, what);
    ask.is_function() && ask.unchecked_ref::<Function>().call1(&shell, argument).is_ok()
}
