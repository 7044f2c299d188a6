//! Last day of a document's validity (证件有效期止): a date, or without an end (长期).

use super::field::FieldInput;
use super::field_frame::FieldFrame;
use super::tick_input::TickInput;
use crate::state::{t, use_filing};
use beian_locale::ui::Ui;
use beian_model::{Path, PersonField, PersonRef, ResponsiblePerson};
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
    let long_term = Signal::derive(move || *value.read() == *ResponsiblePerson::LONG_TERM);
    let box_id = format!("{at}-long-term");
    view! {
        <FieldFrame at>
            <div class="field__row">
                <FieldInput at kind="date" is_off=long_term />
                <span class="choice">
                    <span class="choice__item">
                        <TickInput id=box_id.clone() checked=long_term on_tick=move |is: bool| {
                            filing.set_text(at, if is { ResponsiblePerson::LONG_TERM } else { "" });
                        } />
                        <label for=box_id>{t(Ui::LongTerm)}</label>
                    </span>
                </span>
            </div>
        </FieldFrame>
    }
}
