//! Last day of a document's validity (证件有效期止): a date, or without an end (长期).

use super::field::{FieldFrame, described_by};
use crate::locale::ui::Ui;
use crate::model::{Path, PersonField, PersonRef, ResponsiblePerson};
use crate::state::{t, use_filing};
use leptos::prelude::*;

/// The last day of validity of a responsible person's document.
#[component]
pub fn ValidityField(
    /// Whose document.
    of: PersonRef,
) -> impl IntoView {
    let at = Path::person(of, PersonField::ValidUntil);
    let filing = use_filing();
    let value = filing.text(at);
    let complaint = filing.complaint(at);
    let long_term = move || *value.read() == *ResponsiblePerson::LONG_TERM;
    let date = move || if long_term() { String::new() } else { value.get() };
    let box_id = format!("{at}-long-term");
    view! {
        <FieldFrame at>
            <div class="field__row">
                <input
                    class="input"
                    id=at.to_string()
                    type="date"
                    prop:value=date
                    disabled=long_term
                    aria-invalid=move || complaint.read().is_some().then_some("true")
                    aria-describedby=described_by(at)
                    on:input:target=move |event| filing.set_text(at, &event.target().value())
                    on:blur=move |_| filing.touch(at)
                />
                <span class="choice">
                    <span class="choice__item">
                        <input
                            type="checkbox"
                            id=box_id.clone()
                            prop:checked=long_term
                            on:change:target=move |event| {
                                let value = if event.target().checked() { ResponsiblePerson::LONG_TERM } else { "" };
                                filing.set_text(at, value);
                            }
                        />
                        <label for=box_id>{t(Ui::LongTerm)}</label>
                    </span>
                </span>
            </div>
        </FieldFrame>
    }
}
