//! Who the organiser's responsible person (主体负责人) is, asked before a camera: the legal representative, whose name and number are
//! then theirs, or somebody else, who needs a letter.

use super::field_frame::FieldFrame;
use super::tick_input::{choice_item, radio_group};
use super::upload_field::UploadField;
use crate::dynamic::{dynamic, given};
use crate::state::readings::fill_shared;
use crate::state::{use_filing, use_language};
use beian_locale::Words;
use beian_model::{OrganiserField, Path, PersonIs, Severity};
use leptos::prelude::*;

/// The question with its two answers; after the second the letter, unless the bureau takes nobody else.
#[component]
pub fn PersonIsField() -> impl IntoView {
    let at = Path::Organiser(OrganiserField::PersonIs);
    let filing = use_filing();
    let language = use_language();
    let shared = StoredValue::new(Vec::<(Path, String)>::new());
    let value = filing.text(at);
    let choice = move |one: PersonIs| {
        let choose = move |_| {
            filing.set_text(at, one.as_str());
            // What an answer filled in goes with it, unless it was changed since.
            for (path, text) in shared.get_value() {
                if filing.document.with_untracked(|document| document.text(path) == Some(&text)) {
                    filing.set_text(path, "");
                }
            }
            shared.set_value(fill_shared(filing, None));
            // What the bureau says of it is said at once.
            filing.touch(at);
        };
        choice_item(
            format!("{at}-{one}"),
            Some(at.to_string()),
            Signal::derive(move || *value.read() == one.as_str()),
            Callback::new(choose),
            None,
            dynamic(move || one.text(language.get())),
        )
    };
    // Where the bureau takes nobody else, no letter helps.
    let is_refused = move || filing.worst(at).is_some_and(|one| one.severity == Severity::Error);
    let is_other = move || *value.read() == PersonIs::Other.as_str() && !is_refused();
    let letter = || view! { <UploadField at=Path::Organiser(OrganiserField::AuthorisationLetter) /> };
    view! {
        <FieldFrame at group=true>
            {radio_group(at, PersonIs::ALL.iter().map(|one| choice(*one)).collect_view().into_any())}
        </FieldFrame>
        {given(is_other, letter)}
    }
    .into_any()
}
