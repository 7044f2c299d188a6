//! One of the two agreements: its text to read, its box to tick (unticked by default).

use super::field_frame::described_by;
use super::tick_input::TickInput;
use crate::dynamic::dynamic;
use crate::state::rules as rule_words;
use crate::state::{t, use_filing, use_language};
use beian_locale::{Words, fields, ui::Ui};
use beian_model::{AgreementField, Path};
use leptos::prelude::*;

/// An agreement.
#[component]
pub fn Agreement(
    /// Which.
    which: AgreementField,
) -> impl IntoView {
    let at = Path::Agreement(which);
    let filing = use_filing();
    let language = use_language();
    let value = filing.text(at);
    let error_message = filing.error_message(at);
    let text = match which {
        AgreementField::InformationSecurity => Ui::InformationSecurityText,
        AgreementField::AssistedCorrection => Ui::AssistedCorrectionText,
    };
    let error = move || {
        error_message.get().map(|finding| {
            view! {
                <p class="field__error" id=format!("{at}-error")>{rule_words::message(&finding, language.get())}</p>
            }
        })
    };
    view! {
        <div class="field" data-path=at.to_string() data-invalid=move || error_message.read().is_some().then_some("true")>
            <details class="agreement">
                <summary>{t(Ui::ReadAgreement)} " " {dynamic(move || fields::label(at, language.get()))}</summary>
                <p>{dynamic(move || text.text(language.get()))}</p>
            </details>
            {dynamic(error)}
            <div class="choice">
                <div class="choice__item">
                    <TickInput
                        id=at.to_string()
                        checked=Signal::derive(move || !value.read().is_empty())
                        invalid=Signal::derive(move || error_message.read().is_some())
                        described=Signal::derive(described_by(at))
                        on_tick=move |is: bool| {
                            filing.set_text(at, if is { "true" } else { "" });
                            filing.touch(at);
                        }
                    />
                    <label for=at.to_string()>{t(Ui::IAgreeTo)} " " {dynamic(move || fields::label(at, language.get()))}</label>
                </div>
            </div>
        </div>
    }
}
