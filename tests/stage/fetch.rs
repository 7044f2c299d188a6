//! A server that a test plays: what the pages ask, and what they are answered.

use leptos::prelude::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// What answers: given the method, the path below the API with its query, and the body, empty where there is none.
type Answer = Closure<dyn FnMut(String, String, String) -> js_sys::Promise>;

/// The browser's `fetch`, played as long as this lives.
pub struct PlayedFetch {
    _answer: Answer,
}

/// Has every request from now on answered by a function.
pub fn play(answer: impl FnMut(String, String, String) -> js_sys::Promise + 'static) -> PlayedFetch {
    let answer: Answer = Closure::new(answer);
    let wrap = js_sys::Function::new_with_args(
        "answer",
        "return async request => answer(request.method, request.url.split('/api/v1')[1] ?? '', await request.text())",
    );
    let fetch = wrap.call1(&JsValue::NULL, answer.as_ref().unchecked_ref()).unwrap();
    js_sys::Reflect::set(&window(), &"fetch".into(), &fetch).unwrap();
    PlayedFetch { _answer: answer }
}

/// An answer of the played server, with its `Date` where one is given.
pub fn answered(status: u16, body: &str, date: &str) -> js_sys::Promise {
    let make = js_sys::Function::new_with_args(
        "status, body, date",
        "return Promise.resolve(new Response(body, { status, headers: date ? { Date: date } : {} }))",
    );
    make.call3(&JsValue::NULL, &status.into(), &body.into(), &date.into()).unwrap().unchecked_into()
}

/// No answer, for ever.
pub fn unanswered() -> js_sys::Promise {
    js_sys::Promise::new(&mut |_, _| {})
}
