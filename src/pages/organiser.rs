//! Step 4: the organiser and its responsible person (主体信息).

use super::step::StepPage;
use crate::components::copy_buttons::{AddressOfCertificate, LegalRepresentativeIs};
use crate::components::field::Field;
use crate::components::papers_field::PapersField;
use crate::components::person_fields::PersonFields;
use crate::components::reading::LicenceReading;
use crate::components::region_field::RegionFields;
use crate::components::summary::Checked;
use crate::components::upload_field::UploadField;
use crate::dynamic::{dynamic, memo};
use crate::state::regions::use_region_parts;
use crate::state::{t, use_filing};
use beian_locale::ui::Ui;
use beian_model::{OrganiserField, Path, PersonRef, Step};
use leptos::prelude::*;

/// The organiser.
#[component]
pub fn OrganiserPage() -> impl IntoView {
    let filing = use_filing();
    let field = |field| view! { <Field at=Path::Organiser(field) /> };
    // Who answers is not who represents by law: then a letter must say so.
    let letter = memo(move || {
        let document = filing.document.read();
        beian_rules::is_not_legal(&document, PersonRef::Organiser)
            || !document.organiser.authorisation_letter.is_empty()
    });
    let below = move || {
        let region = use_region_parts();
        view! {
            <section class="card">
            <UploadField at=Path::Organiser(OrganiserField::Licence) />
            <LicenceReading />
            {field(OrganiserField::CertificateAddress)}
            {field(OrganiserField::LegalRepresentative)}
            {field(OrganiserField::LegalRepresentativeNumber)}
            </section>
            <section class="card">
            <RegionFields />
            <AddressOfCertificate region />
            {field(OrganiserField::Address)}
            {field(OrganiserField::Investor)}
            {field(OrganiserField::Remark)}
            </section>
            <section class="card">
            <h2>{t(Ui::OrganiserPerson)}</h2>
            <LegalRepresentativeIs of=PersonRef::Organiser />
            <PersonFields of=PersonRef::Organiser />
            {field(OrganiserField::CallHours)}
            {dynamic(move || letter.get().then(|| view! {
                <UploadField at=Path::Organiser(OrganiserField::AuthorisationLetter) />
            }))}
            </section>
            <section class="card">
            <h2>{t(Ui::Papers)}</h2>
            <PapersField of=None />
            </section>
        }
        .into_any()
    };
    view! {
        <StepPage of=Step::Organiser lead=Ui::OrganiserLead below=Box::new(below)>
            <section class="card">
                <h2>{t(Ui::OrganiserHeading)}</h2>
                <Checked />
            </section>
        </StepPage>
    }
}
