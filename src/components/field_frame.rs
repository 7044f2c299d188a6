//! What stands around the control of a field: label, hint, what its bureau asks, what is wrong with it.

use super::field_notes::{self, BureauHints};
use crate::dynamic::{dynamic, memo};
use crate::state::rules as rule_words;
use crate::state::{use_filing, use_language};
use beian_locale::fields;
use beian_model::Path;
use leptos::prelude::*;

/// Label, hint and error message around a control; the error message is tied to the control by `<path>-error`.
#[component]
pub fn FieldFrame(
    /// The field.
    at: Path,
    /// The control has this id; the path when nothing else is said.
    #[prop(optional, into)]
    control_id: Option<String>,
    /// The control is a group with a legend of its own, not one input that a label can name.
    #[prop(optional)]
    group: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let id = at.to_string();
    let label_for = control_id.unwrap_or_else(|| id.clone());
    let error_message = filing.error_message(at);
    let label = move || fields::label(at, language.get());
    let hint_id = format!("{id}-hint");
    let hint = move || {
        let hint_id = hint_id.clone();
        let lang = language.get();
        let (hint, example) = (fields::hint(at, lang), fields::example(at, lang));
        (hint.is_some() || example.is_some()).then(|| {
            view! { <p class="field__hint" id=hint_id>{hint} " " {example.map(|example| view! { <span class="field__example">{example}</span> })}</p> }
        })
    };
    let error_id = format!("{id}-error");
    let error = move || {
        let error_id = error_id.clone();
        error_message.get().map(|finding| {
            let words = rule_words::message(&finding, language.get());
            view! {
                <p class="field__error" id=error_id data-rule=finding.rule.to_string() data-severity=finding.severity.as_str()>
                    {words}
                    {field_notes::said_by(&finding, language.get()).map(|said| view! { " " <span class="field__said">{said}</span> })}
                </p>
            }
        })
    };
    let note = filing.note(at);
    let said = move || {
        note.get().filter(|_| error_message.read().is_none()).map(|finding| {
            let words = rule_words::message(&finding, language.get());
            view! { <p class="field__note" role="status" data-rule=finding.rule.to_string()>{words}</p> }
        })
    };
    let told = memo(move || field_notes::inferred(at, language.get()));
    let tells = move || told.get().map(|words| view! { <p class="field__note" data-told="true">{words}</p> });
    let named = if group {
        view! { <p class="field__label" id=format!("{id}-label")>{dynamic(label)}</p> }.into_any()
    } else {
        view! { <label class="field__label" for=label_for>{dynamic(label)}</label> }.into_any()
    };
    view! {
        <div class="field" data-path=id data-invalid=move || error_message.read().is_some().then_some("true")>
            {named}
            {dynamic(hint)}
            <BureauHints at />
            {dynamic(error)}
            <div class="field__control">{children()}</div>
            {dynamic(said)}
            {dynamic(tells)}
            <super::reading::ReadMark at />
        </div>
    }
}

/// What `aria-describedby` of a field's control says: its hint and, while there is one, its error message.
pub fn described_by(at: Path) -> impl Fn() -> Option<String> + Send + Sync + 'static {
    let filing = use_filing();
    let language = use_language();
    let error_message = filing.error_message(at);
    move || {
        let mut ids = Vec::new();
        let lang = language.get();
        if fields::hint(at, lang).is_some() || fields::example(at, lang).is_some() {
            ids.push(format!("{at}-hint"));
        }
        if field_notes::bureau_hints(at, lang).is_some() {
            ids.push(format!("{at}-bureau"));
        }
        if error_message.read().is_some() {
            ids.push(format!("{at}-error"));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}
