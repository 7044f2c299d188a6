//! Step 2: the basic information check (基础信息校验).

use crate::components::domains_field::DomainsField;
use crate::components::field::Field;
use crate::components::resource_field::ResourceField;
use crate::components::step::StepPage;
use crate::locale::ui::Ui;
use crate::model::{OrganiserField, Path, Step};
use crate::state::{t, use_filing};
use leptos::prelude::*;

/// The basic check.
#[component]
pub fn BasicCheck() -> impl IntoView {
    let filing = use_filing();
    let first = Memo::new(move |_| filing.document.read().sites.first().map(|site| site.id));
    view! {
        <StepPage of=Step::BasicCheck lead=Ui::BasicLead>
            <h2>{t(Ui::OrganiserHeading)}</h2>
            <Field at=Path::Province />
            <Field at=Path::Organiser(OrganiserField::Nature) />
            <Field at=Path::Organiser(OrganiserField::Name) />
            <Field at=Path::Organiser(OrganiserField::CertificateType) />
            <Field at=Path::Organiser(OrganiserField::CertificateNumber) />
            {move || first.get().map(|site| view! {
                <h2>{t(Ui::DomainHeading)}</h2>
                <DomainsField site />
                <h2>{t(Ui::ResourceHeading)}</h2>
                <ResourceField site />
            })}
        </StepPage>
    }
}
