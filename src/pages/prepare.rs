//! Step 1: what to have at hand (备案准备).

use super::step::StepPage;
use crate::components::bureau_checklist::BureauChecklist;
use crate::components::field::Field;
use crate::components::previous_organiser::PreviousOrganiser;
use crate::components::scope::Scope;
use crate::routes;
use crate::state::{t, use_filing};
use beian_locale::{before::Before, ui::Ui};
use beian_model::{OrganiserField, Path, Step};
use leptos::prelude::*;

/// The two answers on which everything else depends, and the list of what to bring.
#[component]
pub fn Prepare() -> impl IntoView {
    let filing = use_filing();
    let province = filing.province;
    view! {
        <StepPage of=Step::Prepare lead=Ui::PrepareLead>
            <Scope />
            <PreviousOrganiser />
            <section class="card">
                <Field at=Path::Province />
                <Field at=Path::Organiser(OrganiserField::Nature) />
                <BureauChecklist province open=false />
            </section>
            <p class="asks-more">
                <a href=move || routes::checklist(province.get()) target="_blank" rel="noopener" data-action="checklist">
                    {t(Before::ChecklistToPrint)}
                </a>
            </p>
        </StepPage>
    }
}
