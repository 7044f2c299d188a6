//! Fields of an open filing on the stage, and what a person, an input method or an autofill does in them.

use super::{Stage, fire, painted};
use beian::state::{Language, OpenFiling};
use beian_model::sample::complete_filing;
use beian_model::wire::FilingView;
use beian_model::{Filing, FilingId, Path, SiteId, Status, Timestamp};
use leptos::prelude::*;
use leptos::task::tick;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// A piece of page with an open filing.
pub fn show<V: IntoView + 'static>(view: impl FnOnce(OpenFiling, Language) -> V + 'static) -> Stage {
    Stage::mount(move |language| view(OpenFiling::open(empty(), Vec::new()), language))
}

/// The same with the filing, to be looked into.
pub fn show_with<V: IntoView + 'static>(view: impl FnOnce(OpenFiling) -> V + 'static) -> (Stage, OpenFiling) {
    let kept = Rc::new(Cell::new(None));
    let give = kept.clone();
    let stage = show(move |filing, _| {
        give.set(Some(filing));
        view(filing)
    });
    (stage, kept.get().unwrap())
}

/// A new filing, as the server has it.
pub fn empty() -> FilingView {
    draft(1, Filing::new(SiteId(1)))
}

/// A draft, as the server has it.
pub fn draft(version: u64, filing: Filing) -> FilingView {
    let (_, facts) = complete_filing();
    FilingView {
        id: FilingId("stage".to_owned()),
        number: "BA0000000001".to_owned(),
        version,
        status: Status::Draft,
        filing,
        findings: Vec::new(),
        facts,
        until: None,
        timeline: Vec::new(),
        verifications: Vec::new(),
        sms: None,
        verified_before: Vec::new(),
        contact: String::new(),
        numbers: None,
        organiser_in_footer: false,
        reads_pictures: false,
        created_at: Timestamp(0),
        updated_at: Timestamp(0),
    }
}

/// What these tests do with a piece of page.
#[allow(async_fn_in_trait)] // one thread
pub trait Fields {
    /// The first such element, which must be there.
    fn get<T: JsCast>(&self, css: &str) -> T;
    /// The control of a field.
    fn control(&self, at: Path) -> HtmlInputElement;
    /// The text of the first such element.
    fn text(&self, css: &str) -> String;
    /// The rule whose words stand at a field.
    fn said_of(&self, at: Path) -> Option<String>;
    /// Types into the field of a path, without leaving it.
    async fn type_into(&self, at: Path, text: &str);
    /// Leaves the field of a path.
    async fn leave(&self, at: Path);
}

impl Fields for Stage {
    #[track_caller]
    fn get<T: JsCast>(&self, css: &str) -> T {
        self.find(css).unwrap_or_else(|| panic!("no {css} in {}", self.root.inner_html())).unchecked_into()
    }

    #[track_caller]
    fn control(&self, at: Path) -> HtmlInputElement {
        self.get(&format!("[id='{at}']"))
    }

    fn text(&self, css: &str) -> String {
        self.find(css).and_then(|element| element.text_content()).unwrap_or_default()
    }

    fn said_of(&self, at: Path) -> Option<String> {
        self.find(&format!("[id='{at}-error']"))?.get_attribute("data-rule")
    }

    async fn type_into(&self, at: Path, text: &str) {
        let input = self.control(at);
        input.set_value(text);
        fire(&input, "input");
        painted().await;
    }

    async fn leave(&self, at: Path) {
        fire(&self.control(at), "blur");
        tick().await;
    }
}

/// A key pressed in a control; `code` is what old browsers call it by, and 229 what an input method has taken.
pub async fn press_coded(element: &Element, key: &str, code: u32) {
    let press = js_sys::Function::new_with_args(
        "element, key, keyCode",
        "element.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode, bubbles: true, cancelable: true }))",
    );
    press.call3(&JsValue::NULL, element, &key.into(), &code.into()).unwrap();
    tick().await;
}

/// A key pressed in a control.
pub async fn press(element: &Element, key: &str) {
    press_coded(element, key, 0).await;
}

/// Types at the caret of the control that has the focus, as its user does: the browser itself edits the text.
pub async fn insert(element: &HtmlElement, text: &str) {
    element.focus().unwrap();
    let text = serde_json::to_string(text).unwrap();
    js_sys::eval(&format!("document.execCommand('insertText', false, {text})")).unwrap();
    painted().await;
}
