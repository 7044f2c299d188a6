//! Step 2: the basic information check (基础信息校验).

use super::step::StepPage;
use crate::chunk::chunked;
use crate::components::domains_field::DomainsField;
use crate::components::field::Field;
use crate::components::part::part;
use crate::components::reading::LicenceReading;
use crate::components::resource_field::ResourceField;
use crate::components::upload_field::UploadField;
use crate::dynamic::{dynamic, effect, memo};
use crate::state::{rules, t, use_filing};
use beian_locale::ui::Ui;
use beian_model::{OrganiserField, Path, SiteId, Step};
use leptos::prelude::*;

chunked! {
    pub(crate) fields: fn fetch_of_site() -> fn(SiteId) -> AnyView {
        |site| {
            view! {
                <section class="card">
                    <h2>{t(Ui::Website)}</h2>
                    <DomainsField site />
                    <ResourceField site />
                </section>
            }
            .into_any()
        }
    }
    steps: fn fetch_licence() -> fn() -> AnyView {
        || {
            view! {
                <UploadField at=Path::Organiser(OrganiserField::Licence) />
                <LicenceReading />
            }
            .into_any()
        }
    }
}

/// The basic check.
#[component]
pub fn BasicCheck() -> impl IntoView {
    let filing = use_filing();
    // A credit code says where, as what and on which certificate the organiser is registered: nobody has to choose it again.
    let number = filing.text(Path::Organiser(OrganiserField::CertificateNumber));
    effect(move || {
        // Read, not only tracked: a memo that nobody reads is never computed.
        number.with(|_| ());
        let mut filled = filing.document.get_untracked();
        if filing.server.with_untracked(|server| server.status.is_editable()) && rules::fill_in_inferred(&mut filled) {
            filing.document.set(filled);
        }
    });
    let reads = filing.server.with_untracked(|server| server.reads_pictures);
    let first = memo(move || filing.document.read().sites.first().map(|site| site.id));
    let below = move || {
        view! {
            <section class="card card--on">
                <Field at=Path::Province />
                <Field at=Path::Organiser(OrganiserField::Nature) />
                <Field at=Path::Organiser(OrganiserField::CertificateType) />
            </section>
            {dynamic(move || first.get().map(|site| part(fetch_of_site, move |fields| fields(site))))}
        }
        .into_any()
    };
    view! {
        <StepPage of=Step::BasicCheck lead=Ui::BasicLead below=Box::new(below)>
            <section class="card">
                <h2>{t(Ui::OrganiserHeading)}</h2>
                // Where pictures are read, the certificate comes before all that it says.
                {reads.then(|| part(fetch_licence, |licence| licence()))}
                // The number first: it fills what it tells.
                <Field at=Path::Organiser(OrganiserField::CertificateNumber) />
                <Field at=Path::Organiser(OrganiserField::Name) />
            </section>
        </StepPage>
    }
}
