//! The field of an SMS code (短信验证码): six digits however they are pasted, and nothing that is none is sent as a try.

use super::text_input::TextInput;
use crate::state::t;
use beian_locale::ui::Ui;
use beian_rules::identifiers::sms_code::sms_code;
use leptos::prelude::*;

/// A code that is typed.
#[derive(Clone, Copy)]
pub struct Code {
    typed: RwSignal<String>,
    is_wrong: RwSignal<bool>,
}

impl Code {
    /// Nothing yet.
    pub fn new() -> Code {
        Code { typed: RwSignal::new(String::new()), is_wrong: RwSignal::new(false) }
    }

    /// The six digits; where there are none the field says so: every try counts, and five are all there are.
    pub fn take(self) -> Option<String> {
        let code = sms_code(&self.typed.read_untracked());
        self.is_wrong.set(code.is_none());
        code
    }

    /// Empties the field, after the code was used.
    pub fn clear(self) {
        self.typed.set(String::new());
    }
}

impl Default for Code {
    fn default() -> Self {
        Code::new()
    }
}

/// The control. No `maxlength`: a browser would cut `941 370` as it is pasted, and what is left is another code.
#[component]
pub fn CodeInput(
    /// Its id.
    #[prop(into)]
    id: String,
    /// The code.
    code: Code,
    /// Called once six digits are there, by who needs no button for it.
    #[prop(optional, into)]
    on_whole: Option<Callback<()>>,
) -> impl IntoView {
    let error_id = error_id(&id);
    let on_text = move |text: String| {
        let is_whole = sms_code(&text).is_some();
        code.typed.set(text);
        if is_whole {
            code.is_wrong.set(false);
            if let Some(on_whole) = on_whole {
                on_whole.run(());
            }
        }
    };
    view! {
        <TextInput
            id
            class="input input--code"
            mode="numeric"
            autocomplete="one-time-code"
            value=code.typed
            on_text
            invalid=code.is_wrong
            described=Signal::derive(move || code.is_wrong.get().then(|| error_id.clone()))
        />
    }
}

/// What is wrong with what stands in the field.
#[component]
pub fn CodeError(
    /// The control's id.
    #[prop(into)]
    id: String,
    /// The code.
    code: Code,
) -> impl IntoView {
    let id = error_id(&id);
    move || {
        let id = id.clone();
        code.is_wrong.get().then(|| {
            view! { <p class="field__error" role="alert" id=id data-code-error="true">{t(Ui::CodeShape)}</p> }
        })
    }
}

fn error_id(id: &str) -> String {
    format!("{id}-error")
}
