//! All fields of a responsible person (负责人), in the order of their documents and their phones.

use super::field::Field;
use super::mobile_field::MobileField;
use super::reading::PersonReadingNote;
use super::validity_field::ValidityField;
use beian_model::{Path, PersonField, PersonRef};
use leptos::prelude::*;

/// The fields of a responsible person.
#[component]
pub fn PersonFields(
    /// Whose.
    of: PersonRef,
) -> impl IntoView {
    let field = move |field| view! { <Field at=Path::person(of, field) /> };
    view! {
        <PersonReadingNote of />
        {field(PersonField::DocumentType)}
        {field(PersonField::Name)}
        {field(PersonField::DocumentNumber)}
        {field(PersonField::ValidFrom)}
        <ValidityField of />
        <MobileField of />
        {field(PersonField::EmergencyPhone)}
        {field(PersonField::SecondPhone)}
        {field(PersonField::Email)}
    }
    .into_any()
}
