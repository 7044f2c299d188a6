//! The one text control of all pages, an input or a textarea. What stands in it belongs to the person who types it: it is
//! written anew only where something else than they changed the text. A letter is painted before anybody hears of it.

use crate::state::{pointer, untold};
use beian_browser::window::Listening;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// What a text control shows, and who hears of it.
#[derive(Clone, Copy)]
pub struct Typed {
    /// The text.
    pub shown: Signal<String>,
    /// Called with the text as it was typed, each time that it differs.
    pub on_text: Callback<String>,
    /// Called as what was typed becomes half a date, and as it is one no longer.
    pub on_half: Option<Callback<bool>>,
    /// Called when a change is over, by who does not come to the field as well as by who leaves it (`change`).
    pub on_done: Option<Callback<()>>,
    /// The control is off: what is half typed in it counts no more.
    pub is_off: Signal<bool>,
}

/// A control with what is known of it.
struct Control {
    element: HtmlInputElement,
    how: Typed,
    /// The text that the person's last event told, or that was written since.
    known: RefCell<String>,
    is_half: Cell<bool>,
    is_composing: Cell<bool>,
    /// The person's last letter is not told yet.
    waits: Cell<bool>,
}

/// Ties a control to its text, until the owner goes; for `use:typed` on any element that has a `value`.
pub fn typed(element: Element, how: Typed) {
    // The browser's textarea has everything that is asked of an input here.
    let element: HtmlInputElement = element.unchecked_into();
    let known = RefCell::new(element.value());
    let no = || Cell::new(false);
    let control = Rc::new(Control { element, how, known, is_half: no(), is_composing: no(), waits: no() });
    let on = |event: &'static str, then: fn(&Rc<Control>)| {
        let control = Rc::clone(&control);
        Listening::to(&control.element.clone(), event, move || then(&control))
    };
    // Autofill and extensions send one of `input` and `change`; a date that never was whole is told by neither.
    let listening = [
        on("input", Control::hear_soon),
        on("change", |control| {
            control.hear_left();
            if let Some(on_done) = control.how.on_done {
                on_done.try_run(());
            }
        }),
        on("blur", |control| control.hear_left()),
    ];
    let begins = on("compositionstart", |control| control.is_composing.set(true));
    let ends = on("compositionend", |control| {
        control.is_composing.set(false);
        // What the person composed stands; else what waited for them is shown now.
        if !control.hear() {
            control.write();
        }
    });
    let left = SendWrapper::new(Rc::clone(&control));
    let written = RenderEffect::new(move |_: Option<()>| control.write());
    on_cleanup(move || {
        left.hear_what_waits();
        drop((listening, begins, ends, written));
    });
}

impl Control {
    /// Reads what the person types once it is painted.
    fn hear_soon(self: &Rc<Self>) {
        if !self.waits.replace(true) {
            let control = Rc::clone(self);
            untold::wait(Box::new(move || control.hear_what_waits()));
        }
    }

    /// Reads what the person typed as they leave. Where a click takes them away, a letter that waits is told before anybody hears of
    /// that click, and not under their finger; but who settles as they leave must know now.
    fn hear_left(&self) {
        let is_told_by_click = self.waits.get() && pointer::is_down() && self.how.on_done.is_none();
        if !is_told_by_click {
            self.hear();
        }
    }

    fn hear_what_waits(&self) {
        if self.waits.get() {
            self.hear();
        }
    }

    /// Reads what the person typed; says whether that is news.
    fn hear(&self) -> bool {
        self.waits.set(false);
        let text = self.element.value();
        // Half a date has no value. That is neither the empty field nor anything to be kept in place of what stood there.
        let is_half = text.is_empty() && self.element.validity().bad_input();
        self.tell_half(is_half);
        if is_half || *self.known.borrow() == text {
            return false;
        }
        self.known.replace(text.clone());
        self.how.on_text.try_run(text);
        true
    }

    /// Shows the text where it is another than the person's: a merge, an undo, what was read from a picture. Writing back what
    /// they typed would move the caret, and break what the browser shows otherwise than it tells.
    fn write(&self) {
        let (text, is_off) = (self.how.shown.get(), self.how.is_off.get());
        let is_dropped = is_off && self.is_half.get();
        if self.waits.get() && self.hear() {
            // A letter that was typed before this came, and only not told.
            return;
        }
        if self.is_composing.get() || (*self.known.borrow() == text && !is_dropped) {
            return;
        }
        self.element.set_value(&text);
        self.known.replace(text);
        self.tell_half(false);
    }

    fn tell_half(&self, is_half: bool) {
        if self.is_half.replace(is_half) != is_half
            && let Some(on_half) = self.how.on_half
        {
            on_half.try_run(is_half);
        }
    }
}

/// A text control.
#[component]
pub fn TextInput(
    /// Its id.
    #[prop(into)]
    id: String,
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Called with what was typed.
    #[prop(into)]
    on_text: Callback<String>,
    /// `type` of an input. Never `email` or `url`: those tell another text than they show.
    #[prop(default = "text")]
    kind: &'static str,
    /// `inputmode`: which keyboard a telephone shows.
    #[prop(into, default = "text".into())]
    mode: Signal<&'static str>,
    /// `autocomplete`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Lines of a textarea; none for an input.
    #[prop(default = 0)]
    rows: u32,
    /// Most characters of a textarea.
    #[prop(optional)]
    limit: Option<u32>,
    /// `class` of an input.
    #[prop(default = "input")]
    class: &'static str,
    /// `placeholder`.
    #[prop(optional)]
    placeholder: Option<&'static str>,
    /// Something is wrong with it.
    #[prop(optional, into)]
    invalid: Signal<bool>,
    /// `aria-describedby`.
    #[prop(optional, into)]
    described: Signal<Option<String>>,
    /// It takes nothing at present.
    #[prop(optional, into)]
    is_off: Signal<bool>,
    /// Called as it is left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
    /// Called as what was typed becomes half a date, and as it is one no longer.
    #[prop(optional, into)]
    on_half: Option<Callback<bool>>,
) -> impl IntoView {
    let how = Typed { shown: value, on_text, on_half, on_done: None, is_off };
    let leave = move |_| {
        if let Some(on_leave) = on_leave {
            on_leave.try_run(());
        }
    };
    let wrong = move || invalid.get().then_some("true");
    let described = move || described.get();
    if rows > 0 {
        return view! {
            <textarea class="textarea" id=id rows=rows maxlength=limit aria-invalid=wrong aria-describedby=described
                use:typed=how on:blur=leave></textarea>
        }
        .into_any();
    }
    // What has no sentences must not begin with a capital letter, nor be put right by a telephone's dictionary.
    let as_typed = move || matches!(mode.get(), "email" | "url");
    view! {
        <input
            class=class
            id=id
            type=kind
            inputmode=move || mode.get()
            autocomplete=autocomplete
            autocapitalize=move || as_typed().then_some("none")
            prop:autocorrect=move || !as_typed()
            spellcheck="false"
            placeholder=placeholder
            disabled=move || is_off.get()
            aria-invalid=wrong
            aria-describedby=described
            use:typed=how
            on:blur=leave
        />
    }
    .into_any()
}
