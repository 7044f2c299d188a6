//! Step 1: what to have at hand (备案准备).

use crate::components::bureau_checklist::BureauChecklist;
use crate::components::field::Field;
use crate::components::step::StepPage;
use crate::locale::ui::Ui;
use crate::model::{OrganiserField, Path, Step};
use crate::state::t;
use leptos::prelude::*;

/// What to prepare, and the two answers that it depends on.
#[component]
pub fn Prepare() -> impl IntoView {
    let items = [
        (Ui::PrepareDomain, Ui::PrepareDomainText),
        (Ui::PrepareResource, Ui::PrepareResourceText),
        (Ui::PrepareCertificate, Ui::PrepareCertificateText),
        (Ui::PreparePerson, Ui::PreparePersonText),
        (Ui::PreparePhone, Ui::PreparePhoneText),
        (Ui::PrepareLetter, Ui::PrepareLetterText),
    ];
    view! {
        <StepPage of=Step::Prepare lead=Ui::PrepareLead>
            <Field at=Path::Province />
            <Field at=Path::Organiser(OrganiserField::Nature) />
            <h2>{t(Ui::PrepareHave)}</h2>
            <ul class="checklist">
                {items.into_iter().map(|(what, why)| view! {
                    <li><strong>{t(what)}</strong> <span class="field__hint">{t(why)}</span></li>
                }).collect_view()}
            </ul>
            <BureauChecklist />
            <p class="notice notice--info">{t(Ui::PrepareOffline)}</p>
        </StepPage>
    }
}
