//! An agreement: where its text is read, its box to tick (unticked by default). What is ticked is the version that is in force.

use super::tick_input::choice_item;
use crate::dynamic::dynamic;
use crate::routes;
use crate::state::rules as rule_words;
use crate::state::{t, use_filing, use_language};
use beian_locale::{fields, ui::Ui};
use beian_model::{AgreementField, Path};
use leptos::prelude::*;

/// An agreement.
#[component]
pub fn Agreement(
    /// Which.
    of: AgreementField,
    /// The version that is in force.
    version: String,
) -> impl IntoView {
    let at = Path::Agreement(of);
    let filing = use_filing();
    let language = use_language();
    let value = filing.text(at);
    let error_message = filing.error_message(at);
    let error = move || {
        error_message.get().map(|finding| {
            view! {
                <p class="field__error" id=format!("{at}-error")>{rule_words::message(&finding, language.get())}</p>
            }
        })
    };
    let in_force = version.clone();
    let link = move || {
        let lang = language.get();
        view! { <a href=routes::text(of.as_str(), lang) target="_blank" rel="external noopener">{fields::label(at, lang)}</a> }
    };
    view! {
        <div class="field" data-path=at.to_string() data-invalid=move || error_message.read().is_some().then_some("true")>
            {dynamic(error)}
            <div class="choice">
                {choice_item(
                    at.to_string(),
                    None,
                    Signal::derive(move || *value.read() == in_force),
                    Callback::new(move |is: bool| {
                        filing.set_text(at, if is { &version } else { "" });
                        filing.touch(at);
                    }),
                    Some(at),
                    view! { {t(Ui::IAgreeTo)} " " {dynamic(link)} }.into_any(),
                )}
            </div>
        </div>
    }
}
