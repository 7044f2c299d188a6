//! Who the organiser's responsible person (主体负责人) is, asked before a camera: the legal representative, whose name and number are
//! then theirs, or somebody else, who needs a letter.

use super::field_frame::{FieldFrame, described_by};
use super::tick_input::TickInput;
use crate::dynamic::dynamic;
use crate::state::readings::fill_shared;
use crate::state::{t, uploads, use_filing, use_language, use_read_values};
use beian_locale::{Words, fields, upload::Upload};
use beian_model::{OrganiserField, Path, PersonIs};
use leptos::prelude::*;

/// The question with its two answers; of the second, what follows from it.
#[component]
pub fn PersonIsField() -> impl IntoView {
    let at = Path::Organiser(OrganiserField::PersonIs);
    let letter = Path::Organiser(OrganiserField::AuthorisationLetter);
    let filing = use_filing();
    let language = use_language();
    let values = use_read_values();
    let value = filing.text(at);
    let error_message = filing.error_message(at);
    let choice = move |one: PersonIs| {
        let id = format!("{at}-{one}");
        let choose = move |_| {
            filing.set_text(at, one.as_str());
            fill_shared(filing, values);
            // What the bureau says of it is said at once.
            filing.touch(at);
        };
        view! {
            <div class="choice__item">
                <TickInput id=id.clone() group=at.to_string() on_tick=choose
                    checked=Signal::derive(move || *value.read() == one.as_str()) />
                <label for=id>{dynamic(move || one.text(language.get()))}</label>
            </div>
        }
        .into_any()
    };
    let needs_letter = move || {
        let is_other = *value.read() == PersonIs::Other.as_str() && error_message.read().is_none();
        is_other.then(|| {
            view! {
                <p class="field__note" role="status">
                    {dynamic(move || fields::hint(letter, language.get()))} " "
                    <a href=uploads::template(filing, letter) target="_blank" rel="external noopener" data-template="true">
                        {t(Upload::Template)}
                    </a>
                </p>
            }
        })
    };
    view! {
        <FieldFrame at group=true>
            <div class="choice" role="radiogroup" id=at.to_string() tabindex="-1" aria-labelledby=format!("{at}-label")
                aria-describedby=described_by(at)>
                {PersonIs::ALL.iter().map(|one| choice(*one)).collect_view()}
            </div>
            {dynamic(needs_letter)}
        </FieldFrame>
    }
    .into_any()
}
