//! Step 3: authenticity verification (真实性核验) of the organiser's responsible person, by phone: who they are, and with which
//! identity document.

use super::step::{StepPage, use_go_on};
use crate::components::field::Field;
use crate::components::handoff_panel::HandoffPanel;
use crate::components::person_is::PersonIsField;
use crate::components::photo_rules::PhotoRules;
use crate::state::t;
use beian_locale::ui::Ui;
use beian_model::{Path, PersonField, PersonRef, Step};
use leptos::prelude::*;

/// The verification of the organiser's person; goes on by itself when the phone is done.
#[component]
pub fn Verification() -> impl IntoView {
    let go = use_go_on();
    let below = || {
        view! {
            <section class="card">
                <h2>{t(Ui::PhotoRules)}</h2>
                <PhotoRules />
            </section>
        }
        .into_any()
    };
    view! {
        <StepPage of=Step::Verification lead=Ui::VerificationLead below=Box::new(below)>
            <section class="card">
                <PersonIsField />
                <Field at=Path::OrganiserPerson(PersonField::DocumentType) />
            </section>
            <HandoffPanel of=PersonRef::Organiser on_passed=move || go(Step::Verification) />
        </StepPage>
    }
}
